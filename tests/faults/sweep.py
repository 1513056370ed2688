"""Makes each call of each operation go wrong: `LD_PRELOAD=shim.so python -m tests.faults.sweep PLACE`.

Prints one JSON object a line: operation, what went wrong, how often tried, what was bad after it. `--every N`
takes every Nth call, `--only NAME` one operation, `--fault NAME` one kind of fault; `--without NAME` takes a
protection out.
"""

from __future__ import annotations

import argparse
import ctypes
import json
import os
import shutil
import traceback
from collections.abc import Callable
from pathlib import Path

import onestopshop.central.exported_file as exported_file
import onestopshop.store.connection as connection
from onestopshop.errors import Refused, Trouble
from tests.faults.archiving import ARCHIVING
from tests.faults.forking import fork_alone
from tests.faults.operations import OPERATIONS, Operation, Stage, stages
from tests.faults.release_operation import RELEASE
from tests.merge.partnership import made_template

COUNT = 0
FAULTS = {
    "EIO": (1, "wtsnrc"),
    "ENOSPC": (2, "wtsn"),
    "killed before": (3, "wtsn"),
    "killed after": (4, "wtsn"),
    "short write": (5, "w"),
    "lying write": (6, "w"),
}
"""Number in the shim, and the kinds of calls to which it can happen."""
LYING = "lying write"


def forked(work: Callable[[], object]) -> object:
    """What `work` returned in a process of its own, or None where that was killed."""
    reader, writer = os.pipe()
    child = fork_alone()
    if child == 0:
        try:
            os.close(reader)
            os.write(writer, json.dumps(work()).encode())
        finally:
            os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as pipe:
        said = pipe.read()
    os.waitpid(child, 0)
    return json.loads(said) if said else None


def run_with(
    shim: ctypes.CDLL, operation: Operation, stage: Stage, fault: int, at: int, below: Path
) -> object:
    """Do the operation with one fault armed: how it ended, and the calls that were seen."""
    shim.faults_arm(fault, ctypes.c_long(at), str(below).encode())
    try:
        operation.run(stage)
        ended = "done"
    except (Refused, Trouble):
        ended = "refused"
    except Exception as error:  # noqa: BLE001 - an error without a sentence is what is looked for
        ended = f"no sentence for {type(error).__name__} at {_place(error)}"
    seen = shim.faults_seen().decode()
    shim.faults_arm(COUNT, ctypes.c_long(0), b"")
    return [ended, seen]


def _place(error: BaseException) -> str:
    """The innermost place in the program itself."""
    frames = traceback.extract_tb(error.__traceback__)
    return next(
        (f"{Path(f.filename).name}:{f.lineno}" for f in reversed(frames) if "tests" not in f.filename), ""
    )


def wrong_after(operation: Operation, stage: Stage, ended: str) -> object:
    """What is not as it must be."""
    try:
        wrong = operation.always(stage) + (operation.done(stage) if ended == "done" else [])
    except Exception as error:  # noqa: BLE001 - what does not even open is what is looked for
        wrong = [f"check raised {type(error).__name__}"]
    return wrong + ([ended] if ended.startswith("no sentence") else [])


class Sweep:
    """One operation over copies of one stage."""

    def __init__(self, shim: ctypes.CDLL, operation: Operation, ready: Stage, place: Path) -> None:
        self._shim, self._operation, self._ready = shim, operation, ready
        self._stage = Stage(ready.template, place)

    def calls(self, below: Path) -> str:
        """A letter for each call that an undisturbed run makes below a folder."""
        ended, seen = self._once(COUNT, 0, below)
        wrong = self._wrong(ended)
        if ended != "done" or wrong:
            raise SystemExit(f"{self._operation.name} does not work undisturbed: {ended} {wrong}")
        return seen

    def fault(self, fault: int, at: int, below: Path) -> list[str]:
        """Let the call with this number go wrong; what is bad afterwards."""
        ended, _ = self._once(fault, at, below)
        return self._wrong(ended)

    def folder(self, name: str) -> Path:
        """What the faults are confined to: everything, or the central folder."""
        return self._stage.folder if name == LYING else self._stage.place

    def _once(self, fault: int, at: int, below: Path) -> tuple[str, str]:
        shutil.rmtree(self._stage.place, ignore_errors=True)
        shutil.copytree(self._ready.place, self._stage.place)
        told = forked(lambda: run_with(self._shim, self._operation, self._stage, fault, at, below))
        return ("killed", "") if told is None else (told[0], told[1])  # type: ignore[index]

    def _wrong(self, ended: str) -> list[str]:
        told = forked(lambda: wrong_after(self._operation, self._stage, ended))
        return ["check died"] if told is None else list(told)  # type: ignore[call-overload]


def swept(sweep: Sweep, operation: Operation, name: str, calls: str, every: int) -> dict[str, object]:
    """Every fault of one kind in one operation, which makes these calls."""
    number, letters = FAULTS[name]
    below = sweep.folder(name)
    points = [at for at, letter in enumerate(calls, 1) if letter in letters][::every]
    wrong = {at: told for at in points if (told := sweep.fault(number, at, below))}
    told = [f"call {at}: {', '.join(what)}" for at, what in wrong.items()]
    return {"operation": operation.name, "fault": name, "tried": len(points), "bad": len(wrong), "told": told}


def take_out(protection: str) -> None:
    """Run without a protection, to see that its absence is found."""
    if protection == "journal":
        kept = (one for one in connection.PRAGMAS if one[0] != "journal_mode")
        connection.PRAGMAS = (*kept, ("journal_mode", "OFF", "off"))
    elif protection == "reread":
        put = exported_file.put
        vars(exported_file)["put"] = lambda path, fill, _: put(path, fill, lambda __: None)


def main() -> None:
    """Sweep what the command line asks for."""
    asked = argparse.ArgumentParser()
    asked.add_argument("place", type=Path)
    asked.add_argument("--every", type=int, default=1)
    asked.add_argument("--only", default="")
    asked.add_argument("--fault", default="", choices=["", *FAULTS])
    asked.add_argument("--without", default="", choices=["", "journal", "reread"])
    given = asked.parse_args()
    # Locking memory hides keys, makes no call that is swept, and takes half the time.
    connection.PRAGMAS = tuple(one for one in connection.PRAGMAS if one[0] != "cipher_memory_security")
    take_out(given.without)
    shim = ctypes.CDLL(None)
    shim.faults_seen.restype = ctypes.c_char_p
    template = made_template(given.place / "network")
    for operation in (*OPERATIONS, ARCHIVING, RELEASE):
        if given.only in ("", operation.name):
            ready = stages(template, given.place / operation.name)
            operation.ready(ready)
            sweep = Sweep(shim, operation, ready, given.place / "run")
            calls = {below: sweep.calls(below) for below in {sweep.folder(name) for name in FAULTS}}
            for name in FAULTS:
                if given.fault in ("", name) and (name != LYING or operation.on_stick):
                    found = swept(sweep, operation, name, calls[sweep.folder(name)], given.every)
                    print(json.dumps(found), flush=True)


if __name__ == "__main__":
    main()
