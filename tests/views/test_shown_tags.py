"""The shown document's tags keep the order of the text while they come and go."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator.store import RowChange
from glossator.views.page.view import PageTag
from glossator.views.shown_tags import ShownTags, counted

ROWS = [
    ("b", "claim", "mara", 0, 10, 20),
    ("a", "risk", "mara", 0, 5, 8),
    ("a", "risk", "mara", 1, 40, 44),
    ("c", "position", "tomas", 0, 10, 20),
    ("lost", "claim", "mara", 0, None, None),
]


def walk(shown: ShownTags) -> list[str]:
    found, at = [], ""
    while at := shown.after(0, at):
        found.append(at)
    return found


def test_tags_are_walked_in_the_order_of_the_text():
    assert walk(ShownTags(ROWS)) == ["a", "b", "c"]


def test_a_tag_without_a_place_is_counted_and_not_walked():
    shown = ShownTags(ROWS)
    assert len(shown) == 4
    assert shown.after(0, "c") == ""


def test_without_a_current_tag_the_walk_begins_at_the_caret():
    shown = ShownTags(ROWS)
    assert shown.after(6) == "b"
    assert shown.before(9) == "a"
    assert shown.before(5) == ""


def test_a_tag_of_two_passages_keeps_both():
    assert ShownTags(ROWS).get("a").spans == ((5, 8), (40, 44))


@given(
    st.lists(st.tuples(st.sampled_from("abcdefgh"), st.integers(0, 30), st.integers(1, 9), st.booleans()), max_size=30)
)
def test_any_coming_and_going_leaves_the_order_of_those_that_are_there(steps):
    shown, plain = ShownTags(), {}
    for one, start, length, comes in steps:
        if comes:
            shown.put(PageTag(one, "risk", ((start, start + length),)))
            plain[one] = (start, start + length)
        else:
            shown.drop(one)
            plain.pop(one, None)
    assert walk(shown) == [one for one, _ in sorted(plain.items(), key=lambda item: (*item[1], item[0]))]


@pytest.mark.parametrize(
    ("fields", "is_there", "expected"),
    [
        ({"deleted": (None, False), "kind": (None, "risk")}, True, [("d", "risk", 1)]),
        ({"deleted": (False, True)}, False, [("d", "risk", -1)]),
        ({"deleted": (True, False)}, True, [("d", "risk", 1)]),
        ({"kind": ("claim", "risk")}, True, [("d", "claim", -1), ("d", "risk", 1)]),
        ({"note": ("", "words")}, True, [("d", "risk", -1), ("d", "risk", 1)]),
        ({"kind": ("claim", "risk")}, False, []),
    ],
    ids=["made", "removed", "back", "of another kind", "noted", "changed while removed"],
)
def test_what_a_change_counts(fields, is_there, expected):
    changes = [
        RowChange("annotation", "t", fields),
        RowChange("entity", "e", {}),
        RowChange("annotation", "hidden", {}),
    ]
    assert list(counted(changes, {"t": ("d", "risk", is_there)})) == expected
