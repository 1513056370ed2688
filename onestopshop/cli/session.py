"""`session` and `visit`: a session without the window."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import click
import msgspec

from onestopshop.central.outbox import outbox, waiting_sessions, whereabouts
from onestopshop.cli.files import read_file
from onestopshop.cli.invocation import Invocation, pass_invocation
from onestopshop.cli.output import say, warn
from onestopshop.cli.period import opening_options
from onestopshop.desk.directory import read_directory
from onestopshop.desk.sessions import (
    UnknownVenue,
    close_session,
    new_venue,
    open_session,
    sessions,
    venue_named,
)
from onestopshop.desk.visits import record_visit
from onestopshop.errors import Refused
from onestopshop.identity import SessionId, VenueId
from onestopshop.network import Setup
from onestopshop.question import OptionList
from onestopshop.shop import Shop
from onestopshop.visit import Answers


class AnswersUnread(Refused):
    """The file of answers is not what it should be."""

    sentence = (
        'The answers cannot be read. Write them as {{"question": "option", "another": ["one", "two"],'
        ' "children": 2}}.'
    )


@click.group("session")
def session_group() -> None:
    """Sessions of this laptop."""


@session_group.command("open")
@click.option("--venue", required=True, help="The venue's name. A new name is proposed to the network.")
@opening_options
@pass_invocation
def _open(invocation: Invocation, venue: str, day: datetime, opening: int) -> None:
    """Open a session and print its id."""
    shop = invocation.shop()
    say(open_session(shop, _venue(shop, venue), day.date(), opening).changed[0].id)


@session_group.command("close")
@click.argument("session")
@pass_invocation
def _close(invocation: Invocation, session: str) -> None:
    """Close a session, and say what still waits on this laptop."""
    shop = invocation.shop()
    close_session(shop, SessionId(session))
    waiting = waiting_sessions(shop)
    if waiting:
        warn(f"Sessions on this laptop only: {waiting}. Sync with the stick or the central folder.")


@click.command("outbox")
@pass_invocation
def outbox_command(invocation: Invocation) -> None:
    """Say where each session of this laptop is: id, date, venue, state, and the state in words."""
    for row in outbox(invocation.shop()):
        say(row.session, row.date.isoformat(), row.venue_name, row.state, whereabouts(row))


@session_group.command("list")
@pass_invocation
def _list(invocation: Invocation) -> None:
    """List the sessions: id, date, venue, opening, status, open or closed, visits."""
    for row in sessions(invocation.shop()):
        day: date = row.date
        state = "open" if row.open else "closed"
        say(row.id, day.isoformat(), row.venue_name, row.opening, row.status, state, row.visits)


@click.group("visit")
def visit_group() -> None:
    """Visits of a session."""


@visit_group.command("record")
@click.option("--session", required=True, help="The session's id.")
@click.option(
    "--answers",
    "file",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    help='A JSON file: {"question": "option" or ["option", ...] or a number}.',
)
@pass_invocation
def _record(invocation: Invocation, session: str, file: Path) -> None:
    """Record one visit and print its number in the session."""
    shop = invocation.shop()
    say("visit", *record_visit(shop, SessionId(session), read_answers(shop, file)).values)


def read_answers(shop: Shop, file: Path) -> Answers:
    """The answers of a JSON file, by option id. Raises AnswersUnread and FileNotRead."""
    try:
        given = msgspec.json.decode(read_file(file), type=Answers)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise AnswersUnread from error
    return _by_id(read_directory(shop), given)


def _by_id(setup: Setup, given: Answers) -> Answers:
    """Answers by option id, where a file may also give an option's label."""
    answers: Answers = {}
    for name, answer in given.items():
        question = setup.question(name)
        listed = setup.list(question.list) if question and question.list else None
        if isinstance(answer, str):
            answers[name] = _option(listed, answer)
        elif isinstance(answer, tuple):
            answers[name] = tuple(_option(listed, word) for word in answer)
        else:
            answers[name] = answer
    return answers


def _option(listed: OptionList | None, word: str) -> str:
    found = listed.named(word) if listed else None
    return found.id if found else word


def _venue(shop: Shop, name: str) -> VenueId:
    try:
        return venue_named(read_directory(shop), name).id
    except UnknownVenue:
        return VenueId(new_venue(shop, name).changed[0].id)
