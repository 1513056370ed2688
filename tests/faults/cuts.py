"""Cuts a disk's power, or pulls a stick, at work: `python -m tests.faults.cuts PLACE SYSTEM CUTS`.

On ext4 the shop and the central folder both stand on the disk; of a stick only the central folder. What was
acknowledged before the cut is compared with what is there after it. Prints one JSON object. `--without fsync`
takes the protection out. Needs root.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import time
from pathlib import Path

import onestopshop.store.connection as connection
from onestopshop.central.folder import found_in
from onestopshop.central.folding import is_signed, sound_in
from onestopshop.central.sync import sync
from onestopshop.desk.sessions import open_session
from onestopshop.desk.visits import record_visit
from onestopshop.identity import EnvelopeId, SessionId
from onestopshop.store import outbox
from tests.faults.disks import Disk, Stick
from tests.faults.forking import fork_alone
from tests.faults.operations import FOLDER, Stage, check_whole
from tests.merge.partnership import DAY, FIRST, made_template, venue

VISITS_A_SYNC = 3


def work(stage: Stage, central: Path, acknowledged: int) -> None:
    """Record, sync, and so on without end; say each thing once the program said it."""
    shop = stage.open(FIRST)
    changed = open_session(shop, venue(shop), DAY).changed
    while True:
        for _ in range(VISITS_A_SYNC):
            record_visit(shop, SessionId(changed[0].id), {"ordinal": "first"})
            os.write(acknowledged, b"visit\n")
        sync(shop, central)
        for own in shop.store.read(outbox.waiting)[-1:]:
            os.write(acknowledged, f"{own.id}\n".encode())


def cut_once(disk: Disk, stage: Stage, central: Path, chance: random.Random) -> tuple[int, int]:
    """Work for a moment, cut, and count what was acknowledged and what of it is gone."""
    reader, writer = os.pipe()
    child = fork_alone()
    if child == 0:
        try:
            work(stage, central, writer)
        finally:
            os._exit(0)
    os.close(writer)
    first = os.read(reader, 6)  # the store is open and something is saved
    time.sleep(chance.uniform(0.0, 0.5))
    os.set_blocking(reader, False)
    told = (first + _at_hand(reader)).decode().split("\n")[:-1]
    disk.cut()
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(reader)
    disk.again()
    at_risk = told if disk.place == stage.place else _published(told)
    return len(at_risk), _lost(stage, central, told)


def _published(told: list[str]) -> list[str]:
    return [one for one in told if one != "visit"]


def _at_hand(reader: int) -> bytes:
    try:
        return os.read(reader, 1 << 20)
    except BlockingIOError:
        return b""


def _lost(stage: Stage, central: Path, told: list[str]) -> int:
    saved, published = told.count("visit"), {EnvelopeId(one) for one in _published(told)}
    shop = stage.open(FIRST)
    try:
        shop.store.read(check_whole)
        rows = shop.store.read(lambda c: int(c.execute("SELECT count(*) FROM visit").fetchone()[0]))
    finally:
        shop.close()
    there = sound_in(found_in([central]).envelopes, published, is_signed) if published else set()
    return max(0, saved - rows) + len(published - there)


def main() -> None:
    """Cut as often as the command line asks."""
    asked = argparse.ArgumentParser()
    asked.add_argument("place", type=Path)
    asked.add_argument("system", choices=["ext4", "exfat", "ntfs"])
    asked.add_argument("cuts", type=int)
    asked.add_argument("--without", default="", choices=["", "fsync"])
    given = asked.parse_args()
    if given.without == "fsync":
        kept = (one for one in connection.PRAGMAS if one[0] != "synchronous")
        connection.PRAGMAS = (*kept, ("synchronous", "OFF", 0))
        os.fsync = lambda _: None
    template = made_template(given.place / "network")
    chance = random.Random()
    disk = Disk(given.place) if given.system == "ext4" else Stick(given.place, given.system)
    disk.mount()
    acknowledged = lost = broken = 0
    try:
        for _ in range(given.cuts):
            central = disk.place / FOLDER
            stage = Stage(template, disk.place if given.system == "ext4" else given.place / "local")
            for stale in (central, stage.place / FIRST):
                shutil.rmtree(stale, ignore_errors=True)
            shutil.copytree(template.shops[FIRST].folder, stage.place / FIRST)
            os.sync()
            told, gone = cut_once(disk, stage, central, chance)
            acknowledged, lost, broken = acknowledged + told, lost + gone, broken + bool(gone)
    finally:
        disk.away()
    print(
        json.dumps({"cuts": given.cuts, "acknowledged": acknowledged, "lost": lost, "cuts with loss": broken})
    )


if __name__ == "__main__":
    main()
