"""What goes into the reader of a format and what comes out of it."""

from __future__ import annotations

from dataclasses import dataclass

from glossator.model.document import Caution, Content, Metadata


@dataclass(frozen=True, slots=True)
class Given:
    """Hold what a reader gets: the bytes, and what is known of them beside."""

    data: bytes
    name: str
    file_name: str | None = None
    encoding: str | None = None
    most_characters: int = 50_000_000


@dataclass(frozen=True, slots=True)
class Parsed:
    """Hold what a reader gives back; ``media_type`` only where it is narrower than the format's."""

    content: Content
    metadata: Metadata
    encoding: str | None = None
    confidence: float | None = None
    warnings: tuple[Caution, ...] = ()
    media_type: str | None = None
