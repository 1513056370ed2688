"""A volunteer's day by keys alone: start, agencies, visits, correcting, closing, the stick."""

from __future__ import annotations

import threading
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from onestopshop.clock import SetClock
from onestopshop.desk.opening import open_shop
from onestopshop.desk.sessions import session_page, sessions
from onestopshop.visit import Visit
from ui.demonstration import Demonstration

WHOLE_VISIT = ("1", "1", "1", "4", "3", "2", "1", "2", "3", "1", "Return")
"""Self, first visit, female, 25-34, Asian: Pakistani, Ashford, two children, police, one agency seen."""


def stored(window: Demonstration, folder: Path, clock: SetClock, passphrase: str) -> tuple[Visit, ...]:
    """The visits in the store, read after the window is closed."""
    window.close()
    shop = open_shop(folder, clock, passphrase)
    try:
        return session_page(shop, sessions(shop)[0].id).visits
    finally:
        shop.close()


def test_the_likely_session_is_suggested_and_enter_starts_it(unlocked: Demonstration) -> None:
    """After unlocking, today's date and the first venue are suggested with its time; Enter opens the day."""
    assert "Tuesday 22 June, Ashford, 9:30?" in unlocked.texts()
    unlocked.press("Return")
    assert "Ashford · open" in unlocked.texts()


def test_another_venue_and_day_are_a_key_away(unlocked: Demonstration) -> None:
    """A number chooses the venue and an arrow the day before; Enter starts that session."""
    unlocked.press("2", "Left")
    assert "Monday 21 June, Tenterden?" in unlocked.texts()
    unlocked.press("Return")
    assert "Tenterden · open" in unlocked.texts()


def test_an_agency_is_found_by_its_letters_and_marked(today: Demonstration) -> None:
    """A and a few letters mark an agency as here; pressing its row marks it as gone."""
    today.press("A")
    today.type("vict")
    today.press("Return")
    assert "Victim Support, here" in today.texts()
    today.click("Victim Support")
    assert "Victim Support, left 8:15" in today.texts().replace("9:15", "8:15")


def test_an_agencys_slot_and_workers_are_noted(
    today: Demonstration, shop_folder: Path, clock: SetClock, passphrase: str
) -> None:
    """ "Times" opens a line for the planned slot and the workers; the row shows the slot, and stays here."""
    today.press("A")
    today.type("vict")
    today.press("Return")
    today.click("Times and workers of Victim Support")
    today.type("930")
    today.press("Tab")
    today.type("12:00")
    today.press("Tab", "Backspace", "3", "Return")
    assert "Victim Support, 9:30 to 12:00, here" in today.texts()
    today.close()
    shop = open_shop(shop_folder, clock, passphrase)
    (attendance,) = session_page(shop, sessions(shop)[0].id).attendances
    shop.close()
    assert (attendance.planned_from, attendance.planned_to, attendance.workers) == ("09:30", "12:00", 3)
    assert attendance.came is not None


def test_a_slot_that_is_no_time_is_refused(today: Demonstration) -> None:
    """The page says how a time is given, and the agency stays as it was."""
    today.press("A")
    today.type("vict")
    today.press("Return")
    today.click("Times and workers of Victim Support")
    today.type("soon")
    today.press("Return")
    assert "Give the time as 09:30." in today.texts()
    assert "Victim Support, here" in today.texts()


def test_an_agency_that_no_list_knows_is_added(today: Demonstration) -> None:
    """A name that fits nothing becomes an agency that is here."""
    today.press("A")
    today.type("Zebra Trust")
    today.press("Return")
    assert "Zebra Trust, here" in today.texts()


def test_a_visit_is_recorded_by_keys_alone(
    today: Demonstration, shop_folder: Path, clock: SetClock, passphrase: str
) -> None:
    """N, numbers and Enter record every answer, and the row tells nothing but what tells rows apart."""
    today.press("N", *WHOLE_VISIT)
    assert "1, First visit · 25 to 34 · 2 children" in today.texts()
    (visit,) = stored(today, shop_folder, clock, passphrase)
    assert visit.answers["visitor_type"] == "victim_survivor"
    assert visit.answers["ethnic_group"] == "pakistani"
    assert visit.answers["lives_in"] == "e07000105"
    assert visit.answers["children"] == 2
    assert visit.answers["heard_about"] == "police"


def test_letters_find_an_answer_in_a_long_list(
    today: Demonstration, shop_folder: Path, clock: SetClock, passphrase: str
) -> None:
    """Typing letters narrows the areas, and Enter takes the first that is left."""
    today.press("N")
    for _ in range(5):
        today.press("Tab")
    today.type("tun")
    today.press("Return", "Return")
    (visit,) = stored(today, shop_folder, clock, passphrase)
    assert visit.answers == {"lives_in": "e07000116"}


def test_asking_later_keeps_what_is_there(today: Demonstration) -> None:
    """Esc records the answers so far; the row says what is missing, and "Ask" goes on at the first gap."""
    today.press("N", "1", "1", "Esc")
    assert "1, First visit, 7 answers missing" in today.texts()
    today.click("Ask what is missing of visit 1")
    assert "What is your sex? You don't have to say." in today.texts()


def test_a_visit_is_corrected_and_the_correction_undone(today: Demonstration) -> None:
    """A row opens the visit, another answer replaces one, and Ctrl+Z brings the old one back."""
    today.press("N", *WHOLE_VISIT)
    today.click("1, First visit")
    today.click("Age: 25-34")
    today.press("6", "Return")
    assert "1, First visit · 45 to 54 · 2 children, corrected" in today.texts()
    today.press("Ctrl+Z")
    assert "First visit · 25 to 34 · 2 children" in today.texts()


def test_undo_takes_the_last_visit_back(today: Demonstration) -> None:
    """Ctrl+Z after a visit leaves none."""
    today.press("N", "1", "Return")
    today.press("Ctrl+Z")
    assert "Nobody has come yet." in today.texts()


def test_a_visit_can_be_taken_back(today: Demonstration) -> None:
    """An open visit can be withdrawn, and Undo brings it again."""
    today.press("N", "1", "1", "Return")
    today.click("1, First visit")
    today.click("Take this visit back")
    assert "Nobody has come yet." in today.texts()
    today.press("Ctrl+Z")
    assert "1, First visit" in today.texts()


def test_a_person_causing_harm_gets_no_row(today: Demonstration) -> None:
    """Choosing it says what to do, counts it for the session and makes no visit."""
    today.press("N", "4")
    assert "Keep them away from the visitors and tell the lead now." in today.texts()
    today.press("Return")
    assert "Counted apart, without a row: 1" in today.texts()
    assert "Nobody has come yet." in today.texts()


def test_a_slip_about_a_person_causing_harm_is_taken_back(today: Demonstration) -> None:
    """Esc on that notice goes back to the question, and nothing is counted."""
    today.press("N", "4", "Esc")
    assert "Are you here for yourself, or with somebody?" in today.texts()
    today.press("1", "Return")
    assert "Counted apart, without a row: 1" not in today.texts()


def test_why_is_told_on_demand(today: Demonstration) -> None:
    """A question mark shows why a question is asked."""
    today.press("N", "?")
    assert "So that people who come for themselves are counted apart" in today.texts()


def test_closing_puts_the_session_on_the_stick_and_says_so(today: Demonstration, tmp_path: Path) -> None:
    """Enter on the closing page asks for the folder, writes, rereads, and says where the session is."""
    stick = tmp_path / "stick"
    stick.mkdir()
    today.press("N", *WHOLE_VISIT)
    today.click("Close session")
    assert "Not on a stick yet" in today.texts()
    today.press("Return")
    today.choose(stick)
    today.press("Return")
    assert "In the folder “stick”, reread" in today.texts()
    assert "session file and central file agree" in today.texts()
    assert (stick / "central.dropin").stat().st_size > 0
    assert len(list((stick / "sessions").iterdir())) == 1


def test_closing_asks_what_is_still_open(today: Demonstration, tmp_path: Path) -> None:
    """Missing answers can be left as not asked, agencies sent home, and cards counted, all on one page."""
    today.press("A")
    today.type("vict")
    today.press("Return", "N", "1", "1", "Esc")
    today.click("Close session")
    texts = today.texts()
    assert "1 agency is still here" in texts
    assert "Visit 1: 7 answers missing" in texts
    today.click("All have left")
    today.click("Leave as not asked, visit 1")
    today.click("Change Feedback cards")
    today.type("8")
    today.press("Return")
    assert today.button("Close and put on").hasFocus()
    texts = today.texts()
    assert "All agencies marked as left" in texts
    assert "answers missing" not in texts
    assert "8 yes · 0 no" in texts


def test_a_folder_that_is_gone_is_told_and_nothing_is_lost(today: Demonstration, tmp_path: Path) -> None:
    """When the stick was pulled, the page says so beside where the session is, and can try again."""
    stick = tmp_path / "bus" / "stick"
    stick.mkdir(parents=True)
    today.press("N", "1", "Return")
    today.click("Close session")
    today.press("Return")
    today.choose(stick)
    stick.rmdir()
    stick.parent.rmdir()
    today.press("Return")
    assert "Not on a stick yet" in today.texts()
    stick.mkdir(parents=True)
    today.press("Return")
    assert "In the folder “stick”, reread" in today.texts()


def test_writing_can_be_stopped_and_tried_again(today: Demonstration, tmp_path: Path) -> None:
    """Esc while it is being written stops it without a word; nothing is there, and Enter tries again."""
    stick = tmp_path / "stick"
    stick.mkdir()
    today.press("N", "1", "Return")
    today.click("Close session")
    today.press("Return")
    today.choose(stick)
    hold = threading.Event()
    today.window.work.ask(hold.wait)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape):
        QTest.keyClick(today.window.frame.windowHandle(), key)
    assert "Writing and reading again" in today.texts()
    hold.set()
    today.wait()
    assert "Not on a stick yet" in today.texts()
    assert list(stick.iterdir()) == []
    today.press("Return")
    assert "In the folder “stick”, reread" in today.texts()
