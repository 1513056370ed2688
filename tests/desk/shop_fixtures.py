"""Fixtures of a network's shops, which tests of verbs, of the central folder and of more ask for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from onestopshop.shop import Shop
from tests.desk.shops import ASHFORD, COORDINATOR, Shops, Template, made_template


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Template:
    """One network's closed shops, made once."""
    return made_template(tmp_path_factory.mktemp("template"))


@pytest.fixture
def shops(template: Template, tmp_path: Path) -> Iterator[Shops]:
    """That network's shops, to be changed by this test alone."""
    shops = Shops(template, tmp_path)
    yield shops
    shops.close()


@pytest.fixture
def laptop(shops: Shops) -> Shop:
    """An approved laptop, open."""
    return shops[ASHFORD]


@pytest.fixture
def coordinator(shops: Shops) -> Shop:
    """The coordinator's laptop, open."""
    return shops[COORDINATOR]
