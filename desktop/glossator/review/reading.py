"""What a comparison takes of a tag: whose it is, its kind, where it lies and what its fields say; nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

#: A half-open run of code points.
Range = tuple[int, int]

#: The kind that is outside agreement unless it is asked for: a passage worth keeping says nothing to agree on.
NOTE = "note"

#: What may end a passage without making it another one: stops, commas, dashes and the marks that close.
_FINAL = ".,;:!?…-–—。、，；：！？．؟؛،۔।॥\"'”’»›“‘)]}」』》〉】）"


class Extent(NamedTuple):
    """Place a tag: ``spans`` are its attached passages, in order and apart; ``fields`` those that its kind shows.

    Actors and issues stand in ``fields`` by the id of the entity that stands for them. A named tuple
    and no dataclass, because fifty thousand are made when a comparison opens.
    """

    id: str
    document: str
    reader: str
    kind: str
    spans: tuple[Range, ...]
    fields: Mapping[str, str]

    @property
    def start(self) -> int:
        """Return where its first passage begins."""
        return self.spans[0][0]

    @property
    def end(self) -> int:
        """Return where its last passage ends."""
        return self.spans[-1][1]

    @property
    def size(self) -> int:
        """Return how many code points it covers."""
        if len(self.spans) == 1:  # nearly always
            return self.spans[0][1] - self.spans[0][0]
        return sum(end - start for start, end in self.spans)


def place_of(extent: Extent) -> tuple[int, int, str]:
    """Return the key by which tags are put in order: start, end, id."""
    return extent.spans[0][0], extent.spans[-1][1], extent.id


def joined(spans: Iterable[Range]) -> tuple[Range, ...]:
    """Return spans in order, those that overlap or touch as one."""
    found: list[Range] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            if end > found[-1][1]:
                found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return tuple(found)


def bare(text: str, spans: Iterable[Range]) -> tuple[Range, ...]:
    """Return spans without blanks at their ends and without final punctuation; those with a blank between are one."""
    found: list[Range] = []
    for start, end in spans:
        if found and not text[found[-1][1] : start].strip():
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return tuple(_bare(text, start, end) for start, end in found)


def _bare(text: str, start: int, end: int) -> Range:
    words = text[start:end].rstrip()
    kept = words
    while kept and kept[-1] in _FINAL:
        kept = kept[:-1].rstrip()
    kept = kept or words  # nothing but punctuation is what was meant
    return start + len(kept) - len(kept.lstrip()), start + len(kept)


def words_of(text: str, extent: Extent) -> str:
    """Return what a tag quotes, in one line, without final punctuation."""
    return " ".join(" ".join(text[start:end] for start, end in bare(text, extent.spans)).split())
