"""One session through the real window, by keys and mouse as a volunteer would."""

from __future__ import annotations

from pathlib import Path

from onestopshop.clock import Clock
from onestopshop.desk.opening import open_shop
from onestopshop.desk.sessions import sessions
from onestopshop.identity import SessionId
from ui.demonstration import Demonstration
from ui.theme import Tokens

_AGENCIES = ("kent police", "rising", "housing opt", "porchl")

# Self, which visit (and the month of the last), sex, age, ethnic group (broad, then which), area, children,
# heard about us, agencies seen: each as its number key. Enter saves.
_VISITS = (
    "1 1 1 4 1 1 1 2 3 1",
    "1 1 1 5 1 1 1 0 5 1 2",
    "1 2 2 1 5 1 1 1 3 3 2",
    "1 1 1 3 Return 3 2 1 1 8 3",
    "1 1 2 4 1 1 2 0 3 1",
    "1 3 1 1 6 1 1 1 2 6 2 4",
    "1 1 1 4 1 5 Return 1 1 4 3",
    "1 1 1 5 - 1 3 3 2",
    "1 2 4 1 4 1 1 5 1 9 1 3",
    "1 1 1 8 1 1 1 0 5 4",
    "1 1 1 4 4 2 1 2 3 1",
)
_LAST_VISIT = "1 1 1"
"""The twelfth visitor was called away: the rest is asked later, and left as not asked at the end."""


def record_session(
    shop: Path, clock: Clock, passphrase: str, central: Path, pictures: Path, tokens: Tokens | None = None
) -> SessionId:
    """Unlock, start the suggested session, record twelve visits, close it and put it into the central folder.

    Leaves a picture of every page, in the system's colours unless `tokens` are given.
    """
    window = Demonstration(shop, clock, tokens=tokens)
    try:
        window.picture(pictures / "unlock.png")
        window.type(passphrase)
        window.press("Return")
        window.picture(pictures / "start.png")
        window.press("Return")
        _mark_agencies(window)
        _record_visits(window, pictures)
        window.picture(pictures / "today.png")
        _close(window, central, pictures)
        window.press("F12")
        window.picture(pictures / "hidden.png")
    finally:
        window.close()
    return _newest(shop, clock, passphrase)


def _mark_agencies(window: Demonstration) -> None:
    for letters in _AGENCIES:
        window.press("A")
        window.type(letters)
        window.press("Return")


def _record_visits(window: Demonstration, pictures: Path) -> None:
    for number, keys in enumerate(_VISITS, 1):
        window.press("N")
        if number == len(_VISITS):
            *most, rest = keys.split(" ", 5)
            window.press(*most)
            window.picture(pictures / "visit.png")
            window.press(*rest.split())
        else:
            window.press(*keys.split())
        window.press("Return")
    window.press("N", *_LAST_VISIT.split(), "Esc")


def _close(window: Demonstration, central: Path, pictures: Path) -> None:
    window.click("Close session")
    window.click("All have left")
    window.click("Leave as not asked")
    window.press("Return")
    window.choose(central)
    window.picture(pictures / "close.png")
    window.press("Return")
    window.picture(pictures / "closed.png")


def _newest(folder: Path, clock: Clock, passphrase: str) -> SessionId:
    shop = open_shop(folder, clock, passphrase)
    try:
        return sessions(shop)[0].id
    finally:
        shop.close()
