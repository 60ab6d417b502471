"""Reading saved questions, and what a question asks of tags that a view of the whole does not carry: words, states."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from glossator.model.people import folded
from glossator.model.problem import Problem
from glossator.store.reads import Connected
from glossator.store.refusals import parsed

if TYPE_CHECKING:
    from glossator.model.question import Saved

#: The tags that an act, as a, made.
_MADE = "CROSS JOIN change c ON c.act = a.number AND c.tbl = 'annotation' AND c.made = 1"


class QuestionReads(Connected):
    """Read saved questions, and the words, states and arrival of tags."""

    def questions(self) -> list[Saved]:
        """List the saved questions by name."""
        from glossator.model.question import Saved  # read late: no start asks a question

        rows = self._all("SELECT q.id, q.name, q.filter FROM question q WHERE q.deleted = 0")
        found = [Saved(id_, name, parsed(written)) for id_, name, written in rows]
        return sorted(found, key=lambda one: (folded(one.name), one.name, one.id))

    def tag_words(self) -> Iterator[tuple[str, str, str]]:
        """Stream the id, the quotation and the note of every live tag, one row a passage."""
        sql = "SELECT a.id, p.quote, a.note FROM annotation a JOIN passage p ON p.annotation = a.id WHERE a.deleted = 0"
        return ((id_, quote, note) for id_, quote, note in self._rows(sql))

    def waiting_states(self) -> dict[str, set[str]]:
        """Return the states of every passage of the tags of which not all are anchored."""
        found: dict[str, set[str]] = {}
        sql = (
            "SELECT p.annotation, p.state FROM passage p WHERE p.annotation IN"
            " (SELECT w.annotation FROM passage w WHERE w.state <> 'anchored')"
            " UNION SELECT a.id, 'ambiguous' FROM annotation a INDEXED BY annotation_place"  # in an earlier text
            " JOIN passage p ON p.annotation = a.id WHERE a.deleted = 0 AND a.start IS NULL AND p.start IS NOT NULL"
        )
        for id_, state in self._all(sql):
            found.setdefault(id_, set()).add(state)
        return found

    def labels(self) -> list[str]:
        """List every label that a live tag which is seen has, in order."""
        rows = self._all(
            "SELECT DISTINCT j.value FROM annotation a, json_each(a.labels) j"
            f" WHERE a.labels <> '[]' AND {self.live()} ORDER BY j.value"
        )
        return [row[0] for row in rows]

    def tags_since(self, time: str) -> set[str]:
        """Collect the tags that came into this file at a time (UTC) or later, made here, imported or merged."""
        made = f"SELECT c.row FROM act a {_MADE} WHERE a.at >= ?1"
        brought = (
            "SELECT c.row FROM merge m JOIN received r ON r.merge = m.id AND r.active = 1 JOIN act a ON a.id = r.act"
            f" {_MADE} WHERE m.at >= ?1"
        )
        return {row[0] for row in self._all(f"{made} UNION {brought}", (time,))}

    def tags_since_act(self, act: str) -> set[str] | Problem:
        """Collect the tags that came into this file after an act, which its id or the beginning of one names."""
        found = self._all("SELECT a.number FROM act a WHERE a.id >= ?1 AND a.id < ?1 || '~' LIMIT 2", (act.lower(),))
        if len(found) != 1 or not act:
            why = "several acts begin so" if found else "no act has this id"
            return Problem("the question was not asked", f"“{act}” is no one act: {why}", "take an id from the history")
        rows = self._all(f"SELECT c.row FROM act a {_MADE} WHERE a.number > ?", (found[0][0],))
        return {row[0] for row in rows}
