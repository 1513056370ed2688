"""The reports page of a coordinator, and how its tests read the pages that it shows."""

from __future__ import annotations

from pathlib import Path

import pytest

from onestopshop.central.merging import merge
from onestopshop.clock import SetClock
from onestopshop.desk.opening import open_shop
from tests.journeys.brought_stick import brought
from ui.demonstration import Demonstration
from ui.reporting.page_view import PrintedPage


@pytest.fixture
def reports(
    tmp_path: Path, shop_folder: Path, clock: SetClock, passphrase: str, window: Demonstration
) -> Demonstration:
    """Of a coordinator who merged six visits of June 2027 at Ashford; the keyboard is on which report."""
    stick = brought(tmp_path, shop_folder, clock)
    shop = open_shop(shop_folder, clock, passphrase)
    merge(shop, [stick])
    shop.close()
    window.type(passphrase)
    window.press("Return", "F4")
    return window


def printed(window: Demonstration) -> str:
    """What the pages that are shown say to a screen reader, on one line."""
    pages = window.window.frame.findChildren(PrintedPage)
    shown = [page.accessibleDescription() for page in pages if page.isVisible()]
    return " ".join(" ".join(shown).split())
