import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossator.text.clauses import clauses


def cut(text):
    return [text[start:end] for start, end in clauses(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The first is that a pause freezes the harbour; the second is older.",
            ["The first is that a pause freezes the harbour", "the second is older."],
        ),
        ("If it rains, we stay.", ["If it rains", "we stay."]),
        ("It cost 1,000 marks at 10:30 sharp.", ["It cost 1,000 marks at 10:30 sharp."]),
        ("However, the reality is different.", ["However, the reality is different."]),
        ("They want ships, pilots, and a fair price.", ["They want ships, pilots", "and a fair price."]),
        ("This is new – nobody knew it.", ["This is new", "nobody knew it."]),
        ("This is new - nobody knew it.", ["This is new", "nobody knew it."]),
        ("The well-known harbour is shut.", ["The well-known harbour is shut."]),
        ("The harbour stays shut—nobody knows why.", ["The harbour stays shut", "nobody knows why."]),
        ("Our – at least nominal – will remains.", ["Our – at least nominal – will remains."]),
        ("The deal (oil, gas) has failed.", ["The deal (oil, gas) has failed."]),
        (
            "The deal (signed in haste, and by few people) has failed.",
            ["The deal (signed in haste", "and by few people) has failed."],
        ),
        (
            "The rise of “postmodern diplomacy,” where all is show.",
            ["The rise of “postmodern diplomacy,”", "where all is show."],
        ),
        (
            "It is a choice for us; because, when all fails, we wait.",
            ["It is a choice for us", "because, when all fails", "we wait."],
        ),
        ("港口关闭了，船只在等待；没有人知道。", ["港口关闭了", "船只在等待", "没有人知道。"]),
        ("雨が降れば、船は出ない。", ["雨が降れば", "船は出ない。"]),
        ("توقفت الحرب اليوم، لكن الميناء مغلق.", ["توقفت الحرب اليوم", "لكن الميناء مغلق."]),
        ("We met at https://example.org/a,b today.", ["We met at https://example.org/a,b today."]),
        ("One clause. Two, as one sees, here.", ["One clause.", "Two, as one sees, here."]),
    ],
    ids=lambda value: value[:30] if isinstance(value, str) else "",
)
def test_clauses_end_at_the_marks_that_divide_a_sentence(text, expected):
    assert cut(text) == expected


def test_a_clause_runs_over_the_newline_of_a_hard_wrapped_line():
    assert cut("If the pause\nholds, the harbour\nopens.") == ["If the pause\nholds", "the harbour\nopens."]


def test_a_comma_at_a_wrapped_line_end_divides():
    assert cut("If the pause holds,\nthe harbour opens.") == ["If the pause holds", "the harbour opens."]


def test_a_sentence_without_words_is_a_clause_of_its_own():
    assert cut(", , ,") == [", , ,"]


@given(st.text(st.sampled_from('ab A.,;:–—- \n"“”()1😀、，漢؛'), max_size=80))
@settings(max_examples=250)
def test_clauses_are_in_order_apart_and_hold_every_word(text):
    end = 0
    for start, stop in clauses(text, 0, len(text)):
        assert end <= start < stop
        assert not any(character.isalnum() for character in text[end:start])
        assert text[start:stop] == text[start:stop].strip()
        end = stop
    assert not any(character.isalnum() for character in text[end:])
