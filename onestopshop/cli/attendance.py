"""`session plan`, `expect`, `came`, `left` and `count`: what is known of a session besides its visits."""

from __future__ import annotations

from datetime import datetime

import click

from onestopshop.cli.invocation import Invocation, pass_invocation
from onestopshop.cli.output import say
from onestopshop.cli.period import opening_options
from onestopshop.desk import attendances
from onestopshop.desk.attendances import agency_named
from onestopshop.desk.directory import read_directory
from onestopshop.desk.feedback import set_count, set_feedback
from onestopshop.desk.sessions import plan_session, venue_named
from onestopshop.identity import SessionId
from onestopshop.part import COUNT_NAMES

_SESSION = click.option("--session", required=True, help="The session's id.")
_AGENCY = click.option("--agency", required=True, help="The agency's name.")


@click.command("plan")
@click.option("--venue", required=True, help="The venue's name.")
@opening_options
@pass_invocation
def _plan(invocation: Invocation, venue: str, day: datetime, opening: int) -> None:
    """Plan a session and print its id. If nothing comes of it, reports say that it is missing."""
    shop = invocation.shop()
    at = venue_named(read_directory(shop), venue).id
    say(plan_session(shop, at, day.date(), opening).changed[0].id)


@click.command("expect")
@_SESSION
@_AGENCY
@click.option("--from", "start", help="When its slot begins, as 09:30.")
@click.option("--to", "end", help="When its slot ends.")
@pass_invocation
def _expect(invocation: Invocation, session: str, agency: str, start: str | None, end: str | None) -> None:
    """Note that an agency is expected, with its slot."""
    shop = invocation.shop()
    attendances.expect(shop, SessionId(session), agency_named(read_directory(shop), agency).id, start, end)


@click.command("came")
@_SESSION
@_AGENCY
@click.option("--at", help="When it came, as 09:30; now where this is not given.")
@click.option("--workers", type=int, default=1, show_default=True)
@pass_invocation
def _came(invocation: Invocation, session: str, agency: str, at: str | None, workers: int) -> None:
    """Note that an agency is there."""
    shop = invocation.shop()
    attendances.came(shop, SessionId(session), agency_named(read_directory(shop), agency).id, at, workers)


@click.command("left")
@_SESSION
@_AGENCY
@click.option("--at", help="When it left, as 11:30; now where this is not given.")
@pass_invocation
def _left(invocation: Invocation, session: str, agency: str, at: str | None) -> None:
    """Note that an agency has gone."""
    shop = invocation.shop()
    attendances.left(shop, SessionId(session), agency_named(read_directory(shop), agency).id, at)


@click.command("count")
@_SESSION
@click.argument("name", type=click.Choice(COUNT_NAMES))
@click.argument("number", type=int)
@pass_invocation
def _count(invocation: Invocation, session: str, name: str, number: int) -> None:
    """Keep one headcount of a session, as of a group programme: who newly signed up, started, completed."""
    set_count(invocation.shop(), SessionId(session), name, number)


@click.command("feedback")
@_SESSION
@click.option("--yes", type=int, default=0, help="Cards that say yes.")
@click.option("--no", type=int, default=0, help="Cards that say no.")
@click.option("--not-answered", type=int, default=0, help="Cards that say nothing.")
@pass_invocation
def _feedback(invocation: Invocation, session: str, yes: int, no: int, not_answered: int) -> None:
    """Keep the tally of the cards on “Was the visit helpful?”."""
    counts = {"yes": yes, "no": no, "not_answered": not_answered}
    set_feedback(invocation.shop(), SessionId(session), "helpful", counts)


ATTENDANCE_COMMANDS = (_plan, _expect, _came, _left, _count, _feedback)
"""Commands of the group `session`."""
