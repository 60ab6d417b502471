"""Propose a document's description from the properties in its file, and from its first lines where they are silent."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from glossator.model.document import Block, Content, Metadata, Proposal
from glossator.reading.firstlines import FIRST_LINES, LONGEST_TITLE, Line, propose

ORIGIN = "the file's properties"

#: Titles and authors that programs write by themselves; they say nothing of the document.
_NO_TITLE = re.compile(
    r"microsoft word - |(?:document|dokument|untitled|unbenannt|sans titre|word document)\s*\d*\Z"
    r"|.*\.(?:docx?|odt|rtf|dotx?)\Z",
    re.IGNORECASE,
)
_NO_AUTHOR = frozenset(
    {"user", "admin", "administrator", "author", "unknown", "un-named", "python-docx", "microsoft office user"}
    | {"windows user", "windows-benutzer", "utilisateur windows", "standard", "default", "root"}
)
_DAY = re.compile(r"\s*(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")
_EARLIEST = 1400


@dataclass(frozen=True, slots=True)
class Properties:
    """Hold what a file says of itself; dates as in XML, ``written_in`` is its default language, which may be stale."""

    title: str | None = None
    author: str | None = None
    created: str | None = None
    modified: str | None = None
    language: str | None = None
    publisher: str | None = None
    written_in: str | None = None
    is_right_to_left: bool = False


def describe(content: Content, properties: Properties) -> Metadata:
    """Propose title, author, date, language and direction, each with where it was found.

    A date that the text's own first lines give goes before the day on which the file was made.
    """
    found = propose(_first_lines(content), content.text, title=_title(content))
    made = day_of(properties.created) or day_of(properties.modified)
    title, author = _said(properties.title), _said(properties.author)
    return replace(
        found,
        title=_proposal(title if title and not _NO_TITLE.match(title) else None) or found.title,
        author=_proposal(author if author and author.lower() not in _NO_AUTHOR else None) or found.author,
        published=found.published or _proposal(made),
        language=_proposal(_said(properties.language)) or found.language or _proposal(_said(properties.written_in)),
        publisher=_proposal(_said(properties.publisher)),
        direction=Proposal("rtl", "most of its paragraphs") if properties.is_right_to_left else None,
    )


def day_of(written: str | None) -> str | None:
    """Return the day of a date as XML writes it (``2026-05-12T09:00:00Z``), None where it is none."""
    match = _DAY.match(written or "")
    if match is None or int(match[1]) < _EARLIEST:
        return None
    return "-".join(part for part in match.groups() if part)


def _said(value: str | None) -> str | None:
    return " ".join(value.split()) or None if value else None


def _proposal(value: str | None) -> Proposal | None:
    return Proposal(value, ORIGIN) if value else None


def _first_lines(content: Content) -> list[Line]:
    lines: list[Line] = []
    for number, block in enumerate(content.blocks, start=1):
        words = content.text[block.start : block.end].strip()
        if words and block.kind in ("heading", "paragraph"):
            lines.append(Line(number, words))
            if len(lines) == FIRST_LINES:
                break
    return lines


def _title(content: Content) -> Line | None:
    headings: list[tuple[int, int, Block]] = [
        (block.level or 1, number, block)
        for number, block in enumerate(content.blocks, start=1)
        if block.kind == "heading" and block.start < block.end
    ]
    if not headings:
        return None
    _, number, block = min(headings, key=lambda one: one[:2])
    words = content.text[block.start : block.end].strip()
    return Line(number, words) if words and len(words) <= LONGEST_TITLE else None
