"""Why something from outside is not believed, as a small code with which a merge can hold it."""

from __future__ import annotations

from typing import Literal

from onestopshop.errors import Trouble

Reason = Literal["damaged", "signature", "newer_format", "not_for_us", "mismatch", "bounds"]
"""What is wrong.

- damaged: the bytes are not what was written
- signature: no valid signature of the key that it names
- newer_format: a later version of the app wrote it
- not_for_us: sealed to other keys
- mismatch: what is inside does not agree with what was signed outside
- bounds: well-formed, but nothing that the app would write
"""

_SENTENCES: tuple[tuple[Reason, str], ...] = (
    (
        "damaged",
        "This was damaged on its way. The laptop that wrote it keeps its own copy: sync there again.",
    ),
    (
        "signature",
        "This was not written by the laptop that it names. It is kept aside and not counted: sync again at "
        "that laptop.",
    ),
    (
        "newer_format",
        "This was written by a newer version of the app. It is kept aside: update the app here, then try "
        "again.",
    ),
    (
        "not_for_us",
        "This was sealed for other people and cannot be opened here: ask the coordinator of that venue.",
    ),
    (
        "mismatch",
        "What is inside does not agree with the laptop that signed it. It is kept aside: have that laptop "
        "looked at.",
    ),
    (
        "bounds",
        "This holds something that the app does not write. It is kept aside: have the laptop that it came "
        "from looked at.",
    ),
)


class Unsound(Trouble):
    """Something from outside that is not believed. `reason` is the code to keep and to compare.

    The exception never holds the bytes themselves.
    """

    sentence = "This cannot be read and is kept aside."

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason=reason)
        self.reason: Reason = reason
        self.sentence = dict(_SENTENCES)[reason]
