"""Merge other readers' projects into one, whole or not at all, and list what was changed apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path

from glossator.exchange.plan import Rejected
from glossator.model.document import Json
from glossator.model.identity import AGREED_READER
from glossator.model.people import Reader, folded
from glossator.model.problem import Problem, Refused, refuse
from glossator.operations.acting import act, reader_edits, writable
from glossator.operations.mending import circles, codebook_edit, mended_codebook
from glossator.operations.tags import own_tag
from glossator.store import Edit, Project, Reads, RowChange, Snapshot
from glossator.store.conflicts import Conflict
from glossator.store.merging import live_tags

__all__ = ["Conflict", "Merged", "conflicts", "merge", "settle"]

Progress = Callable[[int, int, str], None]
Cancelled = Callable[[], bool]

_WHAT = "nothing was merged"

#: Where a reader is from who was here before.
_HERE = "this project"


@dataclass(frozen=True, slots=True)
class Merged:
    """Say what a merge did, by the ids of tags: ``changed`` ones were here with other values.

    ``conflicting`` fields, of tags and whatever else, were changed here and there apart. ``refused`` is empty: a
    merge is whole or not at all. ``rows`` counts what else is new by table, ``notes`` are sentences for the reader.
    """

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    conflicting: tuple[Conflict, ...] = ()
    refused: tuple[Rejected, ...] = ()
    rows: Mapping[str, int] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    def data(self) -> dict[str, Json]:
        """Return the report as the command line prints it."""
        return {
            "added": [*self.added],
            "changed": [*self.changed],
            "unchanged": [*self.unchanged],
            "conflicting": [{"id": conflict.id, "field": conflict.field} for conflict in self.conflicting],
            "refused": [{"id": rejected.id, "why": rejected.why} for rejected in self.refused],
        }


def merge(
    project: Project,
    paths: Sequence[Path],
    *,
    reader: Reader,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Merged:
    """Merge other projects into this one, all of them or none; undo takes it back as one step, here alone.

    Raises Refused, and changes nothing, where one of them is no project, damaged, newer, or this one.
    """
    writable(project)

    def told(done: int, total: int, words: str) -> None:
        if cancelled is not None and cancelled():
            raise refuse(_WHAT, "it was stopped", "start it again when you want it")
        if progress is not None:
            progress(done, total, words)

    with ExitStack() as stack:
        others: list[Reads] = []
        for number, path in enumerate(paths):
            told(number, len(paths), path.name)
            others.append(stack.enter_context(_opened(project, path)))
        told(len(paths), len(paths), "")
        acting, notes = _acting(project, others, reader)
        theirs = {id_ for other in others for id_ in live_tags(other)}
        files = {one.id: other.path.name for other in others for one in other.readers()}
        label = f"merge {', '.join(path.name for path in paths)}"

        def mend(changes: Sequence[RowChange]) -> list[Edit]:
            edits = [*reader_edits(project, acting), *circles(project, changes), *_left_over(project, changes)]
            from glossator.operations.mending_texts import mended_texts  # needed once acts came

            mended = mended_texts(project, told)
            edits += mended.edits
            notes.extend(mended.notes)
            codebook = mended_codebook(project, others, changes)
            return edits if codebook is None else [*edits, codebook_edit(codebook)]

        merged = project.merge(list(others), acting.id, label, mend=mend, told=told)
    brought, found = merged if merged is not None else ((), ())
    notes += [*_alike(project, brought), *_namesakes(project, brought, files), *_gave_way(project, brought)]
    return _reported(project, brought, found, theirs=theirs, notes=notes)


def conflicts(reads: Reads) -> list[Conflict]:
    """List the fields that two readers' files changed apart, and the names that two actors or issues have.

    An ordinary edit that sets such a field settles it; of two with one name, joining them or renaming one.
    """
    return [*(_in_words(reads, one) for one in reads.conflicts()), *_shared_names(reads)]


def settle(project: Project, conflict: Conflict, *, other: bool, reader: Reader) -> None:
    """Settle a conflict by keeping what is shown, or by taking the other value, in one act.

    Raises Refused for another reader's tag, for what is no conflict any more, and for a name that two have:
    that one is settled by joining them or renaming one.
    """
    found = next((one for one in project.conflicts() if conflict in (one, _in_words(project, one))), None)
    if found is None:
        raise refuse(
            "the conflict was not settled", "it is none any more, or a name that two have", "rename one, or join them"
        )
    if found.table == "annotation":
        own_tag(project, found.id, reader)
    value = found.other if other else found.shown
    label = f"settle {found.field.removeprefix('fields.')}"
    act(project, reader, label, [Edit(found.table, found.id, {found.field: value})])


def _opened(project: Project, path: Path) -> Snapshot:
    """Open another project for reading as it is now, refused where it is not in order."""
    what = f"{path.name} was not merged"
    try:
        if path.exists() and path.samefile(project.path):
            raise refuse(what, "it is this project itself", "name another project")
        with Project.open(path, write=False) as opened:
            other = opened.snapshot()
    except Refused as refused:
        raise Refused(replace(refused.problem, what=what)) from None
    except OSError as error:
        raise refuse(what, (error.strerror or str(error)).lower(), "look at the file and its folder") from None
    try:
        found = other.check()
        if found:
            why = f"it is damaged ({found[0].where}: {found[0].what})"
            raise refuse(what, why, "look at it with `glossator check`")
    except BaseException:
        other.close()
        raise
    return other


def _acting(project: Project, others: Sequence[Reads], reader: Reader) -> tuple[Reader, list[str]]:
    """Return who merges: one who did nothing here yet is the one of that name whom a single file brings."""
    if project.reader(reader.id) is not None:
        return reader, []
    named = {
        one.id: (one, other.path.name)
        for other in others
        for one in other.readers()
        if folded(one.name) == folded(reader.name)
    }
    if len(named) != 1:
        return reader, []
    one, file = next(iter(named.values()))
    return one, [f"you act here as the “{one.name}” of {file}"]


def _reported(
    project: Project,
    changes: Sequence[RowChange],
    found: Sequence[Conflict],
    *,
    theirs: set[str],
    notes: Iterable[str],
) -> Merged:
    added, changed = [], []
    known: set[str] = set()  # what was carried into another text comes twice
    rows: Counter[str] = Counter()
    for change in changes:
        before, after = change.fields.get("deleted", (False, False))
        is_new = before is not False and after is False
        if change.table == "annotation":
            if is_new:
                known.add(change.id)
                added.append(change.id)
            elif change.fields.keys() - {"modified"} and change.id not in known:
                known.add(change.id)
                changed.append(change.id)
        elif is_new:
            rows[change.table] += 1
    touched = {*added, *changed, *(one.id for one in found)}
    return Merged(
        added=tuple(added),
        changed=tuple(changed),
        unchanged=tuple(sorted(theirs - touched)),
        conflicting=(
            *(_in_words(project, one) for one in found),
            *(_shared_names(project, changes) if changes else ()),
        ),
        rows=dict(rows),
        notes=tuple(notes),
    )


def _left_over(project: Project, changes: Sequence[RowChange]) -> list[Edit]:
    """Take out of the agreed reading what no decision holds any more: of two made apart the later one stands."""
    if not any(change.table in ("annotation", "decision") for change in changes):
        return []
    # A tag that came may be what a decision made there which is not the one that stands here.
    ever = project.agreed_ever(project.decisions_ever())
    held = {id_ for decision in project.decisions() for id_ in decision.agreed}
    there = project.annotations_by_id(sorted(ever - held))
    return [
        Edit("annotation", tag.id, {"deleted": True, "modified": tag.modified})
        for tag in there.values()
        if tag.reader == AGREED_READER
    ]


def _gave_way(project: Project, changes: Sequence[RowChange]) -> list[str]:
    """Say how many decisions that were here, or came, stand no more beside later ones on the same tags."""
    ended = {
        change.id
        for change in changes
        if change.table == "decision" and change.fields.get("deleted", (None, False))[1] is True
    }
    number = len(ended & project.given_way()) if ended else 0
    others = "a later one" if number == 1 else "later ones"
    return [f"{number} decision{'s' * (number > 1)} gave way to {others}, made apart on some of the same tags"] * (
        number > 0
    )


def _made(changes: Iterable[RowChange], table: str) -> set[str]:
    return {
        change.id for change in changes if change.table == table and change.fields.get("deleted", (0, 0))[1] is False
    }


def _alike(project: Project, changes: Sequence[RowChange]) -> list[str]:
    """Say which of the documents that came have the text of another: they stay two."""
    new = _made(changes, "document")
    by_text: dict[str, list[str]] = {}
    for document in project.documents() if new else ():
        by_text.setdefault(document.sha256, []).append(document.id)
    titles = {document.id: document.title for document in project.documents()} if new else {}
    return [
        f"“{titles[ids[0]]}” and “{titles[other]}” have the same text, read from other bytes: they stay two documents"
        for ids in by_text.values()
        if new.intersection(ids)
        for other in ids[1:]
    ]


def _namesakes(project: Project, changes: Sequence[RowChange], files: Mapping[str, str]) -> list[str]:
    """Say which of the readers who came have the name of another, and of which file each is: they stay two."""
    new = _made(changes, "reader")
    by_name: dict[str, list[Reader]] = {}
    for reader in project.readers() if new else ():
        if reader.id != AGREED_READER:
            by_name.setdefault(folded(reader.name), []).append(reader)
    return [
        f"{len(known)} readers are called “{known[0].name}” and stay apart, "
        + ", ".join(
            f"one of {files.get(one.id, _HERE) if one.id in new else _HERE}"
            for one in sorted(known, key=lambda one: one.id in new)
        )
        + ": rename one of them"
        for known in by_name.values()
        if len(known) > 1 and any(one.id in new for one in known)
    ]


def _shared_names(reads: Reads, changes: Sequence[RowChange] | None = None) -> list[Conflict]:
    """List the names that two standing actors or issues have, by the one that is not found by it."""
    touched = None if changes is None else {change.id for change in changes if change.table == "entity"}
    if touched is not None and not touched:
        return []
    owners: dict[tuple[str, str], list[str]] = {}
    entities = {one.id: one for one in reads.entities()}
    for one in entities.values():
        standing = reads.standing(one).id if one.same_as is not None else one.id
        for name in one.names:
            known = owners.setdefault((one.category, folded(name)), [])
            if standing not in known:
                known.append(standing)
    found = []
    for (category, name), ids in owners.items():
        if len(ids) < 2 or (touched is not None and not touched.intersection(ids)):
            continue
        first = reads.entity_named(category, name)
        shown = first.id if first is not None else ids[0]
        for id_ in sorted(set(ids) - {shown}):
            names = [entities[known].name if known in entities else known for known in (shown, id_)]
            found.append(Conflict(id_, "entity", "name", names[0], names[1], ()))
    return found


def _in_words(reads: Reads, conflict: Conflict) -> Conflict:
    """Name actors, issues and readers in a conflict instead of their ids, and say questions in words."""
    return replace(conflict, shown=_word(reads, conflict, conflict.shown), other=_word(reads, conflict, conflict.other))


def _word(reads: Reads, conflict: Conflict, value: Json) -> Json:
    if conflict.table == "question" and conflict.field == "filter":
        from glossator.model.question import question_from_data  # read late: few files have such a conflict
        from glossator.model.question_words import words_of

        question = question_from_data(value)
        return value if isinstance(question, Problem) else words_of(question)
    if not isinstance(value, str):
        return value
    if conflict.table == "decision" and conflict.field == "reader":
        reader = reads.reader(value)
        return reader.name if reader is not None else value
    if conflict.field.startswith("fields.") or conflict.field == "same_as":
        entity = reads.entity(value)
        return entity.name if entity is not None else value
    return value
