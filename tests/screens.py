"""Takes the README's pictures again, from the session that `demo` plays through the real window."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from ui import drop_in_day
from ui.drop_in_day import Day
from ui.theme import DARK
from ui.window_session import record_session

KEPT = ("start", "today", "visit", "close")


def main() -> None:
    """Writes each picture, light and dark, into the folder that is named."""
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        day, clock = Day(Path(folder)), drop_in_day.morning()
        drop_in_day.copy_examples(day)
        coordinator = drop_in_day.found(day, clock)
        ashford = drop_in_day.joined(day, clock, coordinator, "ashford")
        drop_in_day.import_ashford(day, ashford)
        ashford.close()
        drop_in_day.settle(day, coordinator)
        for name, tokens in (("", None), ("-dark", DARK)):
            drop_in_day.joined(day, clock, coordinator, f"rural{name}").close()
            pictures = day.made(f"pictures{name}")
            record_session(
                day.shop(f"rural{name}"), clock, drop_in_day.PASSPHRASE, day.central, pictures, tokens
            )
            for picture in KEPT:
                shutil.copy(pictures / f"{picture}.png", target / f"{picture}{name}.png")
        coordinator.close()


if __name__ == "__main__":
    main()
