"""Carry passages from a text into its next version, or find them again where the old text is lost.

A wrong place is worse than none: what is not sure is not attached, and has candidates for a person to choose from.
"""

from __future__ import annotations

from collections.abc import Sequence

from glossator.anchoring.aligning import align
from glossator.anchoring.alike import CONTEXT, comes_again
from glossator.anchoring.classing import LONG, Judge
from glossator.anchoring.finding import found_again
from glossator.anchoring.mapping import Mapper, free_stretches, neighbours
from glossator.anchoring.outcome import MOST_CANDIDATES, Candidate, Carried, Wanted
from glossator.anchoring.searching import Place, Search
from glossator.anchoring.tokens import Lexicon
from glossator.anchoring.watching import Cancelled, Progress, Stopped, Watch

__all__ = ["Candidate", "Carried", "Wanted", "carry", "find_again"]

#: Two texts that share less are no versions of one document: nothing is attached.
SAME_DOCUMENT = 0.05

#: Between what nothing claims so few claimed tokens are bridged: "the" is no border.
BRIDGED = 3

#: Words found as they were are enough to go by if they are so many, or if so much around them is the same.
VERBATIM_TOKENS = 4
VERBATIM_CONTEXT = 0.8

#: A place found by search is taken from this score on, and shown from that.
TAKEN, SHOWN = 0.75, 0.6

#: Of two candidates that share so much only the better one is shown.
SAME_PLACE = 0.8

#: So much better than the second place the first has to be.
MARGIN = 0.10


def carry(
    old: str,
    new: str,
    passages: Sequence[tuple[int, int]],
    *,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> list[Carried] | None:
    """Return what becomes of each passage of the old text in the new one, None where it was cancelled.

    ``progress`` hears (done, total, of what): words compared, then passages placed, then missing passages sought.
    """
    watch = Watch(progress, cancelled)
    try:
        watch.tell(0, 1, "words")
        if old == new:
            return [Carried("exact", start, end, (), 1.0) for start, end in passages]
        return _carried(old, new, passages, watch)
    except Stopped:
        return None


def find_again(new: str, wanted: Sequence[Wanted]) -> list[Carried]:
    """Return where passages stand in a text by their words and what was around them, without the text they were in."""
    return found_again(new, wanted)


def _carried(old: str, new: str, passages: Sequence[tuple[int, int]], watch: Watch) -> list[Carried]:
    lexicon = Lexicon(old, new)
    old_tokens, new_tokens = lexicon.read(old), lexicon.read(new)
    watch.tell(0, len(old_tokens.keys), "words")
    links = align(old_tokens, new_tokens, letters=lexicon.letters, watch=watch)
    is_same_document = links.cover(lexicon.letters) >= SAME_DOCUMENT
    judge = Judge(Mapper(links, lexicon.letters, lexicon.words), is_same_document)
    linked = [judge.carried(*passages[at]) for at in watch.each(range(len(passages)), "passages")]
    found = list(linked)
    missing = [at for at, one in enumerate(found) if one.start is None]
    if missing:
        search = Search(new_tokens, free_stretches(links.back, bridged=BRIDGED))
        for at in watch.each(missing, "missing passages"):
            start, end = passages[at]
            first, last = old_tokens.within(start, end)
            wanted = Wanted(old[start:end], *neighbours(old, start, end, size=CONTEXT), 0.0)
            places = search.places(wanted, old_tokens.keys[first:last]) if first < last else []
            found[at] = _settled(found[at], places, wanted, tokens=last - first, attaches=is_same_document)
            if found[at].status == "moved" and _is_set_phrase(wanted, places[0], (old, new)):
                found[at] = _waiting(linked[at], places)
    return found


def _settled(linked: Carried, places: Sequence[Place], wanted: Wanted, *, tokens: int, attaches: bool) -> Carried:
    """Decide about a passage that its links did not place, by what was found in text that nothing claims."""
    best = places[0] if places else None
    rivals = [place.score for place in places[1:]]
    if best is not None and attaches and best.score - max(rivals, default=0.0) >= MARGIN:
        long = len(wanted.quote) >= LONG
        if best.same and ((long and tokens >= VERBATIM_TOKENS) or best.context >= VERBATIM_CONTEXT):
            return Carried("moved", best.start, best.end, (), 1.0)
        if long and best.score >= TAKEN and linked.status == "lost":
            return Carried("edited", best.start, best.end, (), best.ratio)
    return _waiting(linked, places)


def _common(one: Candidate, other: Candidate) -> float:
    """Return the intersection over the union of two places."""
    common = max(0, min(one.end, other.end) - max(one.start, other.start))
    return common / (max(one.end, other.end) - min(one.start, other.start))


def _is_set_phrase(wanted: Wanted, place: Place, texts: tuple[str, str]) -> bool:
    """Say whether words come again, so that those found may be others, unless what is around them is the same too."""
    return place.context < VERBATIM_CONTEXT and any(comes_again(wanted.quote, text) for text in texts)


def _waiting(linked: Carried, places: Sequence[Place]) -> Carried:
    """Leave a passage to a person, with the places that it may have, the likeliest first."""
    shown = [Candidate(place.start, place.end, place.ratio) for place in places if place.score >= SHOWN]
    candidates: list[Candidate] = []
    for one in sorted([*linked.candidates, *shown], key=lambda one: -one.score):
        if all(_common(one, better) < SAME_PLACE for better in candidates):
            candidates.append(one)
    if not candidates:
        return linked
    return Carried("ambiguous", None, None, tuple(candidates[:MOST_CANDIDATES]), candidates[0].score)
