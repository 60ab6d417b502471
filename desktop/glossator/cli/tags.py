"""Commands on tags: tag, tags, edit, untag, link, unlink."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import click

from glossator.cli.output import SHOWN_ID, say, say_json, say_json_items, say_table, shortened, tell
from glossator.cli.session import (
    SPAN,
    Session,
    document_argument,
    field_values,
    found,
    json_option,
    pass_session,
    project_argument,
    reader_option,
    reading,
    set_option,
    writing,
)
from glossator.model.annotation import RELATIONS, STATES

if TYPE_CHECKING:
    from glossator.model.annotation import Annotation
    from glossator.model.question import Question
    from glossator.operations.filters import TagFilter
    from glossator.store import Project, Reads

Span = tuple[int, int]

_start = click.option("--start", type=int, metavar="N", help="Where the passage begins, in code points from 0.")
_end = click.option("--end", type=int, metavar="N", help="Where it ends; the character there is not in it.")
_also = click.option("--also", type=SPAN, multiple=True, help="A further passage of the same tag.")
_note = click.option("--note", metavar="T", help="A note (Markdown).")
_labels = click.option("--label", "labels", metavar="L", multiple=True, help="A label in your own words.")


@click.command("tag")
@project_argument
@document_argument
@click.argument("kind", metavar="KIND")
@_start
@_end
@click.option("--quote", metavar="Q", help="The passage's words; they have to be there once.")
@click.option("--prefix", metavar="P", default="", help="What stands right before the quote.")
@click.option("--suffix", metavar="S", default="", help="What stands right after it.")
@_also
@set_option
@_note
@_labels
@click.option("--once", is_flag=True, help="Answer with the same tag where it is there.")
@reader_option
@json_option
@pass_session
def tag(
    session: Session,
    project: str,
    document: str,
    kind: str,
    *,
    start: int | None,
    end: int | None,
    quote: str | None,
    prefix: str,
    suffix: str,
    also: tuple[Span, ...],
    fields: tuple[str, ...],
    note: str | None,
    labels: tuple[str, ...],
    once: bool,
    reader: str | None,
    as_json: bool,
) -> None:
    """Tag a passage with a kind.

    It prints the tag's id.

    \b
    Example:
      glossator tag talks.gloss Minutes position --quote "only if pilots go first" \\
          --set holder="Northern government" --set issue="Ceasefire at sea" --set stance=for
      glossator tag talks.gloss Minutes risk --start 120 --end 184 --also 210:230
    """
    from glossator.operations import tags as operations

    where = _where(start, end, quote, prefix=prefix, suffix=suffix)
    values = field_values(fields)
    with writing(project) as opened:
        known = found(opened.find_document(document))
        tagged = operations.tag(
            opened,
            known.id,
            kind,
            [where(opened.text(known.version)), *also],
            reader=session.acting(opened, reader),
            fields=values,
            note=note or "",
            labels=labels,
            once=once,
        )
        data = _data(opened, tagged.annotation)
    if not tagged.new:
        ignored = " as it was; --set, --note and --label were not applied" if values or note or labels else ""
        tell(f"the tag is there already{ignored}")
    _say_one(data, as_json)


@click.command("tags")
@project_argument
@click.option("--doc", metavar="DOC", help="Of this document.")
@click.option("--kind", metavar="K", help="Of this kind.")
@click.option("--reader", metavar="R", help="By this reader.")
@click.option("--holder", metavar="H", help="Held, claimed or borne by this actor, by any name.")
@click.option("--issue", metavar="I", help="On this issue, by any name.")
@click.option("--state", type=click.Choice(STATES), help="In this state.")
@click.option("--where", metavar="WORDS", help="That answer this question, in words.")
@click.option("--question", metavar="NAME", help="That answer the question of this name.")
@click.option("--date", metavar="D", help="The date that the question of this name asks for.")
@json_option
def tags(
    project: str,
    doc: str | None,
    kind: str | None,
    reader: str | None,
    *,
    holder: str | None,
    issue: str | None,
    state: str | None,
    where: str | None,
    question: str | None,
    date: str | None,
    as_json: bool,
) -> None:
    """List tags in the order of the texts.

    The words of --where join conditions by and, or, not; `questions` lists names for --question.

    \b
    Example:
      glossator tags talks.gloss --kind position --holder "Northern government"
      glossator tags talks.gloss --where "claims and not answered and said after 2026-05"
      glossator tags talks.gloss --question "New since" --date 2026-05-12
    """
    from glossator.operations.filters import tag_filter

    if date is not None and question is None:
        raise click.UsageError("--date goes with --question")
    with reading(project) as opened:
        asked = _asked(opened, where, question, date=date)
        chosen = tag_filter(
            opened, document=doc, kind=kind, reader=reader, holder=holder, issue=issue, state=state, question=asked
        )
        if as_json:
            shape = _Shape(opened)
            say_json_items(shape.data(one) for one in chosen.tags(opened))
        else:
            _list(opened, chosen)


@click.command("edit")
@project_argument
@click.argument("tag", metavar="TAG")
@_start
@_end
@_also
@click.option("--kind", metavar="K", help="Another kind; holder and issue go along.")
@set_option
@_note
@_labels
@reader_option
@json_option
@pass_session
def edit(
    session: Session,
    project: str,
    tag: str,
    *,
    start: int | None,
    end: int | None,
    also: tuple[Span, ...],
    kind: str | None,
    fields: tuple[str, ...],
    note: str | None,
    labels: tuple[str, ...],
    reader: str | None,
    as_json: bool,
) -> None:
    """Change a tag of one's own.

    Its first passage's ends, kind, fields, note or labels. --also gives all further passages anew,
    --label all labels; --label "" clears them.

    \b
    Example:
      glossator edit talks.gloss 3f2a --set stance=against --note "since the second round"
      glossator edit talks.gloss 3f2a --end 190
    """
    from glossator.operations import tags as operations

    values = field_values(fields)
    if start is None and end is None and not also and kind is None and not values and note is None and not labels:
        raise click.UsageError("nothing to change: give --start, --end, --also, --kind, --set, --note or --label")
    with writing(project) as opened:
        annotation = found(opened.find_annotation(tag))
        spans = None
        if start is not None or end is not None or also:
            spans = _moved(annotation, start=start, end=end, also=also)
        changed = operations.edit(
            opened,
            annotation.id,
            reader=session.acting(opened, reader),
            spans=spans,
            kind=kind,
            fields=values,
            note=note,
            labels=labels or None,
        )
        data = _data(opened, changed)
    if as_json:
        say_json(data)


@click.command("untag")
@project_argument
@click.argument("tag", metavar="TAG")
@reader_option
@pass_session
def untag(session: Session, project: str, tag: str, reader: str | None) -> None:
    """Remove a tag of one's own.

    Undo brings it back.

    \b
    Example:
      glossator untag talks.gloss 3f2a
    """
    from glossator.operations import tags as operations

    with writing(project) as opened:
        annotation = found(opened.find_annotation(tag))
        operations.untag(opened, annotation.id, reader=session.acting(opened, reader))


@click.command("link")
@project_argument
@click.argument("tag", metavar="TAG")
@click.argument("relation", metavar="RELATION", type=click.Choice(RELATIONS))
@click.argument("other", metavar="TAG")
@reader_option
@json_option
@pass_session
def link(
    session: Session, project: str, tag: str, relation: str, other: str, *, reader: str | None, as_json: bool
) -> None:
    """Link a tag to another.

    RELATION is contradicts, qualifies, repeats, softens, supports or answers. It prints the link's id.

    \b
    Example:
      glossator link talks.gloss 3f2a contradicts 77c0
    """
    from glossator.exchange.json_shape import link_data
    from glossator.operations import links as operations

    with writing(project) as opened:
        source, target = found(opened.find_annotation(tag)), found(opened.find_annotation(other))
        acting = session.acting(opened, reader)
        made = operations.link(opened, source.id, relation, target.id, reader=acting)
    _say_one(link_data(made), as_json)


@click.command("unlink")
@project_argument
@click.argument("link", metavar="LINK")
@reader_option
@pass_session
def unlink(session: Session, project: str, link: str, reader: str | None) -> None:
    """Remove a link.

    Undo brings it back.

    \b
    Example:
      glossator unlink talks.gloss 9b1d
    """
    from glossator.operations import links as operations

    with writing(project) as opened:
        known = operations.find_link(opened, link)
        operations.unlink(opened, known.id, reader=session.acting(opened, reader))


def _say_one(data: Mapping[str, object], as_json: bool) -> None:
    if as_json:
        say_json(data)
    else:
        say(str(data["id"]))


def _where(start: int | None, end: int | None, quote: str | None, *, prefix: str, suffix: str) -> Callable[[str], Span]:
    """Return how the passage is found in a text, by its offsets or its words; what is no place is a wrong call."""
    if quote is not None and (start is not None or end is not None):
        raise click.UsageError("--quote does not go with --start and --end")
    if quote is None and (prefix or suffix):
        raise click.UsageError("--prefix and --suffix go with --quote")
    if quote is not None:
        from glossator.operations.places import place_of_quote

        return lambda text: place_of_quote(text, quote, prefix, suffix)
    if start is None or end is None:
        raise click.UsageError("say where: --start and --end, or --quote")
    return lambda text: (start, end)


def _moved(annotation: Annotation, *, start: int | None, end: int | None, also: tuple[Span, ...]) -> list[Span]:
    from glossator.operations.tags import attached_spans

    spans = attached_spans(annotation)
    if not spans and (start is None or end is None):
        raise click.UsageError("the tag has no place: give --start and --end")
    first = spans[0] if spans else (0, 0)
    moved = (first[0] if start is None else start, first[1] if end is None else end)
    return [moved, *(also or spans[1:])]


def _asked(reads: Reads, where: str | None, name: str | None, *, date: str | None) -> Question | None:
    """Return what tags are asked for in words, by a name, or both."""
    if where is None and name is None:
        return None
    from glossator.model.question import all_of
    from glossator.operations.asking import question_of
    from glossator.operations.questions import named_question

    parts = [] if where is None else [question_of(reads, where)]
    return all_of(parts if name is None else [*parts, named_question(reads, name, date=date)])


class _Shape:
    """Know what it takes to print tags in the export's shape."""

    def __init__(self, reads: Reads) -> None:
        self._codebook = reads.codebook()
        self._names = {entity.id: entity.name for entity in reads.entities(live_only=False)}

    def data(self, annotation: Annotation) -> dict[str, object]:
        """Return a tag as the export has it."""
        from glossator.exchange.json_shape import annotation_data

        return annotation_data(annotation, self._codebook, self._names)


def _data(project: Project, annotation: Annotation) -> dict[str, object]:
    return _Shape(project).data(annotation)


def _list(project: Project, chosen: TagFilter) -> None:
    shape = _Shape(project)
    titles = {one.id: one.title for one in project.documents()}
    readers = {one.id: one.name for one in project.readers()}
    rows = []
    for one in chosen.tags(project):
        data = shape.data(one)
        shown = data["fields"]
        values = ", ".join(f"{key} {value}" for key, value in shown.items()) if isinstance(shown, dict) else ""
        first = one.first
        place = f"{first.start}:{first.end}" if first.start is not None else first.state
        if len(one.passages) > 1:
            place += f" +{len(one.passages) - 1}"
        if first.start is not None and one.state != "anchored":
            place += f" {one.state}"
        rows.append((one.id[:SHOWN_ID], one.kind, shortened(titles.get(one.document, ""), 24), place,
                     readers.get(one.reader, ""), f"“{shortened(first.quote)}”", values))  # fmt: skip
    say_table(rows)


COMMANDS = (tag, tags, edit, untag, link, unlink)
