"""What has to be written for a document to be in a project: new, complete, or back again."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

from glossator.model.document import Content, Document, Json, Proposal, Reading
from glossator.model.identity import document_id, text_hash, version_id
from glossator.model.problem import refuse
from glossator.operations.fields import parse_date
from glossator.operations.likeness import NEARLY, Sketch, could_be_alike, share, sketch
from glossator.store import Edit, Project, source_data
from glossator.text.paragraphs import Paragraphs


@dataclass(slots=True)
class Adding:
    """Collect what one act has to write for the readings taken.

    ``reencoded`` says that the reader named the encoding: a document that is there is then read in it.
    """

    project: Project
    reencoded: bool = False
    edits: list[Edit] = field(default_factory=list)
    sources: dict[str, bytes] = field(default_factory=dict)
    contents: dict[str, Content] = field(default_factory=dict)
    taken: list[tuple[str, bool, str | None]] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    there: list[Document] = field(default_factory=list)
    sketches: dict[str, Sketch] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.there = self.project.documents()

    def take(self, reading: Reading, title: str | None) -> None:
        """Take one reading in: as a new document, or as one that is there."""
        hash_ = reading.source.sha256 or ""
        known = self._known(hash_, reading)
        if known is not None:
            if self.reencoded and known.source.encoding != reading.source.encoding:
                self._read_otherwise(known, reading)
            else:
                self._complete(known, reading)
            self.taken.append((known.id, True, None))
            return
        removed = self.project.removed_document(document_id(hash_))
        alike = self._alike(reading)
        if removed is not None:
            self.edits.append(Edit("document", removed.id, {"deleted": False}))
            self._took(removed, "it was removed before and is back with its tags")
            return
        self._make(reading, title, alike)

    def _known(self, hash_: str, reading: Reading) -> Document | None:
        id_ = document_id(hash_)
        found = next((one for one in self.there if one.id == id_ or one.source.sha256 == hash_), None)
        if found is not None:
            return found
        # A document that came by import has no bytes: the first file with its text brings them.
        text = text_hash(reading.content.text)
        return next((one for one in self.there if one.sha256 == text and not self._has_bytes(one)), None)

    def _has_bytes(self, known: Document) -> bool:
        hash_ = known.source.sha256
        return hash_ is not None and (hash_ in self.sources or self.project.source_bytes(hash_) is not None)

    def _complete(self, known: Document, reading: Reading) -> None:
        hash_ = reading.source.sha256
        if hash_ is None or self._has_bytes(known) or known.sha256 != text_hash(reading.content.text):
            return
        self.edits.append(Edit("document", known.id, {"source": source_data(reading.source)}))
        self.sources[hash_] = reading.data
        self.titles.append(known.title)

    def _read_otherwise(self, known: Document, reading: Reading) -> None:
        with self.project.whole():  # tags that are hidden from who reads blind would lose their places too
            tagged = self.project.counts().get(known.id)
        if tagged:
            raise refuse(
                f"{known.title} was not read in another encoding",
                "it has tags, whose places would be others",
                "remove its tags first, or leave it as it is",
            )
        changed = replace(
            known,
            source=reading.source,
            version=version_id(known.id, text_hash(reading.content.text)),
            sha256=text_hash(reading.content.text),
            characters=len(reading.content.text),
            paragraphs=Paragraphs(reading.content).count,
        )
        self.edits += document_edits(changed)
        self.contents[changed.version] = reading.content
        self.there[self.there.index(known)] = changed
        self.titles.append(known.title)

    def _make(self, reading: Reading, title: str | None, alike: str | None) -> None:
        hash_, text = reading.source.sha256 or "", text_hash(reading.content.text)
        id_ = document_id(hash_)
        version = version_id(id_, text)
        position = max((one.position for one in self.there), default=0) + 1
        paragraphs = Paragraphs(reading.content).count
        name = title or _value(reading.metadata.title) or Path(reading.file_name or "Untitled").stem or "Untitled"
        made = Document(
            id=id_,
            title=" ".join(name.split()) or "Untitled",
            media_type=reading.media_type,
            file_name=reading.file_name,
            position=position,
            source=reading.source,
            version=version,
            sha256=text,
            characters=len(reading.content.text),
            paragraphs=paragraphs,
            author=_value(reading.metadata.author),
            published=parse_date(_value(reading.metadata.published) or ""),
            language=_value(reading.metadata.language),
        )
        self.edits += document_edits(made)
        self.sources[hash_] = reading.data
        self.contents[version] = reading.content
        self._took(made, alike)

    def _took(self, document: Document, alike: str | None) -> None:
        self.there.append(document)
        self.titles.append(document.title)
        self.taken.append((document.id, False, alike))

    def _alike(self, reading: Reading) -> str | None:
        text = reading.content.text
        hash_ = text_hash(text)
        equal = next((one for one in self.there if one.sha256 == hash_), None)
        if equal is not None:
            return f"its text is that of “{equal.title}”"
        mine: Sketch | None = None
        best: tuple[float, str] = (0.0, "")
        for other in self.there:
            if could_be_alike(len(text), other.characters):
                mine = mine if mine is not None else sketch(text)
                best = max(best, (share(mine, self._sketch(other)), other.title))
        if best[0] < NEARLY:
            return None
        return f"its text is nearly that of “{best[1]}” ({int(best[0] * 100)} %)"

    def _sketch(self, document: Document) -> Sketch:
        if document.version not in self.sketches:
            content = self.contents.get(document.version)
            text = content.text if content is not None else self.project.text(document.version)
            self.sketches[document.version] = sketch(text)
        return self.sketches[document.version]


def document_edits(document: Document) -> list[Edit]:
    """Return the edits that make a document's row and that of its current version."""
    row: dict[str, Json] = {
        "title": document.title,
        "author": document.author,
        "published": document.published,
        "language": document.language,
        "address": document.address,
        "media_type": document.media_type,
        "file_name": document.file_name,
        "position": document.position,
        "source": source_data(document.source),
        "version": document.version,
    }
    version: dict[str, Json] = {
        "document": document.id,
        "sha256": document.sha256,
        "characters": document.characters,
        "paragraphs": document.paragraphs,
    }
    return [Edit("document", document.id, row), Edit("version", document.version, version)]


def _value(proposal: Proposal | None) -> str | None:
    return proposal.value.strip() or None if proposal is not None else None
