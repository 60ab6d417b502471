"""An index of words in memory beside the project, never in its file: passages, and the words and notes of tags.

Kept in the file it would make that larger by more than half of its texts, and every act, undo and merge would have
to keep it; made anew when it is first asked, it reads some twenty megabytes a second, in a thread. What is
put in are folded words with blanks between them (`text.searching`); what comes out are places, the most telling first.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from glossator.text.searching import Term

#: So many steps of SQLite's machine pass between two looks at whether a search is still wanted.
_STEPS = 20_000

#: Where words are looked for: passages of texts, the words that tags quote, the notes of tags.
PASSAGE, QUOTE, NOTE = "passage", "quote", "note"

# FTS5 keeps no words, only where they are (`content=''`), so a row of it that has no place any more is never listed.
_TABLES = """
CREATE TABLE {name}_place(number INTEGER PRIMARY KEY, owner TEXT NOT NULL, start INTEGER, "end" INTEGER);
CREATE INDEX {name}_owner ON {name}_place (owner);
CREATE VIRTUAL TABLE {name} USING fts5(words, content = '', tokenize = 'ascii')
"""


class Entry(NamedTuple):
    """Hold words with whose they are: a version's with their range in its text, or a tag's."""

    owner: str
    words: str
    start: int | None = None
    end: int | None = None


class Place(NamedTuple):
    """Name what holds the words that were looked for."""

    owner: str
    start: int | None
    end: int | None


class SearchIndex:
    """Keep words and where they are; one thread at a time."""

    def __init__(self) -> None:
        self._connection = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
        for name in (PASSAGE, QUOTE, NOTE):
            for statement in _TABLES.format(name=name).split(";\n"):
                self._connection.execute(statement)

    def put(self, where: str, owners: Iterable[str], entries: Iterable[Entry]) -> None:
        """Know the words of some owners anew; of those without an entry nothing is known any more."""
        run = self._connection
        run.execute("BEGIN")
        try:
            run.executemany(f"DELETE FROM {where}_place WHERE owner = ?", ((owner,) for owner in owners))
            # Numbers are never used twice: the words of what was deleted stay behind.
            number = 1 + int(run.execute(f"SELECT coalesce(max(id), 0) FROM {where}_docsize").fetchone()[0])
            for entry in entries:
                run.execute(
                    f"INSERT INTO {where}_place VALUES (?, ?, ?, ?)", (number, entry.owner, entry.start, entry.end)
                )
                run.execute(f"INSERT INTO {where}(rowid, words) VALUES (?, ?)", (number, entry.words))
                number += 1
        except BaseException:
            run.execute("ROLLBACK")
            raise
        run.execute("COMMIT")

    def clear(self, where: str) -> None:
        """Know nothing of one sort any more."""
        self._connection.execute(f"DELETE FROM {where}_place")
        self._connection.execute(f"INSERT INTO {where}({where}) VALUES ('delete-all')")

    def find(
        self, where: str, terms: Sequence[Term], limit: int, is_unwanted: Callable[[], bool] = bool
    ) -> tuple[int, list[Place]] | None:
        """Count what has all the terms and list the most telling of it; None where it is not wanted any more."""
        if not terms:
            return 0, []
        run, wanted = self._connection, _expression(terms)
        run.set_progress_handler(is_unwanted, _STEPS)
        try:
            count = run.execute(
                f"SELECT count(*) FROM {where} f CROSS JOIN {where}_place p ON p.number = f.rowid"
                f" WHERE f.{where} MATCH ?",
                (wanted,),
            ).fetchone()[0]
            rows = run.execute(
                f'SELECT p.owner, p.start, p."end" FROM {where} f CROSS JOIN {where}_place p ON p.number = f.rowid'
                f" WHERE f.{where} MATCH ? ORDER BY f.rank, p.number LIMIT ?",
                (wanted, limit),
            ).fetchall()
        except sqlite3.OperationalError:
            if is_unwanted():
                return None
            raise
        finally:
            run.set_progress_handler(None, 0)
        return int(count), [Place(*row) for row in rows]

    def close(self) -> None:
        """Forget everything."""
        self._connection.close()


def _expression(terms: Sequence[Term]) -> str:
    """Write terms as FTS5 reads them; folded words hold neither quotation marks nor any other sign."""
    return " AND ".join(f'"{" ".join(term.words)}"{"*" if term.begun else ""}' for term in terms)
