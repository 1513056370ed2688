"""How the recovery key is typed: in the groups of its sheet, with letters that it cannot have put right."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

FIRST_LINE = "AGE-SECRET-KEY-1"
LENGTH = 58
"""How many letters and numbers follow the first line of an age secret key."""
_GROUP = 5
_NEVER = str.maketrans({"O": "0", "I": "L", "1": "L", "B": "8"})
"""Bech32 has no such signs: each was read for the one that looks like it."""


def plain_key(typed: str) -> str:
    """The signs that follow the first line, which may have been typed as well."""
    signs = "".join(typed.split()).upper().removeprefix(FIRST_LINE).translate(_NEVER)
    return "".join(sign for sign in signs if sign.isascii() and sign.isalnum())[:LENGTH]


def grouped(key: str) -> str:
    """ "QPZRY 9X8GF": groups of five, as the sheet has them."""
    return " ".join(key[start : start + _GROUP] for start in range(0, len(key), _GROUP))


class RecoveryKeyLine(QLineEdit):
    """A line that shows the key in groups while it is typed. `counted` carries how many signs it has."""

    counted = Signal(int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setProperty("look", "spelt")
        self.textEdited.connect(self._group)

    def secret(self) -> str:
        """The whole key, as it is on the sheet, without spaces."""
        return FIRST_LINE + plain_key(self.text())

    def is_whole(self) -> bool:
        """Whether all of it was typed."""
        return len(plain_key(self.text())) == LENGTH

    @Slot(str)
    def _group(self, typed: str) -> None:
        if FIRST_LINE.startswith("".join(typed.split()).upper()):
            return  # perhaps the first line: not yet to be told from the groups
        before = plain_key(typed[: self.cursorPosition()])
        key = plain_key(typed)
        self.setText(grouped(key))
        room = len(grouped(before)) + (0 < len(before) < len(key) and len(before) % _GROUP == 0)
        self.setCursorPosition(room)
        self.counted.emit(len(key))
