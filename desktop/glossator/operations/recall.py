"""Find what was said before: earlier passages that share their telling words with a tag, and what was made of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from glossator.model.annotation import Annotation
from glossator.model.codebook import WHO_FIELDS
from glossator.model.dates import days_of
from glossator.model.identity import AGREED_READER
from glossator.model.people import Reader
from glossator.model.problem import refuse
from glossator.operations.acting import act
from glossator.operations.statements import STANCE, joined_entities
from glossator.operations.tags import attached_spans, own_tag
from glossator.store import Edit, Project, Reads
from glossator.store.recall import Recall
from glossator.text.segments import Range

#: From this share of weighted words on a passage is offered. Of a real commentary's sentences those that say a thing
#: again have 0.32 and more, those that are on one topic and say different things 0.25 and less.
LIKE = 0.3

#: More passages than this are no recollection but a search.
LIMIT = 12

#: How many candidates are read from the project at once.
_CHUNK = 60

#: The field that says what was found of a claim.
VERDICT = "verdict"


@dataclass(frozen=True, slots=True)
class Before:
    """Place an earlier passage: its tag, who and issue (ids of entities), verdict and stance (keys), each "" if unset.

    ``date`` is when it was said, else when its document was published, "" where neither is known.
    """

    id: str
    document: str
    who: str
    issue: str
    verdict: str
    stance: str
    date: str
    score: float


@dataclass(frozen=True, slots=True)
class _Told:
    """Hold a tag with what decides whether it came before another."""

    tag: Annotation
    before: Before
    place: tuple[int, int, int, str]
    spans: tuple[Range, ...]

    def is_after(self, other: _Told) -> bool:
        """Tell whether it came after another: by date where the two share no day, else by place."""
        mine, theirs = days_of(self.before.date), days_of(other.before.date)
        if mine is not None and theirs is not None and not mine.meets(theirs):
            return mine.first > theirs.last
        return self.place > other.place

    def meets(self, other: _Told) -> bool:
        """Tell whether both tag some of the same words."""
        if self.before.document != other.before.document:
            return False
        return any(a < d and c < b for a, b in self.spans for c, d in other.spans)


class _Teller:
    """Tell of tags what is asked of each, with what all of them need read once."""

    def __init__(self, reads: Reads) -> None:
        documents = reads.documents()
        self._order = {document.id: at for at, document in enumerate(documents)}
        self._published = {document.id: document.published or "" for document in documents}
        self._shown = {kind.key: {field.key for field in kind.fields} for kind in reads.codebook().kinds}
        self._standing: Mapping[str, str] = joined_entities(reads)

    def tell(self, tag: Annotation, score: float) -> _Told:
        """Tell of a tag."""
        shown = self._shown.get(tag.kind, set())
        fields = {key: self._standing.get(value, value) for key, value in tag.fields.items() if key in shown}
        before = Before(
            tag.id,
            tag.document,
            next((fields[key] for key in WHO_FIELDS if key in fields), ""),
            fields.get("issue", ""),
            fields.get(VERDICT, ""),
            fields.get(STANCE, ""),
            fields.get("said") or self._published.get(tag.document, ""),
            score,
        )
        spans = tuple(attached_spans(tag))
        start, end = spans[0] if spans else (-1, -1)
        return _Told(tag, before, (self._order.get(tag.document, len(self._order)), start, end, tag.id), spans)


def recall_of(reads: Reads) -> Recall:
    """Make the recall of every tag that is seen."""
    return Recall(reads.quotations())


def said_before(recall: Recall, reads: Reads, annotation: Annotation, limit: int = LIMIT) -> list[Before]:
    """List the earlier passages that are like a tag's, the likest first, each passage once for each who says it.

    Earlier is what was said before, by a statement's own date, else its document's, else by the order of
    the project. Tags on the same words are no earlier ones, whoever made them.
    """
    teller = _Teller(reads)
    now = teller.tell(annotation, 1.0)
    words = " ".join(passage.quote for passage in annotation.passages)
    ranked = [one for one in recall.sharing(words) if one.score >= LIKE and one.id != annotation.id]
    kept: list[_Told] = []
    for begin in range(0, len(ranked), _CHUNK):
        chunk = ranked[begin : begin + _CHUNK]
        there = reads.annotations_by_id([one.id for one in chunk])
        told = [teller.tell(there[one.id], one.score) for one in chunk if one.id in there]
        told.sort(key=lambda one: (-one.before.score, one.tag.reader != annotation.reader, not one.before.who))
        for one in told:
            same_again = any(
                one.meets(other) and (not one.before.who or one.before.who == other.before.who) for other in kept
            )
            if one.tag.reader == AGREED_READER or one.meets(now) or not now.is_after(one) or same_again:
                continue
            kept.append(one)
            if len(kept) == limit:
                return [other.before for other in kept]
    return [one.before for one in kept]


def latest(found: Iterable[Before]) -> Before | None:
    """Return the passage with a verdict, else with a stance, that was said last; None where none has a date."""
    dated = [(days.order, one) for one in found if (days := days_of(one.date)) is not None]
    judged = [pair for pair in dated if pair[1].verdict] or [pair for pair in dated if pair[1].stance]
    return max(judged, key=lambda pair: pair[0])[1] if judged else None


def take_from(project: Project, tag_id: str, earlier_id: str, *, reader: Reader) -> tuple[str, ...]:
    """Set who, issue and verdict of a tag as an earlier one has them, where they are not set, in one act.

    Who is carried from holder, claimant or bearer into what the tag's kind has. Returns the fields' labels.
    """
    tag = own_tag(project, tag_id, reader)
    earlier = project.annotation(earlier_id)
    codebook = project.codebook()
    kind = codebook.kind(tag.kind)
    former = codebook.kind(earlier.kind) if earlier is not None else None
    if earlier is None or kind is None or former is None:
        raise refuse("nothing was taken over", "the passage or its kind is not there any more", "choose another one")
    wanted = {key: earlier.fields[key] for key in ("issue", VERDICT) if key in earlier.fields and former.field(key)}
    if kind.who is not None and former.who is not None and former.who.key in earlier.fields:
        wanted[kind.who.key] = earlier.fields[former.who.key]
    row = {}
    labels = []
    for field in kind.fields:
        if field.key not in wanted or tag.fields.get(field.key):
            continue
        if field.values and field.value(wanted[field.key]) is None:
            continue  # this kind's verdict has other values
        row[f"fields.{field.key}"] = wanted[field.key]
        labels.append(field.label)
    if not row:
        raise refuse(
            "nothing was taken over",
            "what that passage says of who, issue and verdict is set here already, or is not set there",
            "choose another passage, or set the fields yourself",
        )
    act(project, reader, f"take over {', '.join(labels).lower()}", [Edit("annotation", tag.id, dict(row))])
    return tuple(labels)
