"""Tags and marks that stand in another text of their document than the current one: none may come to be shown so."""

from __future__ import annotations

import sqlite3

from glossator.model.document import Json
from glossator.model.problem import Problem
from glossator.store.acts import Task
from glossator.store.rows import Values


def astray(connection: sqlite3.Connection, task: Task, label: str, *, redo: bool) -> Problem | None:
    """Say that a step would leave a tag or a mark in another text of its document, None where it leaves none.

    A text is another where the document was read again in another encoding.
    """
    documents = {id_: values for id_, (values, _) in task.rows.get("document", {}).items()}
    turned = [id_ for id_, (_, names) in task.rows.get("document", {}).items() if "version" in names]
    found = any(_has_others(connection, task, id_, str(documents[id_]["version"])) for id_ in turned)
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
    return _stands_astray(label, redo=redo) if found else None


def astray_after_merge(connection: sqlite3.Connection, label: str, *, redo: bool) -> Problem | None:
    """Say that a merge that was just taken back, or done again, left a tag in another text; None where it did not."""
    return _stands_astray(label, redo=redo) if strays(connection) else None


def strays(connection: sqlite3.Connection) -> dict[str, set[str]]:
    """Find the documents that have a tag in another text than the current one, with all the texts in which tags are."""
    rows = connection.execute(
        "SELECT a.document, d.version, p.version FROM annotation a JOIN passage p ON p.annotation = a.id"
        " JOIN document d ON d.id = a.document WHERE a.deleted = 0 AND p.start IS NOT NULL"
        " AND a.document IN (SELECT document FROM version GROUP BY document HAVING count(*) > 1) GROUP BY 1, 2, 3"
    )
    found: dict[str, set[str]] = {}
    current: dict[str, str] = {}
    for document, now, version in rows:
        current[document] = now
        found.setdefault(document, set()).add(version)
    return {document: versions for document, versions in found.items() if versions != {current[document]}}


def _stands_astray(label: str, *, redo: bool) -> Problem:
    return Problem(
        f"“{label}” was not {'redone' if redo else 'undone'}",
        "a tag or a mark would stand in another text of its document, which was read again in another encoding",
        "remove the tag or the mark first",
    )


def _versions(values: Values) -> list[Json]:
    passages = values["passages"]
    attached = passages if isinstance(passages, list) else []
    return [one["version"] for one in attached if isinstance(one, dict) and one["start"] is not None]


def _has_others(connection: sqlite3.Connection, task: Task, document: str, version: str) -> bool:
    """Tell whether rows that a step leaves as they are name places in another version of a document than this."""
    tags = connection.execute(
        "SELECT a.id FROM annotation a JOIN passage p ON p.annotation = a.id"
        " WHERE a.document = ? AND a.deleted = 0 AND p.start IS NOT NULL AND p.version <> ?",
        (document, version),
    )
    if any(id_ not in task.rows.get("annotation", {}) for (id_,) in tags):
        return True
    marks = connection.execute("SELECT id FROM mark WHERE document = ? AND type = 'read' AND deleted = 0", (document,))
    return any(id_ not in task.rows.get("mark", {}) for (id_,) in marks)
