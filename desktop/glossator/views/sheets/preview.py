"""What an export will hold, made before it is written: its first lines, its size, and what it cannot hold.

The work runs in a thread of its own and knows no widget.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO, cast

from glossator.exchange.choice import Choice, Loss
from glossator.exchange.registry import Format
from glossator.operations.exporting import export
from glossator.store import Reads
from glossator.views.sheets.colours import LineColours, colour_lines

#: The lines that are shown, and the characters shown of each: enough to judge by, little enough to appear at once.
MOST_LINES, LONGEST_LINE = 2_000, 600

#: The lines that are shown from where the tags begin, where that is further down.
TAG_LINES = 1_000

#: The line after which the tags stand, in formats that have much before them.
TAGS_BEGIN = {"json": b'  "annotations": ['}

#: Bytes kept for the clipboard; more than this chokes the programs that it is pasted into.
COPY_LIMIT = 5_000_000

_LONGEST_BYTES = 4 * LONGEST_LINE


@dataclass(frozen=True, slots=True)
class Head:
    """Hold the first lines of an export with their colours, and those from where the tags begin: at line ``start``."""

    lines: tuple[str, ...]
    colours: tuple[LineColours, ...]
    start: int = 0
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Preview:
    """Hold the first lines, the whole's size and tags, the loss, and the whole where the clipboard may have it."""

    head: Head
    lines: int
    size: int
    tags: int
    loss: Loss
    whole: bytes | None


class Counter:
    """Be the stream an export is written into: keep its first lines and those where the tags begin, count the rest."""

    def __init__(self, told: Callable[[list[str]], object], tags_begin: bytes | None = None) -> None:
        """``told`` gets the lines as soon as they are whole; again when those of the tags, further down, are."""
        self.size = 0
        self.newlines = 0
        self.start = 0  # the kept line at which the tags begin
        self.left_out = 0  # lines before it that are not kept
        self._told = told
        self._tags_begin = tags_begin
        self._limit = MOST_LINES
        self._head: list[str] = []
        self._open = bytearray()
        self._is_open = False
        self._is_cut = False
        self._was_told = False
        self._passed = b""  # the end of what was not kept: the line that is sought may begin in it
        self._whole: list[bytes] | None = []

    def write(self, data: bytes) -> int:
        """Take bytes as a file would."""
        self.size += len(data)
        if self._whole is not None:
            self._whole.append(data)
            if self.size > COPY_LIMIT:
                self._whole = None
        if not self._was_told:
            self._keep(data)
        elif self._tags_begin is not None:
            self._seek(data)
        self.newlines += data.count(b"\n")
        return len(data)

    def close(self) -> tuple[int, bytes | None]:
        """End the stream: return how many lines it had and the whole, None where it was too large."""
        if not self._was_told:
            self._tell()
        whole = b"".join(self._whole) if self._whole is not None else None
        return self.newlines + (1 if self._is_open else 0), whole

    def _keep(self, data: bytes) -> None:
        *ended, rest = data.split(b"\n", self._limit - len(self._head))
        for piece in ended:
            self._add(piece)
            self._end_line()
        if len(self._head) < self._limit:
            self._add(rest)
            return
        self._tell()
        if self._tags_begin is not None:
            self._seek(b"\n" + rest)

    def _seek(self, data: bytes) -> None:
        """Look for the tags in what is not kept, and keep lines again from there."""
        sought = b"\n%s\n" % (self._tags_begin or b"")
        seen = self._passed + data
        at = seen.find(sought)
        cut = at if at >= 0 else max(0, len(seen) - len(sought) + 1)
        self.left_out += seen.count(b"\n", 0, cut)
        self._passed = seen[cut:]
        if at >= 0:
            if self.left_out:
                self._head.append(f"… {self.left_out:,} lines …")
            self.start, self._tags_begin = len(self._head), None
            self._limit = self.start + TAG_LINES
            self._was_told = False
            self._keep(seen[at + 1 :])

    def _add(self, piece: bytes) -> None:
        room = _LONGEST_BYTES - len(self._open)
        self._open += piece[:room]
        self._is_cut = self._is_cut or len(piece) > room
        self._is_open = self._is_open or bool(piece)

    def _end_line(self) -> None:
        if self._tags_begin is not None and self._open == self._tags_begin:
            self.start, self._tags_begin = len(self._head), None
        line = self._open.decode("utf-8", "ignore").removeprefix("\ufeff")
        if self._is_cut or len(line) > LONGEST_LINE:
            line = line[:LONGEST_LINE] + "…"
        self._head.append(line)
        self._open.clear()
        self._is_open = self._is_cut = False

    def _tell(self) -> None:
        still_open = self._is_open
        if still_open and len(self._head) < self._limit:
            self._end_line()
            self._is_open = True
        self._was_told = True
        self._told(self._head)


def make_preview(
    reads: Reads,
    format_: Format,
    choice: Choice,
    *,
    told: Callable[[Head], object],
    is_cancelled: Callable[[], bool],
) -> Preview:
    """Write an export into a counter; the first lines are told before the rest is counted."""
    heads: list[Head] = []

    def tell(lines: list[str]) -> None:
        head = Head(tuple(lines), colour_lines(lines, format_.name), counter.start, counter.left_out)
        heads.append(head)
        told(head)

    counter = Counter(tell, TAGS_BEGIN.get(format_.name))
    loss = export(reads, cast(BinaryIO, counter), choice, format_=format_, cancelled=is_cancelled)
    lines, whole = counter.close()
    return Preview(heads[-1], lines, counter.size, count_tags(reads, choice), loss, whole)


def count_tags(reads: Reads, choice: Choice) -> int:
    """Count the tags that are chosen."""
    return sum(
        number
        for document, kinds in reads.counts(readers=choice.readers).items()
        if choice.documents is None or document in choice.documents
        for kind, number in kinds.items()
        if choice.kinds is None or kind in choice.kinds
    )
