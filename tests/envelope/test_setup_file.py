"""The setup file: taken from the pinned root or its successor, and from nobody else."""

from __future__ import annotations

import itertools
import random

import msgspec
import pytest

from onestopshop.envelope import minisign, setup_file
from onestopshop.envelope.keys import desk_key, new_seed
from onestopshop.envelope.setup_file import DamagedSetup, NewerSetup, UntrustedSetup
from onestopshop.envelope.succession import hand_over
from onestopshop.envelope.unsound import Unsound
from onestopshop.envelope.ustar import packed
from onestopshop.identity import NetworkId
from onestopshop.network import Recipients, Succession
from onestopshop.part import canonical

replace = msgspec.structs.replace
NEW_ROOT = new_seed()


def signed_file(json: bytes, comment: str, seed: bytes) -> bytes:
    """A setup file of any bytes under any comment."""
    return packed([("setup.json", json), ("setup.json.minisig", minisign.sign(json, comment, seed))])


def comment(world, version: int = 3) -> str:
    """The comment that belongs to the world's setup."""
    return f"dropin-setup/1 version={version} network={world.network}"


def test_round_trip(world) -> None:
    """A desk reads what the coordinator wrote, with its root pinned and, when it joins, without."""
    setup = world.setup()
    written = setup_file.write(setup, world.root_seed)
    assert setup_file.read(written, world.root) == setup
    assert setup_file.read(written, None) == setup
    assert setup_file.write(setup, world.root_seed) == written


def test_another_network_is_refused(world) -> None:
    """A setup that is sound in itself and signed by another root is not taken."""
    mallory = setup_file.write(world.setup(root=desk_key(NEW_ROOT)), NEW_ROOT)
    for pinned in (world.root, "mistyped"):
        with pytest.raises(UntrustedSetup, match="was not used"):
            setup_file.read(mallory, pinned)


def test_swapped_recipients_are_refused(world) -> None:
    """Somebody who adds a key of their own to the recipients is found, with or without a new signature."""
    written = setup_file.write(world.setup(), world.root_seed)
    hostile = replace(
        world.setup(), recipients=Recipients((world.stranger.recipient,), world.paper.recipient)
    )
    signature = minisign.sign(canonical(world.setup()), comment(world), world.root_seed)
    kept_signature = packed([("setup.json", canonical(hostile)), ("setup.json.minisig", signature)])
    for forged in (kept_signature, signed_file(canonical(hostile), comment(world), NEW_ROOT)):
        for pinned in (world.root, None):
            with pytest.raises(UntrustedSetup):
                setup_file.read(forged, pinned)
    assert setup_file.read(written, world.root).recipients == world.setup().recipients


def handed(world, *seeds: bytes) -> tuple[Succession, ...]:
    """The word of each of these roots on the next one."""
    return tuple(hand_over(world.network, old, desk_key(new)) for old, new in itertools.pairwise(seeds))


def test_new_root_is_handed_over_by_the_old(world) -> None:
    """A desk that pinned any earlier root follows, however many it missed; a fresh desk joins."""
    third = new_seed()
    chain = handed(world, world.root_seed, NEW_ROOT, third)
    setup = replace(world.setup(9, desk_key(third)), succession=chain)
    written = setup_file.write(setup, third)
    for pinned in (world.root, desk_key(NEW_ROOT), desk_key(third), None):
        assert setup_file.read(written, pinned) == setup
    with pytest.raises(UntrustedSetup):
        setup_file.read(written, world.other.key)


def test_a_broken_line_of_roots_is_not_followed(world) -> None:
    """A word that is missing, of another network, signed by others, or no signature leads nowhere."""
    third = new_seed()
    first, second = handed(world, world.root_seed, NEW_ROOT, third)
    elsewhere = hand_over(NetworkId("elsewhere"), world.root_seed, desk_key(NEW_ROOT))
    stolen = Succession(world.root, desk_key(NEW_ROOT), hand_over(world.network, third, "").signature)
    for chain in (
        (),
        (second,),
        (first,),
        (second, first),
        (elsewhere, second),
        (stolen, second),
        (replace(first, signature=b"x"), second),
        (replace(first, new=world.other.key), second),
    ):
        setup = replace(world.setup(9, desk_key(third)), succession=chain)
        with pytest.raises(UntrustedSetup):
            setup_file.read(setup_file.write(setup, third), world.root)


def test_handing_over_needs_the_new_root_as_well(world) -> None:
    """The old root alone cannot name a root whose key it does not have, and is not believed any more."""
    chain = handed(world, world.root_seed, NEW_ROOT)
    named = canonical(replace(world.setup(4, desk_key(NEW_ROOT)), succession=chain))
    with pytest.raises(UntrustedSetup):
        setup_file.read(signed_file(named, comment(world, 4), world.root_seed), world.root)
    late = replace(world.setup(4), succession=chain)
    with pytest.raises(UntrustedSetup):
        setup_file.read(setup_file.write(late, world.root_seed), world.root)


def test_what_is_not_believed_can_be_looked_at(world) -> None:
    """To tell what is wrong with a file: its content whoever signed it, and None for what is no setup."""
    mallory = world.setup(root=desk_key(NEW_ROOT))
    assert setup_file.claimed(setup_file.write(mallory, NEW_ROOT)) == mallory
    wrong = canonical(replace(mallory, name=""))
    for nothing in (b"", b"x" * 5000, signed_file(wrong, comment(world), NEW_ROOT)):
        assert setup_file.claimed(nothing) is None


@pytest.mark.parametrize("said", ["dropin-setup/1 version=9 network=x", "dropin-setup/1", "dropin/1", ""])
def test_comment_must_agree(world, said: str) -> None:
    """A signature whose comment says another version or network is not taken."""
    with pytest.raises(UntrustedSetup):
        setup_file.read(signed_file(canonical(world.setup()), said, world.root_seed), world.root)


def test_newer_setup(world) -> None:
    """A setup of a later format says that the app wants an update, and only the network can say so."""
    later = canonical(replace(world.setup(), format="dropin-setup/2"))
    for said in ("dropin-setup/2 version=3", comment(world)):
        with pytest.raises(NewerSetup, match="update the app"):
            setup_file.read(signed_file(later, said, world.root_seed), world.root)
        with pytest.raises(UntrustedSetup):
            setup_file.read(signed_file(later, said, NEW_ROOT), world.root)


def test_bounds_are_checked(world) -> None:
    """A setup beyond bounds is neither written nor read, though it is signed."""
    wrong = replace(world.setup(), name="")
    with pytest.raises(Unsound):
        setup_file.write(wrong, world.root_seed)
    with pytest.raises(DamagedSetup):
        setup_file.read(signed_file(canonical(wrong), comment(world), world.root_seed), world.root)


def test_every_changed_byte_is_refused(world) -> None:
    """A changed byte anywhere is refused, or changes nothing of what is read."""
    setup = world.setup()
    written = setup_file.write(setup, world.root_seed)
    chosen = random.Random(2)
    for at in (*range(512), *chosen.sample(range(len(written)), 400)):
        changed = written[:at] + bytes([written[at] ^ 1]) + written[at + 1 :]
        for pinned in (world.root, None):
            try:
                assert setup_file.read(changed, pinned) == setup
            except (DamagedSetup, UntrustedSetup) as refused:
                assert "coordinator" in str(refused)  # noqa: PT017


def test_every_truncation_is_refused(world) -> None:
    """A setup cut anywhere before its end is refused as damaged."""
    written = setup_file.write(world.setup(), world.root_seed)
    end = len(written.rstrip(b"\0")) // 512 * 512 + 512 + 1024
    for size in (*range(0, end, 61), end - 1):
        with pytest.raises(DamagedSetup):
            setup_file.read(written[:size], world.root)


def test_other_members_are_refused(world) -> None:
    """A missing signature, a further file, other bytes or too many of them: damaged."""
    json = canonical(world.setup())
    signature = minisign.sign(json, comment(world), world.root_seed)
    both = [("setup.json", json), ("setup.json.minisig", signature)]
    others = (packed(both[:1]), packed(both[1:]), packed([*both, ("x", b"")]), b"", b"x" * 5000)
    for other in (*others, packed(both) + bytes(setup_file.LARGEST)):
        with pytest.raises(DamagedSetup, match="fresh copy"):
            setup_file.read(other, world.root)


def test_what_cannot_be_written(world) -> None:
    """Another root's seed, another format or a setup beyond the largest size is not written."""
    with pytest.raises(ValueError, match="root"):
        setup_file.write(world.setup(), NEW_ROOT)
    with pytest.raises(ValueError, match="root"):
        setup_file.write(replace(world.setup(), format="x"), world.root_seed)
    long = world.setup().questions[0]
    many = tuple(replace(long, id=f"q{n}", ask="é" * 2000) for n in range(1200))
    with pytest.raises(ValueError, match="large"):
        setup_file.write(replace(world.setup(), questions=many), world.root_seed)
