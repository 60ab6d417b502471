"""Annotations (in the window: tags): passages of a document with a kind, fields, labels and a note."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

#: How many code points of context a passage keeps on each side.
CONTEXT = 32

#: What a passage's anchoring can be; all but ``anchored`` wait for a reader's look.
STATES = ("anchored", "edited", "ambiguous", "lost")

#: What stands for the version of a passage that a reader left without a place for good: it belongs to no text.
NOWHERE = ""

#: What a link can say of its two tags, in the order of the keys 1–6.
RELATIONS = ("contradicts", "qualifies", "repeats", "softens", "supports", "answers")

#: Words of a note as a card's one line shows them are cut here, in code points.
NOTE_PREVIEW = 120


@dataclass(frozen=True, slots=True)
class Passage:
    """Place a quotation in a version of a document.

    ``start`` and ``end`` are code points, None where the passage is not attached; ``quote`` is the
    text at ``start:end`` whenever they are set, ``tagged_quote`` what the reader had tagged where
    that was other words. ``version`` is the text that it was last attached in, `NOWHERE` where a reader
    left it without a place, None where nobody said; two passages are equal whatever it is.
    """

    start: int | None
    end: int | None
    quote: str
    prefix: str
    suffix: str
    state: str = "anchored"
    tagged_quote: str | None = None
    version: str | None = field(default=None, compare=False)

    @property
    def waits(self) -> bool:
        """Tell whether it waits for a reader's look."""
        return self.state != "anchored" and self.version != NOWHERE


def passage_at(text: str, start: int, end: int) -> Passage:
    """Cut the passage ``start:end`` (code points) out of a text, with its context.

    Raises ValueError where the range is empty or not inside the text.
    """
    if not 0 <= start < end <= len(text):
        raise ValueError(f"{start}:{end} is no passage of a text of {len(text)} characters")
    return Passage(start, end, text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT])


@dataclass(frozen=True, slots=True)
class Annotation:
    """Keep what a reader tagged: one kind, one or more passages, the fields that were set, labels and a note.

    ``fields`` maps field keys to stored values: an entity's id for actors and issues, a value's key
    for scales and choices, the words themselves for text and dates. It holds every field that was
    ever set and not cleared; those that the kind does not have are hidden, not lost.
    """

    id: str
    document: str
    reader: str
    kind: str
    passages: tuple[Passage, ...]
    fields: Mapping[str, str] = field(default_factory=dict)
    labels: tuple[str, ...] = ()
    note: str = ""
    copied_from: str | None = None
    created: str = ""
    modified: str = ""

    @property
    def first(self) -> Passage:
        """Return the first attached passage, else the first."""
        return next((passage for passage in self.passages if passage.start is not None), self.passages[0])

    @property
    def state(self) -> str:
        """Return the worst of its passages' states."""
        return max((passage.state for passage in self.passages), key=STATES.index)


@dataclass(frozen=True, slots=True)
class Link:
    """Join two annotations by a relation of ``RELATIONS``."""

    id: str
    source: str
    target: str
    relation: str
    reader: str
    created: str


@dataclass(frozen=True, slots=True)
class Mark:
    """Say how far a reader is in a document: unread, reading, done, blind, or a range read with nothing to tag."""

    id: str
    document: str
    reader: str
    type: str
    start: int | None = None
    end: int | None = None


#: What a decision can come to: one or more sides kept as they are, a corrected one, or none.
OUTCOMES = ("kept", "edited", "none")


@dataclass(frozen=True, slots=True)
class Decision:
    """Keep how a difference was settled: every side whole, which ids were kept, what of it is in the agreed reading.

    ``kept`` and ``discarded`` are ids of sides, ``agreed`` of the agreed reading's tags; ``reader``
    decided, ``note`` says why.
    """

    id: str
    document: str
    outcome: str
    kept: tuple[str, ...]
    discarded: tuple[str, ...]
    sides: tuple[Annotation, ...]
    agreed: tuple[str, ...]
    reader: str
    created: str = ""
    note: str = ""
