"""While reading, a card tells what was said before; one key lists the passages, to link to or to take over from."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from driving import press, rows
from glossator.operations import documents, people, projects, tags

#: Each document: its title, its date, and a sentence of it, with the fields of the tag on it.
SAID = (
    ("First", "2026-03-03", "Norwick rejects a ceasefire without guarantees",
     "claim", {"claimant": "Norland", "issue": "Ceasefire", "verdict": "refuted"}),
    ("Second", "2026-04-04", "Norwick once more rejects a ceasefire without guarantees",
     "position", {"holder": "Norland", "issue": "Ceasefire", "stance": "against"}),
    ("Third", "2026-05-12", "Again Norwick rejects any ceasefire without guarantees", "claim", {}),
    ("Fourth", "2026-06-02", "Norwick will reject a ceasefire without guarantees", "position", {}),
)  # fmt: skip

LINE = "Said before: Norland, twice; refuted on 3 Mar 2026"


@pytest.fixture
def path(tmp_path):
    made = tmp_path / "said.gloss"
    with projects.create(made, title="Said") as project:
        mara = people.reader_for(project, "Mara")
        for title, date, words, kind, fields in SAID:
            text = f"{title}\n\n{words}. Something else was said of the harbour and its pilots.\n"
            id_ = documents.paste_text(project, text, mara).document.id
            documents.describe(project, id_, mara, title=title, published=date)
            start = text.index(words)
            tags.tag(project, id_, kind, [(start, start + len(words))], reader=mara, fields=fields)
    return made


def show(window, qtbot, title: str):
    document = next(one for one in window.desk.project.documents() if one.title == title)
    window.desk.open_document(document.id)
    qtbot.waitUntil(window.is_still)
    window.page.setFocus()
    press("]")
    qtbot.waitUntil(lambda: window.recalling.is_still)
    qtbot.waitUntil(window.is_still)
    return window.panel.form.foot


@pytest.fixture
def third(open_project, path, qtbot):
    """Read the third of four documents, its tag current and its past found."""
    window = open_project(path)
    show(window, qtbot, "Third")
    return window


def line_of(foot) -> str:
    return foot._before.text()


def open_list(window):
    press("b")
    sheet = window.overlays.sheet
    assert sheet is not None
    assert QApplication.focusWidget() is sheet.list
    return sheet


def fields_of(window) -> dict[str, str]:
    found = window.desk.annotation(window.desk.current)
    kind = window.desk.kind_of(found)
    return {key: window.desk.words_of(key, kind, value) for key, value in found.fields.items()}


def test_the_open_card_tells_at_its_foot_what_was_said_before(third):
    foot = third.panel.form.foot
    assert LINE in line_of(foot)
    assert foot._before.isVisible()
    assert foot._before.geometry().bottom() <= foot.height()
    assert foot._before.y() > foot._title.y()


def test_where_nothing_was_said_before_nothing_is_shown(third, qtbot):
    foot = show(third, qtbot, "First")
    assert line_of(foot) == ""
    assert not foot._before.isVisible()
    press("b")
    assert third.overlays.sheet is None
    assert "Nothing like this was said before" in third.status.words.text()


def test_the_fields_stay_where_they_are_when_the_line_comes(third, qtbot):
    show(third, qtbot, "First")
    document = next(one for one in third.desk.project.documents() if one.title == "Third")
    third.desk.open_document(document.id)
    qtbot.waitUntil(third.is_still)
    press("]")
    form = third.panel.form
    qtbot.waitUntil(lambda: third.panel.is_still() and form.annotation is not None)
    before = [(row.editor.mapTo(third, row.editor.rect().topLeft())) for row in form._rows if row.shown]
    assert line_of(form.foot) == ""
    qtbot.waitUntil(lambda: LINE in line_of(form.foot))
    assert [(row.editor.mapTo(third, row.editor.rect().topLeft())) for row in form._rows if row.shown] == before


def test_enter_in_the_list_links_the_tag_to_the_passage_as_its_repetition(third, path):
    current = third.desk.current
    sheet = open_list(third)
    earlier = [sheet.model.tag(at).id for at in range(sheet.model.rowCount())]
    press("Down", "Enter")
    assert third.overlays.sheet is None
    assert third.page.hasFocus()
    assert rows(path, "SELECT source, relation, target FROM link") == [(current, "repeats", earlier[1])]


@pytest.mark.parametrize("key", ["t", "Shift+Enter"])
def test_one_key_takes_over_who_issue_and_verdict_and_one_undo_takes_them_back(third, path, key):
    sheet = open_list(third)
    first = next(
        at for at in range(sheet.model.rowCount()) if sheet.model.tag(at).first.quote.startswith("Norwick rejects")
    )
    press(*["Down"] * first, key)
    assert fields_of(third) == {"claimant": "Norland", "issue": "Ceasefire", "verdict": "Refuted"}
    assert "Taken over: Claimant, Issue, Verdict" in third.status.words.text()
    press("Ctrl+Z")
    assert fields_of(third) == {}


def test_what_is_set_is_not_taken_over_again(third, path):
    tags.edit(
        third.desk.project, third.desk.current, reader=third.desk.reader,
        fields={"claimant": "Norwick", "issue": "Talks", "verdict": "open"},
    )  # fmt: skip
    acts = rows(path, "SELECT count(*) FROM act")
    open_list(third)
    press("t")
    assert rows(path, "SELECT count(*) FROM act") == acts
    assert "Nothing was taken over".lower() in third.status.words.text().lower()


def test_ctrl_and_enter_reads_the_passage_in_its_document(third, qtbot):
    sheet = open_list(third)
    wanted = sheet.model.tag(0)
    press("Ctrl+Enter")
    qtbot.waitUntil(lambda: third.desk.current == wanted.id)
    assert third.desk.document.id == wanted.document


def test_a_press_on_the_line_opens_the_list_and_its_cells_do_what_the_keys_do(third, path, qtbot):
    foot = third.panel.form.foot
    QTest.mouseClick(foot._before, Qt.MouseButton.LeftButton, pos=QPoint(20, 8))
    sheet = third.overlays.sheet
    assert sheet is not None
    cell = next(one for one in sheet.findChildren(type(sheet._close)) if one.text().startswith("Link"))
    QTest.mouseClick(cell, Qt.MouseButton.LeftButton)
    assert rows(path, "SELECT relation FROM link") == [("repeats",)]


def test_a_passage_that_changes_is_recalled_as_it_is_now(third, qtbot):
    mara = third.desk.reader
    second = next(one for one in third.desk.project.annotations() if one.first.quote.startswith("Norwick once"))
    tags.untag(third.desk.project, second.id, reader=mara)
    foot = third.panel.form.foot
    qtbot.waitUntil(lambda: "Norland, once; refuted on 3 Mar 2026" in line_of(foot))
    first = next(one for one in third.desk.project.annotations() if one.first.quote.startswith("Norwick rejects"))
    tags.set_field(third.desk.project, first.id, "verdict", "supported", reader=mara)
    qtbot.waitUntil(lambda: "Norland, once; supported on 3 Mar 2026" in line_of(foot))


def test_without_a_tag_the_key_says_what_to_do(third):
    press("Esc", "b")
    assert third.overlays.sheet is None
    assert "Choose a tag first" in third.status.words.text()
