"""Follow the links of a passage's tokens to the place in the new text that they make up."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from glossator.anchoring.links import Links

#: Between two linked words of one passage may be so many times as many tokens as before, and so many more.
STRETCH, STRETCH_TOKENS = 3, 12

#: What ends a sentence or a part of one.
STOPS = frozenset(".!?;:,…。！？；，、؟،؛")


@dataclass(frozen=True, slots=True)
class Image:
    """Hold where a passage stands in the new text: code points, tokens, and how sure that is.

    ``kept`` is the share of its letters that are linked, ``steady`` how many of its two neighbours stand beside it
    as before; ``whole`` says that its tokens follow one another unchanged, ``moved`` that they stand elsewhere.
    """

    start: int
    end: int
    first: int
    last: int
    kept: float
    steady: int
    whole: bool = False
    moved: bool = False


@dataclass(slots=True)
class Cluster:
    """Hold linked words of a passage whose images lie together: the old tokens and the new ones, first and last."""

    first: int
    last: int
    image: int
    image_last: int
    letters: int


@dataclass(frozen=True, slots=True)
class Mapper:
    """Map passages from one text into another."""

    links: Links
    letters: list[int]
    words: list[str]

    def images(self, start: int, end: int) -> list[Image]:
        """Return where a passage may stand by its own tokens, the likeliest place first; empty where none is linked."""
        first, last = self.links.old.within(start, end)
        if first >= last:
            return []
        forward, count = self.links.forward, last - first
        image = forward[first]
        if image >= 0 and forward[first:last] == array("i", range(image, image + count)):
            return [self._image(start, end, (first, last), (image, image + count), kept=1.0)]
        clusters = sorted(self._clusters(first, last), key=lambda cluster: -cluster.letters)
        whole = sum(self._weight(at) for at in range(first, last)) or 1
        return [
            self._image(start, end, (first, last), self._grown(first, last, cluster), kept=cluster.letters / whole)
            for cluster in clusters
        ]

    def bracketed(self, start: int, end: int) -> Image | None:
        """Return all that stands between the neighbours of a passage, which may hold more than is its own."""
        first, last = self.links.old.within(start, end)
        forward = self.links.forward
        left = forward[first - 1] if first else -1
        right = forward[last] if last < len(forward) else len(self.links.back)
        if (first and left < 0) or not 1 < right - left <= STRETCH * (last - first) + STRETCH_TOKENS:
            return None
        return self._image(start, end, (first, last), (left + 1, self._without_stops(last, left, right)), kept=0.0)

    def _without_stops(self, last: int, left: int, right: int) -> int:
        """Leave out stops at the end of a place where the passage ends with none."""
        old, new = self.links.old.keys, self.links.new.keys
        if self.words[old[last - 1]] in STOPS:
            return right
        while right - 1 > left + 1 and self.words[new[right - 1]] in STOPS:
            right -= 1
        return right

    def between(self, start: int, end: int) -> Image | None:
        """Return what stands in the new text where a passage stood of which no token is linked."""
        first, last = self.links.old.within(start, end)
        forward, back = self.links.forward, self.links.back
        left = forward[first - 1] if first else -1
        right = forward[last] if last < len(forward) else len(back)
        if (first and left < 0) or not left < right - 1 or any(back[at] >= 0 for at in range(left + 1, right)):
            return None
        if right - left - 1 > STRETCH * (last - first) + STRETCH_TOKENS:
            return None
        return self._image(start, end, (first, last), (left + 1, right), kept=0.0)

    def blank(self, start: int, end: int) -> tuple[int, int] | None:
        """Return where a passage without tokens stands: between the same neighbours, in the same blanks."""
        old, new, forward = self.links.old, self.links.new, self.links.forward
        right, _ = old.within(start, end)
        before = old.ends[right - 1] if right else 0
        after = old.starts[right] if right < len(old.keys) else len(old.text)
        image = forward[right] if right < len(old.keys) else len(new.keys)
        if image < 0 or (forward[right - 1] if right else -1) != image - 1:
            return None
        new_before = new.ends[image - 1] if image else 0
        new_after = new.starts[image] if image < len(new.keys) else len(new.text)
        if old.text[before:after] != new.text[new_before:new_after]:
            return None
        return new_before + start - before, new_before + end - before

    def _weight(self, at: int) -> int:
        return self.letters[self.links.old.keys[at]]

    def _clusters(self, first: int, last: int) -> list[Cluster]:
        """Gather linked words whose images lie as near to one another as they do; marks where no word is linked."""
        forward = self.links.forward
        linked = [at for at in range(first, last) if forward[at] >= 0 and self._weight(at)]
        if not linked:
            linked = [at for at in range(first, last) if forward[at] >= 0]
        clusters: list[Cluster] = []
        for at in linked:
            image = forward[at]
            if clusters:
                now = clusters[-1]
                if 0 < image - now.image_last <= STRETCH * (at - now.last) + STRETCH_TOKENS:
                    now.last, now.image_last = at, image
                    now.letters += self._weight(at)
                    continue
            clusters.append(Cluster(at, at, image, image, self._weight(at)))
        return clusters

    def _grown(self, first: int, last: int, cluster: Cluster) -> tuple[int, int]:
        """Widen a cluster's image to all that the passage has there; return its tokens."""
        start = self._grown_left(first, cluster)
        end = self._grown_right(last, cluster)
        old, new = self.links.old.keys, self.links.new.keys
        own = old[first]
        if start < cluster.image and new[start] != own and self.words[new[start]] in STOPS:
            start += 1
        return start, end

    def _grown_left(self, first: int, cluster: Cluster) -> int:
        old, new, back = self.links.old.keys, self.links.new.keys, self.links.back
        at, image = cluster.first, cluster.image
        while at > first and image > 0 and old[at - 1] == new[image - 1] and back[image - 1] in (-1, at - 1):
            at, image = at - 1, image - 1
        edge = self.links.forward[first]
        if at > first and 0 <= edge < image and image - edge <= STRETCH * (at - first) + STRETCH_TOKENS:
            return edge
        while at > first and image > 0 and back[image - 1] < 0:
            at, image = at - 1, image - 1
        return image

    def _grown_right(self, last: int, cluster: Cluster) -> int:
        old, new, back = self.links.old.keys, self.links.new.keys, self.links.back
        at, image, size = cluster.last + 1, cluster.image_last + 1, len(back)
        while at < last and image < size and old[at] == new[image] and back[image] in (-1, at):
            at, image = at + 1, image + 1
        edge = self.links.forward[last - 1]
        if at < last and edge >= image and edge - image < STRETCH * (last - at) + STRETCH_TOKENS:
            return edge + 1
        while at < last and image < size and back[image] < 0:
            at, image = at + 1, image + 1
        return image

    def _image(self, start: int, end: int, old: tuple[int, int], new: tuple[int, int], *, kept: float) -> Image:
        forward = self.links.forward
        first, last = new
        at_start, at_end = old[0] == 0, old[1] == len(forward)
        left = not at_start and forward[old[0] - 1] == first - 1
        right = not at_end and forward[old[1]] == last
        # Where the text begins or ends stands no neighbour: the other one speaks for it.
        left, right = left or (at_start and (right or at_end)), right or (at_end and (left or at_start))
        new_start = self._edge(start, old[0], first)
        new_end = max(new_start, self._far_edge(end, old[1] - 1, last - 1)) if end > start else new_start
        moved = self.links.moved[old[0]] == 1 or self.links.moved[old[1] - 1] == 1
        whole = forward[old[0]] == first and kept == 1.0 and last - first == old[1] - old[0]
        return Image(new_start, new_end, first, last, kept, left + right, whole, moved)

    def _edge(self, place: int, at: int, image: int) -> int:
        """Return where a passage's start is in the new text, which stands in a token or in blanks before it."""
        old, new = self.links.old, self.links.new
        inside = place - old.starts[at]
        if inside == 0:
            return new.starts[image]
        if inside > 0:
            return new.starts[image] + within_word(old.of(at, at + 1), new.of(image, image + 1), inside)
        before = new.ends[image - 1] if image else 0
        return max(before, new.starts[image] + inside)

    def _far_edge(self, place: int, at: int, image: int) -> int:
        """Return where a passage's end is in the new text, which stands in a token or in blanks behind it."""
        old, new = self.links.old, self.links.new
        missing = old.ends[at] - place
        if missing == 0:
            return new.ends[image]
        if missing > 0:
            inside = place - old.starts[at] - 1
            end = new.starts[image] + within_word(old.of(at, at + 1), new.of(image, image + 1), inside) + 1
            return min(end, new.ends[image])  # the letter may be gone from the end of the word
        after = new.starts[image + 1] if image + 1 < len(new.starts) else len(new.text)
        return min(after, new.ends[image] - missing)


def within_word(old: str, new: str, inside: int) -> int:
    """Return where in a new form the character is that stands so far inside the old one."""
    if old == new:
        return inside
    for part in Levenshtein.opcodes(old, new):
        if part.src_start <= inside < part.src_end:
            return min(part.dest_start + inside - part.src_start, max(part.dest_start, part.dest_end - 1))
    return len(new)


def neighbours(text: str, start: int, end: int, *, size: int) -> tuple[str, str]:
    """Return so many characters before and behind a place."""
    return text[max(0, start - size) : start], text[end : end + size]


def free_stretches(back: Sequence[int], *, bridged: int) -> list[tuple[int, int]]:
    """Return the stretches of new tokens that no old token claims, fewer claimed ones between them left aside."""
    found: list[tuple[int, int]] = []
    for at, image in enumerate(back):
        if image >= 0:
            continue
        if found and at - found[-1][1] < bridged:
            found[-1] = (found[-1][0], at + 1)
        else:
            found.append((at, at + 1))
    return found
