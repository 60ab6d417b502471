from __future__ import annotations

from dataclasses import replace

import pytest

from glossator.exchange.citation import citation
from glossator.model.document import Block, Content, Document, Source
from glossator.text.paragraphs import Paragraphs

TEXT = "The strait\nFirst 🚢 words.\nTolls\nSecond.\nThird."
CONTENT = Content(
    TEXT,
    (
        Block("heading", 0, 10, level=1),
        Block("paragraph", 11, 25),
        Block("heading", 26, 31, level=2),
        Block("paragraph", 32, 39),
        Block("paragraph", 40, 46),
    ),
)
DOCUMENT = Document(
    id="d",
    title="The strait",
    media_type="text/plain",
    file_name=None,
    position=1,
    source=Source(None, 0, "", None, "", ""),
    version="v",
    sha256="",
    characters=46,
    paragraphs=5,
    author="A. Lind",
    published="2026-05-12",
)


@pytest.mark.parametrize(
    ("document", "start", "end", "words"),
    [
        (DOCUMENT, 32, 39, "A. Lind, “The strait”, 2026-05-12, Tolls, ¶ 4"),
        (DOCUMENT, 32, 46, "A. Lind, “The strait”, 2026-05-12, Tolls, ¶ 4–5"),
        (DOCUMENT, 11, 16, "A. Lind, “The strait”, 2026-05-12, ¶ 2"),
        (DOCUMENT, None, None, "A. Lind, “The strait”, 2026-05-12"),
        (replace(DOCUMENT, author=None), 32, 39, "“The strait”, 2026-05-12, Tolls, ¶ 4"),
        (replace(DOCUMENT, author=None, published=None), 32, 39, "“The strait”, Tolls, ¶ 4"),
        (replace(DOCUMENT, title="Other"), 11, 16, "A. Lind, “Other”, 2026-05-12, The strait, ¶ 2"),
    ],
    ids=["whole", "two paragraphs", "section named as the document", "lost", "no author", "no date", "other title"],
)
def test_a_passage_is_cited(document: Document, start: int | None, end: int | None, words: str) -> None:
    assert citation(document, Paragraphs(CONTENT), start, end) == words


def test_a_text_without_paragraphs_has_no_number() -> None:
    assert citation(DOCUMENT, Paragraphs(Content(" \n")), 0, 1) == "A. Lind, “The strait”, 2026-05-12"


PAGED = Content(
    TEXT,
    (
        *(Block("page", start, end, data={"index": index, "label": label})
          for index, (start, end, label) in enumerate([(0, 25, "iv"), (26, 42, "1"), (43, 46, "2")])),
        *CONTENT.blocks,
    ),
)  # fmt: skip


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (11, 16, "A. Lind, “The strait”, 2026-05-12, p. iv, ¶ 2"),
        (32, 39, "A. Lind, “The strait”, 2026-05-12, Tolls, p. 1, ¶ 4"),
        (32, 46, "A. Lind, “The strait”, 2026-05-12, Tolls, pp. 1–2, ¶ 4–5"),
        (44, 46, "A. Lind, “The strait”, 2026-05-12, Tolls, p. 2, ¶ 5"),
    ],
    ids=["roman", "one page", "two pages", "a page that begins within the paragraph"],
)
def test_a_passage_of_a_paged_text_is_cited_with_its_pages(start: int, end: int, words: str) -> None:
    assert citation(DOCUMENT, Paragraphs(PAGED), start, end) == words
