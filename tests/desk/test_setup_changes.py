"""Coordinators approve laptops and accept what was first met; each change is a newly signed setup."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest

from onestopshop.agency import Agency
from onestopshop.desk.attendances import new_agency
from onestopshop.desk.directory import read_directory, settled, unlisted, with_met
from onestopshop.desk.earlier_totals import keep_totals
from onestopshop.desk.roster import desks
from onestopshop.desk.sessions import UnknownVenue, new_venue
from onestopshop.desk.setup_changes import (
    NotADeskKey,
    accept_met,
    approve,
    change_setup,
    current_setup_file,
)
from onestopshop.earlier_total import EarlierTotal, NamedTotal
from onestopshop.envelope import setup_file
from onestopshop.envelope.keys import desk_key, new_seed
from onestopshop.identity import AgencyId, DeskKey, ListId, OptionId, VenueId
from onestopshop.network import RosterEntry, Setup
from onestopshop.part import MetOption
from onestopshop.question import Option
from onestopshop.reporting_year import Month, Period
from onestopshop.shop import CoordinatorsOnly, Shop
from onestopshop.store import Connection, facts, setups
from onestopshop.store.tallies import earlier_totals
from onestopshop.venue import Venue
from tests.desk.shops import ASHFORD, HALL, RURAL, STRANGER, Shops, all_rows, hall

YEAR = Period(Month(2010, 7), Month(2011, 6))


def signed(shop: Shop) -> Setup:
    """The newest setup as the network signed it."""
    return shop.store.read(settled)


def revoked(shop: Shop, desk: DeskKey, seq: int) -> None:
    """Says that a laptop is no longer believed from an envelope on."""

    def change(setup: Setup) -> Setup:
        roster = (
            msgspec.structs.replace(entry, revoked_from=seq) if entry.desk == desk else entry
            for entry in setup.roster
        )
        return msgspec.structs.replace(setup, roster=tuple(roster))

    shop.store.write(lambda connection: change_setup(connection, change))


def test_an_approved_laptop_is_on_the_roster(shops: Shops, coordinator: Shop) -> None:
    """The version goes up by one, the root signed it, and the key may be typed in capitals."""
    stranger = shops[STRANGER].desk.key
    before = signed(coordinator)
    assert before.desk(stranger) is None
    assert approve(coordinator, f"  {stranger.upper()}\n").changed[0].id == stranger
    after = setup_file.read(current_setup_file(coordinator), before.root)
    assert after.version == before.version + 1
    assert after.desk(stranger) == RosterEntry(stranger)
    assert [desk.standing for desk in desks(coordinator) if desk.key == stranger] == ["approved"]


def test_approving_again_changes_nothing(shops: Shops, coordinator: Shop) -> None:
    """A laptop that is trusted already, the coordinator's own too, needs no new setup."""
    before = all_rows(coordinator)
    for key in (shops[ASHFORD].desk.key, coordinator.desk.key):
        approve(coordinator, key)
    assert all_rows(coordinator) == before


def test_a_laptop_that_nobody_has_seen_may_be_approved(coordinator: Shop) -> None:
    """Its key is enough: names come with its first envelope."""
    key = desk_key(new_seed())
    approve(coordinator, key)
    assert [(desk.name, desk.standing) for desk in desks(coordinator) if desk.key == key] == [
        ("", "approved")
    ]


def test_a_revoked_laptop_is_trusted_again(shops: Shops, coordinator: Shop) -> None:
    """It keeps what was known of it, and the list says in between that it is revoked."""
    key = shops[RURAL].desk.key
    before = signed(coordinator).desk(key)
    revoked(coordinator, key, 3)
    assert [desk.standing for desk in desks(coordinator) if desk.key == key] == ["revoked"]
    approve(coordinator, key)
    assert signed(coordinator).desk(key) == before


@pytest.mark.parametrize("key", ["", "abc", "g" * 64, "0" * 63, "0" * 65, "undo", "٠" * 64])
def test_what_is_no_key_is_refused(coordinator: Shop, key: str) -> None:
    """The sentence says where to copy it from, and nothing is signed."""
    before = all_rows(coordinator)
    with pytest.raises(NotADeskKey, match="desk list"):
        approve(coordinator, key)
    assert all_rows(coordinator) == before


def test_what_was_met_is_accepted(coordinator: Shop) -> None:
    """Venues, agencies and options join the network's own lists, once, and are flagged as met no more."""
    venue = new_venue(coordinator, "Tenterden Library").changed[0].id
    agency = new_agency(coordinator, "Rising Sun").changed[0].id
    option = MetOption(ListId("ethnic_group"), Option(OptionId("met_here"), "W. European"))
    coordinator.store.write(lambda connection: setups.keep_met(connection, option))
    assert read_directory(coordinator).venue(venue) == Venue(VenueId(venue), "Tenterden Library", met=True)
    version = signed(coordinator).version
    assert accept_met(coordinator).values == (3,)
    after = signed(coordinator)
    assert after.version == version + 1
    assert after.venue(venue) == Venue(VenueId(venue), "Tenterden Library")
    assert after.agencies[-1] == Agency(AgencyId(agency), "Rising Sun")
    listed = after.list(ListId("ethnic_group"))
    assert listed is not None
    assert listed.option("met_here") == Option(OptionId("met_here"), "W. European")
    assert accept_met(coordinator).values == (0,)
    assert signed(coordinator) == after
    assert read_directory(coordinator) == after


@pytest.mark.parametrize(
    "verb",
    [
        lambda shop: approve(shop, "0" * 64),
        accept_met,
        current_setup_file,
        lambda shop: keep_totals(shop, ()),
    ],
)
def test_only_coordinators_change_the_network(laptop: Shop, verb: Callable[[Shop], object]) -> None:
    """A laptop without the network's keys is told so, and nothing changes."""
    before = all_rows(laptop)
    with pytest.raises(CoordinatorsOnly, match="coordinator"):
        verb(laptop)
    assert all_rows(laptop) == before


def test_who_holds_an_old_root_key_signs_nothing(coordinator: Shop) -> None:
    """After the network's root was replaced elsewhere, this laptop's key is no coordinator's any more."""
    coordinator.store.write(lambda connection: facts.keep_fact(connection, facts.ROOT_SEED, new_seed()))
    before = all_rows(coordinator)
    with pytest.raises(CoordinatorsOnly):
        approve(coordinator, "0" * 64)
    assert all_rows(coordinator) == before


def test_a_setup_lists_nothing_twice(laptop: Shop) -> None:
    """What was met and is listed meanwhile stays as the network has it, and no part needs to carry it."""
    setup = laptop.store.read(settled)
    venue, agency = Venue(hall(laptop), "An older name"), Agency(AgencyId("police"), "Plod")
    option = MetOption(ListId("sex"), Option(OptionId("female"), "F"))
    assert with_met(setup, (venue, agency, option)) == setup
    assert unlisted(setup, (venue, agency, option)) == ()
    unknown = MetOption(ListId("no_such_list"), Option(OptionId("x"), "X"))
    assert with_met(setup, (unknown,)) == setup
    assert unlisted(setup, (unknown, agency)) == (unknown,)


def test_a_desk_without_a_setup_is_a_mistake_of_the_program(laptop: Shop) -> None:
    """Every shop is made with one: without it nothing can be read, and nothing is guessed."""

    def without(connection: Connection) -> Setup:
        connection.execute("DELETE FROM setup")
        return settled(connection)

    with pytest.raises(LookupError):
        laptop.store.write(without)
    assert laptop.store.read(settled).name == "Kent"


def test_totals_of_earlier_years_are_kept(coordinator: Shop) -> None:
    """By venue or for all, each replaced when it is given again, all or none of a list."""
    everywhere = NamedTotal("", EarlierTotal(None, YEAR, "visits", 75, "Annual report"))
    at_hall = NamedTotal(HALL.lower(), EarlierTotal(None, YEAR, "visits", 70, "Annual report"))
    assert keep_totals(coordinator, (everywhere, at_hall)).values == (2,)
    corrected = NamedTotal("", EarlierTotal(None, YEAR, "visits", 76, "Corrected"))
    keep_totals(coordinator, (corrected,))
    kept = coordinator.store.read(earlier_totals)
    assert {(total.venue, total.value) for total in kept} == {(None, 76), (hall(coordinator), 70)}
    before = all_rows(coordinator)
    nowhere = NamedTotal("Nowhere", EarlierTotal(None, YEAR, "visits", 1, ""))
    with pytest.raises(UnknownVenue, match="Nowhere"):
        keep_totals(coordinator, (everywhere, nowhere))
    assert all_rows(coordinator) == before
