"""The ways into a shop, each run on the worker; loaded while the passphrase is being typed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from onestopshop.clock import Clock
from onestopshop.desk import opening, passphrases, people
from onestopshop.desk.opening import Founded
from onestopshop.shop import Shop
from onestopshop.words import six_words


@dataclass(frozen=True, slots=True)
class Seen:
    """A network as its setup file shows it: its name, and the six words to compare by telephone."""

    name: str
    words: tuple[str, ...]


def unlock(folder: Path, clock: Clock, passphrase: str) -> Shop:
    """Open a shop with a passphrase. Raises what `open_shop` raises."""
    return opening.open_shop(folder, clock, passphrase)


def look_at(untrusted_setup: bytes, name: str, passphrase: str) -> Seen:
    """What is to be compared before joining. Raises WeakPassphrase and the refusals of a setup file."""
    passphrases.check(passphrase, (name,))
    seen = opening.preview(untrusted_setup)
    return Seen(seen.network_name, six_words(seen.root))


def recover(folder: Path, clock: Clock, secret: str, person: str, passphrase: str) -> Shop:
    """Open a shop with its recovery key, and let a new passphrase open it from now on.

    Raises WeakPassphrase before anything is tried, WrongRecoveryKey, and a store's troubles.
    """
    passphrases.check(passphrase)
    shop = opening.open_with_recovery(folder, clock, secret)
    try:
        people.add_person(shop, person, passphrase)
    except BaseException:
        shop.close()
        raise
    return shop


def join(folder: Path, clock: Clock, untrusted_setup: bytes, name: str, passphrase: str) -> Shop:
    """Set up a desk with a passphrase that is not easy to guess. Raises WeakPassphrase and more."""
    passphrases.check(passphrase, (name,))
    return opening.join(folder, clock, untrusted_setup, name, passphrase)


def found(folder: Path, clock: Clock, name: str, year_starts: int, passphrase: str) -> Founded:
    """Found a network with a passphrase that is not easy to guess. Raises WeakPassphrase and more."""
    passphrases.check(passphrase, (name,))
    return opening.create_network(folder, clock, name, passphrase, year_starts)
