"""Passages with the words around them, as far as their paragraph goes: read in a thread, shown in a list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from glossator.exchange.citation import paragraph_numbers
from glossator.model.annotation import Annotation
from glossator.model.document import Document
from glossator.store import Reads
from glossator.text.paragraphs import Paragraphs
from glossator.views.words import date_words

#: How many code points of its paragraph are shown before and after a passage, at most.
ROOM = 180


@dataclass(frozen=True, slots=True)
class Surrounded:
    """Hold a tag with the words before and after its first passage, and where it stands, in words."""

    tag: Annotation
    before: str
    after: str
    place: str


def surrounded(reads: Reads, ids: Sequence[str], documents: Mapping[str, Document]) -> dict[str, Surrounded]:
    """Read tags with their surroundings; each document's text is read once."""
    found = reads.annotations_by_id(ids)
    by_document: dict[str, list[Annotation]] = {}
    for tag in found.values():
        by_document.setdefault(tag.document, []).append(tag)
    result = {}
    for document_id, tags in by_document.items():
        document = documents.get(document_id) or reads.document(document_id)
        if document is not None:
            result.update((one.tag.id, one) for one in _in_document(reads, document, tags))
    return {id_: result[id_] for id_ in ids if id_ in result}


def _in_document(reads: Reads, document: Document, tags: Iterable[Annotation]) -> Iterable[Surrounded]:
    content = reads.content(document.version)
    paragraphs = Paragraphs(content)
    for tag in tags:
        first = tag.first
        if first.start is None or first.end is None:
            yield Surrounded(tag, first.prefix, first.suffix, _place(document, tag, ""))
            continue
        begin, _ = paragraphs.range_at(first.start)
        _, end = paragraphs.range_at(max(first.start, first.end - 1))
        before = content.text[max(begin, first.start - ROOM) : first.start]
        after = content.text[first.end : min(end, first.end + ROOM)]
        cut_before, cut_after = first.start - ROOM > begin, first.end + ROOM < end
        yield Surrounded(
            tag,
            ("…" if cut_before else "") + _from_word(before, cut_before),
            _to_word(after, cut_after) + ("…" if cut_after else ""),
            _place(document, tag, paragraph_numbers(paragraphs, first.start, first.end)),
        )


def _place(document: Document, tag: Annotation, paragraph: str) -> str:
    said = tag.fields.get("said")
    date = f"said {date_words(said)}" if said else date_words(document.published)
    return " · ".join(part for part in (document.title, date, paragraph) if part)


def _from_word(words: str, is_cut: bool) -> str:
    """Leave out the piece of a word at the beginning."""
    return words.partition(" ")[2] if is_cut and " " in words else words


def _to_word(words: str, is_cut: bool) -> str:
    return words.rpartition(" ")[0] if is_cut and " " in words else words
