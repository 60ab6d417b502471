"""A document comes again in the window: its tags are told of, the reader's place stays, and nothing is done unasked."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from driving import TALKS, press, rows

#: Text is new at the front, one sentence is corrected, another is gone.
SECOND = TALKS.replace("\n\nNobody", "\n\nThis is the second edition.\n\nNobody", 1).replace(
    "a pause freezes the harbour", "a long pause freezes the harbour"
).replace("Neither needs bad faith.", "")  # fmt: skip

PASSAGES = (
    "SELECT quote, state FROM passage p JOIN annotation a ON a.id = p.annotation WHERE a.deleted = 0 ORDER BY a.id"
)
TEXT = "SELECT c.text FROM content c JOIN document d ON d.version = c.version WHERE d.deleted = 0 ORDER BY d.position"


def tag(window, words: str, key: str = "r") -> None:
    """Select words and tag them with a key."""
    start = window.desk.content.text.index(words)
    window.page.setFocus()
    window.page.select(start, start + len(words))
    press(key)


def give(window, qtbot, monkeypatch, path: Path) -> None:
    """Give the shown document a file as its new version, by the key and the dialog."""
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args, **_more: (str(path), ""))
    window.page.setFocus()
    said = window.status.words.text()
    press("Ctrl+Shift+V")
    notice = window.overlays.notice
    qtbot.waitUntil(lambda: bool(notice.words) or window.status.words.text() not in (said, ""), timeout=20_000)
    qtbot.waitUntil(window.is_still)


def answer(window, number: int) -> None:
    QTest.mouseClick(window.overlays.notice.answers[number], Qt.MouseButton.LeftButton)


@pytest.fixture
def second(tmp_path: Path) -> Path:
    path = tmp_path / "talks-2.txt"
    path.write_text(SECOND, encoding="utf-8")
    return path


@pytest.fixture
def tagged(window):
    """Tag a passage that stays, one that is corrected, and one that is gone."""
    tag(window, "pilotage must come first", "p")
    tag(window, "a pause freezes the harbour")
    tag(window, "Neither needs bad faith.")
    return window


def test_what_became_of_the_tags_is_told_in_one_line(tagged, qtbot, monkeypatch, second):
    give(tagged, qtbot, monkeypatch, second)
    assert tagged.overlays.notice.words == "1 passage as it was, 1 with other words, 1 not found."
    assert [cell.text() for cell in tagged.overlays.notice.answers] == ["Review…", "Later"]


def test_the_new_text_is_shown_and_kept(tagged, qtbot, monkeypatch, second, talks):
    give(tagged, qtbot, monkeypatch, second)
    assert tagged.page.content.text == SECOND
    assert rows(talks, TEXT) == [(SECOND,)]
    assert sorted(rows(talks, PASSAGES)) == [
        ("Neither needs bad faith.", "lost"),
        ("a long pause freezes the harbour", "edited"),
        ("pilotage must come first", "anchored"),
    ]


def test_one_undo_shows_the_former_text_with_its_tags(tagged, qtbot, monkeypatch, second, talks):
    before = rows(talks, PASSAGES)
    give(tagged, qtbot, monkeypatch, second)
    tagged.page.setFocus()
    press("Ctrl+Z")
    qtbot.waitUntil(lambda: tagged.page.content.text == TALKS)
    qtbot.waitUntil(tagged.is_still)
    assert tagged.desk.content.text == TALKS
    assert rows(talks, TEXT) == [(TALKS,)]
    assert rows(talks, PASSAGES) == before
    assert {one.spans for one in tagged.tagging.shown} == {
        ((TALKS.index(words), TALKS.index(words) + len(words)),)
        for words in ("pilotage must come first", "a pause freezes the harbour", "Neither needs bad faith.")
    }


def test_the_caret_stays_with_its_words(window, qtbot, monkeypatch, second):
    window.page.place_caret(TALKS.index("mediators"))
    give(window, qtbot, monkeypatch, second)
    assert window.page.content.text == SECOND
    assert window.page.caret() == SECOND.index("mediators")


def test_the_caret_stays_with_its_words_when_a_version_is_undone(window, qtbot, monkeypatch, second):
    give(window, qtbot, monkeypatch, second)
    window.page.place_caret(SECOND.index("mediators"))
    window.page.setFocus()
    press("Ctrl+Z")
    qtbot.waitUntil(lambda: window.page.content.text == TALKS)
    assert window.page.caret() == TALKS.index("mediators")


def test_the_same_text_is_said_to_be_the_same_and_nothing_is_written(window, qtbot, monkeypatch, tmp_path, talks):
    acts = rows(talks, "SELECT count(*) FROM act")
    give(window, qtbot, monkeypatch, tmp_path / "talks.txt")
    assert window.status.words.text() == "The text of “The strait talks resume” is the same: nothing changed."
    assert rows(talks, "SELECT count(*) FROM act") == acts


@pytest.fixture
def other(tmp_path: Path) -> Path:
    path = tmp_path / "recipe.txt"
    path.write_text("Take four eggs. Beat them well.\n\nAdd flour, salt, milk; fry.\n", encoding="utf-8")
    return path


def test_another_document_altogether_asks_first(tagged, qtbot, monkeypatch, other, talks):
    give(tagged, qtbot, monkeypatch, other)
    assert "it seems to be another document" in tagged.overlays.notice.words
    assert rows(talks, TEXT) == [(TALKS,)]
    answer(tagged, 1)
    assert rows(talks, TEXT) == [(TALKS,)]
    assert tagged.page.content.text == TALKS


def test_another_document_is_taken_when_the_reader_says_so(tagged, qtbot, monkeypatch, other, talks):
    give(tagged, qtbot, monkeypatch, other)
    answer(tagged, 0)
    qtbot.waitUntil(lambda: "not found" in tagged.overlays.notice.words, timeout=20_000)
    assert rows(talks, TEXT) == [(other.read_text("utf-8"),)]
    assert len(rows(talks, PASSAGES)) == 3
