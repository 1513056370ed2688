"""What readers know from a release is believed only where it agrees with itself."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from onestopshop.part import canonical
from onestopshop.release import Release, Scope, Told, ToldCell, ToldSum
from onestopshop.reporting_year import Month, Period

YEAR = Scope("2014-07", "2015-06")
TOLD = Told(
    scopes=(YEAR,),
    places=(("2014-07", "ashford"), ("2014-08", "rural")),
    cells=(ToldCell("visit", "", "all", 0, ((0, 9), (1, 3))), ToldCell("visit", "sex", "male", 0, ((1, 3),))),
    sums=(ToldSum((0,), low=12, high=12), ToldSum((0,), (1,), each=True)),
    secrets=(((0,), (1,)),),
)
RELEASE = Release(
    "1", date(2015, 7, 9), "publish", "Kent, 2014/15", "Year report", "visit", "2014-07", "2015-06", 7, TOLD
)


def test_what_is_true_of_its_counts_is_sound() -> None:
    """Every place exists, and sums are as they are told, with and without an upper end."""
    assert TOLD.is_sound()
    assert TOLD.cells[0].total() == 12


@pytest.mark.parametrize(
    "change",
    [
        {"sums": (ToldSum((0,), low=13),)},
        {"sums": (ToldSum((0,), low=1, high=7),)},
        {"sums": (ToldSum((2,)),)},
        {"sums": (ToldSum((0,), (-1,)),)},
        {"secrets": (((0,), (9,)),)},
        {"scopes": ()},
        {"places": ()},
        {"cells": (ToldCell("visit", "", "all", 0, ((0, -9),)), TOLD.cells[1])},
    ],
)
def test_what_contradicts_itself_is_not_sound(change: dict[str, object]) -> None:
    """A sum that is not so, a place that is not there, and a count below 0 are noticed."""
    assert not msgspec.structs.replace(TOLD, **change).is_sound()


def test_a_release_is_the_same_after_a_journey() -> None:
    """It is written as canonical JSON and read strictly; its months are a period."""
    assert msgspec.json.decode(canonical(RELEASE), type=Release) == RELEASE
    assert RELEASE.period() == Period(Month(2014, 7), Month(2015, 6))
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(canonical(RELEASE).replace(b'"publish"', b'"internal"'), type=Release)
