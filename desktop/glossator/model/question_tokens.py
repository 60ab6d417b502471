"""The words of a question: what stands in quotation marks is one, signs stand by themselves."""

from __future__ import annotations

import re
from typing import NamedTuple

from glossator.model.people import folded

_TOKEN = re.compile(
    r'"(?P<straight>(?:[^"]|"")*)"'
    r"|[“„«](?P<curved>[^”“»]*)[”“»]"
    r'|(?P<open>["“„«])'
    r"|(?P<sign>>=|<=|!=|[<>=≥≤≠(),])"
    r'|(?P<word>[^\s()",“„«<>=≥≤≠]+)'
)

_SIGNS = frozenset("(),")


class Token(NamedTuple):
    """Hold a word with its place (code points), folded as ``word``; ``quoted`` where it stood in quotation marks."""

    text: str
    start: int
    end: int
    word: str
    quoted: bool = False

    @property
    def is_sign(self) -> bool:
        """Tell whether it is a parenthesis or a comma."""
        return not self.quoted and self.text in _SIGNS


class Unclosed(Exception):
    """Say where a quotation mark opens that nothing closes."""

    def __init__(self, start: int) -> None:
        super().__init__(start)
        self.start = start


def tokens_of(text: str) -> list[Token]:
    """Cut a question into its words; raise Unclosed where a quotation mark is left open."""
    found = []
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        if match["open"] is not None:
            raise Unclosed(start)
        if match["straight"] is not None:
            found.append(_quoted(match["straight"].replace('""', '"'), start, end))
        elif match["curved"] is not None:
            found.append(_quoted(match["curved"], start, end))
        else:
            found.append(Token(match[0], start, end, folded(match[0])))
    return found


def _quoted(text: str, start: int, end: int) -> Token:
    return Token(text, start, end, folded(text), quoted=True)
