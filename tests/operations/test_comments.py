"""Comments in a file's margin become notes of the reader who asks, once, in one act."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from glossator.model.people import Reader
from glossator.model.problem import Refused
from glossator.operations import documents
from glossator.operations.comments import bring_comments
from glossator.operations.undo import undo
from glossator.store import Project

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
BODY = (
    '<w:p><w:r><w:t>Ships </w:t></w:r><w:commentRangeStart w:id="0"/><w:r><w:t>wait outside</w:t></w:r>'
    '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r><w:r><w:t> the strait.</w:t></w:r></w:p>'
    '<w:p><w:r><w:t>Nobody knows why.</w:t></w:r><w:r><w:commentReference w:id="1"/></w:r></w:p>'
)
COMMENTS = (
    f'<w:comments {W}><w:comment w:id="0" w:author="Ilse Marek" w:date="2026-05-12T09:00:00Z">'
    "<w:p><w:r><w:t>Who counted them?</w:t></w:r></w:p></w:comment>"
    '<w:comment w:id="1"><w:p><w:r><w:t>Ask the harbour.</w:t></w:r></w:p></w:comment></w:comments>'
)

PARTS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1"'
    ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments" Target="comments.xml"/>'
    "</Relationships>"
)


def word_file(path: Path) -> Path:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f"<w:document {W}><w:body>{BODY}</w:body></w:document>")
        archive.writestr("word/comments.xml", COMMENTS)
        archive.writestr("word/_rels/document.xml.rels", PARTS)
    path.write_bytes(out.getvalue())
    return path


@pytest.fixture
def letter(project: Project, ada: Reader, tmp_path: Path) -> str:
    (added,) = documents.add_files(project, [word_file(tmp_path / "letter.docx")], reader=ada).added
    assert [one.words for one in added.document.source.warnings] == ["2 comments left out of the text"]
    return added.document.id


def notes(project: Project) -> list[tuple[str, str, str]]:
    return [(tag.kind, tag.first.quote, tag.note) for tag in project.annotations()]


def test_a_comment_becomes_a_note_on_what_it_is_about(project: Project, ada: Reader, letter: str) -> None:
    assert bring_comments(project, letter, ada) == 2
    assert notes(project) == [
        ("note", "wait outside", "Ilse Marek, 2026-05-12: Who counted them?"),
        ("note", "Nobody knows why.", "Ask the harbour."),
    ]


def test_comments_are_brought_in_once_and_taken_back_in_one_step(project: Project, ada: Reader, letter: str) -> None:
    bring_comments(project, letter, ada)
    assert bring_comments(project, letter, ada) == 0
    undo(project, ada)
    assert notes(project) == []


def test_a_document_without_its_file_has_no_comments_to_bring(project: Project, ada: Reader, letter: str) -> None:
    other = documents.paste_text(project, "Pasted words.", ada).document
    assert bring_comments(project, other.id, ada) == 0
    with pytest.raises(Refused):
        bring_comments(project, "nothing", ada)
