"""Takes the README's pictures again, from the session that `demo` plays through the real window."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from onestopshop.clock import SetClock
from onestopshop.desk.opening import join
from onestopshop.desk.setup_changes import current_setup_file
from onestopshop.shop import Shop
from ui import drop_in_day
from ui.demonstration import Demonstration
from ui.drop_in_day import Day
from ui.theme import DARK, Tokens
from ui.window_session import record_session

KEPT = ("start", "today", "visit", "close", "merge", "reports")
LOOKS: tuple[tuple[str, str, Tokens | None], ...] = (("", "rural", None), ("-dark", "second", DARK))
"""What a picture's name ends with, the laptop that it is of, and its colours."""
_LAID_OUT_MILLISECONDS = 200


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
        bring_unknown(day, clock, coordinator)
        for _, name, _ in LOOKS:
            drop_in_day.joined(day, clock, coordinator, name).close()
        coordinator.close()
        for _, name, tokens in LOOKS:
            pictures = day.made(f"pictures-{name}")
            record_session(day.shop(name), clock, drop_in_day.PASSPHRASE, day.central, pictures, tokens)
        for ending, name, tokens in LOOKS:
            pictures = day.made(f"pictures-{name}")
            look_at_coordinator(day, clock, pictures, tokens)
            for picture in KEPT:
                shutil.copy(pictures / f"{picture}.png", target / f"{picture}{ending}.png")


def bring_unknown(day: Day, clock: SetClock, coordinator: Shop) -> None:
    """A laptop that nobody approved yet puts its sessions into the central folder."""
    setup = current_setup_file(coordinator)
    laptop = join(day.shop("tenterden"), clock, setup, "Tenterden laptop", drop_in_day.PASSPHRASE)
    drop_in_day.import_tenterden(day, laptop)
    laptop.close()


def look_at_coordinator(day: Day, clock: SetClock, pictures: Path, tokens: Tokens | None) -> None:
    """Plan a merge of the central folder without taking anything in, and make a report."""
    window = Demonstration(day.shop("coordinator"), clock, tokens=tokens)
    try:
        window.type(drop_in_day.PASSPHRASE)
        window.press("Return", "F3", "Return")
        window.choose(day.central)
        window.press("Return")
        window.rest(_LAID_OUT_MILLISECONDS)
        window.picture(pictures / "merge.png")
        window.press("F4")
        window.rest(_LAID_OUT_MILLISECONDS)
        window.picture(pictures / "reports.png")
    finally:
        window.close()


if __name__ == "__main__":
    main()
