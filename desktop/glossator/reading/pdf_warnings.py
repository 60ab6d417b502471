"""Say what a PDF does not give: characters without a meaning, pages without text, writing that comes out wrong."""

from __future__ import annotations

from collections.abc import Sequence

from glossator.model.document import Caution
from glossator.reading.canonical import counted
from glossator.reading.pdf_characters import Page
from glossator.reading.pdf_lines import Line

#: So many pages are named, the others counted.
_NAMED = 6


def cautions_of(pages: Sequence[Page], lines: Sequence[Sequence[Line]]) -> tuple[Caution, ...]:
    """Return what to say of a PDF, with counts and places."""
    found: list[Caution] = []
    unread = [(page, page.unread) for page in pages if page.unread]
    if unread:
        count = sum(one for _, one in unread)
        words = f"{counted(count, 'character')} could not be read"
        found.append(Caution("unread-characters", count, f"{_places([page for page, _ in unread])}: {words}"))
    damaged = [page for page in pages if page.is_damaged]
    if damaged:
        found.append(Caution("damaged-pages", len(damaged), f"{_places(damaged)}: could not be opened"))
    if not any(page.text.strip() for page in pages):
        found.append(Caution("no-text", len(pages), "it holds pictures and no text: read it as pictures"))
    else:
        pictured = [page for page in pages if page.is_pictured]
        if pictured:
            found.append(Caution("pictured-pages", len(pictured), f"{_places(pictured)}: a picture and no text"))
    found.extend(_of_writing(lines))
    return tuple(found)


def _of_writing(lines: Sequence[Sequence[Line]]) -> list[Caution]:
    back = sum(line.frame == 2 for page in lines for line in page)
    down = sum(line.frame == 1 and len(line.words) > 1 for page in lines for line in page)
    found = []
    if back:
        words = "from right to left, which may come out wrong: hold it against the page's picture"
        found.append(Caution("right-to-left", back, f"{counted(back, 'line')} {words}"))
    if down:
        words = "down the page, which may come out wrong: hold it against the page's picture"
        found.append(Caution("vertical", down, f"{counted(down, 'line')} {words}"))
    return found


def _places(pages: Sequence[Page]) -> str:
    names = [page.label for page in pages]
    if len(names) == 1:
        return f"page {names[0]}"
    if len(names) <= _NAMED:
        return f"pages {', '.join(names[:-1])} and {names[-1]}"
    return f"pages {', '.join(names[:_NAMED])} and {len(names) - _NAMED} more"
