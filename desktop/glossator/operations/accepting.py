"""Settle what waits after a new version: a passage takes a place in the text, or is left without one for good."""

from __future__ import annotations

from dataclasses import replace

from glossator.model.annotation import NOWHERE, Annotation, Passage, passage_at
from glossator.model.document import Document
from glossator.model.people import Reader
from glossator.model.problem import refuse
from glossator.operations.acting import act, live_document
from glossator.operations.places import sound_spans
from glossator.operations.tags import own_tag
from glossator.store import Edit, Project, passage_values
from glossator.text.segments import Range

_WHAT = "the passage was not accepted"


def accept(project: Project, tag_id: str, reader: Reader, *, part: int | None = None, span: Range | None) -> Annotation:
    """Let a passage that waits stand at ``span``, or with None nowhere for good; only the tag's own reader may.

    ``part`` is the passage's number from 0; without it, it is the only one that waits. What the reader had tagged
    is kept beside other words. A passage without a place keeps its quotation, is lost, and waits no more.
    """
    tag = own_tag(project, tag_id, reader)
    document = live_document(project, tag.document)
    number = _number(tag, part)
    passages = [*tag.passages]
    passages[number] = _left(passages[number]) if span is None else _placed(project, document, tag, number, span)
    values = passage_values(document.version, passages)
    label = "leave a passage without a place" if span is None else "accept a place"
    act(project, reader, label, [Edit("annotation", tag.id, {"passages": values})])
    return project.annotation(tag.id) or tag


def _number(tag: Annotation, part: int | None) -> int:
    waiting = [number for number, one in enumerate(tag.passages) if one.waits]
    if part is not None:
        if not 0 <= part < len(tag.passages):
            last = len(tag.passages) - 1
            raise refuse(_WHAT, f"the tag has no part {part}", f"give one from 0 to {last}")
        if tag.passages[part].state == "anchored":
            raise refuse(_WHAT, f"part {part} of the tag does not wait for a look", "change its place with `edit`")
        return part
    if not waiting and len(tag.passages) == 1 and tag.passages[0].state != "anchored":
        return 0  # left without a place before, and found now
    if len(waiting) != 1:
        why = "it does not wait for a look" if not waiting else f"{len(waiting)} of its passages wait"
        todo = "change its place with `edit`" if not waiting else f"name one: {', '.join(map(str, waiting))}"
        raise refuse(_WHAT, why, todo)
    return waiting[0]


def _left(passage: Passage) -> Passage:
    """Take a passage's place away: what the reader had tagged is its quotation again."""
    quote = passage.tagged_quote if passage.tagged_quote is not None else passage.quote
    return replace(passage, start=None, end=None, quote=quote, tagged_quote=None, state="lost", version=NOWHERE)


def _placed(project: Project, document: Document, tag: Annotation, number: int, span: Range) -> Passage:
    text = project.text(document.version)
    others = [
        (one.start, one.end)
        for other, one in enumerate(tag.passages)
        if other != number and one.start is not None and one.end is not None
    ]
    (place,) = sound_spans(text, [span])
    sound_spans(text, [*others, place])
    made = passage_at(text, *place)
    old = tag.passages[number]
    tagged = old.tagged_quote if old.tagged_quote is not None else old.quote
    return replace(made, tagged_quote=tagged if tagged != made.quote else None, version=document.version)
