"""Questions by name: those that come with the program, and those that a project keeps."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from glossator.model.dates import days_of
from glossator.model.document import Json
from glossator.model.identity import new_id
from glossator.model.misreading import near
from glossator.model.people import Reader, folded
from glossator.model.problem import Problem, Refused, refuse
from glossator.model.question import Question, Saved, question_to_data
from glossator.model.question_words import words_of
from glossator.operations.acting import act
from glossator.operations.asking import Asking, question_of
from glossator.operations.people import clean_name
from glossator.places import resource
from glossator.store import Edit, Project, Reads

#: What stands in a question's words for the date that it asks for.
_DATE = "{date}"


@dataclass(frozen=True, slots=True)
class Shipped:
    """Hold a question that comes with the program; ``asks`` is what it needs to be told, "" for nothing."""

    name: str
    words: str
    guidance: str
    asks: str = ""

    def asked(self, date: str | None = None) -> str:
        """Return its words with the date that it asks for; refuse where one is missing, or not asked for."""
        if date is None and not self.asks:
            return self.words
        if date is None:
            raise refuse(f"“{self.name}” was not asked", "it needs a date", "give one, such as 2026-05-12")
        if not self.asks:
            raise refuse(f"“{self.name}” was not asked", "it takes no date", "ask it without one")
        if days_of(date) is None:
            raise refuse(f"“{self.name}” was not asked", f"“{date}” is no date", "give 2026, 2026-05 or 2026-05-12")
        return self.words.replace(_DATE, date)


@dataclass(frozen=True, slots=True)
class Listed:
    """Describe a question that can be asked by name; ``id`` is set where the project keeps it.

    ``answers`` counts the tags, or says why it cannot be asked here; None where it was not counted.
    """

    name: str
    words: str
    guidance: str = ""
    id: str | None = None
    asks: str = ""
    answers: int | Problem | None = None


@cache
def shipped() -> tuple[Shipped, ...]:
    """List the questions that come with the program."""
    data = tomllib.loads(resource("questions.toml").read_text(encoding="utf-8"))
    return tuple(Shipped(**one) for one in data["questions"])


def saved(reads: Reads) -> list[Saved]:
    """List the questions that the project keeps, by name."""
    return reads.questions()


def sound(kept: Saved) -> Question:
    """Return what a saved question asks; refuse one that this program cannot read."""
    found = kept.question
    if isinstance(found, Problem):
        raise Refused(found)
    return found


def named_question(reads: Reads, name: str, *, date: str | None = None) -> Question:
    """Find a question by name, the project's own before those that come with the program."""
    own = _own(reads.questions(), name)
    if own:
        if date is not None:
            raise refuse(f"“{name}” was not asked", "it takes no date", "ask it without one")
        return sound(_one(own, name))
    found = next((one for one in shipped() if _plain(one.name) == _plain(name)), None)
    if found is None:
        raise _not_found(name, [*(one.name for one in reads.questions()), *(one.name for one in shipped())])
    return question_of(reads, found.asked(date))


def save(project: Project, name: str, question: Question, reader: Reader) -> Saved:
    """Keep a question by name; under a name that is there it takes the other's place, and undo brings that back."""
    wanted = clean_name(name, "the question")
    if any(_plain(one.name) == _plain(wanted) for one in shipped()):
        raise refuse("the question was not saved", f"“{wanted}” comes with the program", "choose another name")
    own = _own(project.questions(), wanted)
    id_ = _one(own, wanted).id if own else new_id()
    row: dict[str, Json] = {"name": wanted, "filter": question_to_data(question)}
    act(project, reader, f"save the question {wanted}", [Edit("question", id_, row)])
    return _with_id(project, id_)


def rename(project: Project, name: str, new: str, reader: Reader) -> Saved:
    """Give a saved question another name; one that is taken is refused."""
    known = find_saved(project, name)
    wanted = clean_name(new, "the question")
    taken = [one.name for one in project.questions() if one.id != known.id] + [one.name for one in shipped()]
    if _plain(wanted) in map(_plain, taken):
        raise refuse(f"“{known.name}” was not renamed", f"“{wanted}” is another question", "choose another name")
    act(project, reader, f"rename the question {known.name}", [Edit("question", known.id, {"name": wanted})])
    return _with_id(project, known.id)


def remove(project: Project, name: str, reader: Reader) -> Saved:
    """Remove a saved question and return it as it was; undo brings it back."""
    known = find_saved(project, name)
    act(project, reader, f"remove the question {known.name}", [Edit("question", known.id, {"deleted": True})])
    return known


def find_saved(reads: Reads, name: str) -> Saved:
    """Find a question that the project keeps, by name or id."""
    own = _own(reads.questions(), name)
    if own:
        return _one(own, name)
    if any(_plain(one.name) == _plain(name) for one in shipped()):
        raise refuse(f"“{name}” was not changed", "it comes with the program", "save its words under another name")
    raise _not_found(name, [one.name for one in reads.questions()])


def listed(reads: Reads, *, count: bool = False) -> list[Listed]:
    """List the questions that can be asked by name, the project's own first; ``count`` reads the tags for it, once."""
    asking = Asking(reads) if count else None
    found = []
    for kept in reads.questions():
        answers = None if asking is None else _counted(asking, kept.question)
        found.append(Listed(kept.name, words_of_saved(kept), id=kept.id, answers=answers))
    for one in shipped():
        answers = None
        if asking is not None and not one.asks:
            answers = _counted(asking, _read(reads, one.words))
        found.append(Listed(one.name, one.words, one.guidance, asks=one.asks, answers=answers))
    return found


def _read(reads: Reads, words: str) -> Question | Problem:
    try:
        return question_of(reads, words)
    except Refused as refused:
        return refused.problem


def _counted(asking: Asking, question: Question | Problem) -> int | Problem:
    if isinstance(question, Problem):
        return question
    try:
        return len(asking.answers(question))
    except Refused as refused:
        return refused.problem


def words_of_saved(kept: Saved) -> str:
    """Return a saved question in words, "" for one that this program cannot read."""
    found = kept.question
    return "" if isinstance(found, Problem) else words_of(found)


def _own(there: Iterable[Saved], name: str) -> list[Saved]:
    return [one for one in there if one.id == name or _plain(one.name) == _plain(name)]


def _one(found: list[Saved], name: str) -> Saved:
    if len(found) > 1:
        ids = ", ".join(one.id for one in found)
        raise refuse(f"“{name}” is no one question", f"{len(found)} have this name", f"give an id: {ids}")
    return found[0]


def _with_id(reads: Reads, id_: str) -> Saved:
    return next(one for one in reads.questions() if one.id == id_)


def _plain(name: str) -> str:
    return folded(name).rstrip("….").rstrip()


def _not_found(name: str, there: list[str]) -> Refused:
    close = near(name, there)
    todo = f"name {' or '.join(f'“{one}”' for one in close)}" if close else "list the questions and take one of them"
    return refuse(f"the question “{name}” was not found", "none has this name", todo)
