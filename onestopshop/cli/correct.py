"""`correct`: what a coordinator puts right in sessions that were handed over."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click
import msgspec

from onestopshop.cli.invocation import Invocation, pass_invocation
from onestopshop.cli.output import say
from onestopshop.cli.session import read_answers
from onestopshop.desk.directory import read_directory
from onestopshop.desk.sessions import venue_named
from onestopshop.identity import SessionId, VisitId
from onestopshop.merge.correcting import (
    correct_move,
    correct_replace,
    correct_undo,
    correct_withdraw,
    corrected,
    merged_session,
    merged_sessions,
)


@click.group("correct")
def correct_group() -> None:
    """Put right what was merged. Everything can be undone, and nothing that a laptop wrote is changed."""


@correct_group.command("sessions")
@pass_invocation
def _sessions(invocation: Invocation) -> None:
    """List the merged sessions: id, date, venue, status, visits."""
    shop = invocation.shop()
    setup = read_directory(shop)
    for session in merged_sessions(shop):
        venue = setup.venue(session.venue)
        name = venue.name if venue else ""
        say(session.id, session.date.isoformat(), name, session.status, session.visits)


@correct_group.command("visits")
@click.argument("session")
@pass_invocation
def _visits(invocation: Invocation, session: str) -> None:
    """List what is counted of SESSION: id, number, answers."""
    joint = merged_session(invocation.shop(), SessionId(session))
    for visit in (*joint.visits, *joint.referrals):
        say(visit.id, visit.number, msgspec.json.encode(visit.answers, order="sorted").decode())


@correct_group.command("withdraw")
@click.argument("session")
@click.argument("visit")
@pass_invocation
def _withdraw(invocation: Invocation, session: str, visit: str) -> None:
    """Let VISIT of SESSION count no more."""
    correct_withdraw(invocation.shop(), SessionId(session), VisitId(visit))


@correct_group.command("replace")
@click.argument("session")
@click.argument("visit")
@click.option("--answers", "file", type=click.Path(path_type=Path, dir_okay=False), required=True)
@pass_invocation
def _replace(invocation: Invocation, session: str, visit: str, file: Path) -> None:
    """Let VISIT of SESSION count with the answers of a JSON file."""
    shop = invocation.shop()
    correct_replace(shop, SessionId(session), VisitId(visit), read_answers(shop, file))


@correct_group.command("move")
@click.argument("session")
@click.option("--venue", help="Where it really was; else as it stands.")
@click.option("--date", "day", type=click.DateTime(["%Y-%m-%d"]), help="When it really was.")
@click.option("--opening", type=click.IntRange(1, 9), default=1, show_default=True)
@pass_invocation
def _move(
    invocation: Invocation, session: str, venue: str | None, day: datetime | None, opening: int
) -> None:
    """Count SESSION at its right venue or date. A session that is there already is joined with it."""
    shop = invocation.shop()
    joint = merged_session(shop, SessionId(session))
    place = joint.venue if venue is None else venue_named(read_directory(shop), venue).id
    moved = correct_move(shop, SessionId(session), place, day.date() if day else joint.date, opening)
    say(moved.changed[1].id)


@correct_group.command("join")
@click.argument("session")
@click.argument("other")
@pass_invocation
def _join(invocation: Invocation, session: str, other: str) -> None:
    """Count SESSION as one with OTHER, at OTHER's venue and date."""
    shop = invocation.shop()
    there = merged_session(shop, SessionId(other))
    correct_move(shop, SessionId(session), there.venue, there.date, there.opening)


@correct_group.command("list")
@pass_invocation
def _list(invocation: Invocation) -> None:
    """List what this laptop put right: session, what, and the visit or the session it was moved to."""
    for one in corrected(invocation.shop()):
        say(one.session, one.what, one.of)


@correct_group.command("undo")
@click.argument("session")
@click.argument("visit", required=False)
@pass_invocation
def _undo(invocation: Invocation, session: str, visit: str | None) -> None:
    """Undo what was put right of VISIT, or without one, that SESSION was moved."""
    correct_undo(invocation.shop(), SessionId(session), VisitId(visit) if visit else None)
