"""The one table that a run of harnesses ends with: what was done, how often, how often it went wrong."""

from __future__ import annotations

from collections.abc import Sequence

Outcome = tuple[str, int, int]
"""What was done, how often, and how often that was bad."""


def table(rows: Sequence[Outcome]) -> str:
    """A table of what, tried and bad, to print."""
    wide = max(len(what) for what, _, _ in rows)
    lines = [f"{'what':<{wide}}  {'tried':>9}  {'bad':>5}"]
    lines += [f"{what:<{wide}}  {tried:>9,}  {bad:>5,}" for what, tried, bad in sorted(rows)]
    return "\n".join(lines)
