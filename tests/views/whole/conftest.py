"""The dispute, open in a shown window."""

from pathlib import Path

import pytest

from disputing import dispute


@pytest.fixture
def window(open_project, tmp_path: Path):
    """Open the dispute as Mara."""
    return open_project(dispute(tmp_path / "dispute.gloss"))
