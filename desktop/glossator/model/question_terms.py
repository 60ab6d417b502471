"""The words that a question can be made of: those of the language, and those of a project's codebook and names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, NamedTuple, TypeVar

from glossator.model.annotation import RELATIONS, STATES
from glossator.model.codebook import Codebook, Kind, Value
from glossator.model.people import folded
from glossator.model.question import (
    CHANGED,
    COMPARISONS,
    EITHER,
    EVERYTHING,
    ONE_READER,
    ONE_SIDE,
    SETTLED,
    SOURCE,
    TARGET,
    IsSet,
    Linked,
    Not,
    Question,
    Trait,
)
from glossator.model.question_tokens import Unclosed, tokens_of

Meaning = TypeVar("Meaning")

#: What joins conditions; a name that holds one of these is found by it only where nothing shorter is meant.
JOINING = frozenset({"and", "but", ",", "or", "not"})
_GUARDED = JOINING | {"(", ")"}

#: What a sentence may hold between conditions without asking for anything.
FILLING = frozenset({"that", "which", "who", "whose", "is", "are", "was", "were", "the"})

#: Where another tag says something of this one; the verb itself is for the tag that says it.
PARTICIPLES = {
    "contradicts": "contradicted",
    "qualifies": "qualified",
    "repeats": "repeated",
    "softens": "softened",
    "supports": "supported",
    "answers": "answered",
}

#: What a trait is called.
TRAIT_WORDS = {
    SETTLED: "settled",
    CHANGED: "changed",
    ONE_SIDE: "one side only",
    ONE_READER: "tagged by one reader only",
}

WITH = ("with", "has", "have", "having", "with a", "with an", "has a", "has an", "have a", "have an")
WITHOUT = ("without", "without a", "without an", "without any", "with no", "has no", "have no", "no")

#: What an operator means, and the words for it; the first of each is how it is written.
_SIGNS = {"at least": (">=", "≥"), "at most": ("<=", "≤"), "above": (">", "over", "more than"),
          "below": ("<", "under", "less than")}  # fmt: skip
_IS = {"is": ("is", "are", "was", "=", "is one of", "is either")}
_IS_NOT = {"is not": ("is not", "isn't", "isn’t", "are not", "is neither", "is none of", "!=", "≠")}
_SET = {
    "is set": ("is set", "is known", "is given"),
    "is not set": ("is not set", "is missing", "is empty", "is not known"),
}
_HAS = {
    "has": ("has", "contains", "mentions", "includes"),
    "has not": ("has not", "does not have", "does not contain", "does not mention"),
}
_COMPARING = {how: (how, f"is {how}", f"are {how}", *_SIGNS[how]) for how in COMPARISONS}
_DATING = {
    "before": ("before", "is before", "<"),
    "after": ("after", "is after", ">"),
    "on": ("on", "in", "is", "is on", "is in", "="),
    "since": ("since", "is since", ">=", "≥"),
    "until": ("until", "is until", "<=", "≤"),
    "between": ("between", "is between", "from"),
}

#: What can follow a subject of each type.
_OPERATORS: Mapping[str, tuple[Mapping[str, tuple[str, ...]], ...]] = {
    "kind": (_IS, _IS_NOT),
    "reader": (_IS, _IS_NOT),
    "document": (_IS, _IS_NOT),
    "state": (_IS, _IS_NOT),
    "label": (_IS, _IS_NOT, _SET),
    "actor": (_IS, _IS_NOT, _SET),
    "issue": (_IS, _IS_NOT, _SET),
    "choice": (_IS, _IS_NOT, _SET),
    "scale": (_IS, _IS_NOT, _COMPARING, _SET),
    "date": (_DATING, _SET),
    "text": (_HAS, _IS, _IS_NOT, _SET),
    "words": (_HAS,),
    "note": (_HAS, _SET),
}

#: The types of what may hold nothing.
SETTABLE = tuple(type_ for type_, groups in _OPERATORS.items() if _SET in groups)

_BARE = re.compile(r"[a-z][a-z0-9-]*\Z")


class Phrases(Generic[Meaning]):
    """Know phrases of one or more words and what each means; case aside, the first to come has a phrase.

    Of ``names`` one that holds “and” or a parenthesis is found only where nothing shorter is meant.
    """

    def __init__(self, pairs: Iterable[tuple[str, Meaning]] = (), *, names: bool = False) -> None:
        self._guarded = _GUARDED if names else frozenset[str]()
        self._whole: dict[str, Meaning] = {}
        self._plain: dict[tuple[str, ...], Meaning] = {}
        self._joining: dict[tuple[str, ...], Meaning] = {}
        self._shown: dict[tuple[str, ...], str] = {}
        self._longest = 0
        for words, meaning in pairs:
            self.add(words, meaning)

    def add(self, words: str, meaning: Meaning, *, shown: str | None = None) -> None:
        """Add a phrase; ``shown`` is how it is offered, "" for not at all."""
        key = _key(words)
        self._whole.setdefault(folded(words), meaning)
        if not key or key in self._shown:
            return
        (self._plain if self._guarded.isdisjoint(key) else self._joining)[key] = meaning
        self._shown[key] = words if shown is None else shown
        self._longest = max(self._longest, len(key))

    def items(self) -> Iterator[tuple[str, Meaning, str]]:
        """Yield every phrase with what it means and how it is offered."""
        for key, shown in self._shown.items():
            yield " ".join(key), self._plain[key] if key in self._plain else self._joining[key], shown

    def whole(self, words: str) -> Meaning | None:
        """Return what a phrase means that is given whole."""
        return self._whole.get(folded(words))

    def at_start(self, words: Sequence[str]) -> tuple[Meaning, int] | None:
        """Return what the longest phrase means with which folded words begin, and how many they are."""
        for table in (self._plain, self._joining):
            for length in range(min(self._longest, len(words)), 0, -1):
                found = table.get(tuple(words[:length]))
                if found is not None:
                    return found, length
        return None

    def after(self, words: Sequence[str]) -> list[str]:
        """List how phrases go on that begin with some words; of none, all of them."""
        begun = tuple(words)
        if not begun:
            return [shown for shown in self._shown.values() if shown]
        size = len(begun)
        going = (key for key, shown in self._shown.items() if shown and len(key) > size and key[:size] == begun)
        return [" ".join(key[size:]) for key in going]


def _key(words: str) -> tuple[str, ...]:
    """Cut a phrase as a question is cut; one with a quotation mark in it is one word, which no question has bare."""
    try:
        tokens = tokens_of(words)
    except Unclosed:
        return (folded(words),)
    return (folded(words),) if any(token.quoted for token in tokens) else tuple(token.word for token in tokens)


class Subject(NamedTuple):
    """Name what a condition is about, and of which type it is."""

    of: str
    type: str


@dataclass(frozen=True, slots=True)
class Terms:
    """Hold the phrases that a question can be made of.

    ``names`` are by type of subject, ``values`` of scales and choices by subject, ``scored`` those of a
    scale that can be compared; of what is not among them any words are taken.
    """

    subjects: Phrases[Subject]
    settable: Phrases[Subject]
    kinds: Phrases[str]
    names: Mapping[str, Phrases[str]]
    values: Mapping[str, Phrases[str]]
    scored: Mapping[str, Phrases[str]]

    def values_of(self, subject: Subject) -> Phrases[str] | None:
        """Return what a subject can be, None for any words."""
        return self.values.get(subject.of) if subject.type in ("scale", "choice") else self.names.get(subject.type)


def terms(codebook: Codebook, names: Mapping[str, Iterable[str]] | None = None) -> Terms:
    """Gather the words of a codebook, and names by what they name: actor, issue, reader, document, label.

    Of what is not given any words are taken for a name.
    """
    known = {what: _named(some) for what, some in (names or {}).items()}
    known["state"] = STATE_WORDS
    known["kind"], kinds = Phrases[str](), Phrases[str]()
    for kind in codebook.kinds:
        for words in _plurals(kind):
            kinds.add(words, kind.key)
        for words in (kind.key, kind.label):
            kinds.add(words, kind.key, shown="")
        known["kind"].add(kind.key, kind.key, shown=bare_or_quoted(kind.key))
        for words in (kind.label, *_plurals(kind)):
            known["kind"].add(words, kind.key, shown="")
    subjects = Phrases[Subject]()
    values: dict[str, Phrases[str]] = {}
    scored: dict[str, Phrases[str]] = {}
    for of, type_, *others in _SUBJECTS:
        for words in (of, *others):
            subjects.add(words, Subject(of, type_), shown=words if words in _OFFERED else "")
    taken = {one.key: one.key in _FIRST or subjects.whole(one.key) is not None for one in codebook.fields()}
    for one in (one for kind in codebook.kinds for one in kind.fields):
        of = f"field {one.key}" if taken[one.key] and one.key != "holder" else one.key
        subjects.add(of, Subject(of, one.type))
        if one.type in ("scale", "choice"):
            _add_values(values.setdefault(of, Phrases[str](names=True)), one.values)
            _add_values(scored.setdefault(of, Phrases[str](names=True)), [v for v in one.values if v.score is not None])
    for one in codebook.fields():
        if not taken[one.key]:
            subjects.add(one.label, Subject(one.key, one.type), shown="")
    settable = Phrases[Subject]()
    for words, subject, shown in subjects.items():
        if subject.type in SETTABLE:
            settable.add(words, subject, shown=shown)
    return Terms(subjects, settable, kinds, known, values, scored)


def _named(names: Iterable[str]) -> Phrases[str]:
    known = Phrases[str](names=True)
    for name in names:
        known.add(name, name, shown=bare_or_quoted(name))
    return known


def _add_values(known: Phrases[str], values: Iterable[Value]) -> None:
    for value in values:
        known.add(value.key, value.key, shown=bare_or_quoted(value.key))
        known.add(value.label, value.key, shown="")
        known.add(value.key.replace("-", " "), value.key, shown="")
        if value.score is not None:
            known.add(str(value.score), value.key, shown="")


#: What conditions are about in every project: the word for it, its type, and other words.
_SUBJECTS = (
    ("kind", "kind"),
    ("holder", "actor", "who"),
    ("reader", "reader"),
    ("document", "document"),
    ("state", "state"),
    ("label", "label", "labels"),
    ("text", "words"),
    ("quote", "words", "quotation"),
    ("note", "note"),
    ("date", "date", "said"),
)


_OFFERED = ("kind", "holder", "reader", "document", "state", "label", "text", "quote", "note", "said")


def _plurals(kind: Kind) -> list[str]:
    return [_plural(folded(words)) for words in (kind.key, kind.label)]


def _plural(word: str) -> str:
    if word.endswith(("s", "x", "ch", "sh")):
        return f"{word}es"
    if word.endswith("y") and word[-2:-1] not in tuple("aeiou"):
        return f"{word[:-1]}ies"
    return f"{word}s"


def _statements() -> Phrases[Question]:
    """Gather the conditions that are whole phrases."""
    found = Phrases[Question]()
    for name, words in TRAIT_WORDS.items():
        found.add(words, Trait(name))
    for words in ("by one reader only", "one reader only"):
        found.add(words, Trait(ONE_READER), shown="")
    found.add("with one side only", Trait(ONE_SIDE), shown="")
    found.add("linked", Linked())
    for end in (SOURCE, TARGET):
        found.add(f"linked as {end}", Linked("", end), shown="")
    for relation in RELATIONS:
        found.add(f"linked by {relation}", Linked(relation))
        for end, word in ((SOURCE, relation), (TARGET, PARTICIPLES[relation])):
            found.add(word, Linked(relation, end))
            found.add(f"linked as {end} by {relation}", Linked(relation, end), shown="")
    found.add("dated", IsSet("date"))
    found.add("undated", Not(IsSet("date")))
    found.add("everything", EVERYTHING)
    for words in ("tags", "all tags", "every tag", "passages"):
        found.add(words, EVERYTHING, shown="")
    return found


def linked_words(linked: Linked) -> str:
    """Return how a link is asked for."""
    if not linked.relation:
        return "linked" if linked.end == EITHER else f"linked as {linked.end}"
    if linked.end == EITHER:
        return f"linked by {linked.relation}"
    return linked.relation if linked.end == SOURCE else PARTICIPLES[linked.relation]


def _offering_first(*groups: tuple[tuple[str, ...], Meaning]) -> Phrases[Meaning]:
    """Gather words by what they mean, the first of each offered, the others understood."""
    found = Phrases[Meaning]()
    for several, meaning in groups:
        for at, words in enumerate(several):
            found.add(words, meaning, shown=words if at == 0 else "")
    return found


STATEMENTS = _statements()
SETTING = _offering_first((WITH, True), (WITHOUT, False))
NEW: Phrases[bool] = Phrases([("new since", False), ("new since act", True)])
STATE_WORDS: Phrases[str] = Phrases((one, one) for one in STATES)

#: Words that name what follows them: whose it is, where it stands, on what it is.
NAMING: Phrases[Subject] = Phrases(
    [
        ("by", Subject("reader", "reader")),
        ("in", Subject("document", "document")),
        ("on", Subject("issue", "issue")),
        ("about", Subject("issue", "issue")),
        ("labelled", Subject("label", "label")),
    ]
)
CONNECTIVES = _offering_first((("and", "but", ", and", ", but"), "and"), (("or", ", or"), "or"))
CONNECTIVES.add(",", ",", shown="")
NEGATION: Phrases[bool] = Phrases([("not", True)])


OPERATORS: Mapping[str, Phrases[str]] = {
    type_: _offering_first(*((words, meaning) for group in groups for meaning, words in group.items()))
    for type_, groups in _OPERATORS.items()
}


def _first_words() -> frozenset[str]:
    """Collect the words with which the language begins something: a field of such a name is called “field NAME”."""
    tables: list[Phrases[Any]] = [STATEMENTS, SETTING, NEW, NAMING, CONNECTIVES, NEGATION, *OPERATORS.values()]
    return FILLING | {"field"} | {words.split()[0] for table in tables for words, _, _ in table.items()}


_FIRST = _first_words()


def _reserved() -> frozenset[str]:
    phrases = {words for groups in _OPERATORS.values() for group in groups for some in group.values() for words in some}
    ends = (words.rpartition(" ") for words in phrases)
    return JOINING | {last for first, _, last in ends if first in phrases}


#: Words that join, or that make another operator of one: a value that is one of them stands in quotation marks.
RESERVED = _reserved()


def bare_or_quoted(words: str) -> str:
    """Return a value as it stands in a question: bare where no one can take it for anything else."""
    return words if _BARE.match(words) and words not in RESERVED else quoted(words)


def quoted(words: str) -> str:
    """Return words in quotation marks; those that they hold are doubled."""
    return '"' + words.replace('"', '""') + '"'
