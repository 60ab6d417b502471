"""Two versions in their columns: ribbons, outlines, what went and what came; and the passage that is looked at."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from glossator.model.annotation import Annotation
from glossator.text.segments import trimmed
from glossator.views.compare.beside import Beside
from glossator.views.compare.columns import Columns
from glossator.views.compare.versions import VersionTags
from glossator.views.page.shown import Altered, Hollow
from glossator.views.shown_tags import page_tag


class VersionsShown(QObject):
    """Hold columns and gutters to what became of the tags."""

    def __init__(self, versions: VersionTags, beside: Beside, columns: Columns) -> None:
        super().__init__(columns)
        self._versions, self._beside, self._columns = versions, beside, columns
        self._hollows: dict[str, Hollow] = {}  # by passage, where the listed version's tag has no place
        versions.retold.connect(self._retold)
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
            outlined = {one.id: Hollow(*one.old, one.kind) for one in pair.becomings.all if one.new is None}
            hollows[at] += outlined.values()
            if at == self._versions.at:
                self._hollows = outlined
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

    def _retold(self, tag: Annotation) -> None:
        """Show where one tag stands now."""
        versions, columns = self._versions, self._columns
        left, right = columns.columns[versions.at], columns.columns[versions.at + 1]
        right.put_tag(page_tag(tag))
        for one in versions.becomings.of_tag(tag.id):
            former = self._hollows.pop(one.id, None)
            if former is not None:
                left.page.remove_hollows((former,))
            if one.new is None:
                hollow = self._hollows[one.id] = Hollow(*one.old, one.kind)
                left.page.add_hollow(hollow)
        columns.gutters[versions.at].show_becomings(versions.becomings, "")

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
