"""Tagging: what the keys on the page do, between the page (caret, selection, view) and the desk (acts).

What a key would take is one thing, the target: the selection, else the passage just tagged until the
caret moves, else the sentence under the caret. Nothing acts on what is out of view.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from glossator.model.annotation import Annotation
from glossator.model.identity import AGREED_READER
from glossator.operations import tags
from glossator.store import Reads
from glossator.text import ladder
from glossator.text.segments import trimmed
from glossator.views import jobs
from glossator.views.desk import MANY_TAGS, Change, Desk
from glossator.views.newest import Newest
from glossator.views.page.view import PageView
from glossator.views.reshaping import Reshaping
from glossator.views.selecting import Selecting, SpanOf
from glossator.views.shown_tags import ShownTags, counted, page_tag

#: What is said where a live selection is not there to be tagged.
LIVE = "This is the tag’s own extent: Enter keeps it, Esc gives it up; Shift and a kind’s key change its kind."


class Tagging(QObject):
    """Turn keys on the page into acts, and acts into paint."""

    reshaping_changed = Signal(bool)
    tags_loaded = Signal()
    tags_changed = Signal()
    tag_counted = Signal(str, str, int)  # document, kind, how many more
    recounted = Signal(object)  # the counts of every document's tags by kind, after an act of many

    def __init__(self, desk: Desk, page: PageView) -> None:
        super().__init__(page)
        self._desk = desk
        self._page = page
        self.shown = ShownTags()
        self.are_loaded = True
        self._loading = Newest("The tags were not read", self)
        self._without: frozenset[str] = frozenset()
        self._just_tagged: SpanOf | None = None
        desk.document_opened.connect(self._load)
        desk.changed.connect(self._repaint)
        desk.sight_changed.connect(self._look_anew)
        desk.filter_changed.connect(self._sift)
        desk.current_changed.connect(self._current_moved)
        desk.hovered_changed.connect(lambda one: page.set_hovered(one or None))
        self.selecting = Selecting(desk, page)
        self._reshaping = Reshaping(desk, page, self.selecting, shown=lambda one: self.shown.get(one))
        self._reshaping.changed.connect(self.reshaping_changed)
        self.selecting.moved_by_reader.connect(self._forget_tagged)
        self.selecting.moved.connect(self._show_hint)
        page.selected.connect(self._show_hint)

    # What a key would take

    def target(self) -> SpanOf | None:
        """Return what R, P and C would take now, or None in an empty text."""
        selection = self._page.selection()
        text = self._desk.content.text
        if selection is not None:
            start, end = trimmed(text, *selection)
            return (start, end) if start < end else None
        if self._just_tagged is not None:
            return self._just_tagged
        start, end = ladder.sentence_at(self._desk.paragraphs, text, self._page.caret())
        return (start, end) if start < end else None

    def current(self) -> Annotation | None:
        """Return the current tag."""
        return self._desk.annotation(self._desk.current) if self._desk.current else None

    # Tagging

    def tag(self, kind: str) -> None:
        """Tag the target with a kind; the same key on this reader's own tag there selects it."""
        document, target = self._desk.document, self.target()
        if self.is_reshaping:
            self._desk.say(LIVE)
            return
        if document is None or target is None:
            self._desk.say("There is no text here to tag.")
            return
        if self.bring_into_view(*target):
            return
        done = self._desk.do(
            lambda: tags.tag(self._desk.project, document.id, kind, [target], reader=self._desk.reader, once=True)
        )
        if done is None:
            return
        self._settle_caret(target)
        self.show_own()
        self._desk.set_current(done.annotation.id)
        label = self._desk.kind_of(done.annotation).label.lower()
        todo = "N writes in it" if kind == "note" else "Enter fills it in"
        self._announce(f"tagged as {label}; {todo}" if done.new else f"already your {label}, now the current tag")

    def note(self, edit_note: Callable[[], None]) -> None:
        """Tag a selection as a note; without one open the current tag's note."""
        if self._page.selection() is not None:
            self.tag("note")
        elif self._desk.current:
            edit_note()
        else:
            self._desk.say("Select a passage to keep it as a note, or choose a tag to write its note.")

    def add_passage(self) -> None:
        """Add the selection to the current tag as a further passage."""
        annotation, selection = self.current(), self._page.selection()
        if self.is_reshaping:
            self._desk.say(LIVE)
            return
        if annotation is None or selection is None:
            self._desk.say("Choose a tag, select a further passage of it, then press A.")
            return
        if self.bring_into_view(*selection):
            return
        added = self._desk.do(
            lambda: tags.add_passage(self._desk.project, annotation.id, *selection, reader=self._desk.reader)
        )
        if added is not None:
            self._settle_caret(None)
            self._announce("added to the current tag")

    def duplicate(self) -> bool:
        """Make the current tag again for another holder; tell whether it was done."""
        annotation = self.current()
        if annotation is None:
            self._desk.say("Choose a tag first; D makes it again for another holder.")
            return False
        if self.brought_into_view(annotation):
            return False
        made = self._desk.do(lambda: tags.duplicate(self._desk.project, annotation.id, reader=self._desk.reader))
        if made is None:
            return False
        self.show_own()
        self._desk.set_current(made.annotation.id)
        self._announce("made again for another holder")
        return True

    def remove(self) -> None:
        """Remove the current tag."""
        annotation = self.current()
        if annotation is None:
            self._desk.say("Choose a tag first; Delete removes it.")
            return
        if self.brought_into_view(annotation):
            return
        label = self._desk.kind_of(annotation).label
        self._desk.do(lambda: tags.untag(self._desk.project, annotation.id, reader=self._desk.reader))
        if self._desk.annotation(annotation.id) is None:
            self._announce(f"{label} removed; Ctrl+Z brings it back")

    def change_kind(self, kind: str) -> None:
        """Change the current tag's kind in place."""
        annotation = self.current()
        if annotation is None:
            self._desk.say("Choose a tag first; Shift and a kind's key change its kind.")
            return
        if annotation.kind == kind or self.brought_into_view(annotation):
            return
        if self._desk.edit(annotation.id, kind=kind):
            known = self._desk.codebook.kind(kind)
            self._announce(f"now a {known.label.lower() if known else kind}")

    def show_own(self) -> None:
        """Show the reader's own tags where they were not: what is made is seen."""
        without = self._desk.filter.without
        if self._desk.reader.id in without:
            self._desk.set_filter(without=without - {self._desk.reader.id})

    # Walking

    def next_tag(self) -> None:
        """Make the next tag in the text the current one."""
        self._walk(self.shown.after(self._page.caret(), self._desk.current), "no tag after this one")

    def previous_tag(self) -> None:
        """Make the previous tag in the text the current one."""
        self._walk(self.shown.before(self._page.caret(), self._desk.current), "no tag before this one")

    def go_to(self, annotation_id: str) -> None:
        """Make a tag the current one and show it, the caret at its start."""
        tag = self.shown.get(annotation_id)
        self._desk.set_current(annotation_id)
        if tag is not None and tag.spans:
            self.selecting.quietly(lambda: self._page.place_caret(tag.spans[0][0], reveal=False))
            self._page.reveal(*tag.spans[0])

    def press(self, annotation_id: str) -> None:
        """Make a tag that was pressed with the mouse the current one; the caret is where it was put."""
        self._desk.set_current(annotation_id)

    def brought_into_view(self, annotation: Annotation) -> bool:
        """Bring a tag into view where it is out of it; then the key has done that, and a second press acts."""
        spans = [(p.start, p.end) for p in annotation.passages if p.start is not None and p.end is not None]
        if not spans or any(self._page.is_in_view(*span) for span in spans):
            return False
        return self.bring_into_view(*spans[0])

    # Reshaping

    @property
    def is_reshaping(self) -> bool:
        """Tell whether a tag's extent is a live selection."""
        return bool(self._reshaping.tag)

    def reshape(self) -> None:
        """Make the current tag a live selection; when it is one, change the end that moves."""
        if self.is_reshaping:
            self._reshaping.swap()
            return
        annotation = self.current()
        if annotation is None:
            self._desk.say("Choose a tag first; E moves its ends.")
            return
        if annotation.reader not in (self._desk.reader.id, AGREED_READER):
            self._desk.say("This is another reader's tag; D makes your own of it.")
            return
        if not self.brought_into_view(annotation):
            self._reshaping.begin(annotation)

    def keep_shape(self) -> None:
        """Keep the live selection as the tag's extent."""
        selection = self._page.selection()
        if selection is None or not self.bring_into_view(*selection):
            self._reshaping.keep()

    def give_up(self) -> bool:
        """Close one thing: the live selection, the selection, the current tag; tell whether there was one."""
        if self.is_reshaping:
            self._reshaping.give_up()
        elif self._page.selection() is not None:
            self.selecting.collapse()
        elif self._desk.current:
            self._desk.set_current("")
        else:
            return False
        return True

    # Within

    def _settle_caret(self, target: SpanOf | None) -> None:
        """Leave the caret where it is without a selection, and remember what was just tagged."""
        self.selecting.collapse()
        self._just_tagged = target
        self._show_hint()

    def _walk(self, annotation_id: str, nothing: str) -> None:
        if annotation_id:
            self.go_to(annotation_id)
        else:
            self._desk.say(nothing.capitalize() + ".")

    def bring_into_view(self, start: int, end: int) -> bool:
        """Bring a passage into view where it is not; then the key has done that, and a second press acts."""
        if self._page.is_in_view(start, end):
            return False
        self._page.reveal(start, end)
        self._desk.say("This was out of view; the same key again does it.")
        return True

    def _announce(self, words: str) -> None:
        self._desk.say(words[0].upper() + words[1:])
        self._page.announce(words)

    # What comes from elsewhere

    def _load(self) -> None:
        """Show another document's text now and its tags with the next tick, so that paint does not wait for them."""
        self._just_tagged = None
        self._reshaping.forget()
        self.shown = ShownTags()
        self.are_loaded = False
        QTimer.singleShot(0, self, self._load_tags)

    def _load_tags(self) -> None:
        document = self._desk.document
        rows = _rows_of(self._desk.project, document.id) if document and self._desk.has_project else ()
        self._take(ShownTags(rows, without=self._desk.filter.without))

    def _sift(self) -> None:
        """Show the tags of the chosen readers alone."""
        if self._without != self._desk.filter.without:
            self._load_tags()

    def _look_anew(self) -> None:
        """Show what the reader sees now, and count it."""
        self._loading.drop()
        self._load_tags()
        self.recounted.emit(self._desk.project.counts())

    def _load_beside(self) -> None:
        """Read the tags anew in a thread, and count those of all documents; what is shown stays until then."""
        document, project, without = self._desk.document, self._desk.project, self._desk.filter.without
        if document is None:
            return

        def read(_job: jobs.Job) -> tuple[ShownTags, dict[str, dict[str, int]]]:
            with project.snapshot() as reads:
                return ShownTags(_rows_of(reads, document.id), without=without), reads.counts()

        def take(result: tuple[ShownTags, dict[str, dict[str, int]]]) -> None:
            now = self._desk.document
            if now is not None and now.id == document.id and self._desk.filter.without == without:
                self._take(result[0])
            self.recounted.emit(result[1])

        self.are_loaded = False
        self._loading.start(read, take)

    def _take(self, shown: ShownTags) -> None:
        self._without = self._desk.filter.without
        self.shown = shown
        self._page.set_tags(self.shown)
        self._page.set_current(self._desk.current or None)
        self.are_loaded = True
        self.tags_loaded.emit()

    def _repaint(self, change: Change) -> None:
        """Bring page and order up to date for the tags that an act touched."""
        document = self._desk.document
        if len(change.tags) > MANY_TAGS or not self._loading.is_still:
            self._load_beside()
        if document is None or len(change.tags) > MANY_TAGS:
            return
        elsewhere = set()
        for one in change.tags:
            annotation = self._desk.annotation(one)
            was = self.shown.get(one)
            if annotation is None or annotation.document != document.id or annotation.reader in self._without:
                if was is not None:
                    self.shown.drop(one)
                    self._page.remove_tag(one)
                    self.tag_counted.emit(document.id, was.kind, -1)
                else:
                    elsewhere.add(one)
                continue
            now = page_tag(annotation)
            if now == was:
                continue
            self.shown.put(now)
            if was is None:
                self._page.add_tag(now)
                elsewhere.add(one)  # it may be new, or one of a text that was not shown yet
                continue
            self._page.replace_tag(now)
            self._reshaping.show()
            if was.kind != now.kind:
                self.tag_counted.emit(document.id, was.kind, -1)
                self.tag_counted.emit(document.id, now.kind, 1)
        self.tags_changed.emit()
        if elsewhere:
            there = self._desk.project.standing_of(elsewhere)
            for of, kind, by in counted(change.act.changes, there):
                self.tag_counted.emit(of, kind, by)

    def _current_moved(self, annotation_id: str) -> None:
        if self.is_reshaping and self._reshaping.tag != annotation_id:
            self._reshaping.give_up()
        self._page.set_current(annotation_id or None)

    def _forget_tagged(self) -> None:
        self._just_tagged = None

    def _show_hint(self) -> None:
        nothing = self.is_reshaping or self._page.selection() is not None
        self._page.set_hint(None if nothing else self.target())


def _rows_of(reads: Reads, document: str) -> tuple[tuple[str, str, str, int | None, int | None, int | None], ...]:
    """Return what is shown of a document's tags, those without a place last."""
    return (*reads.marks_of_tags(document), *reads.marks_without_place(document))
