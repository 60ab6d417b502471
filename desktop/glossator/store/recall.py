"""Recall tags by the words they share with a text: an index in memory beside the project, never in its file."""

from __future__ import annotations

import math
import sqlite3
import threading
from collections.abc import Iterable, Mapping
from typing import NamedTuple

#: Words that stand in more than this share of all tags find too much to look at, and tell nothing.
COMMON = 0.2

#: Below so many tags no word is too common to be looked for.
FEW = 50

#: So many tags that share the most telling words are weighed one by one.
LOOKED_AT = 600


class Shared(NamedTuple):
    """Hold a tag's id and the share of rare words that it has in common with a text, from 0 to 1."""

    id: str
    score: float


class Recall:
    """Keep the words of many tags; any thread may ask or tell, one at a time.

    Case and accents aside, as SQLite's full text takes words apart.
    """

    def __init__(self, quotations: Mapping[str, str]) -> None:
        self._lock = threading.Lock()
        self._connection = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
        tokens = "tokenize = 'unicode61 remove_diacritics 2'"
        for statement in (
            "CREATE TABLE tag(number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE)",
            f"CREATE VIRTUAL TABLE quotation USING fts5(words, {tokens})",
            "CREATE VIRTUAL TABLE known USING fts5vocab(quotation, row)",
            f"CREATE VIRTUAL TABLE looked USING fts5(words, {tokens})",
            "CREATE VIRTUAL TABLE word USING fts5vocab(looked, instance)",
        ):
            self._connection.execute(statement)
        self._put(quotations)

    def put(self, ids: Iterable[str], quotations: Mapping[str, str]) -> None:
        """Know the tags with these ids anew; those without a quotation are known no more."""
        with self._lock:
            touched = [(id_,) for id_ in ids]
            find = "(SELECT number FROM tag WHERE id = ?)"
            self._connection.execute("BEGIN")
            self._connection.executemany(f"DELETE FROM quotation WHERE rowid = {find}", touched)
            self._connection.executemany("DELETE FROM tag WHERE id = ?", touched)
            self._connection.execute("COMMIT")
            self._put(quotations)

    def sharing(self, words: str) -> list[Shared]:
        """List the tags that share telling words with a text, those that share most first.

        The score is Dice's: twice the weight of the words that both have, over the weight of each one's
        own. A word weighs one, and the logarithm of how many tags there are to one that has it more: where
        there are few tags every word is rare, and one of its own must not outweigh what is shared.
        """
        with self._lock:
            count = int(self._value("SELECT count(*) FROM tag"))
            asked = self._words([words]).get(1, frozenset())
            known = self._weights(asked, count)
            telling = [word for word in known if count < FEW or self._spread(word) <= COMMON * count]
            if not telling:
                return []
            sought = " OR ".join(f'"{word}"' for word in telling)
            rows = self._connection.execute(
                "SELECT t.id, q.words FROM (SELECT rowid, words FROM quotation WHERE quotation MATCH ?"
                f" ORDER BY rank LIMIT {LOOKED_AT}) q JOIN tag t ON t.number = q.rowid",
                (sought,),
            ).fetchall()
            having = self._words([row[1] for row in rows])
            weights = self._weights(frozenset[str]().union(asked, *having.values()), count)
        found = [
            Shared(id_, _dice(asked, having.get(number, frozenset()), weights))
            for number, (id_, _) in enumerate(rows, 1)
        ]
        return sorted(found, key=lambda one: (-one.score, one.id))

    def close(self) -> None:
        """Forget everything."""
        with self._lock:
            self._connection.close()

    # Within, with the lock held or before anyone else has the object

    def _put(self, quotations: Mapping[str, str]) -> None:
        run = self._connection
        run.execute("BEGIN")
        first = 1 + int(self._value("SELECT coalesce(max(number), 0) FROM tag"))
        run.executemany("INSERT INTO tag VALUES (?, ?)", enumerate(quotations, first))
        run.executemany("INSERT INTO quotation(rowid, words) VALUES (?, ?)", enumerate(quotations.values(), first))
        run.execute("COMMIT")

    def _words(self, texts: Iterable[str]) -> dict[int, frozenset[str]]:
        """Take texts apart into words, as the index does; by their number, from 1."""
        run = self._connection
        run.execute("BEGIN")
        run.executemany("INSERT INTO looked(rowid, words) VALUES (?, ?)", enumerate(texts, 1))
        found: dict[int, set[str]] = {}
        for number, word in run.execute("SELECT doc, term FROM word"):
            found.setdefault(number, set()).add(word)
        run.execute("ROLLBACK")
        return {number: frozenset(words) for number, words in found.items()}

    def _weights(self, words: Iterable[str], count: int) -> dict[str, float]:
        """Weigh words; one that no tag has weighs as one that a single tag has."""
        return {word: 1 + math.log((count + 1) / max(1, self._spread(word))) for word in words}

    def _spread(self, word: str) -> int:
        row = self._connection.execute("SELECT doc FROM known WHERE term = ?", (word,)).fetchone()
        return int(row[0]) if row else 0

    def _value(self, sql: str) -> int:
        return int(self._connection.execute(sql).fetchone()[0])


def _dice(one: frozenset[str], other: frozenset[str], weights: Mapping[str, float]) -> float:
    whole = sum(weights[word] for word in one) + sum(weights[word] for word in other)
    return 2 * sum(weights[word] for word in one & other) / whole if whole else 0.0
