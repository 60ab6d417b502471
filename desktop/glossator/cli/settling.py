"""Commands that settle what readers differ in: settle, unsettle, agree."""

from __future__ import annotations

from typing import Any

import click

from glossator.cli.output import counted, say, say_json, tell
from glossator.cli.session import (
    SPAN,
    Session,
    found,
    json_option,
    pass_session,
    project_argument,
    reader_option,
    writing,
)

#: A corrected passage, and its kind where it is another than the tags have.
Corrected = tuple[int, int, str | None]


class CorrectedType(click.ParamType[Corrected]):
    """Read ``START:END`` or ``START:END,KIND``."""

    name = "START:END[,KIND]"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Corrected:
        """Read the offsets and the kind; anything else is a wrong call."""
        if isinstance(value, tuple):
            return value
        place, comma, kind = str(value).partition(",")
        if comma and not kind.strip():
            self.fail(f"{value!r} names no kind after the comma", param, ctx)
        start, end = SPAN.convert(place, param, ctx)
        return start, end, kind.strip() or None


class Settle(click.Command):
    """Take all tags that follow ``--keep`` for kept ones: ``A B --keep A B``."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Give every kept tag an option of its own; before the tags ``--keep`` takes one."""
        return super().parse_args(ctx, _each_kept(args))


def _each_kept(args: list[str]) -> list[str]:
    """Write ``--keep A B`` as ``--keep A --keep B`` where a project and a tag stand before it."""
    written: list[str] = []
    plain, value = 0, ""  # how many arguments there were, and the option whose value comes next
    keeping = False
    for at, word in enumerate(args):
        if word == "--":
            return [*written, *args[at:]]
        if value:
            written.append(word)
            keeping, value = value == "--keep" and plain > 1, ""
        elif word.startswith("-") and len(word) > 1:
            written.append(word)
            keeping = False
            value = word if word in ("--keep", "--as-edited", "--reader", "--note") else ""
        elif keeping:
            written += ["--keep", word]
        else:
            written.append(word)
            plain += 1
    return written


@click.command("settle", cls=Settle)
@project_argument
@click.argument("tags", metavar="TAG…", nargs=-1, required=True)
@click.option("--keep", metavar="TAG…", multiple=True, help="Keep these of the tags as they are.")
@click.option("--none", is_flag=True, help="Keep none of them.")
@click.option("--as-edited", "edited", type=CorrectedType(), help="Keep a corrected one: there, and of this kind.")
@click.option("--note", metavar="T", default="", help="Why it is settled so.")
@reader_option
@json_option
@pass_session
def settle(
    session: Session,
    project: str,
    tags: tuple[str, ...],
    *,
    keep: tuple[str, ...],
    none: bool,
    edited: Corrected | None,
    note: str,
    reader: str | None,
    as_json: bool,
) -> None:
    """Settle in what tags differ into the agreed reading.

    That is the reader named Agreed. The decision keeps every tag as it was. Settling the same tags
    again replaces what came of it. A corrected tag has the fields that all of them share; the
    others are left unset. It prints the decision's id.

    \b
    Example:
      glossator settle talks.gloss 3f2a 77c0 --keep 3f2a --note "the condition belongs to it"
      glossator settle talks.gloss 3f2a 77c0 --as-edited 120:190,position
      glossator settle talks.gloss 9b1d --none
    """
    from glossator.exchange.json_decisions import decision_data
    from glossator.exchange.json_shape import AnnotationShape
    from glossator.operations import settling as operations

    ways = [bool(keep), none, edited is not None]
    if sum(ways) != 1:
        raise click.UsageError("say how, in one way: --keep TAG…, --none, or --as-edited START:END[,KIND]")
    with writing(project) as opened:
        settled = operations.settle(
            opened,
            [found(opened.find_annotation(tag)).id for tag in tags],
            keep=[found(opened.find_annotation(tag)).id for tag in keep],
            none=none,
            edited=None if edited is None else operations.Edited(*edited),
            reader=session.acting(opened, reader),
            note=note,
        )
        names = {entity.id: entity.name for entity in opened.entities(live_only=False)}
        data = decision_data(settled.decision, AnnotationShape(opened.codebook(), names))
    if as_json:
        say_json(data)
    else:
        say(settled.decision.id)


@click.command("unsettle")
@project_argument
@click.argument("decision", metavar="DECISION")
@reader_option
@pass_session
def unsettle(session: Session, project: str, decision: str, reader: str | None) -> None:
    """Take a decision back, with the agreed tags that came of it.

    Undo brings it back.

    \b
    Example:
      glossator unsettle talks.gloss 5c07
    """
    from glossator.operations import settling as operations

    with writing(project) as opened:
        operations.unsettle(opened, decision, reader=session.acting(opened, reader))


@click.command("agree")
@project_argument
@click.option("--readers", metavar="A,B[,…]", required=True, help="What these readers agree on.")
@click.option("--doc", "documents", metavar="DOC", multiple=True, help="In this document; again for more.")
@click.option("--kind", "kinds", metavar="K", multiple=True, help="Of this kind; again for more. All but notes if not.")
@reader_option
@json_option
@pass_session
def agree(
    session: Session,
    project: str,
    *,
    readers: str,
    documents: tuple[str, ...],
    kinds: tuple[str, ...],
    reader: str | None,
    as_json: bool,
) -> None:
    """Take what all readers agree on over into the agreed reading.

    What they differ in is left to settle, and what was settled stays.

    \b
    Example:
      glossator agree talks.gloss --readers Ada,Ben --doc Minutes
    """
    from glossator.operations import comparing
    from glossator.operations.settling import agree_all

    with writing(project) as opened:
        of = comparing.readers_named(opened, readers)
        chosen = comparing.kinds_named(opened, kinds)
        named = comparing.documents_named(opened, documents)
        if named is None:
            named = [one.id for one in opened.documents() if one.id not in opened.blind]
        groups = [
            one.group for id_ in named for one in comparing.compare_document(opened, id_, of, kinds=chosen).groups
        ]
        decided = agree_all(opened, groups, reader=session.acting(opened, reader))
    if as_json:
        say_json(decided)
    else:
        tell(f"{counted(len(decided), 'passage')} taken over")


COMMANDS = (settle, unsettle, agree)
