"""Two versions of a text are compared by tokens that show what is the same for a reader."""

import pytest

from glossator.anchoring.tokens import Lexicon


def cut(text: str) -> list[str]:
    tokens = Lexicon(text).read(text)
    return [text[start:end] for start, end in zip(tokens.starts, tokens.ends, strict=True)]


def folded(text: str) -> list[str]:
    lexicon = Lexicon(text)
    return [lexicon.words[key] for key in lexicon.read(text).keys]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("The sea, at 9.", ["The", "sea", ",", "at", "9", "."]),
        ("wait -- no...", ["wait", "--", "no", "..."]),
        ("cafe\u0301 is", ["cafe\u0301", "is"]),
        ("co\u00adoperate", ["co\u00adoperate"]),
        ("大海。か\u3099", ["大", "海", "。", "か\u3099"]),
        ("서울", ["서", "울"]),
        ("مُحَمَّد قال", ["مُحَمَّد", "قال"]),
        ("👍🏽ok❤\ufe0f", ["👍🏽", "ok", "❤\ufe0f"]),
        ("one\u2028two\u2029three", ["one", "two", "three"]),
        (" \n\t", []),
    ],
    ids=["words", "dash", "mark", "soft hyphen", "cjk", "hangul", "arabic", "emoji", "separators", "blanks"],
)
def test_a_text_is_cut_into_words_marks_and_single_characters(text, tokens):
    assert cut(text) == tokens


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("CAFÉ cafe\u0301", ["cafe", "cafe"]),
        ("“ » ' ’", ['"', '"', "'", "'"]),
        ("— – -- -", ["-", "-", "-", "-"]),
        ("co\u00adop ﬁne", ["coop", "fine"]),
        ("… ...", ["...", "..."]),
        ("か が か\u3099", ["か", "が", "が"]),
        ("مُحَمَّد محمد", ["محمد", "محمد"]),
    ],
    ids=["capitals and accents", "quotes", "dashes", "unseen and ligatures", "ellipsis", "voiced kana", "vowel signs"],
)
def test_forms_of_one_word_are_one_word(text, words):
    assert folded(text) == words


def test_a_range_has_the_tokens_that_it_shares_a_character_with():
    tokens = Lexicon("one two three").read("one two three")
    assert tokens.within(2, 6) == (0, 2)
    assert tokens.within(3, 4) == (1, 1)
