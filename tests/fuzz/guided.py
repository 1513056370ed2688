"""Coverage-guided fuzzing of one reader: `python -m tests.fuzz.guided NAME FOLDER -runs=N` (needs atheris).

FOLDER keeps the inputs that reached something new. A reader that raises what it should not, believes what the
sound file does not say, or takes too long of the process's own time ends the run with the input that did it.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["onestopshop", "tests.fuzz"]):
    from tests.fuzz.mutations import LONGEST, MOST_MEMORY
    from tests.fuzz.parsers import believed, parsers

HANGS = 60
"""Seconds by the clock on the wall after which a reader is taken to hang."""


def main() -> None:
    """Fuzz the reader that the command line names."""
    (parser,) = (one for one in parsers() if one.name == sys.argv[1])
    corpus = Path(sys.argv[2])
    corpus.mkdir(exist_ok=True)
    (corpus / "sound").write_bytes(parser.sound)
    true = believed(parser, parser.sound)

    def one_input(given: bytes) -> None:
        started = time.process_time()
        if not believed(parser, given) <= true:
            raise AssertionError(f"{parser.name}: something was believed that nobody wrote")
        if time.process_time() - started > LONGEST:
            raise AssertionError(f"{parser.name}: one input took longer than {LONGEST} s")

    most = [f"-max_len={2 * len(parser.sound)}", f"-timeout={HANGS}", f"-rss_limit_mb={MOST_MEMORY // 1024}"]
    atheris.Setup([sys.argv[0], str(corpus), *most, "-print_final_stats=1", *sys.argv[3:]], one_input)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
