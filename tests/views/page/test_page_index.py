from dataclasses import dataclass
from itertools import accumulate

from hypothesis import given, settings
from hypothesis import strategies as st

from glossator.views.page.bins import Bins
from glossator.views.page.column import Column
from glossator.views.page.lanes import LANES, Mark, PageTag, innermost
from glossator.views.page.tags import Tags

PLACES = st.integers(0, 40_000)
SPANS = st.tuples(PLACES, st.integers(1, 9_000)).map(lambda span: (span[0], span[0] + span[1]))


@dataclass(frozen=True, eq=False)
class Item:
    start: int
    end: int


@given(st.lists(SPANS, max_size=60), SPANS)
@settings(max_examples=100, deadline=None)
def test_the_index_finds_exactly_the_spans_that_touch_a_range(spans, wanted):
    bins = Bins()
    items = [Item(*span) for span in spans]
    for item in items:
        bins.add(item)
    start, end = wanted
    assert set(bins.touching(start, end)) == {item for item in items if item.start < end and start < item.end}


@given(st.lists(SPANS, min_size=1, max_size=40))
@settings(max_examples=50, deadline=None)
def test_what_was_removed_is_not_found(spans):
    bins = Bins()
    items = [Item(*span) for span in spans]
    for item in items:
        bins.add(item)
    for item in items[1:]:
        bins.remove(item)
    assert bins.touching(0, 50_000) == [items[0]]
    assert len(bins) == 1


@given(st.lists(st.integers(1, 90), min_size=1, max_size=400), st.data())
@settings(max_examples=50, deadline=None)
def test_the_column_knows_where_every_piece_lies(heights, data):
    column = Column(heights)
    for _ in range(3):
        changed = data.draw(st.integers(0, len(heights) - 1))
        heights[changed] = data.draw(st.integers(0, 90))
        column.set_height(changed, heights[changed])
        tops = list(accumulate(heights, initial=0))
        assert [column.top(index) for index in range(len(heights))] == tops[:-1]
        assert column.total() == tops[-1]
        y = data.draw(st.integers(0, tops[-1] + 5))
        found = column.index_at(y)
        assert y >= tops[-1] or tops[found] <= y < tops[found + 1]


def tag(id_, *spans, kind="risk"):
    return PageTag(id_, kind, spans)


def lanes(tags, *ids):
    return [mark.lane for id_ in ids for mark in tags.marks_of(id_)]


def test_overlapping_tags_have_lanes_of_their_own():
    tags = Tags()
    tags.replace_all([tag("a", (0, 10)), tag("b", (5, 15)), tag("c", (12, 20))])
    assert lanes(tags, "a", "b", "c") == [0, 1, 0]


def test_equal_spans_have_two_lanes():
    tags = Tags()
    tags.add(tag("a", (0, 10)))
    tags.add(tag("b", (0, 10), kind="claim"))
    assert lanes(tags, "a", "b") == [0, 1]


def test_a_fifth_tag_at_one_place_has_no_lane():
    tags = Tags()
    tags.replace_all([tag(str(number), (0, 10)) for number in range(5)])
    assert lanes(tags, "0", "1", "2", "3", "4") == [0, 1, 2, 3, LANES]


def test_a_lane_does_not_move_when_another_tag_goes():
    tags = Tags()
    for id_ in "abc":
        tags.add(tag(id_, (0, 10)))
    tags.remove("a")
    assert lanes(tags, "b", "c") == [1, 2]


def test_a_free_lane_is_taken_again():
    tags = Tags()
    for id_ in "abc":
        tags.add(tag(id_, (0, 10)))
    tags.remove("b")
    tags.add(tag("d", (3, 5)))
    assert lanes(tags, "d") == [1]


def test_a_tag_of_another_kind_keeps_its_lanes():
    tags = Tags()
    tags.replace_all([tag("a", (0, 10)), tag("b", (0, 10))])
    tags.replace(tag("b", (0, 10), kind="claim"))
    assert lanes(tags, "b") == [1]
    assert tags.marks_of("b")[0].tag.kind == "claim"


def test_tags_at_a_character_are_named_from_the_innermost():
    tags = Tags()
    tags.replace_all([tag("outer", (0, 100)), tag("inner", (10, 20)), tag("middle", (5, 50)), tag("off", (20, 30))])
    assert tags.at(15) == ["inner", "middle", "outer"]


def test_the_last_of_two_tags_with_one_id_stands():
    tags = Tags()
    tags.replace_all([tag("a", (0, 10)), tag("a", (20, 30))])
    assert (tags.at(5), tags.at(25)) == ([], ["a"])


@given(st.lists(SPANS, max_size=25), SPANS)
@settings(max_examples=80, deadline=None)
def test_the_tint_on_top_is_that_of_the_shortest_tag(spans, wanted):
    marks = [
        Mark(start, end, PageTag(str(age), str(age), ((start, end),)), age=age)
        for age, (start, end) in enumerate(spans)
        if start < wanted[1] and wanted[0] < end
    ]
    start, end = wanted
    shown = {}
    for first, last, mark in innermost(marks, start, end):
        for edge in (first, last - 1, (first + last) // 2):
            shown[edge] = mark
    for offset, mark in shown.items():
        over = [one for one in marks if one.start <= offset < one.end]
        assert mark.end - mark.start == min(one.end - one.start for one in over)
    for offset in {start, end - 1, (start + end) // 2} - set(shown):
        runs = [run for run in innermost(marks, start, end) if run[0] <= offset < run[1]]
        assert bool(runs) == any(one.start <= offset < one.end for one in marks)
