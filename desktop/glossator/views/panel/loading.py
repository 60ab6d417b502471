"""Read a document's rows, in the window's thread where they are few, in another one where they are many."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject

from glossator.model.codebook import Codebook
from glossator.store import Project, Reads
from glossator.store.panel_rows import light_tags
from glossator.views.desk import Desk
from glossator.views.jobs import Job
from glossator.views.newest import Newest
from glossator.views.panel.rows import Ordering, Row, Sieve, row_of_light, words_of_fields

#: Above this many tags the rows are read in another thread.
AT_ONCE = 2000


@dataclass(frozen=True, slots=True)
class Loaded:
    """Hold a document's rows, and the ids of those in which the filter's words stand, None without words."""

    rows: list[Row]
    found: frozenset[str] | None


def read_rows(
    reads: Reads, document: str, *, codebook: Codebook, sieve: Sieve, cancelled: Callable[[], bool] = lambda: False
) -> Loaded:
    """Read the rows of a document, in the text's order."""
    rows: list[Row] = []
    for tag in light_tags(reads, document):
        if cancelled():
            break
        rows.append(row_of_light(tag, codebook))
    if not sieve.asks_words:
        return Loaded(rows, None)
    names = {entity.id: entity for entity in reads.entities(live_only=False)}
    found: set[str] = set()
    for annotation in reads.annotations(document=document):
        if cancelled():
            break
        if sieve.finds(annotation, words_of_fields(annotation, codebook, names)):
            found.add(annotation.id)
    return Loaded(rows, frozenset(found))


def sieve_of(desk: Desk) -> Sieve:
    """Make the sieve of the desk's filter."""
    chosen = desk.filter
    return Sieve(kinds=chosen.kinds, label=chosen.label, words=chosen.words, without=chosen.without)


def ordering_of(desk: Desk) -> Ordering:
    """Make the ordering that the desk asks for."""
    published = desk.document.published if desk.document else None
    return Ordering(desk.order, codebook=desk.codebook, names=lambda: desk.names, published=published)


class Loader:
    """Read rows and hand them over; a later request makes an earlier one void."""

    def __init__(self, parent: QObject) -> None:
        self._reading = Newest("the tags were not read", parent)

    @property
    def is_busy(self) -> bool:
        """Tell whether rows are being read in another thread."""
        return not self._reading.is_still

    def load(
        self, project: Project, document: str, *, codebook: Codebook, sieve: Sieve, then: Callable[[Loaded], None]
    ) -> None:
        """Read a document's rows and call ``then`` with them, at once where they are few."""
        self.cancel()
        if sum(project.counts().get(document, {}).values()) <= AT_ONCE:
            then(read_rows(project, document, codebook=codebook, sieve=sieve))
            return

        def work(job: Job) -> Loaded:
            with project.snapshot() as reads:
                return read_rows(reads, document, codebook=codebook, sieve=sieve, cancelled=job.is_cancelled)

        self._reading.start(work, then)

    def cancel(self) -> None:
        """Make what is being read void."""
        self._reading.drop()
