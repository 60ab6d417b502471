import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossator.model.document import Block, Content
from glossator.text.ladder import (
    clause_at,
    narrower,
    next_sentence,
    one_clause_less,
    one_clause_more,
    previous_sentence,
    sentence_at,
    wider,
)
from glossator.text.paragraphs import Paragraphs

TITLE = "The pause"
FIRST = "If it holds, ships sail. Nobody believes it."
SECOND = "Pilots wait; crews sleep."
TEXT = f"{TITLE}\n{FIRST}\n\n{SECOND}\n"
PARAGRAPHS = Paragraphs(
    Content(
        TEXT,
        (
            Block("heading", 0, 9, 1),
            Block("paragraph", 10, 54),
            Block("paragraph", 55, 55),
            Block("paragraph", 56, 81),
            Block("paragraph", 82, 82),
        ),
    )
)


def words(found):
    return None if found is None else TEXT[found[0] : found[1]]


def climb(offset, steps):
    start = end = offset
    for _ in range(steps):
        start, end = wider(PARAGRAPHS, TEXT, start, end)
    return start, end


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        (1, "If it holds"),
        (2, "If it holds, ships sail."),
        (3, FIRST),
        (4, TEXT.strip()),
        (5, TEXT.strip()),
    ],
    ids=["clause", "sentence", "paragraph", "section", "no more"],
)
def test_a_caret_climbs_from_its_clause_to_its_section(steps, expected):
    assert words(climb(12, steps)) == expected


def test_a_selection_that_is_no_unit_becomes_the_smallest_around_it():
    assert words(wider(PARAGRAPHS, TEXT, 13, 20)) == "If it holds"


def test_a_selection_over_two_clauses_becomes_their_sentence():
    assert words(wider(PARAGRAPHS, TEXT, 16, 26)) == "If it holds, ships sail."


def test_a_selection_over_two_paragraphs_becomes_their_section():
    assert words(wider(PARAGRAPHS, TEXT, 40, 60)) == TEXT.strip()


def test_blanks_at_a_selection_s_ends_count_for_nothing():
    assert words(wider(PARAGRAPHS, TEXT, 10, 35)) == FIRST


def test_stepping_back_meets_the_same_units_in_turn():
    down = [climb(12, 4)]
    while down[-1] != (12, 12):
        down.append(narrower(PARAGRAPHS, TEXT, *down[-1], caret=12))
    assert down == [climb(12, 4), climb(12, 3), climb(12, 2), climb(12, 1), (12, 12)]


@pytest.mark.parametrize(
    ("offset", "clause"),
    [(21, "If it holds"), (22, "ships sail."), (34, "ships sail."), (35, "Nobody believes it."), (55, "Pilots wait")],
    ids=["clause end", "between", "sentence end", "next sentence", "blank line"],
)
def test_a_caret_between_clauses_has_the_one_that_follows(offset, clause):
    assert words(clause_at(PARAGRAPHS, TEXT, offset)) == clause


def walk(step, offset):
    found = []
    while (sentence := step(PARAGRAPHS, TEXT, offset)) is not None:
        found.append(words(sentence))
        offset = sentence[0]
    return found


def test_next_sentence_walks_to_the_end_of_the_text():
    assert walk(next_sentence, 0) == ["If it holds, ships sail.", "Nobody believes it.", SECOND]


def test_previous_sentence_walks_to_its_beginning():
    assert walk(previous_sentence, 60) == ["Nobody believes it.", "If it holds, ships sail.", TITLE]


def test_previous_sentence_leaves_the_sentence_that_holds_the_caret():
    assert words(previous_sentence(PARAGRAPHS, TEXT, 42)) == "If it holds, ships sail."


def test_sentence_at_the_caret_is_found_in_the_middle():
    assert words(sentence_at(PARAGRAPHS, TEXT, 42)) == "Nobody believes it."


def test_one_clause_more_runs_over_the_paragraph_s_end():
    found = [(10, 21)]
    for _ in range(4):
        found.append(one_clause_more(PARAGRAPHS, TEXT, *found[-1]))
    assert [words(item) for item in found] == [
        "If it holds",
        "If it holds, ships sail.",
        FIRST,
        f"{FIRST}\n\nPilots wait",
        f"{FIRST}\n\n{SECOND}",
    ]


def test_one_clause_more_at_the_end_changes_nothing():
    assert one_clause_more(PARAGRAPHS, TEXT, 56, 81) == (56, 81)


def test_one_clause_more_at_a_caret_selects_its_clause():
    assert words(one_clause_more(PARAGRAPHS, TEXT, 12, 12)) == "If it holds"


def test_one_clause_less_takes_back_what_one_more_gave():
    found = one_clause_less(PARAGRAPHS, TEXT, 10, 67)
    assert (words(found), words(one_clause_less(PARAGRAPHS, TEXT, *found))) == (FIRST, "If it holds, ships sail.")


def test_one_clause_less_keeps_the_last_clause():
    assert one_clause_less(PARAGRAPHS, TEXT, 10, 21) == (10, 21)


@given(st.integers(0, len(TEXT)), st.integers(0, len(TEXT)))
@settings(max_examples=120)
def test_wider_holds_what_it_was_given(one, other):
    start, end = sorted((one, other))
    low, high = wider(PARAGRAPHS, TEXT, start, end)
    if start < end and TEXT[start:end].strip():
        first = start + len(TEXT[start:end]) - len(TEXT[start:end].lstrip())
        assert low <= first
        assert high >= start + len(TEXT[start:end].rstrip())
