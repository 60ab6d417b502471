"""Saved questions in our own JSON: each in words and as a tree, written whole and read back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from glossator.exchange.plan import Conflict, Draft
from glossator.model.codebook import Codebook
from glossator.model.document import Json
from glossator.model.misreading import Misread
from glossator.model.problem import Problem
from glossator.model.question import Question, Saved, question_from_data, question_to_data
from glossator.model.question_reading import read_question
from glossator.model.question_terms import terms
from glossator.model.question_words import words_of
from glossator.store import Reads


def question_data(saved: Saved) -> dict[str, Json]:
    """Return a saved question in the export's shape; one that this program cannot read has no words."""
    question = saved.question
    words: dict[str, Json] = {} if isinstance(question, Problem) else {"words": words_of(question)}
    return {"id": saved.id, "name": saved.name, **words, "filter": dict(saved.filter)}


class Questions:
    """Take the questions of a file; their names and titles are held against nothing until they are asked."""

    def __init__(self, reads: Reads, draft: Draft, *, codebook: Codebook) -> None:
        self._reads = reads
        self._draft = draft
        self._terms = terms(codebook)

    def add(self, items: list[dict[str, Any]]) -> None:
        """Take all questions; one that is there and asks something else stays as it is and is reported."""
        self._draft.wrongs.once((item["id"] for item in items), "question")
        there = {saved.id: saved for saved in self._reads.questions()} if items else {}
        for item in items:
            question = self._question(item)
            if isinstance(question, str):
                self._draft.wrongs.add(f"the question {item['id']} {question}")
                continue
            row: dict[str, Json] = {"name": item["name"], "filter": question_to_data(question)}
            known = there.get(item["id"])
            if known is None:
                self._draft.edit("question", item["id"], {**row, "deleted": False})
                continue
            ours = {"name": known.name, "filter": dict(known.filter)}
            self._draft.conflicting.extend(Conflict(known.id, key) for key in row if ours[key] != row[key])

    def _question(self, item: Mapping[str, Any]) -> Question | str:
        """Return what is asked, or in words what is wrong with it."""
        if not item["name"].strip():
            return "has no name"
        tree = question_from_data(item["filter"]) if "filter" in item else None
        if isinstance(tree, Problem):
            return f"is not in order: {tree.why}"
        if "words" not in item:
            return tree if tree is not None else "has neither words nor a filter"
        if tree is not None and item["words"] == words_of(tree):
            return tree
        read = read_question(item["words"], self._terms)
        if isinstance(read, Misread):
            return f"is not understood: {read.problem.why}"
        if tree is not None and read != tree:
            return "says one thing in words and another in its filter"
        return read
