"""What waits for a look after a new version: passages whose words changed, or that have no place, with candidates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from glossator.anchoring.carrying import Candidate, Carried, Wanted, carry, find_again
from glossator.model.annotation import Annotation, Passage
from glossator.model.document import Document
from glossator.operations.acting import live_document
from glossator.operations.carrying_over import Cancelled, Key, Progress, candidates_of, last_place
from glossator.store import LastPlace, Reads

#: So many candidates are shown of one passage.
MOST = 5

#: Shorter words stand anywhere, in code points: places of the same ones are not offered.
SHORTEST = 12


@dataclass(frozen=True, slots=True)
class Waiting:
    """Hold a passage that waits: of which tag, what became of it, where it stood before, where it may stand now.

    ``part`` is its number from 0 where the tag has several. The first candidate is the proposal: the place that an
    edited passage has taken, else the best one.
    """

    tag: Annotation
    part: int | None
    passage: Passage
    before: LastPlace | None
    candidates: tuple[Candidate, ...]

    @property
    def status(self) -> str:
        """Return what became of the passage: edited, ambiguous or lost."""
        return self.passage.state


def review(
    reads: Reads, document_id: str, *, progress: Progress | None = None, cancelled: Cancelled | None = None
) -> list[Waiting]:
    """List the passages of a document that wait for a look, as far as they may be seen, in the order of the text.

    Where it is cancelled there are no candidates.
    """
    document = live_document(reads, document_id)
    tags = reads.annotations_by_id(reads.waiting(document.id))
    keys = [(tag.id, part) for tag in tags.values() for part, one in enumerate(tag.passages) if one.waits]
    if not keys:
        return []
    stood = reads.last_places({id_ for id_, _ in keys}, document.version)
    before = {key: last_place(_passage(tags, key), key[1], stood.get(key[0], ())) for key in keys}
    found = _found(reads, document, tags, before, progress=progress, cancelled=cancelled)
    text = reads.text(document.version)
    waiting = [_waiting(tags, key, before[key], found.get(key), text=text) for key in keys]
    return sorted(waiting, key=_order)


def _passage(tags: dict[str, Annotation], key: Key) -> Passage:
    return tags[key[0]].passages[key[1]]


def _found(
    reads: Reads,
    document: Document,
    tags: dict[str, Annotation],
    before: dict[Key, LastPlace | None],
    *,
    progress: Progress | None,
    cancelled: Cancelled | None,
) -> dict[Key, Carried]:
    """Look for candidates: from where a passage stood, else by its words."""
    text = reads.text(document.version)
    by_version: dict[str, list[tuple[Key, LastPlace]]] = {}
    sought: list[Key] = []
    for key, place in before.items():
        if place is not None and reads.has_text(place.version):
            by_version.setdefault(place.version, []).append((key, place))
        else:
            sought.append(key)
    found: dict[Key, Carried] = {}
    for version, stood in by_version.items():
        places = [(one.start, one.end) for _, one in stood]
        carried = carry(reads.text(version), text, places, progress=progress, cancelled=cancelled)
        found.update(zip((key for key, _ in stood), carried or (), strict=False))
    if sought:
        found.update(zip(sought, find_again(text, [_wanted(_passage(tags, key)) for key in sought]), strict=True))
    return found


def _wanted(passage: Passage) -> Wanted:
    return Wanted(passage.quote, passage.prefix, passage.suffix, 0.5)


def _same_words(text: str, passage: Passage) -> Iterator[Candidate]:
    """Yield where the very words stand, though they are another place's: a person may mean it, nothing else does."""
    words, at = passage.quote, -1
    while len(words) >= SHORTEST and (at := text.find(words, at + 1)) >= 0:
        yield Candidate(at, at + len(words), 0.0)


def _waiting(
    tags: dict[str, Annotation], key: Key, before: LastPlace | None, outcome: Carried | None, *, text: str
) -> Waiting:
    tag, part = tags[key[0]], key[1]
    passage = tag.passages[part]
    candidates: Sequence[Candidate] = candidates_of(outcome) if outcome is not None else ()
    candidates = candidates or tuple(_same_words(text, passage))
    if passage.start is not None and passage.end is not None:
        own = next((one for one in candidates if (one.start, one.end) == (passage.start, passage.end)), None)
        own = own or Candidate(passage.start, passage.end, 1.0)
        candidates = (own, *(one for one in candidates if one != own))
    return Waiting(tag, part if len(tag.passages) > 1 else None, passage, before, tuple(candidates[:MOST]))


def _order(one: Waiting) -> tuple[int, int, str, int]:
    """Put passages in the order of the text by where they are, may be, or were; those without any of it last."""
    place = one.candidates[0].start if one.candidates else one.before.start if one.before is not None else 1 << 60
    return int(not one.candidates and one.before is None), place, one.tag.id, one.part or 0
