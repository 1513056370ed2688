"""What commands print and write: records a line, and files that appear whole or not at all."""

from __future__ import annotations

from pathlib import Path

import click

from onestopshop.errors import Refused
from onestopshop.store.durable import write_durably


class FileNotWritten(Refused):
    """The file that was asked for cannot be written."""

    sentence = "“{name}” could not be written. Choose a folder that exists and has room, then try again."


def say(*fields: object) -> None:
    """Print one record: its fields separated by tabs."""
    click.echo("\t".join(str(field) for field in fields))


def write_file(path: Path, content: bytes) -> None:
    """Write a file whole or not at all; its owner alone may read it. Raises FileNotWritten."""
    try:
        write_durably(path, content)
    except OSError as error:
        raise FileNotWritten(name=path.name) from error
