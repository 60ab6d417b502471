"""The child that draws a PDF's pages: what it draws first, what it leaves, and what happens where it breaks."""

import os
import signal
import threading

import pytest

from glossator.reading.facsimile import Facsimile, Wanted
from small_pdf import HEIGHT, WIDTH, pdf_of

#: Longer than any answer takes, in seconds.
PATIENCE = 30.0


class Heard:
    """Hear of a facsimile, and wait for what is to be heard."""

    def __init__(self):
        self.sizes, self.pictures, self.failures, self.broken = None, [], [], None
        self._news = threading.Condition()

    def opened(self, sizes):
        self._take(lambda: setattr(self, "sizes", sizes))

    def drawn(self, picture):
        self._take(lambda: self.pictures.append(picture))

    def not_drawn(self, page, problem):
        self._take(lambda: self.failures.append((page, problem)))

    def broke(self, problem):
        self._take(lambda: setattr(self, "broken", problem))

    def wait(self, until):
        with self._news:
            assert self._news.wait_for(until, PATIENCE)

    def _take(self, take):
        with self._news:
            take()
            self._news.notify_all()


@pytest.fixture
def draw():
    """Open PDFs, and end what draws them."""
    opened = []

    def open_(data):
        heard = Heard()
        opened.append(Facsimile(data, "“Small.pdf”", heard))
        return opened[-1], heard

    yield open_
    for one in opened:
        one.close()


def small(pages=8):
    return pdf_of([(f"Page {number}",) for number in range(pages)])


def pixel(picture, x, y):
    at = y * picture.stride + 4 * x
    blue, green, red = picture.pixels[at : at + 3]
    return red, green, blue


def test_the_sizes_of_all_pages_are_told_before_any_is_wanted(draw):
    _, heard = draw(small(3))
    heard.wait(lambda: heard.sizes is not None)
    assert heard.sizes == [(WIDTH, HEIGHT)] * 3


def test_a_page_is_drawn_in_the_width_that_was_asked_for_black_on_white(draw):
    facsimile, heard = draw(small())
    facsimile.want([Wanted(0, 2 * WIDTH)])
    heard.wait(lambda: heard.pictures)
    picture = heard.pictures[0]
    assert (picture.page, picture.asked, picture.width, picture.height) == (0, 2 * WIDTH, 2 * WIDTH, 2 * HEIGHT)
    assert pixel(picture, 20, 20) == (255, 255, 255)
    row = [pixel(picture, x, 2 * 96 - 8) for x in range(2 * 72, 2 * 110)]
    assert min(row) < (60, 60, 60)


def test_pages_are_drawn_in_the_order_of_need(draw):
    facsimile, heard = draw(small())
    facsimile.want([Wanted(page, 200) for page in (5, 6, 4)])
    heard.wait(lambda: len(heard.pictures) == 3)
    assert [picture.page for picture in heard.pictures] == [5, 6, 4]


def test_pages_that_are_wanted_no_more_are_not_drawn(draw):
    facsimile, heard = draw(small())
    facsimile.want([Wanted(page, 2400) for page in range(8)])
    heard.wait(lambda: heard.pictures)
    facsimile.want([Wanted(7, 100)])
    heard.wait(lambda: heard.pictures[-1].page == 7)
    assert len(heard.pictures) < 8


def test_a_child_that_ends_is_replaced_and_what_was_wanted_is_drawn(draw):
    facsimile, heard = draw(small())
    facsimile.want([Wanted(0, 200)])
    heard.wait(lambda: heard.pictures)
    former = facsimile.child
    os.kill(former, signal.SIGKILL)
    facsimile.want([Wanted(3, 200)])
    heard.wait(lambda: len(heard.pictures) == 2)
    assert heard.pictures[1].page == 3
    assert facsimile.child != former
    assert heard.failures == []


@pytest.mark.parametrize(
    "data", [b"%PDF-1.4 nothing follows", small()[:300], b"no PDF at all"], ids=["empty", "truncated", "no PDF"]
)
def test_what_is_no_whole_pdf_is_refused_in_one_sentence(draw, data):
    _, heard = draw(data)
    heard.wait(lambda: heard.broken is not None)
    assert str(heard.broken).startswith("“Small.pdf” was not opened")


def test_a_page_that_is_not_there_is_said_and_the_others_are_drawn(draw):
    facsimile, heard = draw(small(2))
    facsimile.want([Wanted(9, 200), Wanted(1, 200)])
    heard.wait(lambda: heard.pictures and heard.failures)
    assert heard.pictures[0].page == 1
    assert heard.failures[0][1].what == "page 10 of “Small.pdf” was not drawn"


def test_closing_ends_the_child_and_nothing_is_heard_after_it(draw):
    facsimile, heard = draw(small())
    facsimile.want([Wanted(page, 2400) for page in range(8)])
    heard.wait(lambda: heard.pictures)
    child = facsimile.child
    facsimile.close()
    told = len(heard.pictures)
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)
    assert len(heard.pictures) == told
    assert facsimile.child is None
