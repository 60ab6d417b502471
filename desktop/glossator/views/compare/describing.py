"""A difference in words: what each reader has, which fields differ, which keys settle it."""

from __future__ import annotations

from glossator.model.annotation import Decision
from glossator.views.compare.cards import CardWords, SideWords
from glossator.views.compare.joined import Joined
from glossator.views.compare.state import Comparing
from glossator.views.desk import Desk
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
        for name, side in zip(names, joined.sides, strict=True):
            tag = tags.get(side.id) if side is not None else None
            if tag is None:
                sides.append(SideWords(name, None, ""))
                continue
            kind = self._desk.kind_of(tag)
            quote = quotation(tag)[:QUOTED]
            fields = tuple(
                (field.label, self._desk.words_of(key, kind, tag.fields[key]) if key in tag.fields else "not set")
                for key in joined.fields
                if (field := kind.field(key)) is not None
            )
            sides.append(SideWords(name, kind, quote, fields, is_right_to_left(quote)))
        place = f"¶ {self._desk.paragraphs.index_at(joined.start) + 1}"
        decision = self._desk.project.decision(joined.settled) if joined.settled else None
        settled, note = "", self._comparing.note if joined is self._comparing.current else ""
        if decision is not None:
            settled, note = self._outcome(decision), decision.note
        return CardWords(joined.words(names), place, tuple(sides), self.keys(joined), settled, note)

    def keys(self, joined: Joined) -> tuple[tuple[str, str], ...]:
        """List the keys that settle a difference; the same ones on every card."""
        kept = [
            (str(at + 1), f"{name}’s" if side is not None else f"{name}’s nothing")
            for at, (name, side) in enumerate(zip(self._comparing.names, joined.sides, strict=True))
        ]
        return (*kept, ("A", "all"), ("E", "corrected"), ("0", "none"), ("N", "why"))

    def _outcome(self, decision: Decision) -> str:
        names = {reader.id: reader.name for reader in self._desk.project.readers()}
        owners = {side.id: side.reader for side in decision.sides}
        kept = [names.get(owners.get(id_, ""), "?") for id_ in decision.kept]
        if decision.outcome == "none":
            what = "kept none"
        elif decision.outcome == "edited":
            what = "kept as corrected"
        else:
            what = "kept " + " and ".join(f"{name}’s" for name in kept)
        return f"✓ {what[0].upper()}{what[1:]}, by {names.get(decision.reader, '?')}"
