"""Code in a text is coloured as its language has it."""

from pathlib import Path

import pytest

from glossator.model.document import Block, Content, Span
from glossator.operations import documents, people, projects
from glossator.views.colouring import tokens_of
from glossator.views.window import Window


@pytest.fixture
def window(open_project, tmp_path: Path) -> Window:
    (tmp_path / "code.md").write_text("# Code\n\n```python\ndef ship():\n    # masts\n```\n\n```\ndef x():\n```\n")
    with projects.create(tmp_path / "code.gloss", title="Code") as project:
        documents.add_files(project, [tmp_path / "code.md"], reader=people.reader_for(project, "Mara"))
    return open_project(tmp_path / "code.gloss")


def colours(window: Window, words: str) -> set[int]:
    """Return the colours of the pixels of some words, but those between ink and paper."""
    start = window.desk.content.text.index(words)
    box = window.page.rects(start, start + len(words))[0].toRect()
    image = window.page.viewport().grab().toImage()
    return {image.pixel(x, y) for x in range(box.left(), box.right()) for y in range(box.top(), box.bottom())}


def test_a_block_of_code_that_names_its_language_is_coloured(window):
    theme = window.page.colours
    assert theme.accent.rgb() in colours(window, ["def", "ship"][0])
    assert theme.ink.rgb() not in colours(window, "# masts")
    assert theme.ink.rgb() in colours(window, "def x()")


def test_tokens_of_code_lie_at_their_places_in_the_text():
    text = "One.\ndef x\n  1\nTwo."
    data = {"language": "python", "group": 1}
    blocks = (Block("paragraph", 0, 4), Block("code", 5, 10, data=data), Block("code", 11, 14, data=data))
    found = tokens_of(Content(text, (*blocks, Block("paragraph", 15, 19))))
    assert found == [Span("token", 5, 8, "k"), Span("token", 9, 10, "nf"), Span("token", 13, 14, "mi")]


def test_code_of_a_language_that_nobody_knows_has_no_tokens():
    block = Block("code", 0, 5, data={"language": "no-such-thing", "group": 1})
    assert tokens_of(Content("def x", (block,))) == []
