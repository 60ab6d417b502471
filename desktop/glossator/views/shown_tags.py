"""The tags of the shown document in the order of the text: what the page paints and the keys walk."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Mapping

from glossator.model.annotation import Annotation
from glossator.store import RowChange
from glossator.views.page.view import PageTag


def page_tag(annotation: Annotation) -> PageTag:
    """Cut a tag down to what the page paints: its kind and its attached passages."""
    spans = tuple((p.start, p.end) for p in annotation.passages if p.start is not None and p.end is not None)
    return PageTag(annotation.id, annotation.kind, spans)


def counted(
    changes: Iterable[RowChange], standing: Mapping[str, tuple[str, str, bool]]
) -> Iterator[tuple[str, str, int]]:
    """Yield document, kind and how many tags more that is, for changes of tags of which is told how they stand now."""
    for change in changes:
        if change.table != "annotation" or change.id not in standing:
            continue
        document, kind, is_there = standing[change.id]
        before, _ = change.fields.get("deleted", (not is_there, None))
        if before is False:
            yield document, str(change.fields.get("kind", (kind,))[0]), -1
        if is_there:
            yield document, kind, 1


class ShownTags:
    """Keep the shown document's tags by id and in the order of the text; adding and removing costs O(log n)."""

    def __init__(
        self,
        rows: Iterable[tuple[str, str, str, int | None, int | None, int | None]] = (),
        *,
        without: frozenset[str] = frozenset(),
    ) -> None:
        """Take rows of the store's ``marks_of_tags``: id, kind, reader, part, start, end; those of some readers not.

        A tag without a place (`marks_without_place`) is counted, and stands nowhere in the order.
        """
        parts: dict[str, list[tuple[int, int]]] = {}
        kinds: dict[str, str] = {}
        for annotation_id, kind, reader, _part, start, end in rows:
            if reader in without:
                continue
            kinds[annotation_id] = kind
            spans = parts.setdefault(annotation_id, [])
            if start is not None and end is not None:
                spans.append((start, end))
        self._by_id = {one: PageTag(one, kinds[one], tuple(spans)) for one, spans in parts.items()}
        self._order = sorted((tag.spans[0][0], tag.spans[0][1], tag.id) for tag in self._by_id.values() if tag.spans)

    def __len__(self) -> int:
        """Count the tags, attached or not."""
        return len(self._by_id)

    def __iter__(self) -> Iterator[PageTag]:
        """Yield the tags."""
        return iter(self._by_id.values())

    def get(self, annotation_id: str) -> PageTag | None:
        """Return a tag by id."""
        return self._by_id.get(annotation_id)

    def put(self, tag: PageTag) -> None:
        """Add a tag, or take another form of one that is there."""
        self.drop(tag.id)
        self._by_id[tag.id] = tag
        if tag.spans:
            insort(self._order, (*tag.spans[0], tag.id))

    def drop(self, annotation_id: str) -> PageTag | None:
        """Remove a tag and return it, or None where it is not there."""
        tag = self._by_id.pop(annotation_id, None)
        if tag is not None and tag.spans:
            place = (*tag.spans[0], tag.id)
            at = bisect_left(self._order, place)
            if at < len(self._order) and self._order[at] == place:
                del self._order[at]
        return tag

    def after(self, offset: int, current: str = "") -> str:
        """Return the id of the next tag: after the current one, else starting at or after an offset; "" at the end."""
        at = self._at(current)
        at = at + 1 if at is not None else bisect_left(self._order, (offset,))
        return self._order[at][2] if at < len(self._order) else ""

    def before(self, offset: int, current: str = "") -> str:
        """Return the id of the tag before the current one, else the last one before an offset; "" at the start."""
        at = self._at(current)
        at = at if at is not None else bisect_left(self._order, (offset,))
        return self._order[at - 1][2] if at > 0 else ""

    def _at(self, annotation_id: str) -> int | None:
        tag = self._by_id.get(annotation_id)
        if tag is None or not tag.spans:
            return None
        return bisect_left(self._order, (*tag.spans[0], tag.id))
