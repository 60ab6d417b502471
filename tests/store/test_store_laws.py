"""What holds for any run of acts: undo is identity, rows follow from the acts, reopening changes nothing."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from glossator.store import Act, Edit, Project
from store.world import ANN, BEN, add_document, everything, new_project, shown, tag

READERS = st.sampled_from([ANN, BEN])
STEPS = st.tuples(
    READERS,
    st.sampled_from(["tag", "tag", "note", "holder", "remove", "alias", "leave", "undo", "undo", "redo", "reopen"]),
    st.integers(0, 5),
)


@contextmanager
def sea() -> Iterator[Project]:
    """Open a new project in a folder of its own, with a document."""
    with tempfile.TemporaryDirectory() as folder:
        project = new_project(Path(folder) / "sea.gloss")
        add_document(project)
        try:
            yield project
        finally:
            project.close()


def step(project: Project, reader: str, what: str, number: int) -> Act | None:
    """Do one thing, where it can be done."""
    if what == "undo" or what == "redo":
        answer = project.undo(reader) if what == "undo" else project.redo(reader)
        return answer if isinstance(answer, Act) else None
    documents = project.documents()
    if what == "leave" and documents:
        return project.act(reader, "remove", [Edit("document", documents[0].id, {"deleted": True})])
    tags = list(project.annotations())
    entities = project.entities()
    if what == "tag" and documents:
        before = list(project.acts())[-1].id
        tag(project, reader, (number, number + 3), (40, 44), kind="position", holder=f"Actor {number % 2}")
        last = list(project.acts())[-1]
        return last if last.id != before else None
    if what == "alias" and entities:
        edit = Edit("entity", entities[number % len(entities)].id, {"aliases": [f"also {number}"]})
        return project.act(reader, "alias", [edit])
    if not tags or what not in ("note", "holder", "remove"):
        return None
    id_ = tags[number % len(tags)].id
    fields = {"note": {"note": f"note {number}"}, "holder": {"fields.holder": None}, "remove": {"deleted": True}}
    return project.act(reader, what, [Edit("annotation", id_, fields[what])])  # type: ignore[arg-type]


@settings(max_examples=25, deadline=None)
@given(st.lists(STEPS, max_size=14))
def test_after_any_run_of_steps_the_rows_are_what_the_active_acts_make(
    steps: list[tuple[str, str, int]],
) -> None:
    with sea() as project:
        for reader, what, number in steps:
            step(project, reader, what, number)
            assert project.check() == []


@settings(max_examples=20, deadline=None)
@given(st.lists(STEPS, max_size=8), STEPS)
def test_undo_after_do_is_identity_and_redo_is_again_what_was_done(
    steps: list[tuple[str, str, int]], last: tuple[str, str, int]
) -> None:
    with sea() as project:
        for reader, what, number in steps:
            step(project, reader, what, number)
        before = shown(project.path)
        act = step(project, *last)
        if act is None or act.undoes is not None:
            return
        after = everything(project.path)

        assert isinstance(project.undo(last[0]), Act)
        assert shown(project.path) == before
        assert isinstance(project.redo(last[0]), Act)
        assert everything(project.path) == after


@settings(max_examples=15, deadline=None)
@given(st.lists(STEPS, max_size=10))
def test_undoing_everything_leaves_what_there_was_before(steps: list[tuple[str, str, int]]) -> None:
    with sea() as project:
        before = shown(project.path)
        for _, what, number in steps:
            step(project, BEN, what, number)
        while isinstance(project.undo(BEN), Act):
            pass

        assert shown(project.path) == before


@settings(max_examples=15, deadline=None)
@given(st.lists(STEPS, max_size=8))
def test_reopening_between_any_steps_changes_nothing(steps: list[tuple[str, str, int]]) -> None:
    with sea() as project:
        path = project.path
        for reader, what, number in steps:
            step(project, reader, what, number)
            rows, offers = everything(path), _offers(project)
            project.close()
            project = Project.open(path)
            assert (everything(path), _offers(project)) == (rows, offers)
        project.close()


def _offers(project: Project) -> list[str | None]:
    return [offer(reader) for reader in (ANN, BEN) for offer in (project.can_undo, project.can_redo)]
