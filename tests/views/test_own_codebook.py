"""A codebook that came by import has keys of its own; those that commands have stay with the commands."""

import io
import json
from pathlib import Path

import pytest

from driving import TALKS, press, rows
from glossator.exchange.choice import Choice
from glossator.exchange.registry import FORMATS
from glossator.operations import importing, people, projects
from glossator.views.window import Window

KINDS = "SELECT kind FROM annotation WHERE deleted = 0"


@pytest.fixture
def storms(talks: Path, tmp_path: Path) -> Path:
    """Make a project by import whose kind Storm has the key of a command."""
    out = io.BytesIO()
    with projects.open_project(talks) as project:
        FORMATS["json"].write(project, out, Choice())
    export = json.loads(out.getvalue())
    export["codebook"] = {"kinds": [{"key": "storm", "shortcut": "s"}, {"key": "calm", "shortcut": "c"}]}
    (tmp_path / "storms.json").write_text(json.dumps(export), encoding="utf-8")
    path = tmp_path / "storms.gloss"
    with projects.create(path) as project:
        importing.import_file(project, tmp_path / "storms.json", reader=people.reader_for(project, "Mara"))
    return path


@pytest.fixture
def opened(open_project, storms: Path) -> Window:
    return open_project(storms)


def test_a_kind_whose_key_a_command_has_is_told_on_opening(opened):
    assert opened.status.words.text() == (
        "The kind Storm has the key S, which is that of “Select clause, sentence, paragraph, section”: "
        "a selection’s bar, the menu and Tab reach what has no key."
    )


def test_the_key_stays_with_the_command(opened, storms):
    opened.page.place_caret(TALKS.index("Nobody"))
    press("s")
    assert opened.page.selection()[1] > opened.page.selection()[0]
    assert rows(storms, KINDS) == []


def test_the_menu_tags_with_a_kind_that_has_no_key(opened, storms):
    opened.page.place_caret(TALKS.index("Nobody"))
    items = [one for menu in opened.bar._menus.values() for one in menu.actions()]
    (item,) = [one for one in items if one.text().replace("&", "") == "Storm"]
    item.trigger()
    assert rows(storms, KINDS) == [("storm",)]


def test_no_cap_shows_a_key_that_is_not_the_kinds(opened):
    assert [(kind.key, kind.shortcut) for kind in opened.desk.codebook.kinds] == [("storm", None), ("calm", "c")]


def test_a_codebook_with_free_keys_is_not_talked_of(window):
    assert "has the key" not in window.status.words.text()
