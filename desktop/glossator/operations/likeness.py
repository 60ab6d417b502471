"""Tell that a text is one that is there already, or nearly: text in, a share out.

Two texts are compared by their shingles, runs of five words. Of each text the ``SKETCH`` shingles with the
smallest hashes are kept; of those smallest in both together, the share that both hold estimates the share of
all their shingles (Broder 1997, bottom-k). Up to ``SKETCH`` shingles it is exact, beyond that within some
three hundredths.
"""

from __future__ import annotations

import heapq
import zlib
from collections.abc import Iterator

#: Words in a shingle: long enough that two texts on one matter share few by chance.
SHINGLE = 5

#: A text of fewer code points than this is short; what it keeps of another is asked by runs of so many words.
SHORT, SHORT_SHINGLE = 4_000, 2

#: Code points in a shingle of a text that writes no blanks between words.
SHINGLE_CHARACTERS = 10

#: Shingles kept of a text.
SKETCH = 1024

#: From this share on a text is said to be nearly one that is there.
NEARLY = 0.8

#: Texts whose words are longer than this on average write no blanks between them.
LONGEST_MEAN_WORD = 20

Sketch = frozenset[int]


def sketch(text: str) -> Sketch:
    """Return the smallest hashes of a text's shingles."""
    return frozenset(heapq.nsmallest(SKETCH, set(map(_hash, _shingles(text.casefold())))))


def share(one: Sketch, other: Sketch) -> float:
    """Estimate the share of shingles that two texts have in common, 0 to 1."""
    smallest = heapq.nsmallest(SKETCH, one | other)
    if not smallest:
        return 0.0
    return sum(1 for value in smallest if value in one and value in other) / len(smallest)


def kept_share(old: str, new: str) -> float:
    """Estimate the share of an old text's runs of words that a new one has too, 0 to 1; 1 where the old one has none.

    Of a short text the runs are short: each of its sentences may have been touched.
    """
    words = SHINGLE if len(old) > SHORT else SHORT_SHINGLE
    kept = set(map(_hash, _shingles(old.casefold(), words)))
    step = 1 + len(kept) // SKETCH  # of a long text every so manieth, chosen by its hash: as telling, and fast
    chosen = {value for value in kept if value % step == 0}
    there = {value for value in map(_hash, _shingles(new.casefold(), words)) if value % step == 0}
    return len(chosen & there) / len(chosen) if chosen else 1.0


def could_be_alike(characters: int, other_characters: int) -> bool:
    """Say whether two lengths are near enough for texts that are nearly equal; spares the comparison."""
    # A share of four fifths needs lengths within five fourths; words differ in length, so some room is left.
    return min(characters, other_characters) >= NEARLY * 0.8 * max(characters, other_characters)


def _shingles(text: str, run: int = SHINGLE) -> Iterator[str]:
    words = text.split()
    if words and len(text) > LONGEST_MEAN_WORD * len(words):
        packed = "".join(words)
        return (packed[at : at + SHINGLE_CHARACTERS] for at in range(max(1, len(packed) - SHINGLE_CHARACTERS + 1)))
    return (" ".join(words[at : at + run]) for at in range(max(1, len(words) - run + 1)) if words)


def _hash(shingle: str) -> int:
    return zlib.crc32(shingle.encode("utf-8", "surrogatepass"))
