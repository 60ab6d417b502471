from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from glossator.model.problem import Problem
from glossator.operations.example import build_example
from glossator.operations.people import reader_for
from glossator.store import Project


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("example") / "new" / "Example.gloss"
    build_example(path).close()
    return path


def test_the_example_says_what_it_is_and_is_in_order(example: Path) -> None:
    with Project.open(example) as project:
        assert (project.info().title, project.info().example, project.check()) == ("Example", True, [])


def test_five_documents_are_tagged_by_two_readers(example: Path) -> None:
    with Project.open(example) as project:
        assert len(project.documents()) == 5
        tagged = Counter(tag.reader for tag in project.annotations())
        assert sorted(reader.name for reader in project.readers()) == ["Mara Lindqvist", "Tomás Okoye"]
        assert min(tagged.values()) >= 20
        assert all(set(counts) >= {"position"} for counts in project.counts().values())
        assert {tag.kind for tag in project.annotations()} == {"risk", "position", "claim", "note"}
        assert len(project.links()) >= 5


def test_nobody_undoes_what_the_examples_readers_did(example: Path) -> None:
    with Project.open(example) as project:
        undone = [project.undo(reader.id) for reader in project.readers()]
    assert [type(answer) for answer in undone] == [Problem, Problem]


def test_the_examples_names_are_all_listed_with_it(example: Path) -> None:
    with Project.open(example) as project:
        names = {name for entity in project.entities() for name in entity.names}
        assert names >= {"Hvalmark", "Ceasefire at sea", "Truce"}


def test_a_new_reader_begins_with_nothing_to_undo(example: Path) -> None:
    with Project.open(example) as project:
        assert project.can_undo(reader_for(project, "Somebody").id) is None


def test_nothing_else_lies_beside_the_example(example: Path) -> None:
    assert [path.name for path in example.parent.iterdir() if path.suffix != ".lock"] == ["Example.gloss"]
