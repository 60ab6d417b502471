"""Fields that were changed apart: of acts that did not know each other the later one is shown, both are listed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from operator import attrgetter, itemgetter

from glossator.model.document import Json
from glossator.store.acts import RowChange
from glossator.store.meeting import Meeting
from glossator.store.replay import Layer, read_fields
from glossator.store.rows import FIELD, Values, compact

#: The fields that a person changes, by table; of the others the later one is shown and nobody has to look.
_FIELDS: Mapping[str, frozenset[str]] = {
    "project": frozenset({"title", "codebook"}),
    "reader": frozenset({"name"}),
    "entity": frozenset({"name", "aliases", "same_as"}),
    "document": frozenset({"title", "author", "published", "language", "address", "publisher", "version"}),
    "annotation": frozenset({"kind", "labels", "note", "passages"}),
    "decision": frozenset({"outcome", "kept", "discarded", "agreed", "reader", "note"}),
    "question": frozenset({"name", "filter"}),
}


#: The rows that more than one act has touched.
_SEVERAL = "SELECT tbl, row FROM change GROUP BY tbl, row HAVING count(*) > 1"

#: Some rows, and up to how many are looked up one by one.
_GIVEN = "SELECT json_extract(value, '$[0]') AS tbl, json_extract(value, '$[1]') AS row FROM json_each(?)"
_FEW = 500


@dataclass(frozen=True, slots=True)
class Conflict:
    """Name a field of a row that was changed apart: the value that is shown, the other, and the acts, in this order."""

    id: str
    table: str
    field: str
    shown: Json
    other: Json
    acts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Said:
    """Hold what one act, which may be an undo, says of a row."""

    layer: Layer
    undoes: str | None

    @property
    def act(self) -> str:
        return self.layer.order[2]


def conflicts_of(connection: sqlite3.Connection, changes: Iterable[RowChange] | None = None) -> list[Conflict]:
    """List the conflicts of all rows, else of those that changed, by table, row and field."""
    meeting = Meeting(connection)
    if not meeting.has_met:
        return []
    found: list[Conflict] = []
    for table, row, said in _rows_met(connection, meeting, changes):
        found += _of_row(meeting, table, row, said)
    return found


def _rows_met(
    connection: sqlite3.Connection, meeting: Meeting, changes: Iterable[RowChange] | None
) -> Iterator[tuple[str, str, list[_Said]]]:
    """Read what acts say of the rows that acts touched which did not know each other."""
    wanted: set[tuple[str, str]] | None = None
    several, arguments = _SEVERAL, tuple[str, ...]()
    if changes is not None:
        wanted = {(change.table, change.id) for change in changes}
        wanted |= {("document", id_) for id_ in meeting.removed_documents()}
        if len(wanted) <= _FEW:
            several, arguments = _GIVEN, (compact([[table, id_] for table, id_ in sorted(wanted)]),)
    removed = {("document", id_) for id_ in meeting.work_on}
    cursor = connection.execute(
        "SELECT c.tbl, c.row, a.clock, a.reader, a.id, a.active, a.undoes, c.made, c.fields"
        f" FROM ({several}) t CROSS JOIN change c INDEXED BY change_row ON c.tbl = t.tbl AND c.row = t.row"
        " CROSS JOIN act a ON a.number = c.act ORDER BY t.tbl, t.row",
        arguments,
    )
    for key, group in groupby(cursor, key=itemgetter(0, 1)):
        cells = list(group)
        if (wanted is None or key in wanted) and (key in removed or not _is_one_line(meeting, cells)):
            yield key[0], key[1], [_said(one) for one in cells]


def _is_one_line(meeting: Meeting, cells: Sequence[Sequence[Json]]) -> bool:
    acts = [str(act) for _, _, act in sorted(one[2:5] for one in cells)]  # type: ignore[type-var]
    return all(meeting.knows(later, earlier) for earlier, later in pairwise(acts))


def _said(cells: Sequence[Json]) -> _Said:
    clock, reader, act, active, undoes, made, written = cells[2:]
    fields = {field: after for field, (_, after) in read_fields(str(written), bool(made)).items()}
    layer = Layer((int(str(clock)), str(reader), str(act)), bool(active), bool(made), fields)
    return _Said(layer, None if undoes is None else str(undoes))


def _of_row(meeting: Meeting, table: str, row: str, said: Sequence[_Said]) -> Iterator[Conflict]:
    layers = meeting.relevant(table, [one.layer for one in said if one.undoes is None])
    shown = meeting.row(table, row, layers) or {}
    kept = meeting.kept_against(row, layers)
    if kept and not shown.get("deleted"):
        settled = [one for one in layers if one.active and one.fields.get("deleted") is not True]
        for keeping, removing in kept[:1]:
            acts = (keeping, removing)
            if not any(all(meeting.knows(one.order[2], act) for act in acts) for one in settled):
                yield Conflict(row, table, "deleted", False, True, acts)
    if shown.get("deleted"):
        return
    active = [one for one in said if one.layer.active and (one.undoes is not None or one.layer in layers)]
    fields = {field for one in active for field in one.layer.fields}
    for field in sorted(fields):
        if field in _FIELDS.get(table, ()) or field.startswith(FIELD):
            yield from _of_field(meeting, table, row, field, said=active, shown=shown)


def _of_field(
    meeting: Meeting, table: str, row: str, field: str, *, said: Sequence[_Said], shown: Values
) -> Iterator[Conflict]:
    """Yield a conflict for each other value that stands beside the one that is shown."""
    says = [one for one in said if field in one.layer.fields]
    ordinary = [one for one in says if one.undoes is None]
    says = ordinary + [one for one in says if one.undoes is not None and _takes_back(meeting, one, ordinary)]
    says.sort(key=attrgetter("layer.order"), reverse=True)
    last = [one for at, one in enumerate(says) if not any(meeting.knows(later.act, one.act) for later in says[:at])]
    made = [one for one in last if one.layer.made]
    # Who made the same row apart, with what another made and then changed, has nothing against the change.
    last = [one for one in last if one not in made or not _was_known(meeting, field, one, says=says, last=last)]
    values: dict[str, _Said] = {}
    for one in last:
        values.setdefault(compact(one.layer.fields[field]), one)
    if len(values) < 2:
        return
    value = shown.get(field)
    winner = values.pop(compact(value), last[0])
    for other in values.values():
        # What two updates made of a tag is one conflict, that of the document's text.
        is_carried = field == "passages" and {winner.act, other.act} <= meeting.carrying
        if other is not winner and not is_carried:
            yield Conflict(row, table, field, value, other.layer.fields[field], (winner.act, other.act))


def _takes_back(meeting: Meeting, undo: _Said, ordinary: Sequence[_Said]) -> bool:
    """Tell whether an undo took back what an act, which did not know of it, stands on."""
    return any(
        meeting.knows(one.act, str(undo.undoes))
        and not meeting.knows(undo.act, one.act)
        and not meeting.knows(one.act, undo.act)
        for one in ordinary
    )


def _was_known(meeting: Meeting, field: str, made: _Said, *, says: Sequence[_Said], last: Sequence[_Said]) -> bool:
    value = made.layer.fields[field]
    return any(
        one.layer.made
        and one is not made
        and one.layer.fields[field] == value
        and any(other is not made and other is not one and meeting.knows(other.act, one.act) for other in last)
        for one in says
    )
