"""Commands on names: entity, reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from glossator.cli.output import counted, say_json, say_table, tell
from glossator.cli.session import (
    Session,
    found,
    json_option,
    pass_session,
    project_argument,
    reader_option,
    reading,
    writing,
)
from glossator.model.people import CATEGORIES
from glossator.model.problem import Problem

if TYPE_CHECKING:
    from glossator.model.people import Entity, Reader
    from glossator.store import Project


@click.command("entity")
@project_argument
@click.argument("name", metavar="[NAME]", required=False)
@click.option("--rename", metavar="NEW", help="Give it another name everywhere; the old one stays an alias.")
@click.option("--alias", metavar="A", help="Let it be found by another name too.")
@click.option("--same-as", metavar="OTHER", help="Join it to another: it is shown and counted as that one.")
@click.option("--category", type=click.Choice(CATEGORIES), help="Where an actor and an issue have one name.")
@reader_option
@json_option
@pass_session
def entity(
    session: Session,
    project: str,
    name: str | None,
    *,
    rename: str | None,
    alias: str | None,
    same_as: str | None,
    category: str | None,
    reader: str | None,
    as_json: bool,
) -> None:
    """List, rename or join actors and issues.

    \b
    Example:
      glossator entity talks.gloss
      glossator entity talks.gloss "Northern government" --alias "the North"
      glossator entity talks.gloss Norland --same-as "Northern government"
    """
    from glossator.exchange.json_shape import entity_data
    from glossator.operations.entities import find_entity

    changes = [change for change in (rename, alias, same_as) if change is not None]
    if name is None and changes:
        raise click.UsageError("--rename, --alias and --same-as need a NAME")
    if name is None or not changes:
        with reading(project) as opened:
            uses = opened.uses()
            known = opened.entities(category) if name is None else [found(find_entity(opened, name, category))]
            standing = {one.id: opened.standing(one).name for one in known if one.same_as is not None}
        data = [entity_data(one) | {"tags": uses.get(one.id, 0)} for one in known]
    else:
        with writing(project) as opened:
            acting = session.acting(opened, reader)
            known = [
                _change(
                    opened, name, session_reader=acting, rename=rename, alias=alias, same_as=same_as, category=category
                )
            ]
        data, standing, uses = [entity_data(known[0])], {}, {}
        if not as_json:
            return
    if as_json:
        say_json(data if name is None else data[0])
        return
    rows = []
    for one in known:
        more = f"is {standing[one.id]}" if one.id in standing else ", ".join(one.aliases)
        rows.append((one.category, one.name, counted(uses.get(one.id, 0), "tag"), more))
    say_table(rows, right=(2,))


@click.command("reader")
@project_argument
@click.argument("name", metavar="[NAME]", required=False)
@click.option("--rename", metavar="NEW", help="Give the reader another name.")
@json_option
@pass_session
def reader(session: Session, project: str, name: str | None, rename: str | None, as_json: bool) -> None:
    """List the readers, add one, or rename one.

    \b
    Example:
      glossator reader talks.gloss
      glossator reader talks.gloss Ada
      glossator reader talks.gloss Ada --rename "Ada L."
    """
    from glossator.operations import people as operations

    if name is None:
        if rename is not None:
            raise click.UsageError("--rename needs a NAME")
        with reading(project) as opened:
            known = opened.readers()
        if as_json:
            say_json([{"id": one.id, "name": one.name} for one in known])
        else:
            say_table([(one.name,) for one in known])
        return
    with writing(project) as opened:
        acting = session.acting(opened)
        if rename is None:
            one = operations.add_reader(opened, name, acting)
        else:
            one = operations.rename_reader(opened, operations.known_reader(opened, name).id, rename, acting)
    if as_json:
        say_json({"id": one.id, "name": one.name})
    else:
        tell(one.name)


def _change(
    project: Project,
    name: str,
    *,
    session_reader: Reader,
    rename: str | None,
    alias: str | None,
    same_as: str | None,
    category: str | None,
) -> Entity:
    from glossator.operations import entities as operations

    known = found(operations.find_entity(project, name, category))
    other: Entity | None = None
    if same_as is not None:
        same = operations.find_entity(project, same_as, known.category)
        # What has this name may be of the other category: the joining says so.
        other = found(operations.find_entity(project, same_as)) if isinstance(same, Problem) else same
    return operations.change(
        project, known.id, reader=session_reader, rename_to=rename, alias=alias, same_as_id=other.id if other else None
    )


COMMANDS = (entity, reader)
