"""The setup file: all that the network settles, signed by its root key."""

from __future__ import annotations

import msgspec

from onestopshop.envelope import minisign, succession
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

_JSON, _MINISIG = "setup.json", "setup.json.minisig"
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


def write(setup: Setup, root_seed: bytes) -> bytes:
    """The setup file, signed by the root key that the setup names.

    Equal setups give equal bytes. Raises Unsound("bounds") for a setup that no desk would accept, ValueError
    where the seed is not that of the setup's root or the file would be larger than its bound.
    """
    if desk_key(root_seed) != setup.root or setup.format != SETUP_FORMAT:
        raise ValueError("a setup is signed by the root that it names")
    check_setup(setup)
    json = canonical(setup)
    written = packed([(_JSON, json), (_MINISIG, minisign.sign(json, _comment(setup), root_seed))])
    if len(written) > LARGEST:
        raise ValueError("the setup is too large")
    return written


def read(untrusted_setup: bytes, pinned_root: str | None) -> Setup:
    """The setup, if the pinned root key signed it, or one to which the pinned one handed over.

    Without a pinned root it is only consistent with itself: show the six words of its root before relying on
    it. Whether the version goes back is for the caller; equal setups are equal bytes, so two of one version
    can be compared. Raises DamagedSetup, UntrustedSetup, NewerSetup.
    """
    try:
        json, signature = _members(untrusted_setup)
    except Unsound:
        raise DamagedSetup from None
    vouched = pinned_root is None or signature.signed_by(pinned_root, json)
    try:
        if is_newer(signature.comment.partition(" ")[0], SETUP_FORMAT):
            raise Unsound("newer_format")
        setup = strict(json, _DECODER, SETUP_FORMAT)
        check_setup(setup)
    except Unsound as unsound:
        if not vouched:
            raise UntrustedSetup from None
        raise (NewerSetup if unsound.reason == "newer_format" else DamagedSetup) from None
    if not signature.signed_by(setup.root, json) or signature.comment != _comment(setup):
        raise UntrustedSetup
    if pinned_root is not None and not succession.leads(setup, pinned_root):
        raise UntrustedSetup
    return setup


def claimed(untrusted_setup: bytes) -> Setup | None:
    """What a file says that is not to be believed, to tell what is wrong with it; None for no setup."""
    try:
        json, _ = _members(untrusted_setup)
        setup = strict(json, _DECODER, SETUP_FORMAT)
        check_setup(setup)
    except Unsound:
        return None
    return setup


def _members(untrusted_setup: bytes) -> tuple[bytes, Minisig]:
    if len(untrusted_setup) > LARGEST:
        raise Unsound("damaged")
    members = unpacked(untrusted_setup, {_JSON: LARGEST, _MINISIG: minisign.LARGEST})
    if len(members) != 2:
        raise Unsound("damaged")
    return members[_JSON], minisign.parse(members[_MINISIG])


def _comment(setup: Setup) -> str:
    return f"{SETUP_FORMAT} version={setup.version} network={setup.network}"
