"""Say what each holder last said on the issue of a tag: one passage a holder, with its date and stance."""

from __future__ import annotations

from dataclasses import dataclass

from glossator.model.annotation import Annotation
from glossator.model.dates import days_of
from glossator.operations.statements import joined_entities, stance_scale, statements
from glossator.review.statement import Scale, Statement
from glossator.store import Reads

#: Who bears a risk says nothing by it.
BEARER = "bearer"

#: What decides which of a holder's statements is the last: dated, when, of the tag's own reader, and where.
Order = tuple[bool, int, int, bool, int]


@dataclass(frozen=True, slots=True)
class LastWord:
    """Hold a holder's last passage on an issue; ``is_later`` says that its date comes after that of the tag asked from.

    ``stance`` is the value's key, ``date`` a year, month or day, each "" where it is not known.
    """

    who: str
    tag: str
    document: str
    kind: str
    stance: str
    is_conditional: bool
    date: str
    is_later: bool
    words: str


@dataclass(frozen=True, slots=True)
class LastWords:
    """Hold the last words on an issue, the latest first, of one day by name; ``issue`` is "" where the tag has none."""

    issue: str
    words: tuple[LastWord, ...]
    scale: Scale


def last_words(reads: Reads, annotation: Annotation) -> LastWords:
    """List what each holder or claimant last said on a tag's issue, before the tag or after it.

    A statement without a date is the last one only where its holder has none with a date. Of several on
    one day it is the last in the project's order; of several readers' the tag's own reader's counts.
    """
    scale = stance_scale(reads.codebook())
    kind = reads.codebook().kind(annotation.kind)
    given = annotation.fields.get("issue", "") if kind is not None and kind.field("issue") is not None else ""
    issue = joined_entities(reads).get(given, given)
    if not issue:
        return LastWords("", (), scale)
    last: dict[str, tuple[Order, Statement]] = {}
    own = ""
    for at, one in enumerate(statements(reads)):
        if one.id == annotation.id:
            own = one.date
        if one.issue != issue or not one.who or BEARER in one.fields:
            continue
        order = (*_order(one.date), one.reader == annotation.reader, at)
        if one.who not in last or order > last[one.who][0]:
            last[one.who] = (order, one)
    found = sorted(_words(reads, [one for _, one in last.values()], own), key=lambda word: word.who.casefold())
    found.sort(key=lambda word: _order(word.date), reverse=True)
    return LastWords(_name(reads, issue), tuple(found), scale)


def _words(reads: Reads, chosen: list[Statement], own: str) -> list[LastWord]:
    quotations = reads.quotations([one.id for one in chosen])
    now = days_of(own)
    found = []
    for one in chosen:
        days = days_of(one.date)
        is_later = now is not None and days is not None and days.order > now.order
        found.append(
            LastWord(
                _name(reads, one.who),
                one.id,
                one.document,
                one.kind,
                one.stance,
                one.is_conditional,
                one.date,
                is_later,
                quotations.get(one.id, ""),
            )
        )
    return found


def _order(date: str) -> tuple[bool, int, int]:
    days = days_of(date)
    return (False, 0, 0) if days is None else (True, *days.order)


def _name(reads: Reads, entity_id: str) -> str:
    entity = reads.entity(entity_id)
    return entity.name if entity is not None else ""
