"""Search a whole project for words: documents, passages, tags, notes, actors and issues, the most telling first.

A `Searcher` keeps the words in memory and brings itself up to date each time it is asked: texts that are new are
read, those that are gone are let go. It may be asked from any thread, one at a time.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace

from glossator.model.document import Content, Document
from glossator.model.people import Entity
from glossator.operations.found import Found, FoundDocument, FoundEntity, FoundPassage, FoundTag, Group
from glossator.operations.statements import joined_entities
from glossator.store import Reads
from glossator.store.search_index import NOTE, PASSAGE, QUOTE, Entry, Place, SearchIndex
from glossator.store.search_rows import Worded, worded_tags
from glossator.text.paragraphs import Paragraphs
from glossator.text.searching import (
    Excerpt,
    Range,
    Term,
    closest,
    excerpt,
    hits,
    line_end_hyphens,
    searchable,
    terms_of,
)

#: So many of each sort are listed where nothing else is said.
LIMIT = 50

#: A paragraph that is longer is looked through in pieces that share the second length, in code points.
PIECE, SHARED = 1500, 150

#: So many times as many passages as are listed are weighed by how close together the words stand.
_WEIGHED = 3

#: Words that are no further apart than this stand together, in code points for each word.
_NEAR = 12


@dataclass(frozen=True, slots=True)
class Asked:
    """Say what is looked for, and how much of each sort is listed.

    ``as_typed`` takes the last word for a beginning; where nothing has the words so, every word.
    """

    words: str
    as_typed: bool = False
    limit: int = LIMIT


@dataclass(slots=True)
class _Names:
    """Keep the actors and issues that stand for themselves, with all their names and how many tags name them."""

    entities: list[Entity]
    names: dict[str, list[str]]
    uses: dict[str, int]


class Searcher:
    """Find words in a project, as the reader sees it for whom is read."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._index = SearchIndex()
        self._hyphens: dict[str, list[int]] = {}  # of each version that is known
        self._names: _Names | None = None
        self._touched: deque[frozenset[str] | None] = deque()
        self._stale: set[str] | None = None  # what is to be read again of tags, None for all

    def touch(self, tags: Iterable[str] | None = None) -> None:
        """Remember that tags with these ids, or any, and names are not as they were; never waits for who searches."""
        self._touched.append(None if tags is None else frozenset(tags))

    def search(
        self,
        moment: Callable[[], AbstractContextManager[Reads]],
        asked: Asked,
        *,
        cancelled: Callable[[], bool] = bool,
        progress: Callable[[int, int], None] | None = None,
    ) -> Found | None:
        """Find what has all the words; None where it was cancelled.

        ``moment`` gives what is read, opened only when what was touched before it is known: what is touched after
        it counts as new the next time. ``progress`` hears how much of the texts is read, and of how much.
        """
        terms = terms_of(asked.words, as_typed=asked.as_typed)
        with self._lock:
            self._take_in_touched()
            with moment() as reads:
                return self._search(reads, asked, terms, cancelled=cancelled, progress=progress)

    # Within, with the lock held

    def _take_in_touched(self) -> None:
        while self._touched:
            tags = self._touched.popleft()
            self._names = None
            self._stale = None if tags is None or self._stale is None else self._stale | tags

    def _search(
        self,
        reads: Reads,
        asked: Asked,
        terms: Sequence[Term],
        *,
        cancelled: Callable[[], bool],
        progress: Callable[[int, int], None] | None,
    ) -> Found | None:
        documents = reads.documents()
        names = self._bring_up(reads, documents, cancelled=cancelled, progress=progress)
        if names is None:
            return None
        if not terms:
            return Found()
        at = _Look(reads, {one.version: one for one in documents}, tuple(terms), asked.limit)
        found = self._look(at, names, cancelled)
        if found is not None and not found.total and asked.as_typed and len(terms) > 1:
            begun = tuple(replace(term, begun=True) for term in terms)
            found = self._look(replace(at, terms=begun), names, cancelled)
        return found

    def _look(self, at: _Look, names: _Names, cancelled: Callable[[], bool]) -> Found | None:
        quoted = self._tags(at, QUOTE, cancelled)
        noted = self._tags(at, NOTE, cancelled)
        passages = self._passages(at, cancelled)
        if quoted is None or noted is None or passages is None:
            return None
        return Found(_documents(at), _entities(at, names), quoted, noted, passages)

    def _bring_up(
        self,
        reads: Reads,
        documents: Sequence[Document],
        *,
        cancelled: Callable[[], bool],
        progress: Callable[[int, int], None] | None,
    ) -> _Names | None:
        there = {one.version for one in documents}
        gone = self._hyphens.keys() - there
        self._index.put(PASSAGE, gone, ())
        for version in gone:
            del self._hyphens[version]
        missing = [one for one in documents if one.version not in self._hyphens]
        size, done = sum(one.characters for one in missing), 0
        for document in missing:
            if cancelled():
                return None
            if progress is not None and size > PIECE:
                progress(done, size)
            content = reads.content(document.version)
            hyphens = line_end_hyphens(content)
            self._index.put(PASSAGE, (document.version,), _entries(document.version, content, hyphens))
            self._hyphens[document.version] = hyphens
            done += document.characters
        return None if cancelled() else self._bring_tags_up(reads)

    def _bring_tags_up(self, reads: Reads) -> _Names:
        stale = self._stale
        if stale is None or stale:
            if stale is None:
                self._index.clear(QUOTE)
                self._index.clear(NOTE)
            worded = list(worded_tags(reads, stale))
            self._index.put(QUOTE, stale or (), (Entry(one.id, searchable(_quoted(one))) for one in worded))
            self._index.put(NOTE, stale or (), (Entry(one.id, searchable(one.note)) for one in worded if one.note))
            self._stale = set()
        if self._names is None:
            self._names = _read_names(reads)
        return self._names

    def _tags(self, at: _Look, where: str, cancelled: Callable[[], bool]) -> Group[FoundTag] | None:
        found = self._index.find(where, at.terms, at.limit, cancelled)
        if found is None:
            return None
        total, places = found
        ids = [place.owner for place in places]
        tags = at.reads.annotations_by_id(ids)
        documents = {one.id: one for one in at.documents.values()}
        shown = []
        for worded in sorted(worded_tags(at.reads, ids), key=lambda one: ids.index(one.id)):
            tag = tags.get(worded.id)
            if tag is None or tag.document not in documents:
                continue
            words = _quoted(worded) if where == QUOTE else worded.note
            first = tag.first
            shown.append(
                FoundTag(tag.id, documents[tag.document], tag.reader, tag.kind, first.start, first.end, at.line(words))
            )
        return Group(total, tuple(shown))

    def _passages(self, at: _Look, cancelled: Callable[[], bool]) -> Group[FoundPassage] | None:
        found = self._index.find(PASSAGE, at.terms, at.limit * _WEIGHED, cancelled)
        if found is None:
            return None
        total, places = found
        weighed: dict[tuple[str, int, int], tuple[bool, int, FoundPassage]] = {}
        for rank, place in sorted(enumerate(places), key=lambda one: one[1].owner):  # each text is read once
            passage = self._passage(at, place)
            if passage is not None:
                near = passage.end - passage.start <= sum(map(_length, at.terms)) + _NEAR * (len(at.terms) - 1)
                key = (place.owner, passage.start, passage.end)
                weighed[key] = min(weighed.get(key, (True, len(places), passage)), (not near, rank, passage), key=_rank)
        best = sorted(weighed.values(), key=_rank)[: at.limit]
        everything = total <= len(places)
        return Group(len(weighed) if everything else total, tuple(one[2] for one in best))

    def _passage(self, at: _Look, place: Place) -> FoundPassage | None:
        document = at.documents.get(place.owner)
        if document is None or place.start is None or place.end is None:
            return None
        start = place.start
        piece = at.reads.text(place.owner)[start : place.end]
        hyphens = [one - start for one in self._hyphens[place.owner] if start <= one < place.end]
        found = hits(piece, at.terms, hyphens)
        run = closest(found)
        if run is None:
            return None
        return FoundPassage(document, start + run[0], start + run[1], excerpt(piece, run, found))


@dataclass(frozen=True, slots=True)
class _Look:
    """Hold one search: where it reads, the documents by version, what it looks for, how much it lists."""

    reads: Reads
    documents: dict[str, Document]
    terms: tuple[Term, ...]
    limit: int

    def line(self, words: str) -> Excerpt:
        """Cut a line around the hits out of some words."""
        found = hits(words, self.terms)
        return excerpt(words, closest(found) or (0, 0), found)

    def is_all_of(self, words: str) -> bool:
        """Tell whether some words are those that are looked for, and no others."""
        return searchable(words).split() == [word for term in self.terms for word in term.words]


def search(reads: Reads, asked: Asked) -> Found:
    """Search a project once."""
    found = Searcher().search(lambda: nullcontext(reads), asked)
    assert found is not None  # nobody cancels it
    return found


def _documents(at: _Look) -> Group[FoundDocument]:
    found = []
    for one in at.documents.values():
        parts = [one.title, one.author or "", one.publisher or "", one.file_name or ""]
        line = " · ".join(part for part in parts if part)
        if all(places := hits(line, at.terms)):
            in_title = all(hits(one.title, at.terms))
            rank = (not at.is_all_of(one.title), not in_title, not any(place[0][0] == 0 for place in places))
            found.append((rank, one.position, FoundDocument(one, excerpt(line, (0, 0), places))))
    found.sort(key=lambda one: one[:2])
    return Group(len(found), tuple(one[2] for one in found[: at.limit]), bool(found) and not found[0][0][0])


def _entities(at: _Look, names: _Names) -> Group[FoundEntity]:
    found = []
    for one in names.entities:
        known = names.names[one.id]
        line = " · ".join(known)
        if not all(places := hits(line, at.terms)):
            continue
        exact = any(at.is_all_of(name) for name in known)
        rank = (not exact, not any(place[0][0] == 0 for place in places), -names.uses.get(one.id, 0), one.name)
        found.append((rank, FoundEntity(one, names.uses.get(one.id, 0), excerpt(line, (0, 0), places))))
    found.sort(key=lambda one: one[0])
    return Group(len(found), tuple(one[1] for one in found[: at.limit]), bool(found) and not found[0][0][0])


def _read_names(reads: Reads) -> _Names:
    standing = joined_entities(reads)
    names: dict[str, list[str]] = {}
    uses: dict[str, int] = {}
    entities = reads.entities()
    counts = reads.uses()
    for one in sorted(entities, key=lambda entity: entity.same_as is not None):
        id_ = standing.get(one.id, one.id)
        known = names.setdefault(id_, [])
        known += [name for name in one.names if name not in known]
        uses[id_] = uses.get(id_, 0) + counts.get(one.id, 0)
    return _Names([one for one in entities if one.id in names], names, uses)


def _entries(version: str, content: Content, hyphens: Sequence[int]) -> Iterator[Entry]:
    at = 0
    for start, end in _pieces(content.text, Paragraphs(content).ranges):
        while at < len(hyphens) and hyphens[at] < start:
            at += 1
        here = [one - start for one in hyphens[at : at + PIECE] if one < end] if at < len(hyphens) else []
        yield Entry(version, searchable(content.text[start:end], here), start, end)


def _pieces(text: str, ranges: Sequence[Range]) -> Iterator[Range]:
    for start, end in ranges:
        at = start
        while end - at > PIECE:
            # Where there are blanks no word is cut.
            cut = text.rfind(" ", at + PIECE - SHARED, at + PIECE)
            last = cut if cut > 0 else at + PIECE
            yield at, last
            at = max(at + 1, text.rfind(" ", at, last - SHARED + 1) + 1 or last - SHARED)
        yield at, end


def _quoted(tag: Worded) -> str:
    return f"{tag.quote} · {', '.join(tag.labels)}" if tag.labels else tag.quote


def _length(term: Term) -> int:
    return sum(map(len, term.words)) + len(term.words)


def _rank(one: tuple[bool, int, FoundPassage]) -> tuple[bool, int]:
    return one[:2]
