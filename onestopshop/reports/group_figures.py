"""Figures of group programmes, as the Freedom Programme or the Recovery Toolkit: headcounts, no rows."""

from __future__ import annotations

from onestopshop.part import PROGRAMME_COUNTS
from onestopshop.reports.counts import Counts
from onestopshop.reports.figure import NOT_AVAILABLE, Counted, Figure


def _number(counts: Counts, name: str) -> int:
    return counts.of("session", "count", name)


def _counted(counts: Counts, name: str, of: str = "") -> Counted:
    """A headcount, as a share of another one where it is a part of it."""
    if not any(_number(counts, known) for known in PROGRAMME_COUNTS):
        return NOT_AVAILABLE
    value, base = _number(counts, name), _number(counts, of) if of else 0
    # Who signed up in one period may start in the next: then there is no share.
    return Counted(value, base if base > 0 and value <= base else None)


def _signed_up(counts: Counts) -> Counted:
    return _counted(counts, "signed_up")


def _started(counts: Counts) -> Counted:
    return _counted(counts, "started", "signed_up")


def _completed(counts: Counts) -> Counted:
    return _counted(counts, "completed", "started")


def _waiting(counts: Counts) -> Counted:
    return _counted(counts, "waiting")


GROUP_FIGURES = (
    Figure(
        "signed_up",
        "signed up for a group programme",
        "People who newly signed up, as counted at its sessions.",
        "",
        _signed_up,
    ),
    Figure(
        "started",
        "started a group programme",
        "People who came for the first time, as counted at its sessions.",
        "people who signed up in the period",
        _started,
    ),
    Figure(
        "completed",
        "completed a group programme",
        "People who completed it, as counted at its sessions.",
        "people who started in the period",
        _completed,
    ),
    Figure(
        "waiting",
        "put on the waiting list of a group programme",
        "People newly put on its waiting list, as counted at its sessions.",
        "",
        _waiting,
    ),
)
"""Headcounts of programmes that are held in groups."""
