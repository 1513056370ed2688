"""The table that every harness ends with: what was done, how often, and how often it went wrong."""

from __future__ import annotations

from collections.abc import Sequence


def table(rows: Sequence[tuple[str, int, int]]) -> str:
    """A table of what, tried and bad, to print."""
    wide = max(len(what) for what, _, _ in rows)
    lines = [f"{'what':<{wide}}  {'tried':>9}  {'bad':>5}"]
    lines += [f"{what:<{wide}}  {tried:>9,}  {bad:>5,}" for what, tried, bad in rows]
    return "\n" + "\n".join(lines)
