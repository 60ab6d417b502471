"""A picture taken along shows what the view shows: marks in their colours, shapes hollow or filled."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QFileDialog

from driving import press
from glossator.model.problem import Refused
from glossator.views.theme import theme
from glossator.views.whole.stances import paint_stance
from glossator.views.whole.taking import Picture, Taken, take


def colours(image: QImage, below: int) -> set[str]:
    """Return the colours of a picture below a height in pixels, every second pixel."""
    return {image.pixelColor(x, y).name() for y in range(below, image.height(), 2) for x in range(0, image.width(), 2)}


LIGHT = theme("light")


@pytest.mark.parametrize(
    ("keys", "painted"),
    [
        (("Ctrl+2", "Ctrl+2", "Ctrl+2"), [LIGHT.kind("position").mark, LIGHT.dim]),
        (("Ctrl+3",), [LIGHT.kind("risk").mark, LIGHT.kind("position").mark, LIGHT.kind("claim").mark]),
        (("Ctrl+4",), [LIGHT.stance[-2], LIGHT.stance[1]]),
        (("Ctrl+5",), [LIGHT.agree, LIGHT.differ]),
    ],
    ids=["over time", "board", "matrix", "network"],
)
def test_a_picture_holds_what_is_drawn(qtbot, window, tmp_path: Path, monkeypatch, keys, painted):
    window.look.choose_theme("light")
    press(*keys)
    qtbot.waitUntil(window.is_still)
    target = tmp_path / "picture.png"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), "x (*.png)"))
    press("Ctrl+E")
    qtbot.waitUntil(target.exists)
    assert {colour.name() for colour in painted} <= colours(QImage(str(target)), 100)


@pytest.mark.parametrize("score", [None, 0, 1, -1])
@pytest.mark.parametrize("hollow", [True, False], ids=["hollow", "filled"])
def test_a_shape_is_hollow_under_a_condition(score, hollow):
    image = QImage(40, 40, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    paint_stance(painter, score, QRectF(5, 5, 30, 30), QColor("black"), hollow=hollow)
    painter.end()
    assert (image.pixelColor(20, 22) == QColor("white")) is hollow
    assert "#000000" in colours(image, 0)


def test_a_picture_that_nobody_could_open_is_refused_with_what_to_do(qtbot, window, tmp_path: Path):
    large = Taken("Large", Picture(QSize(9_000, 9_000), lambda _painter: None))
    with pytest.raises(Refused, match="9,000 × 9,046 pixels, fold small rows away"):
        take(window, window.desk, large, tmp_path / "large.png", theme=LIGHT)
    assert not (tmp_path / "large.png").exists()
