"""What may not count is held with a reason, and what is good beside it goes on."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import date

import msgspec
import pytest

from onestopshop.desk.directory import settled
from onestopshop.desk.roster import desks
from onestopshop.desk.setup_changes import change_setup
from onestopshop.envelope import age_file, keys, minisign, plaintext
from onestopshop.envelope.envelope import Sealed, check, seal_content
from onestopshop.identity import EnvelopeId, NetworkId, VisitId, session_id
from onestopshop.merge.merging import merge_files
from onestopshop.merge.rebuilding import differences
from onestopshop.network import Setup
from onestopshop.part import CONTENT_FORMAT, Content, Part, canonical
from onestopshop.session import Session
from onestopshop.shop import Shop
from onestopshop.store import facts
from onestopshop.visit import Visit
from tests.merge.partnership import (
    FIRST,
    SECOND,
    Partnership,
    counted,
    opened,
    recorded,
    sealed,
    venue,
    visits,
)


def seed_of(shop: Shop) -> bytes:
    """A desk's signing seed."""
    return shop.store.read(lambda connection: facts.fact(connection, facts.DESK_SEED)) or b""


def content_of(shop: Shop, seq: int = 1) -> Content:
    """A first revision of a session with one visit, as this desk would write it."""
    day = date(2015, 7, seq)
    session = Session(session_id(shop.desk.network, venue(shop), day), venue(shop), day)
    return Content(
        CONTENT_FORMAT,
        shop.desk.network,
        shop.desk.key,
        shop.desk.name,
        keys.new_age_pair().recipient,
        seq,
        1,
        None,
        Part(session, visits=(Visit(VisitId("a"), {}),)),
    )


def recipients_of(shop: Shop) -> tuple[str, ...]:
    """To whom this desk seals."""
    return shop.store.read(settled).recipients.for_venue(venue(shop))


def by_hand(shop: Shop, json: bytes, form: str = CONTENT_FORMAT, seed: bytes = b"") -> Sealed:
    """An envelope with any plaintext and any format in its comment, signed by the desk or another seed."""
    age = age_file.seal(plaintext.pad(json), recipients_of(shop))
    name = EnvelopeId(hashlib.sha256(age).hexdigest())
    return Sealed(name, age, signature(shop, age, form, seed))


def signature(shop: Shop, age: bytes, form: str = CONTENT_FORMAT, seed: bytes = b"") -> bytes:
    """A signature over these bytes that claims to be the first envelope of whoever signs."""
    signer = seed or seed_of(shop)
    return minisign.sign(age, f"{form} desk={keys.desk_key(signer)} seq=1 prev=-", signer)


def newer_outside(shop: Shop) -> Sealed:
    """Signed in a later format."""
    return by_hand(shop, canonical(content_of(shop)), "dropin/2")


def newer_inside(shop: Shop) -> Sealed:
    """Written in a later format."""
    return by_hand(shop, canonical(msgspec.structs.replace(content_of(shop), format="dropin/3")))


def damaged_inside(shop: Shop) -> Sealed:
    """Signed, and not what the app writes."""
    return by_hand(shop, b'{"format":"dropin/1"}')


def forged(shop: Shop) -> Sealed:
    """Another's signature in the name of the desk."""
    sound = by_hand(shop, canonical(content_of(shop)))
    other = keys.new_seed()
    comment = f"{CONTENT_FORMAT} desk={shop.desk.key} seq=1 prev=-"
    return Sealed(sound.id, sound.age, minisign.sign(sound.age, comment, other))


def taken_over(shop: Shop) -> Sealed:
    """The desk's envelope, signed by another desk as its own."""
    return by_hand(shop, canonical(content_of(shop)), seed=keys.new_seed())


def other_network(shop: Shop) -> Sealed:
    """Sealed to this network's keys in the name of another."""
    content = msgspec.structs.replace(content_of(shop), network=NetworkId("cd" * 16))
    return by_hand(shop, canonical(content))


def for_others(shop: Shop) -> Sealed:
    """Sealed to keys that this coordinator has not."""
    return seal_content(content_of(shop), None, [keys.new_age_pair().recipient], seed_of(shop))


def out_of_bounds(shop: Shop) -> Sealed:
    """Another session's id than venue and date give."""
    content = content_of(shop)
    part = Part(msgspec.structs.replace(content.part.session, opening=2))
    return by_hand(shop, canonical(msgspec.structs.replace(content, part=part)))


@pytest.mark.parametrize(
    ("bad", "reason", "signer_known"),
    [
        (newer_outside, "newer_format", False),
        (newer_inside, "newer_format", True),
        (damaged_inside, "damaged", True),
        (forged, "signature", False),
        (taken_over, "mismatch", True),
        (other_network, "mismatch", True),
        (for_others, "not_for_us", True),
        (out_of_bounds, "bounds", True),
    ],
)
def test_what_is_wrong_is_held_and_never_counted(
    partnership: Partnership, bad: Callable[[Shop], Sealed], reason: str, signer_known: bool
) -> None:
    """The bad envelope is held with its reason at every merge; the good one beside it counts."""
    coordinator, first, second = partnership.coordinator(), partnership.shop(FIRST), partnership.shop(SECOND)
    wrong = bad(first)
    recorded(second, opened(second), {}, {})
    file = partnership.file("both", (wrong, *sealed(second)))
    outcome = merge_files(coordinator, [file])
    assert [(held.id, held.reason, bool(held.desk)) for held in outcome.held] == [
        (wrong.id, reason, signer_known)
    ]
    assert (outcome.new, outcome.damaged, visits(coordinator)) == (1, 0, 2)
    assert outcome.gaps == ()
    before = counted(coordinator)
    again = merge_files(coordinator, [file, file])
    assert (again.new, again.known, again.held) == (0, 1, outcome.held)
    assert counted(coordinator) == before
    assert differences(coordinator) == ()


@pytest.mark.parametrize("bad", [newer_outside, forged, taken_over])
@pytest.mark.parametrize("later", [False, True])
@pytest.mark.parametrize("order", [1, -1])
def test_a_bad_signature_does_not_shut_out_the_right_one(
    partnership: Partnership, bad: Callable[[Shop], Sealed], later: bool, order: int
) -> None:
    """Where a copy of an envelope carries another signature, the right copy counts, before or after it."""
    coordinator, first = partnership.coordinator(), partnership.shop(FIRST)
    wrong = bad(first)
    right = Sealed(wrong.id, wrong.age, signature(first, wrong.age))
    files = [partnership.file("wrong", [wrong]), partnership.file("right", [right])][::order]
    batches = [[file] for file in files] if later else [files]
    outcomes = [merge_files(coordinator, batch) for batch in batches]
    assert outcomes[-1].held == ()
    assert sum(outcome.new for outcome in outcomes) == 1
    assert visits(coordinator) == 1
    listed = {desk.key: desk.last_seq for desk in desks(coordinator)}
    assert listed[first.desk.key] == 1
    assert differences(coordinator) == ()


def test_damaged_bytes_are_counted_and_what_is_whole_goes_on(partnership: Partnership) -> None:
    """An envelope whose bytes were hit is damage, not held; the others of its file count."""
    coordinator, first = partnership.coordinator(), partnership.shop(FIRST)
    for day in (1, 2, 3):
        recorded(first, opened(first, day=date(2015, 6, day)), {})
    every = sealed(first)
    file = partnership.file("three", every)
    content = bytearray(file.read_bytes())
    content[600] ^= 1
    file.write_bytes(content)
    outcome = merge_files(coordinator, [file])
    assert (outcome.new, outcome.damaged, outcome.held, outcome.readable) == (2, 1, (), 2)
    assert visits(coordinator) == 2
    whole = merge_files(coordinator, [partnership.file("whole", every)])
    assert (whole.new, whole.known, visits(coordinator)) == (1, 2, 3)


def test_a_revoked_desk_is_believed_up_to_a_number(partnership: Partnership) -> None:
    """Envelopes from the named sequence number on are held; earlier ones count, and so does its old name."""
    coordinator, first = partnership.coordinator(), partnership.shop(FIRST)
    for day in (1, 2):
        recorded(first, opened(first, day=date(2015, 6, day)), {})
    early = sealed(first)

    def revoked(setup: Setup) -> Setup:
        roster = tuple(
            msgspec.structs.replace(entry, revoked_from=2) if entry.desk == first.desk.key else entry
            for entry in setup.roster
        )
        return msgspec.structs.replace(setup, roster=roster)

    coordinator.store.write(lambda connection: change_setup(connection, revoked))
    thief = msgspec.structs.replace(content_of(first, 3), desk_name="Nobody")
    late = seal_content(thief, EnvelopeId("ab" * 32), recipients_of(first), seed_of(first))
    merge_files(coordinator, [partnership.file("first", early[:1])])
    merge_files(coordinator, [partnership.file("late", [late])])
    assert {desk.key: desk.name for desk in desks(coordinator)}[first.desk.key] == "first laptop"
    outcome = merge_files(coordinator, [partnership.file("early", early)])
    assert {(held.id, held.reason) for held in outcome.held} == {
        (early[1].id, "revoked"),
        (late.id, "revoked"),
    }
    assert visits(coordinator) == 1
    assert merge_files(coordinator, []).held == outcome.held


def test_the_sound_envelope_of_these_tests_is_sound(partnership: Partnership) -> None:
    """What the tests above bend counts where it is left straight."""
    coordinator, first = partnership.coordinator(), partnership.shop(FIRST)
    straight = by_hand(first, canonical(content_of(first)))
    assert check(straight).desk == first.desk.key
    assert merge_files(coordinator, [partnership.file("straight", [straight])]).new == 1
