"""What lies over the window for a while: sheets and notices, each made when it is first asked for.

A sheet is imported then too: the first window is painted sooner.
"""

from __future__ import annotations

import html
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject
from PySide6.QtGui import QGuiApplication

from glossator.model.document import Document
from glossator.model.problem import COLUMNS_UNKNOWN, Problem
from glossator.views.actions import GROUPS, table
from glossator.views.sheets.notice import Notice
from glossator.views.sheets.sheet import Sheet
from glossator.views.theme import Theme

if TYPE_CHECKING:
    from glossator.operations.merging import Conflict, Merged
    from glossator.views.glance.kept import Kept
    from glossator.views.sheets.key_table import KeyRow
    from glossator.views.window import Window

#: Keys of the page that are Qt's own, for the list of keys: group, words, keys, help.
PAGE_KEYS = (
    ("reading", "Characters, lines, pages", ("Arrows", "PgUp", "PgDn", "Home", "End"), "Ctrl: words"),
    ("reading", "Paragraphs", ("Ctrl+Up", "Ctrl+Down"), ""),
    ("reading", "A page down, up", ("Space", "Shift+Space"), "the caret comes along"),
    ("selecting", "Select", ("Shift+Arrows", "Ctrl+A"), "Ctrl+Shift: words"),
    ("around", "Copy", ("Ctrl+C",), "the words; with source and place in formatted text"),
)


class Overlays(QObject):
    """Open sheets over the page and notices above it; one sheet is open at a time."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._sheet: Sheet | None = None
        self._compared: Kept | None = None  # what the project at a glance compared last
        self.notice = Notice(window.look.theme)
        window.page_column.insertWidget(0, self.notice)
        window.files.refused.connect(self.problems)
        window.files.merged.connect(self.merged)

    @property
    def sheet(self) -> Sheet | None:
        """Return the sheet that is open."""
        return self._sheet

    @property
    def is_still(self) -> bool:
        """Tell whether nothing is pending in the sheet that is open."""
        return self._sheet is None or self._sheet.is_still

    def set_theme(self, theme: Theme) -> None:
        """Take another theme's colours."""
        self.notice.set_theme(theme)
        if self._sheet is not None:
            self._sheet.set_theme(theme)

    def dismiss(self) -> None:
        """Close the sheet and the notice that are open."""
        if self._sheet is not None:
            self._sheet.dismiss()
        self.notice.dismiss()

    def export(self) -> None:
        """Show the export before it is written."""
        from glossator.views.sheets.export_sheet import ExportSheet

        self._open(ExportSheet(self._window.middle, self._window.desk, self._window.look.theme))

    def search(self) -> None:
        """Open the one search, or go back to its field; Esc leaves everything as it was."""
        from glossator.views import going
        from glossator.views.sheets.search_sheet import SearchSheet

        window = self._window
        if isinstance(self._sheet, SearchSheet):
            self._sheet.field.setFocus()
            self._sheet.field.selectAll()
            return
        if self._sheet is not None:
            self._sheet.dismiss()
        commands = list(going.commands_at(window))
        sheet = SearchSheet(window.middle, window.desk, window.searching, commands=commands, theme=window.look.theme)
        sheet.closed.connect(going.way_back(window))
        sheet.chosen.connect(lambda row, words: going.go(window, row, words))
        self._open(sheet)

    def keys(self) -> None:
        """Show all keys, and the help behind them."""
        from glossator.views.sheets.keys_sheet import KeysSheet

        self._open(KeysSheet(self._window.middle, self._key_rows(), self._window.look.theme))

    def type(self) -> None:
        """Show face, size, line height, measure and colours."""
        from glossator.views.sheets.type_sheet import TypeSheet

        self._open(TypeSheet(self._window.middle, self._window.look))

    def reader(self) -> None:
        """Ask who reads."""
        from glossator.views.sheets.reader_sheet import ReaderSheet

        window = self._window
        sheet = ReaderSheet(window.middle, window.desk, window.look.theme)
        sheet.renamed.connect(lambda name: sheet.dismiss() if window.readers.rename(name) else None)
        self._open(sheet)

    def details(self) -> None:
        """Edit the shown document's title, author and date."""
        from glossator.views.sheets.details_sheet import DetailsSheet

        window = self._window
        if window.desk.document is not None:
            shown = window.desk.document.id
            compares = hasattr(window, "compare_versions")
            sheet = DetailsSheet(window.middle, window.desk, shown, window.look.theme, compares=compares)
            sheet.encoding_asked.connect(lambda _id: self.encodings())
            sheet.form.reading_asked.connect(lambda options: self._read_again(sheet, options))
            sheet.form.comparing_asked.connect(lambda version: self._compare_version(sheet, shown, version))
            self._open(sheet)

    def _read_again(self, sheet: Sheet, options: object) -> None:
        sheet.dismiss()
        self._window.versions.read_again(options=options)

    def _compare_version(self, sheet: Sheet, document: str, version: str) -> None:
        sheet.dismiss()
        self._window.compare_versions(document, version)

    def encodings(self) -> None:
        """Show the encodings that the shown document's bytes could be in."""
        from glossator.views.sheets.encoding_sheet import EncodingSheet

        window = self._window
        document = window.desk.document
        data = window.desk.project.source_bytes(document.source.sha256) if document and document.source.sha256 else None
        if document is None or data is None:
            window.desk.say("The bytes of this document are not in the project, so its encoding cannot be changed.")
            return
        sheet = EncodingSheet(
            window.middle, data, window.look.theme, name=document.title, current=document.source.encoding
        )
        sheet.chosen.connect(window.versions.read_again)
        self._open(sheet)

    def undecided(self, path: Path, why: str) -> None:
        """Show the encodings that a file could be in, or the columns of it; what is chosen reads it."""
        from glossator.views.sheets.columns_sheet import ColumnsSheet
        from glossator.views.sheets.encoding_sheet import EncodingSheet

        window = self._window
        try:
            data = path.read_bytes()
        except OSError:
            return  # it has gone meanwhile; why it was not read stands in the status bar
        if why == COLUMNS_UNKNOWN:
            columns = ColumnsSheet(window.middle, data, window.look.theme, name=path.name)
            columns.chosen.connect(lambda options: window.files.add([path], options=options))
            self._open(columns)
            return
        sheet = EncodingSheet(window.middle, data, window.look.theme, name=path.name)
        sheet.chosen.connect(lambda encoding: window.files.add([path], encoding))
        self._open(sheet)

    def problems(self, title: str, problems: Sequence[Problem]) -> None:
        """Say of several files why each could not be read."""
        from glossator.views.sheets.problems_sheet import ProblemsSheet

        self._open(ProblemsSheet(self._window.middle, title, problems, self._window.look.theme))

    def passages(self, title: str, groups: Sequence[Sequence[str]], rule: str = "") -> None:
        """List the passages that a number counts: tags (ids) counted together in one group; ``rule`` says how."""
        from glossator.views.sheets.passages_sheet import PassagesSheet

        window = self._window
        sheet = PassagesSheet(window.middle, window.desk, title, groups, theme=window.look.theme, rule=rule)
        sheet.opened.connect(window.read_tag)
        self._open(sheet)

    def before(self, tag: str, earlier: Sequence[str]) -> None:
        """List what was said before a tag, to link to it or to take over from it."""
        from glossator.views.sheets.before_sheet import BeforeSheet

        window = self._window
        sheet = BeforeSheet(window.middle, window.desk, tag, earlier, theme=window.look.theme)
        sheet.opened.connect(window.read_tag)
        self._open(sheet)

    def glance(self, place: tuple[int, int] = (0, 0)) -> None:
        """Show the project at a glance; Esc in the passages behind a number leads back to it."""
        from glossator.views.glance.kept import Kept
        from glossator.views.glance.sheet import GlanceSheet

        window = self._window
        if self._compared is None:
            self._compared = Kept(window.desk, self)
        sheet = GlanceSheet(window.middle, window.desk, self._compared, theme=window.look.theme, place=place)
        sheet.passages_asked.connect(lambda *what: self._look_behind(sheet.place, *what))
        sheet.job_started.connect(window.status.follow_job)
        self._open(sheet)

    def _look_behind(self, place: tuple[int, int], title: str, groups: Sequence[Sequence[str]], rule: str) -> None:
        """List the passages behind a number of the project at a glance."""
        self.passages(title, groups, rule)
        if self._sheet is not None:
            self._sheet.runs["Esc"] = lambda: self.glance(place)

    def merged(self, names: str, merged: Merged) -> None:
        """Say what a merge did, and let what was changed apart be settled."""
        from glossator.views.sheets.merge_sheet import merged_words

        said = merged_words(merged)
        self._window.desk.say(f"Merged {names}: {said[0]}")
        if len(said) > 1:
            self._conflicts(f"Merged {names}", said, merged.conflicting)

    def conflicts(self) -> None:
        """Show the fields that two readers' files changed apart."""
        from glossator.operations import merging

        found = merging.conflicts(self._window.desk.project)
        if found:
            self._conflicts("Changed apart", [], found)
        else:
            self._window.desk.say("Nothing was changed apart: there is no conflict.")

    def _conflicts(self, title: str, said: Sequence[str], found: Sequence[Conflict]) -> None:
        from glossator.views.sheets.merge_sheet import ConflictsSheet

        window = self._window
        sheet = ConflictsSheet(window.middle, window.desk, title, said=said, conflicts=found, theme=window.look.theme)
        sheet.opened.connect(window.read_tag)
        self._open(sheet)

    def remarked(self, document: Document) -> None:
        """Say once, quietly, what reading a document changed or could not do; all of it stands in its details."""
        warnings = document.source.warnings
        guessed = [one for one in warnings if one.code == "encoding-guessed"]
        words = "; ".join(one.words for one in (*guessed, *(one for one in warnings if one not in guessed)))
        more = ("Choose…", self.encodings) if guessed else ("Details…", self.details)
        if any(one.code == "comments" for one in warnings):
            more = ("Bring the comments in", self._window.files.bring_comments)
        self.notice.tell(f"{words[:1].upper()}{words[1:]}.", (more, ("Fine", lambda: None)))

    def cite(self, start: int, end: int) -> str:
        """Cite a passage of the shown document, for copies of it."""
        from glossator.exchange.citation import citation

        desk = self._window.desk
        return citation(desk.document, desk.paragraphs, start, end) if desk.document is not None else ""

    def copy_current(self) -> None:
        """Copy the current tag's words with their source, as text and as HTML."""
        from glossator.exchange.citation import citation
        from glossator.exchange.quotation_marks import quoted

        desk = self._window.desk
        annotation = desk.annotation(desk.current) if desk.current else None
        if annotation is None:
            return
        first = annotation.first
        quote = " […] ".join(passage.quote for passage in annotation.passages)
        source = citation(desk.document, desk.paragraphs, first.start, first.end) if desk.document is not None else ""
        mime = QMimeData()
        language = desk.document.language if desk.document is not None else None
        mime.setText(f"{quoted(quote, language)} ({source})")
        mime.setHtml(f"<blockquote>{html.escape(quote)}</blockquote><p>{html.escape(source)}</p>")
        QGuiApplication.clipboard().setMimeData(mime)
        desk.say("Copied with its source.")

    def _open(self, sheet: Sheet) -> None:
        if self._sheet is not None:
            self._sheet.dismiss()
        self._sheet = sheet
        sheet.closed.connect(lambda: self._closed(sheet))
        sheet.open()

    def _closed(self, sheet: Sheet) -> None:
        if self._sheet is sheet:
            self._sheet = None
        sheet.deleteLater()

    def _key_rows(self) -> list[KeyRow]:
        from glossator.views.sheets.key_table import KeyRow

        rows = [KeyRow(GROUPS[group], words, keys, help_) for group, words, keys, help_ in PAGE_KEYS]
        rows += [
            KeyRow(GROUPS[action.group], action.words.rstrip("…"), action.keys, action.help)
            for action in table(self._window.desk.codebook)
            if action.keys and not action.id.endswith("-in-text")
        ]
        order = list(GROUPS.values())
        return sorted(rows, key=lambda row: order.index(row.group))
