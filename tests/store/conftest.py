"""A project with a document, for every test of the store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from glossator.store import Project
from store.world import add_document, new_project


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "sea.gloss"


@pytest.fixture
def project(path: Path) -> Iterator[Project]:
    with new_project(path) as project:
        add_document(project)
        yield project
