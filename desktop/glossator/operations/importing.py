"""Bring a file of annotations in, as one act; nothing is taken where the file is not sound."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from glossator.exchange.plan import Planned, Report
from glossator.exchange.registry import FORMATS, Format, find_format
from glossator.model.people import Reader, folded
from glossator.model.problem import refuse
from glossator.operations.acting import act, writable
from glossator.store import Act, Project

Progress = Callable[[int, int, str], None]
Cancelled = Callable[[], bool]


def import_file(
    project: Project,
    path: Path,
    format: str | None = None,
    *,
    reader: Reader,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Report:
    """Import one file and report what was added, unchanged, in conflict and refused."""
    return import_files(project, [path], format, reader=reader, progress=progress, cancelled=cancelled)


def import_files(
    project: Project,
    paths: Sequence[Path],
    format: str | None = None,
    *,
    reader: Reader,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Report:
    """Import files one after the other, an act each; where one is refused those before it are taken back."""
    writable(project)
    formats = [_format(format, path) for path in paths]
    datas = [_bytes(path) for path in paths]
    reports: list[Report] = []
    readers: list[str] = []
    try:
        for number, (path, format_, data) in enumerate(zip(paths, formats, datas, strict=True)):
            if progress is not None:
                progress(number, len(paths), path.name)
            report, act_ = _import(project, path, format_, data=data, reader=reader, cancelled=cancelled)
            reports.append(report)
            if act_ is not None:
                readers.append(act_.reader)
    except BaseException:
        for id_ in reversed(readers):
            project.undo(id_)
        raise
    if progress is not None:
        progress(len(paths), len(paths), "")
    return _joined(reports)


def _import(
    project: Project, path: Path, format_: Format, *, data: bytes, reader: Reader, cancelled: Cancelled | None
) -> tuple[Report, Act | None]:
    """Plan without keeping others from acting, and write where none did meanwhile; else plan again."""
    while True:
        heads = project.heads()
        with project.whole():
            planned = _plan(project, format_, data)
        acting = acting_reader(project, reader, planned)
        with project.alone():
            if cancelled is not None and cancelled():
                raise refuse("nothing was imported", "it was stopped", "start it again when you want it")
            if project.heads() == heads:
                done = act(project, acting, f"import {path.name}", planned.edits, contents=planned.contents)
                return planned.report, done


def _plan(project: Project, format_: Format, data: bytes) -> Planned:
    if format_.read is None:
        readable = ", ".join(known.name for known in FORMATS.values() if known.read is not None)
        raise refuse("nothing was imported", f"{format_.name} is only written", f"import one of: {readable}")
    return format_.read(data, project)


def acting_reader(project: Project, reader: Reader, planned: Planned) -> Reader:
    """Return who does the import: where the file brings the reader's own name along, the one it brings."""
    known = project.reader(reader.id) or project.reader_named(reader.name)
    if known is not None:
        return known
    for edit in planned.edits:
        name = edit.fields.get("name")
        if edit.table == "reader" and isinstance(name, str) and folded(name) == folded(reader.name):
            return Reader(edit.id, name)
    return reader


def _format(name: str | None, path: Path) -> Format:
    if name is not None:
        return find_format(name)
    suffix = path.suffix.lower()
    return next((known for known in FORMATS.values() if known.suffix == suffix), FORMATS["json"])


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise refuse(
            f"{path} was not imported", f"it cannot be read ({why})", "look at the file and its folder"
        ) from None


def _joined(reports: Sequence[Report]) -> Report:
    return Report(
        added=tuple(id_ for one in reports for id_ in one.added),
        unchanged=tuple(id_ for one in reports for id_ in one.unchanged),
        conflicting=tuple(conflict for one in reports for conflict in one.conflicting),
        refused=tuple(rejected for one in reports for rejected in one.refused),
    )
