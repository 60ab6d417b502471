"""Know the formats that can be read, and tell a file's format from its first bytes; its name is only a hint.

A further format is one more ``Format`` here and a module of its own beside the others.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath

from glossator.model.document import Caution
from glossator.model.problem import refuse
from glossator.reading.canonical import canonical
from glossator.reading.encoding import Decoded, decode
from glossator.reading.parsed import Given, Parsed


@dataclass(frozen=True, slots=True)
class Format:
    """Describe a format: who reads it, under which suffixes it comes, and whether that takes a child process."""

    name: str
    suffixes: tuple[str, ...]
    media_type: str
    read: Callable[[Given], Parsed]
    reader: str
    reader_version: str
    guarded: bool = False


#: What files that are not read here begin with (offset, bytes), and what to call them.
_SIGNATURES: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (0, b"\xff\xd8\xff", "a JPEG image"),
    (0, b"GIF87a", "a GIF image"),
    (0, b"GIF89a", "a GIF image"),
    (8, b"WEBP", "a WebP image"),
    (8, b"WAVE", "a sound recording"),
    (8, b"AVI ", "a video"),
    (0, b"II*\0", "a TIFF image"),
    (0, b"MM\0*", "a TIFF image"),
    (0, b"%PDF-", "a PDF document"),
    (0, b"{\\rtf", "a Rich Text document"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an older Office document or one with a password"),
    (0, b"SQLite format 3\0", "a database or a project"),
    (0, b"\x1f\x8b", "a compressed file (gzip)"),
    (0, b"BZh9", "a compressed file (bzip2)"),
    (0, b"\xfd7zXZ\0", "a compressed file (xz)"),
    (0, b"(\xb5/\xfd", "a compressed file (zstandard)"),
    (0, b"7z\xbc\xaf\x27\x1c", "an archive (7z)"),
    (0, b"Rar!\x1a\x07", "an archive (RAR)"),
    (257, b"ustar", "an archive (tar)"),
    (0, b"\x7fELF", "a program"),
    (0, b"\xcf\xfa\xed\xfe", "a program"),
    (0, b"\xca\xfe\xba\xbe", "a program"),
    (0, b"\0asm", "a program"),
    (0, b"ID3", "a sound recording"),
    (0, b"OggS", "a sound recording or a video"),
    (0, b"fLaC", "a sound recording"),
    (4, b"ftyp", "a video or a sound recording"),
    (0, b"\x1aE\xdf\xa3", "a video"),
    (0, b"wOFF", "a font"),
    (0, b"\0\x01\0\0\0", "a font"),
)

#: Two letters could begin a text too; with a zero among the first bytes they do not.
_SHORT_SIGNATURES = ((b"MZ", "a program"), (b"BM", "a bitmap image"))

#: What a zip container is, by what its first bytes name.
_ZIPPED = (
    (b"application/epub+zip", "an EPUB book"),
    (b"application/vnd.oasis.opendocument.text", "an OpenDocument text"),
    (b"word/", "a Word document"),
    (b"xl/", "an Excel workbook"),
    (b"ppt/", "a PowerPoint presentation"),
)

#: So many first bytes tell what a container holds.
_FIRST = 4096


def _read_plain(given: Given) -> Parsed:
    from glossator.reading.plain import read_plain

    decoded, text, cautions = _text_of(given)
    content, metadata = read_plain(text)
    return Parsed(content, metadata, decoded.encoding, decoded.confidence, cautions)


def _read_markdown(given: Given) -> Parsed:
    from glossator.reading.markdown import read_markdown

    decoded, text, cautions = _text_of(given)
    content, metadata, more = read_markdown(text)
    return Parsed(content, metadata, decoded.encoding, decoded.confidence, (*cautions, *more))


def _read_code(given: Given) -> Parsed:
    from glossator.reading.code import read_code

    decoded, text, cautions = _text_of(given)
    content, metadata, more, media_type = read_code(text, given.file_name or "")
    return Parsed(content, metadata, decoded.encoding, decoded.confidence, (*cautions, *more), media_type)


PLAIN = Format("txt", (".txt", ".text"), "text/plain", _read_plain, "plain", "1")
MARKDOWN = Format(
    "md", (".md", ".markdown", ".mdown", ".mkd", ".mkdn"), "text/markdown", _read_markdown, "markdown", "1"
)
CODE = Format("code", (), "text/plain", _read_code, "code", "1")

#: Every format that can be read; of source code the suffixes are pygments' own.
FORMATS: tuple[Format, ...] = (PLAIN, MARKDOWN, CODE)


def sniff(data: bytes, file_name: str | None, *, name: str = "the text") -> Format:
    """Tell the format of bytes by what they begin with, then by the name of their file.

    Raises Refused, naming what it is, where it is known and cannot be read.
    """
    found = what_it_is(data)
    if found is not None:
        raise refuse(f"{name} was not read", f"it is {found}", "choose a text, Markdown or source code file")
    if file_name is None:
        return PLAIN
    suffix = PurePath(file_name).suffix.lower()
    for format_ in FORMATS:
        if suffix in format_.suffixes:
            return format_
    # Imported here: only names that are neither text nor Markdown need pygments' table of suffixes.
    from glossator.reading.code import language_of

    return CODE if language_of(file_name) is not None else PLAIN


def what_it_is(data: bytes) -> str | None:
    """Name the kind of file that bytes begin, None where it is none of those known here."""
    first = data[:_FIRST]
    if first.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return next((words for mark, words in _ZIPPED if mark in first), "an archive (zip)")
    for offset, mark, words in _SIGNATURES:
        if first.startswith(mark, offset) and (offset == 0 or _is_container(first, offset)):
            return words
    if b"\0" in first:
        return next(
            (words for mark, words in _SHORT_SIGNATURES if first.startswith(mark) and first[2:4] != b"\0"), None
        )
    return None


def _is_container(first: bytes, offset: int) -> bool:
    # A mark that does not stand at the start could be part of a text; these containers say more before it.
    if offset == 8:
        return first.startswith(b"RIFF")
    return b"\0" in first


def _text_of(given: Given) -> tuple[Decoded, str, tuple[Caution, ...]]:
    decoded = decode(given.data, encoding=given.encoding, name=given.name)
    text, cautions = canonical(decoded.text)
    if not text or text.isspace():
        raise refuse(f"{given.name} was not read", "it is empty", "choose a file with text in it")
    if len(text) > given.most_characters:
        raise refuse(
            f"{given.name} was not read",
            f"it holds more than {given.most_characters:,} characters",
            "divide it and read the parts",
        )
    return decoded, text, (*decoded.cautions, *cautions)
