"""Numbers that are missing in a desk's chain."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onestopshop.identity import DeskKey
from onestopshop.merge.gap import Gap, gaps

ONE, OTHER = DeskKey("aa" * 32), DeskKey("bb" * 32)
SEQUENCES = st.lists(st.tuples(st.sampled_from((ONE, OTHER)), st.integers(1, 20)))


def test_missing_numbers_are_told_from_the_first_on() -> None:
    """What lies before the highest that was seen is missing; what comes after it is not known of."""
    assert gaps([(ONE, 3), (ONE, 4), (ONE, 8), (OTHER, 1)]) == (Gap(ONE, 1, 2), Gap(ONE, 5, 7))
    assert gaps([]) == ()


@given(SEQUENCES, st.randoms())
def test_gaps_and_what_was_seen_make_a_whole_chain(seen: list[tuple[DeskKey, int]], chance: object) -> None:
    """In any order and any number of times: seen and missing together count up from 1, none twice."""
    doubled = [*seen, *seen]
    chance.shuffle(doubled)  # type: ignore[attr-defined]
    found = gaps(doubled)
    assert found == gaps(seen)
    for desk in (ONE, OTHER):
        here = {seq for key, seq in seen if key == desk}
        missing = [seq for gap in found if gap.desk == desk for seq in range(gap.first, gap.last + 1)]
        assert sorted([*here, *missing]) == list(range(1, max(here, default=0) + 1))
