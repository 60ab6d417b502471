import io
import os
import zipfile

import pytest
from checking import check_content
from hypothesis import given, settings
from hypothesis import strategies as st

from glossator.model.problem import Refused
from glossator.reading.read import read_bytes, read_file, read_pasted

SHEET = "an OpenDocument file other than a text"


def zipped(name: str, *, mimetype: bytes | None = None) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        if mimetype is not None:
            archive.writestr("mimetype", mimetype)
        archive.writestr(name, "One line.")
    return out.getvalue()


def refused(call):
    with pytest.raises(Refused) as caught:
        call()
    return str(caught.value)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a PNG image"),
        (zipped("notes.txt"), "an archive (zip)"),
        (zipped("xl/workbook.xml"), "an Excel workbook"),
        (zipped("content.xml", mimetype=b"application/vnd.oasis.opendocument.spreadsheet"), SHEET),
        (zipped("word/document.xml")[:60], "a container (zip) that is damaged or not whole"),
        (b"\x7fELF\x02\x01\x01\0", "a program"),
        (b"MZ\x90\0\x03\0\0\0", "a program"),
        (b"SQLite format 3\0", "a database or a project"),
        (b"RIFF\x24\0\0\0WEBPVP8 ", "a WebP image"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_text_is_named_whatever_its_suffix(data, what):
    message = f"“report.txt” was not read, it is {what}, choose a text, or a document that holds one"
    assert refused(lambda: read_bytes(data, file_name="report.txt")) == message


@pytest.mark.parametrize(
    ("inside", "message"),
    [
        (
            "WordDocument",
            "it is an older Word document (.doc), open it in its own program and save it as .docx or .odt",
        ),
        ("EncryptedPackage", "it is protected by a password, open it in its own program and save it without one"),
        ("Workbook", "it is an older Office document, open it in its own program and save it as .docx or .odt"),
    ],
    ids=["older", "locked", "other"],
)
def test_an_office_file_in_the_older_container_is_named_as_what_it_is(inside, message):
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + inside.encode("utf-16-le")
    assert refused(lambda: read_bytes(data, file_name="report.docx")) == f"“report.docx” was not read, {message}"


@pytest.mark.parametrize(
    ("name", "words"),
    [("a.pdf", "a PDF document"), ("a.docx", "a Word document"), ("a.rtf", "a Rich Text document")],
)
def test_a_text_under_a_document_s_name_is_refused_as_what_it_is_not(name, words):
    assert refused(lambda: read_bytes(b"One line.", file_name=name)) == (
        f"“{name}” was not read, it is not {words}, though its name says so,"
        " get it again where it came from, or name it .txt to read it as a text"
    )


def test_an_image_under_a_document_s_name_is_named() -> None:
    assert refused(lambda: read_bytes(b"\x89PNG\r\n\x1a\n", file_name="a.pdf")) == (
        "“a.pdf” was not read, it is a PNG image, choose a text, or a document that holds one"
    )


@pytest.mark.parametrize("text", ["MZ is a land code.", "BM also.", "PK zips.", "%PDF is a mark.", "GIF87 was first."])
def test_a_text_that_begins_like_something_else_is_a_text(text):
    assert read_bytes(text.encode(), file_name="a.txt").content.text == text


@pytest.mark.parametrize(
    "data", [b"", b" \n\t\r\n", "\ufeff".encode(), "\u3000\u00a0".encode()], ids=["none", "blanks", "mark", "wide"]
)
def test_an_empty_file_is_refused(data):
    message = "“a.txt” was not read, it is empty, choose a file with text in it"
    assert refused(lambda: read_bytes(data, file_name="a.txt")) == message


def test_a_missing_file_is_refused(tmp_path):
    message = "“gone.txt” was not read, there is no such file, check its name and place"
    assert refused(lambda: read_file(tmp_path / "gone.txt")) == message


def test_a_folder_is_refused(tmp_path):
    (tmp_path / "notes").mkdir()
    message = "“notes” was not read, it is a folder, choose the files in it"
    assert refused(lambda: read_file(tmp_path / "notes")) == message


def test_a_pipe_is_refused_without_waiting_for_it(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    assert "it is no file but a device or a pipe" in refused(lambda: read_file(tmp_path / "pipe.txt"))


def test_a_file_without_permission_is_refused(tmp_path):
    path = tmp_path / "secret.txt"
    path.write_text("secret")
    path.chmod(0)
    if os.access(path, os.R_OK):
        # Root reads everything: there the file is simply read.
        assert read_file(path).content.text == "secret"
    else:
        assert "you may not read it" in refused(lambda: read_file(path))


def test_a_file_over_the_limit_is_refused_with_the_limit(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"x" * 101)
    message = "“a.txt” was not read, it is larger than 100 bytes, divide it and read the parts"
    assert refused(lambda: read_file(tmp_path / "a.txt", limit=100)) == message


def test_a_text_of_too_many_characters_is_refused_with_the_limit():
    message = "the text was not read, it holds more than 1,000 characters, divide it and read the parts"
    assert refused(lambda: read_bytes(b"x" * 1001, most_characters=1000)) == message


def test_an_unknown_encoding_is_refused_with_the_file_s_name(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"abc")
    assert refused(lambda: read_file(tmp_path / "a.txt", encoding="klingon")).startswith(
        "“a.txt” was not read, the encoding “klingon” is not known, try utf-8"
    )


@pytest.mark.parametrize("name", ["😀 pause.txt", "ميناء.txt", "a b.txt"], ids=["emoji", "arabic", "blank"])
def test_a_name_of_any_script_is_kept(tmp_path, name):
    (tmp_path / name).write_text("One line.")
    assert read_file(tmp_path / name).file_name == name


def test_a_name_that_is_no_utf8_is_kept_as_far_as_it_is(tmp_path):
    path = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    with open(path, "wb") as file:
        file.write(b"One line.")
    assert read_file(os.fsdecode(path)).file_name == "caf\ufffd.txt"


def test_a_reading_says_where_it_comes_from(tmp_path):
    (tmp_path / "a.txt").write_bytes("\ufeffOne.\r\nTwo.".encode())
    reading = read_file(tmp_path / "a.txt")
    source = reading.source
    assert reading.content.text == "One.\nTwo."
    assert (source.format, source.encoding, source.reader, source.reader_version) == ("txt", "utf-8", "plain", "1")
    assert (source.size, source.sha256) == (13, "103f39d8916391a8149b57ceded454d805bb2d17b0b47e8df0fac8391bf7bb24")
    assert (source.confidence, source.warnings, reading.media_type) == (None, (), "text/plain")


@pytest.mark.parametrize(
    ("name", "format_", "media_type"),
    [
        ("a.txt", "txt", "text/plain"),
        ("README", "txt", "text/plain"),
        ("a.MD", "md", "text/markdown"),
        ("a.py", "code", "text/x-python"),
        ("Makefile", "code", "text/x-makefile"),
        ("a.unheard-of", "txt", "text/plain"),
        ("notes.rst", "txt", "text/plain"),
        (None, "txt", "text/plain"),
    ],
)
def test_the_suffix_tells_which_text_it_is(name, format_, media_type):
    reading = read_bytes(b"one = 1\n", file_name=name)
    assert (reading.source.format, reading.media_type) == (format_, media_type)


def test_a_guess_and_its_confidence_are_in_the_source():
    source = read_bytes("Il était très “content” de l’été.".encode("cp1252")).source
    assert [caution.code for caution in source.warnings] == ["encoding-guessed"]
    assert source.confidence is not None


def test_controls_and_undecodable_bytes_are_counted_in_the_source():
    source = read_bytes(b"a\x01b\xffc", encoding="utf-8").source
    assert [(caution.code, caution.count) for caution in source.warnings] == [
        ("undecodable", 1),
        ("control-characters", 1),
    ]


def test_pasted_text_is_a_plain_text_and_the_same_twice():
    one, two = read_pasted("Pause\r\n😀 \ud800"), read_pasted("Pause\n😀 \ud800")
    assert (one.content.text, one.data, one.file_name) == ("Pause\n😀 \ufffd", "Pause\n😀 \ufffd".encode(), None)
    assert one.source == two.source


def test_an_empty_clipboard_is_refused():
    assert refused(lambda: read_pasted(" \n")) == "nothing was pasted, the clipboard holds no text, copy a text first"


CHARACTERS = st.characters(exclude_categories=["Cs"]) | st.sampled_from(
    "\r\n\n\n\x00\x0c\t >-#*`_[]()|1.\u2028\x85😀漢"
)


@given(st.text(CHARACTERS, max_size=80), st.sampled_from(["a.txt", "a.md", "a.py"]))
@settings(max_examples=250)
def test_blocks_and_spans_fit_every_text_in_every_format(text, name):
    data = text.encode()
    try:
        reading = read_bytes(data, file_name=name, encoding="utf-8")
    except Refused:
        return
    check_content(reading)
    assert read_bytes(data, file_name=name, encoding="utf-8") == reading


@given(st.binary(min_size=1, max_size=200))
@settings(max_examples=200)
def test_any_bytes_are_read_or_refused_in_one_sentence(data):
    try:
        reading = read_bytes(data, file_name="a.txt")
    except Refused as caught:
        refusal = str(caught)
    else:
        check_content(reading)
        return
    assert refusal.startswith("“a.txt” was not read, ")


@given(st.text(CHARACTERS, min_size=1, max_size=80))
@settings(max_examples=100)
def test_a_plain_text_read_again_from_its_own_text_is_the_same(text):
    try:
        once = read_bytes(text.encode(), encoding="utf-8").content
    except Refused:
        return
    assert read_bytes(once.text.encode(), encoding="utf-8").content == once
