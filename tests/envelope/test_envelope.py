"""Envelopes: sealed by a desk, checked by anyone, opened by coordinators, refused when exchanged."""

from __future__ import annotations

import dataclasses
import hashlib
import re

import msgspec
import pytest

from onestopshop.envelope import age_file, minisign
from onestopshop.envelope.envelope import Envelope, Sealed, check, open_envelope, seal_content
from onestopshop.envelope.plaintext import pad
from onestopshop.envelope.unsound import Unsound
from onestopshop.identity import EnvelopeId
from onestopshop.part import canonical


def reason_of(world, envelope: Sealed) -> str:
    """Why an envelope is not believed or does not open; empty where it does."""
    try:
        open_envelope(check(envelope), [world.coordinator.secret], world.network)
    except Unsound as unsound:
        return unsound.reason
    return ""


def signed(world, age: bytes, comment: str | None = None, **stated: object) -> Sealed:
    """Those age bytes under a signature of the desk, with another comment or other facts in it."""
    facts = {"desk": world.desk.key, "seq": 1, "prev": "-"} | stated
    comment = comment or "dropin/1 desk={desk} seq={seq} prev={prev}".format(**facts)
    return Sealed(hashlib.sha256(age).hexdigest(), age, minisign.sign(age, comment, world.desk.seed))


def sealed_json(world, json: bytes) -> bytes:
    """Any plaintext sealed as an envelope's is."""
    return age_file.seal(pad(json), world.recipients)


def test_coordinator_and_paper_open_it(world) -> None:
    """Each recipient reads exactly what the desk wrote; nobody else reads anything."""
    content = world.full_content()
    envelope = seal_content(content, EnvelopeId("cd" * 32), world.recipients, world.desk.seed)
    checked = check(Sealed(envelope.id, envelope.age, envelope.minisig))
    assert checked == envelope
    for pair in (world.coordinator, world.paper):
        assert open_envelope(checked, [pair.secret], world.network) == content
    with pytest.raises(Unsound) as refused:
        open_envelope(checked, [world.stranger.secret, world.desk.age.secret], world.network)
    assert refused.value.reason == "not_for_us"


def test_size_tells_nothing(world) -> None:
    """An envelope of no visits is as large as one of 60, but for the library's own few random bytes."""

    def body(visits: int) -> int:
        age = world.envelope(visits=visits).age
        return len(age) - age.index(b"\n--- ")

    assert body(0) == body(60)


def test_nothing_readable_outside(world) -> None:
    """What stands in clear is the desk's key and its place in the chain, and neither names nor sessions."""
    envelope = world.envelope()
    clear = envelope.age + envelope.minisig
    part = world.content().part
    for word in ("Tenterden", part.session.id, part.session.venue, world.network, world.desk.age.recipient):
        assert word.encode() not in clear
    assert "Sealed(id=" in repr(Sealed(envelope.id, envelope.age, envelope.minisig))
    assert "age-encryption" not in repr(envelope)


def test_sealed_twice_differs(world) -> None:
    """The same content sealed again is another envelope: whoever compares sticks learns nothing."""
    assert world.envelope().id != world.envelope().id


def test_every_changed_byte_is_refused(world) -> None:
    """A sample of all bytes of an envelope: each changed one is found by its hash or its signature."""
    envelope = world.envelope()
    for at in range(0, len(envelope.age), 97):
        age = envelope.age[:at] + bytes([envelope.age[at] ^ 1]) + envelope.age[at + 1 :]
        assert reason_of(world, Sealed(envelope.id, age, envelope.minisig)) == "damaged"
        assert reason_of(world, Sealed(hashlib.sha256(age).hexdigest(), age, envelope.minisig)) == "signature"


def test_stripped_signature(world) -> None:
    """Without a signature, or with half of one, nothing is believed."""
    envelope = world.envelope()
    for minisig in (b"", envelope.minisig[:100], envelope.minisig * 2):
        assert reason_of(world, dataclasses.replace(envelope, minisig=minisig)) == "signature"


def test_signature_of_another_envelope(world) -> None:
    """A signature belongs to one envelope."""
    first, second = world.envelope(1), world.envelope(2)
    assert reason_of(world, dataclasses.replace(first, minisig=second.minisig)) == "signature"


def test_wrong_signer(world) -> None:
    """A comment that names the desk does not stand for its signature."""
    envelope = world.envelope()
    comment = minisign.parse(envelope.minisig).comment
    forged = minisign.sign(envelope.age, comment, world.other.seed)
    assert reason_of(world, dataclasses.replace(envelope, minisig=forged)) == "signature"


def test_replaced_signature(world) -> None:
    """Another approved desk that signs this desk's envelope as its own is found by what is inside."""
    envelope = world.envelope()
    comment = f"dropin/1 desk={world.other.key} seq=1 prev=-"
    stolen = dataclasses.replace(envelope, minisig=minisign.sign(envelope.age, comment, world.other.seed))
    assert check(stolen).desk == world.other.key
    assert reason_of(world, stolen) == "mismatch"


def test_replayed_under_another_number(world) -> None:
    """The same bytes under another sequence number are found, though the desk's own key signed them."""
    replayed = signed(world, world.envelope().age, seq=2, prev="cd" * 32)
    assert check(replayed).seq == 2
    assert reason_of(world, replayed) == "mismatch"


def test_another_network(world) -> None:
    """An envelope of another network is not counted here, even where the same person can open it."""
    with pytest.raises(Unsound) as refused:
        open_envelope(world.envelope(), [world.coordinator.secret], "another")
    assert refused.value.reason == "mismatch"


@pytest.mark.parametrize("comment", ["dropin/2 key=x", "dropin/2", "dropin/12 desk=0"])
def test_newer_comment(world, comment: str) -> None:
    """An envelope of a later format is called newer, so that it is kept until the app can read it."""
    assert reason_of(world, signed(world, world.envelope().age, comment)) == "newer_format"


def test_newer_content(world) -> None:
    """The same holds where only the content is of a later format."""
    json = canonical(world.content()).replace(b'"dropin/1"', b'"dropin/3"').replace(b'"seq":1', b'"sequel":1')
    assert reason_of(world, signed(world, sealed_json(world, json))) == "newer_format"


@pytest.mark.parametrize(
    "comment",
    [
        "dropin/1",
        "dropin/0 desk={0} seq=1 prev=-",
        "dropin/1 desk={0} seq=1 prev=- ",
        "dropin/1 desk={0} seq=01 prev=-",
        "dropin/1 desk={0} seq=0 prev=-",
        "dropin/1 desk={0} seq=1000001 prev={0}",
        "dropin/1 desk={0} seq=99999999 prev={0}",
        "dropin/1 desk={0} seq=1 prev={0}",
        "dropin/1 desk={0} seq=2 prev=-",
        "dropin/1 seq=1 desk={0} prev=-",
        "Dropin/1 desk={0} seq=1 prev=-",
        "dropin/1 desk=00 seq=1 prev=-",
    ],
)
def test_comment_in_another_form(world, comment: str) -> None:
    """Only the one form of comment is taken, and a chain that begins at 1 and links from there."""
    sealed = signed(world, world.envelope().age, comment.format(world.desk.key))
    assert reason_of(world, sealed) == "signature"


@pytest.mark.parametrize(
    ("find", "put"),
    [
        (rb'"seq":1', rb'"seq":1,"seq":1'),
        (rb"\{", rb"{ "),
        (rb'"revision":1', rb'"revision":1.0'),
        (rb'"parent":null,', rb""),
        (rb'"children":2', rb'"children":NaN'),
    ],
)
def test_content_spelt_otherwise(world, find: bytes, put: bytes) -> None:
    """A content that is not spelt exactly as the format says is damage, though the desk signed it."""
    json = re.sub(find, put, canonical(world.content()), count=1)
    assert reason_of(world, signed(world, sealed_json(world, json))) == "damaged"


def test_content_beyond_bounds(world) -> None:
    """A content that the app would not write is not counted, though all signatures are right."""
    content = msgspec.structs.replace(world.content(), desk_name="turned\u202earound")
    assert reason_of(world, signed(world, sealed_json(world, canonical(content)))) == "bounds"


def test_unpadded_content(world) -> None:
    """A content without its padding is damage: its size would tell."""
    age = age_file.seal(canonical(world.content()), world.recipients)
    assert reason_of(world, signed(world, age)) == "damaged"


def test_what_cannot_be_sealed(world) -> None:
    """Another desk's seed, another format, a broken chain or a content beyond bounds is not sealed."""
    content = world.content()
    wrong = (
        (content, None, world.other.seed),
        (msgspec.structs.replace(content, format="dropin/2"), None, world.desk.seed),
        (content, EnvelopeId("cd" * 32), world.desk.seed),
        (world.content(seq=2), None, world.desk.seed),
    )
    for one, prev, seed in wrong:
        with pytest.raises(ValueError, match="chain"):
            seal_content(one, prev, world.recipients, seed)
    with pytest.raises(Unsound, match="does not write"):
        seal_content(msgspec.structs.replace(content, desk_name=""), None, world.recipients, world.desk.seed)


@pytest.mark.parametrize(
    "reason", ["damaged", "signature", "newer_format", "not_for_us", "mismatch", "bounds"]
)
def test_each_reason_has_its_sentence(reason: str) -> None:
    """Each reason is told in a sentence of its own that ends as a sentence does."""
    sentence = str(Unsound(reason))
    assert sentence.endswith(".")
    assert sentence != Unsound.sentence
    assert Unsound(reason).reason == reason


def test_envelope_says_what_was_signed(world) -> None:
    """A checked envelope carries its desk and place in the chain."""
    second = world.envelope(2)
    checked = check(second)
    assert isinstance(checked, Envelope)
    assert (checked.desk, checked.seq, checked.prev) == (world.desk.key, 2, "cd" * 32)


@pytest.mark.parametrize("form", ["dropin/1", "dropin/2"])
def test_a_format_that_is_not_the_contents_is_damage(world, form: str) -> None:
    """A session that calls itself books, and books that call themselves a session, are not believed."""
    content = world.books_content() if form == "dropin/1" else world.content()
    json = canonical(msgspec.structs.replace(content, format=form))
    assert reason_of(world, signed(world, sealed_json(world, json))) == "damaged"
