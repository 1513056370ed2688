"""Which revision of a desk's part counts: the same answer in whatever order the revisions arrived."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from onestopshop.store.envelopes import Leafed


@dataclass(frozen=True, slots=True)
class Winner:
    """The revision that counts, and whether there are leaves beside it: a fork, to be looked at."""

    number: int
    forked: bool


def winner(revisions: Iterable[Leafed]) -> Winner:
    """The leaf with the highest revision, then the greatest digest. At least one revision is needed.

    A leaf is a revision that no other names as its parent. Equal digests are one revision, sealed twice.
    """
    known = tuple(revisions)
    parents = {revision.parent for revision in known}
    leaves = [revision for revision in known if revision.digest not in parents] or list(known)
    best = max(leaves, key=lambda leaf: (leaf.revision, leaf.digest, -leaf.number))
    return Winner(best.number, len({leaf.digest for leaf in leaves}) > 1)
