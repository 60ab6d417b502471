from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from glossator.review.alone import Extent, shared

extents = st.lists(
    st.builds(
        lambda start, length, reader, kind, tag: Extent(start, start + length, reader, kind, f"{reader}{kind}{tag}"),
        st.integers(0, 20),
        st.integers(1, 12),
        st.sampled_from("abc"),
        st.sampled_from("rp"),
        st.integers(0, 4),
    ),
    max_size=12,
)


def test_a_passage_inside_anothers_is_shared_by_both():
    assert shared([Extent(0, 20, "a", "risk", "1"), Extent(5, 8, "b", "risk", "2")]) == {"1", "2"}


def test_passages_that_only_touch_are_not_shared():
    assert shared([Extent(0, 5, "a", "risk", "1"), Extent(5, 8, "b", "risk", "2")]) == set()


def test_another_kind_shares_nothing():
    assert shared([Extent(0, 5, "a", "risk", "1"), Extent(0, 5, "b", "claim", "2")]) == set()


def test_readers_share_nothing_with_themselves():
    assert shared([Extent(0, 5, "a", "risk", "1"), Extent(0, 5, "a", "risk", "2")]) == set()


@given(extents)
def test_what_is_shared_is_what_holding_each_against_each_finds(some):
    assert shared(some) == {
        one.tag
        for one in some
        for other in some
        if one.kind == other.kind and one.reader != other.reader and one.start < other.end and other.start < one.end
    }
