"""Match the readers and entities of an export with those of a project: by id, else by name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from glossator.exchange.json_shape import ENTITY_TYPES
from glossator.exchange.plan import Draft
from glossator.model.identity import entity_id
from glossator.model.people import Entity, folded
from glossator.store import Reads


class Readers:
    """Find the project's reader for each of the file's; what is new goes into the draft."""

    def __init__(self, items: list[dict[str, Any]], reads: Reads, draft: Draft) -> None:
        there = {reader.id: reader.name for reader in reads.readers()}
        named = {folded(name): id_ for id_, name in there.items()}
        self._ids = {id_: id_ for id_ in there}
        draft.wrongs.once((item["id"] for item in items), "reader")
        for item in items:
            id_ = item["id"]
            if id_ in self._ids:
                continue
            # A name says who a person is: the one who is there under it is the same.
            self._ids[id_] = named.get(folded(item["name"]), id_)
            if self._ids[id_] == id_:
                draft.edit("reader", id_, {"name": item["name"], "deleted": False})

    def find(self, id_: str) -> str | None:
        """Return the project's id of one of the file's readers, None where it is not known."""
        return self._ids.get(id_)


class Entities:
    """Find the entity that a name in the file means; what is new goes into the draft."""

    def __init__(self, items: list[dict[str, Any]], reads: Reads, draft: Draft) -> None:
        self._draft = draft
        live = reads.entities()
        self._there = {entity.id: entity for entity in live}
        #: What a name means: the file's own names before its aliases, those before the project's.
        self._exact: dict[tuple[str, str], str] = {}
        self._folded: dict[tuple[str, str], str] = {}
        self._live = {
            (entity.category, folded(name)): entity.id for entity in reversed(live) for name in reversed(entity.names)
        }
        draft.wrongs.once((item["id"] for item in items), "entity")
        ids = {item["id"]: self._match(item) for item in items}
        for item in items:
            self._name(item, ids[item["id"]])
        for item in items:
            for alias in item.get("aliases", ()):
                self._folded.setdefault((item["category"], folded(alias)), ids[item["id"]])
        self._joins(items, ids)

    def stored(self, type_: str, words: str) -> str:
        """Return a field's words as the project stores them: an actor or an issue by its id."""
        return self.find(type_, words) if type_ in ENTITY_TYPES else words

    def find(self, category: str, name: str) -> str:
        """Return the id of the entity that a name means; one that is not known yet is made."""
        key = (category, name)
        found = self._exact.get(key)
        if found is None:
            found = self._folded.get((category, folded(name))) or self._live.get((category, folded(name)))
            if found is None:
                found = entity_id(category, name)
                self._draft.edit("entity", found, {"category": category, "name": name, "deleted": False})
            self._exact[key] = found
        return found

    def _match(self, item: Mapping[str, Any]) -> str:
        id_, category = item["id"], item["category"]
        there = self._there.get(id_)
        if there is not None and there.category != category:
            self._draft.wrongs.add(f"the entity {id_} is an {category} and in the project an {there.category}")
            return there.id
        if there is None:
            there = self._there.get(self._live.get((category, folded(item["name"])), ""))
        if there is not None:
            self._add_aliases(item, there)
            return there.id
        fields = {"category": category, "name": item["name"], "aliases": list(item.get("aliases", ()))}
        self._draft.edit("entity", id_, {**fields, "deleted": False})
        return str(id_)

    def _add_aliases(self, item: Mapping[str, Any], there: Entity) -> None:
        known = {folded(name) for name in there.names}
        new = []
        for name in (item["name"], *item.get("aliases", ())):
            taken = (there.category, folded(name)) in self._live
            if folded(name) not in known and not taken:
                known.add(folded(name))
                new.append(name)
        if new:
            self._draft.edit("entity", there.id, {"aliases": [*there.aliases, *new]})

    def _name(self, item: Mapping[str, Any], id_: str) -> None:
        self._exact.setdefault((item["category"], item["name"]), id_)
        self._folded.setdefault((item["category"], folded(item["name"])), id_)

    def _joins(self, items: list[dict[str, Any]], ids: Mapping[str, str]) -> None:
        joined = {item["id"]: item["same_as"] for item in items if item.get("same_as") is not None}
        for id_, other in joined.items():
            target = ids.get(other, other)
            if other not in ids and other not in self._there:
                self._draft.wrongs.add(f"the entity {id_} is the same as {other}, which is not there")
            elif _in_circle(id_, joined):
                self._draft.wrongs.add(f"the entity {id_} is the same as itself by way of others")
            elif ids[id_] not in self._there and target != ids[id_]:
                self._draft.edit("entity", ids[id_], {"same_as": target})


def _in_circle(start: str, joined: Mapping[str, str]) -> bool:
    at, steps = joined.get(start), 0
    while at is not None and at != start and steps <= len(joined):
        at, steps = joined.get(at), steps + 1
    return at is not None
