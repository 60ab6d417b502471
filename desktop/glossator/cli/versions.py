"""Commands on the versions of a document: update, review, accept."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from glossator.cli.output import SHOWN_ID, counted, say_json, say_table, shortened, tell
from glossator.cli.session import (
    Session,
    document_argument,
    found,
    json_option,
    pass_session,
    project_argument,
    reader_option,
    reading,
    writing,
)
from glossator.model.document import Json
from glossator.model.problem import refuse

if TYPE_CHECKING:
    from glossator.operations.updating import Updated
    from glossator.operations.waiting import Waiting
    from glossator.store import Project


@click.command("update")
@project_argument
@document_argument
@click.argument("file", metavar="FILE", required=False)
@click.option("--encoding", metavar="E", help="Read the text in this encoding, whatever it looks like.")
@click.option("--again", is_flag=True, help="Without FILE: read the document's own bytes again.")
@click.option("--anyway", is_flag=True, help="Also where FILE seems to be another document.")
@reader_option
@json_option
@pass_session
def update(
    session: Session,
    project: str,
    document: str,
    file: str | None,
    *,
    encoding: str | None,
    again: bool,
    anyway: bool,
    reader: str | None,
    as_json: bool,
) -> None:
    """Give a document a new version, and carry all tags to it.

    Words that are there as they were keep their tags; words that changed, and those that are not found,
    wait for a look: `review` lists them, `accept` settles one. The earlier version stays beside the new
    one, and one undo takes all of it back.

    \b
    Example:
      glossator update talks.gloss Minutes minutes-corrected.txt
      glossator update talks.gloss Minutes --again --encoding koi8-r
    """
    from glossator.operations import updating
    from glossator.reading.read import Manner, read_file

    if (file is None) is not again:
        raise click.UsageError("give a FILE, or --again for the document's own bytes")
    with writing(project) as opened:
        known = found(opened.find_document(document))
        acting = session.acting(opened, reader)
        if file is None:
            done = updating.read_again(opened, known.id, reader=acting, encoding=encoding)
        else:  # it is read as the document was: by the same column, the article alone
            given = read_file(Path(file), manner=Manner(encoding, dict(known.source.options)))
            done = updating.update(opened, known.id, given, reader=acting, anyway=anyway)
    if done is None:
        return
    if done.outcome == "another":
        why = "hardly any of its words are in it, so that it seems to be another document"
        raise refuse(f"{known.title} got no new version", why, "say --anyway if it is one all the same")
    if as_json:
        say_json(_updated_data(done))
    else:
        _say_updated(done, project)
    for note in done.notes:
        tell(note)


@click.command("review")
@project_argument
@document_argument
@json_option
def review(project: str, document: str, as_json: bool) -> None:
    """List the tags that wait for a look after a new version.

    Each with its quotation and up to five places that it may have now, the best first; of words that
    changed the first is the place that the tag has taken.

    \b
    Example:
      glossator review talks.gloss Minutes
    """
    from glossator.operations.waiting import review as waiting

    with reading(project) as opened:
        known = found(opened.find_document(document))
        items = waiting(opened, known.id)
        if as_json:
            say_json([_waiting_data(one) for one in items])
            return
        _say_waiting(opened, known.version, items)
    if not items:
        tell(f"nothing waits in {known.title}")


@click.command("accept")
@project_argument
@click.argument("tag", metavar="TAG")
@click.option("--part", type=int, metavar="N", help="Which passage of a tag of several, from 0.")
@click.option("--start", type=int, metavar="N", help="Where the passage begins now.")
@click.option("--end", type=int, metavar="N", help="Where it ends, exclusive.")
@click.option("--none", "nowhere", is_flag=True, help="Leave it without a place for good; its quotation stays.")
@reader_option
@json_option
@pass_session
def accept(
    session: Session,
    project: str,
    tag: str,
    *,
    part: int | None,
    start: int | None,
    end: int | None,
    nowhere: bool,
    reader: str | None,
    as_json: bool,
) -> None:
    """Settle where a tag that waits stands in the new version.

    Only the tag's own reader may, anyone for the agreed reading's.

    \b
    Example:
      glossator accept talks.gloss 3f2a --start 120 --end 184
      glossator accept talks.gloss 77c0 --part 1 --none
    """
    from glossator.exchange.json_shape import annotation_data
    from glossator.operations.accepting import accept as settle

    span = None if start is None or end is None else (start, end)
    if nowhere is (span is not None) or (span is None and not (start is None and end is None)):
        raise click.UsageError("say where: --start and --end, or --none")
    with writing(project) as opened:
        annotation = found(opened.find_annotation(tag))
        changed = settle(opened, annotation.id, session.acting(opened, reader), part=part, span=span)
        names = {one.id: one.name for one in opened.entities(live_only=False)}
        data = annotation_data(changed, opened.codebook(), names)
    if as_json:
        say_json(data)


def _updated_data(done: Updated) -> dict[str, object]:
    tags: list[dict[str, Json]] = []
    for one in done.passages:
        item: dict[str, Json] = {"id": one.id, "status": one.status, "start": one.start, "end": one.end}
        tags.append(item if one.part is None else {**item, "part": one.part})
    return {**done.counts, "tags": tags, "version": done.document.version, "same": done.outcome == "same"}


def _say_updated(done: Updated, project: str) -> None:
    if done.outcome == "same":
        tell(f"{done.document.title}: the text is the same, nothing changed")
        return
    say_table([(str(number), status) for status, number in done.counts.items() if number], right=(0,))
    if done.waiting:
        title = done.document.title
        tell(f"{counted(done.waiting, 'passage')} to look at: glossator review {project} “{title}”")


def _waiting_data(one: Waiting) -> dict[str, object]:
    data: dict[str, object] = {
        "id": one.tag.id,
        "status": one.status,
        "quote": one.passage.quote,
        "candidates": [
            {"start": place.start, "end": place.end, "score": round(place.score, 3)} for place in one.candidates
        ],
    }
    if one.part is not None:
        data["part"] = one.part
    if one.passage.tagged_quote is not None:
        data["tagged_quote"] = one.passage.tagged_quote
    if one.before is not None:
        data["before"] = {"version": one.before.version, "start": one.before.start, "end": one.before.end}
    return data


def _say_waiting(project: Project, version: str, items: list[Waiting]) -> None:
    text = project.text(version)
    rows = []
    for one in items:
        tagged = one.passage.tagged_quote if one.passage.tagged_quote is not None else one.passage.quote
        name = one.tag.id[:SHOWN_ID] + ("" if one.part is None else f" part {one.part}")
        rows.append((name, one.status, "", f"“{shortened(tagged)}”"))
        rows += [
            ("", "", f"{place.start}:{place.end}", f"“{shortened(text[place.start : place.end])}”")
            for place in one.candidates
        ]
    say_table(rows)


COMMANDS = (update, review, accept)
