"""Let whoever waits hear how far the work is, and stop it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

Progress = Callable[[int, int, str], None]
Cancelled = Callable[[], bool]

#: Passages between two words to whoever waits: some ten milliseconds of work.
PORTION = 500


class Stopped(Exception):
    """Say that whoever waits stopped the work."""


@dataclass(frozen=True, slots=True)
class Watch:
    """Hold whom to tell and whom to ask, either of them perhaps nobody."""

    progress: Progress | None = None
    cancelled: Cancelled | None = None

    def tell(self, done: int, total: int, words: str) -> None:
        """Tell how much is done; raise Stopped where no more is wanted."""
        if self.cancelled is not None and self.cancelled():
            raise Stopped
        if self.progress is not None:
            self.progress(done, total, words)

    def each(self, items: Sequence[int], words: str) -> Iterator[int]:
        """Yield what there is to do, and tell now and then and at the end."""
        for done, item in enumerate(items):
            if done % PORTION == 0:
                self.tell(done, len(items), words)
            yield item
        self.tell(len(items), len(items), words)
