"""Fixtures of one network, made once and copied for each test that merges or releases."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.merge.partnership import Partnership, Template, made_template


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Template:
    """A network's closed shops; nobody opens them where they are."""
    return made_template(tmp_path_factory.mktemp("template"))


@pytest.fixture
def partnership(template: Template, tmp_path: Path) -> Iterator[Partnership]:
    """The network, copied for this test."""
    copied = Partnership(template, tmp_path)
    yield copied
    copied.close()
