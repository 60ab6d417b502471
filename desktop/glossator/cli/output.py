"""What the command line prints: results on standard output, messages on standard error, UTF-8 wherever it runs."""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from typing import BinaryIO

#: Quotations in a list are cut here, in code points.
SHOWN_QUOTE = 60

#: How much of an id a list shows; the first characters are enough where they are unique.
SHOWN_ID = 8


def output() -> BinaryIO:
    """Return standard output for bytes, what was printed before handed on."""
    sys.stdout.flush()
    return sys.stdout.buffer


def put(data: bytes) -> None:
    """Write bytes to standard output, whatever the locale."""
    out = output()
    out.write(data)
    out.flush()


def say(line: str) -> None:
    """Print a line of a result."""
    put(f"{line}\n".encode("utf-8", "backslashreplace"))


def say_json(value: object) -> None:
    """Print one JSON value."""
    say(json.dumps(value, ensure_ascii=False, indent=2))


def say_json_items(items: Iterable[object]) -> None:
    """Print a JSON array item by item, without holding it whole."""
    out = output()
    before = "[\n  "
    for item in items:
        text = json.dumps(item, ensure_ascii=False, indent=2).replace("\n", "\n  ")
        out.write(f"{before}{text}".encode("utf-8", "backslashreplace"))
        before = ",\n  "
    out.write(b"[]\n" if before.startswith("[") else b"\n]\n")
    out.flush()


def tell(line: str) -> None:
    """Print a message on standard error."""
    err = sys.stderr.buffer
    err.write(f"{line}\n".encode("utf-8", "backslashreplace"))
    err.flush()


def complain(sentence: str) -> None:
    """Print the one line that says what could not be done."""
    try:
        tell(f"glossator: {' '.join(sentence.split())}")
    except OSError:
        # Nobody hears: the exit status still says it.
        return


def say_table(rows: Iterable[Sequence[str]], *, right: Sequence[int] = ()) -> None:
    """Print rows in columns as wide as their widest cell; those in ``right`` are set to the right."""
    lines = [[" ".join(cell.split()) for cell in row] for row in rows]
    if not lines:
        return
    widths = [max(map(width, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        cells = [
            " " * (room - width(cell)) + cell if at in right else cell + " " * (room - width(cell))
            for at, (cell, room) in enumerate(zip(line, widths, strict=True))
        ]
        say("  ".join(cells).rstrip())


def width(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    if text.isascii():
        return len(text)
    wide = sum(1 for letter in text if unicodedata.east_asian_width(letter) in "WF")
    return len(text) + wide - sum(1 for letter in text if unicodedata.combining(letter))


def counted(number: int, what: str) -> str:
    """Return a number with the word for what is counted."""
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def shortened(words: str, length: int = SHOWN_QUOTE) -> str:
    """Return words in one line, cut where they are long."""
    line = " ".join(words.split())
    return line if len(line) <= length else line[: length - 1] + "…"
