"""A difference in words: what each reader has, which fields differ, which keys settle it."""

from __future__ import annotations

from glossator.views.compare.badge import initials_apart
from glossator.views.compare.cards import CardWords, SideWords
from glossator.views.compare.joined import Joined, outcome_words
from glossator.views.compare.state import Comparing
from glossator.views.desk import Desk
from glossator.views.panel.links import links_of
from glossator.views.panel.words import is_right_to_left, quotation

#: A quotation on a card is cut here, in code points.
QUOTED = 400


class Describing:
    """Put differences into the words of a card."""

    def __init__(self, desk: Desk, comparing: Comparing) -> None:
        self._desk = desk
        self._comparing = comparing

    def __call__(self, joined: Joined) -> CardWords:
        """Describe a difference."""
        names = self._comparing.names
        tags = self._desk.annotations(list(joined.ids))
        sides = []
        for name, letters, side in zip(names, initials_apart(names), joined.sides, strict=True):
            tag = tags.get(side.id) if side is not None else None
            if tag is None:
                sides.append(SideWords(name, None, "", initials=letters))
                continue
            kind = self._desk.kind_of(tag)
            quote = quotation(tag)[:QUOTED]
            fields = tuple(
                (field.label, self._desk.words_of(key, kind, tag.fields[key]) if key in tag.fields else "not set")
                for key in joined.fields
                if (field := kind.field(key)) is not None
            )
            known = links_of(self._desk, tag.id, self._comparing.links_by_tag.get(tag.id, ()))
            links = tuple((link.relation, link.words) for link in known)
            sides.append(SideWords(name, kind, quote, fields, is_right_to_left(quote), letters, links))
        decision, settled = self._comparing.reasons.decision(joined), ""
        if decision is not None:
            known = self._comparing.known_names()
            what = outcome_words(decision, known)
            settled = f"✓ {what[0].upper()}{what[1:]}, by {known.get(decision.reader, '?')}"
        note = self._comparing.reasons.of(joined)
        return CardWords(joined.words(names), self.place(joined), tuple(sides), self.keys(joined), settled, note)

    def place(self, joined: Joined) -> str:
        """Say in which paragraph a difference begins."""
        return f"¶ {self._desk.paragraphs.index_at(joined.start) + 1}"

    def asked(self, joined: Joined) -> str:
        """Say of which difference a reason is, and whether it is settled."""
        what = joined.words(self._comparing.names)
        decision = self._comparing.reasons.decision(joined)
        how = (
            f"was settled, {outcome_words(decision, self._comparing.known_names())}"
            if decision is not None
            else "is settled as it will be"
        )
        return f"Why {self.place(joined)} {how}: {what[0].lower()}{what[1:]}"

    def keys(self, joined: Joined) -> tuple[tuple[str, str], ...]:
        """List the keys that settle a difference; the same ones on every card."""
        kept = [
            (str(at + 1), f"{name}’s" if side is not None else f"{name}’s nothing")
            for at, (name, side) in enumerate(zip(self._comparing.names, joined.sides, strict=True))
        ]
        return (*kept, ("A", "all"), ("E", "corrected"), ("0", "none"), ("N", "why"))
