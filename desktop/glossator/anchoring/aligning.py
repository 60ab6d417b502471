"""Link the tokens of two versions of a text: surely shared runs first, moved blocks next, what is left by force.

The order keeps twins apart and lets a paragraph that was cut out not be smeared over what stands there now.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from rapidfuzz.distance import Indel

from glossator.anchoring.anchors import common_runs, heaviest_chain
from glossator.anchoring.links import Links
from glossator.anchoring.moving import link_moved
from glossator.anchoring.tokens import Tokens
from glossator.anchoring.watching import Watch

#: Tokens in a run that has to be unique, the longest first: what long runs settle, chance cannot reach.
GRAMS = (24, 12, 6, 3, 1)

#: Old times new tokens of a gap that is small enough to be aligned by force at once.
SMALL = 40_000

#: In a gap of more cells than this, and at most SMALL, long unique runs are still asked first.
TINY, LONG_ENOUGH = 2_500, 2

#: The same for a gap in which nothing is unique: some ten milliseconds of work, some megabytes.
FORCED = 4_000_000

#: A run of so many tokens may be shifted as a whole: a full stop, or one with a closing quotation mark.
LOOSE = 2


@dataclass(frozen=True, slots=True)
class Gap:
    """Hold what lies between two links in both texts; ``level`` says which grams are tried in it next."""

    start: int
    end: int
    new_start: int
    new_end: int
    level: int = 0

    @property
    def cells(self) -> int:
        """Return the size of the table that aligning it by force takes."""
        return (self.end - self.start) * (self.new_end - self.new_start)


def align(old: Tokens, new: Tokens, *, letters: list[int], watch: Watch) -> Links:
    """Link the tokens of two texts; raise Stopped where no more is wanted."""
    aligner = _Aligner(Links.none(old, new), watch)
    aligner.link_sure()
    link_moved(aligner.links, letters, [(gap.start, gap.new_start) for gap in aligner.small])
    aligner.link_by_force()
    link_moved(aligner.links, letters)
    slide(aligner.links)
    return aligner.links


@dataclass(slots=True)
class _Aligner:
    links: Links
    watch: Watch
    small: list[Gap] = field(default_factory=list)

    def link_sure(self) -> None:
        """Link what is unique, within what is linked so far, until only small gaps are left."""
        old, new = self.links.old.keys, self.links.new.keys
        stack = [Gap(0, len(old), 0, len(new))]
        while stack:
            gap = stack.pop()
            self.watch.tell(gap.start, len(old), "words")
            if not gap.cells:
                continue
            level = gap.level if gap.cells > SMALL else max(gap.level, LONG_ENOUGH)
            if level == len(GRAMS) or gap.cells <= TINY or (gap.cells <= SMALL and level > LONG_ENOUGH):
                gap = self._trimmed(gap)
                if 0 < gap.cells <= FORCED:
                    self.small.append(gap)
                continue
            stack.extend(reversed(self._split(self._trimmed(gap, least=GRAMS[level]), level)))
        self.watch.tell(len(old), len(old), "words")

    def link_by_force(self) -> None:
        """Link within the small gaps as many tokens as keep their order."""
        links = self.links
        for gap in self.small:
            if gap.cells > SMALL:
                self.watch.tell(gap.start, len(links.old.keys), "words")
            # What moved away has no say here.
            there = [at for at in range(gap.start, gap.end) if links.forward[at] < 0]
            images = [at for at in range(gap.new_start, gap.new_end) if links.back[at] < 0]
            if not there or not images:
                continue
            old = [links.old.keys[at] for at in there]
            new = [links.new.keys[at] for at in images]
            for part in Indel.opcodes(old, new):
                if part.tag == "equal":
                    for step in range(part.src_end - part.src_start):
                        links.link(there[part.src_start + step], images[part.dest_start + step])

    def _trimmed(self, gap: Gap, least: int = 1) -> Gap:
        """Link what the texts share at both ends of a gap if it is so many tokens, and return the rest.

        A word or two may be chance: text put in front may begin as the text itself does.
        """
        old, new = self.links.old.keys, self.links.new.keys
        start, end, new_start, new_end = gap.start, gap.end, gap.new_start, gap.new_end
        while start < end and new_start < new_end and old[start] == new[new_start]:
            start, new_start = start + 1, new_start + 1
        while start < end and new_start < new_end and old[end - 1] == new[new_end - 1]:
            end, new_end = end - 1, new_end - 1
        if start - gap.start < least:
            start, new_start = gap.start, gap.new_start
        if gap.end - end < least:
            end, new_end = gap.end, gap.new_end
        self.links.link(gap.start, gap.new_start, start - gap.start)
        self.links.link(end, new_end, gap.end - end)
        return Gap(start, end, new_start, new_end, gap.level)

    def _split(self, gap: Gap, level: int) -> list[Gap]:
        """Link the heaviest chain of shared runs in a gap, and return the gaps that it leaves."""
        old = self.links.old.keys[gap.start : gap.end]
        new = self.links.new.keys[gap.new_start : gap.new_end]
        left = []
        at, image = 0, 0
        for run in heaviest_chain(common_runs(old, new, GRAMS[level])):
            skipped = max(at - run.start, image - run.start - run.shift, 0)
            start = run.start + skipped
            if start >= run.end:
                continue
            self.links.link(gap.start + start, gap.new_start + start + run.shift, run.end - start)
            left.append(self._gap(gap, at, start, (image, start + run.shift), level=level))
            at, image = run.end, run.end + run.shift
        left.append(self._gap(gap, at, len(old), (image, len(new)), level=level))
        return [one for one in left if one.cells]

    def _gap(self, within: Gap, start: int, end: int, new: tuple[int, int], *, level: int) -> Gap:
        """Return a gap inside another; one that is hardly smaller is tried with shorter grams, so that it ends."""
        made = Gap(within.start + start, within.start + end, within.new_start + new[0], within.new_start + new[1])
        if 2 * made.cells > within.cells:
            level += 1
        return Gap(made.start, made.end, made.new_start, made.new_end, level)


def slide(links: Links) -> None:
    """Let a loose link sit next to what its neighbour is linked to, where it could as well.

    Else the full stop of a sentence is linked to that of one that was put in after it, and the sentence swallows it.
    """
    forward, back = links.forward, links.back
    old, new = links.old.keys, links.new.keys
    for start, end in list(links.runs()):
        count = end - start
        if count > LOOSE or links.moved[start]:
            continue
        image = forward[start]
        after_left = forward[start - 1] + 1 if start and forward[start - 1] >= 0 else -1
        before_right = forward[end] - count if end < len(old) and forward[end] >= 0 else -1
        for place in (after_left, before_right):
            fits = 0 <= place <= len(new) - count and new[place : place + count] == old[start:end]
            if fits and all(back[place + step] < 0 or start <= back[place + step] < end for step in range(count)):
                for step in range(count):
                    back[image + step] = -1
                links.link(start, place, count)
                break
