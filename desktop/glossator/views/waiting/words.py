"""What a card says of a passage that waits: its state, whose it is, old words against new, places, keys; no paint."""

from __future__ import annotations

from dataclasses import dataclass

from glossator.model.codebook import Kind
from glossator.views.desk import Desk
from glossator.views.panel.words import is_right_to_left
from glossator.views.waiting.runs import AROUND, LONGEST, Toned, differing
from glossator.views.waiting.state import Entry, WaitingTags

#: What became of a passage, in words.
STATES = {
    "edited": "The words have changed",
    "ambiguous": "Its place is uncertain",
    "lost": "Not found in this version",
}

#: How a passage was settled, in words.
SETTLED = {
    "taken": "Settled: it has its place",
    "left": "Settled: left without a place",
    "gone": "The tag was removed",
}

#: Code points of the text that are shown on each side of a place.
AROUND_PLACE = 60

#: The keys that settle one, and those where there is nothing to choose from.
TAKE, OTHER, NONE = ("Enter", "take this place"), ("Tab", "next place"), ("0", "no place")
SELECTION, AGAIN, WALK = ("E", "the page’s selection"), ("U", "undo"), ("J K", "next, previous")


@dataclass(frozen=True, slots=True)
class Place:
    """Hold a place that is proposed, with its surroundings, as words in tones; the chosen one is compared."""

    runs: tuple[Toned, ...]
    chosen: bool


@dataclass(frozen=True, slots=True)
class CardWords:
    """Say all of a passage that waits."""

    title: str
    number: str
    kind: Kind
    owner: str
    tagged: str
    right_to_left: bool
    places: tuple[Place, ...]
    remark: str
    keys: tuple[tuple[str, str], ...]
    settled: str

    @property
    def spoken(self) -> str:
        """Say it in one line, for a screen reader."""
        chosen = next((one for one in self.places if one.chosen), None)
        proposed = (
            " ".join(f"removed {words}" if tone == "gone" else words for words, tone in chosen.runs) if chosen else ""
        )
        parts = (self.title, self.owner, f"tagged: {self.tagged}", f"proposed: {proposed}" if proposed else self.remark)
        return ". ".join(part for part in (*parts, self.settled) if part)


def card_words(entry: Entry, waiting: WaitingTags, desk: Desk) -> CardWords:
    """Put a passage that waits into words."""
    kind, tagged = desk.kind_of(entry.tag), entry.tagged
    own = waiting.is_own(entry)
    places = tuple(_place(entry, number, desk.content.text) for number in range(len(entry.waiting.candidates)))
    remark = ""
    if not places:
        remark = "Nothing like it was found. Ctrl+F finds words; what is selected becomes its place with E."
    return CardWords(
        title=STATES.get(entry.waiting.status, entry.waiting.status),
        number=f"{waiting.place(entry.id) + 1} of {len(waiting.entries)}",
        kind=kind,
        owner="" if own else f"{waiting.owner(entry)}’s tag: only {waiting.owner(entry)} settles it",
        tagged=" ".join(tagged[:LONGEST].split()),
        right_to_left=is_right_to_left(tagged),
        places=places,
        remark=remark,
        keys=_keys(entry, own=own),
        settled=SETTLED.get(entry.settled, ""),
    )


def _place(entry: Entry, number: int, text: str) -> Place:
    one = entry.waiting.candidates[number]
    chosen = number == entry.candidate
    words = text[one.start : one.end]
    before, after = _before(text, one.start), _after(text, one.end)
    middle = differing(entry.tagged, words) if chosen else [(" ".join(words[:LONGEST].split()), "plain")]
    runs = [(before, AROUND), *middle, (after, AROUND)]
    return Place(tuple((said, tone) for said, tone in runs if said), chosen)


def _before(text: str, at: int) -> str:
    """Return the words before a place in its line, cut between two of them."""
    line = text[text.rfind("\n", 0, at) + 1 : at]
    if len(line) <= AROUND_PLACE:
        return line
    cut = line[-AROUND_PLACE:]
    return "…" + (cut[cut.index(" ") + 1 :] if " " in cut[:-1] else cut)


def _after(text: str, at: int) -> str:
    """Return the words behind a place in its line, cut between two of them."""
    end = text.find("\n", at)
    line = text[at : end if end >= 0 else len(text)]
    if len(line) <= AROUND_PLACE:
        return line
    cut = line[:AROUND_PLACE]
    return (cut[: cut.rindex(" ")] if " " in cut[1:] else cut) + "…"


def _keys(entry: Entry, *, own: bool) -> tuple[tuple[str, str], ...]:
    if entry.settled or not own:
        return (AGAIN, WALK) if own else (WALK,)
    candidates = len(entry.waiting.candidates)
    take = ("Enter", "accept as it stands") if entry.waiting.status == "edited" and entry.candidate == 0 else TAKE
    choice = (take, OTHER) if candidates > 1 else (take,) if candidates else ()
    return (*choice, NONE, SELECTION, AGAIN, WALK)
