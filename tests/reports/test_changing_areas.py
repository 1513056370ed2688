"""“Within the area” stays right across the day on which districts are merged."""

from __future__ import annotations

from datetime import date

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from onestopshop.identity import OptionId
from onestopshop.network import Setup
from onestopshop.question import Answer, Option
from onestopshop.reporting_year import Month, Period
from onestopshop.reports.year_report import year_report
from tests.reports.samples import ASHFORD, RURAL, material, network_setup, session

CHANGE = date(2028, 4, 1)
PERIOD = Period(Month(2027, 7), Month(2028, 6))
NEW = OptionId("east_kent")
OLD = {ASHFORD: OptionId("e07000105"), RURAL: OptionId("e07000106")}
DOVER = OptionId("e07000108")


def merged_setup(area: OptionId | None = None) -> Setup:
    """Ashford and Canterbury become East Kent; Ashford's venue serves its district, or the area given."""
    setup = network_setup()
    areas = next(found for found in setup.lists if found.id == "lives_in")
    options = tuple(
        msgspec.structs.replace(option, becomes=NEW) if option.id in OLD.values() else option
        for option in areas.options
    )
    longer = msgspec.structs.replace(areas, options=(*options, Option(NEW, "East Kent", offered_from=CHANGE)))
    venues = tuple(
        msgspec.structs.replace(venue, area=area or venue.area) if venue.id == ASHFORD else venue
        for venue in setup.venues
    )
    lists = tuple(longer if found.id == areas.id else found for found in setup.lists)
    return msgspec.structs.replace(setup, lists=lists, venues=venues)


def within(*homes: tuple[date, str], area: OptionId | None = None) -> tuple[int | None, int | None]:
    """Number and base of the figure for visits to Ashford on these days from these areas."""
    sessions = [session([{"lives_in": home}], day=day) for day, home in homes]
    given_to = material(sessions, setup=merged_setup(area), period=PERIOD, day=date(2029, 1, 1))
    found = year_report(given_to, "internal").figure("within_area")
    return found.value, found.base


BEFORE, AFTER = date(2027, 11, 2), date(2028, 5, 2)


def test_before_the_change_a_district_is_a_district() -> None:
    """In November people from Canterbury are not from within Ashford, although both merge in April."""
    assert within((BEFORE, OLD[ASHFORD]), (BEFORE, OLD[RURAL])) == (1, 2)


def test_after_the_change_the_merged_area_counts() -> None:
    """In May the new area counts for a venue that was listed with the old one; so do old words for it."""
    assert within((AFTER, NEW), (AFTER, OLD[ASHFORD]), (AFTER, OLD[RURAL]), (AFTER, DOVER)) == (3, 4)


def test_a_venue_listed_with_the_new_area_counts_its_old_parts() -> None:
    """Where the venue says East Kent, those from both districts were within it before it began."""
    homes = ((BEFORE, OLD[ASHFORD]), (BEFORE, OLD[RURAL]), (BEFORE, DOVER), (AFTER, NEW))
    assert within(*homes, area=NEW) == (3, 4)


@given(
    st.lists(
        st.tuples(
            st.dates(date(2027, 7, 1), date(2028, 6, 30)), st.sampled_from([*OLD.values(), NEW, DOVER])
        ),
        max_size=12,
    )
)
def test_the_share_equals_a_plain_count(homes: list[tuple[date, str]]) -> None:
    """Day by day: Ashford before the change; East Kent and what became of it from then on."""
    merged: dict[str, Answer] = dict.fromkeys(OLD.values(), NEW)
    expected = sum(
        (merged.get(home, home) == NEW) if day >= CHANGE else home == OLD[ASHFORD] for day, home in homes
    )
    value, base = within(*homes)
    assert (value or 0, base or 0) == (expected, len(homes))
