"""What a reader does beside tagging: marks paragraphs as read, reads blind, changes name, takes others' tags over."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from glossator.operations import marks, people, tags
from glossator.operations.tags import Tagged
from glossator.store import RowChange
from glossator.views import jobs
from glossator.views.desk import Change, Desk
from glossator.views.newest import Newest
from glossator.views.page.shown import Stretch
from glossator.views.page.view import PageView
from glossator.views.tagging import Tagging

#: What is read is counted anew so long after the last act, in milliseconds: it is looked at between acts.
PAUSE = 200

#: The tables whose rows change what is read.
_TELLING = frozenset({"annotation", "mark", "document", "version"})


class Readers(QObject):
    """Do what one reader does, and tell how far they are in the page and in every document."""

    page_read = Signal(object)  # the ranges of the shown text that are read
    counted = Signal(object)  # how far the reader is, by document

    def __init__(self, desk: Desk, page: PageView, tagging: Tagging) -> None:
        super().__init__(page)
        self._desk = desk
        self._page = page
        self._tagging = tagging
        self._counting = Newest("What is read was not counted", self)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(PAUSE)
        self._later.timeout.connect(self._count)
        self._stretches: dict[str, Stretch] = {}  # what the page marks as read, by the marks' ids
        desk.changed.connect(self._changed)
        for signal in (desk.project_opened, desk.document_opened, desk.reader_changed):
            signal.connect(self._later.start)
        desk.document_opened.connect(lambda: self.page_read.emit(()))  # until it is counted
        for signal in (desk.document_opened, desk.reader_changed):
            signal.connect(self._show_marks)
        desk.closing.connect(self._stop)
        if desk.has_project:
            self._later.start()
            self._show_marks()

    def is_still(self) -> bool:
        """Tell whether what is read is counted."""
        return not self._later.isActive() and self._counting.is_still

    # Read, nothing here

    def mark_read(self) -> None:
        """Mark the paragraphs under selection or caret as read with nothing to tag, or take that back."""
        desk, document = self._desk, self._desk.document
        start, end = self._page.selection() or (self._page.caret(), self._page.caret())
        ranges = marks.paragraphs_in(desk.paragraphs, start, end) if document is not None else []
        if document is None or not ranges:
            desk.say("There is no text here to mark as read.")
            return
        if self._tagging.bring_into_view(ranges[0][0], ranges[-1][1]):
            return
        read = desk.do(lambda: marks.toggle_read(desk.project, document.id, desk.reader, ranges))
        if read is not None:
            which = "This paragraph" if len(ranges) == 1 else f"These {len(ranges)} paragraphs"
            said = "marked as read, nothing here; X again takes it back" if read else "not marked as read any more"
            desk.say(f"{which}: {said}.")
            self._page.announce(said)

    def _show_marks(self) -> None:
        """Show in the margin what this reader marked as read in the shown document."""
        desk, document = self._desk, self._desk.document
        self._stretches = {}
        if desk.has_project and document is not None:
            there = desk.read(lambda: desk.project.marks(document=document.id, reader=desk.reader.id), [])
            self._stretches = {
                mark.id: Stretch(mark.start, mark.end)
                for mark in there
                if mark.type == "read" and mark.start is not None and mark.end is not None
            }
        self._page.set_read(self._stretches.values())

    def _follow_mark(self, row: RowChange) -> bool:
        """Show one mark that was made or taken back; tell whether what the row says was enough for that."""
        desk, document = self._desk, self._desk.document
        after = {key: values[1] for key, values in row.fields.items()}
        if after.get("deleted"):
            gone = self._stretches.pop(row.id, None)
            if gone is not None:
                self._page.remove_read(gone)
            return True
        if not row.made:
            return False
        start, end = after.get("start"), after.get("end")
        ours = document is not None and after.get("document") == document.id and after.get("reader") == desk.reader.id
        if ours and isinstance(start, int) and isinstance(end, int):
            self._stretches[row.id] = Stretch(start, end)
            self._page.add_read(self._stretches[row.id])
        return True

    # How far

    def mark_done(self) -> None:
        """Mark the shown document as done, which ends a blind pass too."""
        desk, document = self._desk, self._desk.document
        if document is None:
            return
        was_blind = document.id in desk.project.blind
        if desk.do(lambda: marks.mark_state(desk.project, document.id, desk.reader, "done")) is not None:
            more = "; others’ tags are shown again" if was_blind else ""
            desk.say(f"“{document.title}” is done{more}.")

    def toggle_blind(self) -> None:
        """Read the shown document blind, or end that without being done."""
        desk, document = self._desk, self._desk.document
        if document is None:
            return
        if document.id in desk.project.blind:
            desk.do(lambda: marks.end_blind(desk.project, document.id, desk.reader))
            words = f"“{document.title}” is not read blind any more."
        else:
            desk.do(lambda: marks.mark_blind(desk.project, document.id, desk.reader))
            words = f"You read “{document.title}” blind: others’ tags on it are hidden from you until you are done."
        if desk.project.read_only is None:
            desk.say(words)

    # Who reads

    def rename(self, name: str) -> bool:
        """Give the one who reads another name, on all their tags; tell whether it was done."""
        desk, reader = self._desk, self._desk.reader
        if desk.project.reader(reader.id) is None:
            # Nobody here knows them yet: the name comes with the first thing they do.
            return desk.do(lambda: (desk.set_reader(name), True)[1]) is not None
        renamed = desk.do(lambda: people.rename_reader(desk.project, reader.id, name, reader))
        if renamed is not None:
            desk.say(f"{reader.name} is {renamed.name} from now on, on all tags.")
        return renamed is not None

    # Others' tags

    def take_over(self) -> None:
        """Make one's own copy of the current tag, another reader's."""
        self._of_others(tags.take_over, "taken over as your own copy", "already taken over; this is your copy")

    def answer(self) -> None:
        """Answer the current tag, another reader's, by a tag of one's own that is linked to it."""
        self._of_others(tags.answer, "your answer, linked; Enter fills it in", "your tag here is the answer, linked")

    def _of_others(self, act: Callable[..., Tagged], new: str, known: str) -> None:
        desk, annotation = self._desk, self._tagging.current()
        if annotation is None:
            desk.say("Choose another reader’s tag first: ] and [ walk the tags.")
            return
        if self._tagging.brought_into_view(annotation):
            return
        made = desk.do(lambda: act(desk.project, annotation.id, reader=desk.reader))
        if made is not None:
            self._tagging.show_own()
            desk.set_current(made.annotation.id)
            words = new if made.new else known
            desk.say(words[0].upper() + words[1:] + ".")
            self._page.announce(words)

    # Counting

    def _changed(self, change: Change) -> None:
        if any(row.table in _TELLING for row in change.act.changes):
            self._later.start()
        followed = [self._follow_mark(row) for row in change.act.changes if row.table == "mark"]
        if not all(followed):
            self._show_marks()

    def _stop(self) -> None:
        self._later.stop()
        self._counting.drop()

    def _count(self) -> None:
        """Count in a thread what is read, of the page and of every document."""
        self._stop()
        desk = self._desk
        if not desk.has_project:
            return
        project, reader, document, paragraphs = desk.project, desk.reader, desk.document, desk.paragraphs

        def work(_job: jobs.Job) -> object:
            with project.snapshot() as reads:
                ranges = []
                if document is not None:
                    spans = reads.touched(reader.id, document.id).get(document.id, ())
                    read = sorted(marks.read_paragraphs(paragraphs.ranges, spans))
                    done = marks.state_of(reads, document.id, reader) == "done"
                    ranges = list(paragraphs.ranges) if done else [paragraphs.ranges[at] for at in read]
                return ranges, marks.progress(reads, reader, reads.documents())

        def take(result: tuple[object, object]) -> None:
            if desk.document is document:
                self.page_read.emit(result[0])
            self.counted.emit(result[1])

        self._counting.start(work, take)
