"""The console script: the window when nothing is asked, otherwise the command line."""

from __future__ import annotations

import sys
from types import TracebackType


def main() -> None:
    """Open the window, or run a command. What a command does not need is not loaded."""
    if len(sys.argv) == 1:
        from ui.application import run

        sys.exit(run())
    from onestopshop.cli.group import main_group
    from ui.demo import demo_command

    sys.excepthook = _tell_bug
    main_group.add_command(demo_command)
    main_group()


def _tell_bug(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Say where the program is wrong, and never a value: what it worked on may be about somebody."""
    at = trace
    while at is not None and at.tb_next is not None:
        at = at.tb_next
    place = f"{at.tb_frame.f_globals.get('__name__')}, line {at.tb_lineno}" if at is not None else "unknown"
    sys.stderr.write(
        f"This is a mistake in the program: {kind.__name__} in {place}. What was saved is safe.\n"
    )


if __name__ == "__main__":
    main()
