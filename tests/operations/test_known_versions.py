"""The versions of a document are listed with when and by which file each was given."""

from __future__ import annotations

from glossator.model.document import Document
from glossator.model.people import Reader
from glossator.operations.updating import return_to, update
from glossator.operations.versions import known_versions
from glossator.store import Project
from operations.updates import reading_of


def test_each_version_is_listed_with_its_file_and_when_it_was_given(
    project: Project, talks: Document, ada: Reader
) -> None:
    update(project, talks.id, reading_of("Harbour talks\n\nAnother text.\n", "second.txt"), reader=ada, anyway=True)
    first, second = known_versions(project, project.documents()[0])
    assert (first.id, first.current, first.has_text) == (talks.version, False, True)
    assert (second.current, second.has_text, second.file_name) == (True, True, "second.txt")
    assert "" < first.at <= second.at


def test_a_version_that_is_shown_again_keeps_when_it_was_given_first(
    project: Project, talks: Document, ada: Reader
) -> None:
    before = known_versions(project, talks)[0].at
    update(project, talks.id, reading_of("Harbour talks\n\nAnother text.\n"), reader=ada, anyway=True)
    return_to(project, talks.id, talks.version, reader=ada)
    first, second = known_versions(project, project.documents()[0])
    assert (first.at, first.current, second.current) == (before, True, False)


def test_the_version_of_an_update_that_was_undone_is_not_shown_now(
    project: Project, talks: Document, ada: Reader
) -> None:
    from glossator.operations.undo import undo

    update(project, talks.id, reading_of("Harbour talks\n\nAnother text.\n"), reader=ada, anyway=True)
    undo(project, ada)
    assert [one.id for one in known_versions(project, project.documents()[0]) if one.current] == [talks.version]
