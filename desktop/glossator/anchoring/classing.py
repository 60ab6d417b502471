"""Decide whether a passage's image is the passage: exact, moved, edited, or for a person to say."""

from __future__ import annotations

from dataclasses import dataclass

from glossator.anchoring.alike import CONTEXT, alike, comes_again, context, digits_changed
from glossator.anchoring.mapping import Image, Mapper, neighbours
from glossator.anchoring.outcome import Candidate, Carried

#: From so many code points on the words alone tell a passage from others.
LONG = 24

#: One neighbour beside a short passage is enough where so much of what is around is the same.
CONTEXT_ENOUGH = 0.6

#: Share of a passage's letters that has to be linked, and the same below MIDDLE code points.
KEPT, KEPT_SHORT = 0.5, 0.6
MIDDLE = 40

#: So alike, beside a neighbour as before, a passage is the same though its words are all mistyped.
ALIKE = 0.8

#: A short passage has to be so alike, or so alike between both its neighbours, with so many digits changed.
ALIKE_SHORT, ALIKE_BETWEEN = 0.9, 0.6
DIGITS = 1

#: A passage of less is a word or two: only both neighbours tell that it is the same.
WORD = 12

#: From so much on a place is shown as a candidate.
SHOWN_KEPT, SHOWN_ALIKE = 0.25, 0.4


@dataclass(frozen=True, slots=True)
class Judge:
    """Hold what judging needs: where passages go, and what all words are in their folded form."""

    mapper: Mapper
    attaches: bool = True

    def carried(self, start: int, end: int) -> Carried:
        """Return what becomes of a passage by its links alone; candidates where it is not attached."""
        images = self.mapper.images(start, end)
        if not images:
            between = self._blank(start, end)
            if between is not None:
                return between
            image = self.mapper.between(start, end)
            images = [image] if image is not None else []
        candidates: list[Candidate] = []
        for number, image in enumerate(images):
            same = self._is_same(start, end, image)
            if self.attaches and number == 0 and same and self._stands(start, end, image):
                return Carried("moved" if image.moved else "exact", image.start, image.end, (), 1.0)
            likeness = 1.0 if same else self._likeness(start, end, image)
            is_anywhere = same and self._is_set_phrase(start, end, image)
            if self.attaches and number == 0 and not is_anywhere and self._is_edited(start, end, image, likeness):
                return Carried("edited", image.start, image.end, (), likeness)
            if image.start < image.end and (image.kept >= SHOWN_KEPT or likeness >= SHOWN_ALIKE):
                candidates.append(Candidate(image.start, image.end, likeness))
        bracketed = self.mapper.bracketed(start, end) if candidates else None
        if bracketed is not None and bracketed.start < bracketed.end:
            candidates.append(Candidate(bracketed.start, bracketed.end, self._likeness(start, end, bracketed)))
        if not candidates:
            return Carried("lost", None, None, (), 0.0)
        candidates.sort(key=lambda one: -one.score)
        return Carried("ambiguous", None, None, tuple(candidates), candidates[0].score)

    def _blank(self, start: int, end: int) -> Carried | None:
        """Return the outcome of a passage of blanks, which has no words to be sought by."""
        first, last = self.mapper.links.old.within(start, end)
        if first < last:
            return None
        place = self.mapper.blank(start, end) if self.attaches else None
        return Carried("lost", None, None, (), 0.0) if place is None else Carried("exact", *place, (), 1.0)

    def _is_same(self, start: int, end: int, image: Image) -> bool:
        """Say whether the words are written as before; that lines break elsewhere changes no word."""
        old, new = self.mapper.links.old, self.mapper.links.new
        before, now = old.text[start:end], new.text[image.start : image.end]
        if before == now:
            return True
        if not image.whole or before.split() != now.split():
            first, last = old.within(start, end)
            inner = image.whole and old.starts[first] >= start and old.ends[last - 1] <= end
            return inner and old.same_as(first, new, at=image.first, count=last - first)
        return True

    def _stands(self, start: int, end: int, image: Image) -> bool:
        if image.steady == 2 or (end - start >= LONG and not self._is_set_phrase(start, end, image)):
            return True
        return image.steady == 1 and self._context(start, end, image) >= CONTEXT_ENOUGH

    def _is_set_phrase(self, start: int, end: int, image: Image) -> bool:
        """Say whether words that lost both their neighbours come again, so that these may be others."""
        if image.steady:
            return False
        links = self.mapper.links
        words = links.old.text[start:end]
        return comes_again(words, links.old.text) or comes_again(words, links.new.text)

    def _context(self, start: int, end: int, image: Image) -> float:
        links = self.mapper.links
        around = neighbours(links.old.text, start, end, size=CONTEXT)
        return context(*around, there=neighbours(links.new.text, image.start, image.end, size=CONTEXT))

    def _likeness(self, start: int, end: int, image: Image) -> float:
        """Return how alike the folded words are, and where they are parts of words the parts."""
        old, new, words = self.mapper.links.old, self.mapper.links.new, self.mapper.words
        first, last = old.within(start, end)
        if old.starts[first] < start or old.ends[last - 1] > end:
            return alike(old.text[start:end].casefold(), new.text[image.start : image.end].casefold())
        before = " ".join([words[key] for key in old.keys[first:last]])
        return alike(before, " ".join([words[key] for key in new.keys[image.first : image.last]]))

    def _is_edited(self, start: int, end: int, image: Image, likeness: float) -> bool:
        length, size = end - start, image.end - image.start
        if size > 2 * length + min(length, MIDDLE) or size == 0:
            return False
        kept_enough = image.kept >= (KEPT_SHORT if length < MIDDLE else KEPT)
        if not kept_enough and not (likeness >= ALIKE and image.steady >= 1):
            return False
        if length >= MIDDLE:
            return True
        if length < WORD and image.steady < 2:
            return False
        if likeness < ALIKE_SHORT and not (likeness >= ALIKE_BETWEEN and image.steady == 2):
            return False
        links = self.mapper.links
        return digits_changed(links.old.text[start:end], links.new.text[image.start : image.end]) <= DIGITS
