"""Links of a text: said in words, opened only when asked, and only those of the web and of mail."""

from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QDesktopServices

from driving import press
from glossator.operations import documents, people, projects
from glossator.views.window import Window

TEXT = (
    "# Talks\n\nSee [the minutes](https://example.org/minutes), [a program](ftp://example.org/run), "
    "[the desk](mailto:desk@example.org), [elsewhere](#part) and [a look-alike](https://\u0430pple.example/).\n"
)


class Opened(QObject):
    """Take what the system would open."""

    def __init__(self):
        super().__init__()
        self.urls = []

    @Slot("QUrl")
    def take(self, url):
        self.urls.append(url.toString())


@pytest.fixture
def opened():
    taker = Opened()
    for scheme in ("http", "https", "mailto", "ftp"):
        QDesktopServices.setUrlHandler(scheme, taker, "take")
    yield taker.urls
    for scheme in ("http", "https", "mailto", "ftp"):
        QDesktopServices.unsetUrlHandler(scheme)


@pytest.fixture
def window(open_project, tmp_path: Path) -> Window:
    (tmp_path / "links.md").write_text(TEXT, encoding="utf-8")
    with projects.create(tmp_path / "links.gloss", title="Links") as project:
        documents.add_files(project, [tmp_path / "links.md"], reader=people.reader_for(project, "Mara"))
    return open_project(tmp_path / "links.gloss")


def go_to(window: Window, words: str) -> None:
    window.page.place_caret(window.desk.content.text.index(words) + 1)


def test_the_address_is_said_where_the_caret_comes_to_a_link_and_nothing_is_opened(window, opened):
    go_to(window, "the minutes")
    assert window.status.words.text() == "Link to https://example.org/minutes · Ctrl+Enter opens it."
    assert opened == []


@pytest.mark.parametrize(
    ("words", "address"),
    [("the minutes", "https://example.org/minutes"), ("the desk", "mailto:desk@example.org")],
)
def test_a_key_opens_the_link_under_the_caret(window, opened, words, address):
    go_to(window, words)
    press("Ctrl+Enter")
    assert opened == [address]


@pytest.mark.parametrize("words", ["a program", "elsewhere"])
def test_what_is_no_address_of_the_web_or_mail_is_not_opened(window, opened, words):
    go_to(window, words)
    press("Ctrl+Enter")
    assert opened == []
    assert window.status.words.text().startswith("the link was not opened, ")


def test_letters_that_only_look_like_others_are_seen_in_the_address(window):
    go_to(window, "a look-alike")
    assert window.status.words.text().startswith("Link to https://xn--pple-43d.example/ ")


def test_without_a_link_the_key_says_so(window, opened):
    go_to(window, "See")
    press("Ctrl+Enter")
    assert (opened, window.status.words.text()[:24]) == ([], "The caret is in no link:")


def test_what_was_said_of_a_link_goes_with_it(window) -> None:
    go_to(window, "the minutes")
    assert window.status.words.text().startswith("Link to https://example.org/minutes")
    go_to(window, "See")
    assert window.status.words.text() == ""


def test_other_words_are_not_taken_back_with_a_link(window) -> None:
    go_to(window, "the minutes")
    window.desk.say("Something else.")
    go_to(window, "See")
    assert window.status.words.text() == "Something else."


def test_a_link_within_the_text_is_followed_there(open_project, tmp_path: Path, opened) -> None:
    lines = "".join(f"<p>Line {number} of the harbour’s book.</p>" for number in range(200))
    page = f'<html><body><p><a href="#end">To the end</a></p>{lines}<h2 id="end">The end</h2></body></html>'
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    with projects.create(tmp_path / "page.gloss", title="Page") as project:
        documents.add_files(project, [tmp_path / "page.html"], reader=people.reader_for(project, "Mara"))
    window = open_project(tmp_path / "page.gloss")
    go_to(window, "To the end")
    assert window.status.words.text() == "Link within the text · Ctrl+Enter goes there."
    press("Ctrl+Return")
    assert window.page.caret() == window.desk.content.text.index("The end")
    assert opened == []
