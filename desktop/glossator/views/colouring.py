"""Colours for the code that stands in a text and names its language, found beside the window."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtCore import QObject

from glossator.model.document import Content, Span
from glossator.views.desk import Desk
from glossator.views.newest import Newest
from glossator.views.page.view import PageView


class Colouring(QObject):
    """Give the page the tokens of blocks of code that came without any, as those of a Markdown text do."""

    def __init__(self, desk: Desk, page: PageView) -> None:
        super().__init__(page)
        self._desk = desk
        self._page = page
        self._tokens = Newest("Colouring code", self)
        desk.document_opened.connect(self._begin)

    @property
    def is_still(self) -> bool:
        """Tell whether nothing is being coloured."""
        return self._tokens.is_still

    def _begin(self) -> None:
        self._tokens.drop()
        content = self._desk.content
        has_tokens = any(span.kind == "token" for span in content.spans)
        if not has_tokens and any(block.kind == "code" and block.data.get("language") for block in content.blocks):
            self._tokens.start(lambda _job: tokens_of(content), self._take)

    def _take(self, tokens: list[Span]) -> None:
        if tokens:
            self._page.page_layout.colour_code(tokens)
            self._page.viewport().update()


def tokens_of(content: Content) -> list[Span]:
    """Find the tokens of all code in a content that names its language."""
    from glossator.reading.code import coloured  # read late: the lexers are large, and most texts have no code

    found = []
    for start, end, language in _codes(content):
        for span in coloured(content.text[start:end], language):
            found.append(replace(span, start=span.start + start, end=span.end + start))
    return found


def _codes(content: Content) -> Iterator[tuple[int, int, str]]:
    """Yield each run of lines of code that belong together, with their language."""
    run: tuple[int, int, str, object] | None = None
    for block in content.blocks:
        language, group = block.data.get("language"), block.data.get("group")
        if block.kind == "code" and isinstance(language, str) and language:
            if run is not None and run[2:] == (language, group) and group is not None:
                run = (run[0], block.end, language, group)
                continue
            if run is not None:
                yield run[:3]
            run = (block.start, block.end, language, group)
        elif run is not None:
            yield run[:3]
            run = None
    if run is not None:
        yield run[:3]
