"""HTML put together so that words are always escaped and only what was built here is mark-up."""

from __future__ import annotations

import html

from onestopshop.documents.plain_file import plain

_EMPTY = frozenset({"meta", "br"})


class Markup(str):
    """Text that is HTML already: made by `element` and `joined`, or known to be sound."""

    __slots__ = ()


def words(text: str) -> Markup:
    """Text as mark-up: signs that mean something are escaped, characters that no page may hold are spaces."""
    return Markup(html.escape(plain(text)))


def joined(*parts: str) -> Markup:
    """The parts one after another; those that are no mark-up are escaped."""
    return Markup("".join(part if isinstance(part, Markup) else words(part) for part in parts))


def element(name: str, /, *parts: str, **attributes: str) -> Markup:
    """An element with its content: element("th", "Sex", scope="col").

    A trailing underscore of an attribute's name is dropped, others become hyphens; empty ones are left out.
    """
    given = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{words(value)}"' for key, value in attributes.items() if value
    )
    if name in _EMPTY:
        return Markup(f"<{name}{given}>")
    return Markup(f"<{name}{given}>{joined(*parts)}</{name}>\n")
