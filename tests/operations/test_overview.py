from __future__ import annotations

import io
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from glossator.exchange.choice import Choice
from glossator.exchange.registry import find_format
from glossator.model.problem import Refused
from glossator.operations import example, projects
from glossator.operations.documents import describe, paste_text
from glossator.operations.overview import Overview, Selection, axes, overview, selection_of
from glossator.operations.people import reader_for
from glossator.review.trajectory import lines
from glossator.store import Project


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    path = tmp_path_factory.mktemp("seeds") / "Example.gloss"
    with example.build_example(path) as opened:
        yield opened


@pytest.fixture(scope="module")
def whole(seeds: Project) -> Overview:
    return overview(seeds)


@pytest.fixture(scope="module")
def exported(seeds: Project) -> dict:
    out = io.BytesIO()
    find_format("json").write(seeds, out, Choice())
    return json.loads(out.getvalue())


@pytest.mark.parametrize(
    ("rows", "columns"),
    [("holder", "issue"), ("bearer", "issue"), ("kind", "verdict"), ("severity", "likelihood"), ("via", "kind")],
)
def test_every_cell_equals_a_recount_from_the_export(whole: Overview, exported: dict, rows: str, columns: str) -> None:
    def value(tag: dict, axis: str) -> str | None:
        return tag["kind"] if axis == "kind" else tag["fields"].get(axis)

    labels = {kind["key"]: kind["label"] for kind in exported["codebook"]["kinds"]}
    for kind in exported["codebook"]["kinds"]:
        for field in kind["fields"]:
            labels |= {f"{field['key']} {one['key']}": one["label"] for one in field.get("values", ())}
    expected: Counter[tuple[str, str]] = Counter()
    for tag in exported["annotations"]:
        row, column = value(tag, rows), value(tag, columns)
        if row and column:
            named = (
                labels.get(f"{axis} {one}", labels.get(one, one)) for axis, one in ((rows, row), (columns, column))
            )
            expected[tuple(named)] += 1
    found = whole.matrix(whole.axis(rows), whole.axis(columns))
    counted = {
        (found.row_words(row), found.column_words(column)): len(cell.statements)
        for (row, column), cell in found.cells.items()
    }
    assert counted == dict(expected)
    assert counted, "the seeds hold something under each"


def test_stances_equal_a_recount_from_the_export(whole: Overview, exported: dict) -> None:
    expected = Counter(
        (tag["fields"]["holder"], tag["fields"]["issue"], tag["fields"]["stance"])
        for tag in exported["annotations"]
        if {"holder", "issue", "stance"} <= tag["fields"].keys()
    )
    found = whole.matrix(whole.axis("holder"), whole.axis("issue"))
    counted = {
        (found.row_words(row), found.column_words(column), stance): number
        for (row, column), cell in found.cells.items()
        for stance, number in cell.stances.items()
    }
    assert counted == dict(expected)


def test_an_axis_is_found_by_its_label(whole: Overview) -> None:
    assert whole.axis("SEVERITY").key == "severity"


def test_an_axis_that_is_not_there_is_refused_with_those_that_are(whole: Overview) -> None:
    with pytest.raises(Refused, match="name one of: who, issue, kind, document"):
        whole.axis("colour")


def test_a_range_of_dates_leaves_out_what_was_said_elsewhen(whole: Overview) -> None:
    chosen = Selection(since="2026-05-12", until="2026-05").of(whole.statements)
    assert {one.date[:7] for one in chosen} == {"2026-05"}


def test_kinds_and_ids_are_chosen_together(whole: Overview) -> None:
    some = frozenset(one.id for one in whole.statements[:20])
    chosen = Selection(kinds=frozenset({"risk"}), among=some).of(whole.statements)
    assert [one.id for one in chosen] == [one.id for one in whole.statements[:20] if one.kind == "risk"]


def test_what_is_no_date_is_refused() -> None:
    with pytest.raises(Refused, match="“soon”, it is no date"):
        selection_of("soon", None)


def test_documents_of_one_title_are_told_apart(tmp_path: Path) -> None:
    with projects.create(tmp_path / "twins.gloss") as project:
        reader = reader_for(project, "Ada")
        ids = [paste_text(project, words, reader).document.id for words in ("Talks one.\n", "Talks two.\n")]
        for id_ in ids:
            describe(project, id_, reader, title="Talks")
        heads = axes(project)["document"].heads
    assert list(heads.values()) == [f"Talks ({id_[:8]})" for id_ in ids]


def test_every_line_over_time_equals_a_recount_from_the_export(whole: Overview, exported: dict) -> None:
    published = {document["id"]: document["published"] for document in exported["documents"]}
    expected: dict[tuple[str, str], Counter] = {}
    for tag in exported["annotations"]:
        fields = tag["fields"]
        who = next((fields[key] for key in ("holder", "claimant", "bearer") if key in fields), None)
        if who and "issue" in fields and "stance" in fields:
            said = (fields.get("said") or published[tag["document"]], fields["stance"], "condition" in fields)
            expected.setdefault((who, fields["issue"]), Counter())[said] += 1
    name = whole.axes["issue"].words
    drawn = {
        (name(line.who), name(line.issue)): Counter(
            (point.statement.date, point.statement.stance, point.statement.is_conditional) for point in line.points
        )
        for line in lines(whole.statements, scale=whole.scale)
    }
    assert drawn == expected
    assert drawn, "the seeds hold lines"
