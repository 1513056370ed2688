"""What commands print: one record a line."""

from __future__ import annotations

import click
import msgspec


def say(*fields: object) -> None:
    """Print one record: its fields separated by tabs."""
    click.echo("\t".join(str(field) for field in fields))


def say_json(said: object) -> None:
    """Print one JSON object or list, for programs."""
    click.echo(msgspec.json.format(msgspec.json.encode(said), indent=2).decode())


def warn(sentence: object) -> None:
    """Say a sentence on standard error; the command goes on."""
    click.echo(str(sentence), err=True)
