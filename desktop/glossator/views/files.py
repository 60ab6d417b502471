"""Files of the window: projects opened, made and saved elsewhere; documents opened, dropped and pasted.

A reader's own files never land in the Example: they open "My readings".
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from glossator.model.document import Reading
from glossator.model.problem import ENCODING_UNKNOWN, Problem, Refused
from glossator.operations import documents, projects
from glossator.store import Project
from glossator.views import jobs
from glossator.views.desk import Desk
from glossator.views.settings import Settings, data_folder, documents_folder
from glossator.views.words import counted

PROJECT_FILTER = "Glossator projects (*.gloss)"

#: The file of the reader's own project, and of the seeds' one.
MY_READINGS, EXAMPLE = "My readings.gloss", "Example.gloss"


class Files(QObject):
    """Open and add, in the window's words; what takes long runs off the main thread."""

    job_started = Signal(object)
    guessed = Signal(object)  # the document whose encoding was guessed
    undecided = Signal(object)  # the path of a file whose encoding has to be chosen
    alike = Signal(str)  # words about a document that is nearly one that is there

    def __init__(self, desk: Desk, settings: Settings, window: QWidget, reader_name: str) -> None:
        super().__init__(window)
        self._desk = desk
        self._settings = settings
        self._window = window
        self._reader_name = reader_name

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
        name, _ = QFileDialog.getOpenFileName(self._window, "Open project", str(documents_folder()), PROJECT_FILTER)
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
        if path is not None and self._copy_to(path):
            self.show(path)

    def save_copy(self) -> None:
        """Copy the project to another place and go on here."""
        path = self._ask_place("Save a copy", f"{self._desk.project.path.stem} copy.gloss")
        if path is not None and self._copy_to(path):
            self._desk.say(f"A copy was saved as {path.name}.")

    def move_document(self) -> None:
        """Move the shown document with its tags to another project."""
        shown = self._desk.document
        if shown is None:
            self._desk.say("Show the document that is to move first.")
            return
        path = self._ask_place("Move document to project", MY_READINGS, overwrite=True)
        if path is None:
            return
        moved = self._desk.do(
            lambda: projects.move_document(self._desk.project, shown.id, path, reader=self._desk.reader)
        )
        if moved is not None:
            self._desk.open_document(None)
            self._desk.say(f"“{shown.title}” is in {path.name} now, with its tags; Ctrl+Z keeps it here too.")

    # Documents

    def open_documents(self) -> None:
        """Ask for files and add them."""
        names, _ = QFileDialog.getOpenFileNames(self._window, "Open documents", str(documents_folder()))
        self.add([Path(name) for name in names])

    def open_folder(self) -> None:
        """Ask for a folder and add what can be read in it."""
        name = QFileDialog.getExistingDirectory(self._window, "Open a folder", str(documents_folder()))
        if name:
            self.add([Path(name)])

    def add(self, paths: Sequence[Path], encoding: str | None = None) -> None:
        """Add files and folders: read off the main thread, kept in one act, the first new one shown."""
        wanted = [path for path in paths if path.suffix != ".gloss"]
        if not wanted:
            for path in paths:
                self.show(path)
            return
        if not self._own_project():
            return
        project = self._desk.project
        single = len(wanted) == 1 and not wanted[0].is_dir()
        job = jobs.start("Reading", lambda job: _read_all(wanted, encoding, job), parent=self)
        job.finished.connect(lambda result: self._keep(*result, single=single, project=project))
        self.job_started.emit(job)

    def paste(self) -> None:
        """Make a document of the clipboard's text."""
        from glossator.reading.read import read_pasted  # not needed by a start

        text = QGuiApplication.clipboard().text()
        if not text.strip():
            self._desk.say("The clipboard holds no text to paste.")
            return
        if self._own_project():
            try:
                self._keep([read_pasted(text)], [], single=True, project=self._desk.project)
            except Refused as refused:
                self._desk.refuse(refused.problem)

    def import_annotations(self) -> None:
        """Ask for an export and bring its annotations in."""
        from glossator.operations.importing import import_file  # not needed by a start

        name, _ = QFileDialog.getOpenFileName(self._window, "Import annotations", "", "Glossator export (*.json)")
        if name:
            report = self._desk.do(
                lambda: import_file(self._desk.project, Path(name), format="json", reader=self._desk.reader)
            )
            if report is not None:
                self._desk.say(
                    f"{counted(len(report.added), 'tag')} added, {len(report.unchanged)} here already, "
                    f"{len(report.conflicting)} that differ left as they are here."
                )

    def read_again(self, encoding: str) -> None:
        """Read the shown document's bytes in another encoding."""
        shown = self._desk.document
        if shown is None:
            return
        again = self._desk.do(lambda: documents.read_in(self._desk.project, shown.id, encoding, self._desk.reader))
        if again is not None:
            self._desk.open_document(again.id)
            self._desk.say(f"Read as {encoding}.")

    # Within

    def _own_project(self) -> bool:
        """Leave the Example for the reader's own project; tell whether there is one that can be written."""
        if not self._desk.has_project or self._desk.project.info().example:
            return self.open_my_readings()
        return True

    def _keep(
        self, readings: list[Reading], refused: list[tuple[Path, Problem]], *, single: bool, project: Project
    ) -> None:
        if not self._desk.has_project or self._desk.project is not project:
            self._desk.refuse(
                Problem("the files were not added", "another project was opened meanwhile", "open them again there")
            )
            return
        added = None
        if readings:
            added = self._desk.do(
                lambda: documents.add_readings(self._desk.project, readings, reader=self._desk.reader)
            )
        if added:
            first = next((one for one in added if not one.already_there), added[0])
            self._desk.open_document(first.document.id)
            if single and first.already_there:
                self._desk.say(f"“{first.document.title}” is here already.")
            elif not refused:
                self._desk.say(f"{counted(len(added), 'document')} opened.")
            if first.alike:
                self.alike.emit(first.alike)
            if any(one.code == "encoding-guessed" for one in first.document.source.warnings):
                self.guessed.emit(first.document)
        if refused:
            path, problem = refused[0]
            others = ", ".join(other.name for other, _ in refused[1:])
            more = f" (nor {'was' if len(refused) == 2 else 'were'} {others})" if others else ""
            self._desk.said.emit(f"{problem}{more}", True)
            if single and problem.why == ENCODING_UNKNOWN:
                self.undecided.emit(path)

    def _show(self, opened: Callable[[], object]) -> bool:
        try:
            project = opened()
        except Refused as refused:
            self._desk.refuse(refused.problem)
            return False
        self._desk.show_project(project, self._reader_name)  # type: ignore[arg-type]
        self._settings.put("last-project", str(self._desk.project.path))
        last = self._settings.last_document(self._desk.project.id)
        known = self._desk.project.documents()
        shown = next((one.id for one in known if one.id == last), known[0].id if known else None)
        self._desk.open_document(shown)
        return True

    def _copy_to(self, path: Path) -> bool:
        try:
            projects.copy_to(self._desk.project, path)
        except Refused as refused:
            self._desk.refuse(refused.problem)
            return False
        except OSError as error:
            self._desk.refuse(Problem(f"{path.name} was not written", str(error.strerror), "choose another place"))
            return False
        return True

    def _ask_place(self, title: str, name: str, *, overwrite: bool = False) -> Path | None:
        options = QFileDialog.Option.DontConfirmOverwrite if overwrite else QFileDialog.Option(0)
        chosen, _ = QFileDialog.getSaveFileName(
            self._window, title, str(documents_folder() / name), PROJECT_FILTER, options=options
        )
        return Path(chosen).with_suffix(".gloss") if chosen else None


def _read_all(
    paths: Sequence[Path], encoding: str | None, job: jobs.Job
) -> tuple[list[Reading], list[tuple[Path, Problem]]]:
    """Read files and the files of folders; one bad file does not stop the rest."""
    from glossator.reading.read import read_file  # not needed by a start

    files: list[Path] = []
    for path in paths:
        files.extend(documents.files_in(path) if path.is_dir() else [path])
    readings, refused = [], []
    for done, path in enumerate(files):
        if job.is_cancelled():
            break
        job.report(done, len(files))
        try:
            readings.append(read_file(path, encoding=encoding))
        except Refused as problem:
            refused.append((path, problem.problem))
    return readings, refused
