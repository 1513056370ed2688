"""The printed report says what its figures say, in order, and marks what must not be shared."""

from __future__ import annotations

import re
from datetime import date

import msgspec
import pytest
from reportlab.platypus import Spacer

from onestopshop.agency import Agency
from onestopshop.attendance import Attendance
from onestopshop.earlier_total import EarlierTotal
from onestopshop.identity import AgencyId
from onestopshop.joint import JointSession
from onestopshop.reporting_year import Month, Period
from onestopshop.reports.protected import Agreement
from onestopshop.reports.report import build
from onestopshop.reports.suppression import ProtectedReport
from onestopshop.reports.year_report import shipped_report, shipped_template, year_report
from onestopshop.sheets.comparison import points_words
from onestopshop.sheets.explanation import definitions
from onestopshop.sheets.page import Marks, pdf
from onestopshop.sheets.report_pages import report_pdf
from onestopshop.sheets.table_pages import table_block
from onestopshop.visit import Answers
from tests.reports.samples import ASHFORD, POP_UP, material, network_setup, session
from tests.sheets.pages import page_texts

SETUP = network_setup()
VISITS: list[Answers] = [
    {"ordinal": ordinal, "sex": sex, "lives_in": "e07000105", "children": 2, "heard_about": "police"}
    for sex, ordinal, times in (("female", "first", 40), ("female", "second", 12), ("male", "first", 11))
    for _ in range(times)
]
BEFORE = EarlierTotal(ASHFORD, Period(Month(2013, 7), Month(2014, 6)), "visits", 41, "Annual report 2014")


MARKS = Marks("Report", "")


def ashford(profile: str) -> ProtectedReport:
    """A year at one venue, with the year before known as a total."""
    sessions = [session(VISITS, feedback={"yes": 30, "not_answered": 9})]
    return year_report(material(sessions, venue=ASHFORD, earlier=(BEFORE,)), profile)


def test_the_first_page_tells_the_year() -> None:
    """Title, sessions, headline figures with the year before, and visits by month."""
    first = page_texts(report_pdf(ashford("internal")))[0]
    assert first.startswith("Internal: do not share") or "Ashford One Stop Shop, 2014/15" in first
    assert "1 session was held, none cancelled, none missing." in first
    assert "63" in first
    assert "41 the year before" in first
    assert "Visits by month" in first


def test_internal_pages_are_marked_on_every_page() -> None:
    """Each page of an internal report says "Internal: do not share"; no page of a public one does."""
    internal, public = (page_texts(report_pdf(ashford(profile))) for profile in ("internal", "publish"))
    assert len(internal) > 1
    assert all(page.count("Internal: do not share") >= 2 for page in internal)
    assert not any("Internal" in page for page in public)


def test_pages_are_numbered() -> None:
    """Every page has its number and the report's title at its foot."""
    for number, page in enumerate(page_texts(report_pdf(ashford("publish"))), start=1):
        assert f"Page {number}" in page
        assert "Ashford One Stop Shop, 2014/15" in page


def test_every_figure_is_explained() -> None:
    """Each figure that the period gives stands there with its definition, its base and its source."""
    report = ashford("internal")
    words = " ".join(page_texts(report_pdf(report)))
    for figure in report.figures:
        explained = " ".join(figure.definition.split()) in words
        assert explained == (figure.state != "not available"), figure.id
    assert "Percentage of visits where sex is recorded (63)." in words


def test_a_public_report_says_how_it_was_protected() -> None:
    """What is hidden, what is rounded, and which tables were left out are said in plain words."""
    sessions = [session([{**VISITS[0], "risk_level": "high"}, *VISITS[1:]])]
    words = " ".join(page_texts(report_pdf(year_report(material(sessions), "publish"))))
    assert "numbers from 1 to 7 are hidden" in words
    assert "Left out because a number is too small to be shown: risk level." in words
    assert "Nothing was recorded in this period for:" in words
    assert "Rounded to the nearest 5" in words


def test_a_public_report_prints_no_withheld_table() -> None:
    """The rows of a withheld table are not printed."""
    sessions = [session([*VISITS, {"ethnic_group": "roma"}])]
    words = " ".join(page_texts(report_pdf(year_report(material(sessions), "publish"))))
    assert "Roma" not in words
    assert "Roma" in " ".join(page_texts(report_pdf(year_report(material(sessions), "internal"))))


def test_every_page_for_a_partner_says_for_whom_it_is() -> None:
    """Recipient and agreement stand on each page, and the explanation says that numbers are exact."""
    agreed = Agreement("Kent Police, Ashford", "Information sharing agreement 12")
    pages = page_texts(report_pdf(shipped_report("year", material([session(VISITS)]), "partner", agreed)))
    assert all("For Kent Police, Ashford only" in page for page in pages)
    assert all("Under Information sharing agreement 12" in page for page in pages)
    assert "Other numbers are exact" in " ".join(pages)
    assert "Rounded to the nearest 5" not in " ".join(pages)


def test_names_are_printed_as_they_are() -> None:
    """A venue's name with signs that mean something in mark-up is printed, not obeyed."""
    words = page_texts(
        report_pdf(year_report(material([session(VISITS, venue=POP_UP)], venue=POP_UP), "internal"))
    )
    assert "Pop-up & more <b>, 2014/15" in words[0]


@pytest.mark.parametrize("profile", ["internal", "publish"])
@pytest.mark.parametrize("name", ["year", "programme"])
def test_an_empty_report_can_be_printed(name: str, profile: str) -> None:
    """A network that recorded nothing gets pages that say so."""
    words = " ".join(page_texts(report_pdf(shipped_report(name, material([]), profile))))
    assert "not available" in words


def test_a_programme_report_can_be_printed() -> None:
    """Referrals and every outcome stand in it."""
    referred: list[Answers] = [{"engaged": "yes", "outcome.feeling_of_safety": "improved"}] * 30
    found = material([session(status="register", referrals=referred)])
    words = " ".join(page_texts(report_pdf(shipped_report("programme", found, "internal"))))
    assert "Programme report" in words
    assert "Increase in general feeling of safety 30 100" in words


def test_a_long_report_breaks_its_tables() -> None:
    """Eight years of months and many sessions fill pages without a fault."""
    months = [Month(2008, 7).plus(number) for number in range(96)]
    sessions: list[JointSession] = [session(VISITS[:9], day=month.first_day()) for month in months]
    report = year_report(material(sessions, period=Period(months[0], months[-1])), "internal")
    words = page_texts(report_pdf(report))
    assert any("Visits by month" in page for page in words)
    assert sum(page.count("July 20") for page in words) >= 8


def test_a_broken_table_leaves_rows_on_both_pages() -> None:
    """Wherever on a page a long table begins, each part has four rows or more, and a page has one part."""
    heard = SETUP.list(SETUP.question("heard_about").list)  # type: ignore[union-attr, arg-type]
    visits: list[Answers] = [{"heard_about": option.id} for option in heard.options]  # type: ignore[union-attr]
    report = year_report(material([session(visits)]), "internal")
    table = report.table("heard_about")
    for above in range(0, 700, 10):
        pages = page_texts(pdf("Report", MARKS, lambda: [Spacer(1, above), *table_block(report, table)]))  # noqa: B023
        parts = [page.partition(table.title)[2] for page in pages if table.title in page]
        assert not any(table.title in part for part in parts), above
        for part in parts:
            shown = [row for row in table.rows if re.search(rf"\b{re.escape(row.label)} \d", part)]
            assert len(shown) >= 4, above
        assert "Exact numbers." in parts[-1]


def test_no_page_ends_a_report_with_one_line() -> None:
    """Wherever the definitions begin on a page, the last page has four of them or more."""
    report = year_report(material([session(VISITS)]), "publish")
    last = [label for label, _ in definitions(report)][-4:]
    pages = page_texts(report_pdf(report))
    assert all(label in pages[-1] for label in last)
    for name in ("programme", "service", "network", "quarter", "agencies"):
        shipped = shipped_report(name, material([session(VISITS, referrals=VISITS)]), "publish")
        pages = page_texts(report_pdf(shipped))
        assert all(label in pages[-1] for label in [found for found, _ in definitions(shipped)][-4:]), name


def test_broad_groups_are_not_told_twice() -> None:
    """Where protection leaves only the five groups of the ethnic groups, they are printed once."""
    groups = ("white_irish", "white_british", "roma") * 6
    found = material([session([{"ethnic_group": group} for group in groups])])
    words = " ".join(page_texts(report_pdf(year_report(found, "publish"))))
    assert "Told in its broader groups only: ethnic group." in words
    assert "Ethnic group Visits" not in words
    assert "Ethnic group Visits" in " ".join(page_texts(report_pdf(year_report(found, "internal"))))


def test_many_agencies_fill_several_pages() -> None:
    """A strip with more agencies than a page has lines goes on with its months, and each name is there."""
    many = tuple(Agency(AgencyId(f"a{number}"), f"Agency {number}") for number in range(80))
    setup = msgspec.structs.replace(SETUP, agencies=many)
    came = tuple(Attendance(agency.id, came="09:30") for agency in many)
    sessions = [session(VISITS, attendances=came)]
    pages = page_texts(report_pdf(year_report(material(sessions, setup=setup), "publish")))
    assert (
        sum("Jul 2014 Aug 2014" in page or ("Jul 2014" in page and "at none" in page) for page in pages) == 3
    )
    words = " ".join(pages)
    assert words.count("Agencies by month") == 1
    assert all(f"Agency {number} 0 0 1 0" in words for number in range(80))


def test_what_is_exact_cannot_be_printed() -> None:
    """A report that was not protected has nothing that the pages can read."""
    exact = build(shipped_template("year", SETUP.questions), material([session(VISITS)]))
    with pytest.raises(AttributeError):
        report_pdf(exact)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("points", "words"), [(0, ", unchanged"), (1, ", 1\u00a0point more"), (-3, ", 3\u00a0points less")]
)
def test_a_change_is_told_in_points(points: int, words: str) -> None:
    """A change of a percentage is told in points, which a percentage of a percentage is not."""
    assert points_words(points) == words


def test_the_year_before_stands_beside_the_year() -> None:
    """A headline percentage is compared with the year before in words, and the table holds both."""
    before = session([*VISITS[:40], {**VISITS[40], "lives_in": "e07000106"}] * 2, day=date(2013, 9, 3))
    report = year_report(material([session(VISITS), before], venue=ASHFORD), "internal")
    words = " ".join(page_texts(report_pdf(report)))
    assert "98 % the year before, 2 points more" in words
    assert "From within the area 63 100 80, 98 %" in words


def test_a_total_of_a_year_before_the_app_names_its_source() -> None:
    """Where a number was entered and not counted, the page says where it was published."""
    report = year_report(material([], venue=ASHFORD, earlier=(BEFORE,), period=BEFORE.period), "internal")
    words = " ".join(page_texts(report_pdf(report)))
    assert "Visits 41" in words
    assert "Source: Annual report 2014." in words


def test_rows_that_may_overlap_have_a_dash_for_their_percentage() -> None:
    """Merged agencies may count one visit twice, so that their row has no percentage."""
    setup = network_setup()
    met = (*setup.agencies, Agency(AgencyId("day_centre"), "Day centre", met=True))
    setup = msgspec.structs.replace(setup, agencies=met)
    seen: list[Answers] = [{"agencies_seen": ("night_shelter", "day_centre")}] * 20
    seen += [{"agencies_seen": ("police",)}] * 20
    words = " ".join(page_texts(report_pdf(year_report(material([session(seen)], setup=setup), "publish"))))
    assert "Police 20 50" in words
    assert "Other 40 –" in words
