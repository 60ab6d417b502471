"""The versions of a document in the order in which it had them, with their files."""

from glossator.model.people import Reader
from glossator.operations import documents
from glossator.operations.updating import return_to, update
from glossator.operations.versions import editions
from glossator.store import Project
from operations.updates import NEW, OLD, reading_of


def test_each_version_is_told_with_its_file_and_the_current_one_last(project: Project, ada: Reader) -> None:
    first = documents.add_reading(project, reading_of(OLD), reader=ada).document
    update(project, first.id, reading_of(NEW), reader=ada)
    (document,) = project.documents()
    found = editions(project, document)
    assert [(one.version, one.current, one.readable) for one in found] == [
        (first.version, False, True),
        (document.version, True, True),
    ]
    assert [one.file_name for one in found] == [first.file_name, document.file_name]
    assert found[0].came <= found[1].came


def test_a_version_that_came_back_is_the_last_one(project: Project, ada: Reader) -> None:
    first = documents.add_reading(project, reading_of(OLD), reader=ada).document
    update(project, first.id, reading_of(NEW), reader=ada)
    second = project.documents()[0].version
    return_to(project, first.id, first.version, reader=ada)
    assert [one.version for one in editions(project, project.documents()[0])] == [second, first.version]
