import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossator.reading.canonical import canonical

ANY = st.text(st.characters() | st.sampled_from("\r\n\x00\x0b\x0c\x1f\ufeff\ud800\udc00\u2028\x85"), max_size=40)


@given(ANY)
@settings(max_examples=200)
def test_doing_it_again_changes_nothing(text):
    clean, _ = canonical(text)
    assert canonical(clean) == (clean, ())


@given(ANY)
@settings(max_examples=200)
def test_what_comes_out_can_be_stored_and_holds_no_control_character(text):
    clean, _ = canonical(text)
    clean.encode("utf-8")
    assert not [character for character in clean if character < " " and character not in "\t\n\x0b\x0c"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\r\nb\rc\n\rd", "a\nb\nc\n\nd"),
        ("\ufeffa\ufeffb", "a\ufeffb"),
        ("a\x00b\x1bc", "a\ufffdb\ufffdc"),
        ("\ud83d\ude00 \ud83d!", "😀 \ufffd!"),
    ],
    ids=["line ends", "mark", "controls", "surrogates"],
)
def test_container_noise_is_changed(text, expected):
    assert canonical(text)[0] == expected


@pytest.mark.parametrize(
    "text",
    [
        "a\x85b\u2028c\u2029d\x0be\x0cf",
        "a\u00a0b\u202fc\u3000d\u00ade",
        "e\u0301 \u212b ﬁ",
        "\u202eabc\u202c 👩🏽‍🚀",
        "\ufffe\t“x”…",
    ],
    ids=["line separators", "blanks", "forms", "bidi and joiners", "noncharacters"],
)
def test_everything_else_stays(text):
    assert canonical(text) == (text, ())


def test_what_was_replaced_is_counted_in_words():
    _, cautions = canonical("a\x00\x01b\ud800")
    assert [(caution.code, caution.count, caution.words) for caution in cautions] == [
        ("control-characters", 2, "2 control characters replaced"),
        ("surrogates", 1, "1 half character replaced"),
    ]
