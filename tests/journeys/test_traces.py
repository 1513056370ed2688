"""What a whole day leaves on the disk: ciphertext and nothing that tells who came."""

from __future__ import annotations

from pathlib import Path

from ui.demonstration import Demonstration

_MARKER = "Zqxmarker Trust"


def written(folder: Path) -> list[Path]:
    """Every file below a folder."""
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_a_whole_day_writes_only_the_shop_and_the_stick(
    today: Demonstration, own_home: Path, shop_folder: Path, tmp_path: Path
) -> None:
    """With a home of its own, a day with dialogs writes nothing there: no history, no settings, no path."""
    stick = tmp_path / "stick"
    stick.mkdir()
    today.press("N", "1", "1", "1", "Return")
    today.click("Close session")
    today.press("Return")
    today.choose(stick)
    today.press("Return")
    today.click("Lock and finish")
    today.close()
    assert written(own_home) == []
    elsewhere = [
        path
        for path in written(tmp_path)
        if not path.is_relative_to(shop_folder) and not path.is_relative_to(stick)
    ]
    assert elsewhere == []


def test_nothing_that_was_typed_is_in_any_file(
    today: Demonstration, tmp_path: Path, own_home: Path, passphrase: str
) -> None:
    """A name typed for an agency, and the passphrase, appear in no file of the laptop or the stick."""
    stick = tmp_path / "stick"
    stick.mkdir()
    today.press("A")
    today.type(_MARKER)
    today.press("Return", "N", "1", "1", "F12", "F12")
    today.type(passphrase)
    today.press("Return", "Return")
    today.click("Close session")
    today.press("Return")
    today.choose(stick)
    today.press("Return")
    today.close()
    files = written(tmp_path) + written(own_home)
    assert files
    for file in files:
        content = file.read_bytes()
        for secret in (_MARKER, passphrase):
            assert secret.encode() not in content, file.name
            assert secret.encode("utf-16-le") not in content, file.name
