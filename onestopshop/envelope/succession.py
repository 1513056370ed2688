"""How one root key hands over to the next, so that desks follow, also those that missed it."""

from __future__ import annotations

from onestopshop.envelope import minisign
from onestopshop.envelope.keys import desk_key
from onestopshop.envelope.unsound import Unsound
from onestopshop.identity import NetworkId
from onestopshop.network import Setup, Succession

SUCCESSION_FORMAT = "dropin-root/1"


def hand_over(network: NetworkId, old_seed: bytes, new_root: str) -> Succession:
    """The old root's word that the network relies on the new one from now on."""
    signature = minisign.sign(new_root.encode("ascii"), _comment(network), old_seed)
    return Succession(desk_key(old_seed), new_root, signature)


def leads(setup: Setup, pinned_root: str) -> bool:
    """Whether one root after the other handed over, from the pinned one to the one that the setup names."""
    root = pinned_root
    for one in setup.succession:
        if one.old == root and _is_signed(one, setup.network):
            root = one.new
    return root == setup.root


def _is_signed(one: Succession, network: NetworkId) -> bool:
    try:
        signature = minisign.parse(one.signature)
    except Unsound:
        return False
    return signature.comment == _comment(network) and signature.signed_by(one.old, one.new.encode("ascii"))


def _comment(network: NetworkId) -> str:
    return f"{SUCCESSION_FORMAT} network={network}"
