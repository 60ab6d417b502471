"""Reading what a new version of a document needs: where every passage stands, stood, and which acts carried it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from glossator.model.annotation import Passage
from glossator.model.document import Json
from glossator.store.reads import Connected
from glossator.store.refusals import refusing
from glossator.store.replay import read_fields
from glossator.store.rows import PASSAGE_KEYS, compact

#: Passages that wait for a look, as p of a: in a state that says so, or still in an earlier text than the current one.
_WAITING = (
    "SELECT p.annotation FROM passage p WHERE p.state <> 'anchored' AND p.version IS NOT NULL"
    " UNION SELECT a.id FROM annotation a INDEXED BY annotation_place JOIN passage p ON p.annotation = a.id"
    " WHERE a.deleted = 0 AND a.start IS NULL AND p.start IS NOT NULL"
)


#: What a page paints of one passage of a tag: id, kind, reader, part, start, end.
MarkRow = tuple[str, str, str, int, int, int]


class PlaceRow(NamedTuple):
    """Say where a passage of a tag stands: in which version, at which code points, None where it is not attached.

    A passage without a version was left without a place by a reader; ``live`` is False of a removed tag.
    """

    id: str
    reader: str
    part: int
    version: str | None
    start: int | None
    end: int | None
    live: bool


class LastPlace(NamedTuple):
    """Say where a passage stood in an earlier version, the words that it had there, and which of its tag's it was."""

    version: str
    start: int
    end: int
    quote: str
    part: int


def waiting_tags(reads: Connected, document: str | None = None) -> set[str]:
    """Collect the tags of which a passage waits for a look, of one document where it is given."""
    if document is None:
        return {row[0] for row in reads._all(_WAITING)}
    of_document = f"SELECT w.annotation FROM ({_WAITING}) w JOIN annotation a ON a.id = w.annotation"
    return {row[0] for row in reads._all(f"{of_document} WHERE a.document = ?", (document,))}


class VersionReads(Connected):
    """Read how passages stand in the versions of documents."""

    def waiting(self, document_id: str) -> list[str]:
        """List the ids of a document's live tags of which a passage waits for a look, as far as they are seen."""
        sql = (
            f"SELECT a.id FROM ({_WAITING}) w JOIN annotation a ON a.id = w.annotation"
            f" WHERE a.document = ? AND {self.live()} ORDER BY a.id"
        )
        return [row[0] for row in self._all(sql, (document_id,))]

    def waiting_counts(self) -> dict[str, int]:
        """Count in each document the live tags of which a passage waits for a look, as far as they are seen."""
        sql = (
            f"SELECT a.document, count(*) FROM ({_WAITING}) w JOIN annotation a ON a.id = w.annotation"
            f" WHERE {self.live()} GROUP BY a.document"
        )
        counted: dict[str, int] = dict(self._rows(sql))  # type: ignore[arg-type]
        return counted

    def place_rows(self, document_id: str) -> Iterator[PlaceRow]:
        """Yield where the passages of a document's tags stand, removed tags too, by id and part; nothing is hidden."""
        rows = self._rows(
            'SELECT a.id, a.reader, p.part, p.version, p.start, p."end", a.deleted FROM annotation a'
            " JOIN passage p ON p.annotation = a.id WHERE a.document = ? ORDER BY a.id, p.part",
            (document_id,),
        )
        for id_, reader, part, version, start, end, deleted in rows:
            yield PlaceRow(id_, reader, part, version, start, end, not deleted)

    def passages_as_kept(self, ids: Iterable[str]) -> dict[str, tuple[list[Passage], str]]:
        """Read the passages of tags as they are kept, also those in an earlier text, and when each was modified."""
        keys = ", ".join(f'p."{key}"' for key in PASSAGE_KEYS[1:])
        rows = self._all(
            f"SELECT p.annotation, a.modified, {keys}, coalesce(p.version, '') FROM passage p"
            " JOIN annotation a ON a.id = p.annotation"
            " WHERE p.annotation IN (SELECT value FROM json_each(?)) ORDER BY p.annotation, p.part",
            (compact([*ids]),),
        )
        found: dict[str, tuple[list[Passage], str]] = {}
        for id_, modified, *cells in rows:
            found.setdefault(id_, ([], modified))[0].append(Passage(*cells))
        return found

    def last_places(self, ids: Iterable[str], current: str) -> dict[str, list[LastPlace]]:
        """Find where the passages of tags stood in other versions than the current one, the latest last."""
        found: dict[str, list[LastPlace]] = {}
        for id_, said in self._passages_said("c.row IN (SELECT value FROM json_each(?))", compact([*ids])):
            found[id_] = [
                LastPlace(str(one["version"]), _int(one["start"]), _int(one["end"]), str(one["quote"]), part)
                for _, passages in said
                for part, one in enumerate(passages)
                if one.get("start") is not None and one["version"] != current
            ]
        return found

    def earlier_passages(self, document_id: str, version: str) -> dict[str, list[Json]]:
        """Find the tags that stood in a version and were only carried by updates since, with their passages there."""
        carrying = self.carrying_acts(document_id)
        found: dict[str, list[Json]] = {}
        of_document = "c.row IN (SELECT id FROM annotation WHERE document = ?)"
        for id_, said in self._passages_said(of_document, document_id):
            at = len(said) - 1
            while at > 0 and said[at][0] in carrying:
                at -= 1
                passages = said[at][1]
                placed = [one for one in passages if one["start"] is not None]
                if placed and all(one["version"] == version for one in placed):
                    found[id_] = [*passages]
                    break
        return found

    def places_in(self, document_id: str, version: str) -> list[MarkRow]:
        """List where a document's live tags stood in a version when it was last theirs, as ``marks_of_tags`` does.

        It is read from the acts; what the viewer does not see is left out.
        """
        seen = {
            id_: (kind, reader)
            for id_, kind, reader in self._all(
                f"SELECT a.id, a.kind, a.reader FROM annotation a WHERE a.document = ? AND {self.live()}",
                (document_id,),
            )
        }
        of_document = "c.row IN (SELECT id FROM annotation WHERE document = ?) AND instr(c.fields, ?) > 0"
        rows: list[MarkRow] = []
        for id_, said in self._passages_said(of_document, document_id, version):
            if id_ not in seen:
                continue
            for _, passages in reversed(said):
                there = [
                    (id_, *seen[id_], part, _int(one["start"]), _int(one["end"]))
                    for part, one in enumerate(passages)
                    if one["version"] == version and one["start"] is not None
                ]
                if there:
                    rows += there
                    break
        return sorted(rows, key=itemgetter(4, 5, 0))

    def states_of_passages(self, document_id: str) -> dict[tuple[str, int], tuple[str, bool]]:
        """Tell what became of the passages that are not as they were tagged, and whether each waits, as far as seen.

        They are named by the tag's id and their number in it.
        """
        rows = self._all(
            "SELECT p.annotation, p.part, p.state, p.version IS NOT NULL FROM annotation a INDEXED BY annotation_place"
            " JOIN passage p ON p.annotation = a.id WHERE a.deleted = 0 AND a.document = ?"
            f" AND p.state <> 'anchored'{self.seen()}",
            (document_id,),
        )
        return {(id_, part): (state, bool(waits)) for id_, part, state, waits in rows}

    def carrying_acts(self, document_id: str) -> set[int]:
        """Return the numbers of the acts that gave a document another text, and carried its tags into it."""
        sql = (
            "SELECT c.act FROM change c WHERE c.tbl = 'document' AND c.row = ? AND c.made = 0"
            " AND json_extract(c.fields, '$.version') IS NOT NULL"
        )
        return {row[0] for row in self._all(sql, (document_id,))}

    def carrying_act_ids(self) -> frozenset[str]:
        """Return the ids of the acts that gave whichever document another text."""
        from glossator.store.meeting import Meeting  # read late: only a merge asks

        with refusing(f"{self.path.name} could not be read"):
            return Meeting(self._connection).carrying

    def has_text(self, version_id: str) -> bool:
        """Tell whether the text of a version is kept: of what an import brought the superseded ones are not."""
        return self._one("SELECT 1 FROM content WHERE version = ?", (version_id,)) is not None

    def _passages_said(
        self, where: str, *arguments: str
    ) -> Iterator[tuple[str, list[tuple[int, list[dict[str, Json]]]]]]:
        """Yield tags with what each active act made their passages, in order, with the act's number."""
        rows = self._rows(
            "SELECT c.row, a.number, c.made, c.fields FROM change c INDEXED BY change_row"
            f" JOIN act a ON a.number = c.act WHERE c.tbl = 'annotation' AND {where} AND a.active = 1"
            " AND a.undoes IS NULL AND instr(c.fields, '\"passages\"') > 0"
            " ORDER BY c.row, c.made DESC, a.clock, a.reader, a.id",
            arguments,
        )
        for id_, group in groupby(rows, key=itemgetter(0)):
            said = []
            for _, act, made, fields in group:
                after = read_fields(fields, bool(made)).get("passages", (None, None))[1]
                if isinstance(after, list):
                    said.append((act, [one for one in after if isinstance(one, dict)]))
            yield id_, said


def _int(value: Json) -> int:
    return value if isinstance(value, int) else 0
