"""Which token of the new text is which token of the old one."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass

from glossator.anchoring.tokens import Tokens

#: A link in a shorter run may be chance: it is no sign that two texts are versions of one document.
RUN = 4


@dataclass(slots=True)
class Links:
    """Hold for each token its image, -1 where it has none, and for each old token whether it moved."""

    old: Tokens
    new: Tokens
    forward: array[int]
    back: array[int]
    moved: bytearray

    @classmethod
    def none(cls, old: Tokens, new: Tokens) -> Links:
        """Make the links of two texts of which nothing is known yet."""
        size, other = len(old.keys), len(new.keys)
        return cls(old, new, array("i", [-1]) * size, array("i", [-1]) * other, bytearray(size))

    def link(self, at: int, image: int, count: int = 1) -> None:
        """Link so many tokens that follow one another in both texts."""
        self.forward[at : at + count] = array("i", range(image, image + count))
        self.back[image : image + count] = array("i", range(at, at + count))

    def move(self, at: int, image: int, count: int) -> None:
        """Link tokens that stand elsewhere than what was around them."""
        self.link(at, image, count)
        self.moved[at : at + count] = b"\x01" * count

    def shift(self, at: int, image: int) -> None:
        """Link a token to another image than it had."""
        self.back[self.forward[at]] = -1
        self.link(at, image)

    def free(self, *, new: bool) -> Iterator[tuple[int, int]]:
        """Yield the stretches of one text that nothing is linked to."""
        images = self.back if new else self.forward
        at, size = 0, len(images)
        while at < size:
            if images[at] >= 0:
                at += 1
                continue
            start = at
            while at < size and images[at] < 0:
                at += 1
            yield start, at

    def runs(self) -> Iterator[tuple[int, int]]:
        """Yield the longest stretches of the old text whose images follow one another."""
        forward, size, at = self.forward, len(self.forward), 0
        while at < size:
            if forward[at] < 0:
                at += 1
                continue
            start = at
            at += 1
            while at < size and forward[at] == forward[at - 1] + 1:
                at += 1
            yield start, at

    def cover(self, letters: list[int]) -> float:
        """Return the share of the old text's letters that stand in runs of links."""
        keys = self.old.keys
        whole = sum(map(letters.__getitem__, keys))
        kept = sum(sum(map(letters.__getitem__, keys[a:b])) for a, b in self.runs() if b - a >= RUN)
        return kept / whole if whole else 1.0
