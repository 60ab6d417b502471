"""While one reads: footnotes by a key, numbers in the margins kept, the place kept over a restart."""

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from driving import press
from glossator.operations import documents, people, projects
from glossator.views.actions import ACTIONS
from glossator.views.window import Window

SENTENCE = "The pilots hold that an agreement must come first, and nobody on the quay believes a word of it. "
TEXT = (
    "# Talks\n\nThe pilots agreed[^1].\n\n## Tolls\n\n"
    + "\n\n".join(SENTENCE * 4 for _ in range(40))
    + "\n\n## Pilots\n\n"
    + "\n\n".join(SENTENCE * 4 for _ in range(40))
    + "\n\n[^1]: Not all of them.\n"
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "talks.md").write_text(TEXT, encoding="utf-8")
    (tmp_path / "other.md").write_text("# Other\n\nWords.\n", encoding="utf-8")
    with projects.create(tmp_path / "talks.gloss", title="Talks") as made:
        reader = people.reader_for(made, "Mara")
        documents.add_files(made, [tmp_path / "talks.md", tmp_path / "other.md"], reader=reader)
    return tmp_path / "talks.gloss"


@pytest.fixture
def window(open_project, project: Path) -> Window:
    return open_project(project)


def run(window: Window, action: str) -> None:
    next(one for one in ACTIONS if one.id == action).run(window)


def test_a_key_goes_to_the_footnote_and_back(window):
    text = window.desk.content.text
    window.page.place_caret(text.index("agreed"))
    press(".")
    assert window.page.caret() == text.index("Not all")
    assert window.page.is_in_view(window.page.caret(), window.page.caret() + 1)
    press(".")
    assert window.page.caret() == text.index("agreed") + len("agreed")


def test_where_there_is_no_footnote_the_key_says_so(window):
    window.page.place_caret(window.desk.content.text.index("Tolls"))
    press(".")
    assert window.status.words.text() == "There is no footnote in this paragraph."


@pytest.mark.parametrize("what", ["paragraph", "line"])
def test_numbers_are_off_at_first_turned_by_the_menu_and_kept(window, open_project, project, what):
    def numbered(shown: Window) -> bool:
        numbers = shown.page.shown.numbers
        return bool(numbers.paragraphs if what == "paragraph" else numbers.lines)

    assert not numbered(window)
    run(window, f"view.{what}-numbers")
    assert numbered(window)
    window.close()
    again = open_project(project)
    assert numbered(again)
    run(again, f"view.{what}-numbers")
    assert not numbered(again)


def test_paragraphs_are_numbered_as_citations_count_them(window):
    run(window, "view.paragraph-numbers")
    numbers, paragraphs = window.page.shown.numbers.paragraphs, window.desk.paragraphs
    offset = window.desk.content.text.index("## Pilots".removeprefix("## "), 300)
    assert numbers[paragraphs.index_at(offset)] == offset


def test_each_document_opens_where_it_was_left_also_after_a_restart(window, open_project, project):
    first = window.desk.document.id
    there = window.desk.content.text.index("Pilots", 300)
    window.page.go_to(there)
    window.page.place_caret(there, reveal=False)
    place = window.page.place()
    other = next(one.id for one in window.desk.project.documents() if one.id != first)
    window.desk.open_document(other)
    window.close()
    again = open_project(project)
    assert again.desk.document.id == other
    again.desk.open_document(first)
    assert (again.page.place(), again.page.caret()) == (place, there)


def test_copied_words_say_section_page_and_paragraph_in_their_html(open_project, tmp_path):
    (tmp_path / "paged.txt").write_text("Talks\n\nFirst page.\n\fSecond page.\n", encoding="utf-8")
    with projects.create(tmp_path / "paged.gloss", title="Paged") as made:
        documents.add_files(made, [tmp_path / "paged.txt"], reader=people.reader_for(made, "Mara"))
    page = open_project(tmp_path / "paged.gloss").page
    start = page.content.text.index("Second")
    page.select(start, start + 6)
    press("Ctrl+C")
    mime = QGuiApplication.clipboard().mimeData()
    assert mime.text() == "Second"
    assert "p. 2, ¶ 3" in mime.html()
