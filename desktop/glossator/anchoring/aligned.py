"""Two versions of a text laid beside each other: which place is which, what went, what came, what moved."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from glossator.anchoring.aligning import align
from glossator.anchoring.links import Links
from glossator.anchoring.tokens import Lexicon, Tokens
from glossator.anchoring.watching import Cancelled, Progress, Stopped, Watch

Range = tuple[int, int]


@dataclass(slots=True)
class Aligned:
    """Hold which ranges (code points) of two texts belong together, in the order of both.

    ``moved`` are ranges of the old text that stand elsewhere among the others now; ``gone`` are those of it that are
    not in the new text any more, ``added`` those of the new text that the old one has not.
    """

    old: list[Range] = field(default_factory=list)
    new: list[Range] = field(default_factory=list)
    moved: list[Range] = field(default_factory=list)
    gone: list[Range] = field(default_factory=list)
    added: list[Range] = field(default_factory=list)
    sizes: Range = (0, 0)

    def place(self, offset: int, *, back: bool = False) -> int:
        """Return where a place of the old text is in the new one, or the other way round; it steps nowhere back.

        What moved is passed by: who reads on in one text is not thrown about in the other.
        """
        source, target = (self.new, self.old) if back else (self.old, self.new)
        size, other = reversed(self.sizes) if back else self.sizes
        at = bisect_right(source, (offset, size + 1)) - 1
        if at >= 0 and offset < source[at][1]:
            return _between(offset, source[at], target[at])
        before, image = (source[at][1], target[at][1]) if at >= 0 else (0, 0)
        after, following = (source[at + 1][0], target[at + 1][0]) if at + 1 < len(source) else (size, other)
        return _between(offset, (before, after), (image, following))

    def has_moved(self, start: int, end: int) -> bool:
        """Tell whether most of a range of the old text stands elsewhere among the others now."""
        at = max(0, bisect_right(self.moved, (start, start)) - 1)
        there = 0
        for begin, stop in self.moved[at:]:
            if begin >= end:
                break
            there += max(0, min(stop, end) - max(begin, start))
        return 2 * there > end - start


def aligned(
    old: str, new: str, *, progress: Progress | None = None, cancelled: Cancelled | None = None
) -> Aligned | None:
    """Lay two versions of a text beside each other; None where it was cancelled."""
    lexicon = Lexicon(old, new)
    try:
        watch = Watch(progress, cancelled)
        watch.tell(0, 1, "words")
        links = align(lexicon.read(old), lexicon.read(new), letters=lexicon.letters, watch=watch)
    except Stopped:
        return None
    found = Aligned(sizes=(len(old), len(new)))
    _join(links, found)
    found.gone = [*_unlinked(links, lexicon.letters, new=False)]
    found.added = [*_unlinked(links, lexicon.letters, new=True)]
    return found


def _join(links: Links, found: Aligned) -> None:
    reached = 0
    for start, end in links.runs():
        image = links.forward[start]
        there, here = _range(links.old, start, end), _range(links.new, image, image + end - start)
        if links.moved[start] or here[0] < reached:
            found.moved.append(there)
            continue
        found.old.append(there)
        found.new.append(here)
        reached = here[1]


def _unlinked(links: Links, letters: list[int], *, new: bool) -> Iterator[Range]:
    """Yield what nothing is linked to; of equal full stops at both ends a sentence has the one that follows it."""
    tokens = links.new if new else links.old
    keys = tokens.keys
    for start, end in links.free(new=new):
        while end < len(keys) and keys[start] == keys[end] and not letters[keys[start]]:
            start, end = start + 1, end + 1
        yield _range(tokens, start, end)


def _range(tokens: Tokens, first: int, last: int) -> Range:
    return tokens.starts[first], tokens.ends[last - 1]


def _between(offset: int, source: Range, target: Range) -> int:
    """Place an offset within a range as far in another as it is in its own; letter by letter where both are as long."""
    length, other = source[1] - source[0], target[1] - target[0]
    within = offset - source[0]
    return target[0] + (within if length == other else within * other // length if length > 0 else 0)
