"""Doing work for what it would say, and taking back what it did."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

from onestopshop.store import Connection, Store

T = TypeVar("T")


class _TakenBack(Exception):
    """Ends a transaction that must leave nothing behind."""


def rehearse(store: Store, work: Callable[[Connection], T]) -> T:
    """What `work` returns; none of what it wrote stays. Raises what `work` raises, and a store's troubles."""
    said: list[T] = []

    def write(connection: Connection) -> None:
        said.append(work(connection))
        raise _TakenBack

    with suppress(_TakenBack):
        store.write(write)
    return said[0]
