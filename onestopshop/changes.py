"""What a verb changed: enough for every page to follow without reading the store again."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Change:
    """One noun that is different now. `row` is how it is, or None when it is gone."""

    noun: str
    id: str
    row: object | None = None


@dataclass(frozen=True, slots=True)
class Changes:
    """The outcome of one verb, committed when this is returned.

    `told` is a code that the window turns into a sentence, with `values` to fill in.
    """

    told: str
    changed: tuple[Change, ...] = ()
    values: tuple[object, ...] = ()
