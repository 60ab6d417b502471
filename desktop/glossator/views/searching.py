"""Search the open project beside the window: the newest question wins, and what was searched last is remembered."""

from __future__ import annotations

import json

from PySide6.QtCore import QObject, Signal

from glossator.operations.found import Found
from glossator.operations.searching import Asked, Searcher
from glossator.views import jobs
from glossator.views.desk import Change, Desk
from glossator.views.newest import Newest
from glossator.views.settings import Settings

#: So many of the last searches are offered again.
REMEMBERED = 6

_SETTING = "searches"


class Searching(QObject):
    """Keep the words of the open project as its reader sees it, and find in them."""

    found = Signal(object, object)  # what was asked and what was found
    read = Signal(int, int)  # while texts are read for the first time: code points done, of how many

    def __init__(self, desk: Desk, settings: Settings) -> None:
        super().__init__(desk)
        self._desk, self._settings = desk, settings
        self._searcher = Searcher()
        self._asking = Newest("The words were not looked for", self)
        desk.project_opened.connect(self._forget)
        desk.closing.connect(self._forget)
        for signal in (desk.sight_changed, desk.reader_changed):
            signal.connect(self._see_anew)
        desk.changed.connect(self._follow)

    @property
    def is_still(self) -> bool:
        """Tell whether nothing is looked for."""
        return self._asking.is_still

    def ask(self, asked: Asked) -> None:
        """Look for words; ``found`` follows, unless other words are asked for before."""
        if not self._desk.has_project:
            return
        project, searcher = self._desk.project, self._searcher

        def work(job: jobs.Job) -> Found | None:
            return searcher.search(project.snapshot, asked, cancelled=job.is_cancelled, progress=job.report)

        job = self._asking.start(work, lambda found: self._take(asked, found), fail=self._desk.refuse)
        job.progressed.connect(self.read)

    def drop(self) -> None:
        """Want no answer any more; texts that were read are kept."""
        self._asking.drop()

    @property
    def last(self) -> list[str]:
        """Return what was searched last, the newest first."""
        try:
            found = json.loads(self._settings.text(_SETTING, "[]"))
        except ValueError:
            return []
        return [str(one) for one in found][:REMEMBERED] if isinstance(found, list) else []

    def remember(self, words: str) -> None:
        """Keep words that led somewhere."""
        words = " ".join(words.split())
        if words:
            kept = [words, *(one for one in self.last if one != words)]
            self._settings.put(_SETTING, json.dumps(kept[:REMEMBERED]))

    # Within

    def _take(self, asked: Asked, found: Found | None) -> None:
        if found is not None:
            self.found.emit(asked, found)

    def _follow(self, change: Change) -> None:
        """Know anew what an act touched; one on documents may show or hide any tag."""
        if change.documents or change.names or change.tags:
            self._searcher.touch(None if change.documents else change.tags)

    def _see_anew(self) -> None:
        self._asking.drop()
        self._searcher.touch()

    def _forget(self) -> None:
        """Let everything go: another project is open."""
        self._asking.drop()
        self._searcher = Searcher()
