"""The list of documents shows where the tags of each lie."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from driving import press
from glossator.operations import documents
from glossator.views.library import PLACES
from glossator.views.tag_places import PIECES, paint_places


def places(window) -> list[dict[int, tuple[str, ...]]]:
    model = window.library.model
    return [model.index(row).data(PLACES) for row in range(model.rowCount())]


def expected(window, *tags: tuple[str, str]) -> dict[int, tuple[str, ...]]:
    """Work out by hand in which piece of the shown text some words begin."""
    text = window.desk.content.text
    found: dict[int, tuple[str, ...]] = {}
    for words, kind in tags:
        at = text.index(words) * PIECES // len(text)
        found[at] = (*found.get(at, ()), kind)
    return found


def test_each_document_shows_the_places_of_its_tags(qtbot, window):
    qtbot.waitUntil(lambda: len([one for one in places(window) if one]) == 3)
    shown = window.library.model.row_of(window.desk.document.id)
    assert window.desk.document.title == "Before the talks"
    assert places(window)[shown] == expected(window, ("There will be no", "position"))


def test_a_new_tag_and_its_undo_are_followed(qtbot, window):
    row = window.library.model.row_of(window.desk.document.id)
    qtbot.waitUntil(lambda: bool(places(window)[row]))
    before = places(window)[row]
    window.page.place_caret(window.desk.content.text.index("It gave"))
    press("c")
    wanted = expected(window, ("There will be no", "position"), ("It gave", "claim"))
    qtbot.waitUntil(lambda: places(window)[row] == wanted)
    press("Ctrl+Z")
    qtbot.waitUntil(lambda: places(window)[row] == before)


def test_only_the_documents_whose_tags_changed_are_painted(qtbot, window):
    qtbot.waitUntil(lambda: all(places(window)))
    model, told = window.library.model, []
    model.dataChanged.connect(lambda first, last, roles: told.append(first.row()) if PLACES in roles else None)
    window.page.place_caret(window.desk.content.text.index("It gave"))
    press("c")
    with qtbot.waitSignal(window.library.places.found):
        pass
    assert told == [model.row_of(window.desk.document.id)]


def test_the_places_of_a_removed_document_go(qtbot, window):
    qtbot.waitUntil(lambda: all(places(window)))
    documents.remove(window.desk.project, window.desk.document.id, window.desk.reader)
    with qtbot.waitSignal(window.library.places.found) as found:
        pass
    assert len(found.args[0]) == 2


def test_kinds_that_begin_in_one_piece_stand_one_above_another(qapp):
    image = QImage(PIECES * 2, 6, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    colours = {"risk": QColor("#ff0000"), "claim": QColor("#0000ff")}
    paint_places(painter, QRectF(0, 0, PIECES * 2, 6), {10: ("claim", "risk")}, colours, QColor("#dddddd"))
    painter.end()
    assert [image.pixelColor(20, y).name() for y in range(6)] == ["#ff0000"] * 3 + ["#0000ff"] * 3
    assert image.pixelColor(40, 1).name() == "#ffffff"
