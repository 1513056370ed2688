"""What follows from sums told exactly is proved; what was only searched for in vain is not."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from onestopshop.reports.worlds import Worlds

QUARTERS = ("Q1", "Q2", "Q3", "Q4")
NOBODY: frozenset[str] = frozenset()


def year(**numbers: int) -> Worlds[str]:
    """Unknowns of which nothing is told yet."""
    worlds: Worlds[str] = Worlds()
    for name, number in numbers.items():
        worlds.add(name, number)
    return worlds


def follows(worlds: Worlds[str], *plus: str, minus: frozenset[str] = NOBODY) -> bool:
    """Whether a sum is proved to follow."""
    return worlds.follows((frozenset(plus), minus))


def test_a_year_less_three_quarters_is_the_fourth() -> None:
    """Exact sums give others by adding and taking away, however many there are."""
    worlds = year(Q1=12, Q2=9, Q3=8, Q4=2)
    worlds.tell(QUARTERS, 31, 31)
    worlds.tell(QUARTERS[:2], 21, 21)
    assert not follows(worlds, "Q4")
    assert follows(worlds, "Q3", "Q4")
    worlds.tell(["Q3"], 8, 8)
    assert follows(worlds, "Q4")
    assert follows(worlds, "Q4", minus=frozenset(["Q3"]))
    assert not follows(worlds, "Q1")


def test_bounds_that_leave_one_number_count_as_exact() -> None:
    """Rounded numbers may leave no choice: none of nothing, or every one at its edge."""
    worlds = year(all=10, one=8, other=2)
    worlds.tell(["all"], 0, 0, ["one", "other"])
    worlds.tell(["all"], 8, 10)
    worlds.tell(["one"], 8, 12)
    assert not follows(worlds, "other")
    worlds.tell(["other"], 2, 4)
    assert follows(worlds, "other")
    assert follows(worlds, "all")


def test_a_sum_without_an_end_proves_nothing() -> None:
    """How far a search looks is no knowledge of the reader's."""
    worlds = year(part=1, rest=60)
    worlds.tell(["part"], 1, None)
    worlds.tell(["rest", "part"], 61, 61)
    assert not follows(worlds, "part")
    assert not follows(worlds, "rest")


@given(
    st.lists(st.sets(st.sampled_from(QUARTERS), min_size=1), max_size=4), st.sets(st.sampled_from(QUARTERS))
)
def test_what_follows_is_the_same_in_every_world(told: list[set[str]], asked: set[str]) -> None:
    """Against all worlds of small numbers: a sum that follows has one number in each that agrees."""
    truth = dict(zip(QUARTERS, (2, 0, 3, 1), strict=True))
    worlds = year(**truth)
    for names in told:
        number = sum(truth[name] for name in names)
        worlds.tell(sorted(names), number, number)
    numbers = {
        sum(world[name] for name in asked)
        for values in product(range(7), repeat=4)
        for world in [dict(zip(QUARTERS, values, strict=True))]
        if all(sum(world[name] for name in names) == sum(truth[name] for name in names) for names in told)
    }
    if follows(worlds, *asked):
        assert len(numbers) == 1
    if not list(worlds.pinned([(frozenset(asked), NOBODY)])):
        assert len(numbers) > 1
