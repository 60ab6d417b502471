"""Write one row a tag for a spreadsheet: UTF-8 with a byte order mark, line ends and quotes as RFC 4180 has them."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import BinaryIO

from glossator.exchange.choice import Cancelled, Choice, Loss, Progress, Selection, loss, shown_entity
from glossator.exchange.json_shape import ENTITY_TYPES, AnnotationShape
from glossator.model.annotation import Annotation, Passage
from glossator.model.document import Document
from glossator.model.people import Entity
from glossator.store import Reads
from glossator.text.paragraphs import Paragraphs

#: The columns before and after the codebook's fields.
BEFORE = ("tag_id", "document", "doc_date", "kind")
AFTER = (
    "holder_aliases", "labels", "state", "quote", "before", "after", "start", "end", "paragraph", "note", "reader",
    "created", "modified", "links", "section", "page", "tagged_quote",
)  # fmt: skip

#: What stands between the passages of one tag.
JOINT = " […] "

#: What stands between several values in one cell.
SEPARATOR = "; "

#: A cell that begins with one of these is run as a formula by spreadsheets.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")

#: A spreadsheet cuts a cell after so many UTF-16 units.
_CELL = 32_767


def write(
    reads: Reads,
    out: BinaryIO,
    choice: Choice,
    *,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Loss:
    """Write the chosen tags as rows, the fields as columns in the codebook's order, and say what has no column."""
    selection = Selection(reads, choice)
    rows = _Rows(selection)
    cells = Cells()
    out.write(b"\xef\xbb\xbf")
    sheet = csv.writer(Encoder(out.write))
    sheet.writerow((*BEFORE, *rows.columns, *AFTER))
    for annotation in selection.counted(progress, cancelled):
        sheet.writerow(cells.safe(rows.row(annotation)))
    return loss(
        (cells.guarded, "written after an apostrophe, cells that a spreadsheet would run as a formula"),
        (cells.long, f"longer than the {_CELL:,} characters after which spreadsheets cut, cells"),
        (rows.hidden, "left out, values of fields that the tag's kind does not have"),
        (len(selection.marks()), "left out, marks of what was read"),
        (len(selection.decisions()), "left out, decisions on differences"),
    )


@dataclass(frozen=True, slots=True)
class Encoder:
    """Take the text that csv writes and hand it on as UTF-8."""

    put: Callable[[bytes], int]

    def write(self, text: str) -> int:
        """Hand on what csv writes."""
        return self.put(text.encode("utf-8"))


class Cells:
    """Make cells harmless, and count those that had to be."""

    def __init__(self) -> None:
        self.guarded = 0
        self.long = 0

    def safe(self, row: Iterable[str]) -> list[str]:
        """Return a row that no spreadsheet runs."""
        cells = []
        for cell in row:
            if cell.startswith(_FORMULA):
                self.guarded += 1
                cell = "'" + cell
            if len(cell) > _CELL:
                self.long += 1
            cells.append(cell)
        return cells


class _Rows:
    """Turn annotations into rows; texts are read when the first tag of their document comes."""

    def __init__(self, selection: Selection) -> None:
        self.columns = [field.key for field in selection.codebook.fields()]
        self.hidden = 0
        self._selection = selection
        self._documents = {document.id: document for document in selection.documents}
        self._shown: dict[str, Entity] = {}
        for id_ in selection.entities:
            shown = shown_entity(selection.entities, id_)
            if shown is not None:
                self._shown[id_] = shown
        names = {id_: entity.name for id_, entity in self._shown.items()}
        self._shape = AnnotationShape(selection.codebook, names)
        self._aliases = _aliases(selection.entities, self._shown)
        self._links: dict[str, list[str]] = {}
        for link in selection.links():
            self._links.setdefault(link.source, []).append(f"{link.relation} {link.target}")
        self._open: tuple[str, Paragraphs] | None = None

    def row(self, annotation: Annotation) -> list[str]:
        """Return the cells of one tag."""
        document = self._documents[annotation.document]
        fields, hidden = self._shape.fields(annotation)
        self.hidden += len(hidden)
        passages = annotation.passages
        return [
            annotation.id,
            document.title,
            document.published or "",
            annotation.kind,
            *(fields.get(key, "") for key in self.columns),
            SEPARATOR.join(self._who_aliases(annotation)),
            SEPARATOR.join(annotation.labels),
            annotation.state,
            JOINT.join(passage.quote for passage in passages),
            passages[0].prefix,
            passages[-1].suffix,
            " ".join(str(passage.start) for passage in passages if passage.start is not None),
            " ".join(str(passage.end) for passage in passages if passage.end is not None),
            self._per_passage(document, passages, lambda paragraphs, start: str(paragraphs.index_at(start) + 1), " "),
            annotation.note,
            self._selection.readers.get(annotation.reader, annotation.reader),
            annotation.created,
            annotation.modified,
            SEPARATOR.join(self._links.get(annotation.id, ())),
            self._per_passage(document, passages, lambda paragraphs, at: paragraphs.section_title_at(at) or ""),
            self._per_passage(document, passages, Paragraphs.page_at),
            _as_tagged(passages),
        ]

    def _who_aliases(self, annotation: Annotation) -> list[str]:
        kind = self._selection.codebook.kind(annotation.kind)
        who = kind.who if kind else None
        if who is None or who.type not in ENTITY_TYPES:
            return []
        shown = self._shown.get(annotation.fields.get(who.key, ""))
        return self._aliases.get(shown.id, []) if shown else []

    def _per_passage(
        self,
        document: Document,
        passages: tuple[Passage, ...],
        say: Callable[[Paragraphs, int], str],
        between: str = SEPARATOR,
    ) -> str:
        """Say something of the place of each passage that is attached; what is the same for all is said once."""
        starts = [passage.start for passage in passages if passage.start is not None]
        if not starts:
            return ""
        if self._open is None or self._open[0] != document.version:
            self._open = (document.version, Paragraphs(self._selection.reads.content(document.version)))
        said = [say(self._open[1], start) for start in starts]
        if between == SEPARATOR:
            said = [words for words in dict.fromkeys(said) if words]
        return between.join(said)


def _aliases(entities: dict[str, Entity], shown: dict[str, Entity]) -> dict[str, list[str]]:
    """List the other names of every entity that is shown: its own and those of what was joined to it."""
    found: dict[str, list[str]] = {}
    for id_, entity in entities.items():
        target = shown.get(id_)
        if target is None:
            continue
        names = entity.aliases if target.id == id_ else entity.names
        there = found.setdefault(target.id, [])
        there.extend(name for name in names if name not in there and name != target.name)
    return found


def _as_tagged(passages: tuple[Passage, ...]) -> str:
    """Return the words as the reader had tagged them, where a new version has others."""
    if all(passage.tagged_quote is None for passage in passages):
        return ""
    return JOINT.join(one.quote if one.tagged_quote is None else one.tagged_quote for one in passages)
