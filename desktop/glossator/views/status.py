"""The status bar: whether all is saved, who reads, how many tags, what was just done, and the keys that help now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QSizePolicy, QWidget

from glossator.model.annotation import RELATIONS
from glossator.model.problem import Problem
from glossator.views.desk import Change, Desk
from glossator.views.words import counted

if TYPE_CHECKING:
    from glossator.views.jobs import Job

#: How long words about something done stay, in milliseconds; a refusal stays until the next act.
WORDS_STAY = 6000

#: Work shorter than this shows no progress, in milliseconds.
PROGRESS_AFTER = 300

#: From this width in pixels the bar has room for words and hints.
ROOM = 1150

#: Characters of the armed link's words in a narrow window.
SHORT_LINK = 20

#: Stands for as many digits as there are columns, or cells; more than the most are not named one by one.
DIGITS = "#"
MOST_DIGITS = 4

HINTS = {
    "page": (("R P C", "tag"), ("[ ]", "previous, next tag"), ("S", "clause, sentence"), ("?", "all keys")),
    "reshape": (("← →", "move the end"), ("E", "other end"), ("Enter", "keep"), ("Esc", "give up")),
    "hushed": (("Esc", "keys act again"),),
    "find": (("Enter", "select the hit"), ("F3", "next hit"), ("Esc", "back as it was")),
    "search": (("↑ ↓", "choose"), ("Enter", "go there"), ("Esc", "back as it was")),
    "sheet": (("Tab", "next"), ("Esc", "close")),
    "unfolded": (("↑ ↓", "choose"), ("Enter", "read it"), ("V", "fold"), ("Esc", "fold")),
    "text": (("Enter", "take and go on"), ("Tab", "pass"), ("Esc", "back to the page")),
    "note": (("Enter", "a line"), ("Ctrl Enter", "back to the page"), ("Esc", "back to the page")),
    "choice": ((DIGITS, "set"), ("0", "clear"), ("Tab", "pass"), ("Esc", "back to the page")),
    "cards": (("↑ ↓", "cards"), ("Enter", "fill in"), ("Delete", "remove"), ("Esc", "back")),
    "compare": ((DIGITS, "keep a column’s"), ("A", "all"), ("0", "none"), ("E", "corrected"), ("]", "next")),
    "alone": (("Ctrl+2", "documents"), ("Ctrl+1", "read")),
    "beside": (("[ ]", "previous, next tag"), ("L", "link"), ("Enter", "read it"), ("F6", "next column")),
    "correct": (("← →", "move the end"), ("E", "other end"), ("Enter", "keep"), ("Esc", "give up")),
    "link": (*((str(at), relation) for at, relation in enumerate(RELATIONS, 1)), ("Esc", "give up")),
    "time": (("← →", "in time"), ("Enter", "passages"), ("L", "link two"), ("Ctrl E", "take along")),
    "question": (("↓", "words that go on"), ("Enter", "ask"), ("Esc", "back")),
    "board": (
        ("← ↑", "cards"),
        ("Enter", "open beside"),
        ("G", "group"),
        ("S", "sort"),
        ("Ctrl E", "take along"),
    ),
    "matrix": (("←↑↓→", "cells"), ("Enter", "passages"), ("T", "turn"), ("Ctrl E", "take along")),
    "network": (
        ("Tab", "next edge"),
        ("← ↑", "holders"),
        ("Enter", "passages"),
        ("T", "issues"),
        ("Ctrl E", "take along"),
    ),
    "waiting": (("Enter", "take it"), ("Tab", "next place"), ("0", "no place"), ("J K", "next, previous")),
    "outline": (("↑ ↓", "headings"), ("Enter", "go there"), ("F5", "hide"), ("Esc", "back")),
    "library": (("↑ ↓", "documents"), ("Enter", "show"), ("F2", "title, author, date")),
}


class StatusBar(QWidget):
    """Show what is true now; words about something done give way to it after a while."""

    reader_pressed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("status")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)  # it never widens the window
        self._shown_hints, self._digits = "", 0
        self._is_reading = True
        self._counted = self._summary = ""
        self._is_refusal = False
        self._desk = desk
        self.saved = self._label()
        self.reader = QPushButton()
        self.reader.setProperty("flat", True)
        self.reader.clicked.connect(self.reader_pressed)
        self.tags = self._label()
        self.link = QPushButton()
        self.link.setProperty("pill", True)
        self.link.setToolTip("1–6 at the other tag name the relation; Esc gives up")
        self.link.hide()
        self._link_words = ""
        self.words = QLabel()
        self.words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.progress = QProgressBar()
        self.progress.setFixedWidth(140)
        self.progress.setTextVisible(False)
        self.cancel = QPushButton("Cancel")
        self.cancel.setProperty("flat", True)
        self.place = self._label()
        self._hints_box = QWidget()
        self._hints = QHBoxLayout(self._hints_box)
        self._hints.setContentsMargins(0, 0, 0, 0)
        self._hints.setSpacing(5)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 2, 14, 2)
        row.setSpacing(14)
        for part in (self.saved, self.reader, self.tags, self.link):
            row.addWidget(part)
        row.addWidget(self.words, 1)
        row.addWidget(self.progress)
        row.addWidget(self.cancel)
        row.addWidget(self._hints_box)
        row.addWidget(self.place)
        self.progress.hide()
        self.cancel.hide()
        self._fade = QTimer(self)
        self._fade.setSingleShot(True)
        self._fade.setInterval(WORDS_STAY)
        self._fade.timeout.connect(lambda: self.say("", False))
        self._job: Job | None = None  # the one whose progress is shown
        self.cancel.clicked.connect(lambda: self._job.cancel() if self._job is not None else None)
        desk.said.connect(self.say)
        desk.changed.connect(self._committed)
        desk.project_opened.connect(self._opened)
        desk.reader_changed.connect(self._show_reader)

    def say(self, words: str, refused: bool) -> None:
        """Show words; a refusal in the colour of errors until the next thing is said."""
        self.words.setText(words)
        self._is_refusal = refused and bool(words)
        self._give_room()
        self.words.setToolTip(words)
        self.words.setWordWrap(self._is_refusal)  # what to do stands at its end, and is not cut
        self.words.setProperty("error", refused)
        self.words.style().polish(self.words)
        if refused:
            self._fade.stop()
        else:
            self._fade.start()

    def _give_room(self) -> None:
        """Let words come before hints where room is scarce; while a link is armed its digits come first."""
        is_roomy = self.width() >= ROOM
        is_crowded = self._shown_hints == "link" and not is_roomy
        self._hints_box.setVisible(not self._is_refusal and (is_roomy or is_crowded or not self.words.text()))
        self.words.setVisible(self._is_refusal or not is_crowded)
        for part in (self.reader, self.tags):
            part.setVisible(not is_crowded and not (self._is_refusal and not is_roomy))
        self.place.setVisible(self._is_reading and not is_crowded)
        cut = f"{self._link_words[:SHORT_LINK].rstrip()}…" if is_crowded else self._link_words
        self.link.setText(cut)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what another width has no room for."""
        super().resizeEvent(event)
        self._give_room()

    def show_tags(self, total: int) -> None:
        """Show how many tags the document has."""
        self._counted = counted(total, "tag")
        self.show_summary(self._summary)

    def show_summary(self, words: str) -> None:
        """Say what a view of the whole project shows, instead of what is said of the document; with "" that again."""
        self._summary = words
        self.tags.setText(words or self._counted)
        self._give_room()

    def set_reading(self, is_reading: bool) -> None:
        """Say how far down the text the view is, where the one page is shown."""
        self._is_reading = is_reading
        self._give_room()

    def show_link(self, words: str) -> None:
        """Show at which tag a link begins, or nothing."""
        self._link_words = words
        self._give_room()
        self.link.setVisible(bool(words))

    def show_unsaved(self, typing: bool) -> None:
        """Say that a note is being written, or that all is saved again."""
        if self._desk.has_project and self._desk.project.read_only is None:
            self.saved.setText("Writing…" if typing else "✓ Saved")

    def show_place(self, share: float) -> None:
        """Show how far down the text the view is, 0–1."""
        self.place.setText(f"{round(share * 100)} %")

    @property
    def hints(self) -> str:
        """Return the place of the keyboard whose keys are shown."""
        return self._shown_hints

    def show_hints(self, where: str, digits: int = 0) -> None:
        """Show the keys that help in a place of the keyboard, in which so many digits act."""
        if (where, digits) == (self._shown_hints, self._digits) or where not in HINTS:
            return
        self._shown_hints, self._digits = where, digits
        while self._hints.count():
            item = self._hints.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for at, (keys, words) in enumerate(HINTS[where]):
            for key in (digits_words(digits) if keys == DIGITS else keys).split(" "):
                cap = self._label(key)
                cap.setProperty("dim", False)
                cap.setProperty("cap", True)
                self._hints.addWidget(cap)
            self._hints.addWidget(self._label(words + (" ·" if at < len(HINTS[where]) - 1 else "")))
        self._give_room()

    def follow_job(self, job: Job) -> None:
        """Show a job's progress with a cancel button, once it has taken a moment."""
        begin = QTimer(job)
        begin.setSingleShot(True)
        begin.setInterval(PROGRESS_AFTER)
        begin.timeout.connect(lambda: self._show_job(job))
        for ended in (job.finished, job.failed, job.cancelled):
            ended.connect(begin.stop)
            ended.connect(lambda *_ends: self._hide_job(job))
        job.failed.connect(self._failed)
        job.cancelled.connect(lambda: self._desk.say(f"{job.words} was cancelled; nothing was changed."))
        job.progressed.connect(self._progress)
        begin.start()

    def _show_job(self, job: Job) -> None:
        self.say(job.words + "…", False)
        self._fade.stop()
        self.progress.setRange(0, 0)
        self.progress.show()
        self.cancel.show()
        self._job = job

    def _hide_job(self, job: Job) -> None:
        if self._job is not job:
            return
        self._job = None
        if self.words.text() == job.words + "…":  # what came of it may be said already
            self.words.clear()
        self.progress.hide()
        self.cancel.hide()

    def _failed(self, problem: Problem) -> None:
        self._desk.refuse(problem)

    def _progress(self, done: int, total: int) -> None:
        self.progress.setRange(0, total)
        self.progress.setValue(done)

    def _opened(self) -> None:
        problem = self._desk.project.read_only
        self.saved.setText("Read only" if problem else "✓ Saved")
        self.saved.setToolTip(str(problem) if problem else str(self._desk.project.path))
        if problem:
            self.say(str(problem), True)
        self._show_reader()

    def _committed(self, _change: Change) -> None:
        self.saved.setText("✓ Saved")

    def _show_reader(self) -> None:
        self.reader.setText(f"Reader: {self._desk.reader.name}")

    def _label(self, words: str = "") -> QLabel:
        label = QLabel(words)
        label.setProperty("dim", True)
        return label


def digits_words(count: int) -> str:
    """Name the digits up to one: each, or the first and the last."""
    return " ".join(str(at) for at in range(1, count + 1)) if count <= MOST_DIGITS else f"1…{count}"
