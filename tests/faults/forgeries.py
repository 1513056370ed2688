"""Forgeries, each by its name: what somebody with a key or a laptop of their own can put into a folder."""

from __future__ import annotations

import tarfile
from collections.abc import Callable, Iterable, Iterator

import msgspec

from onestopshop.desk.setup_changes import change_setup, current_setup_file
from onestopshop.envelope import keys, minisign, receipt_file, setup_file
from onestopshop.envelope.envelope import Sealed, seal_content
from onestopshop.envelope.ustar import member
from onestopshop.identity import EnvelopeId, MergeId, SessionId, session_id
from onestopshop.network import Recipients, Setup
from onestopshop.part import CONTENT_FORMAT, canonical
from onestopshop.shop import Shop
from onestopshop.store import facts, setups
from tests.faults.attacked_folder import Attack, Folder
from tests.merge.partnership import DAY, FIRST, STRANGER, opened, recorded, sealed
from tests.merge.test_judgement import by_hand, content_of, recipients_of, seed_of, signature

Forger = Callable[[Folder], Iterable[Sealed]]
ID = "ab" * 32


def dropped(forge: Forger) -> Callable[[Folder], tuple[EnvelopeId, ...]]:
    """An attack that leaves forged envelopes in a file of their own."""

    def mount(folder: Folder) -> tuple[EnvelopeId, ...]:
        forged = tuple(forge(folder))
        folder.network.file("forged", forged).rename(folder.path / "forged.dropin")
        return tuple(one.id for one in forged)

    return mount


def wrong_signer(folder: Folder) -> Iterator[Sealed]:
    """Signed by an unknown key in the name of an approved laptop."""
    sound = by_hand(folder.first, canonical(content_of(folder.first)))
    comment = f"{CONTENT_FORMAT} desk={folder.first.desk.key} seq=1 prev=-"
    yield Sealed(sound.id, sound.age, minisign.sign(sound.age, comment, keys.new_seed()))


def signed_anew(folder: Folder) -> Iterator[Sealed]:
    """A laptop's new envelope, not yet synced, signed by another approved laptop as its own."""
    sound = by_hand(folder.first, canonical(content_of(folder.first)))
    yield Sealed(sound.id, sound.age, signature(folder.second, sound.age))


def anothers_part(folder: Folder) -> Iterator[Sealed]:
    """A part that names one laptop, sealed and signed by another approved one."""
    content = msgspec.structs.replace(content_of(folder.second), desk=folder.first.desk.key)
    yield by_hand(folder.second, canonical(content))


def number_reused(folder: Folder) -> Iterator[Sealed]:
    """A laptop's signature over its first envelope, put on other bytes under the same number."""
    sound = by_hand(folder.first, canonical(content_of(folder.first)))
    yield Sealed(sound.id, sound.age, folder.waiting[0].minisig)


def number_disagrees(folder: Folder) -> Iterator[Sealed]:
    """The signature says number 1, the content number 5."""
    yield by_hand(folder.second, canonical(content_of(folder.second, 5)))


def of_unknown_desk(folder: Folder) -> Iterator[Sealed]:
    """A laptop that joined and was never approved."""
    stranger = folder.network.shop(STRANGER)
    recorded(stranger, opened(stranger), {}, {})
    yield from sealed(stranger)


def of_revoked_desk(folder: Folder) -> Iterator[Sealed]:
    """A laptop that was reported lost, at a number from which it is no longer believed."""

    def revoked(setup: Setup) -> Setup:
        mine = folder.second.desk.key
        roster = (msgspec.structs.replace(e, revoked_from=2) if e.desk == mine else e for e in setup.roster)
        return msgspec.structs.replace(setup, roster=tuple(roster))

    folder.coordinator.store.write(lambda connection: change_setup(connection, revoked))
    content = content_of(folder.second, 2)
    yield seal_content(
        content, sealed(folder.second)[0].id, recipients_of(folder.second), seed_of(folder.second)
    )


def of_other_network(folder: Folder) -> Iterator[Sealed]:
    """A whole envelope of another network."""
    laptop = folder.other.shop(FIRST)
    recorded(laptop, opened(laptop), {})
    yield from sealed(laptop)


def named_other_network(folder: Folder) -> Iterator[Sealed]:
    """Sealed to our coordinators by an approved laptop in the name of another network."""
    network = folder.other.shop(FIRST).desk.network
    yield by_hand(
        folder.second, canonical(msgspec.structs.replace(content_of(folder.second), network=network))
    )


def session_of_other_network(folder: Folder) -> Iterator[Sealed]:
    """A session whose id another network's name gives."""
    content = content_of(folder.second)
    session = content.part.session
    other = session_id(folder.other.shop(FIRST).desk.network, session.venue, session.date)
    part = msgspec.structs.replace(content.part, session=msgspec.structs.replace(session, id=other))
    yield by_hand(folder.second, canonical(msgspec.structs.replace(content, part=part)))


def sealed_to_others(folder: Folder) -> Iterator[Sealed]:
    """Sealed to a key that the network never named."""
    recipient = keys.new_age_pair().recipient
    yield seal_content(content_of(folder.second), None, [recipient], seed_of(folder.second))


def replayed(folder: Folder) -> tuple[EnvelopeId, ...]:
    """Everything in the folder, once more under other names."""
    for number, file in enumerate(sorted(folder.path.rglob("*.dropin"))):
        (folder.path / f"replay {number}.dropin").write_bytes(file.read_bytes())
    return ()


def spoilt(change: Callable[[Sealed], bytes]) -> Callable[[Folder], tuple[EnvelopeId, ...]]:
    """An attack that leaves these bytes made of an envelope that nobody has merged yet."""

    def mount(folder: Folder) -> tuple[EnvelopeId, ...]:
        fresh = by_hand(folder.second, canonical(content_of(folder.second)))
        (folder.path / "spoilt.dropin").write_bytes(change(fresh) + bytes(1024))
        return ()

    return mount


def bits_changed(one: Sealed) -> bytes:
    """The envelope with one bit flipped."""
    age = one.age[:-1] + bytes([one.age[-1] ^ 1])
    return member(f"{one.id}.age", age) + member(f"{one.id}.age.minisig", one.minisig)


def without_signature(one: Sealed) -> bytes:
    """The envelope alone."""
    return member(f"{one.id}.age", one.age)


def under_other_name(one: Sealed) -> bytes:
    """The envelope and its signature under an id that is not its own."""
    return member(f"{ID}.age", one.age) + member(f"{ID}.age.minisig", one.minisig)


def entry(name: str, kind: bytes, size: int = 0, form: int = tarfile.GNU_FORMAT, link: str = "") -> bytes:
    """A tar header by the standard library, without content."""
    made = tarfile.TarInfo(name)
    made.type, made.size, made.linkname = kind, size, link
    return made.tobuf(form)


def tricked(trick: bytes) -> Callable[[Folder], tuple[EnvelopeId, ...]]:
    """An attack that puts these bytes before, between and behind the honest envelopes of a copied file."""

    def mount(folder: Folder) -> tuple[EnvelopeId, ...]:
        first, *_ = folder.waiting
        whole = member(f"{first.id}.age", first.age) + member(f"{first.id}.age.minisig", first.minisig)
        (folder.path / "tricky.dropin").write_bytes(trick + whole + trick + bytes(1024))
        for file in (*folder.path.glob("sessions/*"), folder.path / "central.dropin"):
            file.write_bytes(trick + file.read_bytes())
        return ()

    return mount


def setup_put(change: Callable[[Folder], bytes]) -> Callable[[Folder], tuple[EnvelopeId, ...]]:
    """An attack that puts another setup in the place of the network's."""

    def mount(folder: Folder) -> tuple[EnvelopeId, ...]:
        (folder.path / "setup.dropin-setup").write_bytes(change(folder))
        return ()

    return mount


def _swapped(setup: Setup, root: str, version: int) -> Setup:
    thief = keys.new_age_pair().recipient
    return msgspec.structs.replace(setup, root=root, version=version, recipients=Recipients((thief,), thief))


def _setup_of(shop: Shop) -> Setup:
    return setup_file.read(current_setup_file(shop), None)


def swapped_recipients(folder: Folder) -> bytes:
    """The network's newest setup, sealed to somebody else from now on, signed by a key of theirs."""
    seed = keys.new_seed()
    setup = _setup_of(folder.coordinator)
    return setup_file.write(_swapped(setup, keys.desk_key(seed), setup.version + 1), seed)


def swapped_in_place(folder: Folder) -> bytes:
    """One recipient replaced in the network's own setup, with its own signature."""
    setup = _setup_of(folder.coordinator)
    genuine = current_setup_file(folder.coordinator)
    return genuine.replace(setup.recipients.coordinators[0].encode(), keys.new_age_pair().recipient.encode())


def older_setup(folder: Folder) -> bytes:
    """The setup with which the laptop joined: genuine, and gone back."""
    return folder.network.shop("joined", FIRST).store.read(setups.newest_setup) or b""


def setup_of_other_network(folder: Folder) -> bytes:
    """Another network's setup."""
    return current_setup_file(folder.other.coordinator())


def forged_receipt(folder: Folder) -> tuple[EnvelopeId, ...]:
    """A receipt for all that waits, so that the laptop forgets it, signed by somebody's own key."""
    secret = folder.first.store.read(lambda c: facts.text_fact(c, facts.DESK_IDENTITY)) or ""
    receipt = receipt_file.Receipt(
        receipt_file.RECEIPT_FORMAT,
        folder.first.desk.network,
        MergeId("cd" * 16),
        {folder.first.desk.key: tuple(one.id for one in folder.waiting)},
        (receipt_file.JointTotals(SessionId("a"), 1, 1, 1, 1),),
        DAY,
    )
    written = receipt_file.write(receipt, [keys.age_pair(secret).recipient], keys.new_seed())
    (folder.path / "receipts").mkdir()
    (folder.path / "receipts" / "forged.dropin-receipt").write_bytes(written)
    return ()


CHAINED = (entry("h", tarfile.XHDTYPE, 512) + b"9 path=x\n".ljust(512, b"\0")) * 2000

FORGERIES = (
    Attack("wrong signer", dropped(wrong_signer), held=frozenset({"signature"})),
    Attack("signed anew by another laptop", dropped(signed_anew), held=frozenset({"mismatch"})),
    Attack("part of another laptop", dropped(anothers_part), held=frozenset({"mismatch"})),
    Attack("number reused", dropped(number_reused), held=frozenset({"signature"})),
    Attack("number disagrees", dropped(number_disagrees), held=frozenset({"mismatch"})),
    Attack("unknown laptop", dropped(of_unknown_desk), held=frozenset({"waiting"})),
    Attack("revoked laptop", dropped(of_revoked_desk), held=frozenset({"revoked"})),
    Attack("envelope of another network", dropped(of_other_network), held=frozenset({"not_for_us"})),
    Attack("named another network", dropped(named_other_network), held=frozenset({"mismatch"})),
    Attack("session of another network", dropped(session_of_other_network), held=frozenset({"bounds"})),
    Attack("sealed to others", dropped(sealed_to_others), held=frozenset({"not_for_us"})),
    Attack("replay under other names", replayed),
    Attack("bits changed", spoilt(bits_changed), damage=True),
    Attack("signature taken away", spoilt(without_signature), damage=True),
    Attack("another's name", spoilt(under_other_name), damage=True),
    Attack("setup with swapped recipients", setup_put(swapped_recipients), alarm="setup_recipients"),
    Attack("recipient swapped in place", setup_put(swapped_in_place), alarm="setup_recipients"),
    Attack("older setup", setup_put(older_setup)),
    Attack("setup of another network", setup_put(setup_of_other_network), alarm="setup_root"),
    Attack("forged receipt", forged_receipt),
    Attack("tar: climbing path", tricked(member("../../etc/cron.d/x", b"bad")), damage=True),
    Attack("tar: hard link", tricked(entry(f"{ID}.age", tarfile.LNKTYPE, link="/etc/shadow")), damage=True),
    Attack("tar: symbolic link", tricked(entry(f"{ID}.age", tarfile.SYMTYPE, link="../key")), damage=True),
    Attack("tar: device", tricked(entry(f"{ID}.age", tarfile.CHRTYPE)), damage=True),
    Attack("tar: sparse", tricked(entry(f"{ID}.age", tarfile.GNUTYPE_SPARSE, 300_000_000)), damage=True),
    Attack("tar: many members", tricked(entry("x", tarfile.REGTYPE) * 10_000), damage=True),
    Attack("tar: chained headers", tricked(CHAINED), damage=True),
    Attack("tar: header of 300 MB", tricked(entry("h", tarfile.XHDTYPE, 300_000_000)), damage=True),
    Attack("tar: doubled name", tricked(member(f"{ID}.age", b"1") + member(f"{ID}.age", b"2")), damage=True),
)  # fmt: skip
