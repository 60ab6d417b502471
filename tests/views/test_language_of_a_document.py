"""The language of a document decides at once where S and J find its sentences, and what a copy is quoted with."""

import pytest
from PySide6.QtWidgets import QApplication

from driving import press
from glossator.operations import documents, people, projects

TEXT = "Talks\n\nSo kam er am So. Abend. Nobody knew of it. Then they left.\n"


@pytest.fixture
def window(open_project, tmp_path):
    made = tmp_path / "language.gloss"
    with projects.create(made, title="Language") as project:
        mara = people.reader_for(project, "Mara")
        document = documents.paste_text(project, TEXT, mara).document
        documents.describe(project, document.id, mara, language="en")
    window = open_project(made)
    window.page.place_caret(TEXT.index("So kam"))
    return window


def name_language(window, name: str) -> None:
    desk = window.desk
    assert desk.do(lambda: documents.describe(desk.project, desk.document.id, desk.reader, language=name))


def test_s_selects_the_sentence_of_the_language_that_was_just_named(window):
    name_language(window, "German")
    press("s")
    start, end = window.page.selection()
    assert window.desk.content.text[start:end] == "So kam er am So. Abend."


def test_in_english_the_same_words_are_two_sentences(window):
    press("s")
    start, end = window.page.selection()
    assert window.desk.content.text[start:end] == "So kam er am So."


def test_j_goes_to_the_next_sentence_of_the_language(window):
    press("j")
    assert window.page.caret() == TEXT.index("Abend")
    window.page.place_caret(TEXT.index("So kam"))
    name_language(window, "de")
    press("j")
    assert window.page.caret() == TEXT.index("Nobody")


def test_a_copied_card_has_the_quotation_marks_of_the_language(window):
    name_language(window, "fr")
    press("s", "p")
    window.copy_card()
    copied = QApplication.clipboard().text()
    assert copied.startswith("«\u202fSo kam er am So")
    assert "«\u202fTalks\u202f»" in copied
