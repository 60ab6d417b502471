"""Colours of an export's lines: told apart by pygments beside the window, painted only where they are seen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from pygments.lexer import Lexer, RegexLexer
from pygments.lexers import get_lexer_by_name
from pygments.token import Keyword, Punctuation, String, Text, Token
from pygments.util import ClassNotFound
from PySide6.QtGui import QSyntaxHighlighter, QTextCharFormat, QTextDocument

from glossator.text.utf16 import Utf16Map
from glossator.views.page.code_colours import token_colour
from glossator.views.theme import Theme

#: The runs of a line: start and length in UTF-16 units, and the token's class.
LineColours: TypeAlias = tuple[tuple[int, int, str], ...]

#: Ends a line that was cut, so that an opened string does not run on.
_CUT = "…"


class _Csv(RegexLexer):
    """Tell the cells of a table apart: the first row's names, quoted cells, what separates them."""

    tokens = {  # noqa: RUF012 (pygments wants it so)
        "root": [
            (r"[^,\"\n]+", Keyword),
            (r"\"(?:[^\"]|\"\")*\"?", Keyword),
            (r",", Punctuation),
            (r"\n", Text, "row"),
        ],
        "row": [(r"\"(?:[^\"]|\"\")*\"?", String), (r"[^,\"\n]+", Text), (r"[,\n]", Punctuation)],
    }


def colour_lines(lines: Sequence[str], format_name: str) -> tuple[LineColours, ...]:
    """Tell the tokens of each line apart."""
    found: list[list[tuple[int, int, str]]] = [[] for _ in lines]
    closed = [_closed(line, format_name) for line in lines]
    number, start = 0, 0
    for _, token, value in _lexer(format_name).get_tokens_unprocessed("\n".join(closed)):
        name = str(token)
        for at, part in enumerate(value.split("\n")):
            if at:
                number, start = number + 1, 0
            if part and token is not Token.Text:
                found[number].append((start, len(part), name))
            start += len(part)
    return tuple(_in_units(line, runs) for line, runs in zip(closed, found, strict=True))


class Colours(QSyntaxHighlighter):
    """Paint the lines' tokens in a theme's colours, line by line as they come into view."""

    def __init__(self, document: QTextDocument, theme: Theme) -> None:
        super().__init__(document)
        self._theme = theme
        self._lines: Sequence[LineColours] = ()
        self._seen: set[int] = set()
        self._formats: dict[str, QTextCharFormat | None] = {}

    def set_theme(self, theme: Theme) -> None:
        """Take another theme's colours."""
        self._theme = theme
        self._formats.clear()
        self.rehighlight()

    def set_lines(self, lines: Sequence[LineColours]) -> None:
        """Take the tokens of another text; none is painted before it is seen."""
        self._lines = lines
        self._seen.clear()

    def show_lines(self, first: int, last: int) -> None:
        """Paint the lines from first to last, those that were not painted before."""
        for number in range(first, min(last + 1, len(self._lines))):
            if number not in self._seen:
                self._seen.add(number)
                self.rehighlightBlock(self.document().findBlockByNumber(number))

    def highlightBlock(self, _text: str) -> None:
        """Colour one line where it has been seen."""
        number = self.currentBlock().blockNumber()
        if number not in self._seen or number >= len(self._lines):
            return
        for start, length, token in self._lines[number]:
            form = self._format(token)
            if form is not None:
                self.setFormat(start, length, form)

    def _format(self, token: str) -> QTextCharFormat | None:
        if token not in self._formats:
            colour = token_colour(token, self._theme)
            form = None
            if colour is not None:
                form = QTextCharFormat()
                form.setForeground(colour)
            self._formats[token] = form
        return self._formats[token]


def _lexer(format_name: str) -> Lexer:
    if format_name == "csv":
        return _Csv()
    try:
        return get_lexer_by_name(format_name)
    except ClassNotFound:
        return get_lexer_by_name("text")


def _closed(line: str, format_name: str) -> str:
    return line + '",' if format_name == "json" and line.endswith(_CUT) else line


def _in_units(line: str, runs: Sequence[tuple[int, int, str]]) -> LineColours:
    if line.isascii():
        return tuple(runs)
    units = Utf16Map(line)
    return tuple(
        (units.to_utf16(start), units.to_utf16(start + length) - units.to_utf16(start), token)
        for start, length, token in runs
    )
