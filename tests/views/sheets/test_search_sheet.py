"""The one search over a real project: what it lists, where Enter goes, and what Esc leaves."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from driving import press
from glossator.operations import documents, people, projects, tags

MEMO = "Memo of the ministry\n\nThe ministry counts pilots. Nobody else counts them.\n"


@pytest.fixture
def path(tmp_path, talks):
    made = tmp_path / "search.gloss"
    with projects.create(made, title="Search") as project:
        mara = people.reader_for(project, "Mara")
        documents.add_files(project, [tmp_path / "talks.txt"], reader=mara)
        (talk,) = project.documents()
        memo = documents.paste_text(project, MEMO, mara).document
        text = project.text(talk.version)
        for document, words, fields, note in (
            (talk.id, "pilotage must come first", {"holder": "Northern government", "issue": "Pilotage"}, "Ask Ruiz"),
            (memo.id, "The ministry counts pilots", {"holder": "Ministry"}, ""),
        ):
            within = text if document == talk.id else project.text(memo.version)
            start = within.index(words)
            tags.tag(
                project, document, "position", [(start, start + len(words))], reader=mara, fields=fields, note=note
            )
    return made


@pytest.fixture
def shown(open_project, path, qtbot):
    return open_project(path)


def search(window, qtbot, words: str = ""):
    press("Ctrl+K")
    sheet = window.overlays.sheet
    if words:
        press(f"={words}")
    qtbot.waitUntil(lambda: sheet.is_still)
    return sheet


def rows(sheet) -> list[tuple[str, str]]:
    listed = [sheet.model.row(at) for at in range(sheet.model.rowCount())]
    return [(row.sort, row.line.words) for row in listed]


def choose(sheet, sort: str, words: str) -> None:
    """Walk to a row with the arrow key."""
    for _ in range(sheet.model.rowCount()):
        if sheet.current.sort == sort and words in sheet.current.line.words:
            return
        press("Down")
    raise AssertionError(f"no {sort} with {words}: {rows(sheet)}")


def test_the_list_of_rows_is_a_sound_model(shown, qtbot):
    sheet = search(shown, qtbot)
    QAbstractItemModelTester(sheet.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for words in ("pilots", "zeppelin"):
        press("Ctrl+A", f"={words}")
        qtbot.waitUntil(lambda: sheet.is_still)
        assert sheet.model.rowCount() > 0


def test_as_it_is_typed_documents_names_tags_notes_and_passages_are_listed_in_groups(shown, qtbot):
    sheet = search(shown, qtbot, "pilo")
    headings = [words for sort, words in rows(sheet) if sort == "heading"]
    assert headings == ["Holders and issues", "Tags", "Passages"]
    assert ("entities", "Pilotage") in rows(sheet)
    assert ("tags", "pilotage must come first") in rows(sheet)
    assert ("passages", "The ministry counts pilots. Nobody else counts them.") in rows(sheet)


def test_what_has_these_very_words_comes_first(shown, qtbot):
    assert rows(search(shown, qtbot, "memo of the ministry"))[1][0] == "documents"
    press("Ctrl+A", "=ministry")
    qtbot.waitUntil(lambda: shown.overlays.sheet.is_still)
    assert rows(shown.overlays.sheet)[1] == ("entities", "Ministry")


def test_enter_on_a_passage_selects_it_in_its_document(shown, qtbot):
    choose(search(shown, qtbot, "counts pilots"), "passages", "counts")
    press("Enter")
    qtbot.waitUntil(shown.is_still)
    assert shown.desk.document.title == "Memo of the ministry"
    start, end = shown.page.selection()
    assert shown.desk.content.text[start:end] == "counts pilots"
    assert QApplication.focusWidget() is shown.page


def test_enter_on_a_document_opens_it(shown, qtbot):
    choose(search(shown, qtbot, "memo"), "documents", "Memo")
    press("Enter")
    assert shown.desk.document.title == "Memo of the ministry"
    assert QApplication.focusWidget() is shown.page


def test_enter_on_a_tag_or_a_note_makes_it_current(shown, qtbot):
    choose(search(shown, qtbot, "ministry counts"), "tags", "counts")
    press("Enter")
    qtbot.waitUntil(lambda: bool(shown.desk.current))
    assert shown.desk.annotation(shown.desk.current).first.quote == "The ministry counts pilots"
    choose(search(shown, qtbot, "ask ruiz"), "notes", "Ask")
    press("Enter")
    qtbot.waitUntil(lambda: bool(shown.desk.current) and shown.desk.document.title.startswith("The strait"))
    assert shown.desk.annotation(shown.desk.current).first.quote == "pilotage must come first"


def test_enter_on_a_holder_shows_its_tags_on_the_board(shown, qtbot):
    choose(search(shown, qtbot, "northern gov"), "entities", "Northern")
    press("Enter")
    qtbot.waitUntil(lambda: shown.modes.whole.question == 'holder is "Northern government"')
    assert shown.modes.mode == "board"
    assert len(shown.modes.whole.selection.among) == 1


def test_enter_runs_a_command_whose_key_is_shown(shown, qtbot):
    sheet = search(shown, qtbot, "export")
    assert (sheet.current.sort, sheet.current.line.words, sheet.current.keys) == ("commands", "Export", ("Ctrl+E",))
    press("Enter")
    assert type(shown.overlays.sheet).__name__ == "ExportSheet"


def test_enter_pressed_before_the_answer_goes_where_the_answer_leads(shown, qtbot):
    search(shown, qtbot)
    press("=memo of the", "Enter")
    qtbot.waitUntil(lambda: shown.desk.document.title == "Memo of the ministry")


def test_esc_leaves_focus_caret_selection_and_scroll_as_they_were(shown, qtbot):
    shown.page.select(10, 24)
    before = (shown.page.selection(), shown.page.caret(), shown.page.place(), shown.desk.document.id)
    search(shown, qtbot, "memo")
    press("Down", "Esc")
    assert shown.overlays.sheet is None
    assert QApplication.focusWidget() is shown.page
    assert (shown.page.selection(), shown.page.caret(), shown.page.place(), shown.desk.document.id) == before


def test_in_a_note_the_search_opens_too_and_what_was_typed_stays(shown, qtbot):
    choose(search(shown, qtbot, "ask ruiz"), "notes", "Ask")
    press("Enter")
    qtbot.waitUntil(lambda: bool(shown.desk.current))
    qtbot.waitUntil(shown.is_still)
    press("n", "=now ")
    field = QApplication.focusWidget()
    words, caret = field.toPlainText(), field.textCursor().position()
    assert "now " in words
    search(shown, qtbot, "memo")
    press("Esc")
    field = QApplication.focusWidget()
    assert field.toPlainText() == words
    assert field.textCursor().position() == caret


def test_before_anything_is_typed_the_last_searches_and_documents_are_offered(shown, qtbot):
    assert [sort for sort, _ in rows(search(shown, qtbot))] == ["heading", "documents", "documents"]
    press("=counts", "Enter")
    qtbot.waitUntil(lambda: shown.overlays.sheet is None)
    sheet = search(shown, qtbot)
    assert rows(sheet)[:2] == [("heading", "Searched last"), ("again", "counts")]
    press("Enter")
    qtbot.waitUntil(lambda: sheet.is_still)
    assert sheet.field.text() == "counts"
    assert any(sort == "passages" for sort, _ in rows(sheet))


def test_nothing_found_is_said_and_the_page_can_be_searched(shown, qtbot):
    sheet = search(shown, qtbot, "pilotage mu_t")
    assert rows(sheet)[0] == ("heading", "Nothing in this project has these words")
    press("Enter")
    assert shown.find_bar.isVisible()
    assert shown.find_bar.field.text() == "pilotage mu_t"
    assert QApplication.focusWidget() is shown.find_bar.field


@pytest.fixture
def many(open_project, tmp_path):
    made = tmp_path / "many.gloss"
    with projects.create(made, title="Many") as project:
        mara = people.reader_for(project, "Mara")
        documents.paste_text(project, "Many\n\n" + "".join(f"A pilot, number {n}.\n\n" for n in range(40)), mara)
    return open_project(made)


def test_all_of_a_group_can_be_seen_and_esc_goes_back_to_the_groups(many, qtbot):
    sheet = search(many, qtbot, "number")
    assert rows(sheet)[-1] == ("all", "All 40 passages")
    choose(sheet, "all", "All")
    press("Enter")
    qtbot.waitUntil(lambda: sheet.is_still)
    assert len(rows(sheet)) == 41
    press("Esc")
    qtbot.waitUntil(lambda: sheet.is_still)
    assert rows(sheet)[-1] == ("all", "All 40 passages")
    press("Esc")
    assert many.overlays.sheet is None


def test_the_search_knows_what_was_tagged_and_undone_a_moment_ago(shown, qtbot):
    start = shown.desk.content.text.index("insurers withdraw cover")
    shown.page.select(start, start + len("insurers withdraw cover"))
    press("r")
    found = ("tags", "insurers withdraw cover")
    assert found in rows(search(shown, qtbot, "insurers cover"))
    press("Esc", "Ctrl+Z")
    assert found not in rows(search(shown, qtbot, "insurers cover"))


def test_the_newest_words_win(shown, qtbot):
    sheet = search(shown, qtbot)
    press("=zeppelin", "Ctrl+A", "=memo")
    qtbot.waitUntil(lambda: sheet.is_still)
    assert rows(sheet)[1] == ("documents", "Memo of the ministry")


def test_a_press_with_the_mouse_goes_there(shown, qtbot):
    sheet = search(shown, qtbot, "memo of the ministry")
    index = sheet.model.index(1)
    qtbot.mouseClick(sheet.list.viewport(), Qt.MouseButton.LeftButton, pos=sheet.list.visualRect(index).center())
    assert shown.desk.document.title == "Memo of the ministry"


def test_with_the_search_open_its_key_selects_the_words(shown, qtbot):
    sheet = search(shown, qtbot, "memo")
    press("Ctrl+K")
    assert shown.overlays.sheet is sheet
    assert sheet.field.selectedText() == "memo"


def test_a_screen_reader_is_told_the_row_that_enter_goes_to(shown, qtbot):
    sheet = search(shown, qtbot, "ministry counts")
    choose(sheet, "passages", "counts")
    said = sheet.field.accessibleDescription()
    assert said == "The ministry counts pilots. Nobody else counts them., Memo of the ministry"


def test_from_the_board_enter_on_a_passage_reads_it_in_its_document(shown, qtbot):
    press("Ctrl+3")
    qtbot.waitUntil(shown.is_still)
    choose(search(shown, qtbot, "counts pilots"), "passages", "counts")
    press("Enter")
    qtbot.waitUntil(shown.is_still)
    assert shown.modes.mode == "read"
    assert shown.desk.content.text[slice(*shown.page.selection())] == "counts pilots"
    assert QApplication.focusWidget() is shown.page


def test_on_the_board_the_commands_are_those_of_the_board(shown, qtbot):
    press("Ctrl+3")
    qtbot.waitUntil(shown.is_still)
    sheet = search(shown, qtbot, "sort the cards")
    assert sheet.current.keys == ("S",)
    press("Ctrl+A", "=next sentence")
    qtbot.waitUntil(lambda: sheet.is_still)
    assert not any(sort == "commands" for sort, _ in rows(sheet))


def test_what_a_blind_pass_hides_is_not_found(shown, qtbot, path):
    desk = shown.desk
    start = desk.content.text.index("a pause freezes")
    ben = people.reader_for(desk.project, "Ben")
    desk.do(lambda: tags.tag(desk.project, desk.document.id, "risk", [(start, start + 15)], reader=ben, note="Bens"))
    assert ("notes", "Bens") in rows(search(shown, qtbot, "bens"))
    press("Esc", "Ctrl+B")
    assert ("notes", "Bens") not in rows(search(shown, qtbot, "bens"))
