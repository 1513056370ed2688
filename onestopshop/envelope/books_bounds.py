"""Limits of sense for entries of coordinators' books."""

from __future__ import annotations

from collections.abc import Collection, Hashable

import msgspec

from onestopshop.earlier_total import EarlierTotal
from onestopshop.envelope.bounds import MOST, MOST_LISTED, MOST_ROWS, is_id, is_label, is_text
from onestopshop.envelope.unsound import Unsound
from onestopshop.part import Part
from onestopshop.question import YEARS, month_of
from onestopshop.release import Release, Told
from onestopshop.release_calendar import PlannedRelease
from onestopshop.reporting_year import Period
from onestopshop.stated_figure import StatedFigure

_MOST_STATED = 1_000_000_000
"""The largest number that somebody else may have counted."""
_WHOLE = 1000
"""All of a base, in tenths of a per cent."""


def check_books(part: Part) -> None:
    """Raises Unsound("bounds") for a part with entries of books that the app would not write."""
    books = part.books
    if books is msgspec.UNSET:
        return
    if part != Part(part.session, books=books) or not (
        _once([release.id for release in books.releases])
        and all(map(_release, books.releases))
        and _once([planned.key for planned in books.planned])
        and all(map(_planned, books.planned))
        and _once([total.key for total in books.totals])
        and _once([stated.key for stated in books.stated])
        and all(map(may_be_stated, books.totals))
        and all(map(may_be_stated, books.stated))
    ):
        raise Unsound("bounds")


def may_be_stated(entry: EarlierTotal | StatedFigure) -> bool:
    """Whether a number that was not counted here may stand in books."""
    if isinstance(entry, EarlierTotal):
        named, numbers = is_label(entry.figure), [entry.value]
    else:
        named = is_label(entry.label) and (entry.tenths is None or 0 <= entry.tenths <= _WHOLE)
        numbers = [number for number in (entry.value, entry.base) if number is not None]
    return (
        named
        and all(0 <= number <= _MOST_STATED for number in numbers)
        and is_text(entry.source)
        and (entry.venue is None or is_id(entry.venue))
        and _is_period(entry.period)
        and 0 <= entry.edition <= MOST
    )


def _once(keys: Collection[Hashable]) -> bool:
    return len(keys) <= MOST_LISTED and len(set(keys)) == len(keys)


def _is_period(period: Period) -> bool:
    return _are_months(str(period.first), str(period.last))


def _are_months(first: str, last: str) -> bool:
    return month_of(first) is not None and month_of(last) is not None and first <= last


def _planned(planned: PlannedRelease) -> bool:
    return (
        _are_months(planned.first, planned.last)
        and (planned.venue is None or is_id(planned.venue))
        and 1 <= planned.edition <= MOST
    )


def _release(release: Release) -> bool:
    named = (release.title, release.template, release.subject, release.by)
    return (
        is_id(release.id)
        and release.day.year in YEARS
        and all(map(is_label, named))
        and _are_months(release.first, release.last)
        and 0 <= release.threshold <= MOST
        and all(one is None or is_id(one) for one in (release.venue, release.agency))
        and all(map(is_text, (release.recipient, release.agreement)))
        and (release.profile == "partner") == bool(release.recipient and release.agreement)
        and _told(release.told)
    )


def _told(told: Told) -> bool:
    """Counts that a report can hold, in places that exist; what names a cell is text and nothing more."""
    names = {name for cell in told.cells for name in (cell.subject, cell.question, cell.option)}
    names |= {*told.merges, *told.figures, *(venue for _, venue in told.places)}
    return (
        all(_are_months(scope.first, scope.last) and is_text(scope.venue) for scope in told.scopes)
        and all(month_of(month) is not None for month, _ in told.places)
        and len(told.places) <= MOST_ROWS
        and all(map(is_text, names))
        and all(n <= MOST for cell in told.cells for _, n in cell.numbers)
        and all(0 <= n <= MOST for held in (told.merges, told.figures) for n in held.values())
        and told.is_sound()
    )
