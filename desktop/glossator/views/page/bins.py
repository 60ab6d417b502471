"""An interval index: which spans touch a range, with cheap adding and removing and no bad case."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Generic, Protocol, TypeVar


class Spanned(Protocol):
    """Lie somewhere: from ``start`` up to ``end``."""

    @property
    def start(self) -> int:
        """Return the first offset."""

    @property
    def end(self) -> int:
        """Return the offset after the last."""


Item = TypeVar("Item", bound=Spanned)

#: Bins of 512, 4 Ki, 32 Ki … characters: a span lies in the smallest bin that holds all of it.
_SHIFTS = (9, 12, 15, 18, 21, 24, 27, 62)


class Bins(Generic[Item]):
    """Hold spans in bins of growing size; adding and removing take constant time."""

    def __init__(self) -> None:
        self._levels: list[dict[int, set[Item]]] = [{} for _ in _SHIFTS]
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def add(self, item: Item) -> None:
        """Add a span."""
        level, place = _bin(item.start, item.end)
        self._levels[level].setdefault(place, set()).add(item)
        self._count += 1

    def remove(self, item: Item) -> None:
        """Remove a span that was added."""
        level, place = _bin(item.start, item.end)
        bin_ = self._levels[level][place]
        bin_.remove(item)
        if not bin_:
            del self._levels[level][place]
        self._count -= 1

    def all(self) -> Iterator[Item]:
        """Yield every span, in no order."""
        for bins in self._levels:
            for bin_ in bins.values():
                yield from bin_

    def touching(self, start: int, end: int) -> list[Item]:
        """Return the spans that share a character with ``start:end``, in no order."""
        found: list[Item] = []
        for shift, bins in zip(_SHIFTS, self._levels, strict=True):
            if bins:
                for place in range(start >> shift, (max(start, end - 1) >> shift) + 1):
                    for item in bins.get(place, ()):
                        if item.start < end and start < item.end:
                            found.append(item)
        return found


def _bin(start: int, end: int) -> tuple[int, int]:
    last = max(start, end - 1)
    for level, shift in enumerate(_SHIFTS):
        if start >> shift == last >> shift:
            return level, start >> shift
    raise ValueError(f"{start}:{end} lies in no bin")
