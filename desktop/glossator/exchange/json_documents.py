"""Match the documents of an export with those of a project: by id, else by their text."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from glossator.exchange.plan import Draft
from glossator.model.document import Block, Content, Document, Json, Span
from glossator.model.identity import text_hash, version_id
from glossator.store import Reads
from glossator.text.paragraphs import Paragraphs


@dataclass(frozen=True, slots=True)
class Place:
    """Say which document of the project one of the file's is, and the text that offsets count in."""

    document: str
    version: str
    text: str


class Documents:
    """Find where the annotations of a file belong; what is new goes into the draft."""

    def __init__(self, items: list[dict[str, Any]], reads: Reads, draft: Draft) -> None:
        self._reads = reads
        self._draft = draft
        self._there = {document.id: document for document in reads.documents()}
        self._places: dict[str, Place | None] = {}
        self._next = max((document.position for document in self._there.values()), default=0) + 1
        draft.wrongs.once((item["id"] for item in items), "document")
        # Positions hold as given where the project has no document of its own; else the new ones come after.
        self._positions = {} if self._there else {item["id"]: item.get("position") for item in items}
        self._named = {item["id"] for item in items}
        for item in items:
            self._places.setdefault(item["id"], self._match(item))

    def place(self, id_: str) -> Place | None:
        """Return where a document id of the file belongs, None where it is not known."""
        if id_ not in self._places:
            there = self._there.get(id_)
            self._places[id_] = self._of(there) if there else None
        return self._places[id_]

    def is_refused(self, id_: str) -> bool:
        """Say whether the file has a document of this id that was found wrong: what is of it is not wrong as well."""
        return id_ in self._named and self._places[id_] is None

    def _of(self, document: Document) -> Place:
        return Place(document.id, document.version, self._reads.text(document.version))

    def _match(self, item: Mapping[str, Any]) -> Place | None:
        id_, text = item["id"], item.get("text")
        digest = text_hash(text) if text is not None else item["sha256"]
        if not self._sound(item, digest):
            return None
        there = self._there.get(id_) or self._removed(id_)
        if there is not None:
            if there.sha256 != digest:
                self._wrong(id_, "is in the project with another text")
                return None
            return self._of(there)
        if text is not None:
            return self._add(item, digest)
        alike = [document for document in self._there.values() if document.sha256 == digest]
        if not alike:
            self._wrong(id_, "has no text in the file and is not in the project")
            return None
        return self._of(alike[0])

    def _removed(self, id_: str) -> Document | None:
        """Bring a removed document back; one whose making was undone, and its versions with it, is new again."""
        removed = self._reads.removed_document(id_)
        if removed is None or not self._reads.versions(id_):
            return None
        self._draft.edit("document", id_, {"deleted": False})
        return removed

    def _sound(self, item: Mapping[str, Any], digest: str) -> bool:
        id_, text = item["id"], item.get("text")
        before = self._draft.wrongs.count
        if item.get("sha256", digest) != digest:
            self._wrong(id_, "has a text whose sha256 is another than it says")
        if text is not None and item.get("characters", len(text)) != len(text):
            self._wrong(id_, f"has {len(text)} characters and says {item['characters']}")
        if item.get("published") is not None and not is_date(item["published"]):
            self._wrong(id_, f"has the date {item['published']}, which is no day")
        current = [version for version in item.get("versions", ()) if version["current"]]
        if "versions" in item and [version["sha256"] for version in current] != [digest]:
            self._wrong(id_, "has no current version with its text's sha256, or more than one")
        if text is not None:
            for what in ("blocks", "spans"):
                self._inside(id_, what, item.get(what, ()), len(text))
        return self._draft.wrongs.count == before

    def _inside(self, id_: str, what: str, ranges: Iterable[Mapping[str, Any]], length: int) -> None:
        for found in ranges:
            if not found["start"] <= found["end"] <= length:
                self._wrong(id_, f"has {what} outside its text at {found['start']}:{found['end']}")
                return

    def _add(self, item: Mapping[str, Any], digest: str) -> Place:
        id_ = item["id"]
        versions = [dict(version) for version in item.get("versions", ())]
        if not versions:
            versions = [{"id": version_id(id_, digest), "sha256": digest, "current": True}]
        current = next(version["id"] for version in versions if version["current"])
        content = _content(item)
        position = self._positions.get(id_)
        if position is None:
            position = self._next
        self._next = max(self._next, position + 1)
        self._draft.contents[current] = content
        self._draft.edit("document", id_, _fields(item, current, int(position)))
        for version in versions:
            # A superseded text is not in an export: what is left of it is its name.
            known = version["current"]
            fields: dict[str, Json] = {
                "document": id_,
                "sha256": version["sha256"],
                "characters": len(content.text) if known else 0,
                "paragraphs": Paragraphs(content).count if known else 0,
                "deleted": False,
            }
            self._draft.edit("version", version["id"], fields)
        return Place(id_, current, content.text)

    def _wrong(self, id_: str, words: str) -> None:
        self._draft.wrongs.add(f"the document {id_} {words}")


def is_date(words: str) -> bool:
    """Say whether words are a year, a month or a day that the calendar has."""
    parts = words.split("-")
    try:
        datetime.date(int(parts[0]), int(parts[1]) if len(parts) > 1 else 1, int(parts[2]) if len(parts) > 2 else 1)
    except ValueError:
        return False
    return [len(part) for part in parts] == [4, 2, 2][: len(parts)] and "".join(parts).isascii()


def _fields(item: Mapping[str, Any], version: str, position: int) -> dict[str, Json]:
    source = item.get("source") or {}
    more: dict[str, Json] = {key: dict(source[key]) for key in ("origins", "options") if source.get(key)}
    return {
        "title": item["title"],
        "author": item.get("author"),
        "published": item.get("published"),
        "language": item.get("language"),
        "address": item.get("address"),
        "publisher": item.get("publisher"),
        "media_type": item.get("media_type", "text/plain"),
        "file_name": item.get("file_name"),
        "position": position,
        "source": {
            "sha256": source.get("sha256"),
            "size": int(source.get("size") or 0),
            "format": source.get("format") or "",
            "encoding": source.get("encoding"),
            "reader": source.get("reader") or "",
            "reader_version": source.get("reader_version") or "",
            "confidence": source.get("confidence"),
            "warnings": [
                {"code": caution["code"], "count": int(caution["count"]), "words": caution["words"]}
                for caution in source.get("warnings", ())
            ],
            **more,
        },
        "version": version,
        "deleted": False,
    }


def _content(item: Mapping[str, Any]) -> Content:
    text: str = item["text"]
    if "blocks" not in item:
        return Content(text, tuple(_lines(text)), _spans(item))
    blocks = tuple(
        Block(
            block["kind"],
            int(block["start"]),
            int(block["end"]),
            block.get("level"),
            block.get("page"),
            block.get("data", {}),
        )
        for block in item["blocks"]
    )
    return Content(text, blocks, _spans(item))


def _spans(item: Mapping[str, Any]) -> tuple[Span, ...]:
    return tuple(
        Span(span["kind"], int(span["start"]), int(span["end"]), span.get("target")) for span in item.get("spans", ())
    )


def _lines(text: str) -> Iterable[Block]:
    start = 0
    for line in text.split("\n"):
        yield Block("paragraph", start, start + len(line))
        start += len(line) + 1
