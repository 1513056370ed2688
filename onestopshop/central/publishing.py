"""Publishing: the envelopes that wait for a receipt stand in the folder as one new session file."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from onestopshop.central.exported_file import make_folder, put_bytes
from onestopshop.central.folder import SESSIONS
from onestopshop.envelope import dropin
from onestopshop.envelope.envelope import Sealed
from onestopshop.identity import EnvelopeId


def envelopes_in(files: Iterable[Path], wanted: set[EnvelopeId]) -> set[EnvelopeId]:
    """Which of the wanted envelopes stand whole in these files. A file that cannot be read holds none."""
    found: set[EnvelopeId] = set()
    for file in files:
        try:
            with file.open("rb") as stream:
                for piece in dropin.read(stream, wanted=lambda name: name in wanted and name not in found):
                    if isinstance(piece, Sealed):
                        found.add(piece.id)
        except OSError:
            continue
        if found == wanted:
            break
    return found


def publish(folder: Path, envelopes: Sequence[Sealed]) -> Path:
    """Write one session file with these envelopes, named by its content, and reread it. Raises OSError."""
    built = io.BytesIO()
    dropin.write(built, sorted(envelopes, key=lambda sealed: sealed.id))
    content = built.getvalue()
    sessions = folder / SESSIONS
    make_folder(sessions)
    path = sessions / f"{hashlib.sha256(content).hexdigest()}.dropin"
    put_bytes(path, content)
    return path
