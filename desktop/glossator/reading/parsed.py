"""What goes into the reader of a format and what comes out of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from glossator.model.document import Caution, Content, Json, Metadata


@dataclass(frozen=True, slots=True)
class Given:
    """Hold what a reader gets: the bytes, and what is known of them beside.

    ``name`` is how sentences call the file; ``options`` is what a person chose for this reading; ``progress`` hears
    of what is done and of how much, where a reader can tell.
    """

    data: bytes
    name: str
    file_name: str | None = None
    encoding: str | None = None
    most_characters: int = 50_000_000
    options: Mapping[str, Json] = field(default_factory=dict)
    progress: Callable[[int, int], None] | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Comment:
    """Hold what someone wrote in a file's margin, and the part of the text that it is about.

    ``made`` is a time as XML writes it (``2026-05-12T09:00:00Z``).
    """

    start: int
    end: int
    words: str
    author: str | None = None
    made: str | None = None


@dataclass(frozen=True, slots=True)
class Parsed:
    """Hold what a reader gives back; ``media_type`` only where it is narrower than the format's."""

    content: Content
    metadata: Metadata
    encoding: str | None = None
    confidence: float | None = None
    warnings: tuple[Caution, ...] = ()
    media_type: str | None = None
    comments: tuple[Comment, ...] = ()
