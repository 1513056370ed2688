"""A report is put beside what was released before: told alike, told less, or refused with what is safe."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import msgspec
import pytest

from onestopshop.identity import VenueId
from onestopshop.joint import JointSession
from onestopshop.release import Release, Told
from onestopshop.reporting_year import Month, Period
from onestopshop.reports import worlds
from onestopshop.reports.draft import Released
from onestopshop.reports.protected import Agreement
from onestopshop.reports.released import ExposesByDifference, released_report
from onestopshop.reports.report import build
from onestopshop.reports.suppression import protect
from onestopshop.reports.year_report import shipped_template
from onestopshop.visit import Answers
from tests.reports.samples import ASHFORD, RURAL, YEAR, material, network_setup, session

SETUP = network_setup()
AUTUMN = Period(Month(2014, 7), Month(2014, 9))
REST = Period(Month(2014, 7), Month(2015, 5))
AGREED = Agreement("Kent Police", "Agreement 12")
WOMAN: Answers = {"sex": "female", "ordinal": "first", "ethnic_group": "white_british"}


def released(
    sessions: Sequence[JointSession],
    period: Period = YEAR,
    earlier: Sequence[Release] = (),
    *,
    template: str = "quarter",
    venue: VenueId | None = None,
    profile: str = "publish",
    planned: bool = False,
) -> Released:
    """A shipped report beside earlier releases."""
    found = material(sessions, period=period, venue=venue)
    shipped = shipped_template(template, SETUP.questions)
    return released_report(shipped, found, profile, AGREED, earlier, planned=planned)


def entry(found: Released, venue: VenueId | None = None) -> Release:
    """Its entry in the ledger."""
    report = found.report
    agreement = report.agreement or Agreement("", "")
    return Release(
        id="1",
        day=date(2015, 7, 9),
        profile="partner" if report.agreement else "publish",
        title=report.title,
        template=report.template.title,
        subject=report.template.subject,
        first=str(report.period.first),
        last=str(report.period.last),
        threshold=report.threshold,
        told=found.told,
        venue=venue,
        recipient=agreement.recipient,
        agreement=agreement.name,
    )


def busy(*months: tuple[int, int, int], venue: VenueId = ASHFORD) -> list[JointSession]:
    """Sessions of so many visits in these years and months."""
    return [session([WOMAN] * n, day=date(year, month, 9), venue=venue) for year, month, n in months]


def test_the_first_release_is_the_report_alone() -> None:
    """Where nothing was released, it is what the audit of one report gives, and its own account is sound."""
    sessions = busy((2014, 8, 40), (2015, 6, 60))
    found = released(sessions)
    alone = protect(build(shipped_template("quarter", SETUP.questions), material(sessions)), "publish")
    assert found.report == alone
    assert found.told.is_sound()


def test_visits_of_one_month_are_not_told_by_two_totals() -> None:
    """Eleven months and then the year: the difference is three visits, and so the year is refused with a
    reason that names the other report and the month, and no number."""
    sessions = busy((2014, 8, 40), (2015, 2, 57), (2015, 6, 3))
    before = entry(released(sessions, REST))
    with pytest.raises(ExposesByDifference) as refused:
        released(sessions, YEAR, [before])
    said = str(refused.value)
    assert (
        "Together with the report “Kent One Stop Shops, July 2014 to May 2015”, released on 9 July 2015"
        in said
    )
    assert "a small number of visits in June 2015" in said
    assert " 3 " not in said


def test_what_is_safe_instead_is_safe() -> None:
    """The alternative that is named is released when it is asked for."""
    sessions = busy((2014, 8, 40), (2015, 2, 57), (2015, 6, 3))
    before = entry(released(sessions, YEAR))
    with pytest.raises(ExposesByDifference, match=r"2014/15 is safe: release that\. Or add it to"):
        released(sessions, REST, [before])
    assert released(sessions, YEAR, [before]).report.figure("visits").value == 100


def test_in_the_calendar_it_is_told_less() -> None:
    """Planned, the same is released: the number of visits is rounded, and nothing is worked out."""
    sessions = busy((2014, 8, 40), (2015, 2, 57), (2015, 6, 3))
    before = entry(released(sessions, REST))
    found = released(sessions, YEAR, [before], planned=True)
    assert found.report.figure("visits").text in ("about 100", "not shown")
    assert released(sessions, YEAR, [before, entry(found)], planned=True).report == found.report


def test_nothing_is_held_back_where_nothing_is_small() -> None:
    """Quarters, the year and the venues of the year, all of them large: every number of visits is exact."""
    quarters = [Period(YEAR.first.plus(n), YEAR.first.plus(n + 2)) for n in (0, 3, 6, 9)]
    months = ((2014, 8), (2014, 11), (2015, 2), (2015, 5))
    sessions = [
        *busy(*((year, month, 80) for year, month in months)),
        *busy(*((year, month, 40) for year, month in months), venue=RURAL),
    ]
    ledger: list[Release] = []
    told = []
    for period, venue in [
        *((quarter, None) for quarter in quarters),
        (YEAR, None),
        (YEAR, ASHFORD),
        (YEAR, RURAL),
    ]:
        found = released(sessions, period, ledger, venue=venue, planned=True)
        ledger.append(entry(found, venue))
        told.append(found.report.figure("visits").text)
    assert told == ["120", "120", "120", "120", "480", "320", "160"]


def test_the_same_report_is_printed_alike() -> None:
    """A reprint with the same facts is allowed and tells the same, whatever was held back of it."""
    sessions = busy((2014, 8, 40), (2015, 6, 60))
    first = released(sessions, profile="partner")
    again = released(sessions, earlier=[entry(first)], profile="partner")
    assert again.report == first.report
    assert again.told == first.told


def test_a_late_file_is_not_told_by_its_difference() -> None:
    """Two visits that came late would show between the report of last week and that of today."""
    sessions = busy((2014, 8, 40), (2015, 6, 60))
    before = entry(released(sessions))
    later = [*sessions, *busy((2015, 1, 2))]
    with pytest.raises(ExposesByDifference, match="a small number of visits"):
        released(later, earlier=[before])
    held = released(later, earlier=[before], planned=True)
    assert held.report.figure("visits").text != "102"


def test_a_large_late_file_is_released() -> None:
    """Fifty visits that came late tell nothing of any one of them."""
    sessions = busy((2014, 8, 40), (2015, 6, 60))
    before = entry(released(sessions))
    assert released([*sessions, *busy((2015, 6, 50))], earlier=[before]).report.figure("visits").value == 150


def test_a_venue_is_not_told_by_the_other() -> None:
    """The network less one venue is the other one, with four visits."""
    sessions = [*busy((2014, 8, 50)), *busy((2014, 8, 4), venue=RURAL)]
    before = entry(released(sessions, AUTUMN))
    with pytest.raises(ExposesByDifference, match="visits in July to September 2014"):
        released(sessions, AUTUMN, [before], venue=ASHFORD)


def test_what_was_given_away_before_is_no_reason() -> None:
    """Two coordinators released apart what gives three visits away: what adds nothing to that is released."""
    sessions = busy((2014, 8, 40), (2015, 2, 57), (2015, 6, 3))
    apart = [entry(released(sessions, REST)), entry(released(sessions, YEAR))]
    assert released(sessions, AUTUMN, apart).report.figure("visits").value == 40


def test_what_a_search_does_not_open_was_not_given_away_before(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only a proof counts: a search that finds no other number in the earlier releases may be too short."""
    sessions = [*busy((2014, 8, 50)), *busy((2014, 8, 4), venue=RURAL)]
    before = entry(released(sessions, AUTUMN))
    monkeypatch.setattr(worlds, "_EFFORTS", ((0, 1),))
    with pytest.raises(ExposesByDifference):
        released(sessions, AUTUMN, [before], venue=ASHFORD)


def test_the_public_does_not_read_what_partners_have() -> None:
    """A partner reads five men exact; to publish fewer than eight of them is still no difference."""
    men: list[Answers] = [{**WOMAN, "sex": "male"}] * 5
    sessions = [*busy((2014, 8, 60)), session(men, day=date(2014, 8, 9), venue=RURAL)]
    partner = entry(released(sessions, template="year", profile="partner"))
    found = released(sessions, template="year", earlier=[partner], planned=True)
    assert found.report.figure("male").value is None


def test_an_account_that_contradicts_itself_is_passed_over() -> None:
    """A sum that is not true of its counts can come only from a broken ledger; it stops no report."""
    sessions = busy((2014, 8, 40), (2015, 6, 60))
    told = released(sessions).told
    wrong = tuple(msgspec.structs.replace(found, low=found.low + 900, high=None) for found in told.sums)
    before = entry(released(sessions))
    broken: Told = msgspec.structs.replace(told, sums=wrong)
    assert not broken.is_sound()
    found = released(sessions, earlier=[msgspec.structs.replace(before, told=broken)], planned=True)
    assert found.told.is_sound()


def test_an_internal_report_is_no_release() -> None:
    """It is asked for elsewhere and never enters the ledger."""
    with pytest.raises(ValueError, match="no release"):
        released(busy((2014, 8, 40)), profile="internal")
