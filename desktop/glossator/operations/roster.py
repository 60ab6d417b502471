"""The actors or issues of a project as a completion needs them: read once, kept until a name changes."""

from __future__ import annotations

from collections.abc import Mapping
from weakref import WeakKeyDictionary

from glossator.model.people import Entity, folded
from glossator.operations.naming import Names, bare
from glossator.store import Act, Project, Reads


class Roster:
    """Hold the entities of a category, those that are joined as one with all their names."""

    def __init__(self, reads: Reads, category: str) -> None:
        entities = {entity.id: entity for entity in reads.entities(category)}
        #: Each entity's id, with the entity that is shown for it.
        self.shown: dict[str, Entity] = {id_: _root(entities, entity) for id_, entity in entities.items()}
        names: dict[str, list[str]] = {}
        for id_, entity in entities.items():
            names.setdefault(self.shown[id_].id, []).extend(entity.names)
        #: The names of each shown entity, as what is typed is compared.
        self.bare: dict[str, list[str]] = {id_: [bare(name) for name in known] for id_, known in names.items()}
        self._folded = {folded(name): id_ for id_, known in reversed(names.items()) for name in known}
        self.names = Names((id_, name) for id_, known in names.items() for name in known)
        once = {entity.id: entity for entity in self.shown.values()}
        self.by_name = sorted(once.values(), key=lambda one: (folded(one.name), one.id))

    def named(self, name: str) -> str | None:
        """Return the id of the shown entity that has a name."""
        return self._folded.get(folded(name))


#: A category, and the condition by which tags are seen: names that hidden tags alone use are not offered.
_Key = tuple[str, str]

_rosters: WeakKeyDictionary[Project, dict[_Key, Roster]] = WeakKeyDictionary()


def roster(project: Project, category: str) -> Roster:
    """Return the entities of a category, read anew after an act that changed one or took an act back."""
    kept = _rosters.get(project)
    if kept is None:
        kept = _rosters[project] = {}
        project.changed.append(_Listener(kept))
    key = (category, project.seen())
    if key not in kept:
        kept[key] = Roster(project, category)
    return kept[key]


class _Listener:
    """Forget what is kept when names may have changed; it does not hold the project."""

    def __init__(self, kept: dict[_Key, Roster]) -> None:
        self._kept = kept

    def __call__(self, act: Act) -> None:
        """Look whether an act touched a name, or brought tags back whose names were gone.

        Where some names are hidden every tag may show one.
        """
        tables = {"entity", "annotation"} if any(seen for _, seen in self._kept) else {"entity"}
        if act.undoes is not None or any(change.table in tables for change in act.changes):
            self._kept.clear()


def _root(entities: Mapping[str, Entity], entity: Entity) -> Entity:
    seen = {entity.id}
    while (above := entities.get(entity.same_as or "")) is not None and above.id not in seen:
        seen.add(above.id)
        entity = above
    return entity
