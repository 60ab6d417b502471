"""Hold where the words of an OpenDocument text go while they come."""

from __future__ import annotations

from dataclasses import dataclass, field

from glossator.reading.flow import Paragraph
from glossator.reading.odt_lists import Lists
from glossator.reading.odt_styles import Form, ParagraphStyle
from glossator.reading.tables import Tables


@dataclass(slots=True)
class Open:
    """Hold a paragraph that is being read; ``after_blank`` says that a blank before the next words is none."""

    paragraph: Paragraph
    style: ParagraphStyle
    boxes: list[Paragraph] = field(default_factory=list)
    after_blank: bool = True
    is_hidden: bool = False
    is_noise: bool = False


@dataclass(slots=True)
class Story:
    """Hold where words go: the text, or a note or comment that lies inside it."""

    lists: Lists
    name: str = ""
    done: list[Paragraph] = field(default_factory=list)
    open: list[Open] = field(default_factory=list)
    tables: Tables = field(default_factory=Tables)
    forms: list[Form] = field(default_factory=list)
    links: list[str | None] = field(default_factory=list)
    headers: int = 0
