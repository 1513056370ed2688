"""Somebody comes near: one key hides everything, and nothing that was entered is lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from onestopshop.clock import SetClock
from ui.demonstration import Demonstration
from ui.main_window import TITLE

_LONGER_THAN_DEAF = 350


def test_f12_shows_a_blank_document_and_nothing_else(today: Demonstration) -> None:
    """One key, in the middle of a visit, leaves only the word "Document" on the screen and a plain title."""
    today.press("N", "1", "1", "F12")
    assert set(today.texts().splitlines()) == {"Document"}
    assert today.window.frame.windowTitle() == TITLE


def test_esc_twice_hides_the_day(today: Demonstration) -> None:
    """On the day's page Esc Esc does the same."""
    today.press("Esc", "Esc")
    assert set(today.texts().splitlines()) == {"Document"}


def test_a_draft_comes_back_after_unlocking(today: Demonstration, passphrase: str) -> None:
    """What was answered when the window was hidden is there again after the passphrase, at the same gap."""
    today.press("N", "1", "1", "1", "F12")
    today.rest(_LONGER_THAN_DEAF)
    today.press("X")
    today.type(passphrase)
    today.press("Return")
    texts = today.texts()
    assert "Sex: Female" in texts
    assert "Roughly how old are you? You don't have to say." in texts


def test_a_correction_under_way_is_kept(today: Demonstration, passphrase: str) -> None:
    """Hiding while a recorded visit is being completed keeps the new answers on that visit."""
    today.press("N", "1", "1", "Esc")
    today.click("Ask what is missing of visit 1")
    today.press("1", "4", "F12", "F12")
    today.type(passphrase)
    today.press("Return")
    assert "1, First visit · 25 to 34, 5 answers missing" in today.texts()


def test_nobody_at_the_keyboard_hides_it(
    opening: Callable[..., Demonstration], shop_folder: Path, passphrase: str
) -> None:
    """After the idle time the blank document stands in front without a key."""
    window = opening(shop_folder, idle=0.02)
    window.type(passphrase)
    window.press("Return")
    window.rest(1500)
    assert set(window.texts().splitlines()) == {"Document"}


def test_a_wrong_passphrase_is_told_beside_the_field(
    window: Demonstration, passphrase: str, clock: SetClock
) -> None:
    """The notice says what to do and never repeats what was typed; the right one then opens."""
    window.type("wrong lantern")
    window.press("Return")
    assert "does not open this shop" in window.texts()
    assert "wrong lantern" not in window.texts()
    clock.moment = clock.moment.replace(minute=59)
    window.type(passphrase)
    window.press("Return")
    assert "Start a session" in window.texts()


def test_hiding_while_the_passphrase_is_tried_stays_hidden(window: Demonstration, passphrase: str) -> None:
    """A shop that opens behind the blank document is closed again, and can be opened anew."""
    window.type(passphrase)
    window.window.journey.hide()
    window.wait()
    assert set(window.texts().splitlines()) == {"Document"}
    window.press("F12")
    window.type(passphrase)
    window.press("Return")
    assert "Start a session" in window.texts()
