"""What the fault harnesses share: one network made once, copied for each attempt."""

from __future__ import annotations

import pytest

from tests.merge.partnership import Template, made_template


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Template:
    """A network's closed shops; nobody opens them where they are."""
    return made_template(tmp_path_factory.mktemp("network"))


@pytest.fixture(scope="session")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Template:
    """Another network, with keys of its own."""
    return made_template(tmp_path_factory.mktemp("elsewhere"))
