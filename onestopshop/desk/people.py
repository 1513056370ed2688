"""Who can open this shop: adding a person, changing a passphrase, removing a person."""

from __future__ import annotations

from dataclasses import dataclass

from onestopshop.changes import Change, Changes
from onestopshop.desk.directory import settled
from onestopshop.desk.naming import cleaned_name
from onestopshop.errors import Refused
from onestopshop.shop import Shop
from onestopshop.store import Connection, Cost, change_passphrase, facts, slot_ids


class PersonNameRefused(Refused):
    """What a person is called here is empty, too long or cannot be printed."""

    sentence = "Give this person a name of 1 to 80 letters, so that the others know whose passphrase it is."


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who can open the shop, by the name that the others gave them; empty where none did."""

    slot: str
    name: str


def people(shop: Shop) -> tuple[Person, ...]:
    """Everybody who can open this shop, in order of name: whom nobody named comes first."""
    names = dict(shop.store.read(facts.people))
    found = [Person(slot, names.get(slot, "")) for slot in slot_ids(shop.folder)]
    return tuple(sorted(found, key=lambda person: (person.name, person.slot)))


def add_person(shop: Shop, name: str, passphrase: str, cost: Cost | None = None) -> Changes:
    """Let one more person open the shop with a passphrase of their own, which `passphrases.check` accepted.

    Raises PersonNameRefused and the troubles of a store.
    """
    called = cleaned_name(name, PersonNameRefused)
    slot = shop.store.add_person(passphrase, _secret(shop), cost)
    shop.store.write(lambda connection: facts.name_person(connection, slot, called))
    return Changes("person_added", (Change("person", slot, Person(slot, called)),))


def new_passphrase(shop: Shop, slot: str, old: str, new: str, cost: Cost | None = None) -> Changes:
    """Replace a person's passphrase. Raises WrongPassphrase and TryLater."""
    change_passphrase(shop.folder, slot, old, new, shop.clock, cost or Cost())
    return Changes("passphrase_changed", (Change("person", slot),))


def remove_person(shop: Shop, slot: str) -> Changes:
    """Let a person open the shop no more; the store is encrypted anew. Raises LastPerson.

    A copy of the laptop's files that was made before stays readable to them.
    """
    recovery = shop.store.read(lambda connection: settled(connection).recipients.recovery)
    shop.store.remove_person(slot, _secret(shop), recovery)

    def write(connection: Connection) -> None:
        facts.forget_person(connection, slot)
        facts.keep_fact(connection, facts.PAPER, recovery)

    shop.store.write(write)
    return Changes("person_removed", (Change("person", slot),))


def follow_paper(shop: Shop) -> bool:
    """Let the recovery sheet that the setup names open this shop, and the one before no more.

    Returns whether there is a new one. The store is encrypted anew. Raises the troubles of a store: what was
    not finished is done at the next call.
    """
    recovery = shop.store.read(lambda connection: settled(connection).recipients.recovery)
    if shop.store.read(lambda connection: facts.text_fact(connection, facts.PAPER)) == recovery:
        return False
    shop.store.replace_recovery(_secret(shop), recovery)
    shop.store.write(lambda connection: facts.keep_fact(connection, facts.PAPER, recovery))
    return True


def _secret(shop: Shop) -> bytes:
    def read(connection: Connection) -> bytes:
        kept = facts.fact(connection, facts.STORE_SECRET)
        if kept is None:
            raise LookupError(facts.STORE_SECRET)
        return kept

    return shop.store.read(read)
