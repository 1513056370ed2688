"""Finds what is shipped beside the code: lists, questions, report templates, icons, fonts, translations."""

from __future__ import annotations

from pathlib import Path


def resource(name: str) -> Path:
    """The shipped file or folder of that name, as `fonts/NotoSans-Bold.ttf`: slashes on every system.

    It is found in a checkout, an installed copy and a frozen program alike. A name that does not exist
    raises FileNotFoundError when it is read.
    """
    # Beside this file, also when frozen; importlib.resources would cost a fifth of a bare window's start.
    return Path(__file__).parent.joinpath(*name.split("/"))


def read_bytes(name: str) -> bytes:
    """The shipped file's bytes. Raises FileNotFoundError."""
    return resource(name).read_bytes()


def read_text(name: str) -> str:
    """The shipped file's text, which is UTF-8. Raises FileNotFoundError."""
    return resource(name).read_text(encoding="utf-8")
