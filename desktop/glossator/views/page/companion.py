"""What shows a page's text beside it or instead of it: it is asked, too, what is in view, and goes along."""

from __future__ import annotations

from typing import Protocol


class Companion(Protocol):
    """Show the same text in another form; offsets are the page's."""

    def is_in_view(self, start: int, end: int) -> bool:
        """Tell whether a span can be read there."""

    def reveal(self, start: int, end: int) -> bool:
        """Bring a span into view where it is not; tell whether that was needed."""

    def go_to(self, offset: int) -> None:
        """Scroll so that an offset stands in the middle."""

    def extent_in_view(self) -> tuple[int, int] | None:
        """Return the first and the last offset in view, None where no text is."""
