"""The files that commands are given: read in one go, and written whole or not at all."""

from __future__ import annotations

from pathlib import Path

from onestopshop.errors import Refused
from onestopshop.store.durable import write_durably


class FileNotRead(Refused):
    """A file that was named is not there, or may not be read."""

    sentence = "“{name}” cannot be read. Check its name and that it is there, then try again."


class FileNotWritten(Refused):
    """The file that was asked for cannot be written."""

    sentence = "“{name}” could not be written. Choose a folder that exists and has room, then try again."


def read_file(path: Path) -> bytes:
    """The bytes of a file. Raises FileNotRead."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise FileNotRead(name=path.name) from error


def need_file(path: Path) -> Path:
    """The path of a file that is there, for whoever reads it. Raises FileNotRead."""
    if not path.is_file():
        raise FileNotRead(name=path.name)
    return path


def write_file(path: Path, content: bytes) -> None:
    """Write a file whole or not at all; its owner alone may read it. Raises FileNotWritten."""
    try:
        write_durably(path, content)
    except OSError as error:
        raise FileNotWritten(name=path.name) from error


def need_room(path: Path, size: int = 0) -> None:
    """Raise FileNotWritten where no file of this size could be written now; one that is there stays as it is.

    `size` is in bytes.
    """
    trial = path.with_name(f"{path.name}.trial")
    write_file(trial, bytes(size))
    try:
        trial.unlink()
    except OSError as error:
        raise FileNotWritten(name=path.name) from error
