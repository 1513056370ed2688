"""A passphrase is forgotten: the recovery key from its sheet opens the shop, and a new one is chosen."""

from __future__ import annotations

from pathlib import Path

from onestopshop.clock import SetClock
from onestopshop.desk.opening import open_shop
from ui.demonstration import Demonstration
from ui.unlock.recovery_key import FIRST_LINE

_NEW = "ocean teacup violin saddle mango plank"


def test_the_recovery_key_opens_and_a_new_passphrase_from_then_on(
    window: Demonstration, recovery_secret: str
) -> None:
    """The key typed in small letters, with its first line or without, opens; so does the new passphrase."""
    window.click("I forgot the passphrase")
    window.type(recovery_secret.removeprefix(FIRST_LINE).lower())
    assert "58 of 58 signs" in window.texts()
    window.press("Tab")
    window.type(_NEW)
    window.press("Return")
    assert "Start a session" in window.texts()
    window.press("F12", "F12")
    window.type(_NEW)
    window.press("Return")
    assert "Start a session" in window.texts()


def test_the_forgotten_passphrase_still_opens(
    window: Demonstration, shop_folder: Path, clock: SetClock, recovery_secret: str, passphrase: str
) -> None:
    """Nobody else is locked out by a recovery."""
    window.click("I forgot the passphrase")
    window.type(recovery_secret)
    window.press("Tab")
    window.type(_NEW)
    window.press("Return")
    window.close()
    shop = open_shop(shop_folder, clock, passphrase)
    assert shop.desk.coordinator
    shop.close()


def test_a_wrong_key_is_told_and_stays_to_be_corrected(window: Demonstration, recovery_secret: str) -> None:
    """One sign that is wrong is refused beside the field; the rest of the key is still there."""
    last = "Q" if recovery_secret[-1] != "Q" else "P"
    window.click("I forgot the passphrase")
    window.type(recovery_secret[:-1] + last)
    window.press("Tab")
    window.type(_NEW)
    window.press("Return")
    assert "That recovery key does not open this shop" in window.texts()
    assert recovery_secret[16:21] in window.texts()


def test_half_a_key_is_not_tried(window: Demonstration, recovery_secret: str) -> None:
    """The page asks for the whole key before anything is tried."""
    window.click("I forgot the passphrase")
    window.type(recovery_secret[:40])
    window.press("Return")
    assert "Type the whole recovery key first" in window.texts()


def test_hiding_forgets_what_was_typed_of_the_key(window: Demonstration, recovery_secret: str) -> None:
    """After F12 the page of the recovery key is empty."""
    window.click("I forgot the passphrase")
    window.type(recovery_secret)
    window.press("F12", "F12")
    window.click("I forgot the passphrase")
    assert recovery_secret[16:21] not in window.texts()
    assert "0 of 58 signs" in window.texts()
