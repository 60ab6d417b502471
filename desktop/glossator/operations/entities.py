"""Actors and issues: found by any of their names, made, renamed, joined."""

from __future__ import annotations

from dataclasses import dataclass, replace

from glossator.model.document import Json
from glossator.model.identity import entity_id
from glossator.model.people import CATEGORIES, Entity, Reader, folded
from glossator.model.problem import Problem, refuse
from glossator.operations.acting import act
from glossator.operations.people import clean_name
from glossator.store import Edit, Project, Reads


@dataclass(frozen=True, slots=True)
class Named:
    """Say which entity a name stands for and what has to be written first, nothing where it is there."""

    id: str
    edits: tuple[Edit, ...]


def named(reads: Reads, category: str, name: str) -> Named:
    """Find an actor or issue by any of its names, or say how it is made."""
    wanted = clean_name(name, f"the {category}")
    known = reads.entity_named(category, wanted)
    if known is not None:
        return Named(known.id, ())
    id_ = entity_id(category, wanted)
    made: dict[str, Json] = {"category": category, "name": wanted, "aliases": [], "same_as": None, "deleted": False}
    return Named(id_, (Edit("entity", id_, made),))


def entity(reads: Reads, id_: str) -> Entity:
    """Find an entity by its id, whether or not something uses it."""
    found = reads.entity(id_)
    if found is None:
        raise refuse("the name was not found", "no actor or issue has this id", "list the names and take one of them")
    return found


def find_entity(reads: Reads, name: str, category: str | None = None) -> Entity | Problem:
    """Find an actor or issue by any of its names; a name that both have needs the category."""
    categories = [category] if category is not None else list(CATEGORIES)
    found = [known for one in categories if (known := reads.entity_named(one, name)) is not None]
    if not found:
        return Problem(
            f"“{name}” was not found", "no actor or issue has this name", "list the names and take one of them"
        )
    if len(found) > 1:
        return Problem(
            f"“{name}” was not found", "an actor and an issue have this name", "say --category actor or issue"
        )
    return found[0]


def make(project: Project, category: str, name: str, reader: Reader) -> Entity:
    """Make an actor or issue; one that has this name is returned as it is."""
    if category not in CATEGORIES:
        raise refuse("the name was not made", f"there is no category {category!r}", "say actor or issue")
    found = named(project, category, name)
    act(project, reader, f"add {category} {clean_name(name, category)}", found.edits)
    return entity(project, found.id)


def rename(project: Project, id_: str, name: str, reader: Reader) -> Entity:
    """Rename an actor or issue everywhere; the old name stays one of its names."""
    known = entity(project, id_)
    row = _renamed(project, known, name)
    act(project, reader, f"rename {known.category} {known.name}", [Edit("entity", id_, row)])
    return entity(project, id_)


def alias_edits(reads: Reads, id_: str, alias: str) -> list[Edit]:
    """Say what has to be written so that an entity is also found by another name; nothing where it is."""
    row = _with_alias(reads, entity(reads, id_), alias)
    return [Edit("entity", id_, row)] if row else []


def same_as(project: Project, id_: str, other_id: str, reader: Reader) -> Entity:
    """Join an actor or issue to another: from now on it is shown and counted as that one; no tag is rewritten."""
    known = entity(project, id_)
    edit = _join(project, known, other_id)
    act(project, reader, f"{known.name} is {entity(project, other_id).name}", [edit])
    return entity(project, id_)


def change(
    project: Project,
    id_: str,
    *,
    reader: Reader,
    rename_to: str | None = None,
    alias: str | None = None,
    same_as_id: str | None = None,
) -> Entity:
    """Rename, name otherwise and join an actor or issue in one act; what is not given stays."""
    known = entity(project, id_)
    row: dict[str, Json] = {}
    names = known
    if rename_to is not None:
        row |= _renamed(project, names, rename_to)
        names = replace(known, name=str(row["name"]), aliases=tuple(row["aliases"]))  # type: ignore[arg-type]
    if alias is not None:
        row |= _with_alias(project, names, alias)
    edits = [Edit("entity", id_, row)] if row else []
    if same_as_id is not None:
        edits.append(_join(project, known, same_as_id))
    act(project, reader, f"change {known.category} {known.name}", edits)
    return entity(project, id_)


def _unclaimed(reads: Reads, known: Entity, name: str, what: str) -> None:
    owner = reads.entity_named(known.category, name)
    if owner is not None and reads.standing(owner).id != reads.standing(known).id:
        raise refuse(
            what, f"“{name}” is a name of “{owner.name}”", "join the two: say that one is the same as the other"
        )


def _renamed(reads: Reads, known: Entity, name: str) -> dict[str, Json]:
    wanted = clean_name(name, f"the {known.category}")
    _unclaimed(reads, known, wanted, f"“{known.name}” was not renamed")
    return {"name": wanted, "aliases": [alias for alias in known.names if folded(alias) != folded(wanted)]}


def _with_alias(reads: Reads, known: Entity, alias: str) -> dict[str, Json]:
    wanted = clean_name(alias, f"the {known.category}")
    _unclaimed(reads, known, wanted, f"“{known.name}” was not given another name")
    if folded(wanted) in {folded(name) for name in known.names}:
        return {}
    return {"aliases": [*known.aliases, wanted]}


def _join(reads: Reads, known: Entity, other_id: str) -> Edit:
    other, standing = reads.standing(entity(reads, other_id)), reads.standing(known)
    what = f"“{known.name}” was not joined"
    if known.category != other.category:
        raise refuse(what, f"it is an {known.category} and “{other.name}” an {other.category}", "join two of a kind")
    if standing.id == other.id:
        raise refuse(what, f"it is the same as “{other.name}” already", "name another one to join it to")
    return Edit("entity", standing.id, {"same_as": other.id})
