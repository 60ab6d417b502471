"""Tags and marks that stand in another text of their document than the current one: none may come to be shown so.

A step that would leave some so is refused; a merge, which cannot be, finds them here and carries them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence

from glossator.model.document import Json
from glossator.model.problem import Problem
from glossator.store.acts import Task
from glossator.store.meeting import Meeting
from glossator.store.replay import Layer, layers_of_rows
from glossator.store.rows import Values
from glossator.store.undo import Target


def astray(connection: sqlite3.Connection, task: Task, target: Target, *, redo: bool) -> Problem | None:
    """Say that a step would leave a tag or a mark in another text of its document, None where it leaves none."""
    documents = {id_: values for id_, (values, _) in task.rows.get("document", {}).items()}
    turned = [id_ for id_, (_, names) in task.rows.get("document", {}).items() if "version" in names]
    found = any(_has_others(connection, task, id_, str(documents[id_]["version"]), target) for id_ in turned)
    current: dict[str, str] = {id_: str(values["version"]) for id_, values in documents.items()}
    for values, names in task.rows.get("annotation", {}).values():
        if found or values.get("deleted") or not {"deleted", "passages"} & names:
            continue
        document = str(values["document"])
        if document not in current:
            (current[document],) = connection.execute(
                "SELECT version FROM document WHERE id = ?", (document,)
            ).fetchone()
        found = any(version != current[document] for version in _versions(values))
    return _stands_astray(target.label, redo=redo) if found else None


def astray_after_merge(connection: sqlite3.Connection, label: str, before: Mapping[str, set[str]]) -> Problem | None:
    """Say that a merge that was just taken back left a tag in another text which was in none ``before``."""
    is_new = any(not tags <= before.get(document, set()) for document, tags in strays(connection).items())
    return _stands_astray(label, redo=False) if is_new else None


def strays(connection: sqlite3.Connection) -> dict[str, set[str]]:
    """Find by document the tags that are attached in another text of it than the current one."""
    rows = connection.execute(
        "SELECT DISTINCT a.document, a.id FROM document d CROSS JOIN annotation a INDEXED BY annotation_place"
        " ON a.document = d.id AND a.deleted = 0 AND a.start IS NULL"  # one that lies in it has its place derived
        " JOIN passage p ON p.annotation = a.id AND p.start IS NOT NULL AND p.version <> d.version"
        " WHERE d.id IN (SELECT document FROM version GROUP BY document HAVING count(*) > 1)"
    )
    found: dict[str, set[str]] = {}
    for document, tag in rows:
        found.setdefault(document, set()).add(tag)
    return found


def stray_marks(connection: sqlite3.Connection) -> dict[str, str]:
    """Find the marks “read” that were made in another text of their document than the current one, with that text.

    A mark does not say in which text it lies: it is the last that the act knew which made it, unless the act that
    gave the document its text knew the mark, and carried it.
    """
    meeting = Meeting(connection)
    rows = connection.execute(
        "SELECT d.id, d.version, m.id FROM document d JOIN mark m ON m.document = d.id"
        " WHERE m.type = 'read' AND m.deleted = 0"
        " AND d.id IN (SELECT document FROM version GROUP BY document HAVING count(*) > 1) ORDER BY d.id"
    ).fetchall()
    if not rows or not meeting.has_met:
        return {}
    current = {mark: version for _, version, mark in rows}
    of = {mark: document for document, _, mark in rows}
    texts = {id_: layers for _, id_, layers in layers_of_rows(connection, "document", {*of.values()})}
    found = {}
    for _, mark, layers in layers_of_rows(connection, "mark", current):
        made = max(one.order for one in layers if one.active and (one.made or one.fields.get("deleted") is False))
        layers = texts[of[mark]]
        given = max((one for one in layers if one.active and "version" in one.fields), key=_order)
        text = _known_text(meeting, made[2], layers)
        if text not in (None, current[mark]) and not meeting.knows(given.order[2], made[2]):
            found[mark] = str(text)
    return found


def _known_text(meeting: Meeting, act: str, layers: Sequence[Layer]) -> str | None:
    """Return the text that a document had for an act: the last that the act knew, unless it knew it taken back."""
    known = [
        one
        for one in layers
        if "version" in one.fields
        and meeting.knows(act, one.order[2])
        and not any(meeting.knows(act, undo) for undo in meeting.undoing.get(one.order[2], ()))
    ]
    return str(max(known, key=_order).fields["version"]) if known else None


def _order(layer: Layer) -> tuple[bool, tuple[int, str, str]]:
    return not layer.made, layer.order


def _stands_astray(label: str, *, redo: bool) -> Problem:
    return Problem(
        f"“{label}” was not {'redone' if redo else 'undone'}",
        "a tag or a mark would stand in another text of its document, which has a new version",
        "remove the tag or the mark first",
    )


def _versions(values: Values) -> list[Json]:
    passages = values["passages"]
    attached = passages if isinstance(passages, list) else []
    return [one["version"] for one in attached if isinstance(one, dict) and one["start"] is not None]


def _has_others(connection: sqlite3.Connection, task: Task, document: str, version: str, target: Target) -> bool:
    """Tell whether rows that a step leaves as they are name places in another version of a document than this.

    Marks that are older than the step's act lie in both texts: it would have carried them else.
    """
    tags = connection.execute(
        "SELECT a.id FROM annotation a JOIN passage p ON p.annotation = a.id"
        " WHERE a.document = ? AND a.deleted = 0 AND p.start IS NOT NULL AND p.version <> ?",
        (document, version),
    )
    if any(id_ not in task.rows.get("annotation", {}) for (id_,) in tags):
        return True
    marks = connection.execute(
        "SELECT m.id FROM mark m WHERE m.document = ? AND m.type = 'read' AND m.deleted = 0"
        " AND EXISTS (SELECT 1 FROM change c JOIN act a ON a.number = c.act WHERE c.tbl = 'mark' AND c.row = m.id"
        " AND c.act > ? AND a.active = 1 AND a.undoes IS NULL)",
        (document, target.ordinary),
    )
    return any(id_ not in task.rows.get("mark", {}) for (id_,) in marks)
