"""Compare: what the cards beside the columns say, and how many of them are seen."""

import pytest

from driving import press
from glossator.operations import links, people, tags
from glossator.store import Project
from glossator.views.compare.badge import initials_apart
from glossator.views.compare.figure_rows import Cell, Row
from glossator.views.panel.style import Style
from glossator.views.theme import theme

from .conftest import COVER, at


def side_links(compare, row: int) -> list[tuple[tuple[str, str], ...]]:
    words = compare.review.delegate.words_of(compare.comparing.differences.listed[row])
    return [side.links for side in words.sides]


def test_the_links_of_a_tag_stand_on_its_side_of_the_card(qtbot, compare):
    window, (mara, tomas) = compare.window(), compare.comparing.differences.listed[0].ids
    window.desk.do(lambda: links.link(window.desk.project, tomas, "answers", mara, reader=window.desk.reader))
    qtbot.waitUntil(window.is_still)
    assert side_links(compare, 0) == [
        (("is answered by", "no pilot will board"),),
        (("answers", "the southern ministry answers that no pilot will board"),),
    ]
    assert "answers the southern ministry" in compare.review.model.data(compare.review.model.index(0))


def test_the_open_card_has_room_for_its_links(qtbot, compare):
    window, (mara, tomas) = compare.window(), compare.comparing.differences.listed[0].ids
    view = compare.review.list
    before = view.visualRect(view.model().index(0, 0)).height()
    window.desk.do(lambda: links.link(window.desk.project, tomas, "answers", mara, reader=window.desk.reader))
    qtbot.waitUntil(window.is_still)
    after = view.visualRect(view.model().index(0, 0)).height()
    assert after == before + 2 * compare.review.delegate.style.line_step


def wholly_seen(compare) -> int:
    view = compare.review.list
    port = view.viewport().rect()
    return sum(port.contains(view.visualRect(view.model().index(row, 0))) for row in range(view.model().rowCount()))


@pytest.mark.parametrize("size", [(1000, 640), (1024, 700)], ids=["1000 × 640", "1024 × 700"])
def test_three_cards_are_seen_in_a_low_window(qtbot, open_project, two_readers, size):
    window = open_project(two_readers)
    window.resize(*size)
    press("Ctrl+2")
    qtbot.waitUntil(window.is_still)
    assert window.size().toTuple() == size
    assert wholly_seen(window.compare) == 3


def test_in_a_high_window_the_cards_say_more_again(qtbot, compare):
    window, view = compare.window(), compare.review.list
    last = view.model().index(2, 0)
    high = view.visualRect(last).height()
    window.resize(1000, 640)
    qtbot.waitUntil(lambda: view.visualRect(last).height() < high)
    window.resize(1440, 900)
    qtbot.waitUntil(lambda: view.visualRect(last).height() == high)


@pytest.mark.parametrize(
    ("names", "said"),
    [
        pytest.param(["Mara", "Tomas"], ["M", "T"], id="one word each"),
        pytest.param(["Ana Ruiz", "Ben Low"], ["AR", "BL"], id="two words"),
        pytest.param(["Tomas", "Theo", "Mara"], ["To", "Th", "M"], id="alike in the first letter"),
        pytest.param(["Tom", "Tom"], ["Tom1", "Tom2"], id="of one name"),
    ],
)
def test_initials_tell_readers_apart(names, said):
    assert initials_apart(names) == said


@pytest.mark.parametrize("name", ["light", "dark"])
def test_each_column_has_its_readers_badge_in_a_colour_of_its_own(compare, name):
    compare.set_theme(theme(name))
    seen = []
    for column in compare.columns:
        image = column.heading.grab().toImage()
        pixels = {image.pixelColor(x, y).rgb() for x in range(20, 60) for y in range(10, 36)}
        seen.append([colour.rgb() in pixels for colour in theme(name).readers])
    assert seen == [[True, False, False, False], [False, True, False, False]]


def test_documents_beside_each_other_have_no_badge(qtbot, compare):
    press("Ctrl+2")
    qtbot.waitUntil(compare.window().is_still)
    image = compare.columns[0].heading.grab().toImage()
    pixels = {image.pixelColor(x, y).rgb() for x in range(20, 60) for y in range(10, 36)}
    assert not pixels & {colour.rgb() for colour in theme("light").readers}


@pytest.fixture
def many(qtbot, open_project, two_readers):
    """Let both tag the same six claims besides."""
    with Project.open(two_readers) as project:
        document = project.documents()[0].id
        for words in ("Nobody", "first meeting", "Each position", "Two hazards", "bad faith", "It is slow"):
            for name in ("Mara", "Tomas"):
                tags.tag(project, document, "claim", [at(words)], reader=people.reader_for(project, name))
        tags.tag(project, document, "claim", [COVER], reader=people.reader_for(project, "Mara"))
    window = open_project(two_readers)
    press("Ctrl+2")
    qtbot.waitUntil(window.is_still)
    return window.compare


def test_the_number_of_matched_pairs_stands_beside_the_figures(many):
    assert [(row.label, row.pairs, row.is_thin) for row in many.review.figures.table.rows] == [
        ("Risks", 1, True),
        ("Positions", 1, True),
        ("Claims", 6, False),
        ("All kinds", 8, False),
    ]


@pytest.mark.parametrize("name", ["light", "dark"])
def test_figures_over_few_pairs_are_paler(many, name):
    many.set_theme(theme(name))
    table = many.review.figures.table
    image = table.grab().toImage()
    ink = theme(name).ink.rgb()
    inked = []
    for row in range(4):
        top = table._head + row * table._step
        rows = range(top, top + table._step)
        inked.append(any(image.pixel(x, y) == ink for x in range(round(table._left(0)), table.width()) for y in rows))
    assert inked == [False, False, True, True]


def test_a_screen_reader_hears_the_number_of_pairs(many):
    press("Shift+F6")
    assert many.review.figures.table.accessibleDescription() == "Risks, F₁ over tags: 0.67, 1 matched pair"


@pytest.mark.parametrize("points", [9.0, 14.0])
def test_intervals_of_two_columns_never_touch(qtbot, many, points):
    font = many.font()
    font.setPointSizeF(points)
    table = many.review.figures.table
    table.set_style(Style.of(theme("light"), font))
    long = Cell(0.5, (-0.55, -0.44))
    table.show_rows([Row("Risks", None, (long, long, long), 9)])
    image = table.grab().toImage()
    paper = image.pixel(1, 1)
    between = range(round(table._left(1)), round(table._left(1)) + 4)
    rows = range(table._head + table._step // 2 + 2, table._head + table._step)
    assert all(image.pixel(x, y) == paper for x in between for y in rows)
