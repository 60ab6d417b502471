from __future__ import annotations

import csv
import io
import re
from html.parser import HTMLParser

import pytest

from exchange.straits import ANA, NOTES, POSITION, RISK, SALMA, WIRE
from glossator.exchange import comparison_csv, comparison_html
from glossator.exchange.comparison_report import Report, report
from glossator.model.people import Reader
from glossator.operations import tags
from glossator.operations.comparing import compare
from glossator.operations.settling import settle
from glossator.store import Edit, Project

ANA_READER = Reader(ANA, "Ana")
SALMA_READER = Reader(SALMA, "سلمى حداد")
HOSTILE = "<script>alert('x')</script> & \"q\" ]]> --> قالت 👩‍🚀\u2028\x0b"
VOID = {"meta", "br", "link", "img", "hr", "input"}


class Page(HTMLParser):
    """Read a page as a browser would: its tags in balance, its words, its links."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.names: set[str] = set()
        self.ids: list[str] = []
        self.addresses: list[str] = []
        self.attributes: set[str] = set()
        self.words = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.ids += [value or "" for name, value in attrs if name == "id"]
        self.addresses += [value or "" for name, value in attrs if name in ("href", "src")]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words += data


def read(project: Project) -> Report:
    return report(project, compare(project, [ANA_READER, SALMA_READER]))


def page(project: Project) -> str:
    out = io.BytesIO()
    comparison_html.write(read(project), out)
    return out.getvalue().decode("utf-8")


def rows(project: Project) -> list[dict[str, str]]:
    out = io.BytesIO()
    comparison_csv.write(read(project), out)
    return list(csv.DictReader(io.StringIO(out.getvalue().decode("utf-8-sig"), newline="")))


@pytest.fixture
def differing(project: Project) -> str:
    """Let Salma differ from Ana's position in place, a name and a stance, with hostile words."""
    fields = {"holder": HOSTILE, "stance": "against"}
    made = tags.tag(project, NOTES, "position", [(17, 39)], reader=SALMA_READER, fields=fields, note=HOSTILE)
    return made.annotation.id


@pytest.fixture
def hostile(project: Project, differing: str) -> Project:
    """Name the project, a document, a reader, a label and a reason as somebody who means harm would."""
    note = settle(project, [POSITION, differing], keep=[POSITION], reader=ANA_READER, note=HOSTILE).decision.id
    assert note
    edits = [
        Edit("project", "project", {"title": HOSTILE}),
        Edit("document", NOTES, {"title": HOSTILE, "author": HOSTILE}),
        Edit("reader", SALMA, {"name": HOSTILE}),
        Edit("annotation", RISK, {"labels": [HOSTILE]}),
    ]
    project.act(ANA, "harm", edits)
    return project


def test_a_page_is_whole_and_every_figure_leads_to_what_it_counts(project: Project, differing: str) -> None:
    read_page = Page(page(project))
    assert read_page.open == []
    assert len(set(read_page.ids)) == len(read_page.ids)
    assert {address for address in read_page.addresses if address[1:] not in read_page.ids} == set()
    assert {address[0] for address in read_page.addresses} == {"#"}


def test_a_page_needs_no_script_and_no_network(hostile: Project) -> None:
    html = page(hostile)
    read_page = Page(html)
    assert read_page.names.isdisjoint({"script", "img", "link", "iframe", "object", "form", "base"})
    assert [name for name in read_page.attributes if name.startswith("on") or name == "style"] == []
    assert "url(" not in html
    assert "@import" not in html
    assert "default-src 'none'" in html


def test_hostile_words_are_words(hostile: Project) -> None:
    html = page(hostile)
    shown = HOSTILE.replace("\x0b", "\ufffd")
    assert "<script" not in html
    assert Page(html).words.count(shown) > 6
    assert "\x0b" not in html


def test_a_difference_shows_both_readings_and_how_it_was_settled(project: Project, differing: str) -> None:
    settle(project, [POSITION, differing], keep=[POSITION], reader=SALMA_READER, note="it begins earlier")
    html = page(project)
    words = " ".join(Page(html).words.split())
    assert "Other words, other fields" in words
    assert "Kept Ana’s, decided by سلمى حداد" in words
    assert "it begins earlier" in words
    assert '<blockquote dir=auto class="kind kind-position">' in html
    assert "<mark>north wants *fees* 👩‍🚀</mark>" in html
    assert "<dd class=differs dir=auto>For it</dd>" in html


def test_where_a_reader_has_nothing_it_is_said(project: Project) -> None:
    words = " ".join(Page(page(project)).words.split())
    assert "Only Ana has it" in words
    assert "has nothing here" in words


def test_what_cannot_be_computed_is_neither_nought_nor_one(project: Project) -> None:
    html = page(project)
    assert "<td class=none>not enough to say</td>" in html


def test_an_interval_is_named_with_its_unit(project: Project, differing: str) -> None:
    words = " ".join(Page(page(project)).words.split())
    assert "95 of 100 figures from 1,000 resamples of paragraphs (seed 1)" in words
    assert "intersection over union is 0.5 or more" in words


def test_a_page_is_the_same_each_time_and_light_dark_and_printed(project: Project, differing: str) -> None:
    html = page(project)
    assert page(project) == html
    assert "@media screen and (prefers-color-scheme: dark)" in html
    assert "@media print" in html
    assert "--paper: #FFFDF8;" in html
    assert "--paper: #1B1C1F;" in html


def test_decisions_on_what_has_changed_since_are_kept_apart(project: Project, differing: str) -> None:
    settle(project, [POSITION, differing], none=True, reader=ANA_READER)
    tags.edit(project, differing, reader=SALMA_READER, fields={"stance": "for"})
    words = " ".join(Page(page(project)).words.split())
    assert "Decided besides" in words
    assert "as it was when it was decided" in words
    assert "Kept none, decided by Ana" in words


def test_a_table_has_a_row_for_each_figure_with_its_unit(project: Project, differing: str) -> None:
    figures = [row for row in rows(project) if row["row"] == "figure"]
    (f1,) = [row for row in figures if (row["kind"], row["figure"]) == ("position", "f1")]
    assert (f1["unit"], f1["value"], f1["interval"]) == (
        "tags",
        "1.0",
        "95 of 100 of 1000 resamples of paragraphs, seed 1",
    )
    empty = [row["figure"] for row in figures if row["kind"] == "position" and row["value"] == ""]
    assert empty == []
    assert {row["unit"] for row in figures} == {
        *("tags", "pairs of tags", "characters", "sentences", "matched pairs in which both have set it"),
    }


def test_a_table_has_a_row_for_each_side_of_a_difference(project: Project, differing: str) -> None:
    settle(project, [POSITION, differing], keep=[differing], reader=ANA_READER, note="later")
    sides = [row for row in rows(project) if row["row"] == "difference" and "extent" in row["types"]]
    assert [(row["reader"], row["tag_id"], row["start"], row["end"], row["kept"]) for row in sides] == [
        ("Ana", POSITION, "13", "39", "no"),
        ("سلمى حداد", differing, "17", "39", "yes"),
    ]
    assert {(row["settled"], row["decided_by"], row["why"], row["types"]) for row in sides} == {
        ("kept سلمى حداد’s", "Ana", "later", "extent; fields"),
    }
    assert sides[1]["quote"] == "north wants *fees* 👩‍🚀"


def test_a_table_runs_nothing_in_a_spreadsheet(project: Project) -> None:
    project.act(ANA, "note", [Edit("annotation", RISK, {"note": "=HYPERLINK(1)"})])
    (row,) = [row for row in rows(project) if row["tag_id"] == RISK]
    assert row["note"] == "'=HYPERLINK(1)"
    numbers = [row["value"] for row in rows(project) if row["row"] == "figure" and row["value"].startswith("-")]
    assert all(re.fullmatch(r"-\d\.\d+", number) for number in numbers)


def test_a_joined_name_is_shown_as_the_one_that_stands_for_it(project: Project) -> None:
    words = " ".join(Page(page(project)).words.split())
    assert "North Union" not in words
    assert "The north" in words


def test_a_comparison_without_tags_is_a_page(project: Project) -> None:
    out = io.BytesIO()
    comparison_html.write(report(project, compare(project, [ANA_READER, SALMA_READER], documents=[WIRE])), out)
    words = Page(out.getvalue().decode()).words
    assert "0 differences, 0 not settled." in words
