"""A real project in a folder of its own, with one document and two readers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from glossator.model.document import Document
from glossator.model.people import Reader
from glossator.operations.documents import paste_text
from glossator.operations.people import reader_for
from glossator.operations.projects import create
from glossator.store import Project

TALKS = (
    "Harbour talks\n"
    "\n"
    "The Northern government accepts a ceasefire 🕊️ only if pilots go first. "
    "The Southern ministry rejects it.\n"
    "\n"
    "Insurers warn that premiums could double. The Southern ministry rejects that, too.\n"
)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with create(tmp_path / "talks.gloss", title="Talks") as made:
        yield made


@pytest.fixture
def ada(project: Project) -> Reader:
    return reader_for(project, "Ada")


@pytest.fixture
def ben(project: Project) -> Reader:
    return reader_for(project, "Ben")


@pytest.fixture
def talks(project: Project, ada: Reader) -> Document:
    return paste_text(project, TALKS, ada).document
