"""The sheets of a session, the paper slips and the recovery key hold what they must and nothing more."""

from __future__ import annotations

import re
from datetime import date

import msgspec
import pyrage
import pytest

from onestopshop.attendance import Attendance
from onestopshop.identity import AgencyId
from onestopshop.question import Question
from onestopshop.sheets.recovery_sheet import recovery_sheet_pdf
from onestopshop.sheets.session_sheet import SessionTotals, session_sheet_pdf
from onestopshop.sheets.slips import slips_pdf
from onestopshop.sheets.wording import day_words, hours_words
from tests.reports.samples import network_setup
from tests.sheets.pages import page_texts

DAY = date(2027, 6, 22)
SETUP = network_setup()
POLICE = Attendance(AgencyId("police"), "09:30", "11:30", "09:35", "11:20", workers=2)
EXPECTED = Attendance(AgencyId("idva"), planned_from="09:30")


def sheet(*attendances: tuple[str, Attendance], visits: int = 3, opening: int = 1) -> str:
    """The words of a session sheet."""
    (page,) = page_texts(
        session_sheet_pdf(SessionTotals("Ashford <Hall>", DAY, opening, visits, attendances))
    )
    return page


def test_a_session_sheet_tells_hours_of_agencies_and_a_number() -> None:
    """Venue, date, agencies with hours and workers, the exact number of visits, for the network only."""
    words = sheet(("Kent Police", POLICE), ("IDVA", EXPECTED))
    assert "Ashford <Hall>" in words
    assert "Tuesday 22 June 2027" in words
    assert "3 visits" in words
    assert "Kent Police 09:30 to 11:30 09:35 to 11:20 2" in words
    assert "IDVA from 09:30 did not come –" in words
    assert "For the network only" in words


def test_a_session_sheet_of_one_visit_and_no_agency() -> None:
    """One visit is one visit, a second opening is named, and no agency is said."""
    words = sheet(visits=1, opening=2)
    assert "1 visit " in words
    assert "opening 2" in words
    assert "No agency was recorded." in words


def test_slips_are_numbered_one_a_page() -> None:
    """Each slip has the next number, so that every one can be ticked off as entered and shredded."""
    pages = page_texts(slips_pdf(SETUP, DAY, slips=3, first_number=7))
    assert [re.findall(r"Slip \d+", page) for page in pages] == [["Slip 7"], ["Slip 8"], ["Slip 9"]]
    assert all("You can refuse any question; help is the same." in page for page in pages)
    assert all("Shred after entering." in page for page in pages)


def test_a_slip_asks_the_questions_of_the_visit_screen() -> None:
    """Every question that is shown, in order and with its keys; none that is hidden or asked on a card."""
    (page,) = page_texts(slips_pdf(SETUP, DAY, slips=1))
    asked = [q.label for q in SETUP.questions if q.scope == "visit" and not q.hidden]
    places = [page.index(label) for label in asked]
    assert places == sorted(places)
    assert "\u2610 1 Female \u2610 2 Male \u2610 0 Prefer not to say \u2610 - Not known" in page
    assert "1 White: \u2610 1 English, Welsh" in page
    assert "\u2610 3 18 to 24 (\u2610 1 18-19 \u2610 2 20-24)" in page
    assert "Religion" not in page
    assert "Helpful" not in page


def test_a_slip_has_no_key_where_the_screen_has_none() -> None:
    """Only the first nine answers have a key, and agencies none: the screen shows those present first."""
    (page,) = page_texts(slips_pdf(SETUP, DAY, slips=1))
    assert "\u2610 9 Swale \u2610 Thanet" in page
    assert "\u2610 Refuge or outreach \u2610 Victim Support" in page


def test_a_slip_says_nothing_of_a_person_causing_harm() -> None:
    """Nobody is asked on paper whether they cause harm: whoever reads over a shoulder would see it."""
    (page,) = page_texts(slips_pdf(SETUP, DAY, slips=1))
    assert "Person causing harm" not in page


def test_a_slip_offers_what_is_offered_on_the_day() -> None:
    """Answers that end before the day are not printed."""
    (page,) = page_texts(slips_pdf(SETUP, date(2030, 1, 1), slips=1))
    assert "Ashford" not in page
    assert "Elsewhere in England" in page


def test_a_slip_of_a_small_network_has_short_lists() -> None:
    """A question without a list is a line to write on; a short list is printed each time."""
    questions = (
        Question(id="one", label="One", kind="one", list="sex"),  # type: ignore[arg-type]
        Question(id="two", label="Two", kind="one", list="sex"),  # type: ignore[arg-type]
        Question(id="when", label="When", kind="month"),  # type: ignore[arg-type]
    )
    (page,) = page_texts(slips_pdf(msgspec.structs.replace(SETUP, questions=questions), DAY, slips=1))
    assert page.count("1 Female") == 2
    assert "When Month:" in page


def test_the_recovery_key_can_be_read_back() -> None:
    """The whole key stands on one page in groups of five, and can be put together again."""
    secret = str(pyrage.x25519.Identity.generate())
    (page,) = page_texts(recovery_sheet_pdf(secret, DAY))
    key = page[page.index("AGE-SECRET-KEY-1") : page.index("How to keep it")].replace(" ", "")
    assert key == secret
    groups = page[page.index("AGE-SECRET-KEY-1") : page.index("How to keep it")].split()[1:]
    assert {len(group) for group in groups[:-1]} == {5}


def test_the_recovery_sheet_does_not_say_whose_it_is() -> None:
    """Whoever finds the page learns what it is for, and not which service it opens."""
    for page in (page_texts(recovery_sheet_pdf("AGE-SECRET-KEY-1QQQQQ"))[0],):
        assert "One Stop Shop" not in page
        assert "abuse" not in page.lower()
        assert "Printed on: ____" in page


def test_a_key_of_another_form_is_printed_too() -> None:
    """A key without a prefix is put in groups from its beginning."""
    (page,) = page_texts(recovery_sheet_pdf("ABCDEFGHJK"))
    assert "ABCDE FGHJK" in page


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("09:30", "11:30", "09:30 to 11:30"),
        ("09:30", None, "from 09:30"),
        (None, "11:30", "until 11:30"),
        (None, None, "–"),
    ],
)
def test_hours_are_told_in_words(start: str | None, end: str | None, words: str) -> None:
    """Hours read well whichever of them is known."""
    assert hours_words(start, end) == words
    assert day_words(DAY) == "Tuesday 22 June 2027"


def test_a_slip_that_needs_two_pages_is_numbered_on_both() -> None:
    """Where a network asks more than fits in legible type, no loose page is without its slip's number."""
    questions = tuple(
        Question(id=f"q{number}", label=f"Question {number}", kind="one", list="heard_about")  # type: ignore[arg-type]
        for number in range(80)
    )
    pages = page_texts(
        slips_pdf(msgspec.structs.replace(SETUP, questions=questions), DAY, slips=1, first_number=4)
    )
    assert len(pages) > 1
    assert all("Slip 4" in page for page in pages)
