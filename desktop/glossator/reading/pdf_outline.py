"""Read the outline that a PDF carries: its titles, how deep each lies, and where it leads."""

from __future__ import annotations

from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as raw

#: More entries than this, or deeper ones, are no outline that anyone reads.
_MOST, _DEEPEST = 20_000, 12


@dataclass(frozen=True, slots=True)
class Entry:
    """Hold an entry: ``depth`` from 0, ``page`` from 0, ``top`` in points from below where the file says it."""

    title: str
    depth: int
    page: int
    top: float | None


def outline_of(document: pypdfium2.PdfDocument) -> list[Entry]:
    """Return the entries that lead to a page, in their order."""
    entries: list[Entry] = []
    for bookmark in document.get_toc(max_depth=_DEEPEST):
        if len(entries) == _MOST:
            break
        title = " ".join((bookmark.get_title() or "").replace("\0", "").split())
        target = bookmark.get_dest()
        page = target.get_index() if target is not None else None
        if not title or page is None or not 0 <= page < len(document):
            continue
        entries.append(Entry(title, bookmark.level, page, _top(target)))
    return entries


def _top(target: pypdfium2.PdfDest) -> float | None:
    mode, places = target.get_view()
    if mode == raw.PDFDEST_VIEW_XYZ and len(places) > 1:
        return float(places[1])
    return float(places[0]) if mode in (raw.PDFDEST_VIEW_FITH, raw.PDFDEST_VIEW_FITBH) and places else None
