"""Prints what the app costs against bare libraries, as ratios taken in one run: `make bench`."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.bench import merging, recording, reporting, starting
from tests.bench.row import Row


def main() -> None:
    """Runs every benchmark whose name begins with one of the words given, or all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="start, record, merge, grow, report")
    parser.add_argument("--visits", type=int, default=1_000_000, help="visits stored for grow and report")
    chosen = parser.parse_args()
    benches: dict[str, Callable[[Path], Iterator[Row]]] = {
        "start": starting.rows,
        "record": recording.rows,
        "merge": merging.rows,
        "grow": lambda folder: merging.growth(folder, chosen.visits),
        "report": lambda folder: reporting.rows(folder, chosen.visits),
    }
    print(f"{'what':<52} {'ours':>12} {'against':>12} {'ratio':>8} {'allowed':>8}")
    for name, bench in benches.items():
        if chosen.names and not any(name.startswith(word) for word in chosen.names):
            continue
        with tempfile.TemporaryDirectory() as folder:
            for row in bench(Path(folder)):
                print(row, flush=True)


if __name__ == "__main__":
    main()
