"""Documents: a source, its text with blocks and spans, and the record a project keeps of it.

Every offset is a code point in the canonical text, half open, from 0.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

#: What plain JSON can hold.
Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"


@dataclass(frozen=True, slots=True)
class Block:
    """Describe one block of a text: a line of it (a text block) or a range over several (page, section).

    ``kind`` is heading, paragraph, list-item, quote, table-cell, code, turn, footnote, furniture, page or
    section. Text blocks tile the text: each is one line, ``end`` excludes the newline that follows.
    Furniture (running heads, page numbers) is kept off the text: it has no width and its words in ``data``.
    ``level`` is a heading's 1–6 or the depth of a list item or quotation, else None; ``page`` counts from 0.
    """

    kind: str
    start: int
    end: int
    level: int | None = None
    page: int | None = None
    data: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Span:
    """Describe a run of characters: bold, italic, code, link (``target`` its address), token (its class).

    A link to a place of the same text has `PLACE` and the offset there as its target.
    """

    kind: str
    start: int
    end: int
    target: str | None = None


#: What the target of a link within a text begins with; an offset in code points follows.
PLACE = "offset:"

#: The kinds of block that are ranges over text blocks rather than lines of the text.
RANGE_BLOCKS = frozenset({"page", "section", "furniture"})


@dataclass(frozen=True, slots=True)
class Content:
    """Hold a version's canonical text with its blocks and spans, both in the order of their starts."""

    text: str
    blocks: tuple[Block, ...] = ()
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """Propose a value of a document's description and say where it was found."""

    value: str
    origin: str


@dataclass(frozen=True, slots=True)
class Metadata:
    """Describe a document as far as its own first lines or properties say.

    Several authors are joined by “; ”; ``direction`` is ``ltr`` or ``rtl``.
    """

    title: Proposal | None = None
    author: Proposal | None = None
    published: Proposal | None = None
    language: Proposal | None = None
    publisher: Proposal | None = None
    address: Proposal | None = None
    direction: Proposal | None = None


@dataclass(frozen=True, slots=True)
class Caution:
    """Tell of something that reading changed or could not do: how often, and in words."""

    code: str
    count: int
    words: str


@dataclass(frozen=True, slots=True)
class Source:
    """Say which bytes a text was read from and by which reader.

    ``sha256`` is of the bytes (None where a document came by import and has none), ``size`` in bytes,
    ``confidence`` 0–1 where the encoding was guessed, else None. ``origins`` keeps by title, author and so
    on what the reader proposed and where it was found; ``options`` is what a person chose for the reading (which
    column holds the words, the article alone), so that it can be read again the same way.
    """

    sha256: str | None
    size: int
    format: str
    encoding: str | None
    reader: str
    reader_version: str
    confidence: float | None = None
    warnings: tuple[Caution, ...] = ()
    origins: Mapping[str, Proposal] = field(default_factory=dict)
    options: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reading:
    """Hold what reading a file gave: its bytes, content, proposed description and source."""

    data: bytes
    content: Content
    metadata: Metadata
    source: Source
    media_type: str
    file_name: str | None


@dataclass(frozen=True, slots=True)
class Version:
    """Name one text of a document; ``sha256`` is of the text as UTF-8."""

    id: str
    document: str
    sha256: str
    characters: int
    current: bool


@dataclass(frozen=True, slots=True)
class Document:
    """Keep the record of a document in a project.

    ``published`` is a year, month or day (``2026``, ``2026-05``, ``2026-05-12``), ``position`` its
    place among the documents from 1, ``sha256`` of the current text as UTF-8, ``characters`` its
    length in code points.
    """

    id: str
    title: str
    media_type: str
    file_name: str | None
    position: int
    source: Source
    version: str
    sha256: str
    characters: int
    paragraphs: int
    author: str | None = None
    published: str | None = None
    language: str | None = None
    address: str | None = None
    publisher: str | None = None
