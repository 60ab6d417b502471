from __future__ import annotations

import csv
import io

import pytest

from exchange.carrying import EXPECTED, exported
from exchange.straits import ANA, CLAIM, HALF, LOST, MINUTES, POSITION, RISK, TIME, document_edits, tag_edit
from glossator.exchange.choice import Choice
from glossator.exchange.registry import FORMATS
from glossator.model.annotation import Passage
from glossator.model.document import Block, Content
from glossator.model.identity import text_hash, version_id
from glossator.store import Edit, Project


def rows(project: Project, choice: Choice | None = None) -> list[dict[str, str]]:
    """Export as CSV and read it back."""
    text = exported(project, "csv", choice).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_whole_project_is_written_to_the_letter(project: Project) -> None:
    assert exported(project, "csv") == (EXPECTED / "strait.csv").read_bytes()


def test_the_columns_are_the_tags_fields_and_places(project: Project) -> None:
    assert " ".join(rows(project)[0]) == (
        "tag_id document doc_date kind bearer severity holder issue stance condition said"
        " holder_aliases labels state quote before after start end paragraph note reader created modified links"
        " section page tagged_quote"
    )


def test_a_row_holds_a_tag(project: Project) -> None:
    assert list(rows(project)[0].values()) == [
        POSITION, "The strait 🚢", "2026-05-12", "position", "", "", "The north", "Fees", "for", "pilots first", "",
        "North Union; Northern side", "", "anchored", "The north wants *fees* 👩‍🚀", "The strait 🚢\n",
        " now.\n\nWithout pilots\nships may ", "13", "39", "2", "**Why** now?\n\n- one\n- two", "Ana", TIME, TIME, "",
        "The strait 🚢", "", "",
    ]  # fmt: skip


def test_passages_are_joined_and_their_places_stand_side_by_side(project: Project) -> None:
    row = rows(project)[1]
    assert [row[key] for key in ("quote", "start", "end", "paragraph")] == [
        "Without pilots […] ships may run aground.", "46 61", "60 83", "3 3",
    ]  # fmt: skip


def test_a_joined_entity_is_shown_by_the_name_that_stands_for_it(project: Project) -> None:
    assert rows(project)[1]["bearer"] == "The north"


def test_links_name_their_relation_and_the_other_tag(project: Project) -> None:
    assert rows(project)[1]["links"] == f"contradicts {POSITION}"


def test_a_tag_without_a_place_has_no_numbers(project: Project) -> None:
    row = rows(project)[3]
    assert [row[key] for key in ("tag_id", "state", "quote", "start", "end", "paragraph")] == [
        LOST, "lost", "gone 👻", "", "", "",
    ]  # fmt: skip


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\r"])
def test_a_cell_that_would_be_a_formula_gets_an_apostrophe(project: Project, first: str) -> None:
    project.act(ANA, "note", [Edit("annotation", POSITION, {"note": first + "1"})])
    assert rows(project)[0]["note"] == f"'{first}1"


def test_a_title_that_would_be_a_formula_gets_an_apostrophe(project: Project) -> None:
    assert rows(project)[4]["document"] == '\'=Wire, "late"'


def test_the_file_begins_with_a_mark_and_its_rows_end_as_rfc_4180_says(project: Project) -> None:
    data = exported(project, "csv", Choice(documents=frozenset({MINUTES})))
    assert data.startswith(b"\xef\xbb\xbftag_id,")
    assert data.endswith(b",\r\n")


def test_a_filter_holds(project: Project) -> None:
    assert [row["tag_id"] for row in rows(project, Choice(kinds=frozenset({"note"})))] == [CLAIM, LOST, HALF]


def test_what_has_no_column_is_counted(project: Project) -> None:
    loss = FORMATS["csv"].write(project, io.BytesIO(), Choice())
    assert loss.lines() == [
        "written after an apostrophe, cells that a spreadsheet would run as a formula: 3",
        "left out, values of fields that the tag's kind does not have: 1",
        "left out, marks of what was read: 2",
    ]


def test_a_cell_that_a_spreadsheet_cuts_is_counted(project: Project) -> None:
    project.act(ANA, "note", [Edit("annotation", RISK, {"note": "x" * 32_768})])
    loss = FORMATS["csv"].write(project, io.BytesIO(), Choice(kinds=frozenset({"risk"}), readers=frozenset({ANA})))
    assert loss.lines()[0] == "longer than the 32,767 characters after which spreadsheets cut, cells: 1"


def test_csv_is_only_written() -> None:
    assert FORMATS["csv"].read is None


def test_a_row_names_section_and_page_of_its_passages(project: Project) -> None:
    text, id_ = "One.\nTwo.", "d0000000-0000-4000-8000-0000000000ff"
    pages = (
        Block("page", 0, 4, data={"index": 0, "label": "iv"}),
        Block("page", 5, 9, data={"index": 1, "label": "1"}),
    )
    lines = (Block("section", 0, 9, data={"title": "Tolls"}), Block("paragraph", 0, 4), Block("paragraph", 5, 9))
    passages = [Passage(0, 4, "One.", "", "\nTwo."), Passage(5, 9, "Two.", "One.\n", "")]
    made = [
        *document_edits(id_, Content(text, (*pages, *lines)), 4, title="Paged"),
        tag_edit("b0000000-0000-4000-8000-0000000000ff", id_, text, kind="note", passages=passages, fields={}),
    ]
    project.act(ANA, "add", made, contents={version_id(id_, text_hash(text)): Content(text, (*pages, *lines))})
    row = rows(project)[-1]
    assert [row[key] for key in ("document", "paragraph", "section", "page")] == ["Paged", "1 2", "Tolls", "iv; 1"]
