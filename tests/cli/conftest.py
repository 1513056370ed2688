"""Terminals for tests of the command line, with shops that were made once and cost little to open."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.published_year import published_year
from tests.cli.terminal import Terminal
from tests.desk.shops import ASHFORD, COORDINATOR, Template, made_template

__all__ = ["published_year"]  # a fixture that tests of several files ask for


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Template:
    """One network's closed shops."""
    return made_template(tmp_path_factory.mktemp("template"))


@pytest.fixture
def terminal(template: Template, tmp_path: Path) -> Terminal:
    """A terminal beside a coordinator's shop and an approved laptop's."""
    for name in (COORDINATOR, ASHFORD):
        shutil.copytree(template.shops[name].folder, tmp_path / name)
    return Terminal(tmp_path)
