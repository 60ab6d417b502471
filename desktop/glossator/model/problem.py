"""What could not be done, said in one sentence: what, why, and what to do."""

from __future__ import annotations

from dataclasses import dataclass

#: Why a text was not read whose encoding a person has to choose; the window offers the choice where it meets this.
ENCODING_UNKNOWN = "its encoding could not be told from its bytes"

#: Why a table or a transcript was not read of which a person has to say where its words are; the window asks then.
COLUMNS_UNKNOWN = "its columns do not tell which of them holds the words"


@dataclass(frozen=True, slots=True)
class Problem:
    """Say what could not be done, why, and what to do; where a function can fail, it returns this."""

    what: str
    why: str
    todo: str

    def __str__(self) -> str:
        """Join the three into the sentence that the status bar and the command line show."""
        return f"{self.what}, {self.why}, {self.todo}"


class Refused(Exception):
    """Carry a problem up to the window or the command line; nothing was changed."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def refuse(what: str, why: str, todo: str) -> Refused:
    """Make the exception for a problem; to be raised."""
    return Refused(Problem(what, why, todo))
