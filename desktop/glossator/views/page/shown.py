"""What a page shows besides its text: the view writes it, the painting reads it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from glossator.model.codebook import Kind
from glossator.views.page.bins import Bins
from glossator.views.page.numbers import Numbers
from glossator.views.page.tags import Tags


@dataclass(frozen=True, slots=True, eq=False)
class Hit:
    """Place one hit of a search."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, eq=False)
class Hollow:
    """Place what another reader tagged and this page's has not: it is outlined, not filled."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True, eq=False)
class Stretch:
    """Place what was read with nothing to tag."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, eq=False)
class Altered:
    """Place what another version of the text has not; ``gone`` where that is a later one."""

    start: int
    end: int
    gone: bool


@dataclass(slots=True)
class Shown:
    """Hold tags, hits, hint and carets; offsets are code points, ``caret`` and ``handles`` document positions."""

    tags: Tags = field(default_factory=Tags)
    kinds: Mapping[str, Kind] = field(default_factory=dict)
    current: str | None = None
    hovered: str | None = None
    marked: frozenset[str] = frozenset()
    hollows: Bins[Hollow] = field(default_factory=Bins)
    current_hollows: Sequence[Hollow] = ()
    read: Bins[Stretch] = field(default_factory=Bins)
    altered: Bins[Altered] = field(default_factory=Bins)
    hint: tuple[int, int] | None = None
    hits: Bins[Hit] = field(default_factory=Bins)
    current_hit: tuple[int, int] | None = None
    caret: int = 0
    focused: bool = False
    handles: tuple[int, int] | None = None
    numbers: Numbers = field(default_factory=Numbers)
    wait_for_tags: bool = False
