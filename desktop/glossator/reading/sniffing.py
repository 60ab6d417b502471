"""Tell a file's format from its first bytes and its container; its name is only a hint, and a contradiction is said."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from pathlib import PurePath

from glossator.model.document import Caution
from glossator.model.problem import Refused, refuse
from glossator.reading.registry import (
    CODE,
    DOCX,
    EML,
    EPUB,
    FORMATS,
    HTML,
    MHTML,
    ODT,
    PDF,
    PLAIN,
    RTF,
    VTT,
    Format,
)

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

#: So many first bytes tell what a container holds.
_FIRST = 4096

#: A media type is no longer, in bytes.
_LONGEST_KIND = 100

#: A PDF may begin with some rubbish; readers look for its mark in so many first bytes.
_PDF_WITHIN = 1024

_BEFORE_A_MARK = b"\xef\xbb\xbf \t\r\n"

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

#: Names inside an OLE container: of a Word document, and of what Office writes around a document with a password.
_WORD_INSIDE = "WordDocument".encode("utf-16-le")
_LOCKED_INSIDE = "EncryptedPackage".encode("utf-16-le")

#: Formats whose bytes are known by their beginnings alone: a file that only its name calls so is none.
_BY_BYTES_ALONE = (PDF, EPUB, DOCX, ODT, RTF)

_PAGE = re.compile(rb"(?:<\?xml[^>]*>)?(?:\s|<!--.*?-->)*<(?:!doctype\s+html|html[\s>])", re.IGNORECASE | re.DOTALL)
_HEADER = re.compile(rb"(?:[A-Za-z][A-Za-z0-9-]*:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){2,}")
_OF_A_MAIL = re.compile(rb"^(?:received|message-id|mime-version):", re.IGNORECASE | re.MULTILINE)
_OF_A_PAGE = re.compile(rb"^content-type:\s*multipart/related\b", re.IGNORECASE | re.MULTILINE)
_SAVED = re.compile(rb"^(?:snapshot-content-location|from:\s*<?saved by)", re.IGNORECASE | re.MULTILINE)


def sniff(data: bytes, file_name: str | None, *, name: str = "the text") -> tuple[Format, tuple[Caution, ...]]:
    """Tell the format of bytes, and what to say where the file's name says another.

    Raises Refused, naming what it is, where it is known and cannot be read.
    """
    named = _by_name(file_name)
    found = _by_bytes(data, named, name)
    if found is None:
        other = what_it_is(data)
        if other is not None:
            raise refuse(f"{name} was not read", f"it is {other}", "choose a text, or a document that holds one")
        if named in _BY_BYTES_ALONE and named is not None:
            raise _no_such_thing(name, named)
        return named or PLAIN, ()
    if named is None or found is named:
        return found, ()
    return found, (Caution("other-format", 1, f"its name says {named.words}, it is {found.words}"),)


def what_it_is(data: bytes) -> str | None:
    """Name the kind of file that bytes begin and that is not read here, None where it is none of those known."""
    first = data[:_FIRST]
    if first.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _what_is_zipped(data)
    for offset, mark, words in _SIGNATURES:
        if first.startswith(mark, offset) and (offset == 0 or _is_container(first, offset)):
            return words
    if b"\0" in first:
        return next(
            (words for mark, words in _SHORT_SIGNATURES if first.startswith(mark) and first[2:4] != b"\0"), None
        )
    return None


def _by_name(file_name: str | None) -> Format | None:
    if file_name is None:
        return None
    suffix = PurePath(file_name).suffix.lower()
    for format_ in FORMATS:
        if suffix in format_.suffixes:
            return format_
    # Imported here: only names of no other format need pygments' table of suffixes.
    from glossator.reading.code import language_of

    return CODE if language_of(file_name) is not None else None


def _by_bytes(data: bytes, named: Format | None, name: str) -> Format | None:
    """Tell the format by the bytes, None where they could be any text; a text's own name goes before guesses."""
    if data.lstrip(_BEFORE_A_MARK)[:5] == b"%PDF-" or (named is PDF and b"%PDF-" in data[:_PDF_WITHIN]):
        return PDF
    if data.startswith(b"{\\rtf"):
        return RTF
    if data.startswith(_OLE):
        raise _ole(data, name)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(data)
    first = data[:_FIRST].replace(b"\0", b"").removeprefix(b"\xef\xbb\xbf").lstrip()
    if first.startswith(b"WEBVTT"):
        return VTT
    if named in (None, PLAIN, HTML, MHTML, EML, *_BY_BYTES_ALONE):
        return _markup(first)
    return None


def _markup(first: bytes) -> Format | None:
    if _PAGE.match(first):
        return HTML
    header = _HEADER.match(first)
    if header is None or _OF_A_MAIL.search(header.group()) is None:
        return None
    lines = header.group()
    return MHTML if _OF_A_PAGE.search(lines) and _SAVED.search(lines) else EML


def _zipped(data: bytes) -> Format | None:
    names = _names_in(data)
    kind = _kind_in(data)
    if kind == b"application/epub+zip" or "META-INF/container.xml" in names:
        return EPUB
    if kind.startswith(b"application/vnd.oasis.opendocument.text") or (not kind and "content.xml" in names):
        return ODT
    return DOCX if any(one.startswith("word/") for one in names) else None


def _what_is_zipped(data: bytes) -> str:
    names = _names_in(data)
    if not names:
        return "a container (zip) that is damaged or not whole"
    if any(one.startswith("xl/") for one in names):
        return "an Excel workbook"
    if any(one.startswith("ppt/") for one in names):
        return "a PowerPoint presentation"
    return "an OpenDocument file other than a text" if "content.xml" in names else "an archive (zip)"


def _names_in(data: bytes) -> tuple[str, ...]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return tuple(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return ()


def _kind_in(data: bytes) -> bytes:
    """Return what a container's ``mimetype`` says, as EPUB and OpenDocument have it; nothing where there is none."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open("mimetype") as kind:
            return kind.read(_LONGEST_KIND).strip()
    except (zipfile.BadZipFile, zlib.error, KeyError, OSError, ValueError, NotImplementedError, RuntimeError, EOFError):
        return b""


def _ole(data: bytes, name: str) -> Refused:
    if _LOCKED_INSIDE in data:
        return refuse(
            f"{name} was not read",
            "it is protected by a password",
            "open it in its own program and save it without one",
        )
    words = "an older Word document (.doc)" if _WORD_INSIDE in data else "an older Office document"
    return refuse(f"{name} was not read", f"it is {words}", "open it in its own program and save it as .docx or .odt")


def _no_such_thing(name: str, named: Format) -> Refused:
    return refuse(
        f"{name} was not read",
        f"it is not {named.words}, though its name says so",
        "get it again where it came from, or name it .txt to read it as a text",
    )


def _is_container(first: bytes, offset: int) -> bool:
    # A mark that does not stand at the start could be part of a text; these containers say more before it.
    if offset == 8:
        return first.startswith(b"RIFF")
    return b"\0" in first
