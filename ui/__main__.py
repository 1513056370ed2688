"""The console script: the window when nothing is asked, otherwise the command line."""

from __future__ import annotations

import sys


def main() -> None:
    """Open the window, or run a command. What a command does not need is not loaded."""
    if len(sys.argv) == 1:
        from ui.application import run

        sys.exit(run())
    from onestopshop.cli.group import main_group

    main_group()


if __name__ == "__main__":
    main()
