"""Names that people type for laptops, venues, agencies and each other."""

from __future__ import annotations

from onestopshop.errors import Refused

LONGEST_NAME = 80


def cleaned_name(name: str, refused: type[Refused]) -> str:
    """The name without outer and doubled spaces, such as every reader of an envelope accepts.

    Raises the refusal that is handed in for a name that is empty, longer than 80 letters, or holds what does
    not print: it could not be sealed, and nothing of that session would ever leave the laptop.
    """
    cleaned = " ".join(name.split())
    if not cleaned or len(cleaned) > LONGEST_NAME or not cleaned.isprintable():
        raise refused
    return cleaned
