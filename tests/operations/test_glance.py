from __future__ import annotations

import io
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from disputing import dispute
from glossator.exchange.choice import Choice
from glossator.exchange.registry import find_format
from glossator.model.problem import Refused
from glossator.operations import example, marks, people, projects
from glossator.operations.glance import glance, over_time, pairs
from glossator.review.statement import Statement
from glossator.store import Project


@pytest.fixture
def talks(tmp_path: Path) -> Iterator[Project]:
    with projects.open_project(dispute(tmp_path / "dispute.gloss")) as opened:
        yield opened


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    with example.build_example(tmp_path_factory.mktemp("seeds") / "Example.gloss") as opened:
        yield opened


def dated(*dates: str) -> list[Statement]:
    return [Statement(f"t{at}", "d", "ada", "claim", None, None, "", "", date, {}, ()) for at, date in enumerate(dates)]


def spans(*dates: str) -> list[tuple[str, int]]:
    return [(span.key, len(span.ids)) for span in over_time(dated(*dates), ["claim"])[0]]


def test_every_month_from_the_first_to_the_last_is_there(talks):
    counts = [(span.key, {kind: len(ids) for kind, ids in span.kinds.items()}) for span in glance(talks).spans]
    assert counts == [
        ("2026-03", {"position": 1}),
        ("2026-04", {}),
        ("2026-05", {"risk": 1, "position": 2}),
        ("2026-06", {"position": 3, "claim": 1}),
    ]


def test_long_times_are_told_in_years():
    assert spans("2019-12-31", "2021", "2022-12") == [("2019", 1), ("2020", 0), ("2021", 1), ("2022", 1)]


def test_a_month_follows_december():
    assert [key for key, _ in spans("2025-12-31", "2026-01-01")] == ["2025-12", "2026-01"]


def test_what_says_no_month_is_in_none():
    assert over_time(dated("", "2026", "2026-05"), ["claim"])[1] == ("t0", "t1")


def test_who_and_issues_come_by_how_much_they_hold(talks):
    found = glance(talks)
    assert [(one.words, len(one.ids)) for one in found.who] == [("North", 4), ("Insurers", 2), ("South", 2)]
    assert [(one.words, len(one.ids)) for one in found.issues] == [("Ceasefire", 6), ("Pilots", 1), ("Premiums", 1)]


def test_each_reader_has_their_documents_by_state(talks):
    mara = people.reader_for(talks, "Mara")
    first, second, _ = talks.documents()
    marks.mark_state(talks, first.id, mara, "done")
    marks.mark_state(talks, second.id, mara, "reading")
    found = {one.reader.name: one for one in glance(talks).readers}
    assert {state: len(ids) for state, ids in found["Mara"].documents.items()} == {"done": 1, "reading": 1, "unread": 1}
    assert {state: len(ids) for state, ids in found["Tomas"].documents.items()} == {
        "done": 0,
        "reading": 0,
        "unread": 3,
    }
    assert (len(found["Mara"].tags), len(found["Tomas"].tags)) == (7, 1)
    assert len(glance(talks).tags_of(mara.id, [second.id])) == 3


def test_readers_are_compared_two_by_two(talks):
    mara, tomas = people.reader_for(talks, "Mara"), people.reader_for(talks, "Tomas")
    heard = []
    found = pairs(talks, [mara, tomas], progress=lambda done, total: heard.append((done, total)))
    assert list(found) == [(mara.id, tomas.id)]
    assert found[mara.id, tomas.id].all.f1 == 0.0
    assert heard[-1] == (3, 3)


def test_comparing_stops_where_that_is_wanted(talks):
    readers = [people.reader_for(talks, "Mara"), people.reader_for(talks, "Tomas")]
    with pytest.raises(Refused, match="it was stopped"):
        pairs(talks, readers, cancelled=lambda: True)


def test_every_figure_equals_a_recount_from_the_export(seeds):
    out = io.BytesIO()
    find_format("json").write(seeds, out, Choice())
    exported = json.loads(out.getvalue())
    published = {one["id"]: one.get("published") or "" for one in exported["documents"]}
    who = {"risk": "bearer", "position": "holder", "claim": "claimant"}
    tags = exported["annotations"]
    found = glance(seeds)
    assert {kind: len(ids) for kind, ids in found.kinds.items()} == Counter(tag["kind"] for tag in tags)
    months = Counter((tag["fields"].get("said") or published[tag["document"]])[:7] for tag in tags)
    assert {span.key: len(span.ids) for span in found.spans if span.ids} == {
        k: n for k, n in months.items() if len(k) > 6
    }
    names = Counter(tag["fields"].get(who.get(tag["kind"], ""), "") for tag in tags)
    del names[""]
    assert {one.words: len(one.ids) for one in found.who} == names
    issues = Counter(tag["fields"].get("issue", "") for tag in tags)
    del issues[""]
    assert {one.words: len(one.ids) for one in found.issues} == issues
    assert {one.reader.id: len(one.tags) for one in found.readers} == Counter(tag["reader"] for tag in tags)
