"""Coverage-guided fuzzing of one reader: `python -m tests.fuzz.guided NAME FOLDER -runs=N` (needs atheris).

FOLDER keeps the inputs that reached something new. A reader that raises what it should not, or believes what
the sound file does not say, ends the run with the input that did it.
"""

from __future__ import annotations

import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["onestopshop", "tests.fuzz"]):
    from tests.fuzz.parsers import believed, parsers


def main() -> None:
    """Fuzz the reader that the command line names."""
    (parser,) = (one for one in parsers() if one.name == sys.argv[1])
    corpus = Path(sys.argv[2])
    corpus.mkdir(exist_ok=True)
    (corpus / "sound").write_bytes(parser.sound)
    true = believed(parser, parser.sound)

    def one_input(given: bytes) -> None:
        if not believed(parser, given) <= true:
            raise AssertionError(f"{parser.name}: something was believed that nobody wrote")

    limits = [f"-max_len={2 * len(parser.sound)}", "-timeout=1", "-rss_limit_mb=200", "-print_final_stats=1"]
    atheris.Setup([sys.argv[0], str(corpus), *limits, *sys.argv[3:]], one_input)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
