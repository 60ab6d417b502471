"""Where characters stand on pages: lines and columns, runs, carets, and what lies under a point."""

from hypothesis import given
from hypothesis import strategies as st

from glossator.reading.placed import PagePlaces, Places, Rect, Stand


def line(start, words, *, x=10.0, y=20.0, wide=5.0, high=10.0):
    """Place the letters of a word beside one another."""
    return [(start + at, x + at * wide, y, x + (at + 1) * wide, y + high) for at in range(len(words))]


def two_lines():
    """Place ``Night watch`` in two lines; the blank between them has no place."""
    return PagePlaces([*line(0, "Night"), *line(6, "watch", y=34.0)])


def two_columns():
    """Place two lines left and two right at the same heights."""
    rows = ((0, "left", 10.0, 20.0), (5, "side", 10.0, 34.0), (10, "upon", 200.0, 20.0), (15, "hill", 200.0, 34.0))
    return PagePlaces([box for start, words, x, y in rows for box in line(start, words, x=x, y=y)])


def test_a_passage_over_two_lines_has_a_rectangle_in_each():
    assert two_lines().runs(3, 8) == [Rect(25, 20, 35, 30), Rect(10, 34, 20, 44)]


def test_a_passage_of_characters_without_a_place_has_no_rectangle():
    assert two_lines().runs(5, 6) == []


def test_columns_beside_one_another_are_lines_of_their_own():
    assert [two_columns().line_range(number) for number in range(4)] == [(0, 4), (5, 9), (10, 14), (15, 19)]


def test_a_raised_letter_stays_in_its_line():
    places = PagePlaces([*line(0, "word"), (4, 30.0, 18.0, 33.0, 24.0), *line(5, "goes", x=34.0)])
    assert places.lines == 1
    assert places.line_rect(0) == Rect(10, 18, 54, 30)


def test_the_letter_under_a_point_is_found_and_none_beside_the_text():
    places = two_lines()
    assert places.at(27.0, 25.0) == 3
    assert places.at(27.0, 60.0) is None
    assert places.at(90.0, 25.0) is None


def test_a_caret_is_put_before_or_after_a_letter_by_its_nearer_edge():
    places = two_lines()
    assert places.nearest(26.0, 25.0) == 3
    assert places.nearest(29.0, 25.0) == 4


def test_right_of_a_line_a_caret_stands_at_its_end_and_below_in_the_last():
    places = two_lines()
    assert places.nearest(300.0, 25.0) == 5
    assert places.nearest(12.0, 500.0) == 6


def test_between_columns_the_nearer_one_is_meant():
    places = two_columns()
    assert places.nearest(60.0, 36.0) == 9
    assert places.nearest(180.0, 36.0) == 15


def test_a_caret_stands_at_a_letters_left_edge_and_at_a_lines_right_end():
    places = two_lines()
    assert places.caret(2) == Stand(20.0, 20.0, 30.0)
    assert places.caret(5) == Stand(35.0, 20.0, 30.0)
    assert places.caret(6) == Stand(10.0, 34.0, 44.0)


def test_a_caret_that_is_not_on_the_page_stands_nowhere():
    assert two_lines().caret(40) is None


def test_from_right_to_left_a_caret_stands_at_a_letters_right_edge():
    places = PagePlaces([(at, 50.0 - at * 5, 20.0, 55.0 - at * 5, 30.0) for at in range(4)])
    assert places.caret(1) == Stand(50.0, 20.0, 30.0)
    assert places.nearest(49.0, 25.0) == 1
    assert places.nearest(0.0, 25.0) == 4


def test_a_page_without_text_has_no_place_for_a_caret():
    assert PagePlaces().nearest(10.0, 10.0) is None
    assert PagePlaces().at(10.0, 10.0) is None
    assert PagePlaces().runs(0, 10) == []


def test_the_page_of_a_footnote_at_the_texts_end_is_where_it_is_printed():
    body, note, more = line(0, "first"), line(12, "note", y=700.0), line(6, "other")
    places = Places.of("", [PagePlaces([*body, *note]), PagePlaces(more)])
    assert [places.page_of(offset) for offset in (0, 7, 13)] == [0, 1, 0]


def test_a_passage_over_two_pages_has_rectangles_on_each():
    places = Places.of("", [PagePlaces(line(0, "first")), PagePlaces(line(6, "other"))])
    assert places.boxes(4, 7) == [(0, [Rect(30, 20, 35, 30)]), (1, [Rect(10, 20, 15, 30)])]


def test_places_are_the_same_after_they_were_sent():
    places = Places.of("abc", [two_lines(), PagePlaces(), two_columns()])
    heard = Places.heard(*places.told())
    assert heard.text_sha256 == "abc"
    assert heard.boxes(0, 30) == places.boxes(0, 30)


@st.composite
def printed(draw):
    """Draw lines of letters below one another, some further right, the offsets with gaps where lines end."""
    offset, boxes, y = draw(st.integers(0, 50)), [], 10.0
    for length in draw(st.lists(st.integers(1, 12), min_size=1, max_size=8)):
        x = draw(st.sampled_from([10.0, 40.0]))
        boxes += line(offset, "x" * length, x=x, y=y)
        offset += length + draw(st.integers(0, 9))
        y += draw(st.sampled_from([11.0, 14.0, 30.0]))
    return boxes


@given(printed())
def test_in_the_middle_of_each_letter_that_letter_is_found(boxes):
    places = PagePlaces(boxes)
    for offset, left, top, right, bottom in boxes:
        assert places.at((left + right) / 2, (top + bottom) / 2) == offset


@given(printed())
def test_every_letter_lies_in_one_line_and_one_stretch(boxes):
    places = PagePlaces(boxes)
    offsets = [offset for offset, *_ in boxes]
    inside = [one for start, end in places.ranges() for one in offsets if start <= one < end]
    assert inside == offsets
    assert [places.line_of(one) for one in offsets] == sorted(places.line_of(one) for one in offsets)


@given(printed(), st.data())
def test_a_passages_rectangles_hold_its_letters_and_no_others(boxes, data):
    places = PagePlaces(boxes)
    start, end = sorted(data.draw(st.tuples(st.integers(0, 120), st.integers(0, 120))))
    runs = places.runs(start, end)
    for offset, left, top, right, bottom in boxes:
        x, y = (left + right) / 2, (top + bottom) / 2
        held = any(run.left <= x <= run.right and run.top <= y <= run.bottom for run in runs)
        assert held == (start <= offset < end)
