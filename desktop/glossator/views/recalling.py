"""Recall what was said before the current tag: off the key's way, when its card has been open for a moment."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, QTimer, Signal

from glossator.model.annotation import Annotation
from glossator.operations.recall import Before, recall_of, said_before
from glossator.store import Project, Snapshot
from glossator.store.recall import Recall
from glossator.views import jobs
from glossator.views.desk import MANY_TAGS, Change, Desk
from glossator.views.newest import Newest
from glossator.views.panel.before import words_of

#: So long a card lies open before anything is looked for, in milliseconds: who walks the tags is not followed.
IDLE = 150


@dataclass(slots=True)
class _Memory:
    """Hold the recall of one project as one reader sees it, and the tags that acts touched since; for any thread."""

    recall: Recall | None = None
    stale: deque[str] = field(default_factory=deque)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def touch(self, tags: frozenset[str]) -> None:
        """Remember that an act touched tags; never waits for who reads."""
        self.stale.extend(tags)

    def ask(self, project: Project, annotation_id: str) -> list[Before]:
        """Bring the recall up to date and ask it; the recall is made when it is first asked."""
        with self.lock:
            stale = set()
            while self.stale:  # before the moment that is read: what an act touches after it counts as new
                stale.add(self.stale.popleft())
            with project.snapshot() as reads:
                recall = self._brought_up(reads, stale)
                annotation: Annotation | None = reads.annotation(annotation_id)
                return said_before(recall, reads, annotation) if annotation is not None else []

    def _brought_up(self, reads: Snapshot, stale: set[str]) -> Recall:
        if self.recall is None:
            self.recall = recall_of(reads)
        elif stale:
            self.recall.put(stale, reads.quotations(stale))
        return self.recall


class Recalling(QObject):
    """Keep what was said before the current tag, and tell it when it is found."""

    told = Signal(str, str)  # a tag's id, and what was said before it in words, "" for nothing

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._memory = _Memory()
        self._asking = Newest("What was said before was not found", self)
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(IDLE)
        self._idle.timeout.connect(self._ask)
        self._tag = ""
        self._found: Sequence[Before] = ()
        for signal in (desk.project_opened, desk.sight_changed, desk.reader_changed):
            signal.connect(self._forget)
        desk.closing.connect(self._close)
        desk.current_changed.connect(self._begin)
        desk.changed.connect(self._follow)

    @property
    def is_still(self) -> bool:
        """Tell whether nothing is waited for."""
        return self._asking.is_still and not self._idle.isActive()

    @property
    def found(self) -> tuple[str, Sequence[Before]]:
        """Return the tag that was asked for last, and the earlier passages that are like it."""
        return self._tag, self._found

    def _begin(self) -> None:
        self._asking.drop()
        self._tag, self._found = "", ()
        if self._desk.current:
            self._idle.start()
        else:
            self._idle.stop()

    def _ask(self) -> None:
        current, memory = self._desk.current, self._memory
        if not current or not self._desk.has_project:
            return
        project = self._desk.project

        def work(_job: jobs.Job) -> list[Before]:
            return memory.ask(project, current)

        self._asking.start(work, lambda found: self._take(current, found))

    def _take(self, tag: str, found: Sequence[Before]) -> None:
        self._tag, self._found = tag, found
        self.told.emit(tag, words_of(found, self._desk.names, self._desk.codebook))

    def _follow(self, change: Change) -> None:
        if change.documents or change.codebook or len(change.tags) > MANY_TAGS:
            self._forget()
            return
        self._memory.touch(change.tags)
        if self._desk.current and (change.tags or change.names):
            self._idle.start()

    def _forget(self) -> None:
        """Know nothing any more: another project is open, or it is seen with other eyes."""
        self._memory = _Memory()
        self._begin()

    def _close(self) -> None:
        self._asking.drop()
        self._idle.stop()
        self._memory = _Memory()
