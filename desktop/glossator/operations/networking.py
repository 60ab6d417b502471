"""Look at the tags of a project as a discourse network: of which positions, on which issues, in which time."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import NamedTuple

from glossator.model.codebook import Codebook
from glossator.model.dates import days_of, is_within
from glossator.model.identity import AGREED_READER
from glossator.model.problem import refuse
from glossator.operations.statements import STANCE, stance_scale, statements
from glossator.review.network import CONGRUENCE, NONE, NORMALISATIONS, RELATIONS, Network, Step
from glossator.review.network import network as joined
from glossator.review.statement import Statement
from glossator.store import Reads

#: Asked now and then whether the reader wants to stop.
Cancelled = Callable[[], bool]

_WHAT = "the network was not made"


class Positions(NamedTuple):
    """Hold the positions that were chosen, and how many were left out because nobody knows when they were said."""

    found: list[Statement]
    undated: int


def network(
    reads: Reads,
    *,
    relation: str = CONGRUENCE,
    normalisation: str = NONE,
    issues: Collection[str] | None = None,
    readers: Iterable[str] | None = None,
    documents: Iterable[str] | None = None,
    since: str | None = None,
    until: str | None = None,
    progress: Step | None = None,
    cancelled: Cancelled | None = None,
) -> Network:
    """Make the network of a project from the positions on issues, by readers and in documents (ids), None for all.

    ``since`` and ``until`` are years, months or days, both included. Without ``readers`` the agreed
    reading is left out, which repeats what readers said. ``progress`` hears of holders done and all.
    """
    return network_of(
        statements(reads, documents=documents, readers=readers),
        reads,
        relation=relation,
        normalisation=normalisation,
        issues=issues,
        since=since,
        until=until,
        progress=progress,
        cancelled=cancelled,
    )


def network_of(
    found: Iterable[Statement],
    reads: Reads,
    *,
    relation: str = CONGRUENCE,
    normalisation: str = NONE,
    issues: Collection[str] | None = None,
    since: str | None = None,
    until: str | None = None,
    progress: Step | None = None,
    cancelled: Cancelled | None = None,
) -> Network:
    """Make a network from statements that were read before, as from those of a whole project."""
    relation = _known(relation, RELATIONS, "relation")
    normalisation = _known(normalisation, NORMALISATIONS, "normalisation")
    codebook = reads.codebook()
    chosen = positions(found, codebook, issues=issues, since=since, until=until)
    return joined(
        chosen.found,
        stance_scale(codebook),
        relation=relation,
        normalisation=normalisation,
        names={entity.id: entity.name for entity in reads.entities(live_only=False)},
        undated=chosen.undated,
        step=stopping(progress, cancelled),
    )


def positions(
    found: Iterable[Statement],
    codebook: Codebook,
    *,
    issues: Collection[str] | None = None,
    since: str | None = None,
    until: str | None = None,
) -> Positions:
    """List statements of kinds that have a stance, on issues (ids), in a range of time; what is no date is refused."""
    for words in (since, until):
        if words is not None and days_of(words) is None:
            raise refuse(_WHAT, f"“{words}” is no date", "give 2026, 2026-05 or 2026-05-12")
    if since is not None and until is not None and not _is_range(since, until):
        raise refuse(_WHAT, f"{since} is after {until}", "give the earlier date first")
    kinds = _kinds(codebook)
    on_issues = [one for one in found if one.kind in kinds and (issues is None or one.issue in issues)]
    if since is None and until is None:
        return Positions(on_issues, 0)
    undated = sum(1 for one in on_issues if days_of(one.date) is None)
    return Positions([one for one in on_issues if is_within(one.date, since, until)], undated)


def hidden(reads: Reads, *, readers: Collection[str] | None = None, documents: Collection[str] | None = None) -> int:
    """Count the positions of readers and documents (ids) that are hidden because a document is read blind."""
    kinds = _kinds(reads.codebook())
    return sum(
        count
        for (document, kind, reader), count in reads.hidden_counts().items()
        if kind in kinds
        and (documents is None or document in documents)
        and (reader != AGREED_READER if readers is None else reader in readers)
    )


def issues_named(reads: Reads, words: Iterable[str]) -> frozenset[str] | None:
    """Return the ids of the issues that words name, each that stands for it; None where there are no words."""
    found = set()
    for name in words:
        known = reads.entity_named("issue", name)
        if known is None:
            raise refuse(_WHAT, f"no issue here is called “{name}”", "list the names and take one of them")
        found.add(known.id)
    return frozenset(found) or None


def stopping(progress: Step | None, cancelled: Cancelled | None) -> Step:
    """Return what is told of each step of long work, tells of it, and stops it where the reader wants that."""

    def step(done: int, all_: int) -> None:
        if cancelled is not None and cancelled():
            raise refuse(_WHAT, "it was stopped", "start it again when you want it")
        if progress is not None:
            progress(done, all_)

    return step


def _kinds(codebook: Codebook) -> frozenset[str]:
    return frozenset(kind.key for kind in codebook.kinds if kind.field(STANCE) is not None)


def _is_range(since: str, until: str) -> bool:
    begin, end = days_of(since), days_of(until)
    return begin is None or end is None or begin.first <= end.last


def _known(word: str, there: Collection[str], what: str) -> str:
    if word not in there:
        raise refuse(_WHAT, f"{word} is no {what}", f"name one of: {', '.join(there)}")
    return word
