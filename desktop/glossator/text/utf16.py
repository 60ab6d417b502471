"""Convert offsets between Unicode code points, which everything here counts, and Qt's UTF-16 units."""

from __future__ import annotations

import re
from bisect import bisect_left

_TWO_UNITS = re.compile("[\U00010000-\U0010ffff]")


class Utf16Map:
    """Map the offsets of one text both ways, in O(log m) for m characters beyond the basic plane."""

    def __init__(self, text: str) -> None:
        pairs = [] if text.isascii() else [match.start() for match in _TWO_UNITS.finditer(text)]
        self._code_points = pairs
        self._units = [place + before for before, place in enumerate(pairs)]

    def to_utf16(self, offset: int) -> int:
        """Return the UTF-16 offset of a code point offset."""
        return offset + bisect_left(self._code_points, offset)

    def to_code_points(self, units: int) -> int:
        """Return the code point offset of a UTF-16 offset; inside a pair, that of the character it belongs to."""
        # A pair that begins before `units` takes one unit off, also when `units` points between its halves.
        return units - bisect_left(self._units, units)


def units(text: str) -> int:
    """Return the length of a text in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
