"""The page with its tags, hits and hint: what is painted on the text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QTimer, Signal

from glossator.views.page.bins import Bins
from glossator.views.page.lanes import PageTag
from glossator.views.page.shown import Altered, Hit, Hollow, Stretch
from glossator.views.page.text import TextPage

#: More tags than this are sorted in after the text was painted once.
_TAGS_AT_ONCE = 2_000


class TaggedPage(TextPage):
    """Show tags, search hits and the hint over a text."""

    tags_replaced = Signal()  # all at once
    tag_shown = Signal(str)  # one was added, changed or removed
    hits_changed = Signal()
    repainted = Signal(int, int)  # a span is to be painted anew: something on it is shown otherwise

    def set_tags(self, tags: Iterable[PageTag]) -> None:
        """Show these tags instead of all others."""
        self.shown.tags.replace_all(tags)
        self.shown.wait_for_tags = self.shown.tags.waiting > _TAGS_AT_ONCE
        if self.shown.wait_for_tags:
            QTimer.singleShot(0, self, self._sort_tags)
        self.viewport().update()
        self.tags_replaced.emit()

    def add_tag(self, tag: PageTag) -> None:
        """Show one more tag; only its lines are painted again."""
        self._repaint_tag(tag.id)
        self.shown.tags.add(tag)
        self._repaint_tag(tag.id)
        self.tag_shown.emit(tag.id)

    def replace_tag(self, tag: PageTag) -> None:
        """Show a tag instead of the one with its id."""
        self._repaint_tag(tag.id)
        self.shown.tags.replace(tag)
        self._repaint_tag(tag.id)
        self.tag_shown.emit(tag.id)

    def remove_tag(self, id: str) -> None:
        """Show a tag no more."""
        self._repaint_tag(id)
        self.shown.tags.remove(id)
        self.tag_shown.emit(id)

    def tags_at(self, offset: int) -> list[str]:
        """Return the ids of the tags on a character, the innermost first."""
        return self.shown.tags.at(offset)

    def set_current(self, id: str | None) -> None:
        """Outline a tag as the current one."""
        self._repaint_tag(self.shown.current)
        self.shown.current = id or None
        self._repaint_tag(self.shown.current)

    def set_hovered(self, id: str | None) -> None:
        """Outline a tag at half strength."""
        self._repaint_tag(self.shown.hovered)
        self.shown.hovered = id or None
        self._repaint_tag(self.shown.hovered)

    def set_marked(self, ids: frozenset[str]) -> None:
        """Outline these tags besides the current one: they belong to what was chosen."""
        if ids != self.shown.marked:
            self.shown.marked = ids
            self.viewport().update()

    def set_hollows(self, hollows: Iterable[Hollow]) -> None:
        """Outline, by broken lines, what others tagged and this page's reader has not."""
        self.shown.hollows = Bins()
        for hollow in hollows:
            self.shown.hollows.add(hollow)
        self.shown.current_hollows = ()
        self.viewport().update()

    def add_hollow(self, hollow: Hollow) -> None:
        """Outline one more."""
        self.shown.hollows.add(hollow)
        self._repaint_span((hollow.start, hollow.end))

    def remove_hollows(self, hollows: Iterable[Hollow]) -> None:
        """Outline these no more."""
        for hollow in hollows:
            self.shown.hollows.remove(hollow)
            self._repaint_span((hollow.start, hollow.end))

    def set_current_hollows(self, hollows: Sequence[Hollow]) -> None:
        """Outline these at full strength: they belong to what is looked at."""
        for hollow in (*self.shown.current_hollows, *hollows):
            self._repaint_span((hollow.start, hollow.end))
        self.shown.current_hollows = tuple(hollows)

    def set_read(self, stretches: Iterable[Stretch]) -> None:
        """Mark these in the margin as read with nothing to tag, instead of all others."""
        self.shown.read = Bins()
        for stretch in stretches:
            self.shown.read.add(stretch)
        self.viewport().update()

    def add_read(self, stretch: Stretch) -> None:
        """Mark one more as read; only its lines are painted again."""
        self.shown.read.add(stretch)
        self._repaint_span((stretch.start, stretch.end))

    def remove_read(self, stretch: Stretch) -> None:
        """Mark one no more."""
        self.shown.read.remove(stretch)
        self._repaint_span((stretch.start, stretch.end))

    def set_altered(self, altered: Iterable[Altered]) -> None:
        """Mark these in the margin as what another version of the text has not, instead of all others."""
        self.shown.altered = Bins()
        for one in altered:
            self.shown.altered.add(one)
        self.viewport().update()

    def set_hint(self, span: tuple[int, int] | None) -> None:
        """Show by a hairline in the margin what a tag without selection would take."""
        if span != self.shown.hint:
            self._repaint_span(self.shown.hint)
            self.shown.hint = span
            self._repaint_span(span)

    def set_hits(self, spans: Sequence[tuple[int, int]], current: int | None) -> None:
        """Show the hits of a search, ``current`` the number of the one that is looked at."""
        hits: Bins[Hit] = Bins()
        for start, end in spans:
            hits.add(Hit(start, end))
        self.shown.hits = hits
        self.shown.current_hit = spans[current] if current is not None and 0 <= current < len(spans) else None
        self.viewport().update()
        self.hits_changed.emit()

    def _sort_tags(self) -> None:
        self.shown.tags.sort_in()
        self.shown.wait_for_tags = False
        self.viewport().update()
        self.tags_replaced.emit()

    def _repaint_tag(self, id: str | None) -> None:
        marks = self.shown.tags.marks_of(id)
        for mark in marks:
            self._repaint_span((mark.start, mark.end))
        if len(marks) > 1:
            self.viewport().update()

    def _repaint_span(self, span: tuple[int, int] | None) -> None:
        if span is None:
            return
        self.repainted.emit(*span)
        extent = self.extent(*span)
        if extent is None:
            return
        # The lowest lane reaches below its line, an outline a little above it.
        reach = round(0.8 * self.page_layout.type.em)
        top, bottom = extent[0] - self.scroll.top - reach // 2, extent[1] - self.scroll.top + reach
        if top < self.scroll.height and bottom > 0:
            self.viewport().update(0, top, self.viewport().width(), bottom - top)
