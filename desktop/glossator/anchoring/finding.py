"""Find passages in a text by their words and what was around them, where the text that they stood in is lost."""

from __future__ import annotations

from collections.abc import Sequence

from glossator.anchoring.alike import CONTEXT, context
from glossator.anchoring.mapping import neighbours
from glossator.anchoring.outcome import MOST_CANDIDATES, Candidate, Carried, Wanted
from glossator.anchoring.searching import Place, Search
from glossator.anchoring.tokens import Lexicon

#: How far into the text a passage stood says a tenth of what is around it.
POSITION_WEIGHT = 0.1

#: Of the same words in several places one is taken that is better by so much.
MARGIN = 0.03

#: Changed words are taken that are so alike, or so alike with so much around them the same.
ALIKE, ALIKE_AROUND, AROUND = 0.9, 0.75, 0.5

#: Words that stand in more places are everywhere: only so many are weighed.
MOST_PLACES = 1_000


def found_again(new: str, wanted: Sequence[Wanted]) -> list[Carried]:
    """Return where each passage stands, or may stand."""
    lexicon = Lexicon(new, *(one.quote for one in wanted))
    tokens = lexicon.read(new)
    search = Search(tokens, [(0, len(tokens.keys))] if tokens.keys else [])
    return [_found(new, one, lexicon.read(one.quote).keys, search) for one in wanted]


def _found(new: str, wanted: Wanted, keys: Sequence[int], search: Search) -> Carried:
    if not keys:
        return Carried("lost", None, None, (), 0.0)
    same = _same_words(new, wanted)
    if same:
        ranked = sorted(((_rank(new, wanted, start), start) for start in same), key=lambda one: (-one[0], one[1]))
        size = len(wanted.quote)
        if len(ranked) == 1 or ranked[0][0] - ranked[1][0] >= MARGIN:
            return Carried("exact", ranked[0][1], ranked[0][1] + size, (), 1.0)
        shown = [Candidate(start, start + size, 1.0) for _, start in ranked[:MOST_CANDIDATES]]
        return Carried("ambiguous", None, None, tuple(shown), 1.0)
    places = search.places(wanted, keys)
    best = places[0] if places else None
    rival = places[1].score if len(places) > 1 else 0.0
    if best is not None and best.score - rival >= MARGIN and _is_sure(best):
        return Carried("exact" if best.same else "edited", best.start, best.end, (), best.ratio)
    if best is None:
        return Carried("lost", None, None, (), 0.0)
    shown = [Candidate(place.start, place.end, place.ratio) for place in places[:MOST_CANDIDATES]]
    return Carried("ambiguous", None, None, tuple(shown), best.ratio)


def _is_sure(place: Place) -> bool:
    return place.ratio >= ALIKE or (place.ratio >= ALIKE_AROUND and place.context >= AROUND)


def _same_words(new: str, wanted: Wanted) -> list[int]:
    """Return where the words stand as they are, whole."""
    found: list[int] = []
    at = new.find(wanted.quote)
    while at >= 0 and len(found) < MOST_PLACES:
        found.append(at)
        at = new.find(wanted.quote, at + 1)
    return found


def _rank(new: str, wanted: Wanted, start: int) -> float:
    around = neighbours(new, start, start + len(wanted.quote), size=CONTEXT)
    away = abs(start / max(1, len(new)) - wanted.position)
    return context(wanted.prefix, wanted.suffix, there=around) + POSITION_WEIGHT * (1 - away)
