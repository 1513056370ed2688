"""The setup file: all that the network settles, signed by its root key."""

from __future__ import annotations

import msgspec

from onestopshop.envelope import minisign
from onestopshop.envelope.bounds import check_setup
from onestopshop.envelope.keys import desk_key
from onestopshop.envelope.minisign import Minisig
from onestopshop.envelope.plaintext import is_newer, strict
from onestopshop.envelope.unsound import Unsound
from onestopshop.envelope.ustar import packed, unpacked
from onestopshop.errors import Trouble
from onestopshop.network import SETUP_FORMAT, Setup
from onestopshop.part import canonical

LARGEST = 4 * 1024 * 1024
"""Bytes of a setup file at most."""

_JSON, _MINISIG, _OLD_MINISIG = "setup.json", "setup.json.minisig", "setup.json.old.minisig"
_DECODER = msgspec.json.Decoder(Setup)


class DamagedSetup(Trouble):
    """The bytes are no setup file, or not all of one."""

    sentence = "This setup file is damaged or not a setup file: ask your coordinator for a fresh copy."


class UntrustedSetup(Trouble):
    """Not signed by the root key that this laptop relies on, or changed since."""

    sentence = (
        "This setup file does not come from your network, or somebody changed it. It was not used: "
        "ask your coordinator for a fresh copy, and read the six words to each other on the telephone."
    )


class NewerSetup(Trouble):
    """A later version of the app wrote it."""

    sentence = (
        "This setup file was written by a newer version of the app: update the app here, then try again."
    )


def write(setup: Setup, root_seed: bytes, old_root_seed: bytes | None = None) -> bytes:
    """The setup file, signed by the root key that the setup names, and by the old one where the root changed.

    Equal setups give equal bytes. Raises Unsound("bounds") for a setup that no desk would accept, ValueError
    where the seed is not that of the setup's root or the file would be larger than its bound.
    """
    if desk_key(root_seed) != setup.root or setup.format != SETUP_FORMAT:
        raise ValueError("a setup is signed by the root that it names")
    check_setup(setup)
    json, comment = canonical(setup), _comment(setup)
    members = [(_JSON, json), (_MINISIG, minisign.sign(json, comment, root_seed))]
    if old_root_seed is not None:
        members.append((_OLD_MINISIG, minisign.sign(json, comment, old_root_seed)))
    written = packed(members)
    if len(written) > LARGEST:
        raise ValueError("the setup is too large")
    return written


def read(untrusted_setup: bytes, pinned_root: str | None) -> Setup:
    """The setup, if the pinned root key signed it: as its root, or to hand over to the root it names.

    Without a pinned root it is only consistent with itself: show the six words of its root before relying on
    it. Whether the version goes back is for the caller; equal setups are equal bytes, so two of one version
    can be compared. Raises DamagedSetup, UntrustedSetup, NewerSetup.
    """
    try:
        json, signature, old_signature = _members(untrusted_setup)
        if pinned_root is not None and not _vouched(json, (signature, old_signature), pinned_root):
            raise UntrustedSetup
        if is_newer(signature.comment.partition(" ")[0], SETUP_FORMAT):
            raise NewerSetup
        setup = strict(json, _DECODER, SETUP_FORMAT)
        check_setup(setup)
    except Unsound as unsound:
        raise (NewerSetup if unsound.reason == "newer_format" else DamagedSetup) from None
    if not signature.signed_by(setup.root, json) or signature.comment != _comment(setup):
        raise UntrustedSetup
    return setup


def _members(untrusted_setup: bytes) -> tuple[bytes, Minisig, Minisig | None]:
    if len(untrusted_setup) > LARGEST:
        raise Unsound("damaged")
    bounds = {_JSON: LARGEST, _MINISIG: minisign.LARGEST, _OLD_MINISIG: minisign.LARGEST}
    members = unpacked(untrusted_setup, bounds)
    if _JSON not in members or _MINISIG not in members:
        raise Unsound("damaged")
    old = members.get(_OLD_MINISIG)
    return members[_JSON], minisign.parse(members[_MINISIG]), minisign.parse(old) if old is not None else None


def _vouched(json: bytes, signatures: tuple[Minisig, Minisig | None], root: str) -> bool:
    return any(signature is not None and signature.signed_by(root, json) for signature in signatures)


def _comment(setup: Setup) -> str:
    return f"{SETUP_FORMAT} version={setup.version} network={setup.network}"
