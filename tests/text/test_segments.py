import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossator.text.segments import grapheme_bounds, sentences, trimmed, words


def cut(text):
    return [text[start:end] for start, end in sentences(text, 0, len(text))]


@pytest.mark.parametrize(
    "expected",
    [
        ["Mr. Ruiz met Dr. Lam.", "They talked."],
        ["Ports, e.g. Varna, stay open.", "Others close."],
        ["Viele, z. B. Berlin, zögern.", "Andere nicht."],
        ["Die Mittel bzw. Hilfen fehlen.", "Punkt."],
        ["M. Dupont est venu.", "Il parle."],
        ["St. Petersburg is far.", "Still."],
        ["See No. 5 of the list.", "He said no.", "Then he left."],
        ["North vs. South again.", "Nobody won."],
        ["On Jan. 5 they met.", "On Feb. 6 too."],
        ["The U.S. Navy came.", "It left."],
        ["He wrote to the U.S.", "The answer was short."],
        ["J. R. Smith signed.", "So did I.", "Nobody else."],
        ["Am 3. Mai begann es.", "Am 12. März war Ruhe."],
        ["Der 2. Weltkrieg endete.", "Es war 1945.", "Danach kam Ruhe."],
        ["1. The first rule holds.", "2. So does the second."],
        ["He said: “Stop.”", "Nobody did."],
        ["“Really?” he asked.", "“Yes!” she cried."],
        ["« Il est venu. »", "Elle part."],
        ["»Halt!«", "»Warum?«"],
        ["(It was late.)", "They went."],
        ["It went on... and on.", "Then it stopped..."],
        ["It went on… and on.", "Then it stopped…", "Silence."],
        ["The text […] The rest is lost."],
        ["港は閉まった。", "誰が来た？", "「来た！」と言った。"],
        ["هل توقفت الحرب؟", "نعم."],
        ["Prices rose 3.5 per cent.", "Yes."],
        ["А. С. Пушкин написал.", "Он жил в г. Москве."],
        ["Look at example.org today.", "Fine."],
        ["A heading without a stop"],
    ],
    ids=lambda value: value[0][:24],
)
def test_sentences_end_where_a_reader_ends_them(expected):
    joiner = "" if expected[0].startswith("港") else " "
    assert cut(joiner.join(expected)) == expected


def test_a_paragraph_separator_ends_a_sentence():
    assert cut("One\u2029two.") == ["One", "two."]


def test_a_newline_inside_a_paragraph_is_a_space():
    assert cut("The pause\nfreezes the harbour. It\nstays.") == ["The pause\nfreezes the harbour.", "It\nstays."]


def test_offsets_are_of_the_whole_text_and_count_emoji_once():
    text = "😀 Zero.\n\n😀 One. Two 👩🏽‍🚀 here. "
    assert sentences(text, 9, len(text)) == [(9, 15), (16, 30)]


def test_marks_without_words_stay_with_their_sentence():
    assert cut("They came. . . . They went.") == ["They came. . . .", "They went."]


def test_a_paragraph_without_words_is_one_sentence():
    assert cut("* * *") == ["* * *"]


def test_a_blank_range_has_no_sentences():
    assert sentences("a \n b", 1, 4) == []


PROSE = st.text(st.sampled_from('ab A.?!… ,;:\n"“”()«»—-1😀é\u0301。、漢\u2028\u00a0'), max_size=80)


@given(PROSE)
@settings(max_examples=200)
def test_sentences_are_in_order_and_lose_nothing_but_blanks(text):
    end = 0
    for start, stop in sentences(text, 0, len(text)):
        assert end <= start < stop
        assert text[end:start].strip() == ""
        assert text[start:stop] == text[start:stop].strip()
        end = stop
    assert text[end:].strip() == ""


@given(PROSE)
@settings(max_examples=100)
def test_cutting_a_sentence_again_finds_its_end(text):
    found = sentences(text, 0, len(text))
    assert not found or sentences(text, *found[-1])[-1][1] == found[-1][1]


def test_words_leave_out_what_stands_between_them():
    text = "Kiev's “pause”, 1,000 días — 😀 ok"
    assert [text[start:end] for start, end in words(text, 0, len(text))] == ["Kiev's", "pause", "1,000", "días", "ok"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  ab ", (2, 4)),
        ("\u00a0\u3000ab\u2028\n", (2, 4)),
        ("ab", (0, 2)),
        (" \t ", (0, 0)),
        ("", (0, 0)),
    ],
    ids=["spaces", "unicode", "none", "only blanks", "empty"],
)
def test_blanks_of_any_kind_are_trimmed_at_both_ends(text, expected):
    assert trimmed(text, 0, len(text)) == expected


@pytest.mark.parametrize(
    ("text", "start", "end", "expected"),
    [
        ("cafe\u0301 au", 0, 4, (0, 5)),
        ("a👩🏽‍🚀b", 1, 2, (1, 5)),
        ("a👩🏽‍🚀b", 3, 6, (1, 6)),
        ("🇺🇦🇫🇷🇩🇪", 3, 4, (2, 4)),
        ("👍🏿!", 0, 1, (0, 2)),
        ("harbour", 1, 3, (1, 3)),
        ("x e\u0301 y", 3, 3, (2, 4)),
        ("한국", 0, 1, (0, 1)),
        ("a\u0301" * 3, 2, 4, (2, 4)),
    ],
    ids=[
        "accent",
        "astronaut's start",
        "astronaut's middle",
        "second flag",
        "skin tone",
        "ascii",
        "caret",
        "hangul",
        "whole",
    ],
)
def test_a_range_is_widened_to_whole_characters(text, start, end, expected):
    assert grapheme_bounds(text, start, end) == expected


@given(st.text(st.sampled_from("ae\u0301😀🏽\u200d👩🇫🇷漢\n \u0600"), max_size=30), st.data())
@settings(max_examples=200)
def test_widening_holds_the_range_and_is_done_once(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    low, high = grapheme_bounds(text, start, end)
    assert low <= start
    assert end <= high
    assert grapheme_bounds(text, low, high) == (low, high)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", ["He said so.", "Nobody left."]),
        ("en", ["They won by 12.", "Nobody cheered."]),
        ("en", ["It is sent c/o Messrs. Hale.", "He knows."]),
        ("de", ["Am 3. Oktober kamen sie am So. nach Bonn.", "Punkt."]),
        ("de-AT", ["Hl. Leopold und Mag. Berger, vgl. Abb. 3, kamen.", "Mehr nicht."]),
        ("fr", ["Mme. Duval, cf. chap. 4, parle.", "Personne ne répond."]),
        ("es", ["El Sr. Pérez vio a la Dra. Gil, pág. 5 del informe.", "Nadie habló."]),
        ("es", ["Vinieron de los EE.UU. y del mar.", "Se fueron."]),
        ("it", ["L’on. Rossi e il sig. Bo, pag. 7, tacciono.", "Nessuno parla."]),
        ("ru", ["В 1945 г. Москва, т. е. столица, и проф. Иванов.", "Он знал."]),
        ("ru", ["Это было в 1945 г.", "Он знал."]),
        ("tr", ["Doç. Dr. Ak, 29. Madde ve bkz. s. 4, geldi.", "Bu bitti."]),
        ("uk", ["Див. проф. Коваль, с. 12, 1991 р. Київ.", "Він знав."]),
        ("ar", ["قال د. أحمد ذلك.", "ثم خرج."]),
        ("ar", ["هل توقفت الحرب؟", "نعم."]),
        ("zh", ["会谈结束了。", "谁来了？", "没有人。"]),
        ("ja", ["港は閉まった。", "「来た！」と言った。"]),
    ],
)
def test_sentences_end_as_the_language_of_the_text_has_it(language, expected):
    text = ("" if language in ("zh", "ja") else " ").join(expected)
    assert [text[slice(*one)] for one in sentences(text, 0, len(text), language=language)] == expected


def test_one_text_is_cut_otherwise_in_another_language():
    text = "So kam er am So. Abend. Nobody knew."
    assert sentences(text, 0, len(text), language="de")[0] == (0, 23)
    assert sentences(text, 0, len(text), language="en")[0] == (0, 16)


@pytest.mark.parametrize("language", [None, "xx", "", "EN-gb", "en_US"])
def test_a_language_without_a_list_is_cut_by_what_all_have(language):
    text = "Mr. Ruiz met Dr. Lam. They talked."
    assert sentences(text, 0, len(text), language=language) == [(0, 21), (22, 34)]
