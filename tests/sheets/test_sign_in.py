"""Sign-in sheets, the month's pack and the privacy notice say what they must and name nobody."""

from __future__ import annotations

from datetime import date

import msgspec

from onestopshop.question import Question
from onestopshop.reporting_year import Month
from onestopshop.sheets.month_pack import month_pack_pdf
from onestopshop.sheets.privacy_notice import REFUSE, privacy_notice_pdf
from onestopshop.sheets.sign_in_sheet import SignIn, Slot, sign_in_pdf
from onestopshop.sheets.slips import slips_pdf
from tests.reports.samples import network_setup
from tests.sheets.pages import metadata, page_sizes, page_texts

SETUP = network_setup()
DAY = date(2027, 6, 22)
SLOTS = (Slot("IDVA", "09:30", "11:30"), Slot("Citizens <Advice>", "10:00"), Slot("Kent Police"))
HALL = SignIn("Ashford & Hall", DAY, "09:30", slots=SLOTS)
MONTH = Month(2027, 6)


def test_a_sign_in_sheet_has_agencies_with_their_slots() -> None:
    """Venue, day and opening time, each expected agency with its hours, and a word against names."""
    (page,) = page_texts(sign_in_pdf([HALL]))
    assert "Ashford & Hall Agencies on Tuesday 22 June 2027, opens 09:30" in page
    assert (
        "Agency Expected Came Left Workers IDVA 09:30 to 11:30 Citizens <Advice> from 10:00 Kent Police"
        in page
    )
    assert "Never write a person's name" in page
    assert "Shred it once it is entered." in page


def test_each_session_has_its_own_page() -> None:
    """One page a session; a second opening is named; without known agencies the lines are empty."""
    pages = page_texts(sign_in_pdf([HALL, SignIn("Rural", DAY, opening=2)]))
    assert len(pages) == 2
    assert "opening 2" in pages[1]
    assert pages[1].endswith("Expected Came Left Workers")


def test_many_agencies_need_more_pages_and_none_is_lost() -> None:
    """With up to 17 agencies the sheet is one page; with thirty the head repeats on the next."""
    for number, pages in ((14, 1), (16, 1), (17, 1), (30, 2)):
        slots = tuple(Slot(f"Agency {place:02}") for place in range(number))
        found = page_texts(sign_in_pdf([SignIn("Hall", DAY, slots=slots)]))
        assert len(found) == pages, number
        assert all(f"Agency {place:02}" in " ".join(found) for place in range(number))
        assert all("Expected Came Left Workers" in page for page in found)


def test_a_month_is_an_overview_then_a_notice_and_sheets_for_each_venue() -> None:
    """By date in the overview, by venue behind it; A4, and the file tells nothing of who made it."""
    sessions = [HALL, SignIn("Rural", date(2027, 6, 3)), SignIn("Ashford & Hall", date(2027, 6, 8), "09:30")]
    pack = month_pack_pdf(SETUP, MONTH, sessions)
    pages = page_texts(pack)
    assert "June 2027 Kent One Stop Shops Sessions" in pages[0]
    days = [pages[0].index(f"{day} June") for day in ("Thursday 3", "Tuesday 8", "Tuesday 22")]
    assert days == sorted(days)
    kinds = [
        "notice" if REFUSE in page else page.partition("entered. ")[2].partition(" Agencies on ")[0]
        for page in pages[1:]
    ]
    assert kinds == ["notice", "Ashford & Hall", "Ashford & Hall", "notice", "Rural"]
    assert page_sizes(pack) == {(595, 842)}
    assert not any(metadata(pack).get(name) for name in ("Author", "Creator", "Producer", "Subject"))


def test_a_month_without_sessions_says_so() -> None:
    """An empty month is one page, not an error."""
    (page,) = page_texts(month_pack_pdf(SETUP, MONTH, ()))
    assert "No session is planned" in page


def test_the_notice_is_one_page_and_true_of_this_network() -> None:
    """What is never and what may be written down, the threshold of the network, and the spoken line."""
    (page,) = page_texts(privacy_notice_pdf(network_setup(10)))
    assert page.count(REFUSE) == 2, "on the wall, and in what volunteers say"
    for words in (
        "What we never write down",
        "name, address, telephone number or date of birth",
        "from 1 to 10",
    ):
        assert words in page
    assert "abuse" not in page.lower(), "whoever finds the page learns nothing of why somebody came"
    long = msgspec.structs.replace(SETUP, name="A network with a very long name & sons " * 4)
    assert len(page_texts(privacy_notice_pdf(long))) == 1


def test_two_short_slips_share_a_page() -> None:
    """Where a network asks little, two slips stand on a page; each has its number and the sentence."""
    few = tuple(
        Question(id=f"q{n}", label=f"Question {n}", kind="one", list="sex")  # type: ignore[arg-type]
        for n in range(6)
    )
    pages = page_texts(slips_pdf(msgspec.structs.replace(SETUP, questions=few), DAY, slips=3, first_number=7))
    assert [page.count("Slip ") for page in pages] == [2, 1]
    assert [f"Slip {n}" in " ".join(pages) for n in (7, 8, 9)] == [True] * 3
    assert sum(page.count(REFUSE) for page in pages) == 3
