import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossator.model.problem import Refused
from glossator.reading.encoding import candidates, decode

RUSSIAN = "Пауза замораживает порт, и никто не знает, когда он откроется."
FRENCH = "Il était très “content” de l’été à Nîmes."
JAPANESE = "港は閉まった。誰も知らない。"


@pytest.mark.parametrize(
    ("text", "codec", "encoding", "label"),
    [
        (FRENCH, "cp1252", "windows-1252", "Windows-1252"),
        ("It’s a “naïve café” – no more.", "cp1252", "windows-1252", "Windows-1252"),
        ("“Hi”", "cp1252", "windows-1252", "Windows-1252"),
        ("żółć i port", "cp1250", "windows-1250", "Windows-1250"),
        ("Die Größe der Straße “übersteigt” alles – wirklich.", "cp1252", "windows-1252", "Windows-1252"),
        (RUSSIAN, "cp1251", "windows-1251", "Windows-1251"),
        (RUSSIAN, "koi8-r", "koi8-r", "KOI8-R"),
        (JAPANESE, "shift_jis", "cp932", "Shift JIS"),
        (JAPANESE, "euc_jp", "euc-jp", "EUC-JP"),
        (JAPANESE, "iso2022_jp", "iso-2022-jp", "ISO-2022-JP"),
        ("港口已经关闭，没有人知道什么时候重新开放。", "gb18030", "gb18030", "GB18030"),
        ("港口已經關閉，沒有人知道。", "big5", "big5", "Big5"),
        ("항구는 닫혔다. 아무도 모른다.", "euc_kr", "cp949", "EUC-KR"),
        ("Wszyscy wiedzą, że port jest zamknięty. Źródło.", "cp1250", "windows-1250", "Windows-1250"),
        ("الميناء مغلق ولا أحد يعلم متى يفتح", "cp1256", "windows-1256", "Windows-1256"),
    ],
    ids=[
        "french",
        "english",
        "two letters",
        "three words",
        "german",
        "russian",
        "koi8",
        "shift-jis",
        "euc-jp",
        "iso-2022-jp",
        "chinese",
        "big5",
        "korean",
        "polish",
        "arabic",
    ],
)
def test_a_guessed_encoding_is_said_to_be_guessed(text, codec, encoding, label):
    decoded = decode(text.encode(codec))
    assert (decoded.text, decoded.encoding) == (text, encoding)
    assert [(caution.code, caution.words) for caution in decoded.cautions] == [
        ("encoding-guessed", f"read as {label} (guessed)")
    ]


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize(
    "text", ["The harbour.", RUSSIAN, "一港は閉まった。\n誰も知らない。\n", "é 😀"], ids=["en", "ru", "ja", "emoji"]
)
def test_wide_encodings_are_known_by_their_zeros(text, codec):
    decoded = decode(text.encode(codec))
    assert (decoded.text, decoded.encoding, decoded.cautions) == (text, codec, ())


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (b"\xef\xbb\xbfab", "utf-8"),
        (b"\xff\xfea\0b\0", "utf-16-le"),
        (b"\xfe\xff\0a\0b", "utf-16-be"),
        (b"\xff\xfe\0\0a\0\0\0b\0\0\0", "utf-32-le"),
        (b"\0\0\xfe\xff\0\0\0a\0\0\0b", "utf-32-be"),
    ],
    ids=["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"],
)
def test_a_byte_order_mark_decides_and_is_no_text(data, encoding):
    decoded = decode(data)
    assert (decoded.text, decoded.encoding, decoded.confidence) == ("ab", encoding, None)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40))
@settings(max_examples=100)
def test_utf8_is_never_taken_for_something_else(text):
    if not text.startswith("\ufeff"):
        assert (decode(text.encode()).text, decode(text.encode()).encoding) == (text, "utf-8")


def test_a_stray_zero_does_not_make_a_text_wide():
    assert decode(b"one\0two\x01three").text == "one\0two\x01three"


def test_a_damaged_byte_in_much_utf8_is_replaced_and_counted():
    decoded = decode(("Größe und Maß, zwölf Türme über Köln. " * 4).encode() + b"\xff end")
    assert (decoded.encoding, decoded.undecodable, decoded.text[-5:]) == ("utf-8", 1, "\ufffd end")


def test_utf8_that_was_cut_in_the_middle_of_a_character_stays_utf8():
    decoded = decode("Größe und Maß, zwölf €".encode()[:-1])
    assert (decoded.text, decoded.undecodable) == ("Größe und Maß, zwölf \ufffd\ufffd", 2)


@pytest.mark.parametrize(
    ("data", "encoding", "text", "count"),
    [
        (b"a\xff\xfeb", "utf-8", "a\ufffd\ufffdb", 2),
        ("é".encode(), "latin-1", "Ã©", 0),
        (b"a\x81b", "windows-1252", "a\ufffdb", 1),
        (b"a\0b", "utf-16-le", "a\ufffd", 1),
        (b"\xff\xfea\0", "utf-16", "a", 0),
    ],
    ids=["utf-8", "latin-1", "cp1252", "odd utf-16", "utf-16 with mark"],
)
def test_a_forced_encoding_is_obeyed_and_bytes_it_lacks_are_counted(data, encoding, text, count):
    decoded = decode(data, encoding=encoding)
    assert (decoded.text, decoded.undecodable, decoded.confidence) == (text, count, None)


@pytest.mark.parametrize("encoding", ["klingon", "base64", "rot13", "undefined", "", "utf\0"])
def test_an_unknown_encoding_is_refused_with_some_that_work(encoding):
    with pytest.raises(Refused, match="is not known, try utf-8, utf-16, windows-1252"):
        decode(b"abc", encoding=encoding)


@pytest.mark.parametrize(
    "data", [bytes(range(256)), b"\0\0\0\0\1\2\3", b"\x00\x01\x02\x7f" * 50], ids=["all", "zeros", "noise"]
)
def test_bytes_that_hold_no_text_are_refused(data):
    with pytest.raises(Refused, match="it holds no text"):
        decode(data)


def test_candidates_read_differently_and_show_their_first_differing_line():
    found = candidates(("One plain line.\n" + FRENCH).encode("cp1252"))
    assert ("windows-1251", "Windows-1251", "Il йtait trиs “content” de l’йtй а Nоmes.") in [
        (candidate.encoding, candidate.label, candidate.sample) for candidate in found
    ]
    assert "windows-1252" not in [candidate.encoding for candidate in found]


def test_candidates_differ_from_one_another():
    found = candidates(RUSSIAN.encode("koi8-r"))
    assert len({candidate.sample for candidate in found}) == len(found) > 1
