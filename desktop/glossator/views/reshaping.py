"""Moving the ends of a tag: its passage is a live selection, and the page shows the tag as it would be kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from glossator.model.annotation import Annotation
from glossator.text.segments import trimmed
from glossator.views.desk import Desk
from glossator.views.page.view import PageTag, PageView
from glossator.views.selecting import Selecting

#: What is said when a tag's ends begin to be moved.
KEYS = "Arrows move the end, E takes the other one, Enter keeps it, Esc gives it up."


@dataclass(frozen=True, slots=True)
class _Live:
    """Remember which passage of which tag is a live selection: of all, and of those that have a place."""

    annotation: str
    part: int
    placed: int


class Reshaping(QObject):
    """Make a passage of a tag a live selection, show what it would be, and keep it or give it up."""

    changed = Signal(bool)  # whether a passage is a live selection

    def __init__(
        self, desk: Desk, page: PageView, selecting: Selecting, *, shown: Callable[[str], PageTag | None]
    ) -> None:
        """``shown`` gives a tag of the page as it was kept."""
        super().__init__(page)
        self._desk = desk
        self._page = page
        self._selecting = selecting
        self._shown = shown
        self._live: _Live | None = None
        page.selected.connect(self.show)

    @property
    def tag(self) -> str:
        """Return the id of the tag whose passage is live, or ""."""
        return self._live.annotation if self._live is not None else ""

    def begin(self, annotation: Annotation) -> None:
        """Make the passage at the caret, else the first, a live selection."""
        part = self._part_at_caret(annotation)
        passage = annotation.passages[part]
        if passage.start is None or passage.end is None:
            self._desk.say("This passage has no place in the text.")
            return
        placed = sum(one.start is not None for one in annotation.passages[:part])
        self._live = _Live(annotation.id, part, placed)
        self._page.set_reshaping(True)
        self._selecting.select((passage.start, passage.end))
        self.changed.emit(True)
        self._say(KEYS)

    def swap(self) -> None:
        """Let the other end be the one that moves."""
        self._selecting.swap_ends()
        cursor = self._page.textCursor()
        first = cursor.position() < cursor.anchor()
        self._say("The beginning moves now." if first else "The end moves now.")

    def show(self) -> None:
        """Show the tag as it would be if its passage were kept now; where nothing is selected, as it is."""
        live = self._live
        tag = self._shown(live.annotation) if live is not None else None
        if live is None or tag is None:
            return
        spans = list(tag.spans)
        selection = self._page.selection()
        start, end = trimmed(self._desk.content.text, *selection) if selection is not None else (0, 0)
        if start < end:
            spans[live.placed] = (start, end)
        self._page.replace_tag(replace(tag, spans=tuple(spans)))

    def keep(self) -> None:
        """Keep the live selection as the tag's extent."""
        live, selection = self._live, self._page.selection()
        if live is None:
            return
        annotation = self._desk.annotation(live.annotation)
        self.end()
        changed = trimmed(self._desk.content.text, *selection) if selection is not None else (0, 0)
        if annotation is None or changed[0] >= changed[1]:
            self._say("Nothing was selected: left as it was.")
            return
        spans, before = [], []
        for part, passage in enumerate(annotation.passages):
            if passage.start is not None and passage.end is not None:
                before.append((passage.start, passage.end))
                spans.append(changed if part == live.part else before[-1])
        if spans == before:
            self._say("The extent is as it was.")
        elif self._desk.edit(annotation.id, spans=spans):
            self._say("The new extent is kept; Ctrl+Z brings the old one back.")

    def give_up(self) -> None:
        """Leave the tag as it was."""
        self.end()
        self._say("Given up: the extent is as it was.")

    def end(self) -> None:
        """Show the tag as it was kept, without a live selection."""
        live, self._live = self._live, None
        if live is None:
            return
        tag = self._shown(live.annotation)
        if tag is not None:
            self._page.replace_tag(tag)
        self._page.set_reshaping(False)
        self._selecting.collapse()
        self.changed.emit(False)

    def forget(self) -> None:
        """Know of no live selection any more: its text has gone."""
        if self._live is not None:
            self._live = None
            self._page.set_reshaping(False)
            self.changed.emit(False)

    def _part_at_caret(self, annotation: Annotation) -> int:
        caret = self._page.caret()
        for part, passage in enumerate(annotation.passages):
            if passage.start is not None and passage.end is not None and passage.start <= caret <= passage.end:
                return part
        return next((n for n, p in enumerate(annotation.passages) if p.start is not None), 0)

    def _say(self, words: str) -> None:
        self._desk.say(words)
        self._page.announce(words)
