"""The page on file formats: its worked example runs as it stands, with Debian's tools and without the app."""

from __future__ import annotations

import re
import subprocess
from datetime import date
from pathlib import Path

import pytest

from onestopshop.envelope import receipt_file, setup_file
from onestopshop.envelope.receipt_file import RECEIPT_FORMAT, JointTotals, Receipt
from onestopshop.part import canonical

PAGE = Path(__file__).parents[2] / "docs" / "file-format.md"
pytestmark = pytest.mark.debian


def commands() -> str:
    """All shell commands of the page, in order."""
    return "\n".join(re.findall(r"```sh\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL))


@pytest.fixture
def receipt(world) -> Receipt:
    """A receipt for the example."""
    total = JointTotals(world.content().part.session.id, 3, 0, 1, 1)
    received = {world.desk.key: ("ab" * 32,)}
    return Receipt(RECEIPT_FORMAT, world.network, "5" * 32, received, (total,), date(2026, 6, 29))


@pytest.fixture
def folder(world, receipt: Receipt, tmp_path: Path) -> Path:
    """A folder with the files that the example speaks of."""
    written = receipt_file.write(receipt, [world.desk.age.recipient], world.root_seed)
    (tmp_path / "example.dropin").write_bytes(world.file(world.envelopes(2)))
    (tmp_path / "example.dropin-setup").write_bytes(setup_file.write(world.setup(), world.root_seed))
    (tmp_path / "example.dropin-receipt").write_bytes(written)
    (tmp_path / "coordinator.txt").write_text(f"{world.coordinator.secret}\n", encoding="utf-8")
    (tmp_path / "laptop.txt").write_text(f"{world.desk.age.secret}\n", encoding="utf-8")
    return tmp_path


def run(folder: Path) -> subprocess.CompletedProcess[str]:
    """Runs the commands, stopping at the first that fails."""
    script = ["bash", "-eu", "-o", "pipefail", "-c", commands()]
    return subprocess.run(script, cwd=folder, capture_output=True, text=True, timeout=60)


def test_example_opens_everything(world, receipt: Receipt, folder: Path) -> None:
    """Step by step the commands give the contents, the setup and the receipt, byte by byte."""
    done = run(folder)
    assert (done.returncode, done.stderr) == (0, "")
    opened = {path.read_bytes() for path in (folder / "envelopes").glob("*.json")}
    assert opened == {canonical(world.content(seq)) for seq in (1, 2)}
    assert (folder / "setup" / "setup.json").read_bytes() == canonical(world.setup())
    assert (folder / "receipt" / "receipt.json").read_bytes() == canonical(receipt)
    assert done.stdout.count("Signature and comment signature verified") == 4


@pytest.mark.parametrize("name", ["example.dropin", "example.dropin-setup", "example.dropin-receipt"])
def test_example_finds_a_changed_byte(folder: Path, name: str) -> None:
    """One changed byte inside any of the files stops the commands."""
    content = bytearray((folder / name).read_bytes())
    content[1000] ^= 1
    (folder / name).write_bytes(content)
    assert run(folder).returncode != 0
