"""A coordinator takes in what laptops brought, by keys alone, and can take it back."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from onestopshop.clock import SetClock
from onestopshop.desk.opening import open_shop
from onestopshop.desk.roster import desks
from onestopshop.merge.correcting import merged_sessions
from onestopshop.merge.revoking import revoke
from onestopshop.words import six_words
from tests.journeys.brought_stick import brought
from tests.journeys.conftest import Opening
from ui.demonstration import Demonstration

HELD = "Tenterden · Thursday 10 June, Tenterden laptop · 3 visits, new"


@pytest.fixture
def stick(tmp_path: Path, shop_folder: Path, clock: SetClock) -> Path:
    """What three laptops brought; one of them waits for approval."""
    return brought(tmp_path, shop_folder, clock)


@pytest.fixture
def planned(stick: Path, unlocked: Demonstration) -> Demonstration:
    """The merge page with what would happen."""
    unlocked.press("F3", "Return")
    unlocked.choose(stick)
    unlocked.press("Return")
    return unlocked


def counted(folder: Path, clock: SetClock, passphrase: str) -> list[int]:
    """The visits of each session that counts at the coordinator's."""
    shop = open_shop(folder, clock, passphrase)
    try:
        return [session.visits for session in merged_sessions(shop)]
    finally:
        shop.close()


def words_of(folder: Path, clock: SetClock, passphrase: str) -> str:
    """The six words of the laptop in that folder."""
    shop = open_shop(folder, clock, passphrase)
    try:
        return " ".join(six_words(shop.desk.key))
    finally:
        shop.close()


def is_of(file: Path, desk: str) -> bool:
    """Whether a session file was written by that laptop."""
    return f"desk={desk}".encode() in file.read_bytes()


def test_a_plan_says_what_would_happen(
    planned: Demonstration, shop_folder: Path, clock: SetClock, passphrase: str
) -> None:
    """Two laptops at one session join, the unknown one is held with its six words; nothing is taken in."""
    texts = planned.texts().splitlines()
    assert any("2 laptops · 1 session · nothing is taken in yet" in line for line in texts)
    first, second = (line for line in texts if line.startswith("Ashford · Tuesday 15 June, "))
    assert first.endswith(" visits, new")
    assert second.endswith(" visits, new, joins the one above")
    assert "from “Tenterden laptop”, which nobody has approved yet" in planned.texts()
    planned.press("Esc")
    assert "Take in what laptops brought" in planned.texts()
    planned.close()
    assert counted(shop_folder, clock, passphrase) == []


def test_it_is_taken_in_and_taken_back(
    planned: Demonstration, shop_folder: Path, clock: SetClock, passphrase: str
) -> None:
    """Enter takes in; U asks, Enter out of habit keeps it; saying so twice undoes it."""
    planned.press("Return")
    assert "Taken in, and a backup was made." in planned.texts()
    assert "Last merge Tuesday 22 June, 1 session" in planned.texts()
    planned.press("U", "Return")
    assert "Last merge Tuesday 22 June, 1 session" in planned.texts()
    planned.press("U", "Shift+Tab", "Return")
    assert "Undone: 1 session counts no more." in planned.texts()
    assert "Nothing was merged here yet" in planned.texts()
    planned.press("Return")
    assert "Take in 1 session" in planned.texts()
    planned.press("Return", "Return", "Return")
    assert "Nothing new" in planned.texts()
    assert "2 are already here." in planned.texts()
    planned.close()
    assert counted(shop_folder, clock, passphrase) == [6]


def test_a_laptop_is_approved_by_its_words(
    stick: Path, planned: Demonstration, shop_folder: Path, tmp_path: Path, clock: SetClock, passphrase: str
) -> None:
    """Enter out of habit approves nothing; the right words do, and then its session is in the plan."""
    planned.press("A")
    assert "Approve “Tenterden laptop”?" in planned.texts()
    assert words_of(tmp_path / "Tenterden laptop", clock, passphrase) in planned.texts()
    planned.press("Return")
    assert "Not approved yet." in planned.texts()
    planned.press("A", "Shift+Tab", "Return")
    assert "“Tenterden laptop” is approved" in planned.texts()
    assert HELD in planned.texts()
    planned.press("Return")
    assert "3 laptops · 2 sessions" in planned.texts()
    planned.click("Put the network's lists there too")
    assert "In the folder “KINGSTON”, reread." in planned.texts()
    planned.close()
    assert counted(shop_folder, clock, passphrase) == [3, 6]
    assert (stick / "setup.dropin-setup").is_file()


def test_other_words_approve_nothing(
    planned: Demonstration, shop_folder: Path, clock: SetClock, passphrase: str
) -> None:
    """Where the words differ, the laptop stays unknown, and the page says to find out who had the stick."""
    planned.press("A")
    planned.click("The words differ")
    assert "Not approved: these are another laptop's words." in planned.texts()
    planned.press("A", "Esc")
    assert "Not approved yet." in planned.texts()
    planned.close()
    shop = open_shop(shop_folder, clock, passphrase)
    assert sorted(desk.standing for desk in desks(shop)) == ["approved"] * 3
    shop.close()


def test_looking_and_taking_in_can_be_stopped(
    planned: Demonstration, shop_folder: Path, clock: SetClock, passphrase: str
) -> None:
    """Esc while it is taken in stops it between two files: nothing was taken in, and Enter tries again."""
    window = planned.window.frame.windowHandle()
    for keys in ((Qt.Key.Key_Return,), (Qt.Key.Key_Escape, Qt.Key.Key_Return)):
        hold = threading.Event()
        planned.window.work.ask(hold.wait)
        for key in (*keys, Qt.Key.Key_Escape):
            QTest.keyClick(window, key)
        hold.set()
        planned.wait()
        assert "Nothing was merged here yet" in planned.texts()
    assert "Take in what laptops brought" in planned.texts()
    planned.press("Return", "Return")
    assert "Taken in" in planned.texts()
    planned.close()
    assert counted(shop_folder, clock, passphrase) == [6]


def test_hiding_loses_nothing_that_is_being_taken_in(
    planned: Demonstration, shop_folder: Path, clock: SetClock, passphrase: str
) -> None:
    """F12 hides at once; what was being taken in is taken in, and the foot says so after unlocking."""
    hold = threading.Event()
    planned.window.work.ask(hold.wait)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_F12):
        QTest.keyClick(planned.window.frame.windowHandle(), key)
    assert set(planned.texts().splitlines()) == {"Document"}
    hold.set()
    planned.rest(350)
    planned.wait()
    planned.press("F12")
    planned.type(passphrase)
    planned.press("Return", "F3")
    assert "Last merge Tuesday 22 June, 1 session" in planned.texts()
    planned.close()
    assert counted(shop_folder, clock, passphrase) == [6]


def test_what_cannot_count_is_said_in_words(
    stick: Path, shop_folder: Path, window: Demonstration, clock: SetClock, passphrase: str
) -> None:
    """A laptop taken off the network, and files that somebody damaged, each have their sentence."""
    coordinator = open_shop(shop_folder, clock, passphrase)
    approved = [desk for desk in desks(coordinator) if desk.key != coordinator.desk.key]
    revoke(coordinator, approved[0].key, 1)
    coordinator.close()
    (stick / "central.dropin").unlink()
    damaged, *_ = (file for file in sorted((stick / "sessions").iterdir()) if is_of(file, approved[1].key))
    content = bytearray(damaged.read_bytes())
    content[700:900] = bytes(200)
    damaged.write_bytes(bytes(content))
    window.type(passphrase)
    window.press("Return", "F3", "Return")
    window.choose(stick)
    window.press("Return")
    texts = window.texts()
    assert "which was taken off the network. Kept, and not counted." in texts
    assert "1 piece of these files cannot be read." in texts
    assert "Note on “KINGSTON” that it arrived" in texts


def test_a_stick_that_is_gone_is_told(planned: Demonstration, stick: Path) -> None:
    """When the stick was pulled before taking in, the page says so and keeps what it showed."""
    stick.rename(stick.with_name("pulled"))
    planned.press("Return")
    assert "“KINGSTON” is not there at the moment." in planned.texts()
    stick.with_name("pulled").rename(stick)
    planned.press("Return")
    assert "Taken in" in planned.texts()


def test_the_rail_leads_to_the_day_and_back(today: Demonstration) -> None:
    """F2 and F3 go between an open session and merging; the session stays as it was."""
    today.press("N", "1", "Return", "F3")
    assert "Take in what laptops brought" in today.texts()
    today.press("F2")
    assert "Ashford · open" in today.texts()
    today.press("F3", "Tab", "F12")
    assert set(today.texts().splitlines()) == {"Document"}


def test_the_rail_leads_to_the_start(unlocked: Demonstration) -> None:
    """Where no session is open, Today is the start of one, and the rail says which page it is."""
    unlocked.press("F3")
    assert unlocked.button("Merge").isChecked()
    unlocked.click("Today")
    assert "Start a session" in unlocked.texts()
    assert unlocked.button("Today").isChecked()


def test_a_volunteers_window_has_no_rail(
    opening: Opening, stick: Path, tmp_path: Path, passphrase: str
) -> None:
    """A laptop without the network's keys shows the day and nothing more."""
    window = opening(tmp_path / "Ashford laptop")
    window.type(passphrase)
    window.press("Return", "F3")
    assert "Start a session" in window.texts()
    assert "Merge" not in window.texts()
