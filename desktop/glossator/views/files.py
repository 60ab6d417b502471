"""Files of the window: projects opened, made and saved elsewhere; documents opened, dropped and pasted.

A reader's own files never land in the Example: they open "My readings".
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6 import QtWidgets  # its dialog is made ready when it is asked for, not at a start
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from glossator.model.command_keys import taken_keys
from glossator.model.document import Document, Json
from glossator.model.problem import COLUMNS_UNKNOWN, ENCODING_UNKNOWN, Refused
from glossator.operations import documents, projects, undo
from glossator.store import Project
from glossator.views import jobs
from glossator.views.desk import Desk
from glossator.views.settings import Settings, data_folder, documents_folder
from glossator.views.words import counted
from glossator.views.writing import write

if TYPE_CHECKING:
    from glossator.exchange.plan import Report

Result = TypeVar("Result")

PROJECT_FILTER = "Glossator projects (*.gloss)"

#: Files whose pages can be shown while they are read, by their suffix.
PAGED = ".pdf"

#: The file of the reader's own project, and of the seeds' one.
MY_READINGS, EXAMPLE = "My readings.gloss", "Example.gloss"


def _readable(project: Project, reader_name: str) -> list[Document]:
    """Read what a window needs of a project before it takes the former one's place; close it where that is refused."""
    try:
        project.reader_named(reader_name)
        project.codebook()
        project.counts()  # by the index that every view stands on
        return project.documents()
    except Refused:
        project.close()
        raise


class Files(QObject):
    """Open and add, in the window's words; what takes long runs off the main thread."""

    job_started = Signal(object)
    arriving = Signal(object)  # the path of a file whose pages can be shown while it is read
    arrived = Signal()  # it was read, or could not be
    remarked = Signal(object)  # the document of whose reading something is to be said
    undecided = Signal(object, str)  # the path of a file of which something has to be chosen, and why
    refused = Signal(str, object)  # words and the problems of several files that could not be read
    merged = Signal(str, object)  # the names of the files, and what a merge did
    stepped = Signal(str, object)  # what an undo beside the window did, in a word, and the act
    alike = Signal(object)  # an `Added` document that is nearly one that is there

    def __init__(self, desk: Desk, settings: Settings, window: QtWidgets.QWidget, reader_name: str) -> None:
        super().__init__(window)
        self._desk = desk
        self._settings = settings
        self._window = window
        self._reader_name = reader_name
        desk.long_step.connect(self._step)

    # Projects

    def show(self, path: Path) -> bool:
        """Open a project; a refusal is said and leaves the open one as it is."""
        return self._show(lambda: projects.open_project(path))

    def open_example(self) -> bool:
        """Open the Example, made from the seeds on its first opening."""
        from glossator.operations.example import build_example  # only a first start needs it

        path = data_folder() / EXAMPLE
        return self._show(lambda: projects.open_project(path) if path.exists() else build_example(path))

    def show_passing_example(self) -> bool:
        """Open an Example in a passing folder, where the reader’s own folders cannot be written."""
        from glossator.operations.example import build_example

        return self._show(lambda: build_example(Path(tempfile.mkdtemp(prefix="glossator-")) / EXAMPLE))

    def open_my_readings(self) -> bool:
        """Open the reader's own project, made on its first opening."""
        path = documents_folder() / MY_READINGS
        return self._show(lambda: projects.open_or_create(path, title="My readings"))

    def open_project(self) -> None:
        """Ask for a project and open it."""
        name, _ = QtWidgets.QFileDialog.getOpenFileName(
            self._window, "Open project", str(documents_folder()), PROJECT_FILTER
        )
        if name:
            self.show(Path(name))

    def new_project(self) -> None:
        """Ask for a place and make a project there."""
        path = self._ask_place("New project", "Untitled.gloss")
        if path is not None:
            self._show(lambda: projects.create(path, title=path.stem))

    def save_as(self) -> None:
        """Copy the project to another place and go on there."""
        path = self._ask_place("Save as", self._desk.project.path.name)
        if path is not None:
            self.copy_to(path, lambda: self.show(path))

    def save_copy(self) -> None:
        """Copy the project to another place and go on here."""
        path = self._ask_place("Save a copy", f"{self._desk.project.path.stem} copy.gloss")
        if path is not None:
            self.copy_to(path, lambda: self._desk.say(f"A copy was saved as {path.name}."))

    def copy_to(self, path: Path, then: Callable[[], object]) -> None:
        """Copy the project as it is now to another place, and go on from there unless another was opened meanwhile."""
        project = self._desk.project
        if not project.is_in_place:  # only the connection that is open still reaches what was in the file
            if self._desk.read(lambda: (projects.copy_to(project, path), True)[1], False):
                then()
            return

        def copied(job: jobs.Job) -> None:
            with project.snapshot() as reads:
                projects.copy_to(
                    reads,
                    path,
                    progress=lambda done, pages, _name: job.report(done, pages),
                    cancelled=job.is_cancelled,
                )
            job.settle()

        job = jobs.start("Copying", copied, parent=self)
        job.finished.connect(lambda _none: then() if self._is_open(project) else None)
        self.job_started.emit(job)

    def move_document(self) -> None:
        """Move the shown document with its tags to another project."""
        shown = self._desk.document
        if shown is None:
            self._desk.say("Show the document that is to move first.")
            return
        path = self._ask_place("Move document to project", MY_READINGS, overwrite=True)
        if path is not None:
            reader = self._desk.reader
            self._write(
                "Moving the document",
                lambda project, job: projects.move_document(
                    project, shown.id, path, reader=reader, cancelled=job.is_cancelled
                ),
                done=lambda moved: self._moved(moved, path),
            )

    # Documents

    def open_documents(self) -> None:
        """Ask for files and add them."""
        names, _ = QtWidgets.QFileDialog.getOpenFileNames(self._window, "Open documents", str(documents_folder()))
        self.add([Path(name) for name in names])

    def open_folder(self) -> None:
        """Ask for a folder and add what can be read in it."""
        name = QtWidgets.QFileDialog.getExistingDirectory(self._window, "Open a folder", str(documents_folder()))
        if name:
            self.add([Path(name)])

    def add(
        self, paths: Sequence[Path], encoding: str | None = None, options: Mapping[str, Json] | None = None
    ) -> None:
        """Add files and folders: read off the main thread, kept in one act, the first new one shown."""
        wanted = [path for path in paths if path.suffix != ".gloss"]
        if not wanted:
            for path in paths:
                self.show(path)
            return
        if not self._own_project():
            return
        single = len(wanted) == 1 and not wanted[0].is_dir()
        has_pages = single and wanted[0].suffix.lower() == PAGED
        if has_pages:
            self.arriving.emit(wanted[0])
        reader = self._desk.reader
        job = self._write(
            "Reading",
            lambda project, job: documents.add_files(
                project,
                wanted,
                reader=reader,
                encoding=encoding,
                options=options,
                skip=True,
                progress=lambda done, files, _name: job.report(done, files),
                cancelled=job.is_cancelled,
            ),
            done=lambda added: self._added(added, single=single),
        )
        if has_pages and job is not None:
            job.over.connect(self.arrived)
        elif has_pages:
            self.arrived.emit()

    def paste(self) -> None:
        """Make a document of the clipboard's text."""
        text = QGuiApplication.clipboard().text()
        if not text.strip():
            self._desk.say("The clipboard holds no text to paste.")
            return
        if self._own_project():
            reader = self._desk.reader
            self._write(
                "Reading",
                lambda project, _job: documents.AddedMany((documents.paste_text(project, text, reader),), ()),
                done=lambda added: self._added(added, single=True),
            )

    def import_annotations(self) -> None:
        """Ask for an export and bring its annotations in."""
        name, _ = QtWidgets.QFileDialog.getOpenFileName(
            self._window, "Import annotations", "", "Glossator export (*.json)"
        )
        if name:
            self.import_file(Path(name))

    def import_file(self, path: Path) -> None:
        """Bring the annotations of an export in."""
        from glossator.operations.importing import import_file  # not needed by a start

        reader = self._desk.reader
        self._write(
            f"Importing {path.name}",
            lambda project, job: import_file(project, path, "json", reader=reader, cancelled=job.is_cancelled),
            done=self._imported,
        )

    def ask_merge(self) -> None:
        """Ask for other readers' projects and merge them into this one."""
        names, _ = QtWidgets.QFileDialog.getOpenFileNames(
            self._window, "Merge projects", "", "Glossator projects (*.gloss)"
        )
        if names:
            self.merge([Path(name) for name in names])

    def merge(self, paths: Sequence[Path]) -> None:
        """Merge other readers' projects into this one, all or none, and tell what came of it."""
        from glossator.operations import merging  # not needed by a start

        reader = self._desk.reader
        self._write(
            f"Merging {', '.join(path.name for path in paths)}",
            lambda project, job: merging.merge(
                project,
                paths,
                reader=reader,
                progress=lambda done, total, _words: job.report(done, total),
                cancelled=job.is_cancelled,
            ),
            done=lambda merged: self._merged(merged, paths),
        )

    def bring_comments(self) -> None:
        """Bring in the comments in the margin of the shown document's file, as notes of the reader's."""
        from glossator.operations.comments import bring_comments  # not needed by a start

        shown = self._desk.document
        if shown is None:
            self._desk.say("Show the document first whose comments are to be brought in.")
            return
        reader = self._desk.reader
        self._write(
            "Reading the comments",
            lambda project, _job: bring_comments(project, shown.id, reader),
            done=lambda brought: self._desk.say(
                f"{counted(brought, 'comment')} brought in as notes."
                if brought
                else "The file has no comments that are not here already."
            ),
        )

    # Within

    def _own_project(self) -> bool:
        """Leave the Example for the reader's own project; tell whether there is one that can be written."""
        if not self._desk.has_project or self._desk.project.info().example:
            return self.open_my_readings()
        return True

    def _write(
        self, words: str, work: Callable[[Project, jobs.Job], Result], *, done: Callable[[Result], object]
    ) -> jobs.Job | None:
        job = write(self._desk, words, work, done=done)
        if job is not None:
            self.job_started.emit(job)
        return job

    def _step(self, is_redo: bool) -> None:
        """Undo or redo an act of many rows."""
        reader = self._desk.reader
        step = undo.redo if is_redo else undo.undo
        self._write(
            "Redoing" if is_redo else "Undoing",
            lambda project, _job: step(project, reader),
            done=lambda act: self.stepped.emit("Done again" if is_redo else "Undone", act),
        )

    def _is_open(self, project: Project) -> bool:
        return self._desk.has_project and self._desk.project is project

    def _moved(self, moved: Document, path: Path) -> None:
        shown = self._desk.document
        if shown is not None and shown.id == moved.id:
            self._desk.open_document(None)
        self._desk.say(f"“{moved.title}” is in {path.name} now, with its tags; Ctrl+Z keeps it here too.")

    def _imported(self, report: Report) -> None:
        self._desk.say(
            f"{counted(len(report.added), 'tag')} added, {len(report.unchanged)} here already, "
            f"{len(report.conflicting)} that differ left as they are here."
        )

    def _merged(self, merged: object, paths: Sequence[Path]) -> None:
        """Tell what a merge did; whoever reads may have become the one of that name whom it brought."""
        self._desk.set_reader(self._desk.reader.name)
        self.merged.emit(", ".join(path.name for path in paths), merged)

    def _added(self, many: documents.AddedMany, *, single: bool) -> None:
        """Show the first new document, and say what was opened and what could not be, each with its reason."""
        added, refused = many.added, many.refused
        if added:
            first = next((one for one in added if not one.already_there), added[0])
            self._desk.open_document(first.document.id)
            if single and first.read_again is not None:
                self._desk.say(f"“{first.document.title}” was read again as {first.read_again}.")
            elif single and first.already_there:
                self._desk.say(f"“{first.document.title}” is here already.")
            elif not refused:
                self._desk.say(f"{counted(len(added), 'document')} opened.")
            if first.alike:
                self.alike.emit(first)
            elif not first.already_there and first.document.source.warnings:
                self.remarked.emit(first.document)
        if refused:
            path, problem = refused[0]
            words = f"{counted(len(refused), 'file')} were not read"
            self._desk.said.emit(
                f"{words}: {'; '.join(str(no) for _, no in refused)}" if refused[1:] else str(problem), True
            )
            if refused[1:]:
                self.refused.emit(words, [no for _, no in refused])
            if single and problem.why in (ENCODING_UNKNOWN, COLUMNS_UNKNOWN):
                self.undecided.emit(path, problem.why)

    def _show(self, opened: Callable[[], Project]) -> bool:
        try:
            project = opened()
            known = _readable(project, self._reader_name)
        except Refused as refused:
            self._desk.refuse(refused.problem)
            return False
        self._desk.show_project(project, self._reader_name)
        self._settings.put("last-project", str(self._desk.project.path))
        last = self._settings.last_document(self._desk.project.id)
        shown = next((one.id for one in known if one.id == last), known[0].id if known else None)
        try:
            self._desk.open_document(shown)
            self._say_taken_keys()
        except Refused as refused:  # the text is damaged; the other documents stay in reach
            self._desk.refuse(refused.problem)
        return True

    def _say_taken_keys(self) -> None:
        """Say which kinds and fields of a codebook that came by import cannot be reached by their keys."""
        taken = taken_keys(self._desk.project.codebook())
        if taken:
            owners = "; ".join(one.words for one in taken)
            self._desk.say(
                f"{owners[:1].upper()}{owners[1:]}: a selection’s bar, the menu and Tab reach what has no key."
            )

    def _ask_place(self, title: str, name: str, *, overwrite: bool = False) -> Path | None:
        options = QtWidgets.QFileDialog.Option.DontConfirmOverwrite if overwrite else QtWidgets.QFileDialog.Option(0)
        chosen, _ = QtWidgets.QFileDialog.getSaveFileName(
            self._window, title, str(documents_folder() / name), PROJECT_FILTER, options=options
        )
        return Path(chosen).with_suffix(".gloss") if chosen else None
