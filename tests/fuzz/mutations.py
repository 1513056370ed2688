"""Spoilt copies of a file: every byte flipped, every truncation, and random damage after that."""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from tests.fuzz.parsers import Parser, believed

if sys.platform == "win32":

    def memory() -> int:
        """KiB that this process had at most; 0 where the system does not say."""
        return 0  # Windows tells it in other ways; the other measures stand

else:
    import resource

    def memory() -> int:
        """KiB that this process had at most; 0 where the system does not say."""
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


LONGEST = 1.0
"""Seconds of this process's own time that a reader may take for one input, whoever else uses the machine."""
MOST_MEMORY = 200 * 1024
"""KiB that reading any number of inputs may add to the process."""


@dataclass
class Tried:
    """What became of some inputs."""

    inputs: int = 0
    accepted: int = 0
    slow: int = 0
    memory: int = 0
    crashes: list[str] = field(default_factory=list)

    @property
    def bad(self) -> int:
        """Everything that may not be."""
        return self.accepted + self.slow + len(self.crashes) + (self.memory > MOST_MEMORY)


def flips(sound: bytes, step: int = 1) -> Iterator[bytes]:
    """Every byte changed by its lowest bit, or of a long file every `step`th and all of the first 1,024."""
    for at in (*range(min(1024, len(sound))), *range(1024, len(sound), step)):
        yield sound[:at] + bytes([sound[at] ^ 1]) + sound[at + 1 :]


def cuts(sound: bytes, step: int = 1) -> Iterator[bytes]:
    """Every beginning of the file that is not all of it, or every `step`th."""
    return (sound[:length] for length in range(0, len(sound), step))


def damages(sound: bytes, chance: random.Random) -> Iterator[bytes]:
    """Without end: one to eight bytes overwritten, doubled, removed or moved, as sticks and people do."""
    while True:
        spoilt = bytearray(sound)
        for _ in range(chance.randint(1, 8)):
            at = chance.randrange(len(spoilt) + 1)
            size = chance.choice((1, 2, 16, 512))
            other = chance.randrange(len(spoilt) + 1)
            fill = chance.choice((b"\0" * size, chance.randbytes(size), bytes(spoilt[other : other + size])))
            end = at + chance.choice((0, len(fill)))
            spoilt[at:end] = fill if chance.random() < 0.8 else b""
        yield bytes(spoilt)


def tried(parser: Parser, inputs: Iterable[bytes], most: int | None = None) -> Tried:
    """Hand the reader every input. What it believes may only be what the sound file says."""
    outcome = Tried()
    true = believed(parser, parser.sound)
    before = memory()
    for given in islice(inputs, most):
        outcome.inputs += 1
        started = time.process_time()
        try:
            outcome.accepted += not believed(parser, given) <= true
        except Exception as error:  # noqa: BLE001 - whatever else a reader raises is what is looked for
            outcome.crashes.append(f"{parser.name}: {type(error).__name__}")
        outcome.slow += time.process_time() - started > LONGEST
    outcome.memory = memory() - before
    return outcome
