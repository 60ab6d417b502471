"""What holds for any acts done apart: merged in any order, twice, or over a third file, the rows are the same."""

from __future__ import annotations

import tempfile
from io import BytesIO
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from glossator.exchange import json_export
from glossator.exchange.choice import Choice
from glossator.store import Project
from store.meeting_world import copied, in_order, merge_into, merged, rows, step
from store.world import ANN, BEN, add_document, everything, new_project, shown, tag

WORDS = ["tag", "tag", "note", "move", "holder", "remove", "alias", "link", "read", "settle", "title", "leave"]
WORDS += ["version", "version"]
STEPS = st.tuples(st.sampled_from([ANN, BEN]), st.sampled_from([*WORDS, "undo", "undo", "redo"]), st.integers(0, 4))
RUNS = st.lists(STEPS, max_size=5)
THREE = st.tuples(RUNS, RUNS, RUNS)
LAW = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def apart(folder: Path, runs: tuple[list[tuple[str, str, int]], ...]) -> list[Path]:
    """Make a project, copy its file, and do other things in each copy."""
    first = folder / "base.gloss"
    with new_project(first) as project:
        add_document(project)
        tag(project, ANN, (4, 9), kind="position", holder="Actor 0")
        tag(project, BEN, (10, 15))
    paths = []
    for number, run in enumerate(runs):
        paths.append(copied(first, f"{number}.gloss"))
        with Project.open(paths[-1]) as project:
            for one in run:
                step(project, *one)
    return paths


def exported(path: Path) -> bytes:
    out = BytesIO()
    with Project.open(path, write=False) as project:
        json_export.write(project, out, Choice())
    return out.getvalue()


@LAW
@given(THREE)
def test_in_whatever_order_copies_are_merged_the_rows_and_the_export_are_the_same(
    runs: tuple[list[tuple[str, str, int]], ...],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        a, b, c = apart(Path(folder), runs)
        forward, backward, nested, at_once = (copied(path, f"m{n}.gloss") for n, path in enumerate((a, c, a, b)))
        over = copied(b, "over.gloss")
        merged(forward, b)
        merged(forward, c)
        merged(backward, b)
        merged(backward, a)
        merged(over, c)
        merged(nested, over)
        merged(at_once, c, a)

        assert in_order(forward)
        assert rows(forward) == rows(backward) == rows(nested) == rows(at_once)
        assert exported(forward) == exported(backward) == exported(nested) == exported(at_once)


@LAW
@given(THREE)
def test_merging_twice_and_back_and_forth_changes_nothing_more(runs: tuple[list[tuple[str, str, int]], ...]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        a, b, _ = apart(Path(folder), runs)
        merged(a, b)
        once = rows(a)

        assert merged(a, b) == ()
        assert rows(a) == once
        merged(b, a)
        assert rows(b) == once
        assert merged(a, b) == ()
        assert rows(a) == once


@LAW
@given(THREE, RUNS)
def test_after_a_merge_whatever_is_done_the_rows_follow_from_the_acts_and_travel(
    runs: tuple[list[tuple[str, str, int]], ...], more: list[tuple[str, str, int]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        a, b, c = apart(Path(folder), runs)
        merged(a, b)
        with Project.open(a) as project:
            for one in more:
                step(project, *one)
                assert project.check() == []
        merged(c, a)
        merged(a, c)

        assert in_order(c)
        assert rows(a) == rows(c)


@LAW
@given(THREE)
def test_undoing_a_merge_is_identity_and_doing_it_again_the_merge(runs: tuple[list[tuple[str, str, int]], ...]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        a, b, _ = apart(Path(folder), runs)
        before = {**shown(a), "head": rows(a)["head"]}
        if merged(a, b) == ():
            return
        after = rows(a)
        with Project.open(a) as project:
            project.undo(ANN)
            assert project.check() == []
            assert {**shown(a), "head": rows(a)["head"]} == before
            project.redo(ANN)
            assert rows(a) == after
            project.undo(ANN)
            merge_into(project, [b])
            assert rows(a) == after


@LAW
@given(THREE)
def test_projects_made_apart_join_the_same_documents_and_names_in_any_order(
    runs: tuple[list[tuple[str, str, int]], ...],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for number, run in enumerate(runs):
            paths.append(Path(folder) / f"{number}.gloss")
            with new_project(paths[-1]) as project:
                add_document(project)
                for one in run:
                    step(project, *one)
        a, b, c = paths
        there, back = copied(a, "there.gloss"), copied(c, "back.gloss")
        merged(there, b)
        merged(there, c)
        merged(back, b, a)

        assert in_order(there)
        mine, theirs = rows(there), rows(back)
        assert mine.pop("project") == everything(a)["project"]
        assert theirs.pop("project") == everything(c)["project"]
        assert mine == theirs
