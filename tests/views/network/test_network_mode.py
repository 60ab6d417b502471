from __future__ import annotations

import csv
import io
import json
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton

from driving import press
from glossator.exchange.choice import Choice
from glossator.exchange.registry import FORMATS
from glossator.operations import documents, people, projects, tags
from glossator.views.network.picture import Drawing
from glossator.views.whole.taking import TITLE


def edges(network) -> dict[tuple[str, str], tuple[float | None, float | None]]:
    """Return how much each two agree and differ."""
    made = network.found.network
    return {
        (made.name(one.source), made.name(one.target)): (one.agree, one.differ) for one in network.canvas.drawing.edges
    }


def chosen(network) -> tuple[str, ...]:
    """Return the names of what is chosen."""
    return tuple(network.found.network.name(id_) for id_ in network.canvas.chosen if id_)


def passages(network) -> list[str]:
    """Return the words of the passages beside the network."""
    return [
        one.passages.row(row).tag.first.quote
        for one in network.side.passages.lists
        for row in range(one.passages.rowCount())
    ]


def rows(network) -> list[tuple[str, str]]:
    """Return the lines between the sentence and the passages."""
    grid = network.side.grid
    return [
        (grid.itemAtPosition(at, 0).widget().text(), grid.itemAtPosition(at, 1).widget().text())
        for at in range(grid.count() // 2)
    ]


def middle(drawing: Drawing, edge: int) -> QPoint:
    """Return the middle of an edge."""
    line = next(line for line in drawing.lines if line.edge == edge)
    return QPoint(round((line.x1 + line.x2) / 2), round((line.y1 + line.y2) / 2))


def test_holders_are_joined_by_the_issues_on_which_they_agree_or_differ(network):
    # On the ceasefire North is −2, −1, 1 and so rather against; South is for, Insurers are against.
    assert edges(network) == {
        ("Insurers", "North"): (1, 0),
        ("Insurers", "South"): (0, 1),
        ("North", "South"): (0, 1),
    }


def test_two_who_agree_on_nothing_have_no_line_of_agreement(network):
    made = network.canvas.drawing
    says = {(made.edges[line.edge].source, made.edges[line.edge].target): line.says for line in made.lines}
    name = network.found.network.name
    assert {(name(one), name(other)): said for (one, other), said in says.items()} == {
        ("Insurers", "North"): "agree",
        ("Insurers", "South"): "differ",
        ("North", "South"): "differ",
    }


def test_whoever_takes_no_side_is_joined_by_no_line(qtbot, window, network):
    (tag,) = (one for one in window.desk.project.annotations() if one.first.quote == "insurers object to that")
    assert window.desk.set_field(tag.id, "stance", "neutral")
    qtbot.waitUntil(window.is_still)
    assert edges(network) == {("North", "South"): (0, 1)}


def test_the_strongest_edge_is_chosen_at_first(network):
    assert chosen(network) == ("Insurers", "North")


def test_beside_the_network_stand_the_issues_with_both_stances(network):
    assert network.side.title.text() == "Insurers × North"
    assert rows(network) == [("Ceasefire", "against · strongly against, against, for")]


def test_the_passages_behind_an_edge_are_read_beside_it(network):
    assert [quote[:9] for quote in passages(network)] == ["There wil", "pilots co", "They supp", "insurers "]


def test_what_is_said_of_two_is_what_is_drawn(network):
    press("Tab")
    assert chosen(network) == ("Insurers", "South")
    assert network.side.sentence.text() == "Differ on 1 issue, agree on none"


@pytest.mark.parametrize(
    ("keys", "names"), [(("Tab", "Tab"), ("North", "South")), (("]", "]", "["), ("Insurers", "South"))]
)
def test_keys_go_from_edge_to_edge(network, keys, names):
    press(*keys)
    assert chosen(network) == names


def test_tab_goes_on_behind_the_last_edge(network):
    press("Tab", "Tab", "Tab")
    assert QApplication.focusWidget() is not network.canvas


def test_arrows_go_from_node_to_node(network):
    places = network.canvas.drawing.discs
    press("Right")
    first = places[network.canvas.chosen.source].x
    for _ in places:
        press("Left")
    assert places[network.canvas.chosen.source].x == min(disc.x for disc in places.values()) < first


def test_of_a_node_its_measures_are_said_each_with_its_definition(qtbot, window, network):
    north = next(disc for disc in network.canvas.drawing.discs.values() if disc.node.name == "North")
    QTest.mouseClick(network.canvas, Qt.MouseButton.LeftButton, pos=QPoint(round(north.x), round(north.y)))
    qtbot.waitUntil(window.is_still)
    assert rows(network) == [
        ("Degree", "2"),
        ("Weighted degree", "0"),
        ("Betweenness", "0.00"),
        ("Community", "1"),
    ]
    tip = network.side.grid.itemAtPosition(0, 0).widget().toolTip()
    assert tip.startswith("To how many others a node has an edge.")


def test_a_nodes_passages_are_those_that_its_number_counts(qtbot, window, network):
    south = next(disc for disc in network.canvas.drawing.discs.values() if disc.node.name == "South")
    QTest.mouseClick(network.canvas, Qt.MouseButton.LeftButton, pos=QPoint(round(south.x), round(south.y)))
    qtbot.waitUntil(window.is_still)
    assert [quote[:7] for quote in passages(network)] == ["no pilo", "They su"]
    assert south.node.statements == 2


def test_a_click_chooses_an_edge(network):
    made = network.canvas.drawing
    at = next(
        n
        for n, one in enumerate(made.edges)
        if (one.agree, one.differ) == (0, 1) and one.source != made.edges[0].source
    )
    QTest.mouseClick(network.canvas, Qt.MouseButton.LeftButton, pos=middle(made, at))
    assert chosen(network) == ("North", "South")


def test_enter_goes_into_the_passages_and_reads_one_in_its_document(qtbot, window, network):
    press("Enter", "Down", "Enter")
    qtbot.waitUntil(window.is_still)
    assert (window.modes.mode, window.desk.document.title) == ("read", "The talks resume")
    assert window.desk.annotation(window.desk.current).first.quote == "pilots come before any ceasefire at sea"


def test_esc_goes_back_to_the_network(network):
    press("Enter", "Esc")
    assert QApplication.focusWidget() is network.canvas


def test_an_issue_opens_the_passages_that_it_counts(qtbot, window, network):
    asked = []
    network.passages_asked.connect(lambda title, groups, _rule: asked.append((title, len(groups))))
    network.side.findChild(QPushButton).setFocus()
    press("Enter")
    assert asked == [("Insurers × North: Ceasefire", 4)]


def test_holders_stand_with_issues_and_the_key_goes_back(qtbot, window, network):
    press("t")
    qtbot.waitUntil(window.is_still)
    made = network.canvas.drawing
    assert sorted((disc.node.mode, disc.node.name, disc.node.statements) for disc in made.discs.values()) == [
        ("holder", "Insurers", 1),
        ("holder", "North", 3),
        ("holder", "South", 2),
        ("issue", "Ceasefire", 5),
        ("issue", "Pilots", 1),
    ]
    press("t")
    qtbot.waitUntil(window.is_still)
    assert ("North", "South") in edges(network)


@pytest.mark.parametrize(
    ("drawn", "said"),
    [("congruence", {"agree"}), ("conflict", {"differ"}), ("subtract", {"agree"}), ("affiliation", {"stance"})],
)
def test_another_relation_is_drawn(qtbot, window, network, drawn, said):
    network.drawn_choice.chosen.emit([drawn])
    qtbot.waitUntil(window.is_still)
    assert {line.says for line in network.canvas.drawing.lines} == said


def test_weights_are_divided_by_the_mean_number_of_statements(qtbot, window, network):
    network.drawn_choice.chosen.emit(["congruence"])
    qtbot.waitUntil(window.is_still)
    network.normalisation_choice.chosen.emit(["average"])
    qtbot.waitUntil(window.is_still)
    assert edges(network)["Insurers", "North"] == (1.125, 0.375)


def test_issues_are_chosen(qtbot, window, network):
    pilots = next(id_ for id_ in network.found.issues if network.found.network.name(id_) == "Pilots")
    network.issue_choice.chosen.emit([pilots])
    qtbot.waitUntil(window.is_still)
    assert window.status.tags.text() == "1 holder · 0 edges · 1 position"
    assert "one holder joins nobody" in network.legend.accessibleName()


def test_the_status_tells_what_is_drawn(window, network):
    assert window.status.tags.text() == "3 holders · 3 edges · 6 positions"


def places(network) -> dict[str, tuple[float, float]]:
    """Return where each node is drawn."""
    return {disc.node.name: (disc.x, disc.y) for disc in network.canvas.drawing.discs.values()}


def test_undo_is_followed(qtbot, window, network):
    press("Ctrl+Z")  # Mara's last tag is the insurers' position
    qtbot.waitUntil(window.is_still)
    assert sorted(places(network)) == ["North", "South"]


def test_a_project_looks_tomorrow_as_it_does_today(qtbot, window, network, open_project):
    network.whole.choose(until="2026-05")  # what was shown before bears on where those lie who come later
    qtbot.waitUntil(window.is_still)
    press("Ctrl+Z")
    network.whole.choose(until=None)
    qtbot.waitUntil(window.is_still)
    today, path = places(network), window.desk.project.path
    window.close()
    again = open_project(path)
    press("Ctrl+5")
    qtbot.waitUntil(again.is_still)
    assert places(again.modes.view("network")) == today


def test_what_was_drawn_before_is_drawn_the_same_again(qtbot, window, network):
    before = places(network)
    network.whole.choose(since="2026-06")
    qtbot.waitUntil(window.is_still)
    network.whole.choose(since=None)
    qtbot.waitUntil(window.is_still)
    assert places(network) == before


def test_no_line_and_no_other_name_passes_a_name(network):
    made, labels = network.canvas.drawing, network.canvas.labels
    boxes = [label.box for label in labels.values()]
    assert len(boxes) == 3
    assert not any(box.is_crossed(line) for box in boxes for line in made.lines)
    assert not any(one.meets(other) for one in boxes for other in boxes if one is not other)


def test_the_pointer_lays_nothing_out_anew(qtbot, window, network):
    made = network.canvas.drawing
    QTest.mouseMove(network.canvas, middle(made, 0))
    qtbot.waitUntil(lambda: network.canvas._hovered.is_edge)
    assert network.canvas.drawing is made


def test_a_screen_reader_is_told_what_is_chosen(network):
    press("Tab", "Tab")
    assert network.canvas.accessibleDescription() == "North × South. Differ on 1 issue, agree on none. 4 passages"


def test_the_chosen_edge_stays_chosen_where_the_network_is_made_anew(qtbot, window, network):
    press("Tab")
    network.drawn_choice.chosen.emit(["congruence"])
    qtbot.waitUntil(window.is_still)
    network.normalisation_choice.chosen.emit(["average"])
    qtbot.waitUntil(window.is_still)
    assert chosen(network) == ("Insurers", "South")


def test_an_empty_network_says_what_to_do(qtbot, open_project, talks):
    window = open_project(talks)
    press("Ctrl+5")
    qtbot.waitUntil(window.is_still)
    canvas = window.modes.view("network").canvas
    assert canvas.empty.startswith("No position has a holder, an issue and a stance yet: fill these in")
    assert canvas.accessibleDescription() == canvas.empty


def test_one_holder_alone_is_drawn_and_why_nothing_joins_is_said(qtbot, open_project, tmp_path):
    path = tmp_path / "alone.gloss"
    with projects.create(path, title="Alone") as project:
        mara = people.reader_for(project, "Mara")
        document = documents.paste_text(project, "North wants a ceasefire.", mara).document.id
        fields = {"holder": "North", "issue": "Ceasefire", "stance": "for"}
        tags.tag(project, document, "position", [(0, 24)], reader=mara, fields=fields)
    window = open_project(path)
    press("Ctrl+5")
    qtbot.waitUntil(window.is_still)
    network = window.modes.view("network")
    assert [disc.node.name for disc in network.canvas.drawing.discs.values()] == ["North"]
    assert "one holder joins nobody" in network.legend.accessibleName()


@pytest.fixture
def take(qtbot, window, network, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Take the network along by its key, into a file of that name."""

    def taken(name: str) -> Path:
        target = tmp_path / name
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), f"x (*{target.suffix})"))
        press("Ctrl+E")
        qtbot.waitUntil(target.exists)
        return target

    return taken


def test_the_picture_is_taken_along_with_its_legend(network, take):
    image = QImage(str(take("network.png")))
    assert image.height() == 2 * (network.canvas.height() + network.legend.height() + TITLE)


@pytest.mark.parametrize(("name", "begins"), [("network.svg", b"<?xml"), ("network.pdf", b"%PDF-")])
def test_the_picture_is_taken_along_in_lines(take, name, begins):
    assert take(name).read_bytes().startswith(begins)


def test_the_figures_are_taken_along_as_they_are_drawn(take):
    with take("network.csv").open(encoding="utf-8-sig", newline="") as file:
        found = [(row["source"], row["target"], row["agree"], row["differ"]) for row in csv.DictReader(file)]
    assert found == [
        ("Insurers", "North", "1", "0"),
        ("Insurers", "South", "0", "1"),
        ("North", "South", "0", "1"),
    ]


def test_the_graph_is_taken_along_with_its_measures(take):
    space = "{http://graphml.graphdrawing.org/xmlns}"
    graph = ElementTree.parse(take("network.graphml")).getroot().find(f"{space}graph")
    assert len(graph.findall(f"{space}edge")) == 3
    assert graph.find(f"{space}node/{space}data[@key='node_betweenness']") is not None


def test_the_passages_are_taken_along_edge_by_edge(take):
    text = take("network.md").read_text("utf-8")
    assert text.index("## Insurers × North") < text.index("## North × South")
    assert "> pilots come before any ceasefire at sea" in text


def test_whoever_waits_for_no_places_sees_all_holders_even_so(qtbot, window):
    network = window.modes.view("network")
    network.job_started.connect(lambda job: job.cancel())
    press("Ctrl+5")
    qtbot.waitUntil(window.is_still)
    assert sorted(places(network)) == ["Insurers", "North", "South"]
    assert len(set(places(network).values())) == 3


def test_the_numbers_drawn_equal_a_recount_from_the_export(network):
    out = io.BytesIO()
    FORMATS["json"].write(network.desk.project, out, Choice())
    export = json.loads(out.getvalue())
    positions = [one["fields"] for one in export["annotations"] if one["kind"] == "position"]
    stated = Counter(one["holder"] for one in positions if one.get("issue") and one.get("stance"))
    discs = network.canvas.drawing.discs.values()
    assert {disc.node.name: disc.node.statements for disc in discs} == stated
    assert sum(network.time.line.counts(160)) == pytest.approx(stated.total())


def test_nothing_of_a_project_is_shown_when_it_is_closed(qtbot, window, network, talks):
    assert window.files.show(talks)
    assert (network.canvas.drawing.discs, network.side.title.text()) == ({}, "")
    press("Tab")  # on what is not there yet
    qtbot.waitUntil(lambda: network.is_still)
    assert network.canvas.empty.startswith("No position has")
