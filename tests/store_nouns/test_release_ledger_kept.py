"""The release ledger and calendar, and the editions of stated numbers, as the store keeps them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import msgspec

from onestopshop.earlier_total import EarlierTotal
from onestopshop.identity import VenueId
from onestopshop.release import Release, Scope, Told, ToldCell, ToldSum
from onestopshop.release_calendar import PlannedRelease
from onestopshop.reporting_year import Month, Period
from onestopshop.stated_figure import StatedFigure
from onestopshop.store import Store, releases, stated_figures, tallies

TOLD = Told(
    (Scope("2026-07", "2026-09"),),
    (("2026-07", "hall"), ("2026-08", "hall")),
    (ToldCell("visit", "sex", "female", 0, ((0, 12), (1, 3))), ToldCell("visit", "", "all", 0, ((0, 20),))),
    (ToldSum((0,), (1,), -6, None, True),),
    (((0,), (1,)),),
    {"sex": 1},
    {"male": 2},
)
QUARTER = Release(
    "b" * 32, date(2026, 10, 4), "publish", "Kent, July to September 2026", "Quarter", "visit",
    "2026-07", "2026-09", 7, TOLD, by="Kent coordinator", planned=True,
)  # fmt: skip
YEAR = Period(Month(2012, 7), Month(2013, 6))


def test_releases_are_kept_as_they_were(store: Store) -> None:
    """The oldest first, each once, whatever is entered under its id later."""
    later = msgspec.structs.replace(QUARTER, id="a" * 32, day=date(2026, 11, 1), venue=VenueId("hall"))
    for release, own in ((later, False), (QUARTER, True), (later, True)):
        store.write(lambda c, release=release, own=own: releases.add_release(c, release, own=own))
    store.write(lambda c: releases.add_release(c, msgspec.structs.replace(QUARTER, title="Other"), own=False))
    entered = store.read(releases.entered_releases)
    assert [found.release for found in entered] == [QUARTER, later]
    assert [found.written for found in entered] == [(), None]


def test_the_forms_that_were_written_are_noted_once(store: Store) -> None:
    """In the order in which they were written; also of a release that another coordinator entered."""
    other = msgspec.structs.replace(QUARTER, id="c" * 32)
    store.write(lambda c: releases.add_release(c, QUARTER, own=True))
    store.write(lambda c: releases.add_release(c, other, own=False))
    for release, form in ((QUARTER, "pdf"), (QUARTER, "html"), (QUARTER, "pdf"), (other, "pdf")):
        store.write(lambda c, release=release, form=form: releases.note_written(c, release.id, form))
    written = {found.release.id: found.written for found in store.read(releases.entered_releases)}
    assert written == {QUARTER.id: ("pdf", "html"), other.id: ("pdf",)}


def test_the_calendar_keeps_one_account_of_each_plan(store: Store) -> None:
    """By months and venue, in order; one that was dropped is still known to have been."""
    year = PlannedRelease("2026-07", "2027-06")
    at_hall = PlannedRelease("2026-07", "2027-06", VenueId("hall"))
    dropped = PlannedRelease("2026-07", "2027-06", dropped=True, edition=2)
    for planned in (at_hall, year, dropped):
        store.write(lambda c, planned=planned: releases.keep_planned(c, planned))
    assert store.read(releases.planned_releases) == (dropped, at_hall)
    assert year.key == dropped.key != at_hall.key
    assert year.period() == Period(Month(2026, 7), Month(2027, 6))


def test_editions_of_stated_numbers_are_kept(store: Store) -> None:
    """A number is kept with its edition; it starts as one that others do not know."""
    total = EarlierTotal(None, YEAR, "visits", 213, "Annual report")
    stated = StatedFigure("partner", "Repeat calls", YEAR, 120, 400, 300, "Kent Police")
    assert (total.edition, stated.edition) == (0, 0)
    for edition in (0, 3):
        store.write(lambda c, e=edition: tallies.keep_earlier_total(c, replace(total, edition=e)))
        store.write(lambda c, e=edition: stated_figures.keep_stated(c, replace(stated, edition=e)))
        assert store.read(tallies.earlier_totals) == (replace(total, edition=edition),)
        assert store.read(stated_figures.stated_figures) == (replace(stated, edition=edition),)
