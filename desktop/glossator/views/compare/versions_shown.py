"""Two versions in their columns: ribbons, outlines, what went and what came; and the passage that is looked at."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from glossator.text.segments import trimmed
from glossator.views.compare.beside import Beside
from glossator.views.compare.columns import Columns
from glossator.views.compare.versions import VersionTags
from glossator.views.page.shown import Altered, Hollow


class VersionsShown(QObject):
    """Hold columns and gutters to what became of the tags."""

    def __init__(self, versions: VersionTags, beside: Beside, columns: Columns) -> None:
        super().__init__(columns)
        self._versions, self._beside, self._columns = versions, beside, columns
        self._revealed = ""
        versions.current_changed.connect(self._show_current)

    def show(self) -> None:
        """Show what joins the versions that stand beside each other, and nothing where none do."""
        pairs, columns = self._beside.pairs, self._columns
        columns.set_alignments([pair.aligned if pair is not None else None for pair in pairs])
        altered: list[list[Altered]] = [[] for _ in columns.columns]
        hollows: list[list[Hollow]] = [[] for _ in columns.columns]
        for at, pair in enumerate(pairs):
            if pair is None:
                continue
            altered[at] += [Altered(start, end, gone=True) for start, end in pair.aligned.gone]
            altered[at + 1] += [Altered(start, end, gone=False) for start, end in pair.aligned.added]
            hollows[at] += [Hollow(*one.old, one.kind) for one in pair.becomings.all if one.new is None]
            columns.gutters[at].show_becomings(pair.becomings, "")
        for column, changes, outlines in zip(columns.columns, altered, hollows, strict=True):
            column.page.set_altered(changes)
            column.page.set_hollows(outlines)
        self._show_current()

    def take_selection(self) -> None:
        """Let the current passage stand where the new version's selection is."""
        versions = self._versions
        selection = self._columns.columns[versions.at + 1].page.selection()
        start, end = trimmed(versions.sides[1].content.text, *selection) if selection is not None else (0, 0)
        if start < end:
            versions.settle((start, end))
        else:
            versions.desk.say("Select the place in the new version first; F6 goes there, E takes it.")

    def _show_current(self) -> None:
        versions, columns = self._versions, self._columns
        if not versions.is_shown or versions.at + 1 >= len(columns.columns):
            return
        current = versions.current
        id_ = current.id if current is not None else ""
        columns.gutters[versions.at].set_current(id_)
        hollow = versions.proposal()
        columns.columns[versions.at + 1].page.set_current_hollows((hollow,) if hollow is not None else ())
        self._beside.set_current(current.became.tag if current is not None else "")
        if id_:
            QTimer.singleShot(0, self, self._reveal)  # columns just made have their size with the next turn

    def _reveal(self) -> None:
        if self._versions.is_shown and self._versions.at + 1 < len(self._columns.columns):
            self._columns.reveal(self._versions.places())
