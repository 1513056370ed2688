"""Whole months, and the day of a session, as commands are given them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from onestopshop.errors import Refused
from onestopshop.reporting_year import Month, Period

_Command = TypeVar("_Command", bound=Callable[..., Any])


class PeriodRefused(Refused):
    """The months are no months, or the last comes before the first."""

    sentence = "Give whole months as 2014-07, the first before the last."


def period_options(command: _Command) -> _Command:
    """The options `--from` and `--to`, both needed, as `first` and `last`."""
    for option in (
        click.option("--to", "last", required=True, help="Last month, as 2015-06."),
        click.option("--from", "first", required=True, help="First month, as 2014-07."),
    ):
        command = option(command)
    return command


def opening_options(command: _Command) -> _Command:
    """The options `--date`, which is needed, and `--opening`, as `day` and `opening`: which session."""
    for option in (
        click.option("--opening", type=click.IntRange(1, 9), default=1, show_default=True),
        click.option(
            "--date", "day", type=click.DateTime(["%Y-%m-%d"]), required=True, help="As 2026-06-22."
        ),
    ):
        command = option(command)
    return command


def period_of(first: str, last: str) -> Period:
    """The months that are meant. Raises PeriodRefused."""
    try:
        return Period(Month.parse(first), Month.parse(last))
    except ValueError as error:
        raise PeriodRefused from error
