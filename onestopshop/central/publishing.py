"""Publishing: the envelopes that wait for a receipt stand in the folder as one new session file."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from onestopshop.central.exported_file import make_folder, put_bytes
from onestopshop.central.folder import SESSIONS
from onestopshop.central.folding import sound_in
from onestopshop.envelope import dropin
from onestopshop.envelope.envelope import Sealed


def unpublished(files: Iterable[Path], envelopes: Sequence[Sealed]) -> list[Sealed]:
    """Which of these envelopes stand in none of the files exactly as they are, signature included."""
    signatures = {sealed.id: sealed.minisig for sealed in envelopes}
    there = sound_in(files, signatures, lambda found: found.minisig == signatures[found.id])
    return [sealed for sealed in envelopes if sealed.id not in there]


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
