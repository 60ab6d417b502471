import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import counts, parsed, refusal
from making_rtf import made, text


def test_ten_thousand_nested_groups_are_read():
    assert text("{" * 10_000 + "deep" + "}" * 10_000) == "deep"


@pytest.mark.parametrize("inner", ["{" * 300_000, r"\footnote x" * 100], ids=["groups", "notes in notes"])
def test_what_no_program_nests_so_deep_is_answered_in_a_sentence(inner):
    assert "it is nested deeper than a document is" in refusal(made(inner), "rtf")


def test_a_truncated_file_gives_what_it_has_and_says_so():
    data = made(r"One.\par Two {\b words}\par{\footnote x}")
    found = parsed(data[:-8], "rtf")
    assert found.content.text == "One.\nTwo words"
    assert counts(found) == {"truncated": 1}


def test_what_follows_the_last_group_is_no_text():
    assert parsed(made("a") + b"\0\0rubbish", "rtf").content.text == "a"


def test_control_characters_are_replaced():
    assert text("a\\'07b\\u7?c") == "a\ufffdb\ufffdc"


def test_what_is_no_rich_text_is_refused():
    assert refusal(b"{\\rt1 a}", "rtf") == "“a” was not read, it is no Rich Text file, get it again where it came from"


def test_a_file_without_words_is_refused():
    assert "it holds no text" in refusal(made(r"\par\par"), "rtf")


WORDS = st.lists(
    st.tuples(st.sampled_from(["{}", r"{\b {}}", r"{\pard {}\par}", r"{\v {}}", r"{\*\x {}}", r"{\footnote {}}"])),
    max_size=8,
)


@settings(max_examples=80, deadline=None)
@given(WORDS)
def test_every_word_that_is_shown_is_in_the_text_exactly_once(around):
    body, wanted = "", []
    for number, (one,) in enumerate(around, start=1):
        body += one.replace("{}", f"<{number}>")
        wanted += [] if "\\v" in one or "\\*" in one else [str(number)]
    found = re.findall("<([0-9]+)>", text(body + "<0>"))
    assert sorted(found) == sorted([*wanted, "0"])


SOME_OF_IT = [
    *("{", "}", "\\'", "\\'e9", "\\u8364", "\\u-1", "?", "a", "\\par", "\\cell", "\\row"),
    *(
        "\\nestrow",
        "\\itap3",
        "\\nestcell",
        "\\footnote",
        "\\*",
        "\\pict",
        "\\v",
        "\\uc9",
        "\\fonttbl",
        "\\annotation",
        "\\atnref",
    ),
    *(
        "\\shptxt",
        "\\listtext",
        "\\info",
        "\\stylesheet",
        "\\s1",
        "\\field",
        "\\sv",
        "\\fldinst",
        "\\fldrslt",
        "\\trowd",
        "\\cellx99",
    ),
    *("\\clmrg", "\\clvmrg", "\\ud", "\\upr", "\\", "\\~"),
]


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from([*SOME_OF_IT, "\n", "\\bin2 ", "\\f3 ", "\\intbl "]),
        max_size=40,
    )
)
def test_whatever_follows_what_it_is_read_or_refused(parts):
    data = (r"{\rtf1 x\par " + "".join(parts) + r"\par x}").encode()
    assert "x" in parsed(data, "rtf").content.text


def test_a_paragraph_of_a_hundred_thousand_runs_is_read():
    runs = "".join(r"{\b a}" if number % 50 else r"{\i b}" for number in range(100_000))
    assert len(text(runs)) == 100_000
