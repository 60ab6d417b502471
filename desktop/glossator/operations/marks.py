"""Marks: how far a reader is in a document, what was read with nothing to tag, and whether it is read blind."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from glossator.model.annotation import Mark
from glossator.model.document import Document, Json
from glossator.model.identity import mark_id
from glossator.model.people import Reader
from glossator.model.problem import refuse
from glossator.operations.acting import act, live_document
from glossator.store import Edit, Project, Reads
from glossator.text.paragraphs import Paragraphs
from glossator.text.segments import Range, trimmed

#: How far a reader is in a document; one at a time.
READING_STATES = ("unread", "reading", "done")

#: The texts whose paragraphs are kept found: a library, with room to spare.
_KEPT_TEXTS = 400


@dataclass(frozen=True, slots=True)
class Progress:
    """Count the paragraphs of a document and those that a reader has tagged or marked as read."""

    read: int
    total: int

    @property
    def share(self) -> float:
        """Return the share that is read, 0–1; all of a document without text."""
        return self.read / self.total if self.total else 1.0


def mark_state(project: Project, document_id: str, reader: Reader, state: str) -> Mark:
    """Say how far a reader is in a document: unread, reading or done, each in place of the other two.

    Done also ends a blind pass.
    """
    document = live_document(project, document_id)
    if state not in READING_STATES:
        raise refuse("the document was not marked", f"“{state}” is no state", f"say {', '.join(READING_STATES)}")
    over = {one for one in (*READING_STATES, *(("blind",) if state == "done" else ())) if one != state}
    made = Mark(mark_id(document.id, reader.id, state, None, None), document.id, reader.id, state)
    edits = [*_removed(project, document, reader, over), _mark_edit(made)]
    act(project, reader, f"mark {document.title} {state}", edits)
    return made


def mark_blind(project: Project, document_id: str, reader: Reader) -> Mark:
    """Begin a blind pass: others' tags on the document are hidden from this reader until they say done."""
    document = live_document(project, document_id)
    made = Mark(mark_id(document.id, reader.id, "blind", None, None), document.id, reader.id, "blind")
    edits = [*_removed(project, document, reader, {"done"}), _mark_edit(made)]
    act(project, reader, f"read {document.title} blind", edits)
    return made


def end_blind(project: Project, document_id: str, reader: Reader) -> None:
    """End a blind pass without being done; where there is none nothing changes."""
    document = live_document(project, document_id)
    act(project, reader, f"end the blind pass of {document.title}", _removed(project, document, reader, {"blind"}))


def mark_read(project: Project, document_id: str, reader: Reader, start: int, end: int) -> Mark:
    """Say that a reader has read a range of a document and found nothing to tag there.

    Ranges that overlap become one; one that is marked already is the answer.
    """
    document = live_document(project, document_id)
    _inside(document, start, end)
    return mark_ranges(project, document, reader, [(start, end)])[0]


def mark_ranges(project: Project, document: Document, reader: Reader, ranges: Sequence[Range]) -> list[Mark]:
    """Mark ranges as read with nothing to tag, in one act; return the mark that each of them is in now."""
    there = _read_marks(project, document, reader)
    wanted = _joined([*there, *ranges])
    act(project, reader, f"mark {document.title} read", _changes(document, reader, there, wanted))
    marks = [_read_mark(document, reader, *one) for one in wanted]
    return [next(mark for mark in marks if _holds(mark, one)) for one in ranges]


def take_back(project: Project, document_id: str, reader: Reader, ranges: Sequence[Range]) -> None:
    """Take back that ranges were read; what of a mark lies outside them stays marked."""
    document = live_document(project, document_id)
    for start, end in ranges:
        _inside(document, start, end)
    there = _read_marks(project, document, reader)
    text = project.text(document.version)
    wanted: list[Range] = list(there)
    for taken in ranges:
        wanted = [part for one in wanted for part in _without(text, one, taken)]
    act(project, reader, f"mark {document.title} not read", _changes(document, reader, there, wanted))


def toggle_read(project: Project, document_id: str, reader: Reader, ranges: Sequence[Range]) -> bool:
    """Mark ranges as read with nothing to tag, or take it back where all of them are; tell whether they are now."""
    document = live_document(project, document_id)
    there = _read_marks(project, document, reader)
    if ranges and all(any(low <= start and end <= high for low, high in there) for start, end in ranges):
        take_back(project, document_id, reader, ranges)
        return False
    mark_ranges(project, document, reader, ranges)
    return True


def state_of(reads: Reads, document_id: str, reader: Reader) -> str:
    """Return how far a reader is in a document; one that was never marked is unread."""
    states = [mark.type for mark in reads.marks(document=document_id, reader=reader.id)]
    return next((state for state in states if state in READING_STATES), "unread")


def states_of(reads: Reads, reader: Reader) -> dict[str, str]:
    """Return how far a reader is in each document that they marked."""
    return reads.states_of_reader(reader.id)


def progress(reads: Reads, reader: Reader, documents: Iterable[Document]) -> dict[str, Progress]:
    """Count for each document how many of its paragraphs a reader has tagged, marked, or is done with."""
    chosen = list(documents)
    only = chosen[0].id if len(chosen) == 1 else None
    touched = reads.touched(reader.id, only)
    states = reads.states_of_reader(reader.id)
    found = {}
    for document in chosen:
        total = document.paragraphs
        spans = touched.get(document.id)
        if states.get(document.id) == "done":
            found[document.id] = Progress(total, total)
        elif not spans:
            found[document.id] = Progress(0, total)
        else:
            read = read_paragraphs(_ranges_of(reads, document), spans)
            found[document.id] = Progress(min(len(read), total), total)
    return found


def read_paragraphs(paragraphs: Sequence[Range], spans: Iterable[Range]) -> set[int]:
    """Return the numbers of the paragraphs that share a character with a span; paragraphs come in order."""
    starts = [start for start, _ in paragraphs]
    ends = [end for _, end in paragraphs]
    read: set[int] = set()
    for start, end in spans:
        read.update(range(bisect_right(ends, start), bisect_left(starts, end)))
    return read


def paragraphs_in(paragraphs: Paragraphs, start: int, end: int) -> list[Range]:
    """Return the paragraphs that share a character with ``start:end``, or hold the caret where that is empty."""
    if start == end:
        return [paragraphs.range_at(start)] if paragraphs.count else []
    return [paragraphs.ranges[at] for at in sorted(read_paragraphs(paragraphs.ranges, [(start, end)]))]


# Within

_kept: OrderedDict[str, Sequence[Range]] = OrderedDict()


def _ranges_of(reads: Reads, document: Document) -> Sequence[Range]:
    # Read once for a text: a version's id follows from its text, so what is kept is never stale.
    found = _kept.get(document.version)
    if found is None:
        found = _kept[document.version] = Paragraphs(reads.content(document.version)).ranges
        while len(_kept) > _KEPT_TEXTS:
            _kept.popitem(last=False)
    return found


def _read_marks(reads: Reads, document: Document, reader: Reader) -> dict[Range, str]:
    """Return the ids of a reader's marks "read" on a document, by range."""
    marks = reads.marks(document=document.id, reader=reader.id)
    return {(one.start, one.end): one.id for one in marks if one.start is not None and one.end is not None}


def _joined(ranges: Iterable[Range]) -> list[Range]:
    """Join ranges that overlap; those that only touch stay apart, as paragraphs do."""
    joined: list[Range] = []
    for start, end in sorted(ranges):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _without(text: str, one: Range, taken: Range) -> list[Range]:
    """Return what is left of a range, without blanks at its new ends."""
    if taken[1] <= one[0] or one[1] <= taken[0]:
        return [one]
    parts = [trimmed(text, one[0], max(one[0], taken[0])), trimmed(text, min(one[1], taken[1]), one[1])]
    return [(start, end) for start, end in parts if start < end]


def _changes(document: Document, reader: Reader, there: Mapping[Range, str], wanted: Iterable[Range]) -> list[Edit]:
    kept = set(wanted)
    gone = [Edit("mark", id_, {"deleted": True}) for one, id_ in there.items() if one not in kept]
    return [*gone, *(_mark_edit(_read_mark(document, reader, *one)) for one in sorted(kept - there.keys()))]


def _holds(mark: Mark, one: Range) -> bool:
    return mark.start is not None and mark.end is not None and mark.start <= one[0] and one[1] <= mark.end


def _read_mark(document: Document, reader: Reader, start: int, end: int) -> Mark:
    return Mark(mark_id(document.id, reader.id, "read", start, end), document.id, reader.id, "read", start, end)


def _removed(reads: Reads, document: Document, reader: Reader, types: set[str]) -> list[Edit]:
    marks = reads.marks(document=document.id, reader=reader.id)
    return [Edit("mark", mark.id, {"deleted": True}) for mark in marks if mark.type in types]


def _mark_edit(mark: Mark) -> Edit:
    row: dict[str, Json] = {"document": mark.document, "reader": mark.reader, "type": mark.type}
    return Edit("mark", mark.id, row | {"start": mark.start, "end": mark.end, "deleted": False})


def _inside(document: Document, start: int, end: int) -> None:
    if not 0 <= start < end <= document.characters:
        raise refuse(
            f"{start}:{end} was not marked as read",
            f"the text has the offsets 0 to {document.characters}",
            "give a start and an end inside it, the start first",
        )
