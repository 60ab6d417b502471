"""Write quotations for people: by document, then kind, in reading order, each with its citation and fields in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO

from glossator.exchange.choice import Cancelled, Choice, Loss, Progress, Selection, loss, shown_entity
from glossator.exchange.citation import citation
from glossator.exchange.json_shape import ENTITY_TYPES, KEY_TYPES
from glossator.exchange.markdown_text import escaped, indented, quotation
from glossator.exchange.quotation_marks import quoted
from glossator.model.annotation import NOTE_PREVIEW, Annotation, Passage
from glossator.model.codebook import Field, Kind
from glossator.model.document import Document
from glossator.model.problem import refuse
from glossator.store import Reads
from glossator.text.paragraphs import Paragraphs


def write(
    reads: Reads,
    out: BinaryIO,
    choice: Choice,
    *,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Loss:
    """Write the chosen tags as a Markdown report, and say what it does not hold."""
    selection = Selection(reads, choice)
    report = _Report(selection)
    total = selection.total()
    out.write(f"# {escaped(reads.info().title)}\n".encode())
    for done, text in enumerate(report.entries()):
        if cancelled is not None and cancelled():
            raise refuse("the export was not finished", "it was stopped", "start it again when you want it")
        if progress is not None:
            progress(done, max(done, total))
        out.write(text.encode("utf-8"))
    return loss(
        (report.hidden, "left out, values of fields that the tag's kind does not have"),
        (len(selection.marks()), "left out, marks of what was read"),
        (len(selection.decisions()), "left out, decisions on differences"),
    )


def write_groups(
    reads: Reads, out: BinaryIO, title: str, groups: Iterable[tuple[str, Sequence[str]]], *, about: str = ""
) -> None:
    """Write the tags of some groups, each under its heading, as quotations with citations; not those that are gone."""
    report = _Report(Selection(reads, Choice()))
    out.write(f"# {escaped(title)}\n".encode())
    out.write(f"\n{escaped(about)}\n".encode() if about else b"")
    for heading, ids in groups:
        out.write(f"\n## {escaped(heading)}\n".encode() if heading else b"")
        for text in report.of(ids):
            out.write(text.encode("utf-8"))


class _Report:
    """Turn annotations into entries under the headings of their document and kind."""

    def __init__(self, selection: Selection) -> None:
        self.hidden = 0
        self._selection = selection
        self._names = {}
        for id_ in selection.entities:
            shown = shown_entity(selection.entities, id_)
            self._names[id_] = shown.name if shown else id_
        self._languages = {document.id: document.language for document in selection.reads.documents()}
        self._links: dict[str, list[tuple[str, Annotation]]] = {}
        links = selection.links()
        targets = selection.reads.annotations_by_id(sorted({link.target for link in links})) if links else {}
        for link in links:
            self._links.setdefault(link.source, []).append((link.relation, targets[link.target]))

    def entries(self) -> Iterator[str]:
        """Yield the report piece by piece, one for each tag."""
        for document in self._selection.documents:
            yield from self._document(document)

    def of(self, ids: Sequence[str]) -> Iterator[str]:
        """Yield the entries of some tags, in the order given."""
        documents = {document.id: document for document in self._selection.documents}
        kinds = {kind.key: kind for kind in self._selection.codebook.kinds}
        paragraphs: dict[str, Paragraphs] = {}
        found = self._selection.reads.annotations_by_id(ids)
        for annotation in (found[id_] for id_ in ids if id_ in found):
            document = documents[annotation.document]
            if document.id not in paragraphs:
                paragraphs[document.id] = Paragraphs(self._selection.reads.content(document.version))
            yield self._entry(annotation, kinds.get(annotation.kind), document, paragraphs[document.id])

    def _document(self, document: Document) -> Iterator[str]:
        paragraphs: Paragraphs | None = None
        readers = self._selection.choice.readers
        for key, kind in self._kinds(document):
            heading = f"\n### {escaped(kind.label if kind else key)}\n"
            for annotation in self._selection.reads.annotations(
                document=document.id, kinds=frozenset({key}), readers=readers
            ):
                if paragraphs is None:
                    paragraphs = Paragraphs(self._selection.reads.content(document.version))
                    heading = f"\n## {escaped(document.title)}\n{_about(document)}{heading}"
                yield heading + self._entry(annotation, kind, document, paragraphs)
                heading = ""

    def _kinds(self, document: Document) -> list[tuple[str, Kind | None]]:
        """List the kinds to ask for: the codebook's in its order, then those it does not have any more."""
        chosen = self._selection.choice.kinds
        known = {kind.key: kind for kind in self._selection.codebook.kinds}
        there = self._selection.reads.counts().get(document.id, {})
        keys = [*known, *sorted(set(there) - set(known))]
        return [(key, known.get(key)) for key in keys if key in there and (chosen is None or key in chosen)]

    def _entry(self, annotation: Annotation, kind: Kind | None, document: Document, paragraphs: Paragraphs) -> str:
        lines: list[list[str]] = []
        for number, passage in enumerate(annotation.passages):
            lines += ([["[…]"]] if number else []) + _paragraphs_of(passage, paragraphs)
        first = annotation.first
        cited = escaped(citation(document, paragraphs, first.start, first.end))
        return f"\n{quotation(lines)}\n\n— {cited}\n\n" + "\n".join(self._items(annotation, kind)) + "\n"

    def _items(self, annotation: Annotation, kind: Kind | None) -> Iterator[str]:
        shown = 0
        for field in kind.fields if kind else ():
            value = annotation.fields.get(field.key)
            if value is not None:
                shown += 1
                yield f"- {escaped(field.label)}: {escaped(self._words(field, value))}"
        self.hidden += len(annotation.fields) - shown
        if annotation.labels:
            yield f"- Labels: {', '.join(escaped(label) for label in annotation.labels)}"
        for relation, target in self._links.get(annotation.id, ()):
            quote = target.first.quote
            words = quote if len(quote) <= NOTE_PREVIEW else quote[:NOTE_PREVIEW] + "…"
            yield f"- {relation.capitalize()}: {self._quoted(escaped(words), target)}"
        if annotation.state != "anchored":
            yield f"- State: {annotation.state}"
        for passage in annotation.passages:
            if passage.tagged_quote is not None:
                words = escaped(" ".join(passage.tagged_quote.split()))
                yield f"- Tagged words: {self._quoted(words, annotation)}"
        if annotation.note.strip():
            # A note is Markdown already: it stays inside its item.
            yield f"- Note:\n\n{indented(annotation.note, '  ')}\n"
        yield f"- Reader: {escaped(self._selection.readers.get(annotation.reader, annotation.reader))}"

    def _quoted(self, words: str, annotation: Annotation) -> str:
        return quoted(words, self._languages.get(annotation.document))

    def _words(self, field: Field, value: str) -> str:
        if field.type in ENTITY_TYPES:
            return self._names.get(value, value)
        known = field.value(value) if field.type in KEY_TYPES else None
        return known.label if known else value


def _about(document: Document) -> str:
    words = ", ".join(part for part in (document.author, document.published) if part)
    return f"\n{escaped(words)}\n" if words else ""


def _paragraphs_of(passage: Passage, paragraphs: Paragraphs) -> list[list[str]]:
    """Split a quotation into paragraphs of lines; where it is not attached every line is one."""
    found: list[list[str]] = []
    at = passage.start
    last = -1
    for line in passage.quote.split("\n"):
        index = paragraphs.index_at(at) if at is not None else last + 1
        if index != last or not found:
            found.append([])
        found[-1].append(line)
        last = index
        at = at + len(line) + 1 if at is not None else None
    return found
