"""Why differences are settled as they are: words that wait for a decision, and those of one that was made."""

from __future__ import annotations

from glossator.model.annotation import Decision
from glossator.operations import settling
from glossator.views.compare.joined import Joined
from glossator.views.desk import Desk


class Reasons:
    """Keep what was typed until it is kept with a decision; nothing typed is lost on the way."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._typed: dict[str, str] = {}
        desk.project_opened.connect(self._typed.clear)

    def decision(self, joined: Joined) -> Decision | None:
        """Return the decision that settled a difference."""
        return self._desk.project.decision(joined.settled) if joined.settled else None

    def of(self, joined: Joined) -> str:
        """Return the reason of a difference: what was typed last, else what its decision holds."""
        typed = self._typed.get(joined.id)
        if typed is not None:
            return typed
        decision = self.decision(joined)
        return decision.note if decision is not None else ""

    def type(self, joined: Joined, words: str) -> None:
        """Remember what was typed so far."""
        self._typed[joined.id] = words

    def forget(self, id_: str) -> None:
        """Forget what was typed for a difference: its decision holds it."""
        self._typed.pop(id_, None)

    def keep(self, joined: Joined, *, origin: object) -> bool:
        """Write what was typed into the decision, where there is one and it says otherwise; tell whether it was."""
        desk, decision = self._desk, self.decision(joined)
        if decision is None or joined.id not in self._typed:
            return False
        words = self._typed[joined.id]
        if words == decision.note:
            self.forget(joined.id)
            return False
        done = desk.do(
            lambda: settling.explain(desk.project, decision.id, words, reader=desk.reader), origin=origin, waits=True
        )
        if done is None:
            return False
        self.forget(joined.id)
        desk.say("Why it was settled so is kept with the decision.")
        return True
