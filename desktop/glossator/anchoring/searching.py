"""Seek words in stretches of a text by the rare ones among them: an index, then a close look at few places."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from glossator.anchoring.alike import CONTEXT, alike, context
from glossator.anchoring.mapping import neighbours
from glossator.anchoring.outcome import Wanted
from glossator.anchoring.tokens import Tokens

#: A token that stands more often says little about where, and costs much.
RARE = 200

#: So many stretches are looked at closely.
LOOKED_AT = 6

#: Stretches of fewer tokens make too many that are the same by chance.
LEAST_WINDOW = 8

#: Less than this, in hundredths, is not worth a look.
LEAST_RATIO = 60

#: Words of fewer code points are found by chance where they need not be whole.
FUZZY = 8

#: What is around a passage counts a fifth of what it is.
CONTEXT_WEIGHT = 0.2


@dataclass(frozen=True, slots=True)
class Place:
    """Hold a place that was found: code points, tokens, how alike its words are and what is around them."""

    start: int
    end: int
    ratio: float
    context: float
    same: bool

    @property
    def score(self) -> float:
        """Return what places are ranked by; at most 1.2."""
        return self.ratio + CONTEXT_WEIGHT * self.context


@dataclass(slots=True)
class Search:
    """Seek in some stretches of a text's tokens."""

    tokens: Tokens
    stretches: Sequence[tuple[int, int]]
    _starts: list[int] = field(default_factory=list)
    _index: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        self._starts = [start for start, _ in self.stretches]
        keys = self.tokens.keys
        for start, end in self.stretches:
            for at in range(start, end):
                self._index[keys[at]].append(at)

    def places(self, wanted: Wanted, keys: Sequence[int]) -> list[Place]:
        """Return the places most like some words, whose tokens' keys are given, the best first."""
        found: dict[tuple[int, int], Place] = {}
        for start, end in self._windows(keys):
            for place in self._looked_at(wanted, keys, start, end):
                found.setdefault((place.start, place.end), place)
        ranked = sorted(found.values(), key=lambda place: (-place.score, place.start))
        apart: list[Place] = []
        for place in ranked:
            if all(place.end <= other.start or place.start >= other.end for other in apart):
                apart.append(place)
        return apart

    def _windows(self, keys: Sequence[int]) -> list[tuple[int, int]]:
        """Return the stretches of tokens that most of the rare words vote for, each vote worth the more the rarer."""
        size = max(LEAST_WINDOW, len(keys))
        votes: dict[int, float] = defaultdict(float)
        for number, key in enumerate(keys):
            places = self._index.get(key, ())
            if not 0 < len(places) <= RARE:
                continue
            for at in places:
                # Two rows of boxes, one half a box further, so that no place is cut in two.
                votes[2 * ((at - number) // size)] += 1 / len(places)
                votes[2 * ((at - number + size // 2) // size) + 1] += 1 / len(places)
        windows: list[tuple[int, int]] = []
        for box in sorted(votes, key=lambda box: (-votes[box], box)):
            begin = (box // 2) * size - (size // 2 if box % 2 else 0)
            within = self._bounded(begin - size // 2, begin + 2 * size + size // 2)
            if within is None or any(start <= begin + size // 2 < end - size for start, end in windows):
                continue
            windows.append(within)
            if len(windows) == LOOKED_AT:
                break
        return windows

    def _bounded(self, begin: int, end: int) -> tuple[int, int] | None:
        """Return the part of a window that lies in the stretch around its middle."""
        starts = self._starts
        number = bisect_right(starts, (begin + end) // 2) - 1
        best: tuple[int, int] | None = None
        for one in (number, number + 1):
            if 0 <= one < len(starts):
                start, stop = max(begin, self.stretches[one][0]), min(end, self.stretches[one][1])
                if start < stop and (best is None or stop - start > best[1] - best[0]):
                    best = start, stop
        return best

    def _looked_at(self, wanted: Wanted, keys: Sequence[int], start: int, end: int) -> list[Place]:
        tokens, text = self.tokens, self.tokens.text
        first = tokens.keys[start:end]
        size = len(keys)
        for at in range(len(first) - size + 1):
            if first[at : at + size] == keys:
                return [self._place(wanted, tokens.starts[start + at], tokens.ends[start + at + size - 1])]
        low, high = tokens.starts[start], tokens.ends[end - 1]
        at = text.find(wanted.quote, low, high)
        if at >= 0:
            return [self._place(wanted, at, at + len(wanted.quote))]
        if len(wanted.quote) < FUZZY:
            return []
        found = fuzz.partial_ratio_alignment(wanted.quote, text[low:high], score_cutoff=LEAST_RATIO)
        if found is None or found.dest_start >= found.dest_end:
            return []
        return [self._place(wanted, *self._snapped(low + found.dest_start, low + found.dest_end))]

    def _snapped(self, start: int, end: int) -> tuple[int, int]:
        """Return a range whose edges cut no word: one that is cut goes to the side where more of it is."""
        tokens = self.tokens
        first, last = tokens.within(start, end)
        if last - first < 2:
            return start, end
        if 2 * (start - tokens.starts[first]) > tokens.ends[first] - tokens.starts[first]:
            first += 1
        if 2 * (tokens.ends[last - 1] - end) > tokens.ends[last - 1] - tokens.starts[last - 1]:
            last -= 1
        return (tokens.starts[first], tokens.ends[last - 1]) if first < last else (start, end)

    def _place(self, wanted: Wanted, start: int, end: int) -> Place:
        text = self.tokens.text[start:end]
        same = text == wanted.quote or text.split() == wanted.quote.split()
        ratio = 1.0 if same else alike(wanted.quote.casefold(), text.casefold())
        around = neighbours(self.tokens.text, start, end, size=CONTEXT)
        return Place(start, end, ratio, context(wanted.prefix, wanted.suffix, there=around), same)
