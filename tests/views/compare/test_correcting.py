"""A corrected passage moves the ends of one passage of a tag; its others are kept as they are."""

import pytest

from driving import press, rows
from glossator.model.identity import AGREED_READER
from glossator.operations import people, tags
from glossator.store import Project

from .conftest import COVER, PAUSE, at

SLOW = at("It is slow")
AGREED = (
    'SELECT start, "end" FROM passage WHERE annotation IN '
    "(SELECT id FROM annotation WHERE reader = ? AND deleted = 0) ORDER BY start"
)


@pytest.fixture
def of_three(qtbot, open_project, talks):
    """Let Mara alone tag three passages as one, and open Compare there."""
    with Project.open(talks) as project:
        mara, tomas = (people.reader_for(project, name) for name in ("Mara", "Tomas"))
        document = project.documents()[0].id
        tags.tag(project, document, "risk", [PAUSE, COVER, SLOW], reader=mara)
        tags.tag(project, document, "claim", [at("Neither needs bad faith")], reader=tomas)
    window = open_project(talks)
    press("Ctrl+2")
    qtbot.waitUntil(window.is_still)
    return window.compare


@pytest.mark.parametrize(
    ("caret", "kept"),
    [
        (None, [(PAUSE[0], PAUSE[1] - 1), COVER, SLOW]),
        (COVER[0] + 2, [PAUSE, (COVER[0], COVER[1] - 1), SLOW]),
        (SLOW[0] + 2, [PAUSE, COVER, (SLOW[0], SLOW[1] - 1)]),
    ],
    ids=["the first", "the one with the caret", "the last"],
)
def test_the_ends_of_one_passage_move_and_the_others_stay(of_three, talks, caret, kept):
    if caret is not None:
        of_three.columns[0].page.place_caret(caret, reveal=False)
    press("e", "Shift+Left", "Enter")
    assert rows(talks, AGREED, AGREED_READER) == kept
