"""The first start: a network is begun, or a laptop joins one with a setup file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from onestopshop.central.sync import sync
from onestopshop.clock import SetClock
from onestopshop.desk.opening import open_shop, preview
from onestopshop.desk.setup_changes import approve, current_setup_file
from onestopshop.places import holds_shop
from onestopshop.words import six_words
from ui.demonstration import Demonstration
from ui.reading import read_overview

_NEW = "ocean teacup violin saddle mango plank"


def test_a_network_is_started_and_its_paper_key_shown_once(
    opening: Callable[..., Demonstration], tmp_path: Path
) -> None:
    """Name, month and passphrase start a network; the key must be on paper before anything else."""
    window = opening(tmp_path / "shop")
    window.press("2")
    window.type("Kent One Stop Shops")
    window.press("Tab", "Tab")
    window.type(_NEW)
    window.press("Return")
    assert "Write this recovery key on paper now" in window.texts()
    window.click("It is on paper")
    assert "Which place is this?" in window.texts()
    window.type("Ashford")
    window.press("Return")
    assert "Ashford?" in window.texts()


def test_a_weak_passphrase_is_refused_beside_the_field(
    opening: Callable[..., Demonstration], tmp_path: Path
) -> None:
    """One that is easy to guess is refused with what to do instead, and what else was filled in stays."""
    window = opening(tmp_path / "shop")
    window.press("2")
    window.type("Kent One Stop Shops")
    window.press("Tab", "Tab")
    window.type("password1")
    window.press("Return")
    assert "This passphrase is too easy to guess" in window.texts()
    assert "Kent One Stop Shops" in window.texts()


def test_a_suggested_passphrase_is_shown_in_the_clear(
    opening: Callable[..., Demonstration], tmp_path: Path
) -> None:
    """Six words are filled in where they can be read and written down."""
    window = opening(tmp_path / "shop")
    window.press("2")
    window.click("Suggest one")
    assert any(len(line.split()) == 6 and line.islower() for line in window.texts().splitlines())


@pytest.fixture
def setup_file(shop_folder: Path, clock: SetClock, passphrase: str, tmp_path: Path) -> Path:
    """The network's setup file, as a coordinator hands it out."""
    shop = open_shop(shop_folder, clock, passphrase)
    file = tmp_path / "setup.dropin-setup"
    file.write_bytes(current_setup_file(shop))
    shop.close()
    return file


@pytest.fixture
def comparing(opening: Callable[..., Demonstration], setup_file: Path, tmp_path: Path) -> Demonstration:
    """A second laptop's window, with the file chosen and everything filled in."""
    window = opening(tmp_path / "second")
    window.press("1")
    window.click("Choose a file…")
    window.choose(setup_file)
    window.type("Tenterden laptop")
    window.press("Tab")
    window.type(_NEW)
    window.press("Return")
    return window


def test_the_sheet_of_the_paper_key_is_kept_as_a_pdf(
    opening: Callable[..., Demonstration], tmp_path: Path
) -> None:
    """The recovery sheet goes where it is asked to, and the page says to print it and to delete the file."""
    window = opening(tmp_path / "shop")
    window.press("2")
    window.type("Kent One Stop Shops")
    window.press("Tab", "Tab")
    window.type(_NEW)
    window.press("Return")
    window.click("Keep the sheet as a PDF")
    window.choose(tmp_path / "sheet.pdf")
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")
    assert "Print it now, then delete the file" in window.texts()
    assert "AGE-SECRET-KEY-1" in window.texts()


def test_a_laptop_joins_after_the_words_were_compared(comparing: Demonstration, setup_file: Path) -> None:
    """The network's name and its root's six words stand before joining; then a session can be started."""
    words = " ".join(six_words(preview(setup_file.read_bytes()).root))
    assert "Join Kent One Stop Shops?" in comparing.texts()
    assert words in comparing.texts()
    comparing.click("The same words: join")
    assert "Start a session" in comparing.texts()
    assert "Kent One Stop Shops" in comparing.texts()


def test_enter_alone_never_joins(comparing: Demonstration, tmp_path: Path) -> None:
    """Enter out of habit leads back to the form, with what was filled in, and there is no shop."""
    comparing.press("Return")
    assert "Nothing was joined." in comparing.texts()
    assert "Tenterden laptop" in comparing.texts()
    assert not holds_shop(tmp_path / "second")


def test_words_that_differ_warn_of_the_file(comparing: Demonstration, tmp_path: Path) -> None:
    """Nothing is joined, and the page says not to use the file."""
    comparing.click("The words differ")
    assert "Do not use this file." in comparing.texts()
    assert not holds_shop(tmp_path / "second")


def test_a_swapped_file_joins_nothing_else(
    comparing: Demonstration, setup_file: Path, clock: SetClock, tmp_path: Path
) -> None:
    """What was compared is joined, even if somebody swaps the file meanwhile."""
    setup_file.write_bytes(b"another file")
    comparing.click("The same words: join")
    comparing.close()
    shop = open_shop(tmp_path / "second", clock, _NEW)
    assert shop.desk.name == "Tenterden laptop"
    shop.close()


def test_a_laptop_shows_its_own_words_until_it_is_approved(
    comparing: Demonstration, shop_folder: Path, clock: SetClock, passphrase: str, tmp_path: Path
) -> None:
    """The six words to read to the coordinator stand on the start page, and go when the approval arrives."""
    comparing.click("The same words: join")
    shown = comparing.texts()
    comparing.close()
    shop = open_shop(tmp_path / "second", clock, _NEW)
    assert " ".join(six_words(shop.desk.key)) in shown
    coordinator = open_shop(shop_folder, clock, passphrase)
    approve(coordinator, shop.desk.key)
    (tmp_path / "stick").mkdir()
    sync(coordinator, tmp_path / "stick")
    sync(shop, tmp_path / "stick")
    coordinator.close()
    assert read_overview(shop).own_words == ()
    shop.close()
