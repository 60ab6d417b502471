"""The text of a version with its blocks and spans, as immutable rows: words once, offsets as numbers."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

from glossator.model.document import Block, Content, Json, Span
from glossator.store.refusals import parsed
from glossator.store.rows import compact

_NO_DATA: Mapping[str, Json] = {}


def write_content(connection: sqlite3.Connection, version: str, content: Content) -> None:
    """Add a version's content; where it is there already it stays as it is."""
    connection.execute(
        "INSERT OR IGNORE INTO content VALUES (?, ?, ?, ?)",
        (version, content.text, _written_blocks(content), _written_spans(content)),
    )


def read_content(text: str, blocks: str, spans: str) -> Content:
    """Read a version's content from its row."""
    return Content(text, _read_blocks(blocks), _read_spans(spans))


class _Words:
    """Number the words of a list in the order in which they come."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}

    def number(self, word: str) -> int:
        return self.numbers.setdefault(word, len(self.numbers))


def _written_blocks(content: Content) -> str:
    words = _Words()
    rows: list[Json] = []
    for block in content.blocks:
        row: list[Json] = [words.number(block.kind), block.start, block.end]
        if block.data:
            row += [block.level, block.page, dict(block.data)]
        elif block.page is not None:
            row += [block.level, block.page]
        elif block.level is not None:
            row.append(block.level)
        rows.append(row)
    return compact({"words": list(words.numbers), "rows": rows})


def _read_blocks(written: str) -> tuple[Block, ...]:
    shape = parsed(written)
    words = shape["words"]
    return tuple(
        Block(words[row[0]], row[1], row[2], None, None, _NO_DATA)
        if len(row) == 3
        else Block(
            words[row[0]],
            row[1],
            row[2],
            row[3],
            row[4] if len(row) > 4 else None,
            row[5] if len(row) > 5 else _NO_DATA,
        )
        for row in shape["rows"]
    )


def _written_spans(content: Content) -> str:
    words = _Words()
    rows: list[Json] = []
    for span in content.spans:
        row: list[Json] = [words.number(span.kind), span.start, span.end]
        if span.target is not None:
            row.append(words.number(span.target))
        rows.append(row)
    return compact({"words": list(words.numbers), "rows": rows})


def _read_spans(written: str) -> tuple[Span, ...]:
    shape = parsed(written)
    words = shape["words"]
    return tuple(Span(words[row[0]], row[1], row[2], words[row[3]] if len(row) > 3 else None) for row in shape["rows"])
