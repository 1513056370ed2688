"""Prints what the app costs against bare libraries, as ratios taken in one run: `make bench`."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

from tests.bench.row import Row


def main() -> None:
    """Runs every benchmark whose name begins with one of the words given, or all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="start, gap, record, merge, grow, report, sync")
    parser.add_argument("--visits", type=int, default=1_000_000, help="visits stored for grow and report")
    chosen = parser.parse_args()
    benches: dict[str, Callable[[Path], Iterator[Row]]] = {
        "start": lambda folder: _bench("starting").rows(folder),
        "gap": lambda folder: _bench("turning").rows(folder),
        "record": lambda folder: _bench("recording").rows(folder),
        "merge": lambda folder: _bench("merging").rows(folder),
        "grow": lambda folder: _bench("merging").growth(folder, chosen.visits),
        "report": lambda folder: _bench("reporting").rows(folder, chosen.visits),
        "sync": lambda folder: _bench("syncing").rows(folder),
    }
    print(f"{'what':<52} {'ours':>12} {'against':>12} {'ratio':>8} {'allowed':>8}")
    for name, bench in benches.items():
        if chosen.names and not any(name.startswith(word) for word in chosen.names):
            continue
        with tempfile.TemporaryDirectory() as folder:
            for row in bench(Path(folder)):
                print(row, flush=True)


def _bench(name: str) -> ModuleType:
    """A benchmark, loaded when it is run: one that needs pandas keeps nobody from running the others."""
    return import_module(f"tests.bench.{name}")


if __name__ == "__main__":
    main()
