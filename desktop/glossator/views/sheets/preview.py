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

#: Bytes kept for the clipboard; more than this chokes the programs that it is pasted into.
COPY_LIMIT = 5_000_000

_LONGEST_BYTES = 4 * LONGEST_LINE


@dataclass(frozen=True, slots=True)
class Head:
    """Hold the first lines of an export, with their colours."""

    lines: tuple[str, ...]
    colours: tuple[LineColours, ...]


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
    """Be the stream an export is written into: keep its first lines, count the rest."""

    def __init__(self, told: Callable[[list[str]], object]) -> None:
        """``told`` gets the first lines as soon as they are whole."""
        self.size = 0
        self.newlines = 0
        self._told = told
        self._head: list[str] = []
        self._open = bytearray()
        self._is_open = False
        self._is_cut = False
        self._was_told = False
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
        self.newlines += data.count(b"\n")
        return len(data)

    def close(self) -> tuple[int, bytes | None]:
        """End the stream: return how many lines it had and the whole, None where it was too large."""
        if not self._was_told:
            self._tell()
        whole = b"".join(self._whole) if self._whole is not None else None
        return self.newlines + (1 if self._is_open else 0), whole

    def _keep(self, data: bytes) -> None:
        *ended, rest = data.split(b"\n", MOST_LINES - len(self._head))
        for piece in ended:
            self._add(piece)
            self._end_line()
        if len(self._head) < MOST_LINES:
            self._add(rest)
        else:
            self._tell()

    def _add(self, piece: bytes) -> None:
        room = _LONGEST_BYTES - len(self._open)
        self._open += piece[:room]
        self._is_cut = self._is_cut or len(piece) > room
        self._is_open = self._is_open or bool(piece)

    def _end_line(self) -> None:
        line = self._open.decode("utf-8", "ignore").removeprefix("\ufeff")
        if self._is_cut or len(line) > LONGEST_LINE:
            line = line[:LONGEST_LINE] + "…"
        self._head.append(line)
        self._open.clear()
        self._is_open = self._is_cut = False

    def _tell(self) -> None:
        still_open = self._is_open
        if still_open and len(self._head) < MOST_LINES:
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
        head = Head(tuple(lines), colour_lines(lines, format_.name))
        heads.append(head)
        told(head)

    counter = Counter(tell)
    loss = export(reads, cast(BinaryIO, counter), choice, format_=format_, cancelled=is_cancelled)
    lines, whole = counter.close()
    return Preview(heads[0], lines, counter.size, count_tags(reads, choice), loss, whole)


def count_tags(reads: Reads, choice: Choice) -> int:
    """Count the tags that are chosen."""
    return sum(
        number
        for document, kinds in reads.counts(readers=choice.readers).items()
        if choice.documents is None or document in choice.documents
        for kind, number in kinds.items()
        if choice.kinds is None or kind in choice.kinds
    )
