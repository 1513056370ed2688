"""Which revisions of a desk's part count: the same answer in whatever order the revisions arrived."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from onestopshop.identity import Digest
from onestopshop.store.envelopes import Leafed


@dataclass(frozen=True, slots=True)
class Winner:
    """The revision that counts, and whether another line of revisions stands beside its own: a fork.

    `beside` are the ends of a fork's other lines, one for each digest. What copies of a laptop wrote was
    acknowledged at both, and the rows of one may be gone there by now, so they count beside the winner.
    """

    number: int
    forked: bool
    beside: tuple[int, ...] = ()


def winner(revisions: Iterable[Leafed]) -> Winner:
    """The leaf with the highest revision, then the greatest digest. At least one revision is needed.

    A leaf is a revision that no other names as its parent. Equal digests are one revision, sealed twice.
    """
    known = tuple(revisions)
    ends = leaves(known)
    best = max(ends, key=lambda leaf: (leaf.revision, leaf.digest, -leaf.number))
    if not _forked(known):
        return Winner(best.number, forked=False)
    others: dict[Digest, int] = {}
    for leaf in ends:
        if leaf.digest != best.digest:
            others[leaf.digest] = min(leaf.number, others.get(leaf.digest, leaf.number))
    return Winner(best.number, forked=True, beside=tuple(sorted(others.values())))


def leaves(revisions: Iterable[Leafed]) -> tuple[Leafed, ...]:
    """The revisions that no other names as its parent."""
    known = tuple(revisions)
    parents = {revision.parent for revision in known}
    return tuple(revision for revision in known if revision.digest not in parents)


def _forked(known: tuple[Leafed, ...]) -> bool:
    """Whether two revisions have one number. One that is still missing makes a gap, and no fork."""
    here = {(revision.revision, revision.digest) for revision in known}
    named = {(revision.revision - 1, revision.parent) for revision in known if revision.parent is not None}
    every = here | named
    return len({number for number, _ in every}) < len(every)
