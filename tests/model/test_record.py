"""Our dataclasses against the standard library's: what comes out behaves the same."""

import copy
import dataclasses
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator.model import record


def _classes(make) -> tuple[type, type, type]:
    @make(frozen=True, slots=True)
    class Place:
        """Hold a place."""

        start: int
        words: str = ""
        notes: dict = record.field(default_factory=dict, compare=False)

    @make(slots=True)
    class Count:
        """Hold a count that changes."""

        number: int
        twice: int = record.field(init=False)

        def __post_init__(self) -> None:
            self.twice = 2 * self.number

    @make(frozen=True, slots=True)
    class Nothing:
        """Hold nothing."""

    return Place, Count, Nothing


Place, Count, Nothing = _classes(record.dataclass)
TheirPlace, TheirCount, TheirNothing = _classes(dataclasses.dataclass)


@record.dataclass(frozen=True, slots=True)
class Sent:
    """Go to another process."""

    words: str
    number: int = 0


_PLACES = st.tuples(st.integers(0, 3), st.sampled_from(["", "a", "é"]))


@given(_PLACES, _PLACES)
def test_two_are_equal_where_the_standard_librarys_are(one, other):
    assert (Place(*one) == Place(*other)) is (TheirPlace(*one) == TheirPlace(*other))


@given(_PLACES)
def test_equal_ones_have_one_hash(one):
    assert len({Place(*one), Place(*one), Place(*one, {"note": 1})}) == 1


@pytest.mark.parametrize("make", ["Place(1, 'a')", "Count(4)", "Nothing()"])
def test_one_is_written_as_the_standard_librarys_is(make):
    theirs = repr(eval(make, {"Place": TheirPlace, "Count": TheirCount, "Nothing": TheirNothing}))
    assert repr(eval(make)) == theirs


def test_each_has_a_default_of_its_own():
    assert Place(1).notes is not Place(1).notes


def test_what_is_frozen_cannot_be_set():
    with pytest.raises(dataclasses.FrozenInstanceError, match="cannot assign to field 'start'"):
        Place(1).start = 2


def test_what_is_frozen_cannot_be_deleted():
    with pytest.raises(dataclasses.FrozenInstanceError, match="cannot delete field 'start'"):
        del Place(1).start


def test_what_is_not_frozen_can_be_set_and_has_no_hash():
    count = Count(4)
    count.number = 5
    assert (count.number, count.twice, Count.__hash__) == (5, 8, None)


def test_the_fields_are_the_standard_librarys():
    assert [one.name for one in dataclasses.fields(Place)] == ["start", "words", "notes"]


def test_one_is_made_from_another():
    assert record.replace(Place(1, "a"), words="b") == Place(1, "b")


def test_there_is_no_room_for_other_attributes():
    assert Place.__slots__ == TheirPlace.__slots__


def test_one_is_matched_by_its_places():
    match Place(1, "a"):
        case Place(start, words):
            assert (start, words) == (1, "a")


@pytest.mark.parametrize("again", [copy.copy, copy.deepcopy, lambda one: pickle.loads(pickle.dumps(one))])
def test_a_copy_is_the_same(again):
    assert again(Sent("a", 3)) == Sent("a", 3)


@pytest.mark.parametrize("given_", [(), (1, "a", {}, 4)], ids=["too few", "too many"])
def test_a_wrong_number_of_values_is_refused(given_):
    with pytest.raises(TypeError):
        Place(*given_)


def test_another_kind_is_not_equal():
    assert Place(1) != TheirPlace(1)
