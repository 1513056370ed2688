"""Joining the setups of two coordinators who changed the network at the same time."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from onestopshop.central.folder import FolderRefused, Found, contents, found_in
from onestopshop.central.taking_in import take_in_keys
from onestopshop.desk.directory import settled
from onestopshop.desk.rival_setups import Difference, union
from onestopshop.desk.setup_changes import RootReplaced, keep_signed
from onestopshop.envelope import setup_file
from onestopshop.errors import Refused, Trouble
from onestopshop.network import Setup
from onestopshop.part import canonical
from onestopshop.shop import Shop, need_coordinator
from onestopshop.store import Connection, facts, setups


class NoRival(Refused):
    """Nothing there was changed apart from the setup in use."""

    sentence = "No setup there differs from the one of this laptop by another coordinator's change."


@dataclass(frozen=True, slots=True)
class Reconciled:
    """The version that follows both setups, what was taken over into it, and what was not."""

    version: int
    kept: tuple[Difference, ...]
    lost: tuple[Difference, ...]


def reconcile(shop: Shop, paths: Sequence[Path]) -> Reconciled:
    """Join the setups in these files and folders with this desk's, and sign the outcome.

    The one with the newest root is accepted, then that of the higher version, then the greater bytes: whoever
    does it accepts the same one. The other's changes follow in the same version, unless they contradict it.
    Raises NoRival, FolderRefused, CoordinatorsOnly, RootReplaced.
    """
    need_coordinator(shop)
    try:
        found = found_in(paths)
    except OSError as error:
        raise FolderRefused(name=paths[0].name) from error
    rivals = shop.store.read(lambda connection: _trusted(connection, found))
    kept: list[Difference] = []
    lost: list[Difference] = []
    version = 0
    for rival in rivals:
        here = shop.store.read(settled)
        if _is_later(here, rival) or _is_later(rival, here):
            continue
        accepted, other = sorted((here, rival), key=_rank, reverse=True)
        if accepted.root != here.root and not take_in_keys(shop, found.envelopes, accepted.root):
            raise RootReplaced
        made = union(accepted, other, shop.store.read(partial(_before, here=here, rival=rival)))
        shop.store.write(partial(_keep, setup=made.setup))
        version = made.setup.version
        kept += made.kept
        lost += made.lost
    if not version:
        raise NoRival
    return Reconciled(version, tuple(kept), tuple(lost))


def _trusted(connection: Connection, found: Found) -> list[Setup]:
    known, root = settled(connection), facts.text_fact(connection, facts.PINNED_ROOT)
    trusted = []
    for untrusted in contents(found.setups, setup_file.LARGEST):
        with suppress(Trouble):
            trusted.append(setup_file.read(untrusted, root))
    return [setup for setup in trusted if setup.network == known.network]


def _is_later(one: Setup, other: Setup) -> bool:
    """Whether nothing of the other is missing in this one, so that syncing settles it."""
    return one == other or (one.version > other.version and one.holds(other))


def _rank(setup: Setup) -> tuple[int, int, bytes]:
    return len(setup.succession), setup.version, canonical(setup)


def _before(connection: Connection, here: Setup, rival: Setup) -> Setup | None:
    """The newest setup kept here that both follow."""
    for file in setups.kept_setups(connection):
        setup = setup_file.read(file, None)
        if setup.version < min(here.version, rival.version) and rival.holds(setup) and here.holds(setup):
            return setup
    return None


def _keep(connection: Connection, setup: Setup) -> None:
    keep_signed(connection, setup)
    facts.keep_fact(connection, facts.PINNED_ROOT, setup.root)
