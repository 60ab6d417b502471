"""Rows where acts met that did not know each other: what is shown, whatever the order in which the acts came.

Each row is a function of the active acts alone; what is listed as a conflict stands in the conflicts.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property

from glossator.model.codebook import Codebook, codebook_from_data, codebook_to_data, joined
from glossator.model.document import Json
from glossator.store.ancestry import Ancestry
from glossator.store.giving_way import giving_way, sharing
from glossator.store.refusals import parsed
from glossator.store.replay import Layer, fold, layers_of_rows
from glossator.store.rows import Values, compact

#: What changes with every act on a tag and says nothing by itself.
FOLLOWING = frozenset({"modified"})

#: What stands for the id of an act that is about to be written.
_COMING = ""


def schema_of(connection: sqlite3.Connection) -> int:
    """Return how many migrations a file has had."""
    (schema,) = connection.execute("PRAGMA user_version").fetchone()
    return int(schema)


def present(connection: sqlite3.Connection) -> str:
    """Return the condition that an act, as a, belongs to this file: made here, or brought by a merge that holds.

    The others are known for the sake of those that stand on them.
    """
    held = " AND m.undone IS NULL" if schema_of(connection) > 1 else ""
    return (
        "(NOT EXISTS (SELECT 1 FROM received r WHERE r.act = a.id) OR EXISTS (SELECT 1 FROM received r"
        f" JOIN merge m ON m.id = r.merge WHERE r.act = a.id AND r.active = 1{held}))"
    )


class Meeting:
    """Work rows out from their acts, with what the acts of a file knew of each other where it has met another.

    ``taken_back`` is the act that an undo takes back which is about to be written: it knows all that is here.
    """

    def __init__(self, connection: sqlite3.Connection, taken_back: str | None = None) -> None:
        self._connection = connection
        self._taken_back = taken_back

    @cached_property
    def has_met(self) -> bool:
        """Tell whether acts of another file ever came here; else each act knew all before it."""
        return self._connection.execute("SELECT 1 FROM merge LIMIT 1").fetchone() is not None

    @cached_property
    def ancestry(self) -> Ancestry:
        """Read which act knew which."""
        ancestry = Ancestry()
        for act, parents in self._connection.execute("SELECT id, parents FROM act ORDER BY clock, reader, id"):
            ancestry.add(act, parsed(parents))
        return ancestry

    def knows(self, later: str, earlier: str) -> bool:
        """Tell whether an act is another or knew it."""
        if _COMING in (later, earlier):
            return later == _COMING
        return self.ancestry.knows(later, earlier)

    @cached_property
    def founded(self) -> Values:
        """Read the project's row as it was made, below every act."""
        (founded,) = self._connection.execute("SELECT founded FROM project").fetchone()
        values: Values = parsed(founded)
        return values

    @cached_property
    def _of_project(self) -> frozenset[str]:
        """Return the acts on the project's row that are about this project, not about one that was merged."""
        rows = self._connection.execute(
            "SELECT a.id, a.project, json_extract(c.fields, '$.project_id[0]'), json_extract(c.fields,"
            " '$.project_id[1]') FROM change c JOIN act a ON a.number = c.act WHERE c.tbl = 'project'"
        ).fetchall()
        ours, size = {self.founded["project_id"]}, 0
        while len(ours) > size:
            size = len(ours)
            ours |= {after for _, _, before, after in rows if before in ours}
        return frozenset(act for act, project, before, _ in rows if project in ours or before in ours)

    def row(self, table: str, row: str, layers: Sequence[Layer]) -> Values | None:
        """Return what a row holds, None where nothing made it."""
        base = self.founded if table == "project" else None
        if not self.has_met:
            return fold(layers, base)
        layers = self.relevant(table, layers)
        values = fold(self._whole(layers) if table == "decision" else layers, base)
        if values is None:
            return None
        if table == "project":
            self._join_codebooks(values, layers)
        elif values.get("deleted") or table == "decision":
            values["deleted"] = bool(self._is_deleted(row, layers))
        if table == "decision" and row in self.giving_way:
            values["deleted"] = True
        return values

    def relevant(self, table: str, layers: Sequence[Layer]) -> Sequence[Layer]:
        """Leave out what another project's acts say of their own project."""
        return [one for one in layers if one.order[2] in self._of_project] if table == "project" else layers

    def _whole(self, layers: Sequence[Layer]) -> Sequence[Layer]:
        """Keep of a decision's acts the latest and what it knew, so that no row is half of one and half of another."""
        kept: list[Layer] = []
        left = sorted(
            (one for one in layers if one.active and (one.made or one.fields.keys() - {"deleted"})),
            key=lambda one: one.order,
        )
        while left:
            last = left.pop()
            kept.append(last)
            left = [one for one in left if self.knows(last.order[2], one.order[2])]
        return [*kept, *(one for one in layers if one.made and not one.active)]

    def _is_deleted(self, row: str, layers: Sequence[Layer]) -> bool:
        plain = fold(layers) or {}
        return bool(plain.get("deleted")) and not self.kept_against(row, layers)

    def kept_against(self, row: str, layers: Sequence[Layer]) -> list[tuple[str, str]]:
        """List the acts that keep a row, each with the act that removed it and did not know it.

        What some removing act knew keeps nothing; taking back the act that made a row removes it too.
        """
        removing = list(self._removing(layers))
        if not removing:
            return []
        keeping = [one.order[2] for one in layers if one.active and _keeps(one)]
        if any(layer.made and "media_type" in layer.fields for layer in layers):
            keeping += self.work_on.get(row, ())
        found = []
        for act in keeping:
            if any(self.knows(removal, act) for removal, _ in removing):
                continue
            found += [
                (act, removal)
                for removal, undone in removing
                if not self.knows(act, removal) and (undone is None or self.knows(act, undone))
            ]
        return found

    def _removing(self, layers: Sequence[Layer]) -> Iterator[tuple[str, str | None]]:
        """Yield the acts that removed a row, those that took its making back with the act that they took back."""
        for layer in layers:
            if layer.active and layer.fields.get("deleted") is True:
                yield layer.order[2], None
            elif not layer.active and layer.fields.get("deleted") is False:
                for undo in self.undoing.get(layer.order[2], ()):
                    yield undo, layer.order[2]

    @cached_property
    def giving_way(self) -> frozenset[str]:
        """Read which decisions give way to one that was made apart and later on some of the same tags."""
        return giving_way(self._connection, self.knows)

    def following(self, touched: Collection[str]) -> Iterator[tuple[str, str, list[Layer]]]:
        """Read the rows, with their layers, that may follow from acts on others, where acts touched these tables.

        Work on its tags keeps a document that was removed, a decision gives way to another.
        """
        yield from layers_of_rows(self._connection, "document", self.removed_documents())
        if "decision" in touched:
            yield from layers_of_rows(self._connection, "decision", sharing(self._connection))

    @cached_property
    def undoing(self) -> dict[str, list[str]]:
        """Read the undos that hold, by the act that they take back."""
        found: dict[str, list[str]] = {}
        for act, undoes in self._connection.execute(
            "SELECT id, undoes FROM act WHERE undoes IS NOT NULL AND active = 1 ORDER BY id"
        ):
            found.setdefault(undoes, []).append(act)
        if self._taken_back is not None:
            found.setdefault(self._taken_back, []).append(_COMING)
        return found

    @cached_property
    def carrying(self) -> frozenset[str]:
        """Read which acts gave a document another text, and carried its tags into it."""
        return frozenset(
            act
            for (act,) in self._connection.execute(
                "SELECT DISTINCT a.id FROM change c JOIN act a ON a.number = c.act WHERE c.tbl = 'document'"
                " AND c.made = 0 AND json_extract(c.fields, '$.version') IS NOT NULL"
            )
        )

    @cached_property
    def work_on(self) -> dict[str, list[str]]:
        """Read the acts that made or changed tags, by document, of the documents that someone removed."""
        removed = compact([*self.removed_documents()])
        rows = self._connection.execute(
            "SELECT DISTINCT json_extract(m.fields, '$.document'), a.id FROM change m"
            " JOIN change c INDEXED BY change_row ON c.tbl = m.tbl AND c.row = m.row"
            " JOIN act a ON a.number = c.act AND a.active = 1 AND a.undoes IS NULL"
            " WHERE m.tbl = 'annotation' AND m.made = 1"
            " AND json_extract(m.fields, '$.document') IN (SELECT value FROM json_each(?))"
            " AND (c.made = 1 OR json_extract(c.fields, '$.deleted[1]') IS NOT 1)",
            (removed,),
        )
        found: dict[str, list[str]] = {}
        for document, act in rows:
            found.setdefault(document, []).append(act)
        return found

    def removed_documents(self) -> list[str]:
        """List the documents that an act removed, or the making of which was taken back."""
        return [
            row[0]
            for row in self._connection.execute(
                "SELECT DISTINCT c.row FROM change c JOIN act a ON a.number = c.act WHERE c.tbl = 'document' AND"
                " (json_extract(c.fields, '$.deleted[1]') = 1 OR (c.made = 1 AND a.active = 0))"
            )
        ]

    def _join_codebooks(self, values: Values, layers: Sequence[Layer]) -> None:
        """Give the codebook that is shown what others, changed apart, have beside it: tags may be of their kinds."""
        said = sorted(
            (one for one in layers if one.active and "codebook" in one.fields), key=lambda one: one.order, reverse=True
        )
        apart = [
            one.fields["codebook"]
            for at, one in enumerate(said)
            if not any(self.knows(later.order[2], one.order[2]) for later in said[:at])
        ]
        if len(apart) > 1:
            values["codebook"] = _all_kinds(apart)


def _keeps(layer: Layer) -> bool:
    """Tell whether an act says that a row is there: it makes, changes or restores it."""
    if layer.fields.get("deleted") is True:
        return False
    return layer.made or bool(layer.fields.keys() - FOLLOWING)


def _all_kinds(apart: Iterable[Json]) -> Json:
    books = [book for one in apart if isinstance(book := codebook_from_data(one), Codebook)]
    shown = books[0]
    for other in books[1:]:
        shown = joined(shown, other)
    data: Json = codebook_to_data(shown)  # type: ignore[assignment]
    return data
