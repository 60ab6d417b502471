"""The panel in the window: it follows the page, filters, orders, and says what to do next."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from driving import TALKS, press, rows
from glossator.operations import links, people, tags
from glossator.views.panel.words import card_words, quotation, spoken
from glossator.views.theme import theme

NORTH = "The northern government holds that pilotage must come first"
SOUTH = "the southern ministry answers that no pilot will board"
PAUSE = "a pause freezes the harbour"


def tag(window, kind, *quotes, reader="Mara", **parts):
    spans = [(TALKS.index(quote), TALKS.index(quote) + len(quote)) for quote in quotes]
    project, document = window.desk.project, window.desk.document
    who = people.reader_for(project, reader)
    return tags.tag(project, document.id, kind, spans, reader=who, **parts).annotation


@pytest.fixture
def tagged(window):
    tag(window, "position", NORTH, fields={"holder": "North", "stance": "for"}, labels=["to check"])
    tag(window, "position", SOUTH, fields={"holder": "South"}, note="Élan vital")
    tag(window, "risk", PAUSE, fields={"bearer": "harbour towns", "severity": "major"})
    window.panel.catch_up()
    return window


def shown(window):
    window.panel.catch_up()
    model = window.panel.model
    return [quotation(window.desk.annotation(model.id_at(at))) for at in range(model.rowCount())]


def test_an_empty_panel_says_what_to_do_next(window):
    assert window.panel._empty.isVisible()
    assert window.panel._empty.text() == (
        "Nothing tagged yet. Put the caret in a sentence and press R for a risk, P for a position, C for a claim."
    )


def test_a_tag_made_on_the_page_is_a_card_and_opens_in_place(window, qtbot):
    window.page.place_caret(TALKS.index(NORTH))
    press("p")
    qtbot.waitUntil(window.panel.is_still)
    assert window.panel.model.rowCount() == 1
    assert window.panel.form.isVisible()
    assert not window.panel._empty.isVisible()


def test_an_undone_tag_leaves_the_panel(window):
    window.page.place_caret(TALKS.index(NORTH))
    press("p", "Ctrl+Z")
    assert window.panel.model.rowCount() == 0


def test_without_a_document_the_panel_says_how_to_open_one(window):
    window.desk.open_document(None)
    assert window.panel._empty.text().startswith("Open a document")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("pilotage", [NORTH]),
        ("PILOT", [NORTH, SOUTH]),
        ("elan", [SOUTH]),
        ("towns", [PAUSE]),
        ("check", [NORTH]),
        ("major", [PAUSE]),
        ("north first", [NORTH]),
    ],
    ids=["quotation", "case", "note, accents aside", "actor", "label", "value", "every word"],
)
def test_words_filter(tagged, words, found):
    tagged.panel.focus_filter()
    press(f"={words}")
    tagged.desk.set_filter(words=words)
    assert shown(tagged) == found


def test_typed_words_filter_after_a_pause(tagged, qtbot):
    press("Ctrl+Shift+F", "=pilotage")
    qtbot.waitUntil(lambda: shown(tagged) == [NORTH])
    assert tagged.panel.header.shown.text() == "1 of 3 shown"


def test_a_new_tag_that_the_words_do_not_name_is_not_shown(tagged):
    tagged.desk.set_filter(words="pilotage")
    tag(tagged, "claim", "It is slow")
    assert shown(tagged) == [NORTH]


def test_a_kinds_pill_filters_and_counts(tagged):
    pill = tagged.panel.header._pills["position"]
    assert pill.text() == "Positions 2"
    QTest.mouseClick(pill, Qt.MouseButton.LeftButton)
    assert shown(tagged) == [NORTH, SOUTH]
    assert tagged.panel.header._pills["risk"].text() == "Risks 1"


def test_a_label_filters(tagged):
    tagged.desk.set_filter(label="to check")
    assert shown(tagged) == [NORTH]


def test_a_filter_that_hides_all_says_how_to_clear_it(tagged):
    tagged.desk.set_filter(words="nowhere")
    assert tagged.panel._empty.isVisible()
    assert "Clear" in tagged.panel._empty.text()
    QTest.mouseClick(tagged.panel.header.clear, Qt.MouseButton.LeftButton)
    assert len(shown(tagged)) == 3


def test_an_order_is_kept_while_tags_come(tagged):
    tagged.desk.set_order("kind")
    assert shown(tagged) == [PAUSE, NORTH, SOUTH]
    tag(tagged, "risk", "insurers withdraw cover")
    assert shown(tagged) == [PAUSE, "insurers withdraw cover", NORTH, SOUTH]


def test_a_changed_holder_moves_the_card(tagged):
    tagged.desk.set_order("holder")
    assert shown(tagged) == [PAUSE, NORTH, SOUTH]
    model = tagged.panel.model
    tagged.desk.set_field(model.id_at(2), "holder", "Atlantis")
    assert shown(tagged) == [SOUTH, PAUSE, NORTH]


def test_a_click_on_a_card_makes_it_the_current_tag_and_shows_it_on_the_page(tagged, qtbot):
    cards = tagged.panel.list
    with qtbot.waitSignal(tagged.panel.card_chosen) as caught:
        QTest.mouseClick(
            cards.viewport(),
            Qt.MouseButton.LeftButton,
            pos=cards.visualRect(cards.cards.index(1)).topLeft() + QPoint(60, 14),
        )
    assert caught.args == [tagged.desk.current]
    assert quotation(tagged.desk.annotation(tagged.desk.current)) == SOUTH


def test_a_card_under_the_pointer_is_hovered_on_the_page(tagged):
    cards = tagged.panel.list
    QTest.mouseMove(cards.viewport(), cards.visualRect(cards.cards.index(1)).center())
    assert tagged.desk.hovered == cards.cards.id_at(1)


def test_the_panel_follows_the_page_only_while_no_tag_is_current(tagged):
    panel = tagged.panel
    for at in range(40):
        tag(tagged, "claim", TALKS[at : at + 5 + at % 3])
    QCursor.setPos(tagged.page.mapToGlobal(QPoint(50, 50)))
    panel.follow(TALKS.index(PAUSE))
    followed = panel.list.verticalScrollBar().value()
    assert followed > 0
    tagged.desk.set_current(panel.model.id_at(0))
    before = panel.list.verticalScrollBar().value()
    panel.follow(TALKS.index(PAUSE))
    assert panel.list.verticalScrollBar().value() == before


def test_the_panel_does_not_follow_while_the_pointer_is_over_it(tagged):
    for at in range(40):
        tag(tagged, "claim", TALKS[at : at + 5 + at % 3])
    tagged.panel.catch_up()
    QCursor.setPos(tagged.panel.mapToGlobal(QPoint(50, 200)))
    tagged.panel.follow(TALKS.index(PAUSE))
    assert tagged.panel.list.verticalScrollBar().value() == 0


def test_the_panel_does_not_follow_while_it_has_the_keyboard(tagged):
    for at in range(40):
        tag(tagged, "claim", TALKS[at : at + 5 + at % 3])
    QCursor.setPos(tagged.page.mapToGlobal(QPoint(50, 50)))
    tagged.panel.focus_list()
    tagged.panel.follow(TALKS.index(PAUSE))
    assert tagged.panel.list.verticalScrollBar().value() == 0


def test_enter_on_a_card_opens_its_first_empty_field(tagged):
    tagged.panel.focus_list()
    press("Down", "Enter")
    assert QApplication.focusWidget().field.key == "issue"


def test_a_position_is_spoken_with_who_and_stance(tagged):
    annotation = tagged.desk.annotation(tagged.panel.model.id_at(0))
    assert spoken(annotation, tagged.desk) == f"Position, North, for: {NORTH}"
    assert tagged.panel.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole) == f"Position, North, for: {NORTH}"


def test_a_card_of_several_passages_joins_them(tagged):
    made = tag(tagged, "claim", "experts first", "signatures last")
    assert card_words(made, tagged.desk).quote == "experts first […] signatures last"


def test_a_card_of_another_reader_has_their_initials(tagged):
    made = tag(tagged, "claim", "It is slow", reader="Ann Lee")
    assert [chip.words for chip in card_words(made, tagged.desk).chips if chip.tone == "reader"] == ["AL"]


def test_a_right_to_left_quotation_is_told(tagged, open_project, tmp_path):
    from glossator.operations import documents, projects

    path = tmp_path / "rtl.gloss"
    with projects.create(path) as project:
        mara = people.reader_for(project, "Mara")
        made = documents.paste_text(project, "قال الوزير إن الميناء لن يفتح", mara).document
        tags.tag(project, made.id, "claim", [(0, 10)], reader=mara)
    window = open_project(path)
    window.desk.open_document(made.id)
    assert card_words(window.desk.annotation(window.panel.model.id_at(0)), window.desk).right_to_left


def test_links_are_listed_and_lead_to_the_other_tag(tagged):
    first, second = (tagged.panel.model.id_at(at) for at in (0, 1))
    links.link(tagged.desk.project, first, "contradicts", second, reader=tagged.desk.reader)
    tagged.desk.set_current(second)
    tagged.panel.catch_up()
    foot = tagged.panel.form.foot
    assert "is contradicted by" in foot._links.text()
    foot.link_pressed.emit(first)
    assert tagged.desk.current == first


def test_tab_goes_on_from_the_last_field_to_the_links_and_enter_follows_one(tagged):
    first, second = (tagged.panel.model.id_at(at) for at in (0, 1))
    links.link(tagged.desk.project, first, "contradicts", second, reader=tagged.desk.reader)
    tagged.desk.set_current(second)
    tagged.panel.edit_note()
    press("Tab", "Enter")
    assert tagged.desk.current == first


def test_a_codebook_of_ones_own_is_obeyed(tagged, talks):
    from glossator.operations import codebook

    own = b"""[[kinds]]
key = "position"
label = "Stand"
shortcut = "p"
[[kinds.fields]]
key = "mood"
label = "Mood"
type = "choice"
values = [{key = "calm"}, {key = "loud"}]
[[kinds]]
key = "risk"
[[kinds]]
key = "claim"
[[kinds]]
key = "note"
"""
    codebook.replace(tagged.desk.project, own, tagged.desk.reader)
    tagged.desk.set_current(tagged.panel.model.id_at(0))
    tagged.page.setFocus()
    press("2")
    assert rows(talks, "SELECT fields ->> 'mood' FROM annotation WHERE fields ->> 'mood' IS NOT NULL") == [("loud",)]


@pytest.mark.parametrize("name", ["light", "dark"])
def test_a_card_has_its_kinds_edge_in_the_theme(tagged, name):
    panel = tagged.panel
    panel.set_theme(theme(name))
    rect = panel.list.visualRect(panel.list.cards.index(0))
    image = panel.list.viewport().grab().toImage()
    ratio = image.devicePixelRatio()
    colour = image.pixelColor(int(14 * ratio), int(rect.center().y() * ratio))
    assert colour.name() == theme(name).kind("position").mark.name()


def test_another_document_has_its_own_cards(tagged):
    from glossator.operations import documents

    other = documents.paste_text(tagged.desk.project, "Another text.", tagged.desk.reader).document
    tagged.desk.open_document(other.id)
    assert tagged.panel.model.rowCount() == 0
    tag_here = tags.tag(tagged.desk.project, other.id, "risk", [(0, 7)], reader=tagged.desk.reader).annotation
    tagged.panel.catch_up()
    assert [tagged.panel.model.id_at(0)] == [tag_here.id]


def test_many_tags_are_read_in_another_thread(tagged, qtbot, monkeypatch):
    monkeypatch.setattr("glossator.views.panel.loading.AT_ONCE", 2)
    document = tagged.desk.document.id
    tagged.desk.open_document(document)
    assert not tagged.panel.is_still()
    made = tag(tagged, "claim", "It is slow")
    qtbot.waitUntil(tagged.panel.is_still)
    assert tagged.panel.model.rowCount() == 4
    assert tagged.panel.model.place(made.id) == 3
