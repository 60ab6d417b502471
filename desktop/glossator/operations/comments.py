"""Bring in the comments that a document's file holds in its margin, as notes of the reader who asks."""

from __future__ import annotations

from glossator.model.annotation import Annotation
from glossator.model.document import Document
from glossator.model.people import Reader
from glossator.model.problem import refuse
from glossator.operations.acting import act, live_document
from glossator.operations.places import sound_spans
from glossator.operations.tags import find_kind, tag_edits
from glossator.reading.parsed import Comment
from glossator.store import Edit, Project
from glossator.text.segments import Range

#: The kind of tag that a comment becomes; a codebook that has none of this key takes no comments.
NOTE = "note"


def bring_comments(project: Project, document_id: str, reader: Reader) -> int:
    """Tag what the comments in a document's file are about, in one act, with their words as notes; return how many.

    Comments that the reader has brought in already are left out. Raises Refused where the project does not hold the
    file's bytes, or shows another version of its text than they give.
    """
    document = live_document(project, document_id)
    kind = find_kind(project.codebook(), NOTE)
    text, comments = _read(project, document)
    there = {(tag.first.start, tag.first.end, tag.note) for tag in _own(project, document, reader)}
    edits: list[Edit] = []
    brought = 0
    for comment in comments:
        span, note = _place(text, comment), _note(comment)
        if span is None or (*span, note) in there:
            continue
        _, made = tag_edits(project, document, kind, sound_spans(text, [span]), reader=reader, fields={}, note=note)
        edits += made
        brought += 1
    if brought:
        act(project, reader, f"bring in the comments of {document.title}", edits)
    return brought


def _own(project: Project, document: Document, reader: Reader) -> list[Annotation]:
    return list(project.annotations(document=document.id, kinds=[NOTE], readers=[reader.id]))


def _read(project: Project, document: Document) -> tuple[str, tuple[Comment, ...]]:
    from glossator.reading.read import read_comments  # not needed by a start

    source = document.source
    data = project.source_bytes(source.sha256) if source.sha256 is not None else None
    what = f"the comments of {document.title} were not brought in"
    if data is None:
        raise refuse(what, "the project does not hold the bytes of its file", "add the file again")
    text, comments = read_comments(data, file_name=document.file_name, encoding=source.encoding, options=source.options)
    if comments and text != project.text(document.version):
        raise refuse(what, "the text shown is another than its file gives now", "read the document again first")
    return text, comments


def _place(text: str, comment: Comment) -> Range | None:
    """Return what a comment is about; one that is set at a point is about the paragraph there."""
    start, end = comment.start, comment.end
    if text[start:end].strip():
        return start, end
    start = text.rfind("\n", 0, start) + 1
    after = text.find("\n", start)
    end = len(text) if after < 0 else after
    return (start, end) if text[start:end].strip() else None


def _note(comment: Comment) -> str:
    day = (comment.made or "").split("T")[0]
    who = ", ".join(part for part in (comment.author or "", day) if part)
    return f"{who}: {comment.words}" if who else comment.words
