"""Who can open a shop: people come, change their passphrase and go, and nobody is overlooked."""

from __future__ import annotations

from datetime import timedelta

import pytest

from onestopshop.desk.directory import read_directory
from onestopshop.desk.opening import (
    FIRST_PERSON,
    NameRefused,
    OtherNetwork,
    YearRefused,
    create_network,
    join,
    open_shop,
    open_with_recovery,
)
from onestopshop.desk.passphrases import check, suggested
from onestopshop.desk.people import PersonNameRefused, add_person, new_passphrase, people, remove_person
from onestopshop.desk.roster import desks
from onestopshop.desk.setup_changes import current_setup_file
from onestopshop.errors import Refused
from onestopshop.places import holds_shop
from onestopshop.shop import Shop
from onestopshop.store import (
    LastPerson,
    NoShop,
    ShopExists,
    ShopInUse,
    TryLater,
    WeakPassphrase,
    WrongPassphrase,
    WrongRecoveryKey,
    facts,
)
from tests.desk.shops import ASHFORD, CHEAP, COORDINATOR, PASSPHRASE, Shops, Template, open_at_hall, recorded

SECOND = "glade tremor oxide walnut pivot ember"
THIRD = "basil fjord quartz umber nickel tulip"


def opens(shops: Shops, passphrase: str, name: str = ASHFORD) -> bool:
    """Whether a passphrase opens a shop, after any wait is over."""
    shops[name].close()
    shops.clock.moment += timedelta(seconds=61)
    try:
        open_shop(shops.folder / name, shops.clock, passphrase).close()
    except WrongPassphrase:
        return False
    finally:
        shops.again(name)
    return True


def test_a_second_person_opens_the_shop(shops: Shops, laptop: Shop) -> None:
    """Both passphrases open it, and both names are listed, in order."""
    add_person(laptop, "  Ruth   B ", SECOND, CHEAP)
    assert [person.name for person in people(laptop)] == [FIRST_PERSON, "Ruth B"]
    assert opens(shops, SECOND)
    assert opens(shops, PASSPHRASE)
    assert not opens(shops, THIRD)


@pytest.mark.parametrize("name", ["", "  ", "x" * 81, "Ru\nth\x00"])
def test_a_person_needs_a_name(laptop: Shop, name: str) -> None:
    """Nobody is let in of whom the others would not know who it is."""
    with pytest.raises(PersonNameRefused):
        add_person(laptop, name, SECOND, CHEAP)
    assert len(people(laptop)) == 1


def test_a_key_slot_that_nobody_named_is_shown(laptop: Shop) -> None:
    """A slot that came into the key file behind the others' backs stands first, without a name."""
    slot = laptop.store.add_person(SECOND, _store_key(laptop), CHEAP)
    first = people(laptop)[0]
    assert (first.slot, first.name) == (slot, "")
    remove_person(laptop, slot)
    assert [person.name for person in people(laptop)] == [FIRST_PERSON]


def _store_key(shop: Shop) -> bytes:
    return shop.store.read(lambda connection: facts.fact(connection, facts.STORE_SECRET)) or b""


def test_a_passphrase_is_changed(shops: Shops, laptop: Shop) -> None:
    """The new one opens and the old one does not; a wrong old one changes nothing."""
    slot = people(laptop)[0].slot
    with pytest.raises(WrongPassphrase):
        new_passphrase(laptop, slot, THIRD, SECOND, CHEAP)
    shops.clock.moment += timedelta(seconds=61)
    new_passphrase(laptop, slot, PASSPHRASE, SECOND, CHEAP)
    assert opens(shops, SECOND)
    assert not opens(shops, PASSPHRASE)


def test_a_removed_person_gets_in_no_more(shops: Shops, laptop: Shop) -> None:
    """Who stays still opens the shop with everything in it; the last one cannot be removed."""
    session = open_at_hall(laptop)
    recorded(laptop, session)
    slot = add_person(laptop, "Ruth", SECOND, CHEAP).changed[0].id
    remove_person(laptop, slot)
    assert [person.name for person in people(laptop)] == [FIRST_PERSON]
    with pytest.raises(LastPerson, match="add somebody else"):
        remove_person(laptop, people(laptop)[0].slot)
    laptop.close()
    with pytest.raises(WrongPassphrase):
        open_shop(laptop.folder, shops.clock, SECOND)
    shops.clock.moment += timedelta(seconds=61)
    with open_shop(laptop.folder, shops.clock, PASSPHRASE).store as store:
        assert store.read(lambda connection: connection.execute("SELECT count(*) FROM visit").fetchone()) == (
            1,
        )


def test_wrong_passphrases_wait(shops: Shops, laptop: Shop) -> None:
    """The next try has to wait, and says how long."""
    laptop.close()
    with pytest.raises(WrongPassphrase):
        open_shop(laptop.folder, shops.clock, THIRD)
    with pytest.raises(TryLater, match="seconds to wait"):
        open_shop(laptop.folder, shops.clock, PASSPHRASE)


def test_the_recovery_sheet_opens_a_coordinators_and_a_joined_shop(template: Template, shops: Shops) -> None:
    """One printed secret opens every laptop of the network, and no other secret does."""
    for name in (COORDINATOR, ASHFORD):
        desk = shops[name].desk
        shops[name].close()
        with pytest.raises(WrongRecoveryKey):
            open_with_recovery(shops.folder / name, shops.clock, "AGE-SECRET-KEY-1QQQQ")
        spaced = " ".join(template.recovery_secret.lower())
        shop = open_with_recovery(shops.folder / name, shops.clock, spaced)
        assert shop.desk == desk
        shop.close()


def test_a_shop_is_opened_once(shops: Shops, laptop: Shop) -> None:
    """A second opening is refused while the first is there, and there is no shop in an empty folder."""
    assert holds_shop(laptop.folder)
    with pytest.raises(ShopInUse):
        open_shop(laptop.folder, shops.clock, PASSPHRASE)
    assert not holds_shop(shops.folder / "empty")
    with pytest.raises(NoShop):
        open_shop(shops.folder / "empty", shops.clock, PASSPHRASE)


def test_nothing_is_founded_over_a_shop(shops: Shops, laptop: Shop) -> None:
    """A folder that holds a shop is left as it is, and still opens."""
    setup = current_setup_file(shops[COORDINATOR])
    with pytest.raises(ShopExists):
        create_network(laptop.folder, shops.clock, "Kent", SECOND, cost=CHEAP)
    with pytest.raises(ShopExists):
        join(laptop.folder, shops.clock, setup, "Another", SECOND, cost=CHEAP)
    assert opens(shops, PASSPHRASE)


@pytest.mark.parametrize("name", ["", "  ", "x" * 81, "Kent\x1b[0m"])
def test_networks_and_laptops_have_names(shops: Shops, name: str) -> None:
    """A name that could not be printed or sealed founds nothing."""
    folder = shops.folder / "new"
    with pytest.raises(NameRefused):
        create_network(folder, shops.clock, name, PASSPHRASE, cost=CHEAP)
    setup = current_setup_file(shops[COORDINATOR])
    with pytest.raises(NameRefused):
        join(folder, shops.clock, setup, name, PASSPHRASE, cost=CHEAP)
    assert not folder.exists()


@pytest.mark.parametrize("month", [0, 13])
def test_a_year_starts_in_a_month(shops: Shops, month: int) -> None:
    """There are twelve of them."""
    with pytest.raises(YearRefused):
        create_network(shops.folder / "new", shops.clock, "Kent", PASSPHRASE, month, CHEAP)


def test_a_founder_is_approved_and_who_joins_waits(shops: Shops) -> None:
    """A new network's desk is on its own roster, listed first; a laptop that just joined is not yet."""
    founded = create_network(shops.folder / "new", shops.clock, "Kent", PASSPHRASE, 4, CHEAP).shop
    joined = join(
        shops.folder / "joined",
        shops.clock,
        current_setup_file(founded),
        "Rural",
        PASSPHRASE,
        founded_key(founded),
        CHEAP,
    )
    assert [(desk.name, desk.standing) for desk in desks(founded)] == [("Kent coordinator", "approved")]
    assert [(desk.key, desk.standing, desk.last_seq) for desk in desks(joined)] == [
        (joined.desk.key, "waiting", 0),
        (founded.desk.key, "approved", 0),
    ]
    assert (founded.desk.coordinator, joined.desk.coordinator) == (True, False)
    founded.close()
    joined.close()


def founded_key(shop: Shop) -> str:
    """The network's key as somebody types it, in capitals."""
    return f" {read_directory(shop).root.upper()} "


def test_a_laptop_joins_only_the_network_that_was_named(shops: Shops) -> None:
    """With another key than the file's own nothing is made; a file that is no setup says so."""
    folder, setup = shops.folder / "new", current_setup_file(shops[COORDINATOR])
    with pytest.raises(OtherNetwork, match="telephone"):
        join(folder, shops.clock, setup, "Rural", PASSPHRASE, "0" * 64, CHEAP)
    for untrusted in (b"", setup[:-2000], b"\0" * 4096, setup.replace(b"Kent", b"Kemp")):
        with pytest.raises(Exception, match="setup file"):
            join(folder, shops.clock, untrusted, "Rural", PASSPHRASE, cost=CHEAP)
    assert not folder.exists()


def test_a_suggested_passphrase_will_do() -> None:
    """Six words, another set each time, that pass the check which guessable ones fail."""
    first, second = suggested(), suggested()
    assert first != second
    assert len(first.split()) == 6
    check(first)
    for weak in ("onestopshop2026!", "password password", "short"):
        with pytest.raises(WeakPassphrase):
            check(weak)
    with pytest.raises(Refused):
        check("Freedom Centre Toxteth", ["Freedom Centre Toxteth"])
