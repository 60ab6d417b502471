"""What a field for an actor or issue offers while a reader types: first whom the passage itself names."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from glossator.model.annotation import Annotation
from glossator.model.document import Block, Content, Document
from glossator.model.people import Entity, Reader, folded
from glossator.operations.naming import Names, Typed
from glossator.store import Project, Reads
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
    known = _Known(project, category)
    given = Typed(typed)
    rows: dict[str, Candidate] = {}
    for id_, text, why in _offered(project, _place(place), known, reader):
        entity = known.shown.get(id_) if id_ else None
        key = entity.id if entity else f"new:{folded(text)}"
        if key not in rows and any(map(given.may_mean, known.names.get(key, (text,)))):
            rows[key] = Candidate(entity, entity.name if entity else text, why)
    return [*rows.values(), *_last_rows(typed, known, category)]


def words_of(candidate: Candidate, category: str) -> str:
    """Say a row in words, as the list shows it."""
    if candidate.why == "new":
        return f"new {category} “{candidate.text}”"
    if candidate.why == "another":
        return f"“{candidate.text}” is another name for …"
    return candidate.text


class _Known:
    """Hold the entities of a category: those that are joined as one, with all their names."""

    def __init__(self, reads: Reads, category: str) -> None:
        entities = {entity.id: entity for entity in reads.entities(category)}
        self.shown: dict[str, Entity] = {id_: _root(entities, entity) for id_, entity in entities.items()}
        self.names: dict[str, list[str]] = {}
        for id_, entity in entities.items():
            self.names.setdefault(self.shown[id_].id, []).extend(entity.names)
        self.category = category

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Yield each shown entity's id with each of its names."""
        for id_, names in self.names.items():
            for name in names:
                yield id_, name

    def named(self, name: str) -> str | None:
        """Return the id of the entity that has a name."""
        wanted = folded(name)
        return next((id_ for id_, known in self.pairs() if folded(known) == wanted), None)

    def by_name(self) -> list[Entity]:
        """Return the shown entities in the order of their names."""
        return sorted({one.id: one for one in self.shown.values()}.values(), key=lambda one: (folded(one.name), one.id))


def _offered(project: Project, place: Place, known: _Known, reader: Reader) -> Iterator[tuple[str | None, str, Why]]:
    document = project.document(place.document)
    if document is not None:
        content = project.content(document.version)
        names = Names(known.pairs())
        yield from ((id_, "", "passage") for id_ in names.mentioned(_words(content.text, place.spans)))
        yield from (
            (id_, "", "paragraph") for id_ in names.mentioned(_words(content.text, _around(document, content, place)))
        )
        if known.category == "actor":
            yield from _people(document, content, place, known)
    for id_ in project.last_named(reader.id, known.category, LAST_USED):
        yield id_, "", "used"
    for entity in known.by_name():
        yield entity.id, "", "known"


def _people(document: Document, content: Content, place: Place, known: _Known) -> Iterator[tuple[str | None, str, Why]]:
    turn = _turn_at(content.blocks, place.spans[0][0]) if place.spans else None
    speaker = turn.data.get("speaker") if turn is not None else None
    if isinstance(speaker, str) and speaker.strip():
        yield known.named(speaker), speaker.strip(), "speaker"
    if document.author:
        yield known.named(document.author), document.author, "author"


def _last_rows(typed: str, known: _Known, category: str) -> list[Candidate]:
    name = " ".join(typed.split())
    if not name or known.named(name) is not None:
        return []
    rows = [Candidate(None, name, "new")]
    if known.names:
        rows.append(Candidate(None, name, "another"))
    return rows


def _place(place: Annotation | Place) -> Place:
    if isinstance(place, Place):
        return place
    spans = ((one.start, one.end) for one in place.passages)
    return Place(place.document, tuple((start, end) for start, end in spans if start is not None and end is not None))


def _root(entities: Mapping[str, Entity], entity: Entity) -> Entity:
    seen = {entity.id}
    while (above := entities.get(entity.same_as or "")) is not None and above.id not in seen:
        seen.add(above.id)
        entity = above
    return entity


def _words(text: str, spans: Iterable[Range]) -> str:
    return "\n".join(text[start : min(end, start + _LONGEST_SEARCHED)] for start, end in spans)


_paragraphs: OrderedDict[str, Paragraphs] = OrderedDict()


def _around(document: Document, content: Content, place: Place) -> list[Range]:
    # Found once for a text: a version's id follows from its text, so what is kept is never stale.
    found = _paragraphs.get(document.version)
    if found is None:
        found = _paragraphs[document.version] = Paragraphs(content)
        while len(_paragraphs) > _KEPT_TEXTS:
            _paragraphs.popitem(last=False)
    return list(dict.fromkeys(found.range_at(start) for start, _ in place.spans))


def _turn_at(blocks: Sequence[Block], offset: int) -> Block | None:
    return next((block for block in blocks if block.kind == "turn" and block.start <= offset <= block.end), None)
