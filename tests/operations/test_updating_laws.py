"""What holds for any text that comes again: there and back, undone, quoted right, and nothing gone."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from glossator.model.people import Reader
from glossator.operations import documents, tags
from glossator.operations.people import reader_for
from glossator.operations.projects import create
from glossator.operations.undo import undo
from glossator.operations.waiting import review
from glossator.store import Project
from operations.updates import OLD, passages, reading_of, updated

SENTENCES = [
    "The Northern government accepts a ceasefire at sea only if pilots go first.",
    "The Southern ministry rejects it without conditions.",
    "Insurers warn that premiums could double before the winter.",
    "Ships wait outside the strait.",
    "港口谈判今天上午在北方首都开始。",
    "The island state asks for a common register of vessels 🕊️.",
    "A second edition was made by the secretariat.",
]

TEXTS = st.lists(st.sampled_from(SENTENCES), min_size=2, max_size=8).map(lambda lines: "\n\n".join(lines) + "\n")
SPANS = st.lists(st.tuples(st.integers(0, len(OLD) - 60), st.integers(8, 50)), min_size=1, max_size=6)
LAW = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@contextmanager
def tagged_minutes(spans: list[tuple[int, int]]) -> Iterator[tuple[Project, Reader]]:
    with tempfile.TemporaryDirectory() as folder, create(Path(folder) / "law.gloss") as project:
        reader = reader_for(project, "Ada")
        document = documents.add_reading(project, reading_of(OLD), reader=reader).document
        for start, length in spans:
            tags.tag(project, document.id, "note", [(start, start + length)], reader=reader)
        yield project, reader


def given_text(project: Project, text: str, reader: Reader) -> None:
    updated(project, project.documents()[0], text, reader, anyway=True)


@LAW
@given(SPANS, st.lists(TEXTS, min_size=1, max_size=3))
def test_back_in_its_first_text_every_tag_is_where_it_was(spans: list[tuple[int, int]], texts: list[str]) -> None:
    with tagged_minutes(spans) as (project, reader):
        before = passages(project, "p.*", "a.part", "a.start", "a.modified")
        for text in (*texts, OLD):
            given_text(project, text, reader)
        assert passages(project, "p.*", "a.part", "a.start", "a.modified") == before
        assert (review(project, project.documents()[0].id), project.check()) == ([], [])


@LAW
@given(SPANS, st.lists(TEXTS, min_size=1, max_size=3))
def test_whatever_comes_no_tag_is_gone_and_each_waits_or_quotes_its_place(
    spans: list[tuple[int, int]], texts: list[str]
) -> None:
    with tagged_minutes(spans) as (project, reader):
        ids = {tag.id for tag in project.annotations()}
        words = {tag.id: tag.first.quote for tag in project.annotations()}
        for text in texts:
            given_text(project, text, reader)
            waiting = {one.tag.id for one in review(project, project.documents()[0].id)}
            shown = {tag.id: tag.first for tag in project.annotations()}
            assert shown.keys() == ids
            for id_, passage in shown.items():
                assert (id_ in waiting) == (passage.state != "anchored")
                assert words[id_] == (passage.quote if passage.tagged_quote is None else passage.tagged_quote)
                if passage.start is not None:
                    assert text[passage.start : passage.end] == passage.quote
        assert project.check() == []


@LAW
@given(SPANS, st.lists(TEXTS, min_size=1, max_size=3, unique=True))
def test_undone_one_by_one_updates_leave_what_was(spans: list[tuple[int, int]], texts: list[str]) -> None:
    with tagged_minutes(spans) as (project, reader):
        seen = []
        for text in texts:
            seen.append(passages(project, "p.*", "a.start"))
            given_text(project, text, reader)
        for before in reversed(seen):
            undo(project, reader)
            assert passages(project, "p.*", "a.start") == before
        assert project.check() == []


@LAW
@given(SPANS, st.sampled_from(SENTENCES), st.booleans())
def test_with_text_put_in_front_or_behind_every_tag_is_exact(
    spans: list[tuple[int, int]], sentence: str, in_front: bool
) -> None:
    with tagged_minutes(spans) as (project, reader):
        before = {tag.id: tag.first.start for tag in project.annotations()}
        text = f"{sentence} 1.\n\n{OLD}" if in_front else f"{OLD}\n{sentence} 1.\n"
        done = updated(project, project.documents()[0], text, reader)
        by = text.index(OLD)
        assert {one.id: one.start for one in done.passages} == {
            id_: None if start is None else start + by for id_, start in before.items()
        }
        assert {one.status for one in done.passages} == {"exact"}
