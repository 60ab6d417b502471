"""A document's description is edited in place; what is wrong is said and what was typed is kept."""

import sqlite3
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from glossator.operations import documents, undo
from glossator.views.sheets.details_sheet import DetailsForm, DetailsSheet
from glossator.views.theme import theme


@pytest.fixture
def sheet(host, desk, talk) -> DetailsSheet:
    sheet = DetailsSheet(host, desk, talk.id, theme("light"))
    sheet.open()
    return sheet


def retype(host, field, words: str) -> None:
    field.setFocus()
    field.selectAll()
    host.type(words)


def test_the_title_is_ready_to_be_typed_over(sheet, host, desk, talk) -> None:
    host.type("Talks at the strait")
    host.press(Qt.Key.Key_Return)
    with sqlite3.connect(f"file:{desk.project.path}?mode=ro", uri=True) as file:
        assert ("Talks at the strait",) in file.execute("SELECT title FROM document").fetchall()


def test_a_field_is_kept_on_leaving_it(sheet, host, desk, talk) -> None:
    retype(host, sheet.form.fields["author"], "Ana Ruiz")
    host.press(Qt.Key.Key_Tab)
    assert desk.project.document(talk.id).author == "Ana Ruiz"


def test_a_field_that_was_not_changed_makes_no_act(sheet, host, desk) -> None:
    before = len(list(desk.project.acts()))
    for _ in range(4):
        host.press(Qt.Key.Key_Tab)
    host.press(Qt.Key.Key_Return)
    assert len(list(desk.project.acts())) == before


def test_a_wrong_date_says_what_is_right_and_keeps_the_words(sheet, host, desk, talk) -> None:
    published = desk.project.document(talk.id).published
    date = sheet.form.fields["published"]
    retype(host, date, "last May")
    host.press(Qt.Key.Key_Return)
    assert date.text() == "last May"
    assert "give a year, month or day" in sheet.form.errors["published"].text()
    assert sheet.form.errors["published"].isVisible()
    assert desk.project.document(talk.id).published == published


def test_a_date_that_was_mended_is_kept(sheet, host, desk, talk) -> None:
    date = sheet.form.fields["published"]
    for words in ("last May", "2026-05"):
        retype(host, date, words)
        host.press(Qt.Key.Key_Return)
    assert desk.project.document(talk.id).published == "2026-05"
    assert sheet.form.errors["published"].isHidden()


def test_a_title_without_words_is_refused(sheet, host, desk, talk) -> None:
    retype(host, sheet.form.fields["title"], " ")
    host.press(Qt.Key.Key_Return)
    assert desk.project.document(talk.id).title == "The strait talks resume"
    assert sheet.form.errors["title"].text() == "it is empty, give a title of one character or more"


def test_esc_takes_back_what_was_typed_then_closes(sheet, host) -> None:
    retype(host, sheet.form.fields["author"], "Ana")
    host.press(Qt.Key.Key_Escape)
    assert (sheet.form.fields["author"].text(), sheet.isVisible()) == ("", True)
    host.press(Qt.Key.Key_Escape)
    assert not sheet.isVisible()


def test_an_undo_is_shown(sheet, host, desk, talk) -> None:
    retype(host, sheet.form.fields["author"], "Ana Ruiz")
    host.press(Qt.Key.Key_Return)
    undo.undo(desk.project, desk.reader)
    assert sheet.form.fields["author"].text() == ""


def test_a_guessed_encoding_can_be_changed(host, desk, tmp_path: Path, qtbot) -> None:
    path = tmp_path / "été.txt"
    path.write_bytes("L’été où la négociation reprit, « personne » n’en parla.\n".encode("windows-1252"))
    document = documents.add_files(desk.project, [path], reader=desk.reader).added[0].document
    form = DetailsForm(desk, document.id, host)
    form.show()
    with qtbot.waitSignal(form.encoding_asked) as asked:
        form.change_encoding.click()
    assert asked.args == [document.id]


def test_an_encoding_that_is_known_offers_no_change(sheet) -> None:
    assert sheet.form.change_encoding.isHidden()


def test_it_says_where_a_value_was_found_and_what_the_file_says_once_it_is_another(host, desk, tmp_path: Path) -> None:
    path = tmp_path / "note.md"
    path.write_text("---\nauthor: Ilse Marek\n---\n\nOne line.\n", encoding="utf-8")
    (added,) = documents.add_files(desk.project, [path], reader=desk.reader).added
    sheet = DetailsSheet(host, desk, added.document.id, theme("light"))
    sheet.open()
    assert sheet.form.origins["author"].text() == "from front matter"
    assert sheet.form.origins["published"].text() == ""
    retype(host, sheet.form.fields["author"], "I. Marek")
    host.press(Qt.Key.Key_Return)
    assert sheet.form.origins["author"].text() == "front matter: Ilse Marek"


def test_the_language_is_shown_and_given_by_its_name(sheet, host, desk, talk) -> None:
    field = sheet.form.fields["language"]
    assert field.text() == "English"
    retype(host, field, "deutsch")
    host.press(Qt.Key.Key_Tab)
    assert desk.project.document(talk.id).language == "de"
    assert field.text() == "German"


def test_languages_are_offered_by_name_while_one_is_typed(sheet, host, desk, talk) -> None:
    field = sheet.form.fields["language"]
    retype(host, field, "rus")
    assert [(one.words, one.remark) for one in field.completion.offers] == [("Russian", "русский")]
    host.press(Qt.Key.Key_Down)
    host.press(Qt.Key.Key_Return)
    assert not field.completion.isVisible()
    assert field.text() == "Russian"
    assert desk.project.document(talk.id).language == "ru"


def test_a_code_is_never_taken_for_the_beginning_of_another_language(sheet, host, desk, talk) -> None:
    retype(host, sheet.form.fields["language"], "es")
    host.press(Qt.Key.Key_Return)
    assert desk.project.document(talk.id).language == "es"
    assert sheet.form.fields["language"].text() == "Spanish"


def test_esc_takes_back_what_was_typed_and_what_was_offered(sheet, host, desk, talk) -> None:
    field = sheet.form.fields["language"]
    retype(host, field, "ru")
    host.press(Qt.Key.Key_Escape)
    assert not field.completion.isVisible()
    assert field.text() == "English"
    assert sheet.isVisible()


def test_what_is_no_language_is_said_and_stays_as_it_was_typed(sheet, host, desk, talk) -> None:
    field = sheet.form.fields["language"]
    retype(host, field, "of the north")
    host.press(Qt.Key.Key_Tab)
    assert field.text() == "of the north"
    assert "give its name or its code" in sheet.form.errors["language"].text()
    assert desk.project.document(talk.id).language == "en"
