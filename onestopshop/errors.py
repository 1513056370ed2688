"""The three ways in which something may not happen, each with a sentence a person can act on."""

from __future__ import annotations


class Told(Exception):
    """An outcome that is told to a person in one plain sentence.

    Subclasses state `sentence`, a format string over the keyword arguments they are raised with. The values
    are facts a person may see (a row number, a folder), never an answer, a passphrase or a key.
    """

    sentence = ""

    def __init__(self, **values: object) -> None:
        super().__init__()
        self.values = values

    def __str__(self) -> str:
        return self.sentence.format(**self.values)


class Refused(Told):
    """The person can put it right: it is shown beside the field that is its cause."""


class Trouble(Told):
    """The machine, a file or a key stands in the way: the sentence says what to do next."""


class Cancelled(Exception):
    """The person stopped it; nothing is said and nothing has changed."""
