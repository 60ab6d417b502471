"""A question written in words, such that reading them gives the same question."""

from __future__ import annotations

from collections.abc import Iterator

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
from glossator.model.question_terms import TRAIT_WORDS, bare_or_quoted, linked_words, quoted


def words_of(question: Question) -> str:
    """Write a question in words; the one that asks for nothing is "" ."""
    return "" if question == All() else _words(question)


def _words(question: Question) -> str:
    match question:
        case All(()):
            return "everything"
        case All(parts):
            return " and ".join(f"({_words(part)})" if isinstance(part, Either) else _words(part) for part in parts)
        case Either(parts):
            return " or ".join(_alternatives(parts))
        case Not(part):
            return _contrary(part)
        case _:
            return _condition(question)


def _alternatives(parts: tuple[Question, ...]) -> Iterator[str]:
    """Yield the parts of an alternative; what lists values would take a single word that follows for one of them."""
    for part, following in zip(parts, (*parts[1:], None), strict=True):
        words = _words(part)
        if following is not None and _lists(part) and not _is_about(following):
            words = f"({words})"
        yield words


def _lists(question: Question) -> bool:
    """Tell whether the words of a question end in a list of values."""
    match question:
        case Not(Is()) | Is():
            return True
        case All(parts) if parts:
            return _lists(parts[-1])
        case Not(Not() as part):
            return _lists(part)
        case _:
            return False


def _is_about(question: Question) -> bool:
    """Tell whether the words of a question begin with a subject and what is asked of it."""
    match question:
        case Is() | Compared() | Dated() | Holds() | Not(Is()) | Not(Holds()):
            return True
        case All(parts) if parts:
            return _is_about(parts[0])
        case _:
            return False


def _condition(question: Question) -> str:
    match question:
        case Is(of, values):
            return f"{of} is {_values(values)}"
        case IsSet(of):
            return f"with {of}"
        case Compared(of, how, value):
            return f"{of} {how} {bare_or_quoted(value)}"
        case Dated(of, when, date, until):
            return f"{_said(of)} {when} {date}{f' and {until}' if until else ''}"
        case Holds(of, words):
            return f"{of} has {quoted(words)}"
        case Linked():
            return linked_words(question)
        case Trait(name):
            return TRAIT_WORDS[name]
        case New(since, act):
            return f"new since act {quoted(since)}" if act else f"new since {since}"
    raise TypeError(type(question))


def _contrary(part: Question) -> str:
    match part:
        case Is(of, values):
            return f"{of} is not {_values(values)}"
        case Holds(of, words):
            return f"{of} has not {quoted(words)}"
        case IsSet(of):
            return f"without {of}"
        case All(parts) if parts:
            return f"not ({_words(part)})"
        case Either():
            return f"not ({_words(part)})"
        case _:
            return f"not {_words(part)}"


def _values(values: tuple[str, ...]) -> str:
    return " or ".join(map(bare_or_quoted, values))


def _said(of: str) -> str:
    return "said" if of == "date" else of
