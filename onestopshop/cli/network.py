"""`network`: founding a network, its setup file, approving desks."""

from __future__ import annotations

from pathlib import Path

import click

from onestopshop.central.exporting import export
from onestopshop.central.reconciling import reconcile
from onestopshop.central.recovering import recover
from onestopshop.cli.files import need_room, read_file, write_file
from onestopshop.cli.invocation import Invocation, pass_invocation
from onestopshop.cli.output import say, warn
from onestopshop.cli.setup import (
    add_question_command,
    area_command,
    option_command,
    question_command,
    recipients_command,
    venue_command,
)
from onestopshop.clock import local_date
from onestopshop.desk.directory import settled
from onestopshop.desk.new_root import new_root
from onestopshop.desk.opening import create_network
from onestopshop.desk.people import follow_paper
from onestopshop.desk.setup_changes import accept_met, approve, current_setup_file
from onestopshop.merge.coordinators import add_coordinator
from onestopshop.merge.revoking import revoke
from onestopshop.sheets.recovery_sheet import recovery_sheet_pdf
from onestopshop.words import six_words


@click.group("network")
def network_group() -> None:
    """The network: its keys, its setup file and its desks."""


@network_group.command("new")
@click.option("--name", required=True, help="What the partnership is called.")
@click.option(
    "--year-starts", type=click.IntRange(1, 12), default=7, show_default=True, help="First month of the year."
)
@click.option(
    "--recovery-sheet",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    help="Where the sheet with the recovery key is written: print it, lock it away, delete the file.",
)
@pass_invocation
def _new(invocation: Invocation, name: str, year_starts: int, recovery_sheet: Path) -> None:
    """Set up a coordinator's shop with the keys of a new network."""
    need_room(recovery_sheet)  # a shop whose recovery key was never written down must not begin
    passphrase = invocation.new_passphrase(name)
    founded = create_network(invocation.folder, invocation.clock, name, passphrase, year_starts)
    shop = invocation.adopt(founded.shop)
    setup = shop.store.read(settled)
    write_file(recovery_sheet, recovery_sheet_pdf(founded.recovery_secret, local_date(shop.clock)))
    say("network key", setup.root)
    say("six words", " ".join(six_words(setup.root)))
    say("desk key", shop.desk.key)


@network_group.command("recover")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True))
@click.option("--name", required=True, help="What this laptop is called; never a person's name.")
@click.option(
    "--recovery-key-file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="A file whose first line answers the prompt for the recovery key.",
)
@pass_invocation
def _recover(
    invocation: Invocation, files: tuple[Path, ...], name: str, recovery_key_file: Path | None
) -> None:
    """Set up a coordinator's laptop by the sheet with the recovery key and FILES.

    FILES are the central folder, `central.dropin` alone, or a setup file. Merge the central folder next.
    """
    if recovery_key_file is None:
        secret: str = click.prompt("Recovery key", hide_input=True)
    else:
        secret = read_file(recovery_key_file).decode("utf-8-sig", "replace").split("\n", 1)[0]
    passphrase = invocation.new_passphrase(name)
    recovered = recover(invocation.folder, invocation.clock, secret, files, name, passphrase)
    shop = invocation.adopt(recovered.shop)
    say("network", recovered.setup.name)
    say("network key", recovered.setup.root)
    say("six words", " ".join(six_words(recovered.setup.root)))
    say("desk key", shop.desk.key)
    if not recovered.reads_earlier:
        warn(
            "No coordinator's own keys were found, so this laptop keeps the recovery key itself. Guard it as"
            " you guard the sheet."
        )


@network_group.command("export")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@pass_invocation
def _export(invocation: Invocation, file: Path) -> None:
    """Write all that is merged or held here to FILE, for another coordinator to merge."""
    say("envelopes", export(invocation.shop(), file))


@network_group.command("setup-file")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@pass_invocation
def _setup_file(invocation: Invocation, file: Path) -> None:
    """Write the newest signed setup to FILE, for desks that join."""
    write_file(file, current_setup_file(invocation.shop()))


@network_group.command("approve")
@click.argument("desk_key")
@pass_invocation
def _approve(invocation: Invocation, desk_key: str) -> None:
    """Trust a desk, after comparing its six words by telephone."""
    shop = invocation.shop()
    key = approve(shop, desk_key).changed[0].id
    say(key, " ".join(six_words(key)))


@network_group.command("add-coordinator")
@click.argument("desk_key")
@pass_invocation
def _add_coordinator(invocation: Invocation, desk_key: str) -> None:
    """Make the laptop of a second coordinator one, after comparing its six words by telephone.

    The command `desk become-coordinator` is given there first.
    """
    changes = add_coordinator(invocation.shop(), desk_key)
    key = changes.changed[0].id
    say(key, " ".join(six_words(key)), *changes.values)
    say(
        "It can open what laptops seal from now on, once they took in the new setup. Nothing old is sealed"
        " again: what was sealed before opens only here, from a backup of this laptop, or with the recovery"
        " sheet (`network recover`)."
    )
    say("Sync here, then there with the same folder.")


@network_group.command("revoke")
@click.argument("desk_key")
@click.option(
    "--from",
    "first",
    type=click.IntRange(min=1),
    help="The first of its files that is no longer believed; else the next that was not merged yet.",
)
@pass_invocation
def _revoke(invocation: Invocation, desk_key: str, first: int | None) -> None:
    """Stop believing a laptop that was lost. What it wrote before stays counted."""
    changes = revoke(invocation.shop(), desk_key, first)
    key, (number, coordinator) = changes.changed[0].id, changes.values
    say(key, " ".join(six_words(key)), number)
    if coordinator:
        warn(
            "That laptop has the network's key. If it is in the wrong hands, give the command"
            " `network new-root` now, and sync."
        )


@network_group.command("new-root")
@click.option(
    "--recovery-sheet",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    help="Where the new sheet with the recovery key is written: print it, lock it away, delete the file.",
)
@pass_invocation
def _new_root(invocation: Invocation, recovery_sheet: Path) -> None:
    """Replace the network's key and the recovery sheet, where the sheet or a coordinator's laptop was lost.

    Revoke a lost laptop first. Laptops follow by themselves at their next sync.
    """
    shop = invocation.shop()
    need_room(recovery_sheet)  # a root whose recovery key was never written down must not begin
    made = new_root(shop)
    write_file(recovery_sheet, recovery_sheet_pdf(made.recovery_secret, local_date(shop.clock)))
    follow_paper(shop)
    say("network key", made.root)
    say("six words", " ".join(six_words(made.root)))
    say(
        "Sync here now, then every coordinator's laptop twice, then each laptop once: from then on the old"
        " sheet opens neither them nor what they seal. It still opens what was sealed before: lock it away or"
        " burn it; the new sheet restores a coordinator's laptop with all of that."
    )


@network_group.command("reconcile")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True))
@pass_invocation
def _reconcile(invocation: Invocation, paths: tuple[Path, ...]) -> None:
    """Join two coordinators' setups, of which one is in PATHS: a central folder or a setup file.

    Prints the new version, what was taken over from the other setup, and what was lost because this one says
    otherwise: enter that again where it was right.
    """
    reconciled = reconcile(invocation.shop(), paths)
    say("version", reconciled.version)
    for outcome, differences in (("kept", reconciled.kept), ("lost", reconciled.lost)):
        for found in differences:
            say(outcome, found.what, found.named, found.field, found.value)


@network_group.command("accept")
@pass_invocation
def _accept(invocation: Invocation) -> None:
    """Take venues, agencies and answers that were first met at desks into the network's own lists."""
    accepted = accept_met(invocation.shop())
    say("accepted", *accepted.values)


for _command in (
    recipients_command,
    venue_command,
    area_command,
    question_command,
    add_question_command,
    option_command,
):
    network_group.add_command(_command)
