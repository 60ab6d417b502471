"""Differences settled apart over some of the same tags: the later decision stands alone, in whatever order."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from glossator.model.identity import AGREED_READER
from glossator.model.problem import Refused
from glossator.operations import documents, merging, people, projects, tags
from glossator.operations.settling import settle, settled_by, unsettle
from glossator.operations.undo import redo, undo
from glossator.store import Project

TEXT = "The northern government demands pilotage first. The southern one refuses.\n"

#: Passages of the tags that are settled, each of a reader of its own.
SPANS = {"Ada": (0, 23), "Ben": (0, 31), "Cem": (4, 31), "Dan": (32, 46)}


def three(folder: Path) -> tuple[list[Path], dict[str, str]]:
    """Make a project with a tag of each reader and two copies of it; return the paths and the tags' ids by reader."""
    first = folder / "0.gloss"
    with projects.create(first) as project:
        document = documents.paste_text(project, TEXT, people.reader_for(project, "Ada")).document
        made = {
            name: tags.tag(project, document.id, "risk", [span], reader=people.reader_for(project, name)).annotation.id
            for name, span in SPANS.items()
        }
    paths = [first, folder / "1.gloss", folder / "2.gloss"]
    for copy in paths[1:]:
        shutil.copyfile(first, copy)
    return paths, made


def settled(path: Path, reader: str, ids: Sequence[str]) -> str:
    """Settle tags in a file by keeping the first of them; return the decision's id."""
    with Project.open(path) as project:
        return settle(project, ids, keep=ids[:1], reader=people.reader_for(project, reader)).decision.id


def merge(path: Path, *others: Path) -> tuple[str, ...]:
    """Merge files into one, which is in order then; return what is said besides."""
    with Project.open(path) as project:
        merged = merging.merge(project, others, reader=people.reader_for(project, "Ada"))
        assert project.check() == []
        return merged.notes


def standing(path: Path) -> tuple[list[str], list[tuple[str, str | None]]]:
    """List the decisions that hold, and the agreed tags with those that they were taken from."""
    with Project.open(path, write=False) as project:
        agreed = [(one.id, one.copied_from) for one in project.annotations(readers=[AGREED_READER])]
        return sorted(one.id for one in project.decisions()), sorted(agreed)


def test_of_two_decisions_made_apart_that_share_a_tag_the_later_stands_alone(tmp_path: Path) -> None:
    (mine, yours, _), made = three(tmp_path)
    settled(mine, "Ada", [made["Ada"], made["Ben"]])
    settled(yours, "Ben", [made["Cem"], made["Dan"]])
    later = settled(yours, "Ben", [made["Ben"], made["Cem"]])
    assert merge(mine, yours) == ("1 decision gave way to a later one, made apart on some of the same tags",)
    decisions, agreed = standing(mine)
    assert (decisions, [kept for _, kept in agreed]) == ([later], [made["Ben"]])


def test_decisions_made_apart_on_other_tags_both_stand(tmp_path: Path) -> None:
    (mine, yours, _), made = three(tmp_path)
    both = [settled(mine, "Ada", [made["Ada"], made["Ben"]]), settled(yours, "Ben", [made["Cem"], made["Dan"]])]
    merge(mine, yours)
    assert standing(mine)[0] == sorted(both)


def test_undo_of_the_later_decision_lets_the_earlier_stand_again_and_redo_ends_it(tmp_path: Path) -> None:
    (mine, yours, _), made = three(tmp_path)
    earlier = settled(mine, "Ada", [made["Ada"], made["Ben"]])
    settled(yours, "Ben", [made["Cem"], made["Dan"]])
    later = settled(yours, "Ben", [made["Ben"], made["Cem"]])
    merge(yours, mine)
    with Project.open(yours) as project:
        ben, ada = people.reader_for(project, "Ben"), people.reader_for(project, "Ada")
        undo(project, ada)  # the merge
        undo(project, ben)
    merge(mine, yours)
    assert standing(mine)[0] != [later]
    assert earlier in standing(mine)[0]
    with Project.open(yours) as project:
        redo(project, ben)
    merge(mine, yours)
    assert standing(mine)[0] == [later]


def test_a_decision_that_was_taken_back_apart_takes_nothing_from_another(tmp_path: Path) -> None:
    (mine, yours, _), made = three(tmp_path)
    earlier = settled(mine, "Ada", [made["Ada"], made["Ben"]])
    settled(yours, "Ben", [made["Cem"], made["Dan"]])
    later = settled(yours, "Ben", [made["Ben"], made["Cem"]])
    with Project.open(yours) as project:
        unsettle(project, later, reader=people.reader_for(project, "Ben"))
    merge(mine, yours)
    assert standing(mine)[0] == [earlier]


def test_settling_the_earlier_again_where_both_are_known_ends_the_later(tmp_path: Path) -> None:
    (mine, yours, _), made = three(tmp_path)
    earlier = settled(mine, "Ada", [made["Ada"], made["Ben"]])
    settled(yours, "Ben", [made["Cem"], made["Dan"]])
    settled(yours, "Ben", [made["Ben"], made["Cem"]])
    merge(mine, yours)
    settled(mine, "Ada", [made["Ada"], made["Ben"]])
    merge(yours, mine)
    assert standing(mine) == standing(yours)
    assert standing(mine)[0] == [earlier]


READERS = st.sampled_from([*SPANS])
STEP = st.one_of(
    st.tuples(st.just("settle"), READERS, st.lists(READERS, min_size=1, max_size=3, unique=True)),
    st.tuples(st.sampled_from(["undo", "redo", "unsettle"]), READERS, st.just([])),
)


def step(path: Path, made: dict[str, str], what: str, name: str, whose: list[str]) -> None:
    with Project.open(path) as project:
        reader = people.reader_for(project, name)
        try:
            if what == "settle":
                settle(project, [made[one] for one in whose], keep=[made[whose[0]]], reader=reader)
            elif what == "unsettle":
                for decision in project.decisions()[:1]:
                    unsettle(project, decision.id, reader=reader)
            else:
                (undo if what == "undo" else redo)(project, reader)
        except Refused:
            pass
        assert project.check() == []


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.tuples(*[st.lists(STEP, max_size=3)] * 3), st.lists(STEP, max_size=3))
def test_in_whatever_order_files_meet_the_same_decisions_hold_and_none_share_a_tag(
    runs: tuple[list[tuple[str, str, list[str]]], ...], more: list[tuple[str, str, list[str]]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        paths, made = three(Path(folder))
        for path, run in zip(paths, runs, strict=True):
            for one in run:
                step(path, made, *one)
        a, b, c = paths
        over = shutil.copyfile(b, Path(folder) / "over.gloss")
        back = shutil.copyfile(c, Path(folder) / "back.gloss")
        merge(over, c)
        merge(back, b)
        merge(back, a)
        merge(a, over)
        assert standing(a) == standing(back)
        with Project.open(a) as project:
            sides = [side.id for decision in project.decisions() for side in decision.sides]
        assert len(sides) == len(set(sides))
        for one in more:
            step(a, made, *one)


def test_an_agreed_tag_that_is_removed_by_hand_leaves_its_difference_open(tmp_path: Path) -> None:
    (mine, _, _), made = three(tmp_path)
    decision = settled(mine, "Ada", [made["Ada"], made["Ben"]])
    with Project.open(mine) as project:
        document, ada = project.documents()[0].id, people.reader_for(project, "Ada")
        assert settled_by(project, document)([made["Ada"], made["Ben"]]) == decision
        (agreed,) = project.annotations(readers=[AGREED_READER])
        tags.untag(project, agreed.id, reader=ada)
        assert settled_by(project, document)([made["Ada"], made["Ben"]]) is None
        undo(project, ada)
        assert settled_by(project, document)([made["Ada"], made["Ben"]]) == decision
