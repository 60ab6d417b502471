"""A document comes again in the window: its tags are told of, the reader's place stays, and nothing is done unasked."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel

from driving import TALKS, press, rows
from glossator.views.library import COUNTS

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
    with qtbot.waitSignal(window.versions.job_started) as started:
        press("Ctrl+Shift+V")
    qtbot.waitSignal(started.args[0].finished, timeout=20_000).wait()
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
    assert tagged.page.content.text == SECOND
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


def drop_again(window, qtbot, path: Path) -> None:
    """Open a file, which the reader is asked about."""
    window.files.add([path])
    qtbot.waitUntil(lambda: bool(window.overlays.notice.words), timeout=20_000)


TITLES = "SELECT title FROM document WHERE deleted = 0 ORDER BY position"


@pytest.fixture
def nearly(tmp_path: Path) -> Path:
    """Write a text that is long enough to be nearly the other's."""
    path = tmp_path / "talks-3.txt"
    path.write_text(TALKS.replace("cover", "all cover"), encoding="utf-8")
    return path


def test_a_file_that_is_nearly_one_that_is_there_becomes_its_version_when_the_reader_says_so(
    tagged, qtbot, nearly, talks
):
    drop_again(tagged, qtbot, nearly)
    assert tagged.overlays.notice.words.startswith("Its text is nearly that of “The strait talks resume” (")
    assert len(rows(talks, TITLES)) == 2
    answer(tagged, 0)
    qtbot.waitUntil(lambda: "as they were" in tagged.overlays.notice.words, timeout=20_000)
    assert rows(talks, TITLES) == [("The strait talks resume",)]
    assert rows(talks, TEXT) == [(nearly.read_text("utf-8"),)]
    assert {state for _, state in rows(talks, PASSAGES)} == {"anchored"}
    tagged.page.setFocus()
    press("Ctrl+Z")
    qtbot.waitUntil(lambda: tagged.page.content.text == TALKS)
    assert len(rows(talks, TITLES)) == 2


def test_keep_both_keeps_both(tagged, qtbot, nearly, talks):
    drop_again(tagged, qtbot, nearly)
    answer(tagged, 1)
    assert len(rows(talks, TITLES)) == 2
    assert rows(talks, TEXT)[0] == (TALKS,)


def test_a_changed_file_of_the_same_name_gets_the_offer_however_much_was_changed(tagged, qtbot, tmp_path, talks):
    path = tmp_path / "talks.txt"
    path.write_text("Another head\n\n" + TALKS[TALKS.index("What the mediators") :] + "New words.\n" * 40, "utf-8")
    drop_again(tagged, qtbot, path)
    assert tagged.overlays.notice.words == "Its file has the name of that of “The strait talks resume”."
    answer(tagged, 0)
    qtbot.waitUntil(lambda: "not found" in tagged.overlays.notice.words, timeout=20_000)
    assert rows(talks, TITLES) == [("The strait talks resume",)]
    assert rows(talks, TEXT) == [(path.read_text("utf-8"),)]


def test_a_copy_with_the_same_text_goes_when_it_is_made_a_version(tagged, qtbot, tmp_path, talks):
    copy = tmp_path / "copy.txt"
    copy.write_bytes(TALKS.replace("\n", "\r\n").encode())
    drop_again(tagged, qtbot, copy)
    answer(tagged, 0)
    qtbot.waitUntil(lambda: rows(talks, TITLES) == [("The strait talks resume",)], timeout=20_000)
    assert rows(talks, TEXT) == [(TALKS,)]


def test_another_encoding_is_a_version_that_carries_the_tags(open_project, tmp_path, talks, qtbot):
    window = open_project(talks)
    cyrillic = tmp_path / "note.txt"
    cyrillic.write_bytes("Записка о проливе. Лоцманы выходят первыми.\n".encode("koi8-r"))
    window.files.add([cyrillic], "cp1251")
    qtbot.waitUntil(lambda: window.desk.document.title != "The strait talks resume", timeout=20_000)
    qtbot.waitUntil(window.is_still)
    wrong = window.desk.content.text
    tag(window, wrong[8:18])
    window.overlays.encodings()
    sheet = window.overlays.sheet
    qtbot.waitUntil(lambda: sheet.list.count() > 0)
    sheet.other.setFocus()
    press("=koi8-r", "Enter")
    qtbot.waitUntil(lambda: window.page.content.text.startswith("Записка"), timeout=20_000)
    assert rows(talks, "SELECT quote FROM passage") == [("Записка о проливе."[8:18],)]


PAGE = """<!doctype html><html><head><title>Harbour news</title></head><body><nav><p>Home and sport</p></nav>
<main><article><h1>Harbour news</h1><p>The strait stays shut until pilots agree.</p></article></main>
<footer><p>Terms of use</p></footer></body></html>"""


def test_the_article_alone_is_read_from_the_details_and_the_whole_page_again(window, qtbot, tmp_path, talks):
    page = tmp_path / "news.html"
    page.write_text(PAGE, encoding="utf-8")
    window.files.add([page])
    qtbot.waitUntil(lambda: "pilots agree" in window.page.content.text, timeout=20_000)
    qtbot.waitUntil(window.is_still)
    assert "Terms of use" in window.page.content.text
    tag(window, "The strait stays shut")
    press("F2")
    form = window.overlays.sheet.form
    assert form.article.text() == "The article alone"
    QTest.mouseClick(form.article, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "Terms of use" not in window.page.content.text, timeout=20_000)
    assert rows(talks, "SELECT quote, state FROM passage") == [("The strait stays shut", "anchored")]
    window.page.setFocus()
    press("F2")
    assert window.overlays.sheet.form.article.text() == "The whole page"


def test_read_again_says_that_nothing_changed(window, qtbot):
    press("F2")
    QTest.mouseClick(window.overlays.sheet.form.read_again, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "is the same: nothing changed" in window.status.words.text(), timeout=20_000)
    assert window.page.content.text == TALKS


def test_the_details_list_the_versions_and_the_file_of_each(tagged, qtbot, monkeypatch, second):
    give(tagged, qtbot, monkeypatch, second)
    tagged.page.setFocus()
    press("F2")
    said = [label.text() for label in tagged.overlays.sheet.form.findChildren(QLabel)]
    (now,) = [words for words in said if "shown now" in words]
    assert now.endswith("talks-2.txt · shown now")
    assert any(words.endswith("· talks.txt") for words in said)


def test_the_answer_review_opens_what_waits(tagged, qtbot, monkeypatch, second):
    give(tagged, qtbot, monkeypatch, second)
    answer(tagged, 0)
    qtbot.waitUntil(lambda: tagged.is_still() and bool(tagged.walk.waiting.entries))
    assert tagged.walk.panel.heading.text() == "TAGS THAT WAIT · 2"
    assert tagged.walk.panel.list.hasFocus()


def test_a_version_that_comes_while_the_list_is_open_is_listed(tagged, qtbot, monkeypatch, second, tmp_path):
    give(tagged, qtbot, monkeypatch, second)
    tagged.overlays.notice.dismiss()
    press("F7")
    qtbot.waitUntil(lambda: tagged.is_still() and len(tagged.walk.waiting.entries) == 2)
    third = tmp_path / "talks-3.txt"
    third.write_text(SECOND.replace("pilotage must come first", "pilotage might come first"), "utf-8")
    give(tagged, qtbot, monkeypatch, third)
    qtbot.waitUntil(lambda: tagged.is_still() and len(tagged.walk.waiting.entries) == 3)
    assert tagged.walk.waiting.entries[0].tagged == "pilotage must come first"


def test_undo_of_the_version_while_its_list_is_open_empties_the_list(tagged, qtbot, monkeypatch, second):
    give(tagged, qtbot, monkeypatch, second)
    answer(tagged, 0)
    qtbot.waitUntil(lambda: tagged.is_still() and bool(tagged.walk.waiting.entries))
    press("u")
    qtbot.waitUntil(lambda: tagged.page.content.text == TALKS)
    qtbot.waitUntil(tagged.is_still)
    assert tagged.walk.waiting.entries == []
    assert tagged.walk.panel.empty.isVisible()


def counted(window) -> tuple[dict[str, int], str, str]:
    """Return how many tags the list of documents, the status bar and the project count."""
    document = window.desk.document
    row = window.library.model.row_of(document.id)
    shown = window.library.model.index(row).data(COUNTS)
    listed = {kind: number for kind, number in shown.items() if number}
    return listed, window.status.tags.text(), str(sum(1 for _ in window.desk.project.annotations()))


def test_tags_without_a_place_are_counted_as_the_others_are_settled_and_undone(
    tagged, qtbot, monkeypatch, second
) -> None:
    before = counted(tagged)
    assert before == ({"position": 1, "risk": 2}, "3 tags", "3")
    give(tagged, qtbot, monkeypatch, second)
    assert counted(tagged) == before
    press("F7")
    qtbot.waitUntil(tagged.is_still)
    press("0")
    assert counted(tagged) == before
    press("0")
    assert counted(tagged) == before
    press("Escape")
    for _ in range(3):
        press("Ctrl+Z")
        qtbot.waitUntil(tagged.is_still)
        assert counted(tagged) == before


@pytest.mark.parametrize("key", ["F7", "Ctrl+Z"], ids=["reviewed", "undone"])
def test_what_is_said_of_a_version_goes_when_it_is_reviewed_or_undone(tagged, qtbot, monkeypatch, second, key) -> None:
    give(tagged, qtbot, monkeypatch, second)
    tagged.page.setFocus()
    press(key)
    qtbot.waitUntil(lambda: tagged.overlays.notice.words == "")
