"""Projects that the tests of the formats share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from exchange.straits import empty, strait
from glossator.store import Project


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """Open the project about the strait."""
    with strait(tmp_path / "strait.gloss") as made:
        yield made


@pytest.fixture
def blank(tmp_path: Path) -> Iterator[Project]:
    """Open a project without documents."""
    with empty(tmp_path / "blank.gloss") as made:
        yield made
