"""What the tests of the store's nouns share: an empty store of a shop, with its real tables."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest

from onestopshop.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A new store in which nothing was written."""
    with Store.create(tmp_path / "shop", secrets.token_bytes(32), lambda connection: None) as made:
        yield made
