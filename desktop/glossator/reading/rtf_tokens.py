"""Cut a Rich Text file into tokens: words of control with their numbers, groups, bytes and plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator

#: A control word, its number, a byte in hexadecimal, a control symbol, the edge of a group, plain text.
Token = re.Match[str]

_TOKEN = re.compile(
    r"\\(?P<word>[A-Za-z]{1,40})(?P<number>-?[0-9]{1,10})? ?|\\'(?P<byte>[0-9A-Fa-f]{2})|(?P<edge>[{}])"
    r"|(?P<plain>[^\\{}\r\n]+)|\\(?P<symbol>[^A-Za-z])|[\r\n]+|\\",
    re.DOTALL,
)


def tokens(data: str, start: int = 0) -> Iterator[Token]:
    """Give the tokens of a file, whose bytes are the characters of ``data``; raw bytes (``bin``) are passed over."""
    while True:
        for token in _TOKEN.finditer(data, start):
            yield token
            if token.lastgroup == "number" and token["word"] == "bin":
                start = token.end() + max(0, int(token["number"]))
                break
        else:
            return
