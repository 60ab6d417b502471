"""Which tags are asked for: words become ids, and something unknown is refused rather than found nowhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from glossator.model.annotation import Annotation
from glossator.model.codebook import WHO_FIELDS
from glossator.model.problem import Problem, Refused, refuse
from glossator.model.question import Question
from glossator.operations.people import known_reader
from glossator.operations.tags import find_kind
from glossator.store import Reads


@dataclass(frozen=True, slots=True)
class TagFilter:
    """Choose tags by document, kind, reader, the ids that mean a holder or an issue, and state; None for any.

    ``shown`` holds the field keys of each kind, ``answers`` the ids of the tags that answer a question.
    """

    document: str | None = None
    kind: str | None = None
    reader: str | None = None
    holders: frozenset[str] | None = None
    issues: frozenset[str] | None = None
    state: str | None = None
    shown: Mapping[str, frozenset[str]] = field(default_factory=dict)
    answers: frozenset[str] | None = None

    def tags(self, reads: Reads) -> Iterator[Annotation]:
        """Yield the tags in the export's order."""
        kinds = None if self.kind is None else frozenset({self.kind})
        readers = None if self.reader is None else frozenset({self.reader})
        for annotation in reads.annotations(document=self.document, kinds=kinds, readers=readers):
            if self.takes(annotation):
                yield annotation

    def takes(self, annotation: Annotation) -> bool:
        """Say whether a tag's holder, issue and state are those asked for, and whether it answers."""
        if self.answers is not None and annotation.id not in self.answers:
            return False
        if self.state is not None and all(passage.state != self.state for passage in annotation.passages):
            return False
        if self.issues is None and self.holders is None:
            return True
        # What the kind hides waits for another kind and says nothing about this tag.
        shown = self.shown.get(annotation.kind, frozenset())
        fields = {key: value for key, value in annotation.fields.items() if key in shown}
        if self.issues is not None and fields.get("issue") not in self.issues:
            return False
        return self.holders is None or any(fields.get(key) in self.holders for key in WHO_FIELDS)


def tag_filter(
    reads: Reads,
    *,
    document: str | None = None,
    kind: str | None = None,
    reader: str | None = None,
    holder: str | None = None,
    issue: str | None = None,
    state: str | None = None,
    question: Question | None = None,
) -> TagFilter:
    """Make a filter from words; a document, kind, reader or name that is not there is refused.

    The agreed reading's tags answer a ``question`` only where it, or ``reader``, names the agreed reading.
    """
    codebook = reads.codebook()
    return TagFilter(
        document=None if document is None else document_named(reads, document),
        kind=None if kind is None else find_kind(codebook, kind).key,
        reader=None if reader is None else known_reader(reads, reader).id,
        holders=None if holder is None else _meaning(reads, "actor", holder),
        issues=None if issue is None else _meaning(reads, "issue", issue),
        state=state,
        shown={one.key: frozenset(field.key for field in one.fields) for one in codebook.kinds},
        answers=None if question is None else _answers(reads, question, agreed=reader is not None),
    )


def _answers(reads: Reads, question: Question, *, agreed: bool) -> frozenset[str]:
    from glossator.operations.asking import Asking  # read late: most lists of tags are asked no question

    return frozenset(Asking(reads).ids(question, agreed=agreed))


def document_named(reads: Reads, words: str) -> str:
    """Return the id of the document that words name: an id, the beginning of one, or a title."""
    found = reads.find_document(words)
    if isinstance(found, Problem):
        raise Refused(found)
    return found.id


def _meaning(reads: Reads, category: str, name: str) -> frozenset[str]:
    # Tags keep the id that was set; after "same as" several ids mean one actor.
    known = reads.entity_named(category, name)
    if known is None:
        raise refuse(
            f"“{name}” was not found", f"no {category} here has this name", "list the names and take one of them"
        )
    parents = {one.id: one.same_as for one in reads.entities(live_only=False)}
    return frozenset(id_ for id_ in parents if _root(parents, id_) == _root(parents, known.id))


def _root(parents: dict[str, str | None], id_: str) -> str:
    seen = {id_}
    while (above := parents.get(id_)) is not None and above not in seen:
        seen.add(above)
        id_ = above
    return id_
