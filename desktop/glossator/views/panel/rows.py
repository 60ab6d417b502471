"""The panel's rows: what a card is ordered and filtered by, light enough for fifty thousand."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from glossator.model.annotation import Annotation
from glossator.model.codebook import WHO_FIELDS, Codebook
from glossator.model.people import Entity, folded
from glossator.store.panel_rows import LightTag

#: Sorts after every date and name.
_LAST = "\U0010ffff"

#: Where a tag without a place sorts: after every place in any text.
_NOWHERE = 1 << 60

Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """Keep of a tag what orders and filters need.

    ``who`` and ``issue`` are entities' ids; ``settled`` is 0 where the tag waits for a look, 1 where nothing is
    filled in, 2 else.
    """

    id: str
    kind: str
    start: int | None
    end: int | None
    who: str
    issue: str
    said: str
    settled: int
    labels: tuple[str, ...]
    reader: str = ""


def row_of(annotation: Annotation, codebook: Codebook) -> Row:
    """Make a tag's row."""
    first = annotation.first
    waits = any(passage.waits for passage in annotation.passages)
    return row_of_light(
        LightTag(
            annotation.id,
            annotation.kind,
            annotation.reader,
            first.start,
            first.end,
            annotation.fields,
            annotation.labels,
            waits,
        ),
        codebook,
    )


def row_of_light(tag: LightTag, codebook: Codebook) -> Row:
    """Make the row of a tag that was read without its words."""
    fields = tag.fields
    kind = codebook.kind(tag.kind)
    who: tuple[str, ...] = WHO_FIELDS if kind is None else (kind.who.key,) if kind.who else ()
    filled = kind is None or not kind.fields or any(field.key in fields for field in kind.fields)
    return Row(
        id=tag.id,
        kind=tag.kind,
        start=tag.start,
        end=tag.end,
        who=next((fields[key] for key in who if key in fields), ""),
        issue=fields.get("issue", ""),
        said=fields.get("said", ""),
        settled=0 if tag.waits else 2 if filled else 1,
        labels=tag.labels,
        reader=tag.reader,
    )


class Ordering:
    """Give rows the keys that an order sorts them by; equal ones stand as in the text."""

    def __init__(
        self, order: str, *, codebook: Codebook, names: Callable[[], Mapping[str, Entity]], published: str | None
    ) -> None:
        self.order = order
        self._names = names
        self._published = published or _LAST
        self._kinds = {kind.key: number for number, kind in enumerate(codebook.kinds)}

    def key(self, row: Row) -> Key:
        """Return a row's key; no two rows have the same."""
        place = (_NOWHERE if row.start is None else row.start, _NOWHERE if row.end is None else row.end, row.id)
        match self.order:
            case "kind":
                return (self._kinds.get(row.kind, len(self._kinds)), row.kind, *place)
            case "holder":
                return (self._name(row.who), *place)
            case "issue":
                return (self._name(row.issue), *place)
            case "date":
                return (row.said or self._published, *place)
            case "unsettled":
                return (row.settled, *place)
        return place

    def _name(self, entity_id: str) -> str:
        entity = joined(entity_id, self._names())
        return folded(entity.name) if entity else _LAST


def joined(entity_id: str, names: Mapping[str, Entity]) -> Entity | None:
    """Find an entity, or the one it was joined to."""
    entity = names.get(entity_id)
    while entity is not None and entity.same_as and entity.same_as != entity.id:
        entity = names.get(entity.same_as)
    return entity


def plain(words: str) -> str:
    """Fold words for the filter: case, blanks, compatibility forms and accents aside."""
    parts = unicodedata.normalize("NFKD", words)
    return folded("".join(sign for sign in parts if not unicodedata.combining(sign)))


class Sieve:
    """Tell which tags a filter lets through: kinds, label and readers by the row, words by the tag itself."""

    def __init__(self, *, kinds: Iterable[str], label: str, words: str, without: Iterable[str] = ()) -> None:
        self._kinds = frozenset(kinds)
        self._without = frozenset(without)
        self._label = folded(label)
        self._words = plain(words).split()

    @property
    def asks_words(self) -> bool:
        """Tell whether the tag itself has to be read."""
        return bool(self._words)

    def passes(self, row: Row) -> bool:
        """Tell whether kind, label and reader let a row through."""
        if (self._kinds and row.kind not in self._kinds) or row.reader in self._without:
            return False
        return not self._label or any(folded(label) == self._label for label in row.labels)

    def finds(self, annotation: Annotation, field_words: Iterable[str]) -> bool:
        """Tell whether every word stands in a tag's quotations, note, labels or fields."""
        if not self._words:
            return True
        quotes = (passage.quote for passage in annotation.passages)
        hay = plain("\n".join([*quotes, annotation.note, *annotation.labels, *field_words]))
        return all(word in hay for word in self._words)


def words_of_fields(annotation: Annotation, codebook: Codebook, names: Mapping[str, Entity]) -> list[str]:
    """Put the fields that a tag's kind shows into words: names, values' labels, the words themselves."""
    kind = codebook.kind(annotation.kind)
    found: list[str] = []
    for field in kind.fields if kind else ():
        stored = annotation.fields.get(field.key)
        if stored is None:
            continue
        if field.type in ("actor", "issue"):
            entity = joined(stored, names)
            found.append(entity.name if entity else stored)
        else:
            value = field.value(stored)
            found.append(value.label if value else stored)
    return found
