"""Read Word files: the final reading of the text with its notes; headers, footers and what was deleted are left out."""

from __future__ import annotations

import posixpath
from collections import Counter
from urllib.parse import unquote

from glossator.model.problem import refuse
from glossator.reading.container import Archive, members
from glossator.reading.docx_body import Walk
from glossator.reading.docx_names import RELATIONSHIP, W, part, part_if_any, value
from glossator.reading.docx_notes import Notes
from glossator.reading.docx_numbering import Numbering
from glossator.reading.docx_paragraphs import Parts
from glossator.reading.docx_styles import Styles
from glossator.reading.flow import Flow, Paragraph, Remark, Words
from glossator.reading.office import finish
from glossator.reading.parsed import Given, Parsed
from glossator.reading.properties import Properties
from glossator.reading.xml import Element

_USUAL = "word/document.xml"


def read_docx(given: Given) -> Parsed:
    """Read a Word file; raise Refused where it is damaged, protected or holds no text."""
    archive = members(given.data, given.name)
    package = _Package(archive, given.name)
    return finish(given, package.flow(), package.properties(), counts=package.counts, encoding=None)


class _Package:
    def __init__(self, archive: Archive, name: str) -> None:
        self._archive = archive
        self._name = name
        self.counts: Counter[str] = Counter()
        self._paragraphs: Counter[str] = Counter()
        self._styles = Styles(None)
        self._outer = self._relations("")
        self._main = self._outer.member("officeDocument") or _USUAL
        if not archive.has(self._main):
            raise refuse(f"{name} was not read", "it holds no Word document", "save it again with Word or LibreOffice")
        self._inner = self._relations(self._main)

    def flow(self) -> Flow:
        """Walk through the text, then through the notes and comments that it refers to."""
        flow = Flow()
        self._styles = Styles(self._part("styles"))
        notes = Notes(flow, self._part("settings"))
        parts = Parts(self._styles, Numbering(self._part("numbering")), notes, self.counts, self._paragraphs)
        root = part(self._archive, self._main, self._name)
        body = root.find(W + "body")
        section = next(root.iter(W + "sectPr"), None)
        notes.set_form(section)
        flow.paragraphs = Walk(parts, self._inner.targets).over(body if body is not None else root)
        for kind in ("footnote", "endnote"):
            self._notes(kind, parts, flow)
        self._comments(parts, flow)
        return flow

    def properties(self) -> Properties:
        """Return what the file says of itself."""
        core = part_if_any(self._archive, self._outer.member("core-properties"), self._name)
        found: dict[str, str] = {}
        for element in core if core is not None else ():
            if isinstance(element.tag, str) and element.text and element.text.strip():
                found.setdefault(element.tag.rpartition("}")[2], element.text)
        return Properties(
            title=found.get("title"),
            author=found.get("creator"),
            created=found.get("created"),
            modified=found.get("modified"),
            language=found.get("language"),
            publisher=found.get("publisher"),
            written_in=self._styles.language,
            is_right_to_left=self._paragraphs["rtl"] > self._paragraphs["ltr"],
        )

    def _notes(self, kind: str, parts: Parts, flow: Flow) -> None:
        asked = [one for one in parts.notes.asked if one.kind == kind]
        member = self._inner.member(f"{kind}s")
        root = part_if_any(self._archive, member, self._name) if asked else None
        if root is None or member is None:
            return
        bodies = {value(one, "id"): one for one in root.iterfind(W + kind)}
        targets = self._relations(member).targets
        for one in asked:
            element = bodies.get(one.note_id)
            if element is not None:
                body = Walk(parts, targets).over(element)
                if one.is_typed:
                    _take_mark_away(body, one.label)
                flow.notes[one.label] = body

    def _comments(self, parts: Parts, flow: Flow) -> None:
        member = self._inner.member("comments")
        root = part_if_any(self._archive, member, self._name)
        if root is None or member is None:
            return
        targets = self._relations(member).targets
        # What is counted in a comment's words is not of the text.
        apart = Parts(parts.styles, parts.numbering, parts.notes, Counter())
        for one in root.iterfind(W + "comment"):
            words = "\n".join(paragraph.words for paragraph in Walk(apart, targets).over(one)).strip()
            flow.remarks[value(one, "id") or ""] = Remark(words, value(one, "author"), value(one, "date"))

    def _part(self, kind: str) -> Element | None:
        return part_if_any(self._archive, self._inner.member(kind), self._name)

    def _relations(self, member: str) -> _Relations:
        folder, _, base = member.rpartition("/")
        root = part_if_any(self._archive, posixpath.join(folder, "_rels", f"{base}.rels"), self._name)
        return _Relations(root, folder, self._archive)


class _Relations:
    """Know what a part points at: members by their kind, and targets by their ids."""

    def __init__(self, root: Element | None, folder: str, archive: Archive) -> None:
        self.targets: dict[str, tuple[str, bool]] = {}
        self._kinds: dict[str, str] = {}
        for one in root.iterfind(RELATIONSHIP) if root is not None else ():
            target, is_outside = one.get("Target") or "", one.get("TargetMode") == "External"
            if not is_outside:
                target = posixpath.normpath(posixpath.join("/", folder, unquote(target))).lstrip("/")
                is_outside = not archive.has(target)
                self._kinds.setdefault((one.get("Type") or "").rpartition("/")[2], target)
                if is_outside:
                    continue
            self.targets[one.get("Id") or ""] = (target, is_outside)

    def member(self, kind: str) -> str | None:
        """Return the member that a kind of relationship names."""
        return self._kinds.get(kind)


def _take_mark_away(body: list[Paragraph], label: str) -> None:
    """Take the mark that the author typed from the start of a note: it is its label."""
    first = next((piece for one in body[:1] for piece in one.pieces if isinstance(piece, Words)), None)
    if first is not None:
        first.words = first.words.lstrip().removeprefix(label)
