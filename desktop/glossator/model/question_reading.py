"""Words become a question: a small language that reads like a sentence, forgiving in how things are said.

``not`` binds closest, then ``and``, then ``or``; parentheses decide otherwise. Two conditions one
after the other are joined by and: “risks without bearer”.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import Any, NamedTuple, NoReturn, TypeVar

from glossator.model.date_words import parse_date
from glossator.model.misreading import Misread, near
from glossator.model.people import folded
from glossator.model.question import (
    COMPARISONS,
    EVERYTHING,
    WHENS,
    Compared,
    Dated,
    Holds,
    Is,
    IsSet,
    New,
    Question,
    all_of,
    any_of,
    negated,
)
from glossator.model.question_terms import (
    CONNECTIVES,
    FILLING,
    JOINING,
    NAMING,
    NEGATION,
    NEW,
    OPERATORS,
    SETTING,
    STATEMENTS,
    Phrases,
    Subject,
    Terms,
)
from glossator.model.question_tokens import Token, Unclosed, tokens_of

Meaning = TypeVar("Meaning")

#: Between the dates of a range.
_AND = Phrases([("and", "and"), ("to", "to")])

#: The words that a date has at most.
_DATE_WORDS = 3

_OPENED: Phrases[bool] = Phrases()
_OPENED.add("(", True, shown="")
_CLOSED = Phrases([(")", True)])

#: Parentheses and contraries in one another, more than any sentence has.
_DEEPEST = 20


class Expected(NamedTuple):
    """Hold what can stand at a place: ``start`` is where the word begins that one of ``words`` takes the place of."""

    start: int
    words: list[str]


def read_question(text: str, terms: Terms) -> Question | Misread:
    """Read words as a question; of nothing at all every tag is an answer."""
    try:
        tokens = tokens_of(text)
    except Unclosed as open_:
        return Misread(open_.start, len(text), text[open_.start :], "has no closing quotation mark", (), ())
    if not tokens:
        return EVERYTHING
    reader = _Reader(text, tokens, terms)
    try:
        return reader.whole()
    except _Wrong as wrong:
        return wrong.misread


def expected(text: str, caret: int, terms: Terms) -> Expected:
    """List the words that can stand at the caret (code points), those that go on with what is begun there."""
    before = text[:caret]
    try:
        tokens = tokens_of(before)
        begun = tokens.pop() if tokens and tokens[-1].end == caret and not tokens[-1].is_sign else None
        start, part = (begun.start, begun.text) if begun is not None else (caret, "")
    except Unclosed as open_:
        tokens, start = tokens_of(before[: open_.start]), open_.start
        part = before[open_.start + 1 :]
    reader = _Reader(before, tokens, terms)
    with suppress(_Wrong):  # what was begun is no question yet
        reader.whole()
        reader.another()
    wanted = folded(part)
    words = [one for one in reader.could_follow() if folded(one).lstrip('"').startswith(wanted)]
    return Expected(start, words)


class _Wrong(Exception):
    def __init__(self, misread: Misread) -> None:
        super().__init__(misread.why)
        self.misread = misread


class _Reader:
    """Read tokens one after the other, and remember what could have stood at each."""

    def __init__(self, text: str, tokens: Sequence[Token], terms: Terms) -> None:
        self._text = text
        self._tokens = tokens
        self._terms = terms
        self._words = [token.word for token in tokens]
        self._at = 0
        self._tried: dict[int, list[Phrases[Any]]] = {}
        self._depth = 0

    def whole(self) -> Question:
        """Read all of it."""
        question = self._alternatives()
        if self._at < len(self._tokens):
            self._fail(self._at)
        return question

    def another(self) -> None:
        """Try another condition behind the last token: it needs no word that joins it."""
        if self._at == len(self._tokens):
            self._single()

    def could_follow(self) -> list[str]:
        """List how what was tried can go on after the last token."""
        return self._candidates(len(self._tokens))

    # Joining

    def _alternatives(self) -> Question:
        parts = [self._joined()]
        while self._connective("or"):
            parts.append(self._joined())
        return any_of(parts)

    def _joined(self) -> Question:
        parts = [self._single()]
        while self._goes_on():
            parts.append(self._single())
        return all_of(parts)

    def _goes_on(self) -> bool:
        """Tell whether another condition is joined by and, said or not."""
        if self._connective("and", ","):
            return True
        at = self._at
        if self._take(CONNECTIVES) is not None:
            self._at = at
            return False
        return at < len(self._tokens) and self._tokens[at].text != ")"

    def _connective(self, *wanted: str) -> bool:
        at = self._at
        found = self._take(CONNECTIVES)
        if found is not None and found in wanted:
            return True
        self._at = at
        return False

    def _single(self) -> Question:
        self._depth += 1
        if self._depth > _DEEPEST:
            self._fail(self._at, why="is nested too deeply")
        self._offer(self._terms.kinds)  # what is asked for most stands first
        try:
            self._fill()
            if self._take(NEGATION):
                return negated(self._single())
            if self._take(_OPENED):
                inner = self._alternatives()
                if not self._take(_CLOSED):
                    self._fail(self._at, why="leaves a parenthesis open" if self._is_over() else None)
                return inner
            return self._condition()
        finally:
            self._depth -= 1

    def _fill(self) -> None:
        while self._at < len(self._tokens) and self._word(self._at) in FILLING and self._subject_at() is None:
            self._at += 1

    # Conditions

    def _condition(self) -> Question:
        at = self._at
        subject = self._subject_at()
        if subject is not None:
            found, operator, after = subject
            self._at = after
            return self._about(found, operator)
        statement = self._take(STATEMENTS)
        if statement is not None:
            return statement
        for read in (self._new, self._setting, self._kind, self._naming, self._quotation):
            self._at = at
            question = read()
            if question is not None:
                return question
        self._at = at
        self._fail(max(self._tried, default=at))

    def _subject_at(self) -> tuple[Subject, str, int] | None:
        """Find a subject with an operator here, and where what follows them begins."""
        at = self._at
        try:
            subject = self._take(self._terms.subjects)
            operator = self._take(OPERATORS[subject.type]) if subject is not None else None
            return None if subject is None or operator is None else (subject, operator, self._at)
        finally:
            self._at = at

    def _about(self, subject: Subject, operator: str) -> Question:
        if operator in ("is set", "is not set"):
            return IsSet(subject.of) if operator == "is set" else negated(IsSet(subject.of))
        if operator in ("has", "has not"):
            holds = Holds(subject.of, self._free())
            return holds if operator == "has" else negated(holds)
        if operator in COMPARISONS:
            return Compared(subject.of, operator, self._value(self._terms.scored.get(subject.of), subject))
        if operator in WHENS:
            date = self._date()
            if operator != "between":
                return Dated(subject.of, operator, date)
            if self._take(_AND) is None:
                self._fail(self._at)
            return Dated(subject.of, operator, date, self._date())
        asked = Is(subject.of, self._values(subject))
        return asked if operator == "is" else negated(asked)

    def _new(self) -> Question | None:
        by_act = self._take(NEW)
        if by_act is None:
            return None
        return New(self._free(), act=True) if by_act else New(self._date())

    def _setting(self) -> Question | None:
        wanted = self._take(SETTING)
        if wanted is None:
            return None
        subject = self._take(self._terms.settable)
        if subject is None:
            self._fail(self._at)
        return IsSet(subject.of) if wanted else negated(IsSet(subject.of))

    def _kind(self) -> Question | None:
        kind = self._take(self._terms.kinds)
        if kind is not None:
            return Is("kind", (kind,))
        state = self._take(self._terms.names["state"])
        return None if state is None else Is("state", (state,))

    def _naming(self) -> Question | None:
        subject = self._take(NAMING)
        return None if subject is None else Is(subject.of, self._values(subject))

    def _quotation(self) -> Question | None:
        if self._at < len(self._tokens) and self._tokens[self._at].quoted and self._tokens[self._at].text.strip():
            self._at += 1
            return Holds("text", self._tokens[self._at - 1].text)
        return None

    # Values

    def _values(self, subject: Subject) -> tuple[str, ...]:
        known = self._terms.values_of(subject)
        values = [self._value(known, subject)]
        while True:
            at = self._at
            joined = self._take(CONNECTIVES)
            more = self._further(known) if joined in ("or", ",") else None
            if more is None:
                self._at = at
                return tuple(dict.fromkeys(values))
            values.append(more)

    def _further(self, known: Phrases[str] | None) -> str | None:
        """Take a further value of a list, None where something else begins here."""
        if self._is_over():
            if known is not None:
                self._offer(known)
            return None
        if self._tokens[self._at].quoted:
            return self._value(known, None)
        if known is None or self._subject_at() is not None:
            return None
        return self._take(known)

    def _value(self, known: Phrases[str] | None, subject: Subject | None) -> str:
        at = self._at
        if known is None:
            return self._free()
        if at < len(self._tokens) and self._tokens[at].quoted:
            self._offer(known)
            found = known.whole(self._tokens[at].text)
            self._at += 1
        else:
            found = self._take(known)
        if found is None:
            self._at = at
            could = known.after(()) if subject is not None else None
            self._fail(at, whole=self._run(at), subject=subject, could=could)
        return found

    def _free(self) -> str:
        """Take words as they stand: those in quotation marks, or all up to the next and, or, parenthesis."""
        at = self._at
        if at < len(self._tokens) and self._tokens[at].quoted and self._tokens[at].text.strip():
            self._at += 1
            return self._tokens[at].text
        end = self._run(at)
        if end == at:
            self._fail(at)
        self._at = end
        return self._text[self._tokens[at].start : self._tokens[end - 1].end]

    def _run(self, at: int) -> int:
        """Return where the words end that begin at a token and are no joining ones."""
        end = at
        while end < len(self._tokens) and not self._tokens[end].quoted and not self._ends(self._tokens[end]):
            end += 1
        return end

    @staticmethod
    def _ends(token: Token) -> bool:
        return token.word in JOINING or token.text in ("(", ")")

    def _date(self) -> str:
        """Take a date of up to three words: 2026-05, 12 May 2026."""
        at = self._at
        for end in range(min(at + _DATE_WORDS, len(self._tokens)), at, -1):
            date = parse_date(self._text[self._tokens[at].start : self._tokens[end - 1].end])
            if date is not None:
                self._at = end
                return date
        self._fail(at, why="is no date such as 2026, 2026-05 or 2026-05-12")

    # Tokens

    def _is_over(self) -> bool:
        return self._at >= len(self._tokens)

    def _word(self, at: int) -> str:
        return "" if self._tokens[at].quoted else self._words[at]

    def _offer(self, known: Phrases[Any]) -> None:
        """Remember that a phrase of these could stand here."""
        self._tried.setdefault(self._at, []).append(known)

    def _take(self, known: Phrases[Meaning]) -> Meaning | None:
        """Take the longest phrase that stands here, None where there is none."""
        self._offer(known)
        end = self._at
        while end < len(self._tokens) and not self._tokens[end].quoted:
            end += 1
        found = known.at_start(self._words[self._at : end])
        if found is None:
            return None
        self._at += found[1]
        return found[0]

    # What could stand

    def _candidates(self, place: int) -> list[str]:
        """List what could stand at a token: how every phrase goes on that was tried there or is begun before it."""
        found: dict[str, None] = {}
        for at, tables in sorted(self._tried.items(), reverse=True):
            if at > place or any(token.quoted for token in self._tokens[at:place]):
                continue
            for table in tables:
                found.update(dict.fromkeys(table.after(self._words[at:place])))
        return list(found)

    def _fail(
        self,
        at: int,
        *,
        whole: int | None = None,
        subject: Subject | None = None,
        could: list[str] | None = None,
        why: str | None = None,
    ) -> NoReturn:
        """Refuse the word at a token, or the words from there to ``whole``."""
        if at >= len(self._tokens):
            could = self._candidates(len(self._tokens))
            end = len(self._text)
            raise _Wrong(Misread(end, end, "", why or "leaves it open", (), tuple(could)))
        first, last = self._tokens[at], self._tokens[max(at, (whole or at + 1) - 1)]
        words = first.text if first.quoted else self._text[first.start : last.end]
        nearest = near(words, could or ()) or near(words, self._candidates(at)) or near(first.text, could or ())
        could = could or self._candidates(at)
        if why is None:
            why = f"is no {subject.of} that is known" if subject is not None else "cannot stand there"
        raise _Wrong(Misread(first.start, last.end, words, why, tuple(nearest), tuple(could)))
