"""What has to be changed after a merge so that tags stand in the text that is shown: carried there, or waiting."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from glossator.model.annotation import Mark, Passage
from glossator.model.document import Document, Json
from glossator.operations.carrying_marks import Lines, mark_edits
from glossator.operations.carrying_over import CarryingOver, Progress
from glossator.operations.versions import source_of_version
from glossator.store import Edit, Project
from glossator.store.conflicts import Conflict


@dataclass(frozen=True, slots=True)
class MendedTexts:
    """Hold what carries tags and marks into the texts that are shown, and sentences that tell of it."""

    edits: tuple[Edit, ...] = ()
    notes: tuple[str, ...] = ()


def mended_texts(project: Project, progress: Progress | None = None) -> MendedTexts:
    """Carry into each document's text what another file tagged or marked in an earlier one, or in another version.

    Of a place that a reader gave a tag, and an update that did not know of it carried elsewhere, the reader's holds.
    """
    strays, marks, chosen = project.strays(), project.stray_marks(), _overruled(project)
    edits: list[Edit] = []
    notes = []
    for document in project.documents():
        instead = chosen.get(document.id, {})
        ids = strays.get(document.id, set()) | instead.keys()
        if ids:
            more, note = _carried(project, document, frozenset(ids), instead=instead, progress=progress)
            edits += more
            notes.append(note)
    more, left = _marks(project, marks)
    edits += more
    if left:
        notes.append(f"{left} line{'s' * (left > 1)} that were marked as read are others in the version that is shown")
    return MendedTexts(tuple(edits), tuple(notes))


def _carried(
    project: Project,
    document: Document,
    ids: frozenset[str],
    *,
    instead: Mapping[str, Sequence[Passage]],
    progress: Progress | None,
) -> tuple[list[Edit], str]:
    text = project.text(document.version)
    same = _of_the_same_bytes(project, document)
    carrying = CarryingOver(
        project, document, text, document.version, progress, only=ids, instead=instead, same_bytes=same
    )
    carrying.work_out()
    edits = [edit for portion in carrying.portions() for edit in portion]
    waiting = sum(1 for edit in edits if _waits(edit.fields["passages"]))
    said = f"; {waiting} of them wait{'s' * (waiting == 1)} for a look" if waiting else ""
    tags = f"{len(edits)} tag{'s' * (len(edits) != 1)}"
    return edits, f"{tags} on another version of “{document.title}” came to the one that is shown{said}"


def _of_the_same_bytes(project: Project, document: Document) -> frozenset[str]:
    """Return the versions of a document that were read of the bytes of its current one, in another encoding."""
    sources = {
        one.id: source_of_version(project, document.id, one.id)
        for one in project.versions(document.id)
        if one.id != document.version
    }
    return frozenset(
        id_
        for id_, source in sources.items()
        if isinstance(source, dict) and source.get("sha256") == document.source.sha256 is not None
    )


def _overruled(project: Project) -> dict[str, dict[str, list[Passage]]]:
    """Find by document and tag the places that readers gave and updates, which did not know of them, passed over."""
    if not any(len(project.versions(one.id)) > 1 for one in project.documents()):
        return {}
    carrying = project.carrying_act_ids()
    found: dict[str, dict[str, list[Passage]]] = {}
    for conflict in project.conflicts():
        if conflict.table == "annotation" and conflict.field == "passages" and _is_overruled(conflict, carrying):
            tag = project.annotation(conflict.id)
            if tag is not None and isinstance(conflict.other, list):
                passages = [Passage(**one) for one in conflict.other if isinstance(one, dict)]  # type: ignore[arg-type]
                found.setdefault(tag.document, {})[tag.id] = passages
    return found


def _is_overruled(conflict: Conflict, carrying: frozenset[str]) -> bool:
    shown, other = conflict.acts
    return shown in carrying and other not in carrying


def _waits(passages: Json) -> bool:
    kept = passages if isinstance(passages, list) else []
    return any(isinstance(one, dict) and one["state"] != "anchored" and one["version"] is not None for one in kept)


def _marks(project: Project, stray: Mapping[str, str]) -> tuple[list[Edit], int]:
    """Carry marks “read”: line by line, as an update does."""
    edits: list[Edit] = []
    left = 0
    by_text: dict[tuple[str, str], list[Mark]] = {}
    for mark in project.marks() if stray else ():
        if mark.id in stray:
            by_text.setdefault((mark.document, stray[mark.id]), []).append(mark)
    documents = {one.id: one for one in project.documents()}
    for (document_id, version), marks in by_text.items():
        document = documents[document_id]
        lines = Lines.of(project.text(version), marks) if project.has_text(version) else Lines()
        text = project.text(document.version)
        more, others = mark_edits(document, marks, lines.carried(project.text(version), text), text)
        edits += more
        left += others
    return edits, left
