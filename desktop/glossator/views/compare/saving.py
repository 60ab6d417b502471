"""A comparison is taken along: as a page to be read, or as a table, of what the figures are about."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from glossator.operations import comparing as operations
from glossator.operations import reporting
from glossator.views import jobs
from glossator.views.compare.state import Comparing
from glossator.views.desk import Desk

#: What can be chosen in the dialog.
_FILTERS = "A page (*.html);;A table (*.csv);;JSON (*.json)"


class Saving(QObject):
    """Ask for a file and write the comparison into it, off the window's thread."""

    job_started = Signal(object)
    saved = Signal(str)

    def __init__(self, desk: Desk, comparing: Comparing, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._comparing, self._window = desk, comparing, parent

    def ask(self, *, everything: bool) -> None:
        """Ask where to write the comparison of the shown document, or of all."""
        if len(self._comparing.readers) < 2 or self._desk.document is None:
            self._desk.say("There is no comparison to save: it takes two readers.")
            return
        title = self._desk.project.info().title if everything else self._desk.document.title
        name = f"{title} compared.html".replace("/", "-")
        path, chosen = QFileDialog.getSaveFileName(self._window, "Save comparison", name, _FILTERS)
        if path:
            suffix = chosen.partition("*")[2].rstrip(")")
            target = Path(path)
            self.save(target if target.suffix else target.with_suffix(suffix or ".html"), everything=everything)

    def save(self, target: Path, *, everything: bool) -> None:
        """Write the comparison, whole or not at all."""
        document = self._desk.document
        project, readers = self._desk.project, self._comparing.readers
        documents = None if everything or document is None else [document.id]

        def work(job: jobs.Job) -> Path:
            with project.snapshot() as reads:
                comparison = operations.compare(
                    reads, readers, documents=documents, progress=job.report, cancelled=job.is_cancelled
                )
                reporting.take_along(reads, comparison, target, form=reporting.form_of(None, target))
            return target

        job = jobs.start("Saving the comparison", work, parent=self)
        job.finished.connect(self._saved)
        self.job_started.emit(job)

    def _saved(self, target: Path) -> None:
        self._desk.say(f"The comparison is in {target.name}.")
        self.saved.emit(str(target))
