"""`desk`: joining a network, and the desks that are known."""

from __future__ import annotations

from pathlib import Path

import click

from onestopshop.cli.files import read_file
from onestopshop.cli.invocation import Invocation, pass_invocation
from onestopshop.cli.output import say
from onestopshop.desk.directory import settled
from onestopshop.desk.opening import join
from onestopshop.desk.roster import desks
from onestopshop.merge.coordinators import ask_to_coordinate
from onestopshop.words import six_words


@click.group("desk")
def desk_group() -> None:
    """This laptop, and the others of the network."""


@desk_group.command("join")
@click.argument("setup_file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--name", required=True, help="What this laptop is called; never a person's name.")
@click.option("--network-key", help="Refuse any network but the one with this key.")
@pass_invocation
def _join(invocation: Invocation, setup_file: Path, name: str, network_key: str | None) -> None:
    """Set up this laptop as a desk of the network that signed SETUP_FILE."""
    untrusted = read_file(setup_file)
    passphrase = invocation.new_passphrase(name)
    shop = invocation.adopt(
        join(invocation.folder, invocation.clock, untrusted, name, passphrase, network_key)
    )
    setup = shop.store.read(settled)
    say("network", setup.name)
    say("six words", " ".join(six_words(setup.root)))
    say("desk key", shop.desk.key)
    say("desk words", " ".join(six_words(shop.desk.key)))


@desk_group.command("become-coordinator")
@pass_invocation
def _become_coordinator(invocation: Invocation) -> None:
    """Ask that this laptop becomes a coordinator's: it opens, merges and reports from then on."""
    shop = invocation.shop()
    ask_to_coordinate(shop)
    say("desk key", shop.desk.key)
    say("desk words", " ".join(six_words(shop.desk.key)))
    say(
        "Sync this laptop with the central folder, then ring a coordinator and read out the six words. They"
        " merge the folder and give the command `network add-coordinator` with the key above."
    )


@desk_group.command("list")
@click.option("--words", "with_words", is_flag=True, help="Add the six words to compare by telephone.")
@pass_invocation
def _list(invocation: Invocation, with_words: bool) -> None:
    """List the desks: key, name, waiting, approved or revoked, and the last number seen. Own desk first."""
    for desk in desks(invocation.shop()):
        spoken = (" ".join(six_words(desk.key)),) if with_words else ()
        say(desk.key, desk.name, desk.standing, desk.last_seq, *spoken)
