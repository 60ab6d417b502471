"""Compare: a document's earlier version beside the present one, what became of each tag, settled by keys."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt

from driving import TALKS, press, rows
from glossator.operations import people, tags, updating
from glossator.reading.read import read_bytes
from glossator.store import Project

PAUSE, FAITH, NORTH = (
    "a pause freezes the harbour",
    "Neither needs bad faith.",
    "The northern government holds that pilotage must come first",
)
LONG = "a long pause freezes the harbour"
SECOND = "A word before.\n\n" + TALKS.replace(PAUSE, LONG).replace(FAITH, "")


def at(text: str, words: str) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


@pytest.fixture
def updated(talks: Path) -> Path:
    """Tag three passages and give the commentary its second edition: one stays, one is edited, one is gone."""
    with Project.open(talks) as project:
        mara = people.reader_for(project, "Mara")
        document = project.documents()[0]
        for words in (NORTH, PAUSE, FAITH):
            tags.tag(project, document.id, "risk", [at(TALKS, words)], reader=mara)
        assert updating.update(project, document.id, read_bytes(SECOND.encode(), file_name="talks-2.txt"), reader=mara)
    return talks


@pytest.fixture
def window(qtbot, open_project, updated: Path):
    """Compare the commentary with the version before, by its key."""
    opened = open_project(updated)
    press("Shift+F7")
    qtbot.waitUntil(lambda: opened.is_still() and opened.compare.versions.is_shown)
    return opened


def cards(window) -> list[str]:
    model = window.compare.versions_panel.model
    return [model.describe(entry).title for entry in window.compare.versions.entries]


def test_the_version_before_stands_left_and_the_present_one_right(window):
    left, right = window.compare.columns
    texts = [column.page.page_layout.document().toPlainText().split("\n")[0] for column in (left, right)]
    assert texts == [TALKS.split("\n")[0], "A word before."]
    names = [column.heading.accessibleName() for column in (left, right)]
    assert names[0].endswith(", talks.txt. 3 risk")
    assert ", now: " in names[1]
    assert names[1].endswith(", talks-2.txt. 2 risk")


def test_tags_are_painted_where_they_were_and_where_they_are(window):
    left, right = window.compare.columns
    spans = [sorted(tag.spans[0] for tag in column.tags.values()) for column in (left, right)]
    assert spans == [
        [at(TALKS, NORTH), at(TALKS, PAUSE), at(TALKS, FAITH)],
        [at(SECOND, NORTH), at(SECOND, LONG)],
    ]


def test_each_ribbon_says_by_its_sign_what_became_of_a_tag(window):
    ribbons = window.compare.gutters[0].ribbons()
    assert [(one.sign, one.status) for one in ribbons] == [("=", "exact"), ("≈", "edited"), ("∅", "lost")]
    assert [one.ends for one in ribbons] == [False, False, True]


def test_a_tag_that_is_not_found_is_outlined_where_it_was(window):
    hollows = window.compare.columns[0].page.shown.hollows.all()
    assert [(one.start, one.end) for one in hollows] == [at(TALKS, FAITH)]


def test_the_states_are_counted_and_each_lists_its_own(qtbot, window):
    panel = window.compare.versions_panel
    assert [button.text() for button in panel.buttons.values()] == [
        "= 1 as they were", "↕ 0 moved", "≈ 1 other words", "? 0 uncertain", "∅ 1 not found",
    ]  # fmt: skip
    assert cards(window) == ["The words have changed", "Not found in this version"]
    qtbot.mouseClick(panel.buttons["exact"], Qt.MouseButton.LeftButton)
    assert cards(window) == ["As it was"]
    qtbot.mouseClick(panel.buttons["exact"], Qt.MouseButton.LeftButton)
    assert cards(window) == ["The words have changed", "Not found in this version"]


def test_a_card_tells_the_old_words_from_the_new(window):
    card = window.compare.versions_panel.model.describe(window.compare.versions.entries[0])
    assert card.tagged == PAUSE
    assert [run for run in card.places[0].runs if run[1] != "around"] == [
        ("a ", "plain"), ("long ", "new"), ("pause freezes the harbour", "plain"),
    ]  # fmt: skip


def test_the_keys_walk_the_cards_and_outline_the_tag_in_both_columns(qtbot, window):
    compare = window.compare
    assert compare.versions_panel.list.hasFocus()
    press("k")
    tag = compare.versions.current.became.tag
    assert [column.page.shown.current for column in compare.columns] == [tag, tag]
    press("j")
    assert compare.versions.current.became.status == "lost"
    lost = compare.versions.current.became.tag
    assert [column.page.shown.current for column in compare.columns] == [lost, None]


def test_choosing_a_card_brings_both_columns_to_their_places(qtbot, window):
    window.resize(1024, 330)
    qtbot.waitUntil(window.is_still)
    press("j", "k")
    one = window.compare.versions.current.became
    qtbot.waitUntil(lambda: window.compare.columns[0].page.is_in_view(*one.old))
    assert window.compare.columns[1].page.is_in_view(*one.new)


def test_enter_accepts_changed_words_as_in_the_list_of_what_waits(qtbot, window, updated):
    press("k", "Enter")
    qtbot.waitUntil(window.is_still)
    assert rows(updated, "SELECT state, tagged_quote FROM passage WHERE quote = ?", LONG) == [("anchored", PAUSE)]
    assert cards(window)[0] == "The words have changed"
    assert window.compare.versions.entries[0].waiting.settled == "taken"
    assert window.compare.versions.current.became.status == "lost"


def test_what_is_settled_is_counted_joined_and_painted_anew_and_undone(qtbot, window):
    compare = window.compare
    words = at(SECOND, "insurers withdraw cover")
    press("j")
    compare.columns[1].page.select(*words)
    press("e")
    assert compare.versions_panel.buttons["lost"].text() == "∅ 0 not found"
    assert [one.status for one in compare.gutters[0].ribbons()] == ["exact", "edited", "edited"]
    assert words in [tag.spans[0] for tag in compare.columns[1].tags.values()]
    assert compare.columns[1].heading.accessibleName().endswith("3 risk")
    assert [*compare.columns[0].page.shown.hollows.all()] == []
    press("u")
    qtbot.waitUntil(window.is_still)
    assert compare.versions_panel.buttons["lost"].text() == "∅ 1 not found"
    assert compare.columns[1].heading.accessibleName().endswith("2 risk")
    hollows = compare.columns[0].page.shown.hollows.all()
    assert [(one.start, one.end) for one in hollows] == [at(TALKS, FAITH)]


def test_zero_leaves_a_tag_without_a_place(qtbot, window, updated):
    press("j", "0")
    qtbot.waitUntil(window.is_still)
    assert rows(updated, "SELECT state, version FROM passage WHERE quote = ?", FAITH) == [("lost", None)]


def test_what_is_selected_in_the_new_version_becomes_the_place(qtbot, window, updated):
    press("j")
    window.compare.columns[1].page.select(*at(SECOND, "insurers withdraw cover"))
    press("e")
    qtbot.waitUntil(window.is_still)
    words = rows(updated, "SELECT quote, state FROM passage WHERE tagged_quote = ?", FAITH)
    assert words == [("insurers withdraw cover", "anchored")]


def test_what_came_and_what_went_is_marked_in_the_margins(window):
    left, right = (column.page.shown.altered.all() for column in window.compare.columns)
    assert [(TALKS[one.start : one.end], one.gone) for one in left] == [(FAITH, True)]
    assert sorted((SECOND[one.start : one.end], one.gone) for one in right) == [
        ("A word before.", False),
        ("long", False),
    ]


def test_the_columns_scroll_along_by_the_text(qtbot, window):
    window.resize(1024, 330)
    qtbot.waitUntil(window.is_still)
    assert window.compare.side_by_side.together
    left, right = (column.page for column in window.compare.columns)
    left.restore_place((TALKS.index(PAUSE), 0.0))
    assert right.page_layout.document().findBlock(right._position(right.place()[0])).text().count("long pause") == 1


def test_an_earlier_version_is_chosen_among_the_documents(qtbot, open_project, updated):
    window = open_project(updated)
    press("Ctrl+2", "Ctrl+2")
    qtbot.waitUntil(window.is_still)
    actions = window.compare.bar.documents.menu().actions()
    next(action for action in actions if action.text().endswith(", talks.txt")).trigger()
    qtbot.waitUntil(window.is_still)
    assert [page.is_current for page in window.compare.beside.pages] == [True, False]
    assert window.compare.versions.is_shown


def test_f6_leads_from_the_cards_to_the_texts(qtbot, window):
    press("F6")
    assert window.compare.columns[0].page.hasFocus()
    press("F6")
    assert window.compare.columns[1].page.hasFocus()


def test_without_an_earlier_version_it_says_so(qtbot, open_project, talks):
    window = open_project(talks)
    press("Shift+F7")
    assert "it has no earlier version" in window.status.words.text()
    assert window.modes.mode == "read"


def test_others_tags_are_hidden_in_both_versions_where_the_document_is_read_blind(qtbot, open_project, updated):
    window = open_project(updated, reader="Tomas")
    press("Ctrl+B", "Shift+F7")
    qtbot.waitUntil(lambda: window.is_still() and window.compare.versions.is_shown)
    assert [len(column.tags) for column in window.compare.columns] == [0, 0]
    assert window.compare.versions.entries == []


def test_pressing_a_ribbon_looks_at_its_tag(qtbot, window):
    gutter = window.compare.gutters[0]
    first = gutter.ribbons()[0]
    middle = QPoint(gutter.width() // 2, round(sum((*first.left, *first.right)) / 4))
    qtbot.mouseClick(gutter, Qt.MouseButton.LeftButton, pos=middle)
    left, right = window.compare.columns
    assert left.page.shown.current == right.page.shown.current
    assert left.tags[left.page.shown.current].spans == (at(TALKS, NORTH),)


def test_escape_lists_all_that_is_not_as_it_was_again(qtbot, window):
    qtbot.mouseClick(window.compare.versions_panel.buttons["lost"], Qt.MouseButton.LeftButton)
    assert cards(window) == ["Not found in this version"]
    press("Esc")
    assert cards(window) == ["The words have changed", "Not found in this version"]


def test_tab_proposes_the_next_place_in_card_and_column(qtbot, open_project, talks):
    repeated = f"Pause. {FAITH} Then {FAITH}"
    second = TALKS.replace(FAITH, "").replace("Each position has been repeated.", repeated)
    with Project.open(talks) as project:
        mara = people.reader_for(project, "Mara")
        document = project.documents()[0]
        tags.tag(project, document.id, "claim", [at(TALKS, FAITH)], reader=mara)
        updating.update(project, document.id, read_bytes(second.encode(), file_name="talks-2.txt"), reader=mara)
    window = open_project(talks)
    press("Shift+F7")
    qtbot.waitUntil(lambda: window.is_still() and window.compare.versions.is_shown)
    entry = window.compare.versions.current
    assert len(entry.waiting.waiting.candidates) > 1
    places = []
    for _ in range(2):
        places += [(one.start, one.end) for one in window.compare.columns[1].page.shown.current_hollows]
        press("Tab")
    assert places == [(one.start, one.end) for one in entry.waiting.waiting.candidates[:2]]


def test_three_versions_stand_beside_each_other_and_each_two_are_joined(qtbot, open_project, updated):
    with Project.open(updated) as project:
        mara = people.reader_for(project, "Mara")
        document = project.documents()[0]
        third = read_bytes(SECOND.replace("A word before.", "Two words.").encode(), file_name="talks-3.txt")
        updating.update(project, document.id, third, reader=mara)
    window = open_project(updated)
    press("Shift+F7")
    qtbot.waitUntil(lambda: window.is_still() and window.compare.versions.is_shown)
    assert ", talks-2.txt" in window.compare.columns[0].heading.accessibleName()
    actions = window.compare.bar.documents.menu().actions()
    next(action for action in actions if action.text().endswith(", talks.txt")).trigger()
    qtbot.waitUntil(window.is_still)
    assert [pair is not None for pair in window.compare.beside.pairs] == [True, True]
    assert len(window.compare.gutters[1].ribbons()) > 0


def test_undoing_the_update_leaves_the_document_beside_itself(qtbot, window):
    press("Ctrl+Z")
    qtbot.waitUntil(window.is_still)
    assert not window.compare.versions.is_shown
    assert not window.compare.versions_panel.isVisible()
    assert [len(column.tags) for column in window.compare.columns] == [3, 3]
    assert [*window.compare.columns[0].page.shown.altered.all()] == []
