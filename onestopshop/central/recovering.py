"""A coordinator's desk from the sheet of paper and the central folder, when every other one is gone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from onestopshop.central.folder import FolderRefused, NotDownloaded, contents, found_in
from onestopshop.clock import Clock
from onestopshop.correction import Correction
from onestopshop.desk.naming import cleaned_name
from onestopshop.desk.opening import NameRefused, restored_coordinator
from onestopshop.envelope import age_file, dropin, keys, plaintext, setup_file
from onestopshop.envelope.envelope import Sealed, check
from onestopshop.envelope.unsound import Unsound
from onestopshop.errors import Trouble
from onestopshop.identity import DeskKey
from onestopshop.network import Setup
from onestopshop.part import CONTENT_FORMAT, Content
from onestopshop.progress import Progress, unwatched
from onestopshop.shop import Shop
from onestopshop.store import Cost

_DECODER = msgspec.json.Decoder(Content)


class NothingToRecover(Trouble):
    """No setup in these files is signed by the key that the sheet of paper gives."""

    sentence = (
        "Nothing here belongs to this recovery key. Compare the key with the sheet, and choose the central"
        " folder or the setup file of your own network."
    )


@dataclass(frozen=True, slots=True)
class Recovered:
    """A coordinator's shop as it was restored; merge the central folder next."""

    shop: Shop
    setup: Setup
    reads_earlier: bool
    """Whether the keys of an earlier coordinator were found, so that the sheet of paper is not kept here."""


def recover(
    folder: Path,
    clock: Clock,
    typed_secret: str,
    files: Sequence[Path],
    name: str,
    passphrase: str,
    cost: Cost | None = None,
    progress: Progress = unwatched,
) -> Recovered:
    """Set up a coordinator's desk by the recovery key and what the central folder or a setup file holds.

    The central export file alone is enough where a coordinator has synced to it; archives
    beside it are read too. Raises InvalidKey for a key that is none, NothingToRecover, NotDownloaded,
    NameRefused, FolderRefused, ShopExists and the troubles of a store.
    """
    secret = keys.age_pair(typed_secret).secret
    called = cleaned_name(name, NameRefused)
    root = keys.desk_key(keys.root_seed(secret))
    try:
        found = found_in(files)
        copies = list(_copies(found.envelopes, secret, progress))
    except OSError as error:
        raise FolderRefused(name=files[0].name) from error
    untrusted = (*contents(found.setups, setup_file.LARGEST), *(copy.setup for _, copy in copies))
    signed = sorted(_signed(untrusted, root), key=lambda pair: pair[0].version)
    if not signed and found.away:
        raise NotDownloaded(name=found.away[0].name)
    if not signed:
        raise NothingToRecover
    setup, file = signed[-1]
    known = {recipient for one, _ in signed for recipient in one.recipients.coordinators}
    trusted = {entry.desk for entry in setup.roster if entry.coordinator}
    earlier = [
        one
        for desk, copy in copies
        if desk in trusted
        for one in _opened(copy.secrets, secret)
        if _recipient(one)
    ]
    # Those of today come first. The others were sealed to before the root was replaced.
    identities = tuple(dict.fromkeys(sorted(earlier, key=lambda one: _recipient(one) not in known)))
    if not any(_recipient(one) in known for one in identities):
        identities = ()
    shop = restored_coordinator(folder, clock, secret, setup, file, identities, called, passphrase, cost)
    return Recovered(shop, setup, bool(identities))


def _copies(files: Iterable[Path], secret: str, progress: Progress) -> Iterator[tuple[DeskKey, Correction]]:
    """What desks sealed beside sessions, and which did. A file that cannot be read gives what it can."""
    listed = list(files)
    for number, file in enumerate(listed):
        progress(number, len(listed))
        try:
            with file.open("rb") as stream:
                for piece in dropin.read(stream, wanted=lambda _: True):
                    content = _content(piece, secret) if isinstance(piece, Sealed) else None
                    if content is not None and content.part.correction is not None:
                        yield content.desk, content.part.correction
        except OSError:
            continue


def _content(untrusted: Sealed, secret: str) -> Content | None:
    try:
        envelope = check(untrusted)
        opened = plaintext.unpad(age_file.open_with((secret,), envelope.age))
        content = plaintext.strict(opened, _DECODER, CONTENT_FORMAT)
    except Unsound:
        return None
    return content if content.desk == envelope.desk else None


def _signed(files: Iterable[bytes], root: str) -> Iterator[tuple[Setup, bytes]]:
    for untrusted in files:
        try:
            setup = setup_file.read(untrusted, root)
        except Trouble:
            continue
        if setup.root == root:  # one that handed over to another root is not this sheet's any more
            yield setup, untrusted


def _opened(untrusted_secrets: bytes, secret: str) -> list[str]:
    try:
        return age_file.open_with((secret,), untrusted_secrets).decode("ascii").split()
    except (Unsound, UnicodeDecodeError):
        return []


def _recipient(untrusted_secret: str) -> str:
    try:
        return keys.age_pair(untrusted_secret).recipient
    except keys.InvalidKey:
        return ""
