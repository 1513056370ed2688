"""`person`: who can open this shop."""

from __future__ import annotations

import click

from onestopshop.cli.invocation import Invocation, pass_invocation
from onestopshop.cli.output import say
from onestopshop.desk import people
from onestopshop.desk.opening import open_with_recovery


@click.group("person")
def person_group() -> None:
    """The people who can open this laptop's records."""


@person_group.command("list")
@pass_invocation
def _list(invocation: Invocation) -> None:
    """List them: slot and name."""
    for person in people.people(invocation.shop()):
        say(person.slot, person.name)


@person_group.command("add")
@click.argument("name")
@pass_invocation
def _add(invocation: Invocation, name: str) -> None:
    """Let one more person open it, with a passphrase of their own that is asked for."""
    shop = invocation.shop()
    say(people.add_person(shop, name, invocation.typed_passphrase(name)).changed[0].id)


@person_group.command("remove")
@click.argument("slot")
@pass_invocation
def _remove(invocation: Invocation, slot: str) -> None:
    """Let somebody open it no more; the records are encrypted anew."""
    people.remove_person(invocation.shop(), slot)


@person_group.command("recover")
@click.argument("name")
@pass_invocation
def _recover(invocation: Invocation, name: str) -> None:
    """Open it with the recovery key from the printed sheet, and give NAME a new passphrase."""
    secret: str = click.prompt("Recovery key", hide_input=True)
    shop = invocation.adopt(open_with_recovery(invocation.folder, invocation.clock, secret))
    say(people.add_person(shop, name, invocation.typed_passphrase(name)).changed[0].id)
