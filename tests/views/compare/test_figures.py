"""Compare: agreement in figures, each with its unit, each opening the passages that it counts."""

import csv

import pytest

from driving import press
from glossator.operations import people, tags
from glossator.store import Project
from glossator.views.compare.figure_rows import Cell


def cells(compare, label: str) -> list[str]:
    row = next(row for row in compare.review.figures.table.rows if row.label == label)
    return [cell.words for cell in row.cells]


def test_each_kind_and_all_have_their_figures(compare):
    assert [row.label for row in compare.review.figures.table.rows] == ["Risks", "Positions", "Claims", "All kinds"]


def test_matched_tags_give_the_f1(compare):
    # Risks: Mara has one, Tomas two, one pair matches: 2 · 1 / (1 + 2). All: two pairs of three and four tags.
    assert cells(compare, "Risks")[0] == "0.67"
    assert cells(compare, "All kinds")[0] == "0.57"


def test_the_unit_of_the_intervals_is_said(compare):
    assert compare.review.figures.unit.text() == "95 % intervals: 1,000 resamples of paragraphs, seed 1."


def test_a_figure_opens_the_passages_that_it_counts(compare):
    press("Shift+F6", "Enter")
    sheet = compare.window().overlays.sheet
    assert sheet.accessibleName() == "Risks: F₁ over tags, 0.67"
    assert [sheet.model.data(sheet.model.index(row)).split(": ")[1] for row in range(sheet.model.rowCount())] == [
        "a pause freezes the harbour",
        "a pause freezes the harbour",
        "insurers withdraw cover",
    ]


def test_a_passage_of_a_figure_is_read_in_its_document(qtbot, compare):
    press("Shift+F6", "Enter", "Down", "Down", "Enter")
    window = compare.window()
    qtbot.waitUntil(window.is_still)
    assert window.modes.mode == "read"
    assert window.desk.annotation(window.desk.current).first.quote == "insurers withdraw cover"


def test_the_figures_follow_what_is_settled(qtbot, compare, two_readers):
    press("1", "2", "2")
    qtbot.waitUntil(compare.window().is_still)
    assert cells(compare, "All kinds")[0] == "0.57"  # the readers' own tags are as they were


def test_figures_of_all_documents_are_a_press_away(qtbot, compare):
    compare.review.figures.scope.click()
    qtbot.waitUntil(compare.window().is_still)
    assert compare.review.figures.scope.text() == "all documents"
    assert cells(compare, "Risks")[0] == "0.67"


def test_a_figure_that_rounds_to_nothing_has_no_sign():
    assert Cell(-0.001).words == "0.00"
    assert Cell(-0.25, (-0.5, 0.004)).interval_words == "−0.50 to 0.00"


def test_where_there_is_nothing_to_compute_no_figure_stands():
    assert Cell(None).words == "–"


def test_the_comparison_is_taken_along_as_a_page(qtbot, compare, tmp_path):
    page = tmp_path / "talks compared.html"
    with qtbot.waitSignal(compare.saving.saved, timeout=20_000):
        compare.saving.save(page, everything=False)
    text = page.read_text(encoding="utf-8")
    assert "a pause freezes the harbour" in text
    assert compare.window().status.words.text() == "The comparison is in talks compared.html."


def test_the_comparison_is_taken_along_as_a_table(qtbot, compare, tmp_path):
    table = tmp_path / "talks.csv"
    with qtbot.waitSignal(compare.saving.saved, timeout=20_000):
        compare.saving.save(table, everything=True)
    with table.open(encoding="utf-8-sig", newline="") as stream:
        lines = list(csv.reader(stream))
    assert len({len(line) for line in lines}) == 1
    assert any("insurers withdraw cover" in cell for line in lines for cell in line)


RULE = "Tags of one kind match, one to one, where they overlap by 0.5 or more: what both cover, of what either."


def test_the_passages_of_an_f1_come_with_the_rule_that_matches_them(compare):
    press("Shift+F6", "Enter")
    assert compare.window().overlays.sheet.rule.text() == RULE


@pytest.mark.parametrize(
    ("downs", "why"),
    [
        pytest.param(2, "It is 0, for no two match: Mara has none, Tomas has 1.", id="only one has any"),
        pytest.param(0, "It is 0, for no two match: Mara has 1, Tomas has 1.", id="apart"),
    ],
)
def test_an_f1_of_nothing_says_why(qtbot, open_project, two_readers, downs, why):
    with Project.open(two_readers) as project:
        for tag in list(project.annotations()):
            if tag.kind == "risk" and tag.fields.get("severity") == "minor":
                tags.untag(project, tag.id, reader=people.reader_for(project, "Tomas"))
    window = open_project(two_readers)
    press("Ctrl+2")
    qtbot.waitUntil(window.is_still)
    press("Shift+F6", *["Down"] * downs, "Enter")
    assert window.overlays.sheet.rule.text() == f"{RULE} {why}"


def test_the_passages_of_an_alpha_come_with_what_it_counts(compare):
    press("Shift+F6", "Right", "Enter")
    said = "Krippendorff’s alpha: each character is covered by the kind, or not."
    assert compare.window().overlays.sheet.rule.text() == said
