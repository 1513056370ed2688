"""Which revision counts, and what is a fork."""

from __future__ import annotations

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from onestopshop.identity import DeskKey, Digest
from onestopshop.merge.revision_tree import winner
from onestopshop.store.envelopes import Leafed

DESK = DeskKey("ab" * 32)


def digest(parent: Digest | None, content: str) -> Digest:
    """A digest that depends on the parent's, as a real one does."""
    return Digest(hashlib.sha256(f"{parent} {content}".encode()).hexdigest())


def line(contents: str, first: int = 1, parent: Digest | None = None) -> list[Leafed]:
    """Revisions one after the other, one for each letter."""
    made = []
    for revision, content in enumerate(contents, first):
        own = digest(parent, content)
        made.append(Leafed(revision * 100 + ord(content), DESK, revision, own, parent, "counted"))
        parent = own
    return made


@st.composite
def trees(draw: st.DrawFn) -> list[Leafed]:
    """Revisions of a part, each the child of any earlier one."""
    made: list[Leafed] = []
    for number in range(draw(st.integers(1, 8))):
        mother = draw(st.sampled_from(made)) if made and draw(st.booleans()) else None
        parent, revision = (mother.digest, mother.revision + 1) if mother else (None, 1)
        own = digest(parent, draw(st.sampled_from("ab")))
        made.append(Leafed(number, DESK, revision, own, parent, "counted"))
    return made


@given(trees(), st.randoms())
def test_the_winner_does_not_depend_on_the_order(tree: list[Leafed], chance: object) -> None:
    """However revisions are shuffled and doubled, the same win: the highest, and the ends of other lines."""
    shuffled = [*tree, *tree]
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    found = winner(shuffled)
    assert found == winner(tree)
    best = max(tree, key=lambda one: (one.revision, one.digest))
    assert next(one for one in tree if one.number == found.number).digest == best.digest
    numbers: dict[int, set[str]] = {}
    for one in tree:
        numbers.setdefault(one.revision, set()).add(one.digest)
    assert found.forked == any(len(digests) > 1 for digests in numbers.values())
    ends = {one.digest for one in tree} - {one.parent for one in tree}
    beside = [next(one.digest for one in tree if one.number == number) for number in found.beside]
    assert sorted(beside) == (sorted(ends - {best.digest}) if found.forked else [])


def test_a_line_is_no_fork() -> None:
    """Of revisions that follow each other the last counts."""
    revisions = line("abc")
    assert winner(revisions).number == revisions[-1].number
    assert not winner(revisions).forked


def test_a_missing_revision_is_no_fork() -> None:
    """Where one in the middle did not come yet, that is a gap: nothing tells that there are two lines."""
    first, _, third = line("abc")
    assert winner([first, third]).number == third.number
    assert not winner([first, third]).forked


def test_two_lines_are_a_fork_though_one_lacks_its_beginning() -> None:
    """A revision whose named parent is not the one of that number which is known stands on another line."""
    first, second = line("ab")
    _, _, elsewhere = line("axc")
    assert winner([first, second, elsewhere]).forked
    assert winner([first, second, elsewhere]).number == elsewhere.number


def test_a_revision_sealed_twice_is_no_fork() -> None:
    """The same digest twice is one revision; the envelope that came first counts."""
    (only,) = line("a")
    again = Leafed(7, DESK, 1, only.digest, None, "counted")
    assert winner([only, again]).number == 7
    assert not winner([only, again]).forked
