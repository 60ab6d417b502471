"""The side panel: the tags of the shown document as cards, the current one open in place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QCursor, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from glossator.model.codebook import Codebook
from glossator.views.desk import Desk
from glossator.views.panel.acts import PanelActs
from glossator.views.panel.delegate import CardDelegate
from glossator.views.panel.following import Following
from glossator.views.panel.form import CardForm
from glossator.views.panel.header import Header
from glossator.views.panel.history import history_lines
from glossator.views.panel.invitation import Invitation, invitation
from glossator.views.panel.links import links_of
from glossator.views.panel.list import CardList
from glossator.views.panel.model import CardsModel
from glossator.views.panel.rows import Ordering
from glossator.views.panel.style import Style
from glossator.views.panel.whose import readers_shown
from glossator.views.panel.words import CardWords, card_words, spoken
from glossator.views.theme import Theme

#: The filter waits this long for the next letter, in milliseconds.
TYPING_PAUSE = 120

#: The panel's width at first.
USUAL_WIDTH = 370


class PanelView(QWidget):
    """Show the desk's document as cards and fill the current one; the window brings page and panel together."""

    card_chosen = Signal(str)  # the page may reveal this tag
    returned = Signal()  # the keyboard goes back to the page
    guidance_turned = Signal(bool)  # whether the codebook's help is shown
    waiting_pressed = Signal()  # the tags that wait for a look are asked for
    before_pressed = Signal()  # the passages that were said before are asked for
    typed = Signal(bool)  # whether a note holds words that are not in the project yet

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__()
        self._desk = desk
        self._theme = theme
        self._style = Style.of(theme, self.font())
        self.setObjectName("panel")
        self.model = CardsModel(self._spoken, Ordering("place", codebook=_NO_KINDS, names=dict, published=None))
        self._delegate = CardDelegate(self._words, self._style, self)
        self._acts = PanelActs(desk, self)
        self.form = CardForm(
            self._style,
            words_of=desk.words_of,
            ask=self._acts.offered,
            labels=self._known_labels,
            history=lambda: history_lines(desk, desk.current),
            window=self,
        )
        self.header = Header(self, self._style)
        self.list = CardList(self.model, self._delegate, self.form, self)
        self._before = ("", "")
        self._empty = Invitation(self.list)
        self._rows = Following(desk, self.model, self._acts, is_at_work=self._is_at_work, parent=self)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING_PAUSE)
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.timeout.connect(self._prepare)
        self._lay_out()
        self._connect()
        self.set_theme(theme)

    # What the window asks

    def set_theme(self, theme: Theme) -> None:
        """Take another theme at once."""
        self._theme = theme
        self._style = Style.of(theme, self.font())
        self.setStyleSheet(self._style.sheet())
        self._delegate.set_style(self._style)
        self.header.set_style(self._style)
        self.form.set_style(self._style)
        self._empty.setFont(self._style.interface)
        self._delegate.form_height = self._form_height()
        self.list.set_style(self._style)
        self.update()

    def open_first_empty(self) -> None:
        """Open the first empty field of the current tag, else its first one."""
        if self._can_fill():
            self.form.open_first_empty()

    def open_field(self, key: str) -> None:
        """Open a field of the current tag."""
        if self._can_fill():
            self.form.open_field(key)

    def edit_note(self) -> None:
        """Write in the current tag's note."""
        if self._can_fill():
            self.form.edit_note()

    def set_digit(self, digit: int) -> None:
        """Set the field in focus, else the first scale or choice; 0 clears; the keyboard stays where it is."""
        if self._can_fill():
            wrong = self.form.set_digit(digit)
            if wrong:
                self._desk.say(wrong[0].upper() + wrong[1:] + ".")

    def rename_field(self) -> None:
        """Rename the actor or issue of the field in focus everywhere."""
        self.form.rename_field()

    def focus_list(self) -> None:
        """Put the keyboard on the cards."""
        self.catch_up()
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus_filter(self) -> None:
        """Put the keyboard into the filter's words."""
        self.header.focus_filter()

    def toggle_guidance(self) -> None:
        """Say what the field in focus is for, or stop."""
        guided = not self._acts.guided
        self.set_guided(guided)
        self.guidance_turned.emit(guided)
        self._desk.say("What a field means is shown beneath it." if guided else "What the fields mean is hidden.")

    def set_guided(self, guided: bool) -> None:
        """Show the codebook's help, or do not."""
        self._acts.guided = guided
        self.form.set_guided(guided)

    def follow(self, offset: int) -> None:
        """Scroll to the first card from an offset of the text on, unless the reader is busy here."""
        focused = QApplication.focusWidget()
        under_pointer = self.rect().contains(self.mapFromGlobal(QCursor.pos()))
        busy = under_pointer or (focused is not None and self.isAncestorOf(focused))
        if self._desk.current or busy or self.model.ordering.order != "place":
            return
        self.catch_up()
        if not self.model.rowCount():
            return
        self.list.reveal(self.model.first_from(offset), at_top=True)

    def is_still(self) -> bool:
        """Tell whether everything is read and shown."""
        return self._rows.is_still and not self._typing.isActive()

    def show_before(self, id_: str, words: str) -> None:
        """Say at the foot of a tag's card, when it lies open, what was said before it."""
        self._before = (id_, words)
        if self.form.annotation is not None and self.form.annotation.id == id_:
            self.form.foot.show_before(words)
            self._refit()

    def bring_drafts(self, drafts: Mapping[tuple[str, str], str]) -> None:
        """Show what was typed and not set when the project was last closed as drafts again."""
        self.form.bring_drafts(drafts)

    def keep_drafts(self) -> dict[tuple[str, str], str]:
        """Set what was typed in text fields and not set, before the project closes; return the other drafts."""
        self.catch_up()
        return self._acts.keep_drafts(self.form.drafts)

    # Qt's own

    def changeEvent(self, event: QEvent) -> None:
        """Follow the interface's font."""
        super().changeEvent(event)
        is_built = hasattr(self, "_rows")  # Qt tells of the font while the parts are still being made
        if event.type() == QEvent.Type.FontChange and is_built and self._style.interface.key() != self.font().key():
            self.set_theme(self._theme)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the panel's ground and its edge towards the page."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.panel)
        painter.fillRect(QRect(0, 0, 1, self.height()), self._theme.line)

    # Within

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.list, 1)
        self.resize(USUAL_WIDTH, 600)

    def _connect(self) -> None:
        desk, form, header = self._desk, self.form, self.header
        self._connect_rows()
        desk.hovered_changed.connect(self._show_hovered)
        self.model.counted.connect(self._show_counts)
        self.list.chosen.connect(self._choose)
        self.list.entered.connect(self.open_first_empty)
        self.list.hovered.connect(desk.set_hovered)
        self.list.moved.connect(form.follow_completion)
        form.taken.connect(lambda key, value: self._acts.take(form.annotation, key, value))
        form.renamed.connect(lambda key, name: self._acts.rename(form.annotation, key, name))
        form.aliased.connect(lambda key, entity, typed: self._acts.alias(form.annotation, key, entity, typed=typed))
        form.typed.connect(self.typed)
        form.undone.connect(self._acts.undo)
        form.returned.connect(self.returned)
        form.foot.before_pressed.connect(self.before_pressed)
        form.foot.waiting_pressed.connect(self.waiting_pressed)
        header.waiting_pressed.connect(self.waiting_pressed)
        form.foot.guidance_pressed.connect(self.toggle_guidance)
        form.resized.connect(self._refit)
        form.part_focused.connect(self._reveal_part)
        form.foot.link_pressed.connect(self._choose)
        header.kinds_chosen.connect(lambda kinds: desk.set_filter(kinds=kinds))
        header.label_chosen.connect(lambda label: desk.set_filter(label=label))
        header.order_chosen.connect(desk.set_order)
        header.readers_chosen.connect(lambda without: desk.set_filter(without=without))
        header.cleared.connect(self._clear_filter)
        header.left.connect(self.returned)
        header.words_typed.connect(lambda _words: self._typing.start())
        self._typing.timeout.connect(lambda: desk.set_filter(words=self.header.words.text().strip()))

    def _connect_rows(self) -> None:
        rows = self._rows
        rows.left.connect(self.form.forget)
        rows.cards_changed.connect(self._delegate.forget)
        rows.renamed.connect(self.list.viewport().update)
        rows.measured.connect(self.list.measure_anew)
        rows.current_due.connect(lambda: self._show_current(self._desk.current))
        rows.counts_due.connect(self._show_counts)
        rows.loaded.connect(self._idle.start)
        rows.begin()

    def _clear_filter(self) -> None:
        self._typing.stop()
        self._desk.set_filter(kinds=frozenset(), words="", label="", without=frozenset())

    def _prepare(self) -> None:
        """Make the fields of one kind before they are wanted, then of the next."""
        if self._desk.has_project and self.form.prepare(self._desk.codebook):
            self._idle.start()

    def _is_at_work(self) -> bool:
        """Tell whether the reader is at work here, not on the page."""
        focused = QApplication.focusWidget()
        return not self.isVisible() or (focused is not None and self.isAncestorOf(focused))

    def catch_up(self) -> None:
        """Show what acts have changed, without waiting for the page to be painted."""
        self._rows.catch_up()

    # What is shown

    def _words(self, id_: str) -> CardWords | None:
        desk = self._desk
        annotation = desk.annotation(id_)
        return card_words(annotation, desk, drafts=self.form.drafts_of(id_)) if annotation else None

    def _spoken(self, id_: str) -> str:
        annotation = self._desk.annotation(id_)
        return spoken(annotation, self._desk) if annotation else ""

    def _show_current(self, id_: str) -> None:
        """Open the current tag's card."""
        desk = self._desk
        former = self.form.annotation
        annotation = desk.annotation(id_) if id_ and self.model.place(id_) >= 0 else None
        if annotation is None:
            self.form.forget()
            if former is not None:
                self._delegate.forget(former.id)
            self.list.open_card("")
            return
        kind = desk.kind_of(annotation)
        self.form.foot.show_links(links_of(desk, annotation.id, self._acts.links()))
        waits = any(passage.waits for passage in annotation.passages)
        self.form.foot.show_waiting("It waits for a look: settle its place" if waits else "")
        self.form.foot.show_before(self._before[1] if self._before[0] == annotation.id else "")
        self.form.show_tag(annotation, kind, reason=self._acts.reason(annotation))
        self.form.setAccessibleName(spoken(annotation, desk))
        if former is not None and former.id != annotation.id:
            self._delegate.forget(former.id)
        self._delegate.form_height = self._form_height()
        if former is not None and former.id == annotation.id and self._delegate.current == annotation.id:
            self.list.refit()
        else:
            self.list.open_card(annotation.id)

    def _show_hovered(self, id_: str) -> None:
        former, self._delegate.hovered = self._delegate.hovered, id_
        for one in (former, id_):
            self.list.repaint_card(one)

    def _show_counts(self) -> None:
        desk = self._desk
        if not desk.has_project:
            return
        self.header.show_readers(readers_shown(desk, self.model.readers), desk.filter.without)
        self.header.show_kinds(desk.codebook.kinds, self.model.kinds, desk.filter.kinds)
        labels = [label for label, _ in self.model.labels.most_common()]
        self.header.show_filter(desk.filter, labels, self.model.rowCount(), self.model.total)
        self.header.show_order(desk.order)
        self._empty.setText(invitation(desk, hidden=self.model.total, busy=self._rows.is_busy))
        self._empty.setVisible(not self.model.rowCount())
        self._place_empty()

    def _place_empty(self) -> None:
        self._empty.place(self.list.viewport().width(), self._style.side)

    def resizeEvent(self, event: QEvent) -> None:
        """Lay the sentence of an empty panel out at another width."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._place_empty()

    # The form

    def _can_fill(self) -> bool:
        self.catch_up()
        annotation = self.form.annotation
        if annotation is not None and not self.form.is_locked:
            return True
        if annotation is not None:
            self._desk.say(self._acts.reason(annotation))
        elif self._desk.current:
            self._desk.say("The filter hides this tag’s card. “Clear” in the panel shows it.")
        else:
            self._desk.say("Choose a tag first: ] and [ walk them.")
        return False

    def _choose(self, id_: str) -> None:
        self.catch_up()
        if self._desk.annotation(id_) is None:
            return  # it was removed in this moment
        self._desk.set_current(id_)
        self.card_chosen.emit(id_)

    def _known_labels(self) -> Sequence[str]:
        return [label for label, _ in self.model.labels.most_common()]

    def _form_height(self) -> int:
        return self.form.height_at(self._delegate.inner(self.list.viewport().width()))

    def _refit(self) -> None:
        height = self._form_height()
        if self.form.annotation is not None and height != self._delegate.form_height:
            self._delegate.form_height = height
            self.list.refit()

    def _reveal_part(self, part: QRect) -> None:
        if self._delegate.current:
            self.list.reveal_part(part)


_NO_KINDS = Codebook(())
