"""Compare: ribbons that can be followed, in the colours of what they join."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QColor

from driving import press
from glossator.operations import people, tags
from glossator.store import Project
from glossator.views.compare.ribbons import FILLED, STRONG, apart
from glossator.views.theme import theme

from .conftest import at

EXPERTS, MINISTERS = at("experts first"), at("ministers second")


@pytest.fixture
def crowded(qtbot, open_project, two_readers):
    """Let both tag two things on one line, and one of them by two kinds."""
    with Project.open(two_readers) as project:
        document = project.documents()[0].id
        for name in ("Mara", "Tomas"):
            reader = people.reader_for(project, name)
            tags.tag(project, document, "risk", [EXPERTS], reader=reader)
            tags.tag(project, document, "claim", [EXPERTS], reader=reader)
            tags.tag(project, document, "position", [MINISTERS], reader=reader)
    window = open_project(two_readers)
    press("Ctrl+2")
    qtbot.waitUntil(window.is_still)
    return window.compare


def ribbons_of(compare, *starts: int):
    found = [one for one in compare.gutters[0].ribbons() if one.joined.start in starts]
    return sorted(found, key=lambda one: (one.joined.start, one.left))


@pytest.mark.parametrize("side", ["left", "right"])
def test_ribbons_of_one_line_and_of_the_same_words_lie_apart(crowded, side):
    first, second, third = (getattr(one, side) for one in ribbons_of(crowded, EXPERTS[0], MINISTERS[0]))
    assert first[1] < second[0] < second[1] < third[0]


def test_each_of_them_is_pressed_on_its_own(crowded):
    gutter = crowded.gutters[0]
    for one in ribbons_of(crowded, EXPERTS[0], MINISTERS[0]):
        middle = one.path.pointAtPercent(0) + (one.path.boundingRect().center() - one.path.boundingRect().topLeft())
        assert [other for other in gutter.ribbons() if other.path.contains(middle)] == [one]


def blended(theme_name: str, kind: str, strength: float) -> QColor:
    under, over = theme(theme_name).panel, theme(theme_name).kind(kind).mark
    return QColor(*(round(a + (b - a) * strength) for a, b in zip(under.getRgb()[:3], over.getRgb()[:3], strict=True)))


def near(one: QColor, other: QColor) -> bool:
    return all(abs(a - b) <= 8 for a, b in zip(one.getRgb(), other.getRgb(), strict=True))


@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize(
    ("sign", "left", "right", "strength"),
    [
        pytest.param("≠", "position", "claim", STRONG, id="two kinds, looked at"),
        pytest.param("=", "position", "position", FILLED, id="alike"),
        pytest.param("≈", "risk", "risk", FILLED, id="other fields"),
    ],
)
def test_a_ribbon_runs_from_the_left_kinds_colour_to_the_right_ones(compare, name, sign, left, right, strength):
    gutter = compare.gutters[0]
    compare.set_theme(theme(name))
    image = gutter.grab().toImage()
    one = next(ribbon for ribbon in gutter.ribbons() if ribbon.sign == sign)
    y = [round(sum(side) / 2) for side in (one.left, one.right)]
    assert near(image.pixelColor(2, y[0]), blended(name, left, strength))
    assert near(image.pixelColor(gutter.width() - 3, y[1]), blended(name, right, strength))


def drawn(compare, sign: str, colour: QColor) -> int:
    """Count the columns of pixels in which the upper edge of a ribbon is seen in a colour."""
    gutter = compare.gutters[0]
    one = next(ribbon for ribbon in gutter.ribbons() if ribbon.sign == sign)
    image, seen = gutter.grab().toImage(), 0
    for step in range(2, gutter.width() - 2):
        y = one.edge(0).pointAtPercent(step / gutter.width()).y()
        around = [image.pixelColor(step, round(y) + by) for by in (-2, -1, 0, 1)]
        seen += any(abs(pixel.hue() - colour.hue()) < 25 and pixel.saturation() > 110 for pixel in around)
    return seen


def test_edges_are_solid_where_readers_agree_and_dashed_where_they_differ(compare):
    whole = compare.gutters[0].width() - 4
    assert drawn(compare, "=", theme("light").agree) > 0.95 * whole
    assert 0.4 * whole < drawn(compare, "≈", theme("light").differ) < 0.85 * whole


def test_a_settled_difference_has_solid_edges(qtbot, compare):
    press("]", "1")
    qtbot.waitUntil(compare.window().is_still)
    whole = compare.gutters[0].width() - 4
    assert drawn(compare, "≈", theme("light").agree) > 0.95 * whole


places = st.tuples(st.integers(0, 400), st.integers(6, 60)).map(lambda one: (float(one[0]), float(sum(one))))


@given(st.lists(places, min_size=1, max_size=12).map(sorted))
def test_every_ribbon_keeps_inside_the_place_of_its_tag(all_places):
    for (top, bottom), (first, last) in zip(apart(all_places), all_places, strict=True):
        assert first <= top < bottom <= last + 1


@given(places, st.integers(2, 5))
def test_ribbons_of_the_same_place_never_overlap(place, count):
    given_places = apart([place] * count)
    assert all(one[1] <= other[0] + 1 for one, other in pairwise(given_places))
