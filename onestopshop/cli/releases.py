"""`releases`: what left the network, and what is planned to."""

from __future__ import annotations

import click

from onestopshop.cli.invocation import Invocation, pass_invocation
from onestopshop.cli.output import say, say_json
from onestopshop.cli.period import period_of, period_options
from onestopshop.desk.directory import read_directory
from onestopshop.desk.sessions import venue_named
from onestopshop.identity import VenueId
from onestopshop.network import Setup
from onestopshop.release_calendar import PlannedRelease
from onestopshop.reporting_year import Period
from onestopshop.reports.planning import drop_planned, plan_releases, planned_releases, quarters_of
from onestopshop.reports.releasing import entered_releases, release_days
from onestopshop.shop import Shop
from onestopshop.store.releases import EnteredRelease

_json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON list.")
_venues_option = click.option("--venue", "venues", multiple=True, help="These venues only, each by itself.")
_quarters_option = click.option("--quarters", is_flag=True, help="And each quarter of these months.")


@click.group("releases", invoke_without_command=True)
@_json_option
@click.pass_context
@pass_invocation
def releases_group(invocation: Invocation, context: click.Context, as_json: bool) -> None:
    """List what was published or given to a partner, by any coordinator.

    Day, title, report, first and last month, for whom, by which coordinator's laptop, and in which forms it
    was written here; a release whose file could not be written is "not written".
    """
    if context.invoked_subcommand is not None:
        return
    entered = entered_releases(invocation.shop())
    if as_json:
        say_json([_released(found) for found in entered])
        return
    for found in entered:
        one = found.release
        for_whom = one.recipient or "the public"
        say(one.day, one.title, one.template, one.first, one.last, for_whom, one.by, _written(found))


@releases_group.command("calendar")
@_json_option
@pass_invocation
def _calendar(invocation: Invocation, as_json: bool) -> None:
    """List the planned reports: first and last month, venue or nothing, and the day of the first release."""
    shop = invocation.shop()
    setup = read_directory(shop)
    days = {key: day.isoformat() for key, day in release_days(shop).items()}
    rows = [(planned, _venue_name(setup, planned.venue)) for planned in planned_releases(shop)]
    if as_json:
        say_json([_planned(planned, venue, days.get(planned.key)) for planned, venue in rows])
        return
    for planned, venue in rows:
        say(planned.first, planned.last, venue, days.get(planned.key, ""))


@releases_group.command("plan")
@period_options
@_venues_option
@_quarters_option
@pass_invocation
def _plan(invocation: Invocation, first: str, last: str, venues: tuple[str, ...], quarters: bool) -> None:
    """Put reports on the calendar: none of them is refused later, and each leaves room for the others.

    Plan a year before its first report: its quarters and the year, then the year of each venue.
    """
    shop = invocation.shop()
    periods = _periods(first, last, quarters=quarters)
    say("planned", *plan_releases(shop, periods, _venue_ids(shop, venues)).values)


@releases_group.command("drop")
@period_options
@_venues_option
@_quarters_option
@pass_invocation
def _drop(invocation: Invocation, first: str, last: str, venues: tuple[str, ...], quarters: bool) -> None:
    """Take planned reports off the calendar. What was released stays in the ledger."""
    shop = invocation.shop()
    periods = _periods(first, last, quarters=quarters)
    say("dropped", *drop_planned(shop, periods, _venue_ids(shop, venues)).values)


def _periods(first: str, last: str, *, quarters: bool) -> tuple[Period, ...]:
    period = period_of(first, last)
    return (*quarters_of(period), period) if quarters else (period,)


def _venue_ids(shop: Shop, names: tuple[str, ...]) -> tuple[VenueId | None, ...]:
    known = read_directory(shop)
    return tuple(venue_named(known, name).id for name in names) or (None,)


def _venue_name(setup: Setup, venue: VenueId | None) -> str:
    known = setup.venue(venue) if venue is not None else None
    return known.name if known else venue or ""


def _written(found: EnteredRelease) -> str:
    if found.written is None:
        return ""
    return " ".join(found.written) or "not written"


def _released(found: EnteredRelease) -> dict[str, object]:
    one = found.release
    return {
        "id": one.id,
        "on": one.day,
        "profile": one.profile,
        "title": one.title,
        "report": one.template,
        "from": one.first,
        "to": one.last,
        "venue": one.venue,
        "agency": one.agency,
        "recipient": one.recipient or None,
        "agreement": one.agreement or None,
        "by": one.by,
        "planned": one.planned,
        "written": found.written,
    }


def _planned(planned: PlannedRelease, venue: str, day: str | None) -> dict[str, object]:
    named = {"venue": planned.venue, "venue_name": venue or None}
    return {"from": planned.first, "to": planned.last, **named, "released": day}
