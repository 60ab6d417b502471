"""Spans inside a line: what they look like changes no line's place."""

from itertools import pairwise

import pytest
from page_contents import SENTENCE, content_of

from glossator.model.document import Span

WORDS = SENTENCE * 3 + "The end."


def tops(page):
    return sorted({rect.top() for rect in page.rects(0, len(WORDS))})


@pytest.mark.parametrize(
    "kind", ["superscript", "subscript", "small-caps", "code", "underline", "strike", "link", "bold"]
)
def test_lines_keep_their_step_whatever_stands_in_them(show, kind):
    page = show(content_of(WORDS, "After.", spans=[Span(kind, 4, 12), Span(kind, 130, 140)]))
    found = tops(page)
    step = page.page_layout.type.step
    assert len(found) >= 3
    assert [low - high for high, low in pairwise(found)] == [step] * (len(found) - 1)


@pytest.mark.parametrize(("kind", "higher"), [("superscript", True), ("subscript", False)])
def test_raised_and_lowered_words_stand_above_and_below_the_line(show, kind, higher):
    plain = show(content_of("mmmm", spans=[])).viewport().grab().toImage()
    page = show(content_of("mmmm", spans=[Span(kind, 0, 4)]))
    image, box = page.viewport().grab().toImage(), page.rects(0, 4)[0].toRect()
    paper = page.colours.paper.rgb()

    def middle(picture):
        columns = range(box.left() + 4, box.left() + 24)
        inked = [y for y in range(box.top(), box.bottom()) if any(picture.pixel(x, y) != paper for x in columns)]
        return (inked[0] + inked[-1]) / 2

    assert (middle(image) < middle(plain)) is higher
