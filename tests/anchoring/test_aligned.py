"""Two versions beside each other: a place of one is found in the other, and what went or came is told."""

from hypothesis import given
from hypothesis import strategies as st

from glossator.anchoring.aligned import aligned

OLD = "The strait is narrow here. Pilots are few in winter. The harbour freezes. Talks go on."
NEW = "A preface came first. The strait is narrow here. The harbour freezes. Talks go on too."


def test_a_place_is_found_in_the_new_text_and_back():
    found = aligned(OLD, NEW)
    old, new = OLD.index("harbour"), NEW.index("harbour")
    assert (found.place(old), found.place(new, back=True)) == (new, old)


def test_what_went_and_what_came_is_told():
    found = aligned(OLD, NEW)
    assert [OLD[start:end] for start, end in found.gone] == ["Pilots are few in winter."]
    assert [NEW[start:end] for start, end in found.added] == ["A preface came first.", "too"]


def test_a_place_that_is_gone_is_where_its_neighbours_meet():
    found = aligned(OLD, NEW)
    place = found.place(OLD.index("few"))
    assert NEW.index(" The harbour") <= place <= NEW.index("The harbour")


def test_a_paragraph_that_moved_is_told_and_passed_by():
    first = "The northern government holds that pilotage must come first in every strait and season.\n"
    second = "Elsewhere the insurers withdraw their cover from ships that sail without any pilot aboard.\n"
    third = "What the captains say about it all is another matter, told in another chapter of the book.\n"
    found = aligned(first + second + third, second + third + first)
    moved = (first + second + third)[found.moved[0][0] : found.moved[0][1]]
    assert moved.rstrip(".\n") == first.rstrip(".\n")
    assert found.has_moved(0, len(first))
    assert not found.has_moved(len(first), len(first + second))


def test_it_stops_where_no_more_is_wanted():
    assert aligned(OLD, NEW, cancelled=lambda: True) is None


@given(st.lists(st.sampled_from(["pilot", "strait", "ice.", "\n", "cover"]), max_size=30), st.data())
def test_places_never_step_back(words, data):
    old = " ".join(words)
    new = " ".join(word for word in words if data.draw(st.booleans()))
    found = aligned(old, new)
    for back, size, other in ((False, len(old), len(new)), (True, len(new), len(old))):
        places = [found.place(offset, back=back) for offset in range(size + 1)]
        assert places == sorted(places)
        assert all(0 <= place <= other for place in places)
