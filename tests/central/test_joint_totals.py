"""Several laptops at one session: each shows what all of them counted, once the receipt is read."""

from __future__ import annotations

from pathlib import Path

from onestopshop.central.merging import merge
from onestopshop.central.outbox import outbox, together_words, whereabouts
from onestopshop.central.sync import sync
from onestopshop.identity import SessionId
from onestopshop.shop import Shop
from onestopshop.store.joint_totals import JointTotal, joint_totals, keep_joint_totals
from tests.central.central_folder import receipts, synced, visited
from tests.desk.shops import ASHFORD, RURAL, Shops

ELSEWHERE = SessionId("f" * 32)


def together(shop: Shop) -> list[str]:
    """What each session of a laptop came to over all laptops, in words."""
    return [together_words(row.together) for row in outbox(shop)]


def test_each_laptop_shows_the_joint_totals(shops: Shops, coordinator: Shop, folder: Path) -> None:
    """Two laptops at one session know nothing of each other until the receipt tells both of all visits."""
    synced(shops, ASHFORD, folder, visits=3)
    synced(shops, RURAL, folder, visits=2)
    assert together(shops[ASHFORD]) == together(shops[RURAL]) == [""]
    merge(coordinator, [folder])
    for name in (ASHFORD, RURAL):
        sync(shops[name], folder)
        assert together(shops[name]) == ["5 visits and no agencies on 2 laptops"]
        assert whereabouts(outbox(shops[name])[0]).endswith(": 5 visits and no agencies on 2 laptops")


def test_the_newer_receipt_counts(shops: Shops, coordinator: Shop, folder: Path) -> None:
    """The second laptop's part comes later: its receipt replaces the first one's totals, in whatever order
    they are read, and the first one alone brings nothing back."""
    synced(shops, ASHFORD, folder, visits=3)
    merge(coordinator, [folder])
    sync(shops[ASHFORD], folder)
    assert together(shops[ASHFORD]) == ["3 visits and no agencies on 1 laptop"]
    (early,) = receipts(folder)
    synced(shops, RURAL, folder, visits=1)
    merge(coordinator, [folder])
    sync(shops[ASHFORD], folder)
    assert together(shops[ASHFORD]) == ["4 visits and no agencies on 2 laptops"]
    for receipt in receipts(folder):
        if receipt != early:
            receipt.unlink()
    sync(shops[ASHFORD], folder)
    assert together(shops[ASHFORD]) == ["4 visits and no agencies on 2 laptops"]


def test_totals_of_sessions_elsewhere_are_not_kept(shops: Shops, coordinator: Shop, folder: Path) -> None:
    """A lost laptop tells nothing of a session that it was not at."""
    synced(shops, ASHFORD, folder)
    visited(shops[RURAL], opening=2, visits=9)
    sync(shops[RURAL], folder)
    merge(coordinator, [folder])
    sync(shops[ASHFORD], folder)
    assert shops[ASHFORD].store.read(lambda connection: len(joint_totals(connection))) == 1
    shops[ASHFORD].store.write(lambda c: keep_joint_totals(c, [JointTotal(ELSEWHERE, 9, 0, 1, 1)]))
    assert ELSEWHERE not in shops[ASHFORD].store.read(joint_totals)
