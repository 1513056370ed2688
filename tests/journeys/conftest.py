"""A real shop, a real window and a clock that stands still: what every journey begins with."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from onestopshop.clock import SetClock
from onestopshop.desk.opening import create_network
from onestopshop.desk.sessions import new_venue
from onestopshop.store import Cost
from ui.demonstration import Demonstration

_PASSPHRASE = "river lantern chalk maple seven anchor"

Opening = Callable[..., Demonstration]


@pytest.fixture
def passphrase() -> str:
    """What opens the shop."""
    return _PASSPHRASE


@pytest.fixture
def clock() -> SetClock:
    """Tuesday 22 June 2027, a quarter past nine in the hall."""
    return SetClock(datetime(2027, 6, 22, 8, 15, tzinfo=UTC))


@pytest.fixture
def recovery_secret(tmp_path: Path, clock: SetClock) -> str:
    """What is on the recovery sheet of a network's new shop with two venues, which is closed again."""
    cheap = Cost(memory=64, passes=1)
    founded = create_network(tmp_path / "shop", clock, "Kent One Stop Shops", _PASSPHRASE, 7, cheap)
    new_venue(founded.shop, "Ashford", opens="09:30")
    new_venue(founded.shop, "Tenterden")
    founded.shop.close()
    return founded.recovery_secret


@pytest.fixture
def shop_folder(tmp_path: Path, recovery_secret: str) -> Path:
    """The folder of that shop."""
    return tmp_path / "shop"


@pytest.fixture
def opening(clock: SetClock) -> Iterator[Opening]:
    """Opens the real window on a folder, and closes it at the end."""
    opened: list[Demonstration] = []

    def open_on(folder: Path, **more: float) -> Demonstration:
        opened.append(Demonstration(folder, clock, **more))
        return opened[-1]

    yield open_on
    for window in opened:
        window.close()


@pytest.fixture
def window(opening: Opening, shop_folder: Path) -> Demonstration:
    """The window on that shop, locked."""
    return opening(shop_folder)


@pytest.fixture
def unlocked(window: Demonstration, passphrase: str) -> Demonstration:
    """The same after the passphrase: it suggests today's session."""
    window.type(passphrase)
    window.press("Return")
    return window


@pytest.fixture
def today(unlocked: Demonstration) -> Demonstration:
    """The same with today's session at Ashford started."""
    unlocked.press("Return")
    return unlocked
