"""What a network says of its venues."""

from __future__ import annotations

import pytest

from onestopshop.desk.attendances import NotATime
from onestopshop.desk.directory import read_directory
from onestopshop.desk.sessions import new_venue
from onestopshop.desk.venue_changes import UnknownArea, keep_venue
from onestopshop.shop import CoordinatorsOnly, Shop
from tests.desk.shops import HALL


def test_what_is_given_changes_and_the_rest_stays(coordinator: Shop) -> None:
    """Day and time are kept beside the area that was given before."""
    keep_venue(coordinator, HALL, area="ashford")
    keep_venue(coordinator, f" {HALL.upper()} ", opens="09:30", weekday=1)
    venue = next(venue for venue in read_directory(coordinator).venues if venue.name == HALL)
    assert (venue.area, venue.opens, venue.weekday, venue.met) == ("e07000105", "09:30", 1, False)


def test_a_new_venue_is_listed_and_a_met_one_is_accepted(coordinator: Shop) -> None:
    """A name nobody listed becomes a venue, and one that was only met keeps its id."""
    met = new_venue(coordinator, "Tenterden").changed[0].id
    keep_venue(coordinator, "Tenterden", kind="rural drop-in")
    keep_venue(coordinator, "Online evening", kind="online")
    venues = {venue.name: venue for venue in read_directory(coordinator).venues}
    assert venues["Tenterden"].id == met
    assert not venues["Tenterden"].met
    assert venues["Online evening"].kind == "online"


def test_a_wrong_area_or_time_is_refused(coordinator: Shop) -> None:
    """An area that nobody can live in and a time that is none change nothing."""
    before = read_directory(coordinator)
    with pytest.raises(UnknownArea):
        keep_venue(coordinator, HALL, area="Atlantis")
    with pytest.raises(NotATime):
        keep_venue(coordinator, HALL, opens="half nine")
    assert read_directory(coordinator) == before


def test_only_a_coordinator_lists_venues(laptop: Shop) -> None:
    """A laptop without the network's keys is refused."""
    with pytest.raises(CoordinatorsOnly):
        keep_venue(laptop, "Anywhere")
