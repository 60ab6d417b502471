"""A project that two readers have tagged differently, open in a shown window in the compare mode."""

from pathlib import Path

import pytest

from driving import TALKS, press
from glossator.operations import people, tags
from glossator.store import Project


def at(words: str) -> tuple[int, int]:
    """Return where words stand in the commentary."""
    start = TALKS.index(words)
    return start, start + len(words)


NORTH = at("The northern government holds that pilotage must come first")
SOUTH = at("the southern ministry answers that no pilot will board")
PILOT = at("no pilot will board")
PAUSE = at("a pause freezes the harbour")
COVER = at("insurers withdraw cover")


@pytest.fixture
def two_readers(talks: Path) -> Path:
    """Let Mara and Tomas tag: one position alike, one place by another kind and extent, one with another stance."""
    with Project.open(talks) as project:
        mara, tomas = (people.reader_for(project, name) for name in ("Mara", "Tomas"))
        document = project.documents()[0].id
        tags.tag(project, document, "position", [NORTH], reader=mara, fields={"stance": "for"})
        tags.tag(project, document, "position", [SOUTH], reader=mara)
        tags.tag(project, document, "risk", [PAUSE], reader=mara, fields={"severity": "major"})
        tags.tag(project, document, "position", [NORTH], reader=tomas, fields={"stance": "for"})
        tags.tag(project, document, "claim", [PILOT], reader=tomas)
        tags.tag(project, document, "risk", [PAUSE], reader=tomas, fields={"severity": "minor"})
        tags.tag(project, document, "risk", [COVER], reader=tomas)
    return talks


@pytest.fixture
def compare(qtbot, open_project, two_readers: Path):
    """Open the project in the compare mode, by its key."""
    window = open_project(two_readers)
    press("Ctrl+2")
    qtbot.waitUntil(window.is_still)
    return window.compare
