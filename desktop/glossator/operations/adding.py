"""What has to be written for a document to be in a project: new, complete, or back again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from glossator.model.document import Content, Document, Json, Proposal, Reading
from glossator.model.identity import document_id, text_hash, version_id
from glossator.model.problem import refuse
from glossator.operations.fields import parse_date
from glossator.operations.likeness import NEARLY, Sketch, could_be_alike, share, sketch
from glossator.operations.versions import version_of
from glossator.store import Edit, Project, source_data
from glossator.text.paragraphs import Paragraphs


@dataclass(frozen=True, slots=True)
class Taken:
    """Say which document a reading ended with; ``read_again`` is the encoding in which one that was there was read."""

    document: str
    already_there: bool
    alike: str | None = None
    read_again: str | None = None
    alike_to: str | None = None


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
    taken: list[Taken] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    there: list[Document] = field(default_factory=list)
    before: tuple[Document, ...] = ()
    sketches: dict[str, Sketch] = field(default_factory=dict)
    further: list[Iterator[list[Edit]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.there = self.project.documents()
        self.before = (*self.there,)

    def take(self, reading: Reading, title: str | None) -> None:
        """Take one reading in: as a new document, or as one that is there."""
        hash_ = reading.source.sha256 or ""
        known = self._known(hash_, reading)
        if known is not None:
            if self._is_otherwise(known, reading):
                self._read_otherwise(known, reading)
                self.taken.append(Taken(known.id, True, read_again=reading.source.encoding))
            else:
                self._complete(known, reading)
                self.taken.append(Taken(known.id, True))
            return
        removed = self.project.removed_document(document_id(hash_))
        if removed is not None:
            self._bring_back(removed, reading)
            return
        self._make(reading, title, *(self._alike(reading) or (None, None)))

    @property
    def label(self) -> str:
        """Return a short phrase for what the act does."""
        again = {one.read_again for one in self.taken}
        what = self.titles[0] if len(self.titles) == 1 else f"{len(self.titles)} documents"
        encoding = next(iter(again)) if len(again) == 1 else None
        return f"read {what} again as {encoding}" if encoding else f"add {what}"

    def _is_otherwise(self, known: Document, reading: Reading) -> bool:
        return self.reencoded and known.source.encoding != reading.source.encoding

    def _bring_back(self, removed: Document, reading: Reading) -> None:
        self.there.append(removed)
        alike, again = "it was removed before and is back with its tags", None
        if self._is_otherwise(removed, reading):
            self._read_otherwise(removed, reading)
            alike, again = "it was removed before and is back", reading.source.encoding
        else:
            self.titles.append(removed.title)
        self.edits.append(Edit("document", removed.id, {"deleted": False}))
        self.taken.append(Taken(removed.id, False, alike, again))

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
        """Give a document another reading of its bytes: a version, into which its tags are carried."""
        changed = replace(version_of(self.project, known, reading.content), source=reading.source)
        if changed.sha256 != known.sha256 and self.project.has_places(known.id):
            if known not in self.project.documents():
                raise refuse(
                    f"{known.title} was not read in another encoding",
                    "it was removed and has tags or is marked as read",
                    "bring it back in its own encoding first, then read it in another",
                )
            from glossator.operations.carrying_over import CarryingOver  # not needed by a start

            same = frozenset({known.version} if known.source.sha256 == reading.source.sha256 else ())
            carrying = CarryingOver(self.project, known, reading.content.text, changed.version, same_bytes=same)
            carrying.work_out()
            self.edits += carrying.edits()
            self.further.append(carrying.portions())
        self.edits += document_edits(changed)
        if reading.source.sha256 is not None and not self._has_bytes(known):
            self.sources[reading.source.sha256] = reading.data
        self.contents[changed.version] = reading.content
        self.there[self.there.index(known)] = changed
        self.titles.append(known.title)

    def _make(self, reading: Reading, title: str | None, alike: str | None, alike_to: str | None) -> None:
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
            address=_value(reading.metadata.address),
            publisher=_value(reading.metadata.publisher),
        )
        self.edits += document_edits(made)
        self.sources[hash_] = reading.data
        self.contents[version] = reading.content
        self.there.append(made)
        self.titles.append(made.title)
        self.taken.append(Taken(id_, False, alike, alike_to=alike_to))

    def _alike(self, reading: Reading) -> tuple[str, str] | None:
        """Say which document that is there a reading is nearly, in words and by its id."""
        text = reading.content.text
        if not text.strip():
            return None
        hash_ = text_hash(text)
        equal = next((one for one in self.there if one.sha256 == hash_), None)
        if equal is not None:
            return f"its text is that of “{equal.title}”", equal.id
        return self._alike_in_words(text) or self._alike_in_name(reading)

    def _alike_in_words(self, text: str) -> tuple[str, str] | None:
        mine: Sketch | None = None
        best: tuple[float, str, str] = (0.0, "", "")
        for other in self.there:
            if could_be_alike(len(text), other.characters):
                mine = mine if mine is not None else sketch(text)
                best = max(best, (share(mine, self._sketch(other)), other.title, other.id))
        if best[0] < NEARLY:
            return None
        return f"its text is nearly that of “{best[1]}” ({int(best[0] * 100)} %)", best[2]

    def _alike_in_name(self, reading: Reading) -> tuple[str, str] | None:
        """Say which document, there before this act, came from a file of the same name: it may have been changed."""
        name = (reading.file_name or "").casefold()
        named = [one for one in self.before if name and (one.file_name or "").casefold() == name]
        if not named:
            return None
        return f"its file has the name of that of “{named[-1].title}”", named[-1].id

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
        "publisher": document.publisher,
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
