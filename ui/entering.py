"""The ways into a shop, each run on the worker; loaded while the passphrase is being typed."""

from __future__ import annotations

from pathlib import Path

from onestopshop.clock import Clock
from onestopshop.desk import opening, passphrases
from onestopshop.desk.opening import Founded
from onestopshop.shop import Shop


def unlock(folder: Path, clock: Clock, passphrase: str) -> Shop:
    """Open a shop with a passphrase. Raises what `open_shop` raises."""
    return opening.open_shop(folder, clock, passphrase)


def join(folder: Path, clock: Clock, untrusted_setup: bytes, name: str, passphrase: str) -> Shop:
    """Set up a desk with a passphrase that is not easy to guess. Raises WeakPassphrase and more."""
    passphrases.check(passphrase, (name,))
    return opening.join(folder, clock, untrusted_setup, name, passphrase)


def found(folder: Path, clock: Clock, name: str, year_starts: int, passphrase: str) -> Founded:
    """Found a network with a passphrase that is not easy to guess. Raises WeakPassphrase and more."""
    passphrases.check(passphrase, (name,))
    return opening.create_network(folder, clock, name, passphrase, year_starts)
