"""What is only on this laptop is seen: on the start page, on a page of its own, and before the app closes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from onestopshop.central.merging import merge
from onestopshop.clock import SetClock
from onestopshop.desk.opening import create_network, open_shop
from onestopshop.desk.setup_changes import current_setup_file
from onestopshop.store import Cost
from ui.demonstration import Demonstration

_LONGER_THAN_DEAF = 350


@pytest.fixture
def waiting(today: Demonstration, passphrase: str) -> Demonstration:
    """The window with one visit recorded, locked and unlocked again: the open session stands in front."""
    today.press("N", "1", "Return")
    return today


@pytest.fixture
def start(waiting: Demonstration, passphrase: str, clock: SetClock) -> Demonstration:
    """The start page on the next day, with one session on this laptop."""
    waiting.press("F12")
    clock.moment = clock.moment.replace(day=23)
    waiting.rest(_LONGER_THAN_DEAF)
    waiting.press("F12")
    waiting.type(passphrase)
    waiting.press("Return")
    return waiting


def test_the_start_page_counts_what_is_only_here(start: Demonstration) -> None:
    """The foot says so, and leads to the page that names each session and where it is."""
    assert "1 session only on this laptop" in start.texts()
    start.press("W")
    assert "Tuesday 22 June · Ashford, Only on this laptop" in start.texts()


def test_sessions_are_put_on_the_stick_from_there(start: Demonstration, tmp_path: Path) -> None:
    """Enter asks for the folder, writes and rereads, and the row then says where it is; Esc leads back."""
    (tmp_path / "stick").mkdir()
    start.press("W", "Return")
    start.choose(tmp_path / "stick")
    start.press("Return")
    assert "Tuesday 22 June · Ashford, In the folder “stick”, reread" in start.texts()
    assert "only on this laptop" not in start.texts()
    start.press("Esc")
    assert "Start a session" in start.texts()
    assert "only on this laptop" not in start.texts()


def test_a_setup_that_is_not_believed_is_told_until_the_next_sync(
    start: Demonstration, clock: SetClock, passphrase: str, tmp_path: Path
) -> None:
    """The sentence stands where the sync was asked for and on the start page; the next clean sync ends it."""
    stick = tmp_path / "stick"
    stick.mkdir()
    other = create_network(tmp_path / "other", clock, "Sussex", passphrase, cost=Cost(64, 1)).shop
    (stick / "setup.dropin-setup").write_bytes(current_setup_file(other))
    other.close()
    warning = "signed with a key that this laptop does not know"
    start.press("W", "Return")
    start.choose(stick)
    start.press("Return")
    assert warning in start.texts()
    assert "In the folder “stick”, reread" in start.texts(), "nothing else stops"
    start.press("Esc")
    assert warning in start.texts()
    start.press("W", "Return", "Esc")
    assert warning not in start.texts()


def test_a_received_session_leaves_the_list(
    start: Demonstration, shop_folder: Path, clock: SetClock, passphrase: str, tmp_path: Path
) -> None:
    """Once the coordinators merged it and the receipt was read, nothing is waiting."""
    stick = tmp_path / "stick"
    stick.mkdir()
    start.press("W", "Return")
    start.choose(stick)
    start.press("Return", "F12")
    shop = open_shop(shop_folder, clock, passphrase)
    merge(shop, [stick])
    shop.close()
    start.rest(_LONGER_THAN_DEAF)
    start.press("F12")
    start.type(passphrase)
    start.press("Return", "W", "Return")
    assert "1 session was received by the coordinators." in start.texts()
    assert "Tuesday 22 June" not in start.texts()


def test_a_cloud_folder_is_said_to_be_on_this_laptop(start: Demonstration, tmp_path: Path) -> None:
    """Never "sent": the row says where the file is and when it leaves, and the session waits no more here."""
    cloud = tmp_path / "OneDrive - Kent" / "drop-in"
    cloud.mkdir(parents=True)
    start.press("W", "Return")
    start.choose(cloud)
    start.press("Return")
    texts = start.texts()
    assert (
        "Tuesday 22 June · Ashford, In the OneDrive folder on this laptop; it leaves when next online"
        in texts
    )
    assert "sent" not in texts.lower().split()


def test_what_a_cloud_has_not_brought_is_told(start: Demonstration, tmp_path: Path) -> None:
    """The page says which step brings it, and that nothing is lost."""
    cloud = tmp_path / "OneDrive - Kent" / "drop-in"
    cloud.mkdir(parents=True)
    (cloud / "central.dropin").write_bytes(bytes(50_000))
    start.press("W", "Return")
    start.choose(cloud)
    start.press("Return")
    assert "not yet downloaded on this laptop: open the folder in OneDrive" in start.texts()
    assert (cloud / "central.dropin").read_bytes() == bytes(50_000)


def test_a_stick_that_was_set_back_gets_everything_again(start: Demonstration, tmp_path: Path) -> None:
    """What had been there is there again, and the page says so."""
    stick = tmp_path / "stick"
    stick.mkdir()
    start.press("W", "Return")
    start.choose(stick)
    start.press("Return")
    shutil.rmtree(stick / "sessions")
    (stick / "central.dropin").unlink()
    start.press("Return", "W", "Return")
    assert "had already put into this folder were missing, and are there again" in start.texts()
    assert len(list((stick / "sessions").iterdir())) == 1


def test_the_day_counts_what_waits_and_closing_takes_it_along(start: Demonstration, tmp_path: Path) -> None:
    """With yesterday's session only here, the foot of today's page says so, until closing puts both there."""
    stick = tmp_path / "stick"
    stick.mkdir()
    start.press("Return")
    assert "1 session waiting for the stick" in start.texts()
    start.click("Close session")
    start.press("Return")
    start.choose(stick)
    start.press("Return")
    assert "In the folder “stick”, reread" in start.texts()
    start.press("Return")
    assert "only on this laptop" not in start.texts()
    assert "waiting for the stick" not in start.texts()


def test_closing_the_window_shows_what_is_only_here(waiting: Demonstration) -> None:
    """The first time the window stays and shows the session; Back goes on with the day."""
    waiting.window.frame.close()
    waiting.wait()
    assert waiting.window.frame.isVisible()
    assert "Before you close" in waiting.texts()
    assert "Tuesday 22 June · Ashford, Only on this laptop" in waiting.texts()
    waiting.press("Esc")
    assert "Ashford · open" in waiting.texts()
    waiting.window.frame.close()
    waiting.wait()
    assert waiting.window.frame.isVisible()


def test_closing_the_window_twice_closes_it(waiting: Demonstration) -> None:
    """Whoever closes it again means it."""
    waiting.window.frame.close()
    waiting.wait()
    waiting.window.frame.close()
    assert not waiting.window.frame.isVisible()


def test_the_app_is_closed_from_the_page(waiting: Demonstration) -> None:
    """A button closes it with the session left here."""
    waiting.window.frame.close()
    waiting.wait()
    waiting.click("Close the app")
    assert not waiting.window.frame.isVisible()


@pytest.mark.parametrize("keys", [(), ("F12",)], ids=["nothing waits", "hidden"])
def test_where_nothing_can_be_lost_it_closes_at_once(unlocked: Demonstration, keys: tuple[str, ...]) -> None:
    """With nothing waiting, or locked, closing asks nothing."""
    unlocked.press(*keys)
    unlocked.window.frame.close()
    for _ in range(100):
        if unlocked.window.frame.isVisible():
            unlocked.rest(50)
    assert not unlocked.window.frame.isVisible()
