"""Linking two tags by keys: L arms a link at one, a digit at the other names the relation.

An armed link survives a change of document and of mode; it is shown until it is made or given up.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from glossator.model.annotation import RELATIONS
from glossator.operations import links
from glossator.views.desk import Change, Desk

#: Words of the armed tag as the chip shows them, in code points.
SHORT = 34


class Linking(QObject):
    """Hold the tag that a link begins at."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.armed = ""
        desk.project_opened.connect(self.disarm)
        desk.changed.connect(self._follow)

    @property
    def words(self) -> str:
        """Return what the chip says, "" where nothing is armed."""
        tag = self._desk.annotation(self.armed) if self.armed else None
        if tag is None:
            return ""
        from glossator.views.eliding import cut_short  # read late, both: a start links nothing
        from glossator.views.panel.words import quotation

        return f"Link from “{cut_short(quotation(tag), SHORT)}”"

    def arm(self, tag: str) -> None:
        """Begin a link at a tag; at the tag where it began, give it up."""
        if not tag:
            self._desk.say("Choose a tag first; L begins a link at it.")
        elif tag == self.armed:
            self.disarm()
            self._desk.say("The link was given up.")
        else:
            self.armed = tag
            self.changed.emit()
            self._desk.say("Go to the other tag, then press a digit.")

    def disarm(self) -> bool:
        """Give the link up; tell whether there was one."""
        if not self.armed:
            return False
        self.armed = ""
        self.changed.emit()
        return True

    def name(self, number: int, tag: str) -> bool:
        """Make the link to a tag by the relation of a digit; tell whether the digit was meant for a link."""
        if not self.armed:
            return False
        if not 1 <= number <= len(RELATIONS):
            self._desk.say(f"A link is named by 1 to {len(RELATIONS)}; Esc gives it up.")
            return True
        if not tag or tag == self.armed:
            self._desk.say("Go to the other tag first; then the digit names the relation.")
            return True
        relation = RELATIONS[number - 1]
        armed, project = self.armed, self._desk.project
        made = self._desk.do(lambda: links.link(project, armed, relation, tag, reader=self._desk.reader))
        if made is not None:
            self.disarm()
            self._desk.say(f"Linked: the first tag {relation} this one.")
        return True

    def _follow(self, _change: Change) -> None:
        if self.armed and self._desk.annotation(self.armed) is None:
            self.disarm()
