"""A central folder with honest sessions in it, one attack on it, and whether anybody was fooled."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from onestopshop.central.merging import merge
from onestopshop.central.sync import sync
from onestopshop.desk.directory import settled
from onestopshop.envelope.envelope import Sealed
from onestopshop.identity import EnvelopeId
from onestopshop.merge.rebuilding import differences
from onestopshop.shop import Shop
from onestopshop.store import Connection, envelopes
from tests.merge.partnership import FIRST, SECOND, Partnership, Template, opened, recorded, sealed, visits

HONEST = 3
"""Visits that two laptops recorded and synced."""


@dataclass(frozen=True)
class Folder:
    """The honest network, its synced folder, and another network that has nothing to do with it."""

    network: Partnership
    other: Partnership
    path: Path
    first: Shop
    second: Shop
    coordinator: Shop
    waiting: tuple[Sealed, ...]
    """What the first laptop synced and has no receipt for."""


@dataclass(frozen=True)
class Attack:
    """Something put into a folder by whoever can write there."""

    name: str
    mount: Callable[[Folder], tuple[EnvelopeId, ...]]
    """Does it, and returns the envelopes that must be held by the next merge."""
    damage: bool = False
    """Whether the merge must count damage."""
    held: frozenset[str] = field(default=frozenset())
    """The reasons that are right; any where none is named."""
    alarm: str = ""
    """What the laptop's sync must raise."""


def attacked(attack: Attack, template: Template, elsewhere: Template, place: Path) -> list[str]:
    """Mount one attack in an empty place of its own, and say everything that went wrong; nothing should."""
    for name in ("network", "other"):
        (place / name).mkdir()
    network, other = Partnership(template, place / "network"), Partnership(elsewhere, place / "other")
    try:
        folder = _prepared(network, other, place / "central")
        return _wrong_after(attack, folder)
    finally:
        network.close()
        other.close()


def _prepared(network: Partnership, other: Partnership, path: Path) -> Folder:
    coordinator, first, second = network.coordinator(), network.shop(FIRST), network.shop(SECOND)
    sync(coordinator, path)
    recorded(first, opened(first), {"ordinal": "first"}, {})
    recorded(second, opened(second), {})
    for shop in (first, second):
        sync(shop, path)
    return Folder(network, other, path, first, second, coordinator, sealed(first))


def _wrong_after(attack: Attack, folder: Folder) -> list[str]:
    trusted = folder.first.store.read(settled)
    must_hold = attack.mount(folder)
    files = _bytes_of(folder.path)
    synced = sync(folder.first, folder.path)
    outcome = merge(folder.coordinator, [folder.path])
    reasons = {held.id: held.reason for held in outcome.held}
    again = merge(folder.coordinator, [folder.path])
    sync(folder.first, folder.path)
    wrong = {
        "a setup was taken": synced.setup_taken or folder.first.store.read(settled) != trusted,
        "a receipt was believed": bool(synced.received) or synced.waiting != len(folder.waiting),
        "no alarm": bool(attack.alarm) and attack.alarm not in synced.alarms,
        "counted": visits(folder.coordinator) != HONEST or outcome.new != 2 or again.new != 0,
        "not held": not set(must_hold) <= reasons.keys(),
        "wrong reason": bool(attack.held) and {reasons.get(one) for one in must_hold} != attack.held,
        "damage not seen": attack.damage and not outcome.damaged,
        "receipted": bool(set(must_hold) & folder.coordinator.store.read(_settled)),
        "forgotten": set(must_hold) != {held.id for held in again.held},
        "counts differ from envelopes": differences(folder.coordinator) != (),
        "deleted": _gone(folder.path, files),
        "honest ones not received": synced.waiting > 0 and bool(sealed(folder.first)),
    }
    return [what for what, is_wrong in wrong.items() if is_wrong]


def _settled(connection: Connection) -> set[EnvelopeId]:
    return set(envelopes.settled_ids(connection))


def _bytes_of(path: Path) -> dict[Path, bytes]:
    """Every file but those that a sync rewrites or tidies away by rule."""
    return {
        file: file.read_bytes()
        for file in path.rglob("*")
        if file.is_file() and file.parent.name != "sessions" and file.name != "central.dropin"
    }


def _gone(path: Path, before: dict[Path, bytes]) -> bool:
    after = _bytes_of(path)
    return any(after.get(file) != content for file, content in before.items())
