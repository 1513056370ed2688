"""What one call of the command line was told: which shop, and where its passphrase is."""

from __future__ import annotations

from pathlib import Path

import click

from onestopshop.cli.output import warn
from onestopshop.clock import Clock, SystemClock
from onestopshop.desk.opening import open_shop
from onestopshop.desk.passphrases import check
from onestopshop.errors import Refused
from onestopshop.places import shop_folder
from onestopshop.shop import Shop


class NoPassphrase(Refused):
    """The passphrase file is empty or cannot be read."""

    sentence = "The passphrase file has no passphrase in its first line. Nothing was changed."


class Invocation:
    """Opens the shop when a command first needs it, and closes it at the end."""

    def __init__(self, folder: Path | None, passphrase_file: Path | None) -> None:
        self.folder = folder or shop_folder()
        self.clock: Clock = SystemClock()
        self._passphrase_file = passphrase_file
        self._shop: Shop | None = None

    def shop(self) -> Shop:
        """The open shop. Raises WrongPassphrase, NoPassphrase, NoShop and the troubles of a store."""
        if self._shop is None:
            self._shop = open_shop(self.folder, self.clock, self._passphrase("Passphrase"))
        return self._shop

    def adopt(self, shop: Shop) -> Shop:
        """Use a shop that a command has just set up."""
        self._shop = shop
        return shop

    def new_passphrase(self, *names: str) -> str:
        """A passphrase for a new shop: strong where it is typed, warned of where a file holds a weak one.

        `names` are words that somebody nearby would try first.
        """
        if self._passphrase_file is None:
            return self.typed_passphrase(*names)
        read = self._passphrase("")
        try:
            check(read, names)
        except Refused as weak:
            warn(f"Warning: {weak}")
        return read

    def typed_passphrase(self, *names: str) -> str:
        """A new passphrase, typed twice. Raises WeakPassphrase."""
        typed: str = click.prompt("New passphrase", hide_input=True, confirmation_prompt=True)
        check(typed, names)
        return typed

    def close(self) -> None:
        """Close the shop where one is open."""
        if self._shop is not None:
            self._shop.close()
            self._shop = None

    def _passphrase(self, prompt: str) -> str:
        if self._passphrase_file is None:
            typed: str = click.prompt(prompt, hide_input=True)
            return typed
        try:
            text = self._passphrase_file.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise NoPassphrase from error
        first = text.split("\n", 1)[0].rstrip("\r")
        if not first.strip():
            raise NoPassphrase
        return first


pass_invocation = click.make_pass_decorator(Invocation)
