"""The receipt: the network's word to each laptop, readable by them alone."""

from __future__ import annotations

import random
from datetime import date

import msgspec
import pytest

from onestopshop.envelope import age_file, minisign, receipt_file
from onestopshop.envelope.keys import InvalidKey, new_age_pair
from onestopshop.envelope.plaintext import pad
from onestopshop.envelope.receipt_file import RECEIPT_FORMAT, JointTotals, Receipt, TooManyDesks
from onestopshop.envelope.unsound import Unsound
from onestopshop.envelope.ustar import packed
from onestopshop.part import canonical

replace = msgspec.structs.replace


def receipt_of(world, envelopes: int = 3) -> Receipt:
    """A receipt for some envelopes of both laptops."""
    ids = tuple(f"{number:064x}" for number in range(envelopes))
    received = {world.desk.key: ids, world.other.key: ids[:1]}
    return Receipt(
        RECEIPT_FORMAT,
        world.network,
        "5" * 32,
        received,
        (JointTotals("6" * 32, 14, 5, 2, 1),),
        date(2026, 6, 29),
    )


def written(world, receipt: Receipt | None = None) -> bytes:
    """A receipt for both laptops as the coordinator writes it."""
    recipients = (world.desk.age.recipient, world.other.age.recipient)
    return receipt_file.write(receipt or receipt_of(world), recipients, world.root_seed)


def reason_of(world, untrusted: bytes, *, root: str = "", secret: str = "", network: str = "") -> str:
    """Why a receipt is not believed; empty where it is and says what was written."""
    try:
        read = receipt_file.read(
            untrusted, root or world.root, network or world.network, secret or world.desk.age.secret
        )
    except Unsound as unsound:
        return unsound.reason
    assert read == receipt_of(world)
    return ""


def signed_file(world, plaintext: bytes, said: str | None = None) -> bytes:
    """Any plaintext as a receipt, signed by the root."""
    age = age_file.seal(plaintext, [world.desk.age.recipient])
    said = f"{RECEIPT_FORMAT} network={world.network}" if said is None else said
    return packed([("receipt.age", age), ("receipt.age.minisig", minisign.sign(age, said, world.root_seed))])


def test_both_laptops_read_it(world) -> None:
    """Each laptop on the roster opens the receipt with its own key; the coordinator's key does not."""
    file = written(world)
    assert reason_of(world, file) == ""
    assert reason_of(world, file, secret=world.other.age.secret) == ""
    assert reason_of(world, file, secret=world.coordinator.secret) == "not_for_us"


def test_forty_laptops(world) -> None:
    """A network of 40 laptops gets one receipt that each can open."""
    pairs = [new_age_pair() for _ in range(40)]
    file = receipt_file.write(receipt_of(world), [pair.recipient for pair in pairs], world.root_seed)
    for pair in (pairs[0], pairs[17], pairs[39]):
        assert reason_of(world, file, secret=pair.secret) == ""


def test_the_most_laptops(world) -> None:
    """The most laptops still fit the header; one more is refused with a sentence that says what to do."""
    pairs = [new_age_pair() for _ in range(receipt_file.MOST_DESKS)]
    recipients = [pair.recipient for pair in pairs]
    file = receipt_file.write(receipt_of(world), recipients, world.root_seed)
    assert reason_of(world, file, secret=pairs[-1].secret) == ""
    with pytest.raises(TooManyDesks, match="256 laptops"):
        receipt_file.write(receipt_of(world), [*recipients, world.desk.age.recipient], world.root_seed)


def test_size_does_not_tell_how_much_was_received(world) -> None:
    """A receipt for no envelope is as large as one for 300, but for the library's own few random bytes."""
    sizes = {len(written(world, receipt_of(world, count))) for count in (0, 3, 300)}
    assert max(sizes) - min(sizes) <= 1024


def test_no_word_in_clear(world) -> None:
    """Neither laptops nor envelopes nor sessions stand in a receipt in clear."""
    file = written(world)
    for word in (world.desk.key, f"{1:064x}", "6" * 32, "5" * 32):
        assert word.encode() not in file
        assert word.encode() in canonical(receipt_of(world))


def test_other_signers_are_refused(world) -> None:
    """A receipt that anyone but the root signed, or under another word, is refused."""
    file = written(world)
    assert reason_of(world, file, root=world.desk.key) == "signature"
    assert reason_of(world, file, root="mistyped") == "signature"
    padded = pad(canonical(receipt_of(world)))
    assert reason_of(world, signed_file(world, padded)) == ""
    assert reason_of(world, signed_file(world, padded, "")) == "mismatch"
    assert reason_of(world, signed_file(world, padded, "dropin/1 desk=x")) == "mismatch"


def test_another_networks_receipt_is_refused(world) -> None:
    """The network must be the reader's, in the comment and inside."""
    assert reason_of(world, written(world), network="other") == "mismatch"
    inside = pad(canonical(replace(receipt_of(world), network="other")))
    assert reason_of(world, signed_file(world, inside)) == "mismatch"


def test_newer_receipts(world) -> None:
    """A receipt of a later format is called newer, by its comment and by its inside."""
    later = pad(canonical(replace(receipt_of(world), format="dropin-receipt/2")))
    assert reason_of(world, signed_file(world, later, "dropin-receipt/2 x")) == "newer_format"
    assert reason_of(world, signed_file(world, later)) == "newer_format"


@pytest.mark.parametrize(
    "change",
    [
        {"received": {"x": ()}},
        {"received": {"ab" * 32: ("x",)}},
        {"merge": "M"},
        {"totals": (JointTotals("S", 1, 1, 1, 1),)},
        {"on": date(9999, 12, 31)},
        {"totals": (JointTotals("s", -1, 1, 1, 1),)},
        {"totals": (JointTotals("s", 1, 1, 10**9, 1),)},
    ],
    ids=str,
)
def test_receipts_beyond_bounds(world, change: dict[str, object]) -> None:
    """Ids and numbers of another form are neither written nor read."""
    wrong = replace(receipt_of(world), **change)
    with pytest.raises(Unsound):
        written(world, wrong)
    assert reason_of(world, signed_file(world, pad(canonical(wrong)))) == "bounds"


def test_every_changed_byte_is_refused(world) -> None:
    """A changed byte anywhere is refused, or changes nothing of what is read."""
    file = written(world)
    chosen = random.Random(3)
    for at in (*range(512), *chosen.sample(range(len(file)), 300)):
        changed = file[:at] + bytes([file[at] ^ 1]) + file[at + 1 :]
        untrusted_words = file.index(b"untrusted comment: ") <= at <= file.index(b"trusted comment: dropin")
        assert reason_of(world, changed) in {"damaged", "signature"} | ({""} if untrusted_words else set())


def test_every_truncation_is_refused(world) -> None:
    """A receipt cut anywhere before its end is damage."""
    file = written(world)
    end = len(file.rstrip(b"\0")) // 512 * 512 + 512 + 1024
    assert {reason_of(world, file[:size]) for size in (*range(0, end, 331), end - 1)} == {"damaged"}


def test_other_members_are_refused(world) -> None:
    """A missing signature, a further file or too many bytes: damage."""
    age = age_file.seal(pad(canonical(receipt_of(world))), [world.desk.age.recipient])
    signature = minisign.sign(age, "c", world.root_seed)
    both = [("receipt.age", age), ("receipt.age.minisig", signature)]
    others = (
        packed(both[:1]),
        packed(both[1:]),
        packed([*both, ("x", b"")]),
        bytes(receipt_file.LARGEST + 1),
    )
    assert {reason_of(world, other) for other in others} == {"damaged"}


def test_what_cannot_be_written(world) -> None:
    """Another format, nobody to read it, or a recipient that is none: not written."""
    with pytest.raises(ValueError, match="format"):
        written(world, replace(receipt_of(world), format="x"))
    with pytest.raises(ValueError, match="recipients"):
        receipt_file.write(receipt_of(world), [], world.root_seed)
    with pytest.raises(InvalidKey):
        receipt_file.write(receipt_of(world), ["age1"], world.root_seed)
