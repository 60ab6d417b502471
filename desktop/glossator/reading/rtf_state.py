"""Hold what a group of a Rich Text file inherits, and where its words go."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from enum import Enum, auto

from glossator.reading.flow import PLAIN_WORDS, Formats, NoteMark, Paragraph
from glossator.reading.rtf_tables import Row, Table


class Sink(Enum):
    """Say what the words of a group are."""

    TEXT = auto()
    NOTHING = auto()
    FONT = auto()
    STYLE = auto()
    INFO = auto()
    MARKER = auto()
    INSTRUCTION = auto()
    PICTURE = auto()
    PROPERTY_NAME = auto()
    PROPERTY = auto()
    COLLECTED = auto()


@dataclass(slots=True)
class Field:
    """Hold a field's instruction while it comes, and whether its result has words."""

    instruction: str = ""
    has_words: bool = False


@dataclass(slots=True)
class Picture:
    """Hold what is known of a picture while its group is read; ``place`` is where its group says so."""

    place: int
    is_shown: bool = False
    property: str = ""
    alternative: str = ""


@dataclass(slots=True)
class State:
    """Hold what a group inherits from the one around it and gives back at its end."""

    sink: Sink = Sink.TEXT
    ends: list[str] = dataclasses.field(default_factory=list)
    formats: Formats = PLAIN_WORDS
    hidden: bool = False
    deleted: bool = False
    inserted: bool = False
    font: int | None = None
    fallback: int = 1
    link: str | None = None
    field: Field | None = None
    picture: Picture | None = None
    info: str = ""
    around: Sink = Sink.TEXT

    def inner(self) -> State:
        """Return the state of a group inside."""
        return State(
            self.sink,
            [],
            self.formats,
            self.hidden,
            self.deleted,
            self.inserted,
            self.font,
            self.fallback,
            self.link,
            self.field,
            self.picture,
            self.info,
            self.around,
        )

    def switch(self, name: str, is_on: bool) -> None:
        """Turn a format on or off."""
        self.formats = self.formats | {name} if is_on else self.formats - {name}


@dataclass(slots=True)
class Form:
    """Hold the properties of paragraphs, which stay until they are set anew."""

    style: int = 0
    outline: int | None = None
    depth: int = 0
    list_level: int = 0
    in_list: bool = False
    is_right_to_left: bool = False


@dataclass(slots=True)
class Story:
    """Hold where words go: the text, or a note, comment or text box that lies inside it."""

    kind: str = ""
    done: list[Paragraph] = dataclasses.field(default_factory=list)
    paragraph: Paragraph = dataclasses.field(default_factory=Paragraph)
    boxes: list[Paragraph] = dataclasses.field(default_factory=list)
    form: Form = dataclasses.field(default_factory=Form)
    rows: dict[int, Row] = dataclasses.field(default_factory=dict)
    cells: dict[int, list[Paragraph]] = dataclasses.field(default_factory=dict)
    tables: dict[int, Table] = dataclasses.field(default_factory=dict)
    marker: str = ""
    counts: bool = False
    mark: NoteMark | None = None
    is_endnote: bool = False
    is_noise: bool = False
    name: str = ""
    made: str | None = None
