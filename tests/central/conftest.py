"""Shops for tests of the central folder, and a folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.desk.shop_fixtures import coordinator, laptop, shops, template
from tests.desk.shops import Shops

__all__ = ["coordinator", "laptop", "shops", "template"]


@pytest.fixture
def folder(shops: Shops) -> Path:
    """An empty central folder."""
    folder = shops.folder / "central"
    folder.mkdir()
    return folder
