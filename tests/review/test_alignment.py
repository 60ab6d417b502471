from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tagging import tag

from glossator.review.alignment import TYPES, align
from glossator.review.reading import Extent

TEXT = "Pilots go first. The ministry rejects it 🕊️, too. 首先 pilots go first, they say. Pilots go first again!"


def aligned(
    *tags: Extent, readers: str = "ab", text: str = TEXT
) -> list[tuple[tuple[str | None, ...], tuple[str, ...]]]:
    return [(group.tags, group.types) for group in align(readers, tags, text)]


def test_same_kind_at_the_same_place_agree() -> None:
    assert aligned(tag("a1", (0, 15)), tag("b1", (0, 15))) == [(("a1", "b1"), ())]


def test_what_one_reader_has_alone_is_only_there() -> None:
    assert aligned(tag("a1", (0, 15)), tag("b1", (17, 40))) == [(("a1", None), ("only",)), ((None, "b1"), ("only",))]


def test_another_kind_at_the_same_place_is_a_difference_of_kind() -> None:
    assert aligned(tag("a1", (0, 15)), tag("b1", (0, 15), kind="claim")) == [(("a1", "b1"), ("kind",))]


def test_any_overlap_joins_and_differs_in_extent() -> None:
    assert aligned(tag("a1", (0, 6)), tag("b1", (5, 40))) == [(("a1", "b1"), ("extent",))]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param([(0, 15)], [(0, 16)], id="a full stop"),
        pytest.param([(0, 16)], [(0, 17)], id="a blank at the end"),
        pytest.param([(17, 40)], [(16, 40)], id="a blank at the start"),
        pytest.param([(0, 40)], [(0, 16), (17, 40)], id="two passages with a blank between"),
    ],
)
def test_blanks_and_final_punctuation_make_no_other_extent(
    one: list[tuple[int, int]], other: list[tuple[int, int]]
) -> None:
    assert aligned(tag("a1", *one), tag("b1", *other)) == [(("a1", "b1"), ())]


def test_a_passage_of_punctuation_alone_keeps_its_place() -> None:
    assert aligned(tag("a1", (0, 3)), tag("b1", (0, 4)), text="?!…!") == [(("a1", "b1"), ("extent",))]


def test_fields_that_differ_or_are_set_by_one_alone_are_named() -> None:
    one, other = (
        tag("a1", (0, 15), stance="for", issue="x", voice="quoted"),
        tag("b1", (0, 15), stance="against", issue="x"),
    )
    (group,) = align("ab", [one, other], TEXT)
    assert (group.types, group.fields) == (("fields",), ("stance", "voice"))


def test_of_two_kinds_only_fields_that_both_set_are_held_against_each_other() -> None:
    one, other = (
        tag("a1", (0, 15), issue="x", stance="for"),
        tag("b1", (0, 15), kind="claim", issue="y", verdict="open"),
    )
    (group,) = align("ab", [one, other], TEXT)
    assert (group.types, group.fields) == (("kind", "fields"), ("issue",))


def test_the_same_kind_is_joined_before_a_closer_place() -> None:
    tags = tag("a1", (0, 15)), tag("b1", (0, 15), kind="claim"), tag("b2", (0, 30))
    assert aligned(*tags) == [((None, "b1"), ("only",)), (("a1", "b2"), ("extent",))]


def test_the_closer_place_is_joined_first() -> None:
    tags = tag("a1", (0, 15)), tag("b1", (10, 40)), tag("b2", (0, 14))
    assert aligned(*tags) == [(("a1", "b2"), ("extent",)), ((None, "b1"), ("only",))]


def test_two_holders_of_one_statement_are_joined_by_who_they_are() -> None:
    tags = (
        tag("a1", (0, 15), holder="N"),
        tag("a2", (0, 15), holder="S"),
        tag("b1", (0, 15), holder="S"),
        tag("b2", (0, 15), holder="N"),
    )
    assert aligned(*tags) == [(("a1", "b2"), ()), (("a2", "b1"), ())]


def test_three_readers_have_one_tag_each_in_a_group() -> None:
    tags = tag("a1", (0, 15)), tag("b1", (0, 15)), tag("c1", (5, 15)), tag("c2", (17, 40))
    assert aligned(*tags, readers="abc") == [(("a1", "b1", "c1"), ("extent",)), ((None, None, "c2"), ("only",))]


def test_readers_who_agree_without_the_third_differ_by_only() -> None:
    assert aligned(tag("a1", (0, 15)), tag("c1", (0, 15)), readers="abc") == [(("a1", None, "c1"), ("only",))]


def test_the_same_words_at_another_of_their_places_are_one_difference() -> None:
    text = "go first 🕊️ and go first, e\u0301galement"
    (group,) = align("ab", [tag("a1", (0, 8)), tag("b1", (15, 24))], text)
    assert (group.tags, group.types, group.start, group.end) == (("a1", "b1"), ("elsewhere",), 0, 24)


def test_words_that_recur_are_joined_in_the_order_of_the_text() -> None:
    text = "ja ja ja ja"
    tags = tag("a1", (0, 2)), tag("a2", (6, 8)), tag("b1", (3, 5)), tag("b2", (9, 11))
    assert aligned(*tags, text=text) == [(("a1", "b1"), ("elsewhere",)), (("a2", "b2"), ("elsewhere",))]


def test_the_same_words_of_another_kind_are_not_the_same_elsewhere() -> None:
    text = "ja ja"
    assert [types for _, types in aligned(tag("a1", (0, 2)), tag("b1", (3, 5), kind="risk"), text=text)] == [
        ("only",)
    ] * 2


def test_a_note_is_joined_with_notes_alone() -> None:
    tags = tag("a1", (0, 15), kind="note"), tag("b1", (0, 15))
    assert [types for _, types in aligned(*tags)] == [("only",), ("only",)]


def test_several_passages_are_one_tag() -> None:
    tags = tag("a1", (0, 15), (50, 60)), tag("b1", (50, 60), (0, 15))
    assert aligned(*tags) == [(("a1", "b1"), ())]


def test_groups_stand_in_the_order_of_the_text_with_what_holds_them() -> None:
    groups = align("ab", [tag("b1", (40, 50)), tag("a1", (0, 15), (60, 70)), tag("b2", (3, 9))], TEXT)
    assert [(group.start, group.end, group.ids) for group in groups] == [(0, 70, ("a1", "b2")), (40, 50, ("b1",))]


def test_readers_who_are_not_compared_are_left_out() -> None:
    assert aligned(tag("a1", (0, 15)), tag("c1", (0, 15))) == [(("a1", None), ("only",))]


@st.composite
def readings(draw: st.DrawFn) -> list[Extent]:
    found = []
    for number in range(draw(st.integers(0, 14))):
        start = draw(st.integers(0, 30))
        kind = draw(st.sampled_from(["position", "claim"]))
        holder = draw(st.sampled_from(["N", "S"]))
        found.append(
            tag(
                f"{draw(st.sampled_from('abc'))}{number}",
                (start, start + draw(st.integers(1, 12))),
                kind=kind,
                holder=holder,
            )
        )
    return found


@settings(max_examples=60)
@given(readings(), st.randoms())
def test_every_tag_is_in_one_group_whatever_the_order_in_which_tags_come(tags: list[Extent], chance: object) -> None:
    text = "ab " * 20
    groups = align("abc", tags, text)
    assert sorted(id_ for group in groups for id_ in group.ids) == sorted(one.id for one in tags)
    assert all(set(group.types) <= set(TYPES) for group in groups)
    assert all(
        id_ is None or id_[0] == reader for group in groups for id_, reader in zip(group.tags, "abc", strict=True)
    )
    shuffled = list(tags)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert align("abc", shuffled, text) == groups


@settings(max_examples=40)
@given(readings())
def test_identical_readings_have_no_difference(tags: list[Extent]) -> None:
    mine = [one._replace(reader="a", id=f"a{one.id}") for one in tags]
    theirs = [one._replace(reader="b", id=f"b{one.id}") for one in tags]
    assert [group.types for group in align("ab", mine + theirs, "ab " * 20)] == [()] * len(tags)


@settings(max_examples=40)
@given(readings())
def test_the_order_of_the_readers_changes_columns_alone(tags: list[Extent]) -> None:
    text = "ab " * 20
    there, back = align("ab", tags, text), align("ba", tags, text)
    assert {(group.tags, group.types) for group in there} == {(group.tags[::-1], group.types) for group in back}
