"""The sheet that shows an export before it is written, then copies or saves it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication, QTextCursor
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPlainTextEdit, QProgressBar, QWidget

from glossator.exchange.choice import Loss
from glossator.exchange.registry import Format
from glossator.model.problem import Problem
from glossator.operations.exporting import export_to
from glossator.views import jobs
from glossator.views.desk import Desk
from glossator.views.sheets.cell import Cell
from glossator.views.sheets.choosing import Choosing
from glossator.views.sheets.colours import Colours
from glossator.views.sheets.preview import (
    COPY_LIMIT,
    MOST_LINES,
    TAG_LINES,
    Head,
    Preview,
    count_tags,
    make_preview,
)
from glossator.views.sheets.sheet import Sheet, dim
from glossator.views.sheets.work import follow
from glossator.views.theme import Theme
from glossator.views.words import counted

#: Choices that follow one another this fast, in milliseconds, make one preview.
TOGETHER = 40

ChoosePath = Callable[[Path, Format], Path | None]


class _Told(QObject):
    """Carry the first lines from the thread that makes them."""

    head = Signal(object)


class ExportSheet(Sheet):
    """Show what an export will hold; copy it whole, or save it."""

    size_wanted = (980, 760)

    previewed = Signal()  # the whole was counted
    saved = Signal(object)  # the path

    def __init__(self, host: QWidget, desk: Desk, theme: Theme, *, choose_path: ChoosePath | None = None) -> None:
        super().__init__(host, "Export", theme)
        self._desk = desk
        self._choose_path = choose_path or self._ask_path
        self._making: jobs.Job | None = None
        self._saving: jobs.Job | None = None
        self._told: _Told | None = None
        self._copy_when_made = False
        self.preview: Preview | None = None
        self.choosing = Choosing(desk, theme)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.text.setProperty("keys", "sheet")
        self.text.setAccessibleName("Preview")
        self.text.setFont(_code_font(self.font()))
        self.colours = Colours(self.text.document(), theme)
        self.text.updateRequest.connect(lambda _rect, _dy: self._colour())
        self.size_words, self.loss_words = dim(), dim()
        self.loss_words.setWordWrap(True)
        self._lay_out(theme)
        self._soon = QTimer(self, singleShot=True, interval=TOGETHER)
        self._soon.timeout.connect(self._make)
        self.choosing.changed.connect(self.renew)
        desk.changed.connect(self.renew)
        desk.project_opened.connect(self._stop)
        self.runs |= {"Ctrl+S": self.save, "Ctrl+Shift+C": self.copy, "T": self.choosing.toggle_text}
        self.runs |= {str(at): self._format_chooser(at) for at in range(1, 10)}

    # What a person asks for

    def open(self) -> None:
        """Show the export of the project as it is now."""
        self.choosing.load()
        super().open()
        self._make()

    def dismiss(self) -> None:
        """Close the sheet; a preview that is being made is given up, a file that is being saved is not."""
        self._stop()
        super().dismiss()

    def copy(self) -> None:
        """Put the whole export on the clipboard, once it is made."""
        if self._making is not None or self._soon.isActive():
            self._copy_when_made = True
        elif self.preview is not None and self.preview.whole is not None:
            QGuiApplication.clipboard().setText(self.preview.whole.decode("utf-8").removeprefix("\ufeff"))
            self._desk.say(f"Copied {counted(self.preview.tags, 'tag')} as {self.choosing.format.label.split(',')[0]}.")
        elif self.preview is not None:
            limit = f"it has {_size(self.preview.size)}, more than the {_size(COPY_LIMIT)} that a clipboard bears"
            self._desk.refuse(Problem("the export was not copied", limit, "save it, or choose less"))

    def save(self) -> None:
        """Ask for a place and write the export there, whole or not at all."""
        if self._saving is not None or self.choosing.missing():
            return
        format_, project = self.choosing.format, self._desk.project
        path = self._choose_path(project.path.with_suffix(format_.suffix), format_)
        if path is None:
            return
        choice = self.choosing.choice

        def work(job: jobs.Job) -> tuple[Path, int, Loss]:
            with project.snapshot() as reads:
                tags = count_tags(reads, choice)
                loss = export_to(reads, path, choice, format_=format_, progress=job.report, cancelled=job.is_cancelled)
                return path, tags, loss

        self._saving = follow(
            f"{path.name} was not written",
            work,
            parent=self,
            finished=self._saved,
            failed=self._not_saved,
            cancelled=self._stopped,
        )
        self._saving.progressed.connect(self._progressed)
        self._show_saving(True)

    def renew(self, _change: object = None) -> None:
        """Make the preview anew, once for choices that follow one another quickly."""
        if self.isVisible():
            self._stop()
            self._soon.start()

    def set_theme(self, theme: Theme) -> None:
        """Take another theme's colours."""
        super().set_theme(theme)
        self.choosing.set_theme(theme)
        self.colours.set_theme(theme)

    def first(self) -> QWidget:
        """Begin with the format."""
        return self.choosing.formats[self.choosing.format.name]

    # Within

    def _lay_out(self, theme: Theme) -> None:
        self.copy_cell = Cell("Copy", theme, key="Ctrl+Shift+C")
        self.save_cell = Cell("Save…", theme, key="Ctrl+S")
        self.save_cell.primary = True
        self.cancel_cell = Cell("Cancel", theme)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setFixedWidth(180)
        self.copy_cell.clicked.connect(self.copy)
        self.save_cell.clicked.connect(self.save)
        self.cancel_cell.clicked.connect(lambda: self._saving.cancel() if self._saving else None)
        below = QHBoxLayout()
        below.setSpacing(8)
        below.addWidget(self.size_words, 1)
        for widget in (self.progress, self.cancel_cell, self.copy_cell, self.save_cell):
            below.addWidget(widget)
        self.body.addWidget(self.choosing)
        self.body.addWidget(self.text, 1)
        self.body.addWidget(self.loss_words)
        self.body.addLayout(below)
        self._show_saving(False)
        self.loss_words.hide()

    def _format_chooser(self, number: int) -> Callable[[], None]:
        return lambda: self.choosing.choose_format(number)

    def _stop(self) -> None:
        self._soon.stop()
        self._copy_when_made = False
        self._told = None
        if self._making is not None:
            self._making.cancel()
            self._making = None

    def _make(self) -> None:
        """Make the preview beside the window."""
        missing = self.choosing.missing()
        self.preview = None
        self.loss_words.hide()
        self.save_cell.setEnabled(not missing and self._saving is None)
        self.copy_cell.setEnabled(not missing)
        if missing:
            self._show_head(Head((), ()))
            self.size_words.setText(f"Nothing is chosen: choose {missing}.")
            return
        self.size_words.setText("counting…")
        project, format_, choice = self._desk.project, self.choosing.format, self.choosing.choice
        self._told = told = _Told()
        told.head.connect(lambda head: self._show_head(head) if told is self._told else None)

        def work(job: jobs.Job) -> Preview:
            with project.snapshot() as reads:
                return make_preview(reads, format_, choice, told=told.head.emit, is_cancelled=job.is_cancelled)

        self._making = follow(
            "the export could not be shown", work, parent=self, finished=self._made, failed=self._failed
        )

    def _show_head(self, head: Head) -> None:
        self.colours.set_lines(())
        self.text.setPlainText("\n".join(head.lines))
        self.colours.set_lines(head.colours)
        self.text.setTextCursor(QTextCursor(self.text.document().findBlockByNumber(head.start)))
        self.text.verticalScrollBar().setValue(head.start)  # it counts lines
        self._colour()
        if len(head.lines) >= MOST_LINES:
            self.size_words.setText(f"the first {MOST_LINES:,} lines are shown; counting the rest…")

    def _made(self, job: jobs.Job, preview: Preview) -> None:
        if job is not self._making:
            return
        self._making = None
        self.preview = preview
        parts = [counted(preview.tags, "tag"), counted(preview.lines, "line"), _size(preview.size)]
        words = " · ".join(parts)
        if preview.head.left_out:
            words += f"; the first {MOST_LINES:,} lines are shown, and {TAG_LINES:,} from where the tags begin"
        elif preview.lines > MOST_LINES:
            words += f"; the first {MOST_LINES:,} lines are shown"
        elif not preview.tags:
            words = "No tag is chosen; " + " · ".join(parts[1:])
        self.size_words.setText(words)
        self._show_loss(preview.loss)
        if self._copy_when_made:
            self._copy_when_made = False
            self.copy()
        self.previewed.emit()

    def _failed(self, job: jobs.Job, problem: Problem) -> None:
        if job is self._making:
            self._making = None
            self.size_words.setText(str(problem))
            self._desk.refuse(problem)

    def _show_loss(self, loss: Loss) -> None:
        name = self.choosing.format.label.split(",")[0]
        self.loss_words.setText(f"{name} changes or leaves out: " + "; ".join(loss.lines()) + "." if loss else "")
        self.loss_words.setVisible(bool(loss))

    def _colour(self) -> None:
        """Colour the lines in view."""
        first = self.text.firstVisibleBlock().blockNumber()
        step = max(1.0, self.text.blockBoundingRect(self.text.firstVisibleBlock()).height())
        self.colours.show_lines(first, first + int(self.text.viewport().height() / step) + 1)

    def _progressed(self, done: int, total: int) -> None:
        self.progress.setMaximum(total)
        self.progress.setValue(done)

    def _saved(self, _job: jobs.Job, result: tuple[Path, int, Loss]) -> None:
        path, tags, loss = result
        self._saving = None
        self._show_saving(False)
        self._show_loss(loss)
        self._desk.say(f"Saved {counted(tags, 'tag')} to {path.name}")
        self.saved.emit(path)

    def _not_saved(self, _job: jobs.Job, problem: Problem) -> None:
        self._saving = None
        self._show_saving(False)
        self._desk.refuse(problem)

    def _stopped(self, _job: jobs.Job) -> None:
        self._saving = None
        self._show_saving(False)
        self._desk.say("The export was stopped; no file was written.")

    def _show_saving(self, on: bool) -> None:
        self.progress.setRange(0, 0)
        self.progress.setVisible(on)
        self.cancel_cell.setVisible(on)
        self.save_cell.setEnabled(not on)

    def _ask_path(self, proposed: Path, format_: Format) -> Path | None:
        label = format_.label.split(",")[0]
        name, _ = QFileDialog.getSaveFileName(
            self.window(), "Save the export", str(proposed), f"{label} (*{format_.suffix});;All files (*)"
        )
        return Path(name) if name else None


def _code_font(beside: QFont) -> QFont:
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setPointSizeF(beside.pointSizeF() * 0.92)
    return font


def _size(size: int) -> str:
    """Put a number of bytes into words."""
    for unit, step in (("MB", 1_000_000), ("KB", 1_000)):
        if size >= step:
            return f"{size / step:,.1f} {unit}"
    return counted(size, "byte")
