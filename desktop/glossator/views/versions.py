"""New versions of the shown document: from a file, from a document that is nearly it, or read again otherwise.

What became of the tags is told in one line; what waits for a look is the review's (`review`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6 import QtWidgets  # its dialog is made ready when it is asked for, not at a start
from PySide6.QtCore import QObject, Signal

from glossator.model.document import Document, Json
from glossator.store import Project
from glossator.views.desk import Change
from glossator.views.jobs import Job
from glossator.views.settings import documents_folder
from glossator.views.words import counted
from glossator.views.writing import write

if TYPE_CHECKING:
    from glossator.operations.documents import Added
    from glossator.operations.updating import Updated
    from glossator.views.window import Window

#: What is said of each state, of one passage and of several.
_WORDS = {
    "exact": ("as it was", "as they were"),
    "moved": ("moved", "moved"),
    "edited": ("with other words", "with other words"),
    "ambiguous": ("of uncertain place", "of uncertain place"),
    "lost": ("not found", "not found"),
}


class Versions(QObject):
    """Give documents new versions beside the window, and tell what became of their tags."""

    job_started = Signal(object)
    updated = Signal(object)  # an `Updated` that was done

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._desk = window.desk
        self._told: tuple[str, str, str] | None = (
            None  # the document, its version and what is said of it above the page
        )
        self._desk.changed.connect(self._follow)

    def ask(self) -> None:
        """Ask for the file that holds the shown document's new version."""
        shown = self._desk.document
        if shown is None:
            self._desk.say("Show the document first that the new version is of.")
            return
        name, _ = QtWidgets.QFileDialog.getOpenFileName(
            self._window, f"New version of “{shown.title}”", str(documents_folder())
        )
        if name:
            self.take(Path(name))

    def take(self, path: Path, *, document: str | None = None, anyway: bool = False) -> None:
        """Read a file and make it a document's new version, the shown one's where none is named."""
        from glossator.operations.updating import update  # not needed by a start
        from glossator.reading.guard import Cancelled
        from glossator.reading.read import Manner, read_file

        known = self._document(document)
        if known is None:
            return
        reader = self._desk.reader

        def work(project: Project, job: Job) -> Updated | None:
            manner = Manner(options=known.source.options, cancelled=job.is_cancelled, progress=job.report)
            try:
                reading = read_file(path, manner=manner)
            except Cancelled:
                return None
            return update(
                project,
                known.id,
                reading,
                reader=reader,
                anyway=anyway,
                progress=lambda done, total, _words: job.report(done, total),
                cancelled=job.is_cancelled,
            )

        self._write(
            f"New version of {known.title}",
            work,
            again=lambda: self.take(path, document=known.id, anyway=True),
            document=known,
        )

    def adopt(self, added: Document, into: str) -> None:
        """Make an added document the new version of another; the added one goes."""
        from glossator.operations.updating import adopt  # not needed by a start

        known = self._document(into)
        if known is None:
            return
        reader = self._desk.reader
        self._write(
            f"New version of {known.title}",
            lambda project, job: adopt(
                project,
                added.id,
                known.id,
                reader=reader,
                progress=lambda done, total, _words: job.report(done, total),
                cancelled=job.is_cancelled,
            ),
            again=None,
            document=known,
        )

    def read_again(self, encoding: str | None = None, options: Mapping[str, Json] | None = None) -> None:
        """Read the shown document's own bytes again: in another encoding, by other options, or by a newer reader."""
        from glossator.operations.updating import read_again  # not needed by a start

        known = self._document(None)
        if known is None:
            return
        reader = self._desk.reader
        self._write(
            f"Reading as {encoding}" if encoding is not None else f"Reading {known.title} again",
            lambda project, job: read_again(
                project,
                known.id,
                reader=reader,
                encoding=encoding,
                options=options,
                progress=lambda done, total, _words: job.report(done, total),
                cancelled=job.is_cancelled,
            ),
            again=None,
            document=known,
            said=f"Read as {encoding}." if encoding is not None else "",
        )

    def offer(self, added: Added) -> None:
        """Say that an added document is nearly one that is there, and offer to make it a version of that one."""
        words = added.alike or ""
        sentence = words[:1].upper() + words[1:] + "."
        into = added.alike_to
        if into is None:
            self._window.overlays.notice.tell(sentence)
            return
        answers = (("Make it a new version", lambda: self.adopt(added.document, into)), ("Keep both", lambda: None))
        self._window.overlays.notice.tell(sentence, answers)

    def _document(self, named: str | None) -> Document | None:
        if not self._desk.has_project:
            return None
        shown = self._desk.document
        known = self._desk.project.document(named) if named is not None else shown
        if known is None:
            self._desk.say("Show the document first that the new version is of.")
        return known

    def _write(
        self,
        words: str,
        work: Callable[[Project, Job], Updated | None],
        *,
        again: Callable[[], None] | None,
        document: Document,
        said: str = "",
    ) -> None:
        job = write(self._desk, words, work, done=lambda done: self._tell(done, document, again, said))
        if job is not None:
            self.job_started.emit(job)

    def _tell(self, done: Updated | None, document: Document, again: Callable[[], None] | None, said: str) -> None:
        """Show the document, and say what came of its update."""
        if done is None:
            return
        notice = self._window.overlays.notice
        if done.outcome == "another" and again is not None:
            notice.tell(
                f"Hardly any words of “{document.title}” are in this file: it seems to be another document.",
                (("Make it a version all the same", again), ("Leave it", lambda: None)),
            )
            return
        shown = self._desk.document
        if shown is None or shown.id != done.document.id:
            self._desk.open_document(done.document.id)
        if done.outcome == "same":
            notes = " ".join(map(_sentence, done.notes))
            self._desk.say(said or notes or f"The text of “{document.title}” is the same: nothing changed.")
            return
        self.updated.emit(done)
        if not done.passages and not done.notes:
            self._desk.say(said or f"The new version of “{done.document.title}” is shown; nothing in it was tagged.")
            return
        outcome = outcome_words(done) if done.passages else ""
        sentence = " ".join(filter(None, (said, outcome, *map(_sentence, done.notes))))
        if done.waiting:
            answers = (("Review…", self._window.review_waiting), ("Later", lambda: None))
            notice.tell(sentence, answers)
        else:
            notice.tell(sentence)
        self._told = done.document.id, done.document.version, sentence

    def forget(self) -> None:
        """Take back what is said of a new version: it is being reviewed, or was undone."""
        notice, told = self._window.overlays.notice, self._told
        self._told = None
        if told is not None and notice.words == told[2]:
            notice.dismiss()

    def _follow(self, change: Change) -> None:
        if self._told is not None and self._told[0] in change.documents:
            now = self._desk.project.document(self._told[0])
            if now is None or now.version != self._told[1]:
                self.forget()


def outcome_words(done: Updated) -> str:
    """Say of how many passages what became of them: “12 passages as they were, 1 moved, 1 not found”."""
    counts = [(status, number) for status, number in done.counts.items() if number]
    (first, number), *others = counts
    said = [f"{counted(number, 'passage')} {_WORDS[first][number > 1]}"]
    said += [f"{number} {_WORDS[status][number > 1]}" for status, number in others]
    return ", ".join(said) + "."


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:] + "."
