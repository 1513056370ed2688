"""Agencies by session: who was there at each of a few sessions, or at how many of each month."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from onestopshop.reporting_year import Month
from onestopshop.reports.counts import Counts
from onestopshop.reports.material import HeldSession, Material
from onestopshop.reports.table import OTHER
from onestopshop.reports.template import Template
from onestopshop.reports.wording import date_words, month_words

_MOST_SESSIONS = 18
_MOST_COLUMNS = 24
_LEAST_COLUMNS = 2
_LETTERS = 3


@dataclass(frozen=True, slots=True)
class Occasion:
    """What one column is about: a session, or the sessions of a month."""

    label: str
    above: str
    below: str
    """What stands over a column, in two short lines."""
    held: int
    """How many sessions were held."""


@dataclass(frozen=True, slots=True)
class Presence:
    """One agency's line: at how many sessions of each column it was there."""

    label: str
    came: tuple[int, ...]
    published: str = ""
    """The label under which it may be published, where that is another."""


@dataclass(frozen=True, slots=True)
class AttendanceStrip:
    """Attendances, exact for every reader: they tell of no visitor."""

    by_session: bool
    occasions: tuple[Occasion, ...]
    lines: tuple[Presence, ...]

    @property
    def title(self) -> str:
        """What it shows."""
        return "Agencies by session" if self.by_session else "Agencies by month"

    def share(self, line: Presence, place: int) -> int | None:
        """How much of a column's sessions an agency was at: 0 none, 1 under half, 2 half or more, 3 all.

        None where there is no share: several agencies in one line, or no session held.
        """
        held, came = self.occasions[place].held, line.came[place]
        if line.label == OTHER or not held:
            return None
        if not came:
            return 0
        return 3 if came >= held else 2 if 2 * came >= held else 1

    def named_for(self, accepted_only: bool) -> AttendanceStrip:
        """The strip as readers see it who may see only agencies that the network has accepted, or all."""
        joined: dict[str, tuple[int, ...]] = {}
        for line in self.lines:
            label = line.published if accepted_only and line.published else line.label
            before = joined.get(label, (0,) * len(line.came))
            joined[label] = tuple(a + b for a, b in zip(before, line.came, strict=True))
        lines = sorted(joined.items(), key=lambda found: (found[0] == OTHER, -sum(found[1])))
        return AttendanceStrip(
            self.by_session, self.occasions, tuple(Presence(label, came) for label, came in lines)
        )


def attendance_strip(template: Template, counts: Counts, material: Material) -> AttendanceStrip | None:
    """The strip of a template that has one; None where no agency came or there is nothing to compare.

    A column a session where they are few and all at one venue, else a column a month.
    """
    if not template.attendance_strip:
        return None
    held = material.held
    by_session = len({session.venue for session in held}) == 1 and len(held) <= _MOST_SESSIONS
    if by_session:
        occasions = tuple(map(_of_session, held))
        came: list[Mapping[str, int]] = [dict.fromkeys(session.came, 1) for session in held]
    else:
        months = counts.period.months()
        occasions = tuple(_of_month(month, counts) for month in months)
        came = [counts.answers_in_month(month, "attendance", "came") for month in months]
    lines = tuple(_lines(counts, came))
    fits = _LEAST_COLUMNS <= len(occasions) <= _MOST_COLUMNS
    return AttendanceStrip(by_session, occasions, lines) if lines and fits else None


def _of_month(month: Month, counts: Counts) -> Occasion:
    words = month_words(month)
    held = counts.in_month(month, "session", "status", "held")
    return Occasion(words, words[:_LETTERS], str(month.year), held)


def _of_session(session: HeldSession) -> Occasion:
    words = date_words(session.day)
    return Occasion(words, words.split()[0], words.split()[1][:_LETTERS], 1)


def _lines(counts: Counts, came: list[Mapping[str, int]]) -> Iterator[Presence]:
    """A line for each agency that came at all, and one for those of which the list knows nothing."""
    known = {agency.id for agency in counts.setup.agencies}
    for agency in counts.setup.agencies:
        numbers = tuple(found.get(agency.id, 0) for found in came)
        if any(numbers):
            yield Presence(agency.name, numbers, OTHER if agency.met else "")
    unlisted = tuple(sum(n for agency, n in found.items() if agency not in known) for found in came)
    if any(unlisted):
        yield Presence(OTHER, unlisted)
