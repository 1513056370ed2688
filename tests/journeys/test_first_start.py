"""The first start: a network is begun, or a laptop joins one with a setup file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from onestopshop.clock import SetClock
from onestopshop.desk.opening import open_shop
from onestopshop.desk.setup_changes import current_setup_file
from ui.demonstration import Demonstration

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


def test_a_laptop_joins_with_the_setup_file(
    opening: Callable[..., Demonstration], shop_folder: Path, clock: SetClock, passphrase: str, tmp_path: Path
) -> None:
    """The file, a name and a passphrase make a desk of the network, which then can start a session."""
    shop = open_shop(shop_folder, clock, passphrase)
    file = tmp_path / "setup.dropin-setup"
    file.write_bytes(current_setup_file(shop))
    shop.close()
    window = opening(tmp_path / "second")
    window.press("1")
    window.click("Choose a file…")
    window.choose(file)
    window.type("Tenterden laptop")
    window.press("Tab")
    window.type(_NEW)
    window.press("Return")
    assert "Kent One Stop Shops" in window.texts()
    assert "Start a session" in window.texts() or "Which place is this?" in window.texts()
