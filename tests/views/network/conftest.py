"""The dispute, open in a shown window, with its network."""

from pathlib import Path

import pytest

from disputing import dispute
from driving import press


@pytest.fixture
def window(open_project, tmp_path: Path):
    """Open the dispute as Mara."""
    return open_project(dispute(tmp_path / "dispute.gloss"))


@pytest.fixture
def network(qtbot, window):
    """Show the network, by its key."""
    press("Ctrl+5")
    qtbot.waitUntil(window.is_still)
    return window.modes.view("network")
