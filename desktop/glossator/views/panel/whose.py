"""Whose tags the shown document has: the chips by which readers are shown or hidden."""

from __future__ import annotations

from collections.abc import Mapping

from glossator.model.identity import AGREED_READER
from glossator.views.desk import Desk


def readers_shown(desk: Desk, counts: Mapping[str, int]) -> list[tuple[str, str, int]]:
    """Return id, name and count of tags of each reader: the one who reads first, the agreed reading last.

    Nothing where one reader is all there is.
    """
    without = desk.filter.without
    ids = set(counts) | without
    if len(ids) < 2 and not without:
        return []
    found = [(id_, desk.project.reader(id_)) for id_ in ids]
    named = [(id_, reader.name if reader else "?", counts.get(id_, 0)) for id_, reader in found]
    return sorted(named, key=lambda one: (one[0] == AGREED_READER, one[0] != desk.reader.id, one[1].casefold(), one[0]))
