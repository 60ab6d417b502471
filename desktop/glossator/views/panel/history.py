"""A tag's history in words: who did what, and when."""

from __future__ import annotations

from datetime import datetime

from glossator.model.codebook import Kind
from glossator.store import Act
from glossator.views.desk import Desk
from glossator.views.eliding import cut_short

#: Words of a value as a line of the history shows them, in code points.
SHORT = 48

_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December")  # fmt: skip


def history_lines(desk: Desk, annotation_id: str) -> list[str]:
    """Tell each act on a tag in one line, the latest first: ``Mara set Stance to for · 12 May, 09:30``."""
    annotation = desk.annotation(annotation_id)
    if annotation is None:
        return []
    kind = desk.kind_of(annotation)
    lines = []
    for act in desk.project.history_of("annotation", annotation_id):
        said = "; ".join(_what(act, desk, kind, annotation_id)) or act.label
        reader = desk.project.reader(act.reader)
        lines.append(f"{reader.name if reader else 'Somebody'} {said} · {moment(act.at)}")
    return lines[::-1]


def moment(at: str) -> str:
    """Say a moment in the reader's own time: ``12 May, 09:30``, with the year where it is another one."""
    try:
        when = datetime.fromisoformat(at.replace("Z", "+00:00")).astimezone()
    except ValueError:
        return at
    year = "" if when.year == datetime.now().astimezone().year else f" {when.year}"
    return f"{when.day} {_MONTHS[when.month - 1]}{year}, {when:%H:%M}"


def _what(act: Act, desk: Desk, kind: Kind, annotation_id: str) -> list[str]:
    changes = next((row.fields for row in act.changes if row.table == "annotation" and row.id == annotation_id), {})
    if act.undoes is not None:
        return [_undone(changes, desk, kind)]
    if "document" in changes:
        return [f"tagged this as {kind_words(desk, changes['kind'][1])}" if "kind" in changes else "tagged this"]
    said: list[str] = []
    for key, (_, after) in changes.items():
        words = _change_words(key, after, desk, kind)
        if words:
            said.append(words)
    return said


def _undone(changes: object, desk: Desk, kind: Kind) -> str:
    words = [
        said
        for key, (_, after) in changes.items()  # type: ignore[attr-defined]
        if (said := _change_words(key, after, desk, kind))
    ]
    return f"went back: {'; '.join(words)}" if words else "went back"


def _change_words(key: str, after: object, desk: Desk, kind: Kind) -> str:
    if key.startswith("fields."):
        name = key.removeprefix("fields.")
        field = kind.field(name)
        label = field.label if field else name.capitalize()
        return f"set {label} to {_short(desk.words_of(name, kind, str(after)))}" if after else f"cleared {label}"
    if key == "deleted":
        return "removed it" if after else "brought it back"
    if key == "kind":
        return f"made it {kind_words(desk, after)}"
    if key == "note":
        return f"wrote: {_short(str(after))}" if after else "cleared the note"
    if key == "labels":
        return (
            f"labelled it {', '.join(map(str, after))}" if isinstance(after, list) and after else "took the labels off"
        )
    return "moved it" if key == "passages" else ""


def kind_words(desk: Desk, key: object) -> str:
    """Return a kind's label with its article."""
    kind = desk.codebook.kind(str(key))
    label = (kind.label if kind else str(key)).lower()
    return f"{'an' if label[:1] in 'aeiou' else 'a'} {label}"


def _short(words: str) -> str:
    line = " ".join(words.split())
    return cut_short(line, SHORT)
