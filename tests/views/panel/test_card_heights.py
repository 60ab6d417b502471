"""Heights of cards against a plain list."""

from hypothesis import given, settings
from hypothesis import strategies as st

from glossator.views.panel import heights
from glossator.views.panel.heights import Heights

STEPS = st.lists(
    st.tuples(st.sampled_from(["insert", "remove", "set"]), st.integers(0, 40), st.integers(1, 90)), max_size=60
)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 30), STEPS)
def test_heights_are_what_a_plain_list_says(rows, steps):
    known = Heights(rows, estimate=50)
    plain = [50] * rows
    for step, place, height in steps:
        if step == "insert":
            place = min(place, len(plain))
            known.insert(place)
            plain.insert(place, 50)
        elif plain and step == "remove":
            place %= len(plain)
            known.remove([place])
            del plain[place]
        elif plain:
            place %= len(plain)
            known.set(place, height)
            plain[place] = height
    assert (len(known), known.total) == (len(plain), sum(plain))
    assert [known.top(row) for row in range(len(plain) + 1)] == [sum(plain[:row]) for row in range(len(plain) + 1)]
    for row, height in enumerate(plain):
        assert known.height(row) == height
        assert known.row_at(sum(plain[:row])) == row
        assert known.row_at(sum(plain[: row + 1]) - 1) == row


def test_rows_beyond_a_piece_are_found_after_many_insertions(monkeypatch):
    monkeypatch.setattr(heights, "PIECE", 4)
    known = Heights(10, estimate=10)
    known.insert(5, 30)
    known.set(20, 25)
    assert known.total == 415
    assert known.row_at(205) == 20
    assert known.row_at(225) == 21


def test_above_the_first_row_is_the_first_and_below_the_last_is_the_last():
    known = Heights(3, estimate=10)
    assert (known.row_at(-5), known.row_at(999)) == (0, 2)


def test_where_there_are_no_rows_there_is_none():
    assert Heights().row_at(0) == -1


def test_a_row_is_measured_once_its_height_is_set_and_until_it_is_forgotten():
    known = Heights(2)
    known.set(1, 70)
    assert (known.is_measured(0), known.is_measured(1)) == (False, True)
    known.forget(1)
    assert (known.is_measured(1), known.height(1)) == (False, 70)
