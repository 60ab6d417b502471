"""Hold readers' tags against each other: what belongs together, how it differs, what was settled of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from glossator.model.document import Document
from glossator.model.people import Reader
from glossator.model.problem import refuse
from glossator.operations.filters import document_named
from glossator.operations.languages import language_of
from glossator.operations.people import known_reader
from glossator.operations.settling import settled_by
from glossator.operations.statements import joined_entities
from glossator.operations.tags import find_kind
from glossator.review.agreement import Agreement, DocumentTags, unit_for
from glossator.review.alignment import Group, align
from glossator.review.comparison import ALL, Comparison, Settlable
from glossator.review.reading import NOTE, Extent, Range, joined
from glossator.store import Reads
from glossator.text.paragraphs import Paragraphs
from glossator.text.segments import sentences

__all__ = [
    "IOU",
    "Compared",
    "Comparison",
    "Settlable",
    "compare",
    "compare_document",
    "documents_named",
    "kinds_named",
    "readers_named",
]

#: How much two tags overlap to match, as intersection over union, where nothing else is asked for.
IOU = 0.5

#: Told how many documents of how many are done.
Progress = Callable[[int, int], None]

#: Asked now and then whether the reader wants to stop.
Cancelled = Callable[[], bool]

_WHAT = "the readers were not compared"


@dataclass(frozen=True, slots=True)
class Compared:
    """Hold what readers tagged in one document, joined, in the order of the text."""

    document: str
    readers: tuple[Reader, ...]
    groups: tuple[Settlable, ...]

    @property
    def differences(self) -> tuple[Settlable, ...]:
        """Return those that differ."""
        return tuple(one for one in self.groups if one.group.types)


class Extents:
    """Read tags as a comparison takes them: fields that their kinds show, actors and issues as those that stand."""

    def __init__(self, reads: Reads) -> None:
        self._reads = reads
        self._shown = {kind.key: frozenset(field.key for field in kind.fields) for kind in reads.codebook().kinds}
        self._standing = joined_entities(reads)

    def of(self, document_id: str, readers: Iterable[str]) -> list[Extent]:
        """List the placed tags of readers (ids) in a document by place, of every kind."""
        rows, more = self._reads.extents(document_id, readers)
        shown, none = self._shown, frozenset[str]()
        found = []
        for id_, reader, kind, start, end, fields in rows:
            spans: tuple[Range, ...] = ((start, end),)
            if id_ in more:
                spans = joined([*spans, *more[id_]])
            if not fields.keys() <= shown.get(kind, none):
                fields = {key: value for key, value in fields.items() if key in shown.get(kind, none)}
            if self._standing:
                fields = {key: self._standing.get(value, value) for key, value in fields.items()}
            found.append(Extent(id_, document_id, reader, kind, spans, fields))
        return found


def compare_document(
    reads: Reads, document_id: str, readers: Sequence[Reader], *, kinds: Iterable[str] | None = None
) -> Compared:
    """Join what readers tagged in one document; notes are left out unless ``kinds`` (keys) has them.

    With ``kinds`` only groups with a tag of one of these come back, joined as they are without it.
    """
    _comparable(readers)
    document = reads.document(document_id)
    if document is None:
        raise refuse(_WHAT, "the document was removed, or is not there", "choose one that is there")
    if hides(reads, document, readers):
        raise refuse(_WHAT, f"you read {document.title} blind", "say that you are done with it, then compare")
    wanted = None if kinds is None else frozenset(kinds)
    extents = Extents(reads).of(document_id, [reader.id for reader in readers])
    groups = grouped(readers, extents, reads.text(document.version), kinds=wanted)
    return Compared(document_id, tuple(readers), settled(reads, document_id, groups))


def grouped(
    readers: Sequence[Reader], extents: Sequence[Extent], text: str, *, kinds: frozenset[str] | None = None
) -> tuple[Group, ...]:
    """Join the tags of one document, notes only where asked for; with ``kinds`` keep the groups with one of them."""
    notes = kinds is not None and NOTE in kinds
    groups = align([reader.id for reader in readers], [one for one in extents if notes or one.kind != NOTE], text)
    if kinds is None:
        return groups
    chosen = {extent.id for extent in extents if extent.kind in kinds}
    return tuple(group for group in groups if not chosen.isdisjoint(group.ids))


def settled(reads: Reads, document_id: str, groups: Sequence[Group]) -> tuple[Settlable, ...]:
    """Return groups with the decisions that settled them, where their tags are still as they were."""
    if not reads.decided(document_id):
        return tuple(map(Settlable, groups))
    by = settled_by(reads, document_id)
    return tuple(Settlable(group, by(group.ids)) for group in groups)


def hides(reads: Reads, document: Document, readers: Sequence[Reader]) -> bool:
    """Tell whether tags of these readers on a document are hidden from whoever reads."""
    return document.id in reads.blind and any(reader.id != reads.viewer for reader in readers)


def compare(
    reads: Reads,
    readers: Sequence[Reader],
    *,
    documents: Sequence[str] | None = None,
    kinds: Iterable[str] | None = None,
    iou: float = IOU,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Comparison:
    """Say how far readers agree over documents (ids) on kinds (keys), and where they differ; None is all but notes.

    The first reader is the reference of precision and recall. Documents that are read blind are left
    out, and refused where they are asked for. ``progress`` hears of documents done and all.
    """
    _comparable(readers)
    if not 0 < iou <= 1:
        raise refuse(_WHAT, f"{iou} is no overlap to match by", "give a number above 0 and at most 1, such as 0.5")
    readers = _told_apart(readers)
    chosen, hidden = _documents(reads, readers, documents)
    codebook = reads.codebook()
    wanted = None if kinds is None else frozenset(kinds)
    compared = [kind.key for kind in codebook.kinds if (kind.key in wanted if wanted is not None else kind.key != NOTE)]
    step = _step(cancelled)
    with_tags = reads.counts(readers=[reader.id for reader in readers]).keys() & {document.id for document in chosen}
    agreement = Agreement(readers, compared, codebook=codebook, iou=iou, unit=unit_for(len(with_tags)))
    differences: list[Settlable] = []
    extents = Extents(reads)
    for number, document in enumerate(chosen):
        step()
        if progress is not None:
            progress(number, len(chosen))
        tags = extents.of(document.id, [reader.id for reader in readers])
        agreement.take(_tags_of(reads, document, readers, tags))
        groups = grouped(readers, tags, reads.text(document.version), kinds=wanted)
        differences += settled(reads, document.id, [group for group in groups if group.types])
    if progress is not None:
        progress(len(chosen), len(chosen))
    figures = agreement.figures(step=step)
    fields, field_counts = agreement.fields()
    coverage, read = agreement.shares()
    return Comparison(
        readers=readers,
        documents=tuple(document.id for document in chosen),
        iou=iou,
        kinds={kind: figures[kind] for kind in compared},
        all=figures[ALL],
        fields=fields,
        differences=tuple(differences),
        coverage=coverage,
        read=read,
        counts=agreement.counts(),
        field_counts=field_counts,
        without_place=_without_place(reads, chosen, readers, compared),
        hidden=hidden,
    )


def readers_named(reads: Reads, words: str) -> list[Reader]:
    """Find the readers that words with commas between them name; a name may hold a comma itself."""
    parts = words.split(",")
    found = []
    while parts:
        sizes = range(len(parts), 1, -1)
        size = next((size for size in sizes if reads.reader_named(",".join(parts[:size]))), 1)
        found.append(known_reader(reads, ",".join(parts[:size])))
        parts = parts[size:]
    return found


def documents_named(reads: Reads, words: Iterable[str]) -> list[str] | None:
    """Return the ids of the documents that words name, None where there are no words."""
    return [document_named(reads, word) for word in words] or None


def kinds_named(reads: Reads, words: Iterable[str]) -> list[str] | None:
    """Return the keys of the kinds that words name, None where there are no words."""
    return [find_kind(reads.codebook(), word).key for word in words] or None


def _told_apart(readers: Sequence[Reader]) -> tuple[Reader, ...]:
    """Give readers of one name, as two files may bring them, names that tell them apart."""
    names = Counter(reader.name for reader in readers)
    return tuple(
        reader if names[reader.name] == 1 else Reader(reader.id, f"{reader.name} ({reader.id[:8]})")
        for reader in readers
    )


def _documents(
    reads: Reads, readers: Sequence[Reader], wanted: Sequence[str] | None
) -> tuple[list[Document], tuple[str, ...]]:
    """Return the documents to compare in their order, and the ids of those left out because they are read blind."""
    there = reads.documents()
    known = {document.id for document in there}
    if wanted is not None and not known.issuperset(wanted):
        raise refuse(_WHAT, "a document was removed, or is not there", "choose among those that are there")
    asked = [document for document in there if wanted is None or document.id in wanted]
    hidden = [document for document in asked if hides(reads, document, readers)]
    if hidden and (wanted is not None or len(hidden) == len(asked)):
        raise refuse(_WHAT, f"you read {hidden[0].title} blind", "say that you are done with it, then compare")
    return [document for document in asked if document not in hidden], tuple(document.id for document in hidden)


def _tags_of(reads: Reads, document: Document, readers: Sequence[Reader], tags: Sequence[Extent]) -> DocumentTags:
    content = reads.content(document.version)
    paragraphs = Paragraphs(content).ranges
    language = language_of(document, content.text)
    marked: dict[str, list[Range]] = {}
    for mark in reads.marks(document=document.id):
        if mark.type == "read" and mark.start is not None and mark.end is not None:
            marked.setdefault(mark.reader, []).append((mark.start, mark.end))
    return DocumentTags(
        characters=len(content.text),
        paragraphs=paragraphs,
        sentences=[one for start, end in paragraphs for one in sentences(content.text, start, end, language=language)],
        extents=tags,
        read=[marked.get(reader.id) for reader in readers],
    )


def _without_place(
    reads: Reads, documents: Iterable[Document], readers: Sequence[Reader], kinds: Sequence[str]
) -> dict[str, int]:
    """Count each reader's tags of these kinds that have no place in their document any more, by name."""
    names = {reader.id: reader.name for reader in readers}
    found = dict.fromkeys(names.values(), 0)
    for document in documents:
        for id_, kind, count in reads.without_place(document.id):
            if id_ in names and kind in kinds:
                found[names[id_]] += count
    return found


def _step(cancelled: Cancelled | None) -> Callable[[], None]:
    """Return what is called now and then on the way, and stops it where the reader wants that."""

    def step() -> None:
        if cancelled is not None and cancelled():
            raise refuse("the comparison was not finished", "it was stopped", "start it again when you want it")

    return step


def _comparable(readers: Sequence[Reader]) -> None:
    if len({reader.id for reader in readers}) < 2 or len({reader.id for reader in readers}) < len(readers):
        raise refuse(_WHAT, "it takes two or more, each named once", "name two readers or more")
