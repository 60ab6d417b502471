"""What the window does for the actions of the table that need more than one view."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from glossator.operations import documents, marks
from glossator.views.keys import CHOICE, TEXT, place_of_keyboard
from glossator.views.look import CHOICES
from glossator.views.modes import COMPARE, READ, TIME

if TYPE_CHECKING:
    from glossator.model.annotation import Annotation
    from glossator.store import Act
    from glossator.views.compare.versions import VersionTags
    from glossator.views.compare.view import CompareView
    from glossator.views.waiting.state import WaitingTags

#: How many characters of a passage the status bar quotes.
QUOTED = 40


class Answers:
    """Answer the actions' table; the window is made of this and of its views."""

    def undo(self) -> None:
        """Undo the reader's last act and say what and where."""
        self.tell_done("Undone", self.desk.undo())

    def redo(self) -> None:
        """Do again what was undone last, and say what and where."""
        self.tell_done("Done again", self.desk.redo())

    def enter(self) -> None:
        """Keep a moved end, else open the first empty field of the current tag."""
        if self.tagging.is_reshaping:
            self.tagging.keep_shape()
        elif self.desk.current:
            if not self._out_of_view():
                self._fill(self.panel.open_first_empty)
        else:
            self._refuse_typing("Choose a tag first: ] and [ walk them, R P C make one.")

    def note(self) -> None:
        """Tag a selection as a note, else write the current tag's note."""
        is_to_write = self.page.selection() is None
        self.tagging.note(lambda: None if self._out_of_view() else self._fill(self.panel.edit_note))
        if is_to_write and not self.desk.current:
            self._refuse_typing()

    def duplicate(self) -> None:
        """Make the current tag again for another holder and ask for that holder."""
        if self.tagging.duplicate():
            self._fill(self.panel.open_first_empty)
        else:
            self._refuse_typing(again=True)

    def reshape(self) -> None:
        """Move an end of the current tag; while tags that wait are walked, the selection becomes the place of one."""
        if self.walk.is_open and self.page.hasFocus():
            self.walk.take_selection()
            return
        self.page.setFocus(Qt.FocusReason.OtherFocusReason)
        self.tagging.reshape()

    def open_field(self, letter: str) -> None:
        """Open the field that a letter names in the current tag's kind."""
        annotation = self.tagging.current()
        kind = self.desk.kind_of(annotation) if annotation else None
        field = next((one for one in kind.fields if one.shortcut == letter), None) if kind else None
        if kind is None:
            self._refuse_typing(f"Choose a tag first; then {letter.upper()} opens a field of it.")
        elif field is None:
            self._refuse_typing(f"“{kind.label}” has no field with the key {letter.upper()}.")
        elif not self._out_of_view():
            self._fill(lambda: self.panel.open_field(field.key))

    def set_digit(self, number: int) -> None:
        """Set the current tag's first scale or choice by its digit."""
        if self.linking.name(number, self.desk.current):
            return
        annotation = self.tagging.current()
        if annotation is None:
            self.desk.say("Choose a tag first; digits set its first scale.")
        elif not self.tagging.brought_into_view(annotation):
            self.panel.set_digit(number)
            self._say_what_changed(annotation)

    def _say_what_changed(self, before: Annotation) -> None:
        """Say which field of the current tag is another now: a digit can be meant for what the caret has left."""
        now = self.desk.annotation(before.id)
        if now is None:
            return
        kind = self.desk.kind_of(now)
        for field in kind.fields:
            value = now.fields.get(field.key, "")
            if value != before.fields.get(field.key, ""):
                words = self.desk.words_of(field.key, kind, value).lower() if value else "not set any more"
                self.desk.say(f"{field.label}: {words}, of “{now.first.quote[:QUOTED].strip()}…”")

    def escape(self) -> None:
        """Close one thing, from the innermost."""
        current = self.modes.current
        if self.linking.disarm():
            self.desk.say("The link was given up.")
        elif current is not None:
            current.escape()
        elif self.unfolding.panel.isVisible():
            self.unfolding.fold()
        elif self.find_bar.isVisible():
            self.find_bar.dismiss()
        elif self.walk.is_open:
            self.walk.panel.list.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not self.page.hasFocus():
            self.page.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.tagging.give_up()

    def find(self) -> None:
        """Open the bar that finds words in the text."""
        self.find_bar.open()

    def find_next(self) -> None:
        """Go to the next hit."""
        self.find_bar.go(1)

    def find_previous(self) -> None:
        """Go to the previous hit."""
        self.find_bar.go(-1)

    def follow_note(self) -> None:
        """Go to the footnote whose mark is nearest to the caret in its paragraph, or from a footnote back."""
        if not self.page.following.follow():
            self.desk.say("There is no footnote in this paragraph.")

    def turn_outline(self) -> None:
        """Show the outline, or hide it, and keep that."""
        self.settings.put("outline", "shown" if self.outline.turn() else "hidden")

    def copy_card(self) -> None:
        """Copy the current tag's words, with their source."""
        self.overlays.copy_current()

    def show_export(self) -> None:
        """Show the export before it is written."""
        current = self.modes.current
        if current is not None and self.modes.mode != COMPARE:
            current.take_along()
        else:
            self.overlays.export()

    def show_help(self) -> None:
        """Show all keys and the help."""
        self.overlays.keys()

    def last_words(self) -> None:
        """Unfold beneath the current tag what each last said on its issue, or fold it; the text is shown for it."""
        self.facing.show_text()
        self.unfolding.turn()

    def larger(self, steps: int) -> None:
        """Enlarge the page's type by a step, or make it smaller; 0 is the normal size. Of a facsimile, its pages."""
        if not self.facing.larger(steps):
            (self.look.larger if steps > 0 else self.look.smaller if steps < 0 else self.look.normal)()

    def show_type(self) -> None:
        """Show face, line height and measure."""
        self.overlays.type()

    def show_details(self) -> None:
        """Edit the shown document's title, author and date in place."""
        self.overlays.details()

    def next_state(self) -> None:
        """Mark the shown document unread, reading, done, in turn."""
        shown = self.desk.document
        if shown is None:
            return
        states = ("unread", "reading", "done")
        now = self.desk.read(lambda: marks.state_of(self.desk.project, shown.id, self.desk.reader), "")
        state = states[(states.index(now) + 1) % len(states)] if now in states else "reading"
        if self.desk.do(lambda: marks.mark_state(self.desk.project, shown.id, self.desk.reader, state)) is not None:
            self.desk.say(f"“{shown.title}” is marked {state}.")

    def remove_document(self) -> None:
        """Remove the shown document from the project; undo brings it back with its tags."""
        shown = self.desk.document
        if shown is None:
            return
        row = self.library.model.row_of(shown.id)
        removed = self.desk.do(lambda: documents.remove(self.desk.project, shown.id, self.desk.reader))
        if removed is not None:
            near = self.library.model.document_at(min(row, self.library.model.rowCount() - 1))
            self.desk.open_document(near.id if near else None)
            self.desk.say(f"“{shown.title}” was removed; Ctrl+Z brings it back with its tags.")

    @property
    def compare(self) -> CompareView:
        """Return the compare mode's view."""
        return self.modes.compare

    def show_mode(self, mode: str) -> None:
        """Show a mode; asked for again, the next of its forms."""
        self.overlays.dismiss()
        current = self.modes.current
        shown = COMPARE if self.modes.mode == TIME else self.modes.mode
        if mode == shown and current is not None:
            current.next_mode()
        else:
            self.modes.choose(self.modes.comparing if mode == COMPARE else mode)

    def arm_link(self) -> None:
        """Begin a link at the current tag of the mode that is shown."""
        current = self.modes.current
        self.linking.arm(self.desk.current if current is None else current.tag)

    def name_relation(self, number: int) -> None:
        """Name an armed link's relation to the tag that is chosen in a view of the whole project."""
        current = self.modes.current
        if current is None or not self.linking.name(number, current.tag):
            self.desk.say("Digits name the relation of a link: L begins one at the chosen passage.")

    def read_tag(self, document: str, tag: str) -> None:
        """Read a tag in its document."""
        self.show_mode(READ)
        if self.desk.document is None or self.desk.document.id != document:
            self.desk.open_document(document)
        if self.tagging.are_loaded:
            self.tagging.go_to(tag)
        else:
            once = Qt.ConnectionType.SingleShotConnection
            self.tagging.tags_loaded.connect(lambda: self.tagging.go_to(tag), once)
        self.page.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def settling(self) -> WaitingTags | VersionTags:
        """Return where tags that wait are settled: between versions in Compare, else in the walk beside the page."""
        return self.compare.versions if self.modes.mode == COMPARE else self.walk.waiting

    def settle_selection(self) -> None:
        """Let the tag that waits stand where the new text's selection is."""
        (self.compare.versions_shown if self.modes.mode == COMPARE else self.walk).take_selection()

    def leave_waiting(self) -> None:
        """Close the list of tags that wait; from what became of them between two versions go to the texts."""
        if self.modes.mode == COMPARE:
            self.compare.escape()
        else:
            self.walk.close()

    def compare_versions(self, document_id: str | None = None, version_id: str | None = None) -> None:
        """Compare a document, the shown one where none is named, with a version of it, by default the one before."""
        from glossator.operations.versions import editions  # not needed by a start

        shown = self.desk.document
        document = self.desk.project.document(document_id) if document_id is not None else shown
        if document is None:
            self.desk.say("Show the document first whose versions are compared.")
            return
        earlier = [one for one in editions(self.desk.project, document) if not one.current]
        readable = [one for one in earlier if one.readable and version_id in (None, one.version)]
        if not readable:
            title = document.title
            why = "the text of its earlier version is not kept" if earlier else "it has no earlier version"
            todo = "it came by import" if earlier else "File › New version… gives it another"
            self.desk.say(f"“{title}” cannot be compared with a version before: {why}; {todo}.")
            return
        if shown is None or shown.id != document.id:
            self.desk.open_document(document.id)
        self.overlays.dismiss()
        self.modes.choose(COMPARE)
        self.compare.compare_versions(document.id, readable[-1].version)

    def review_waiting(self) -> None:
        """Walk the tags that wait for a look, beginning with the current one where it waits."""
        self.versions.forget()
        self.walk.open(self.desk.current)

    def said_before(self) -> None:
        """List the earlier passages that are like the current tag's."""
        tag, found = self.recalling.found
        if not self.desk.current:
            self.desk.say("Choose a tag first; B lists what was said before it.")
        elif tag != self.desk.current:
            self.desk.say("What was said before is still being looked for; B again in a moment.")
        elif not found:
            self.desk.say("Nothing like this was said before.")
        else:
            self.overlays.before(tag, [one.id for one in found])

    def next_region(self, by: int) -> None:
        """Move the keyboard to the next region: documents, page, cards; in Compare the columns and the differences."""
        current = self.modes.current
        if current is not None:
            current.next_part(by)
            return
        outline = [self.outline.view] if self.outline.view.isVisible() else []
        cards = self.walk.panel if self.walk.is_open else self.panel
        regions = (self.library.view, *outline, self.page, cards)
        focused = QApplication.focusWidget()
        at = next((n for n, one in enumerate(regions) if one is focused or (focused and one.isAncestorOf(focused))), -2)
        target = regions[(at + by) % len(regions)]
        if target is self.panel:
            self.panel.focus_list()
        elif target is cards:
            self.walk.panel.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def next_theme(self) -> None:
        """Go on to the next colours and say which they are."""
        self.look.next_theme()
        self.desk.say(f"Colours: {CHOICES[self.look.choice]}.")

    def toggle_full_screen(self) -> None:
        """Fill the screen, or stop."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def tell_done(self, what: str, act: Act | None) -> None:
        """Say what an undo or redo did, and where, and go there: also to the place of a tag that is gone again."""
        if act is None:
            return
        touched = [row.id for row in act.changes if row.table == "annotation"]
        decision = next((row.id for row in act.changes if row.table == "decision"), "")
        tag = self.desk.annotation(touched[0]) if touched else None
        gone = self._gone(touched[0] if touched else "", decision) if tag is None or decision else None
        passage = gone or tag
        label = act.label.removeprefix("undo ").removeprefix("redo ")
        if passage is None or (len(touched) > 1 and not decision):
            self.desk.say(f"{what}: {label}.")
            return
        where = self.desk.project.document(passage.document)
        is_here = where is not None and self.desk.document is not None and where.id == self.desk.document.id
        place = f" in “{where.title}”" if where is not None and not is_here else ""
        quote = passage.first.quote
        words = f"“{quote[:QUOTED].strip()}…”" if len(quote) > QUOTED else f"“{quote}”"
        self.desk.say(f"{what}: {label}, {words}{place}.")
        if self.modes.mode == COMPARE and decision:
            self.compare.comparing.set_current(decision)
        elif is_here and tag is not None:
            self.desk.set_current(tag.id)
        elif is_here and gone is not None and gone.first.start is not None and gone.first.end is not None:
            self.page.reveal(gone.first.start, gone.first.end)

    def _gone(self, tag: str, decision: str) -> Annotation | None:
        """Return a tag that an undo took away, or the first side of a difference that it opened."""
        known = self.desk.read(lambda: self.desk.project.decision(decision, removed=True), None) if decision else None
        if known is not None and known.sides:
            return known.sides[0]
        return self.desk.read(lambda: self.desk.project.annotation(tag, removed=True), None) if tag else None

    # Within

    def _fill(self, open_field: Callable[[], object]) -> None:
        """Open a field; where none opened the reason was said, and what is typed for it does nothing."""
        open_field()
        if place_of_keyboard(QApplication.focusWidget()) not in (TEXT, CHOICE):
            self._refuse_typing()

    def _refuse_typing(self, why: str = "", *, again: bool = False) -> None:
        """Say why no field opened, and let what is typed for it do nothing."""
        if why:
            self.desk.say(why)
        self.commands.hush.begin(self.status.words.text(), again=again)

    def _out_of_view(self) -> bool:
        """Bring the current tag into view where the page has the keyboard and shows it not; then only that was done."""
        annotation = self.tagging.current()
        if annotation is None or not self.page.hasFocus() or not self.tagging.brought_into_view(annotation):
            return False
        self._refuse_typing(again=True)
        return True
