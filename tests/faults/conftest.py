"""What the fault harnesses share: one network made once, copied for each attempt."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.merge.partnership import Template, made_template

IN_MEMORY = Path("/dev/shm")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder in memory where the system has one: what a dead process wrote stays there as on a disk.

    Disks that lose their power are files in it with a file system of their own.
    """
    if os.access(IN_MEMORY, os.W_OK):
        folder = Path(tempfile.mkdtemp(dir=IN_MEMORY))
        yield folder
        shutil.rmtree(folder)
    else:
        yield tmp_path_factory.mktemp("place")


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Template:
    """A network's closed shops; nobody opens them where they are."""
    return made_template(tmp_path_factory.mktemp("network"))


@pytest.fixture(scope="session")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Template:
    """Another network, with keys of its own."""
    return made_template(tmp_path_factory.mktemp("elsewhere"))
