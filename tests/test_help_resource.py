import re
from pathlib import Path

import pytest

from glossator.cli.program import program
from glossator.model.command_keys import COMMAND_KEYS
from glossator.places import resource
from glossator.views import actions
from glossator.views.sheets.help_pages import FIRST

FOLDER = resource("help")
PAGES = sorted(FOLDER.glob("*.md"))
NAMES = [page.stem for page in PAGES]

#: More words than these do not stand on one screen, or two in the case of a long list.
ONE_SCREEN = 450

_LINK = re.compile(r"\]\(([^)]+)\)")
_COMMAND = re.compile(r"glossator (?:--as \S+ )?([a-z]+) ")
_CHORD = re.compile(r"\*\*((?:Ctrl|Shift|Alt|F\d+)[^*]*)\*\*")


def words(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def test_the_pages_are_those_of_the_help():
    assert NAMES == [
        "board",
        "command-line",
        "comparing-versions",
        "comparing",
        "documents",
        "export",
        "filling",
        "finding-your-way",
        "first-steps",
        "formats",
        "index",
        "network",
        "questions",
        "readers",
        "search",
        "tagging",
        "the-file",
        "versions",
        "while-reading",
        "whole",
    ]


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_a_page_begins_with_its_title(page: Path):
    assert words(page).startswith("# ")


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_a_page_is_short(page: Path):
    assert len(words(page).split()) <= ONE_SCREEN


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_a_page_links_to_pages_that_are_there(page: Path):
    targets = _LINK.findall(words(page))
    assert targets
    assert [target for target in targets if not (FOLDER / target).is_file()] == []


def test_the_first_page_links_to_every_other():
    assert set(_LINK.findall(words(FOLDER / f"{FIRST}.md"))) == {page.name for page in PAGES if page.stem != FIRST}


def test_the_pages_name_commands_and_keys():
    pages = "\n".join(words(page) for page in PAGES)
    assert {"add", "export"} <= set(_COMMAND.findall(pages))
    assert {"Ctrl+E", "Ctrl+Z"} <= set(_CHORD.findall(pages))


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_a_page_names_only_commands_that_there_are(page: Path):
    assert [name for name in _COMMAND.findall(words(page)) if name not in program.commands] == []


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_a_page_names_only_keys_that_there_are(page: Path):
    # What a text field takes by itself stands in no table.
    known = {key for action in actions.ACTIONS for key in action.keys} | {"Ctrl+Enter", "Ctrl+C", "Shift", "Shift+R"}
    assert [chord for chord in _CHORD.findall(words(page)) if chord not in known] == []


def test_the_command_lines_page_names_the_letters_that_no_codebook_can_have():
    assert f"({' '.join(sorted(COMMAND_KEYS)).upper()})" in words(FOLDER / "command-line.md")
