"""What an import would do: edits for one act, the texts they name, and the report; nothing is written here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from glossator.model.document import Content, Json
from glossator.model.problem import refuse
from glossator.store import Edit


@dataclass(frozen=True, slots=True)
class Conflict:
    """Name a field of a tag that is there with another value than the file's; it is left as it is."""

    id: str
    field: str


@dataclass(frozen=True, slots=True)
class Rejected:
    """Name what was not taken, and why."""

    id: str
    why: str


@dataclass(frozen=True, slots=True)
class Report:
    """Say what an import adds, finds unchanged, in conflict, or does not take; by the ids of tags."""

    added: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    conflicting: tuple[Conflict, ...] = ()
    refused: tuple[Rejected, ...] = ()

    def data(self) -> dict[str, Json]:
        """Return the report as the command line prints it."""
        return {
            "added": list(self.added),
            "unchanged": list(self.unchanged),
            "conflicting": [{"id": conflict.id, "field": conflict.field} for conflict in self.conflicting],
            "refused": [{"id": rejected.id, "why": rejected.why} for rejected in self.refused],
        }


@dataclass(frozen=True, slots=True)
class Planned:
    """Hold an import that is ready: its edits in the order of writing, contents by version id, and the report."""

    edits: tuple[Edit, ...]
    contents: Mapping[str, Content]
    report: Report


@dataclass(slots=True)
class Wrongs:
    """Gather what is wrong with a file: the first in words, the others counted."""

    first: str | None = None
    count: int = 0

    def add(self, words: str) -> None:
        """Note one wrong thing."""
        self.count += 1
        if self.first is None:
            self.first = words

    def once(self, ids: Iterable[str], what: str) -> None:
        """Note every id that stands there a second time."""
        seen: set[str] = set()
        for id_ in ids:
            if id_ in seen:
                self.add(f"the {what} {id_} stands there twice")
            seen.add(id_)

    def settle(self) -> None:
        """Raise Refused where anything was wrong."""
        if self.first is None:
            return
        more = self.count - 1
        others = (
            "" if not more else f" (and {more} more thing{'s' if more > 1 else ''} {'are' if more > 1 else 'is'} wrong)"
        )
        raise refuse("nothing was imported", f"{self.first}{others}", "mend the file and import it again")


@dataclass(slots=True)
class Draft:
    """Gather the edits, contents and report of an import while its parts are looked at."""

    wrongs: Wrongs = field(default_factory=Wrongs)
    rows: dict[tuple[str, str], dict[str, Json]] = field(default_factory=dict)
    contents: dict[str, Content] = field(default_factory=dict)
    added: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    conflicting: list[Conflict] = field(default_factory=list)

    def edit(self, table: str, id_: str, fields: Mapping[str, Json]) -> None:
        """Ask for values of a row; what is asked of one row becomes one edit."""
        if fields:
            self.rows.setdefault((table, id_), {}).update(fields)

    def planned(self) -> Planned:
        """Return the plan, or raise Refused where anything was wrong."""
        self.wrongs.settle()
        report = Report(tuple(self.added), tuple(self.unchanged), tuple(self.conflicting))
        edits = tuple(Edit(table, id_, fields) for (table, id_), fields in self.rows.items())
        return Planned(edits, self.contents, report)
