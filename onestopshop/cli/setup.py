"""`network venue`, `network recipients`, `network question`: what a network settles for its desks."""

from __future__ import annotations

from datetime import datetime
from typing import cast, get_args

import click

from onestopshop.cli.invocation import Invocation, pass_invocation
from onestopshop.cli.output import say
from onestopshop.desk import question_changes
from onestopshop.desk.area_changes import area_becomes
from onestopshop.desk.directory import read_directory
from onestopshop.desk.question_changes import OwnKind
from onestopshop.desk.venue_changes import keep_venue
from onestopshop.desk.venue_readers import readers, set_readers
from onestopshop.identity import ListId, OptionId, QuestionId
from onestopshop.shop import Shop
from onestopshop.venue import VenueKind

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@click.command("venue")
@click.argument("name", required=False)
@click.option("--kind", type=click.Choice(get_args(VenueKind)))
@click.option("--area", help="The council area that it serves.")
@click.option("--opens", help="Usual time, as 09:30.")
@click.option("--day", type=click.Choice(_DAYS, case_sensitive=False), help="Usual day.")
@pass_invocation
def venue_command(
    invocation: Invocation,
    name: str | None,
    kind: str | None,
    area: str | None,
    opens: str | None,
    day: str | None,
) -> None:
    """List the venues, or keep what is given of the venue NAME."""
    shop = invocation.shop()
    if name is not None:
        weekday = None if day is None else _DAYS.index(day.title())
        keep_venue(shop, name, cast("VenueKind | None", kind), area, opens, weekday)
    for venue in read_directory(shop).venues:
        usual = "" if venue.weekday is None else _DAYS[venue.weekday]
        say(venue.id, venue.name, venue.kind, usual, venue.opens, "proposed" if venue.met else "listed")


@click.command("recipients")
@click.option("--venue", help="Settle it for this venue; without it, everything is listed.")
@click.option(
    "--coordinator", "desks", multiple=True, help="A coordinator's desk key; give it once for each."
)
@click.option("--all", "everybody", is_flag=True, help="All coordinators, as at every other venue.")
@pass_invocation
def recipients_command(
    invocation: Invocation, venue: str | None, desks: tuple[str, ...], everybody: bool
) -> None:
    """List who opens what is sealed at each venue beside the recovery sheet, or settle it for one venue.

    Prints venue, name, "all" or "own", desk key and name of a coordinator. Nothing old is sealed again.
    """
    shop = invocation.shop()
    if venue is not None and everybody != bool(desks):
        set_readers(shop, venue, desks)
    elif venue is not None or desks or everybody:
        raise click.UsageError("Give --venue with --coordinator or with --all.")
    for listed in readers(shop):
        place = listed.venue, listed.venue_name, "own" if listed.own else "all"
        for entry in listed.desks:
            say(*place, entry.desk, entry.name)
        for key in listed.others:
            say(*place, key, "")


@click.command("area")
@click.argument("name")
@click.option("--becomes", required=True, help="The area that takes its place; a new one is added.")
@click.option(
    "--on", "day", type=click.DateTime(["%Y-%m-%d"]), required=True, help="From when, as 2028-04-01."
)
@pass_invocation
def area_command(invocation: Invocation, name: str, becomes: str, day: datetime) -> None:
    """Say what becomes of the council area NAME, so that “within the area” stays right.

    Leave the areas of venues as they are: they follow by themselves.
    """
    area_becomes(invocation.shop(), name, becomes, day.date())


@click.command("question")
@click.argument("question", required=False)
@click.option("--hide", is_flag=True, help="Ask it no more.")
@click.option("--show", is_flag=True, help="Ask it; a reason is needed.")
@click.option("--why", default="", help="Why it is asked.")
@click.option("--label", default="", help="Its short heading.")
@click.option("--ask", default="", help="The line that is read out.")
@click.option("--place", type=click.IntRange(1, 1000), help="Its place in the order, from 1.")
@pass_invocation
def question_command(
    invocation: Invocation,
    question: str | None,
    hide: bool,
    show: bool,
    why: str,
    label: str,
    ask: str,
    place: int | None,
) -> None:
    """List the questions, or change one: hide or show it, reword it, move it."""
    shop = invocation.shop()
    if question is not None:
        named = QuestionId(question)
        if hide:
            question_changes.hide_question(shop, named)
        if show:
            question_changes.show_question(shop, named, why)
        if label or ask:
            question_changes.reword_question(shop, named, label=label, ask=ask)
        if place is not None:
            question_changes.move_question(shop, named, place)
    _list_questions(shop)


@click.command("add-question")
@click.argument("label")
@click.option("--kind", type=click.Choice(get_args(OwnKind)), required=True)
@click.option("--why", required=True, help="Why it is asked.")
@click.option("--ask", default="", help="The line that is read out.")
@click.option("--option", "options", multiple=True, help="An answer to choose; give it once for each.")
@pass_invocation
def add_question_command(
    invocation: Invocation, label: str, kind: str, why: str, ask: str, options: tuple[str, ...]
) -> None:
    """Add a question of the network's own."""
    shop = invocation.shop()
    question_changes.add_question(shop, label, cast("OwnKind", kind), why, options, ask)
    _list_questions(shop)


@click.command("option")
@click.argument("list_id", metavar="LIST")
@click.argument("label")
@click.option("--under", required=True, help="The answer of the list that it belongs to, by its id.")
@pass_invocation
def option_command(invocation: Invocation, list_id: str, label: str, under: str) -> None:
    """Add an answer of the network's own to LIST, under one that every network has."""
    question_changes.add_option(invocation.shop(), ListId(list_id), label, OptionId(under))


def _list_questions(shop: Shop) -> None:
    for question in read_directory(shop).questions:
        say(question.id, question.label, question.kind, "hidden" if question.hidden else "asked")
