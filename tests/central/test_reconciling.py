"""Two coordinators who change the setup at once are told, and one command joins what they did."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from onestopshop.central.folder import SETUP
from onestopshop.central.reconciling import NoRival, reconcile
from onestopshop.central.sync import sync
from onestopshop.desk.directory import settled
from onestopshop.desk.new_root import new_root
from onestopshop.desk.own_desk import own_desk, take_new_key
from onestopshop.desk.question_changes import move_question, reword_question
from onestopshop.desk.rival_setups import Difference, union
from onestopshop.desk.setup_changes import RootReplaced, approve, current_setup_file, keep_signed
from onestopshop.desk.venue_changes import keep_venue
from onestopshop.identity import QuestionId
from onestopshop.network import Setup
from onestopshop.shop import CoordinatorsOnly, Shop
from tests.desk.shops import ASHFORD, COORDINATOR, HALL, Shops

OTHER = "other coordinator"


@pytest.fixture
def folder(shops: Shops) -> Path:
    """A central folder that two coordinators share, who go by the same setup."""
    folder = shops.folder / "central"
    other = shops.clone(COORDINATOR, OTHER)
    take_new_key(other)
    shops.opened[OTHER] = replace(other, desk=other.store.read(own_desk))
    for name in (OTHER, COORDINATOR, ASHFORD):
        sync(shops[name], folder)
    assert signed(shops[COORDINATOR]) == signed(shops[OTHER]) == signed(shops[ASHFORD])
    return folder


def signed(shop: Shop) -> Setup:
    """The setup that a shop goes by."""
    return shop.store.read(settled)


def test_rivals_of_one_version_are_joined(shops: Shops, folder: Path) -> None:
    """Each is told in the other's folder, neither setup is overwritten, nothing else stops; once one joins
    them, both changes hold everywhere and the alarm is over."""
    one, two = shops[COORDINATOR], shops[OTHER]
    keep_venue(one, "Tenterden Library")
    approve(two, "0" * 64)
    assert signed(one).version == signed(two).version
    sync(one, folder)
    theirs = (folder / SETUP).read_bytes()
    report = sync(two, folder)
    assert (report.setup_taken, report.alarms) == (False, ("setup_rival",))
    assert (folder / SETUP).read_bytes() == theirs
    assert sync(shops[ASHFORD], folder).alarms == ()
    elsewhere = shops.folder / "stick"
    sync(two, elsewhere)
    assert sync(one, elsewhere).alarms == ("setup_rival",)
    assert sync(shops[ASHFORD], elsewhere).alarms == ("setup_changed",)
    made = reconcile(two, [folder])
    assert made.lost == ()
    assert {(found.what, found.named) for found in made.kept} in (
        {("venue", "Tenterden Library")},
        {("desk", "0" * 64)},
    )
    assert (made.version, signed(two).version) == (signed(one).version + 1,) * 2
    for name in (OTHER, COORDINATOR, ASHFORD):
        assert sync(shops[name], folder).alarms == ()
    for shop in (one, two, shops[ASHFORD]):
        assert signed(shop) == signed(two)
        assert signed(shop).desk("0" * 64) is not None
        assert "Tenterden Library" in {venue.name for venue in signed(shop).venues}


def test_a_change_is_not_dropped_by_a_higher_version(shops: Shops, folder: Path) -> None:
    """A coordinator whose own change is not in a higher version does not take it silently, and one whose
    version is higher is told as well; both may join them, and come to the same setup."""
    one, two = shops[COORDINATOR], shops[OTHER]
    keep_venue(one, "Tenterden Library")
    keep_venue(one, "Lydd Hall")
    approve(two, "0" * 64)
    sync(two, folder)
    sync(one, shops.folder / "stick")
    before = signed(two)
    assert sync(two, shops.folder / "stick").alarms == ("setup_rival",)
    assert signed(two) == before
    assert sync(one, folder).alarms == ("setup_rival",)
    reconcile(one, [folder])
    reconcile(two, [shops.folder / "stick" / SETUP])
    assert signed(one) == signed(two)
    assert len(signed(one).venues) == 3


def test_what_contradicts_is_lost_and_told(shops: Shops, folder: Path) -> None:
    """Both said when the hall opens: one word stands at both, the other is named with its value."""
    one, two = shops[COORDINATOR], shops[OTHER]
    keep_venue(one, HALL, opens="09:30")
    keep_venue(two, HALL, opens="10:00", weekday=1)
    sync(one, folder)
    made = reconcile(two, [folder])
    stands = next(venue for venue in signed(two).venues if venue.name == HALL).opens
    assert [(found.what, found.named, found.field) for found in made.lost] == [("venue", HALL, "opens")]
    assert {stands, made.lost[0].value} == {"09:30", "10:00"}
    assert next(venue for venue in signed(two).venues if venue.name == HALL).weekday == 1


def test_nothing_to_join_is_refused(shops: Shops, folder: Path, tmp_path: Path) -> None:
    """The same setup, an older one, a newer one that holds all, and none: syncing settles them."""
    one, two = shops[COORDINATOR], shops[OTHER]
    with pytest.raises(NoRival):
        reconcile(two, [folder])
    approve(one, "0" * 64)
    with pytest.raises(NoRival):
        reconcile(one, [folder])
    sync(one, folder)
    with pytest.raises(NoRival):
        reconcile(two, [folder])
    (folder / SETUP).write_bytes(b"junk")
    with pytest.raises(NoRival):
        reconcile(two, [folder])
    with pytest.raises(CoordinatorsOnly):
        reconcile(shops[ASHFORD], [folder])


def test_rivals_of_equal_counts_are_joined(shops: Shops, folder: Path) -> None:
    """Where one key signed two setups of a version, as a restored laptop may, they are joined too."""
    one, two = shops[COORDINATOR], shops[OTHER]
    approve(one, "0" * 64)
    sync(one, folder)
    sync(two, folder)
    twin = msgspec.structs.replace(signed(one), name="Kent and Medway")
    two.store.write(lambda connection: keep_signed(connection, twin) and None)
    assert sync(two, folder).alarms == ("setup_changed",)
    made = reconcile(two, [folder])
    assert made.version == twin.version + 1
    sync(two, folder)
    assert sync(one, folder).setup_taken


def test_a_new_root_is_joined_too(shops: Shops, folder: Path) -> None:
    """Who changed something while the other replaced the root joins her change to it, once the new key is in
    the folder, and until then is told so and loses nothing."""
    one, two = shops[COORDINATOR], shops[OTHER]
    new_root(one)
    approve(two, "0" * 64)
    (folder / SETUP).write_bytes(current_setup_file(one))
    before = signed(two)
    with pytest.raises(RootReplaced):
        reconcile(two, [folder])
    assert signed(two) == before
    (folder / SETUP).unlink()
    sync(one, folder)
    assert sync(two, folder).alarms == ("setup_rival",)
    made = reconcile(two, [folder])
    assert made.lost == ()
    assert signed(two).root == signed(one).root != before.root
    sync(two, folder)
    assert sync(one, folder).setup_taken
    assert signed(one).desk("0" * 64) is not None


def test_nothing_is_dropped_where_the_past_is_not_known(shops: Shops) -> None:
    """Two setups whose past is not known here: what only one says is kept, the rest is the accepted one's."""
    here = signed(shops[COORDINATOR])
    venue, reader = here.venues[0], here.recipients.coordinators[0]
    other = msgspec.structs.replace(
        here,
        name="Kent too",
        venues=(*here.venues, msgspec.structs.replace(venue, id="lydd", name="Lydd")),
        recipients=msgspec.structs.replace(here.recipients, by_venue={venue.id: (reader,)}),
    )
    made = union(here, other, None)
    assert [one.name for one in made.setup.venues] == [HALL, "Lydd"]
    assert made.lost == (Difference("network", "", "name", "Kent too"),)
    assert made.setup.recipients.by_venue == {venue.id: (reader,)}
    assert made.kept == (
        Difference("venue", "Lydd", "", ""),
        Difference("readers of venue", HALL, "", reader),
    )


def test_readers_who_were_taken_away_stay_away(shops: Shops) -> None:
    """A reader that one coordinator took off is not put back by joining, whichever setup is accepted."""
    base = signed(shops[COORDINATOR])
    both = msgspec.structs.replace(
        base, recipients=msgspec.structs.replace(base.recipients, coordinators=("one", "two"))
    )
    fewer = msgspec.structs.replace(
        base, recipients=msgspec.structs.replace(base.recipients, coordinators=("one",))
    )
    for accepted, other in ((both, fewer), (fewer, both)):
        assert union(accepted, other, both).setup.recipients.coordinators == ("one",)


def test_the_order_of_questions(shops: Shops, folder: Path) -> None:
    """Who alone moved a question is followed; where both did, the accepted order stands and that is told."""
    one, two = shops[COORDINATOR], shops[OTHER]
    base = signed(one)
    names = [QuestionId(question.id) for question in base.questions]
    reword_question(one, names[0], label="Who")
    move_question(two, names[2], 1)
    made = union(signed(one), signed(two), base)
    assert [question.id for question in made.setup.questions] == [q.id for q in signed(two).questions]
    assert made.kept[-1].field == "order"
    move_question(one, names[4], 1)
    assert union(signed(one), signed(two), base).lost[-1].field == "order"
