"""Terminals for tests of the command line, with shops that were made once and cost little to open."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.published_year import published_year
from tests.cli.terminal import Terminal
from tests.desk.shop_fixtures import template
from tests.desk.shops import ASHFORD, COORDINATOR, Template

__all__ = ["published_year", "template"]  # fixtures that tests of several files ask for


@pytest.fixture
def terminal(template: Template, tmp_path: Path) -> Terminal:
    """A terminal beside a coordinator's shop and an approved laptop's."""
    for name in (COORDINATOR, ASHFORD):
        shutil.copytree(template.shops[name].folder, tmp_path / name)
    return Terminal(tmp_path)
