"""Find the blocks that stand elsewhere in the new text: runs that neither text has a second time."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence

from glossator.anchoring.anchors import grams
from glossator.anchoring.links import Links

#: So many tokens that are the same in the same order are no chance.
BLOCK = 8

#: And so many letters: eight full stops and dashes are.
BLOCK_LETTERS = 24


def link_moved(links: Links, letters: list[int], gaps: Sequence[tuple[int, int]] = ()) -> None:
    """Link unlinked runs of the old text to unlinked runs of the new one, the longest first.

    ``gaps`` are where gaps begin in both texts that are still to be aligned, in order: what stands in one gap in both
    texts did not move, or not far.
    """
    old, new = dict(_grams(links, new=False)), dict(_grams(links, new=True))
    here, there = _single(old), _single(new)
    common = here.keys() & there.keys()
    if not common:
        return
    common -= _elsewhere(links, common)
    starts, new_starts = [start for start, _ in gaps], [start for _, start in gaps]
    runs = []
    last = (-1, -1)
    for at, image in sorted((here[gram], there[gram]) for gram in common):
        if gaps and bisect_right(starts, at) == bisect_right(new_starts, image):
            continue
        if at < last[0] and image - at == last[1]:
            continue
        start, end = _extended(links, at, image - at)
        runs.append((start - end, start, image - at))
        last = (end, image - at)
    for size, start, shift in sorted(runs):
        _link_free_part(links, start, start - size, shift=shift, letters=letters)


def _grams(links: Links, *, new: bool) -> Iterator[tuple[int, int]]:
    """Yield place and gram of each run of eight tokens that nothing is linked to."""
    keys = links.new.keys if new else links.old.keys
    for start, end in links.free(new=new):
        if end - start >= BLOCK:
            yield from enumerate(grams(keys[start:end], BLOCK), start)


def _single(found: dict[int, int]) -> dict[int, int]:
    counts = Counter(found.values())
    return {gram: at for at, gram in found.items() if counts[gram] == 1}


def _elsewhere(links: Links, common: set[int]) -> set[int]:
    """Return those that a text has twice after all: a phrase that comes again and again did not move."""
    repeated: set[int] = set()
    for keys in (links.old.keys, links.new.keys):
        counts = Counter(filter(common.__contains__, grams(keys, BLOCK)))
        repeated |= {gram for gram, count in counts.items() if count > 1}
    return repeated


def _extended(links: Links, at: int, shift: int) -> tuple[int, int]:
    """Return the run around a gram, as far as neither text is linked."""
    start, end = at, at + BLOCK
    while start > 0 and _same(links, start - 1, shift):
        start -= 1
    while _same(links, end, shift):
        end += 1
    return start, end


def _same(links: Links, at: int, shift: int) -> bool:
    image = at + shift
    if not (0 <= image < len(links.back) and at < len(links.forward)):
        return False
    free = links.forward[at] < 0 and links.back[image] < 0
    return free and links.old.keys[at] == links.new.keys[image]


def _link_free_part(links: Links, start: int, end: int, *, shift: int, letters: list[int]) -> None:
    """Link the part of a run that no longer run took."""
    while start < end and not _same(links, start, shift):
        start += 1
    stop = start
    while stop < end and _same(links, stop, shift):
        stop += 1
    count = stop - start
    if count >= BLOCK and sum(letters[key] for key in links.old.keys[start:stop]) >= BLOCK_LETTERS:
        links.move(start, start + shift, count)
