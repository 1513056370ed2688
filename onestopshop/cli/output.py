"""What commands print: one record a line."""

from __future__ import annotations

import click


def say(*fields: object) -> None:
    """Print one record: its fields separated by tabs."""
    click.echo("\t".join(str(field) for field in fields))


def warn(sentence: object) -> None:
    """Say a sentence on standard error; the command goes on."""
    click.echo(str(sentence), err=True)
