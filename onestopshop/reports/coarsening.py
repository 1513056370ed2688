"""Making a table coarser until none of its numbers is too small to be told."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from onestopshop.reports.rule import Rule
from onestopshop.reports.table import OTHER, Row, Table

NOT_RECORDED = "Not recorded"
_LEAST_ROWS = 2
"""With fewer rows that anybody is in, a merged table would say nothing."""


@dataclass(frozen=True, slots=True)
class Coarse:
    """A table's rows as they may be published, still exact."""

    rows: tuple[Row, ...]
    doubled: frozenset[str] = frozenset()
    """Labels under which one person may stand twice, where several answers may be given."""
    apart_hidden: bool = False
    """Whether those of whom nothing is recorded are too few to be told."""


def coarsened(table: Table, rule: Rule, merges: int = 0) -> Coarse | None:
    """The rows with small ones merged, and then as many times again as `merges` says; None to withhold it.

    First what the network has not accepted joins its parent or "Other", then small answers their broader one,
    then neighbours each other where rows have an order, else the smallest "Other".
    """
    found = _joined(table.rows, lambda row: row.label_for(rule.accepted_only))
    rows, doubled = list(found.rows), set(found.doubled)
    known = [row for row in rows if row.recorded]
    apart = [row for row in rows if not row.recorded]
    if table.fixed and (_has_small(known, rule) or merges):
        return None
    broad = {row.broader for row in known if rule.hides(row.value)}
    # Rows that follow each other must not overlap: all of them become broader, or none.
    every = {row.broader for row in known}
    for few in (every,) if table.ordered else (broad, every):
        if _has_small(known, rule) or merges:
            rolled = _rolled_up(known, few)
            known, doubled = list(rolled.rows), doubled | rolled.doubled
    while merges or _has_small(known, rule):
        merges -= 0 if _has_small(known, rule) else 1
        step = _merged_once(known, table.ordered)
        if step is None:
            return None
        known = list(step.rows)
        doubled |= step.doubled
    if _has_small(apart, rule):
        apart = list(_joined(apart, lambda row: NOT_RECORDED).rows)
    hidden = _has_small(apart, rule)
    return Coarse((*known, *([] if hidden else apart)), frozenset(doubled), hidden)


def _rolled_up(rows: list[Row], broad: set[str]) -> Coarse:
    return _joined(rows, lambda row: row.broader if row.broader and row.broader in broad else row.label)


def _has_small(rows: Iterable[Row], rule: Rule) -> bool:
    return any(rule.hides(number) for row in rows for number in row.numbers_of_people())


def _joined(rows: Iterable[Row], label: Callable[[Row], str]) -> Coarse:
    """Rows that get one label made one, where the first of them stood."""
    found: dict[tuple[str, bool], Row] = {}
    doubled: set[str] = set()
    for row in rows:
        key = (label(row), row.recorded)
        rival = found.get(key)
        if rival is None:
            found[key] = replace(row, label=key[0], published="")
            continue
        if rival.value and row.value:
            doubled.add(key[0])
        found[key] = replace(
            rival,
            value=rival.value + row.value,
            keep=rival.keep or row.keep,
            base=_sum_of(rival.base, row.base),
            people=_sum_of(rival.people, row.people),
            cells=tuple(dict.fromkeys((*rival.cells, *row.cells))),
        )
    return Coarse(tuple(found.values()), frozenset(doubled))


def _sum_of(number: int | None, other: int | None) -> int | None:
    return number if number is None or other is None else number + other


def _merged_once(rows: list[Row], ordered: bool) -> Coarse | None:
    """The smallest row that anybody is in merged with another; None where too few rows would be left."""
    some = [row for row in rows if row.value]
    if len(some) <= _LEAST_ROWS:
        return None
    smallest = min(some, key=lambda row: row.value)
    chosen = _with_neighbour(rows, some, smallest) if ordered else _with_smallest(some, smallest)
    labels = {row.label for row in chosen}
    new = _label(chosen, ordered)
    if new == OTHER:
        labels |= {row.label for row in rows if row.label == OTHER}
    return _joined(rows, lambda row: new if row.label in labels else row.label)


def _with_neighbour(rows: list[Row], some: list[Row], smallest: Row) -> list[Row]:
    """The smaller of the rows beside it, and what stands between."""
    place = some.index(smallest)
    beside = [some[n] for n in (place - 1, place + 1) if 0 <= n < len(some)]
    other = min(beside, key=lambda row: row.value)
    ends = sorted((rows.index(smallest), rows.index(other)))
    return rows[ends[0] : ends[1] + 1]


def _with_smallest(some: list[Row], smallest: Row) -> list[Row]:
    others = [row for row in some if row is not smallest]
    known = next((row for row in others if row.label == OTHER), None)
    return [smallest, known or min(others, key=lambda row: row.value)]


def _label(rows: list[Row], ordered: bool) -> str:
    ages = _ages(rows[0].label, rows[-1].label) if ordered else ""
    if ages:
        return ages
    if ordered:
        return " or ".join([rows[0].label, *(row.label[:1].lower() + row.label[1:] for row in rows[1:])])
    labels = [row.label for row in rows]
    plain = all(" or " not in row.label and row.broader in ("", row.label) for row in rows)
    return " or ".join(labels) if plain and OTHER not in labels else OTHER


def _ages(first: str, last: str) -> str:
    """One band from the start of the first to the end of the last; empty where they are no ages."""
    if not (re.search(r"\d", first) and re.search(r"\d", last)):
        return ""
    starts, ends = re.findall(r"\d+", first), re.findall(r"\d+", last)
    is_open = re.search(r"over|\+|older", last) is not None
    if first.startswith("Under"):
        return "" if is_open else f"Under {int(ends[-1]) + 1}"
    return f"{starts[0]} and over" if is_open else f"{starts[0]} to {ends[-1]}"
