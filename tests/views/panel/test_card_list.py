"""The list of cards: fifty thousand cost what the visible ones cost, and what is in view keeps its place."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from glossator.model.codebook import Codebook, Kind
from glossator.views.panel.delegate import CardDelegate
from glossator.views.panel.list import CardList
from glossator.views.panel.model import CardsModel
from glossator.views.panel.rows import Ordering, Row, Sieve
from glossator.views.panel.style import Style
from glossator.views.panel.words import CardWords, Chip
from glossator.views.theme import theme

RISK = Kind("risk", "Risk", "triangle", "9C2411", "r")
ORDERING = Ordering("place", codebook=Codebook((RISK,)), names=dict, published=None)
ALL = Sieve(kinds=(), label="", words="")


class Form(QWidget):
    """Stand where the fields are: of a fixed height."""

    def height_at(self, width):
        return 120


def words(id_):
    """Say one to forty words, so that heights differ."""
    number = int(id_)
    chips = (Chip("a chip"),) * (number % 4)
    return CardWords(id_, RISK, "words and words " * (1 + number % 20), False, chips)


def row(number):
    return Row(f"{number:05}", "risk", number * 10, number * 10 + 5, "", "", "", 2, ())


@pytest.fixture
def shown(qtbot, monkeypatch):
    monkeypatch.setenv("GLOSSATOR_PACKAGED_FACES", "1")
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.resize(360, 800)
    model = CardsModel(lambda id_: f"card {id_}", ORDERING)
    style = Style.of(theme("light"), parent.font())
    delegate = CardDelegate(words, style, parent)
    delegate.form_height = 120
    made = CardList(model, delegate, Form(), parent)
    made.set_style(style)
    made.resize(360, 800)
    parent.show()
    qtbot.waitExposed(parent)
    made.delegate, made.kept = delegate, (parent, model)
    return made


def fill(shown, count):
    shown.cards.show([row(number) for number in range(count)], ordering=ORDERING, sieve=ALL, found=None)
    shown.grab()


def top_of(shown, number):
    return shown.visualRect(shown.cards.index(shown.cards.place(f"{number:05}"))).top()


def test_of_fifty_thousand_cards_only_those_near_the_view_are_laid_out(shown):
    fill(shown, 50_000)
    first = shown.delegate.laid_out
    assert 5 <= first <= 60
    shown.verticalScrollBar().setValue(shown.verticalScrollBar().maximum() // 2)
    shown.grab()
    shown.verticalScrollBar().setValue(shown.verticalScrollBar().maximum())
    shown.grab()
    assert shown.delegate.laid_out <= 3 * 60
    assert shown.measured <= 3 * 60


def test_a_small_step_lays_out_only_what_comes_near(shown):
    fill(shown, 50_000)
    before = shown.delegate.laid_out
    for _ in range(10):
        shown.verticalScrollBar().setValue(shown.verticalScrollBar().value() + 20)
        shown.grab()
    assert shown.delegate.laid_out - before <= 6


def test_a_new_row_above_the_view_moves_nothing_in_it(shown):
    fill(shown, 1000)
    shown.cards.drop("00003")
    shown.verticalScrollBar().setValue(20_000)
    shown.grab()
    seen = int(shown.cards.id_at(shown.indexAt(QPoint(50, 400)).row()))
    before = top_of(shown, seen)
    shown.cards.put(row(3), found=True)
    assert top_of(shown, seen) == before
    shown.cards.drop("00007")
    assert top_of(shown, seen) == before
    shown.cards.put(Row("00009", "risk", 9999, 9999, "", "", "", 2, ()), found=True)
    assert top_of(shown, seen) == before


def test_scrolling_up_over_estimates_moves_the_cards_by_the_step(shown):
    fill(shown, 1000)
    shown.verticalScrollBar().setValue(30_000)
    shown.grab()
    seen = int(shown.cards.id_at(shown.indexAt(QPoint(50, 300)).row()))
    for _ in range(20):
        before = top_of(shown, seen)
        shown.verticalScrollBar().setValue(shown.verticalScrollBar().value() - 17)
        shown.grab()
        assert top_of(shown, seen) == before + 17


def test_a_card_in_view_opens_without_moving_its_top(shown):
    fill(shown, 1000)
    shown.verticalScrollBar().setValue(5000)
    shown.grab()
    seen = int(shown.cards.id_at(shown.indexAt(QPoint(50, 300)).row()))
    before = top_of(shown, seen)
    shown.open_card(f"{seen:05}")
    assert top_of(shown, seen) == before


def test_a_card_out_of_view_is_brought_in_whole(shown):
    fill(shown, 1000)
    shown.open_card("00500")
    rect = shown.visualRect(shown.cards.index(500))
    assert rect.top() >= 0
    assert rect.bottom() <= shown.viewport().height()


def test_the_fields_lie_on_the_open_card(shown):
    fill(shown, 100)
    shown.open_card("00002")
    rect = shown.visualRect(shown.cards.index(2))
    assert shown._form.isVisible()
    assert rect.contains(shown._form.geometry())


def test_a_click_chooses_the_card_under_it(shown, qtbot):
    fill(shown, 100)
    with qtbot.waitSignal(shown.chosen) as caught:
        middle = shown.visualRect(shown.cards.index(1)).center()
        QTest.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert caught.args == ["00001"]


def test_the_pointer_says_which_card_is_under_it(shown, qtbot):
    fill(shown, 100)
    with qtbot.waitSignal(shown.hovered) as caught:
        QTest.mouseMove(shown.viewport(), shown.visualRect(shown.cards.index(1)).center())
    assert caught.args == ["00001"]


@pytest.mark.parametrize(
    ("keys", "row_"),
    [
        ([Qt.Key.Key_Down], 11),
        ([Qt.Key.Key_Up], 9),
        ([Qt.Key.Key_Home], 0),
        ([Qt.Key.Key_End], 99),
    ],
    ids=["down", "up", "home", "end"],
)
def test_arrows_walk_the_cards(shown, keys, row_):
    fill(shown, 100)
    shown.chosen.connect(shown.open_card)
    shown.open_card("00010")
    for key in keys:
        QTest.keyClick(shown, key)
    assert shown.currentIndex().row() == row_


def test_letters_are_left_to_the_window(shown):
    fill(shown, 100)
    heard = []

    class Above(QWidget):
        def keyPressEvent(self, event):
            heard.append(event.text())

    above = Above()
    shown.setParent(above)
    QTest.keyClick(shown, Qt.Key.Key_R)
    assert heard == ["r"]
    shown.setParent(None)
