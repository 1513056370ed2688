"""Somebody comes near: one key hides everything, and nothing that was entered is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

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


@contextmanager
def full_disk() -> Iterator[None]:
    """Nothing more can be written to any file."""
    resource = pytest.importorskip("resource", reason="not run: only POSIX limits the size of files")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("recorded", [False, True], ids=["a new visit", "a recorded visit"])
def test_an_entry_that_the_disk_refuses_is_not_lost(
    today: Demonstration, passphrase: str, recorded: bool
) -> None:
    """Hidden on a full disk, the page of the passphrase says so, and unlocking brings the answers back."""
    today.press("N", "1", "1")
    if recorded:
        today.press("Esc")
        today.click("Ask what is missing of visit 1")
    today.press("1")
    with full_disk():
        today.press("F12")
        assert set(today.texts().splitlines()) == {"Document"}
        today.press("F12")
    assert "is not lost: unlock to go on with it" in today.texts()
    today.type(passphrase)
    today.press("Return")
    if recorded:
        assert "1, First visit, 6 answers missing" in today.texts()
    else:
        assert "Sex: Female" in today.texts()


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
