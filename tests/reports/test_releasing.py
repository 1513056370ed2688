"""From a report to a release: checked beside the ledger, entered once, and planned in a calendar."""

from __future__ import annotations

import pytest

from onestopshop.desk.directory import read_directory
from onestopshop.identity import VenueId
from onestopshop.merge.merging import merge_files
from onestopshop.reporting_year import Month, Period
from onestopshop.reports.material import Material
from onestopshop.reports.planning import (
    NotPlanned,
    QuartersRefused,
    drop_planned,
    plan_releases,
    plan_year,
    planned_releases,
    quarters_of,
    releases_of_year,
)
from onestopshop.reports.protected import Agreement
from onestopshop.reports.reading import read_material
from onestopshop.reports.releasing import (
    LedgerChanged,
    PreparedRelease,
    enter_release,
    entered_releases,
    note_written,
    prepared_release,
    release_days,
)
from onestopshop.reports.suppression import AgreementNeeded
from onestopshop.reports.year_report import report_template
from onestopshop.shop import CoordinatorsOnly, Shop
from onestopshop.store import outbox
from tests.merge.partnership import FIRST, Partnership, opened, recorded
from tests.merge.partnership_fixtures import partnership, template

__all__ = ["partnership", "template"]  # fixtures that the tests below ask for

QUARTER = Period(Month(2015, 4), Month(2015, 6))
YEAR = Period(Month(2015, 4), Month(2016, 3))
MANY = 12
"""Visits of a day on which nothing need be hidden."""


@pytest.fixture
def coordinator(partnership: Partnership) -> Shop:
    """A coordinator who merged one busy day."""
    laptop, shop = partnership.shop(FIRST), partnership.coordinator()
    recorded(laptop, opened(laptop), *([{"sex": "female"}] * MANY))
    merge_files(shop, partnership.exported(FIRST))
    return shop


def prepared(shop: Shop, period: Period = QUARTER, profile: str = "publish", **more: str) -> PreparedRelease:
    """The quarter's report, ready to be released."""
    material: Material = read_material(shop, period)
    agreed = Agreement(more.get("recipient", "Kent Police"), "Agreement\u202e 12\n")
    return prepared_release(shop, report_template("quarter", material), material, profile, agreed)


def test_nothing_is_entered_until_it_is_asked_for(coordinator: Shop) -> None:
    """Preparing leaves the ledger alone; entering seals one envelope; entering again changes nothing."""
    ready = prepared(coordinator)
    assert (entered_releases(coordinator), ready.again) == ((), False)
    before = len(coordinator.store.read(outbox.own_ids))
    for _ in range(2):
        enter_release(coordinator, ready)
        assert [found.release for found in entered_releases(coordinator)] == [ready.release]
        assert len(coordinator.store.read(outbox.own_ids)) == before + 1
    note_written(coordinator, ready.release, "pdf")
    assert [found.written for found in entered_releases(coordinator)] == [("pdf",)]


def test_the_same_report_again_is_a_reprint(coordinator: Shop) -> None:
    """It has the first one's entry and its numbers; one for a partner is another release."""
    first = prepared(coordinator)
    enter_release(coordinator, first)
    again = prepared(coordinator)
    assert (again.again, again.release, again.report) == (True, first.release, first.report)
    assert not prepared(coordinator, profile="partner").again


def test_what_is_released_meanwhile_is_noticed(coordinator: Shop) -> None:
    """Of two reports that were checked side by side only the first is entered; the other is checked again."""
    first, second = prepared(coordinator), prepared(coordinator, profile="partner")
    enter_release(coordinator, first)
    with pytest.raises(LedgerChanged, match="make this report again"):
        enter_release(coordinator, second)
    assert [found.release.profile for found in entered_releases(coordinator)] == ["publish"]


def test_an_entry_is_told_in_plain_words(coordinator: Shop) -> None:
    """What could turn or break a line is left out, so that another coordinator's program takes it."""
    ready = prepared(coordinator, profile="partner", recipient="\x00")
    assert (ready.release.recipient, ready.release.agreement) == ("–", "Agreement 12")
    enter_release(coordinator, ready)
    assert prepared(coordinator, profile="partner", recipient="\x00").again
    with pytest.raises(AgreementNeeded):
        prepared(coordinator, profile="partner", recipient=" ")
    assert entered_releases(coordinator)[0].release.by == "Kent coordinator"


def test_only_coordinators_release(partnership: Partnership, coordinator: Shop) -> None:
    """A laptop has neither ledger nor calendar."""
    laptop = partnership.shop(FIRST)
    ready = prepared(coordinator)
    for verb in (
        lambda: entered_releases(laptop),
        lambda: enter_release(laptop, ready),
        lambda: planned_releases(laptop),
        lambda: plan_releases(laptop, [QUARTER]),
        lambda: plan_year(laptop, YEAR),
        lambda: release_days(laptop),
        lambda: drop_planned(laptop, [QUARTER]),
    ):
        with pytest.raises(CoordinatorsOnly):
            verb()


def test_a_year_has_four_quarters() -> None:
    """They follow each other from its first month; other months have none."""
    quarters = quarters_of(YEAR)
    assert quarters[0] == QUARTER
    assert [month for quarter in quarters for month in quarter.months()] == list(YEAR.months())
    with pytest.raises(QuartersRefused, match="3, 6, 9 or 12"):
        quarters_of(Period(Month(2015, 4), Month(2015, 7)))


def test_the_calendar_is_kept_and_sealed_as_it_changes(coordinator: Shop) -> None:
    """What is planned twice or dropped twice changes nothing; each change is a new edition."""
    hall = VenueId("hall")
    before = len(coordinator.store.read(outbox.own_ids))
    assert plan_releases(coordinator, [QUARTER, YEAR], [None, hall]).values == (4,)
    assert plan_releases(coordinator, [QUARTER], [hall]).values == (0,)
    assert drop_planned(coordinator, [QUARTER], [hall]).values == (1,)
    with pytest.raises(NotPlanned, match="releases calendar"):
        drop_planned(coordinator, [QUARTER], [hall])
    with pytest.raises(NotPlanned):
        drop_planned(coordinator, [Period(Month(2010, 1), Month(2010, 1))])
    assert [planned.key for planned in planned_releases(coordinator)] == [
        ("2015-04", "2015-06", None),
        ("2015-04", "2016-03", None),
        ("2015-04", "2016-03", hall),
    ]
    assert len(coordinator.store.read(outbox.own_ids)) == before + 2
    plan_releases(coordinator, [QUARTER], [hall])
    assert [planned.edition for planned in planned_releases(coordinator)] == [1, 3, 1, 1]


def test_a_year_is_planned_in_one_go(coordinator: Shop) -> None:
    """Its quarters, the year, and the year of each venue; what was planned before stays as it was."""
    plan_releases(coordinator, [QUARTER])
    venues = [venue.id for venue in read_directory(coordinator).venues]
    assert venues
    wanted = {one.key for one in releases_of_year(YEAR, venues)}
    assert len(wanted) == len(quarters_of(YEAR)) + 1 + len(venues)
    assert plan_year(coordinator, YEAR).values == (len(wanted) - 1,)
    assert {one.key for one in planned_releases(coordinator)} == wanted
    assert plan_year(coordinator, YEAR).changed == ()


def test_the_day_of_the_first_release_is_known(coordinator: Shop) -> None:
    """By months and venue, whoever it was for."""
    assert release_days(coordinator) == {}
    first = prepared(coordinator)
    enter_release(coordinator, first)
    enter_release(coordinator, prepared(coordinator, profile="partner"))
    assert release_days(coordinator) == {("2015-04", "2015-06", None): first.release.day}


def test_a_planned_report_says_so_in_the_ledger(coordinator: Shop) -> None:
    """Only where months and venue are those of the calendar, and while it stands there."""
    plan_releases(coordinator, [QUARTER])
    assert prepared(coordinator).release.planned
    assert not prepared(coordinator, YEAR).release.planned
    drop_planned(coordinator, [QUARTER])
    assert not prepared(coordinator).release.planned
