"""Know the formats that can be read: one line each, and a module of its own beside the others.

Which of them a file has is told by `sniffing`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from glossator.reading.decoding import text_of
from glossator.reading.parsed import Given, Parsed


@dataclass(frozen=True, slots=True)
class Format:
    """Describe a format: who reads it, under which suffixes it comes, and whether that takes a child process.

    ``words`` calls a file of it by its kind, ``module`` is where its reader lies.
    """

    name: str
    suffixes: tuple[str, ...]
    media_type: str
    read: Callable[[Given], Parsed]
    reader: str
    reader_version: str
    words: str
    guarded: bool = False
    module: str = "glossator.reading"


def _read_plain(given: Given) -> Parsed:
    from glossator.reading.plain import read_plain

    decoded, text, cautions = text_of(given)
    content, metadata = read_plain(text)
    return Parsed(content, metadata, decoded.encoding, decoded.confidence, cautions)


def _read_markdown(given: Given) -> Parsed:
    from glossator.reading.markdown import read_markdown

    decoded, text, cautions = text_of(given)
    content, metadata, more = read_markdown(text)
    return Parsed(content, metadata, decoded.encoding, decoded.confidence, (*cautions, *more))


def _read_code(given: Given) -> Parsed:
    from glossator.reading.code import read_code

    decoded, text, cautions = text_of(given)
    content, metadata, more, media_type = read_code(text, given.file_name or "")
    return Parsed(content, metadata, decoded.encoding, decoded.confidence, (*cautions, *more), media_type)


def _in_module(module: str, name: str) -> Callable[[Given], Parsed]:
    """Return a format's reader, whose module is imported when it is first called."""

    def read(given: Given) -> Parsed:
        reader: Callable[[Given], Parsed] = getattr(import_module(f"glossator.reading.{module}"), f"read_{name}")
        return reader(given)

    return read


def _guarded(
    name: str, suffixes: tuple[str, ...], media_type: str, words: str, *, module: str = "", version: str = "1"
) -> Format:
    read = _in_module(module or name, name)
    path = f"glossator.reading.{module or name}"
    return Format(name, suffixes, media_type, read, name, version, words, guarded=True, module=path)


PLAIN = Format("txt", (".txt", ".text"), "text/plain", _read_plain, "plain", "1", "a text")
MARKDOWN = Format(
    "md", (".md", ".markdown", ".mdown", ".mkd", ".mkdn"), "text/markdown", _read_markdown, "markdown", "1", "Markdown"
)
CODE = Format("code", (), "text/plain", _read_code, "code", "1", "source code")
HTML = _guarded("html", (".html", ".htm", ".xhtml", ".xht"), "text/html", "a web page")
MHTML = _guarded("mhtml", (".mhtml", ".mht"), "multipart/related", "a saved web page")
EML = _guarded("eml", (".eml",), "message/rfc822", "a mail")
PDF = _guarded("pdf", (".pdf",), "application/pdf", "a PDF document")
EPUB = _guarded("epub", (".epub",), "application/epub+zip", "an EPUB book")
DOCX = _guarded(
    "docx",
    (".docx", ".docm", ".dotx"),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "a Word document",
)
ODT = _guarded("odt", (".odt", ".ott"), "application/vnd.oasis.opendocument.text", "an OpenDocument text")
RTF = _guarded("rtf", (".rtf",), "application/rtf", "a Rich Text document")
SRT = _guarded("srt", (".srt",), "application/x-subrip", "subtitles (SubRip)", module="subtitles")
VTT = _guarded("vtt", (".vtt",), "text/vtt", "subtitles (WebVTT)", module="subtitles")
CSV = _guarded("csv", (".csv", ".tsv"), "text/csv", "a table (CSV)", module="transcripts")
JSON = _guarded("json", (".json", ".jsonl", ".ndjson"), "application/json", "a transcript (JSON)", module="transcripts")

#: Every format that can be read; of source code the suffixes are pygments' own.
FORMATS: tuple[Format, ...] = (
    *(PLAIN, MARKDOWN, CODE, HTML, MHTML, EML, PDF, EPUB, DOCX, ODT, RTF),
    *(SRT, VTT, CSV, JSON),
)


_BY_NAME = {one.name: one for one in FORMATS}


def by_name(name: str) -> Format:
    """Find a format by its name; raise KeyError where there is none."""
    return _BY_NAME[name]
