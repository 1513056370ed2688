"""Areas that end on a day go on in another one, and reports follow."""

from __future__ import annotations

from datetime import date

import pytest

from onestopshop.desk.area_changes import AreaRefused, area_becomes
from onestopshop.desk.directory import read_directory
from onestopshop.desk.venue_changes import UnknownArea
from onestopshop.shop import CoordinatorsOnly, Shop

DAY = date(2028, 4, 1)


def test_two_districts_become_one_council(coordinator: Shop) -> None:
    """Both end on the day before, one new area begins on the day, and answers follow from then on."""
    area_becomes(coordinator, "Ashford", " East  Kent ", DAY)
    area_becomes(coordinator, "canterbury", "east kent", DAY)
    areas = read_directory(coordinator).list("lives_in")  # type: ignore[arg-type]
    assert areas is not None
    new = areas.named("East Kent")
    assert new is not None
    assert (new.label, new.offered_from, new.met) == ("East Kent", DAY, False)
    assert [option.label for option in areas.options].count("East Kent") == 1
    for name in ("Ashford", "Canterbury"):
        old = areas.named(name)
        assert old is not None
        assert (old.offered_until, old.becomes) == (date(2028, 3, 31), new.id)
        assert areas.standing(old.id, date(2028, 3, 31)) == old.id
        assert areas.standing(old.id, DAY) == new.id


def test_an_area_cannot_become_itself(coordinator: Shop) -> None:
    """Neither at once nor by way of another one, and nothing changes."""
    area_becomes(coordinator, "Ashford", "East Kent", DAY)
    before = read_directory(coordinator)
    for old, new in (("Dover", "dover"), ("East Kent", "Ashford"), ("Dover", " "), ("Dover", "x" * 81)):
        with pytest.raises(AreaRefused):
            area_becomes(coordinator, old, new, DAY)
    with pytest.raises(UnknownArea):
        area_becomes(coordinator, "Atlantis", "East Kent", DAY)
    assert read_directory(coordinator) == before


def test_only_a_coordinator_changes_areas(laptop: Shop) -> None:
    """A laptop without the network's keys is refused."""
    with pytest.raises(CoordinatorsOnly):
        area_becomes(laptop, "Ashford", "East Kent", DAY)
