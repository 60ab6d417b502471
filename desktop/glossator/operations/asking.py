"""Ask a question of a project: words become a question, names become ids, and the tags that answer are found.

A question is worked out over all tags in memory; what one tag is only among the others (changed, on
one side, by one reader, settled) is found once, when a question asks for it. What is unknown is
refused rather than found nowhere. The agreed reading repeats what readers said: its tags answer only
a question that names it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import TypeAlias

from glossator.model.codebook import Field
from glossator.model.dates import days_of
from glossator.model.identity import AGREED_READER
from glossator.model.misreading import Misread, near
from glossator.model.people import folded
from glossator.model.problem import Problem, Refused, refuse
from glossator.model.question import (
    All,
    Compared,
    Dated,
    Either,
    Holds,
    Is,
    IsSet,
    Linked,
    New,
    Not,
    Question,
    Trait,
)
from glossator.model.question_reading import read_question
from glossator.model.question_terms import Terms, terms
from glossator.operations.asked import Facts
from glossator.operations.naming import bare
from glossator.operations.people import AGREED_NAME
from glossator.review.statement import Statement
from glossator.store import Reads

#: Says whether a tag is an answer.
Test: TypeAlias = Callable[[Statement], bool]

_WHAT = "the question was not asked"

#: How many names a refusal names.
_NAMED = 8


def vocabulary(reads: Reads) -> Terms:
    """Gather the words that a question of this project can be made of."""
    entities = reads.entities()
    return terms(
        reads.codebook(),
        {
            **{
                category: [name for one in entities if one.category == category for name in one.names]
                for category in ("actor", "issue")
            },
            "reader": [one.name for one in reads.readers()],
            "document": [one.title for one in reads.documents()],
            "label": reads.labels(),
        },
    )


def question_of(reads: Reads, words: str) -> Question:
    """Read a question of this project; a wrong word is refused with its place and what could stand there."""
    found = read_question(words, vocabulary(reads))
    if isinstance(found, Misread):
        raise Refused(found.problem)
    return found


def ask(reads: Reads, question: Question) -> list[str]:
    """List the ids of the tags that answer a question, in the order of the project."""
    return Asking(reads).ids(question)


class Asking:
    """Ask several questions of the project as it is now; its tags are read once."""

    def __init__(self, reads: Reads) -> None:
        self._reads = reads
        self._facts = Facts(reads)

    def ids(self, question: Question, *, agreed: bool = False) -> list[str]:
        """List the ids of the tags that answer a question, in the order of the project."""
        return [one.id for one in self.answers(question, agreed=agreed)]

    def answers(self, question: Question, *, agreed: bool = False) -> list[Statement]:
        """List the tags that answer a question, in the order of the project; ``agreed`` for the agreed ones too."""
        is_answer = self._test(question)
        everyone = agreed or names_agreed(question)
        return [one for one in self._facts.statements if (everyone or one.reader != AGREED_READER) and is_answer(one)]

    def _test(self, question: Question) -> Test:
        match question:
            case All(parts):
                every = [self._test(part) for part in parts]
                return lambda one: all(test(one) for test in every)
            case Either(parts):
                some = [self._test(part) for part in parts]
                return lambda one: any(test(one) for test in some)
            case Not(part):
                contrary = self._test(part)
                return lambda one: not contrary(one)
            case Is(of, values):
                return self._is(of, values)
            case IsSet(of):
                return self._is_set(of)
            case Compared(of, how, value):
                return self._compared(of, how, value)
            case Dated():
                return self._dated(question)
            case Holds(of, words):
                return self._holds(of, words)
            case Linked(relation, end):
                return _among(self._facts.linked(relation, end))
            case Trait(name):
                return _among(self._facts.trait(name))
            case New(since, act):
                return _among(self._new(since, act))

    # What each condition means

    def _is(self, of: str, values: tuple[str, ...]) -> Test:
        match of:
            case "kind":
                keys = self._kinds(values)
                return lambda one: one.kind in keys
            case "reader":
                readers = self._readers(values)
                return lambda one: one.reader in readers
            case "document":
                documents = self._documents(values)
                return lambda one: one.document in documents
            case "state":
                return self._in_state(values)
            case "label":
                labels = self._labels(values)
                return lambda one: any(label in labels for label in one.labels)
            case "holder":
                holders = self._entities("actor", values)
                return lambda one: one.who in holders
        field, value_of = self._field(of)
        if field.type in ("actor", "issue"):
            ids = self._entities(field.type, values)
            return lambda one: value_of(one) in ids
        if field.type in ("scale", "choice"):
            chosen = self._values(of, values)
            return lambda one: value_of(one) in chosen
        plain = {folded(value) for value in values}
        return lambda one: folded(value_of(one)) in plain

    def _is_set(self, of: str) -> Test:
        match of:
            case "holder":
                return lambda one: bool(one.who)
            case "date":
                return lambda one: days_of(one.date) is not None
            case "label":
                return lambda one: bool(one.labels)
            case "note":
                return _among(self._facts.noted)
        _, value_of = self._field(of)
        return lambda one: bool(value_of(one))

    def _compared(self, of: str, how: str, value: str) -> Test:
        field, value_of = self._field(of)
        scores = self._facts.scores(of)
        (key,) = self._values(of, (value,))
        bound = next((score for (_, one), score in scores.items() if one == key), None)
        if bound is None:
            raise refuse(_WHAT, f"“{key}” of {field.key} has no score", "compare with a value that has one")

        def test(one: Statement) -> bool:
            score = scores.get((one.kind, value_of(one)))
            if score is None:
                return False
            if how == "at least":
                return score >= bound
            if how == "at most":
                return score <= bound
            return score > bound if how == "above" else score < bound

        return test

    def _dated(self, asked: Dated) -> Test:
        value_of = self._facts.date if asked.of == "date" else self._field(asked.of)[1]
        begin, end = days_of(asked.date), days_of(asked.until or asked.date)
        if begin is None or end is None:
            raise refuse(_WHAT, f"“{asked.date}” is no date", "give 2026, 2026-05 or 2026-05-12")

        def test(one: Statement) -> bool:
            days = self._facts.days(value_of(one))
            if days is None:
                return False
            match asked.when:
                case "before":
                    return days.first < begin.first
                case "after":
                    return days.last > begin.last
                case "since":
                    return days.last >= begin.first
                case "until":
                    return days.first <= begin.last
            return days.last >= begin.first and days.first <= end.last

        return test

    def _holds(self, of: str, words: str) -> Test:
        wanted = bare(words)
        if of in ("text", "quote", "note"):
            return _among(self._facts.holding(wanted, quotes=of != "note", notes=of != "quote"))
        _, value_of = self._field(of)
        return lambda one: wanted in bare(value_of(one))

    def _in_state(self, values: tuple[str, ...]) -> Test:
        wanted, waiting = frozenset(values), self._facts.waiting
        anchored = frozenset({"anchored"})
        return lambda one: not wanted.isdisjoint(waiting.get(one.id, anchored))

    def _new(self, since: str, act: bool) -> Collection[str]:
        found = self._reads.tags_since_act(since) if act else self._reads.tags_since(since)
        if isinstance(found, Problem):
            raise Refused(found)
        return found

    # What words mean

    def _field(self, of: str) -> tuple[Field, Callable[[Statement], str]]:
        """Find a field of the codebook by what a question calls it, and how its value is had of a tag."""
        key = of.removeprefix("field ")
        field = next((one for one in self._facts.codebook.fields() if one.key == key), None)
        if field is None:
            raise _unknown(of, "field of the codebook", [one.key for one in self._facts.codebook.fields()])
        allowed = self._facts.allowed(key)
        if allowed is None:
            return field, lambda one: one.fields.get(key, "")

        def value_of(one: Statement) -> str:
            value = one.fields.get(key, "")
            return value if (one.kind, value) in allowed else ""

        return field, value_of

    def _kinds(self, values: Iterable[str]) -> frozenset[str]:
        known = {kind.key: kind.key for kind in self._facts.codebook.kinds}
        return _known(values, known, "kind")

    def _values(self, of: str, values: Iterable[str]) -> frozenset[str]:
        known = {key: key for _, key in self._facts.allowed(of.removeprefix("field ")) or ()}
        return _known(values, known, of)

    def _readers(self, values: Iterable[str]) -> frozenset[str]:
        known = {AGREED_NAME: AGREED_READER, AGREED_READER: AGREED_READER}
        for one in self._reads.readers():
            known |= {one.name: one.id, one.id: one.id}
        return _known(values, known, "reader")

    def _documents(self, values: Iterable[str]) -> frozenset[str]:
        documents = self._reads.documents()
        found: set[str] = set()
        for words in values:
            named = [one.id for one in documents if words in (one.id, one.title) or folded(one.title) == folded(words)]
            if not named:
                raise _unknown(words, "document", [one.title for one in documents])
            found.update(named)
        return frozenset(found)

    def _labels(self, values: Iterable[str]) -> frozenset[str]:
        known: dict[str, set[str]] = {}
        for label in self._reads.labels():
            known.setdefault(folded(label), set()).add(label)
        lacking = [words for words in values if folded(words) not in known]
        if lacking:
            raise _unknown(lacking[0], "label", list(known))
        return frozenset(label for words in values for label in known[folded(words)])

    def _entities(self, category: str, values: Iterable[str]) -> frozenset[str]:
        found = set()
        for words in values:
            known = self._reads.entity_named(category, words)
            if known is None:
                raise _unknown(words, category, self._facts.names(category))
            found.add(known.id)
        return frozenset(found)


def names_agreed(question: Question) -> bool:
    """Tell whether a question names the agreed reading."""
    match question:
        case Is("reader", values):
            return any(folded(one) == folded(AGREED_NAME) or one == AGREED_READER for one in values)
        case All(parts) | Either(parts):
            return any(map(names_agreed, parts))
        case Not(part):
            return names_agreed(part)
        case _:
            return False


def _among(ids: Collection[str]) -> Test:
    return lambda one: one.id in ids


def _known(values: Iterable[str], known: Mapping[str, str], what: str) -> frozenset[str]:
    plain = {folded(name): id_ for name, id_ in known.items()}
    lacking = [words for words in values if folded(words) not in plain]
    if lacking:
        raise _unknown(lacking[0], what, list(known))
    several = [id_ for name, id_ in known.items() for words in values if folded(name) == folded(words)]
    return frozenset(several)


def _unknown(words: str, what: str, there: Collection[str]) -> Refused:
    close = near(words, there)
    if close:
        todo = f"write {' or '.join(close)}"
    else:
        todo = f"name one of: {', '.join(sorted(there)[:_NAMED])}" if there else f"make the {what} first"
    return refuse(_WHAT, f"“{words}” is no {what} here", todo)
