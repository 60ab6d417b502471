"""What a field for an actor or issue offers while a reader types: first whom the passage itself names."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from glossator.model.annotation import Annotation
from glossator.model.document import Block, Content, Document
from glossator.model.people import Entity, Reader, folded
from glossator.operations.naming import Typed, bare
from glossator.operations.roster import Roster, roster
from glossator.store import Project
from glossator.text.paragraphs import Paragraphs
from glossator.text.segments import Range

Why = Literal["passage", "paragraph", "speaker", "author", "used", "known", "new", "another"]

#: How many of the names last used stand before the others.
LAST_USED = 12

#: Texts whose paragraphs are kept found: the one that is read and one or two beside it.
_KEPT_TEXTS = 3

#: A passage longer than this names more than a list can order: only its beginning is searched, in code points.
_LONGEST_SEARCHED = 20_000


@dataclass(frozen=True, slots=True)
class Candidate:
    """Offer one row: an entity, or a name that taking the row would make.

    ``why`` says where it comes from: named in the passage or paragraph, the speaker, the document's author,
    used last, known, a new name, or (``another``) what was typed as another name for one that is there.
    """

    entity: Entity | None
    text: str
    why: Why


@dataclass(frozen=True, slots=True)
class Place:
    """Say where a tag is, or would be made."""

    document: str
    spans: tuple[Range, ...]


def candidates(
    project: Project, place: Annotation | Place, category: str, typed: str = "", *, reader: Reader
) -> list[Candidate]:
    """Return the rows to offer for an actor or issue of a tag, the likeliest first."""
    known = roster(project, category)
    given = Typed(typed)
    rows: dict[str, Candidate] = {}
    for id_, text, why in _offered(project, _place(place), known, category=category, reader=reader):
        entity = known.shown.get(id_) if id_ else None
        key = entity.id if entity else f"new:{folded(text)}"
        if key not in rows and any(map(given.may_mean, known.bare.get(key) or (bare(text),))):
            rows[key] = Candidate(entity, entity.name if entity else text, why)
    return [*rows.values(), *_last_rows(typed, known)]


def words_of(candidate: Candidate, category: str) -> str:
    """Say a row in words, as the list shows it."""
    if candidate.why == "new":
        return f"new {category} “{candidate.text}”"
    if candidate.why == "another":
        return f"“{candidate.text}” is another name for …"
    return candidate.text


def _offered(
    project: Project, place: Place, known: Roster, *, category: str, reader: Reader
) -> Iterator[tuple[str | None, str, Why]]:
    document = project.document(place.document)
    if document is not None:
        read = _text_of(project, document)
        around = dict.fromkeys(read.paragraphs.range_at(start) for start, _ in place.spans)
        text = read.content.text
        yield from ((id_, "", "passage") for id_ in known.names.mentioned(_words(text, place.spans)))
        yield from ((id_, "", "paragraph") for id_ in known.names.mentioned(_words(text, around)))
        if category == "actor":
            yield from _people(document, read.content, place, known)
    for id_ in project.last_named(reader.id, category, LAST_USED):
        yield id_, "", "used"
    for entity in known.by_name:
        yield entity.id, "", "known"


def _people(document: Document, content: Content, place: Place, known: Roster) -> Iterator[tuple[str | None, str, Why]]:
    turn = _turn_at(content.blocks, place.spans[0][0]) if place.spans else None
    speaker = turn.data.get("speaker") if turn is not None else None
    if isinstance(speaker, str) and speaker.strip():
        yield known.named(speaker), speaker.strip(), "speaker"
    if document.author:
        yield known.named(document.author), document.author, "author"


def _last_rows(typed: str, known: Roster) -> list[Candidate]:
    name = " ".join(typed.split())
    if not name or known.named(name) is not None:
        return []
    rows = [Candidate(None, name, "new")]
    if known.shown:
        rows.append(Candidate(None, name, "another"))
    return rows


def _place(place: Annotation | Place) -> Place:
    if isinstance(place, Place):
        return place
    spans = ((one.start, one.end) for one in place.passages)
    return Place(place.document, tuple((start, end) for start, end in spans if start is not None and end is not None))


def _words(text: str, spans: Iterable[Range]) -> str:
    return "\n".join(text[start : min(end, start + _LONGEST_SEARCHED)] for start, end in spans)


@dataclass(frozen=True, slots=True)
class _Read:
    content: Content
    paragraphs: Paragraphs


_read: OrderedDict[str, _Read] = OrderedDict()


def _text_of(project: Project, document: Document) -> _Read:
    # Read once for a text: a version's id follows from its text, so what is kept is never stale.
    found = _read.get(document.version)
    if found is None:
        content = project.content(document.version)
        found = _read[document.version] = _Read(content, Paragraphs(content))
        while len(_read) > _KEPT_TEXTS:
            _read.popitem(last=False)
    return found


def _turn_at(blocks: Sequence[Block], offset: int) -> Block | None:
    return next((block for block in blocks if block.kind == "turn" and block.start <= offset <= block.end), None)
