"""What is open: the store, the clock and who this desk is. A plain record that verbs are handed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from onestopshop.clock import Clock
from onestopshop.errors import Refused
from onestopshop.identity import DeskKey, NetworkId
from onestopshop.preferences import Preferences
from onestopshop.store import Store


class CoordinatorsOnly(Refused):
    """A verb that needs the network's keys was called at a desk without them."""

    sentence = "Only a coordinator's laptop can do this. Nothing was changed."


@dataclass(frozen=True, slots=True)
class Desk:
    """Who this installation is. It holds no secret."""

    key: DeskKey
    name: str
    network: NetworkId
    coordinator: bool


@dataclass(frozen=True, slots=True)
class Shop:
    """An open shop folder."""

    folder: Path
    store: Store
    clock: Clock
    desk: Desk
    preferences: Preferences

    def close(self) -> None:
        """Close the store; the folder can then be opened again."""
        self.store.close()


def need_coordinator(shop: Shop) -> None:
    """Raise `CoordinatorsOnly` unless this desk holds the network's keys."""
    if not shop.desk.coordinator:
        raise CoordinatorsOnly
