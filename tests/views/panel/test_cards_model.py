"""The model of the cards: orders, filters, and changes one row at a time."""

import pytest
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy

from glossator.model.codebook import Codebook, Kind
from glossator.model.people import Entity
from glossator.views.panel.model import CardsModel
from glossator.views.panel.rows import Ordering, Row, Sieve

BOOK = Codebook(
    (
        Kind("risk", "Risk", "triangle", "9C2411", "r"),
        Kind("position", "Position", "diamond", "1F4FBF", "p"),
        Kind("claim", "Claim", "disc", "B28C00", "c"),
    )
)
NAMES = {
    "e1": Entity("e1", "actor", "Zealand"),
    "e2": Entity("e2", "actor", "austria"),
    "e3": Entity("e3", "actor", "Old Austria", same_as="e2"),
    "i1": Entity("i1", "issue", "Ceasefire"),
    "i2": Entity("i2", "issue", "Pilotage"),
}
ALL = Sieve(kinds=(), label="", words="")


def row(id_, start=0, *, kind="risk", who="", issue="", said="", settled=2, labels=()):
    """Make a row of ten characters."""
    end = None if start is None else start + 10
    return Row(id_, kind, start, end, who, issue, said, settled, labels)


def ordering(order="place", published="2026-05-12", names=NAMES):
    return Ordering(order, codebook=BOOK, names=lambda: names, published=published)


@pytest.fixture
def model(qtbot):
    made = CardsModel(str, ordering())
    made.tester = QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal)
    return made


def ids(model):
    return [model.id_at(at) for at in range(model.rowCount())]


ROWS = {
    "place": [row("b", 10), row("a", 5), row("c", None)],
    "kind": [row("b", 10, kind="position"), row("a", 5, kind="claim"), row("c", 20, kind="risk")],
    "holder": [row("b", 10, who="e1"), row("a", 5, who=""), row("c", 20, who="e3")],
    "issue": [row("b", 10, issue="i1"), row("a", 5, issue="i2"), row("c", 20)],
    "date": [row("b", 10, said="2026-06"), row("a", 5), row("c", 20, said="2026-05-01")],
    "unsettled": [row("b", 10, settled=1), row("a", 5), row("c", 20, settled=0)],
}
EXPECTED = {"place": "abc", "kind": "cba", "holder": "cba", "issue": "bac", "date": "cab", "unsettled": "cba"}


@pytest.mark.parametrize("order", ROWS)
def test_rows_stand_in_the_order(model, order):
    model.show(ROWS[order], ordering=ordering(order), sieve=ALL, found=None)
    assert "".join(ids(model)) == EXPECTED[order]


@pytest.mark.parametrize("order", ROWS)
def test_a_new_row_is_inserted_where_the_order_has_it(model, order):
    for left_out in range(3):
        some = [one for at, one in enumerate(ROWS[order]) if at != left_out]
        model.show(some, ordering=ordering(order), sieve=ALL, found=None)
        resets, inserted = QSignalSpy(model.modelReset), QSignalSpy(model.rowsInserted)
        model.put(ROWS[order][left_out], found=True)
        assert "".join(ids(model)) == EXPECTED[order]
        assert (resets.count(), inserted.count()) == (0, 1)


def test_equal_rows_stand_as_in_the_text(model):
    model.show([row("b", 20), row("c", 10), row("a", 30)], ordering=ordering("kind"), sieve=ALL, found=None)
    assert ids(model) == ["c", "b", "a"]


def test_a_row_that_changes_its_place_is_moved(model):
    model.show([row("a", 5), row("b", 10), row("c", 20)], ordering=ordering(), sieve=ALL, found=None)
    moved = QSignalSpy(model.rowsMoved)
    model.put(row("a", 15), found=True)
    assert (ids(model), moved.count()) == (["b", "a", "c"], 1)
    model.put(row("c", 1), found=True)
    assert (ids(model), moved.count()) == (["c", "b", "a"], 2)


def test_a_row_that_stays_in_its_place_is_only_changed(model):
    model.show([row("a", 5), row("b", 10)], ordering=ordering(), sieve=ALL, found=None)
    moved, changed = QSignalSpy(model.rowsMoved), QSignalSpy(model.dataChanged)
    model.put(row("a", 6), found=True)
    assert (moved.count(), changed.count()) == (0, 1)
    assert model.place("a") == 0


def test_a_row_that_is_dropped_goes_alone(model):
    model.show([row("a", 5), row("b", 10)], ordering=ordering(), sieve=ALL, found=None)
    removed = QSignalSpy(model.rowsRemoved)
    model.drop("a")
    assert (ids(model), removed.count(), model.place("a")) == (["b"], 1, -1)


def test_a_row_that_the_filter_hides_is_taken_out_and_still_counted(model):
    sieve = Sieve(kinds=["risk"], label="", words="")
    model.show([row("a", 5), row("b", 10)], ordering=ordering(), sieve=sieve, found=None)
    model.put(row("a", 5, kind="claim"), found=True)
    assert ids(model) == ["b"]
    assert model.kinds == {"claim": 1, "risk": 1}


def test_a_label_filters(model):
    rows = [row("a", 5, labels=("To check",)), row("b", 10)]
    model.show(rows, ordering=ordering(), sieve=Sieve(kinds=(), label="to check", words=""), found=None)
    assert ids(model) == ["a"]


def test_only_rows_in_which_the_words_stand_are_shown(model):
    model.show([row("a", 5), row("b", 10)], ordering=ordering(), sieve=ALL, found=frozenset({"b"}))
    assert ids(model) == ["b"]


@pytest.mark.parametrize("count", [3, 200], ids=["row by row", "at once"])
def test_a_renamed_holder_moves_its_rows(model, count):
    names = dict(NAMES)
    rows = [row(f"a{at:03}", at, who="e1") for at in range(count)] + [row("z", 0, who="e2")]
    model.show(rows, ordering=ordering("holder", names=names), sieve=ALL, found=None)
    assert ids(model)[0] == "z"
    names["e1"] = Entity("e1", "actor", "Aachen")
    resets = QSignalSpy(model.modelReset)
    model.rename({"e1"})
    assert (ids(model)[-1], ids(model)[0], resets.count()) == ("z", "a000", 0)


def test_the_first_row_from_an_offset_on_is_found(model):
    model.show([row("a", 5), row("b", 10), row("c", 20)], ordering=ordering(), sieve=ALL, found=None)
    assert [model.first_from(offset) for offset in (0, 5, 6, 11, 99)] == [0, 0, 1, 2, 2]
