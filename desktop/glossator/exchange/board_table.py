"""A board as a table for a spreadsheet: one row a card."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import BinaryIO

from glossator.exchange.csv_export import JOINT, SEPARATOR, Cells, Encoder
from glossator.model.annotation import Annotation
from glossator.model.codebook import WHO_FIELDS, Codebook
from glossator.review.axes import Grouped
from glossator.review.board import Lane
from glossator.review.statement import Statement
from glossator.store import Reads

#: The columns of the table.
COLUMNS = ("kind", "group", "who", "issue", "values", "date", "document", "quote", "tag_id")

#: So many tags are read at once.
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Words:
    """Hold what turns a card into words: the codebook, names of entities by id, titles of documents by id."""

    codebook: Codebook
    names: Mapping[str, str]
    titles: Mapping[str, str]


def write(reads: Reads, out: BinaryIO, lanes: Sequence[Lane], words: Words) -> None:
    """Write the table: UTF-8 with a byte order mark, lanes, groups and cards in the order of the board."""
    out.write(b"\xef\xbb\xbf")
    sheet, cells = csv.writer(Encoder(out.write)), Cells()
    sheet.writerow(COLUMNS)
    rows = ((lane, group, one) for lane in lanes for group in lane.groups for one in group.statements)
    while some := list(islice(rows, _AT_ONCE)):
        tags = reads.annotations_by_id({one.id for _, _, one in some})
        for lane, group, one in some:
            if one.id in tags:
                sheet.writerow(cells.safe(_row(lane, group, one, tags[one.id], words)))


def _row(lane: Lane, group: Grouped, one: Statement, tag: Annotation, words: Words) -> Iterable[str]:
    kind = words.codebook.kind(lane.kind)
    return (
        lane.kind,
        group.words,
        words.names.get(one.who, one.who),
        words.names.get(one.issue, one.issue),
        SEPARATOR.join(
            f"{field.key} {one.fields[field.key]}"
            for field in (kind.fields if kind else ())
            if field.values and field.key in one.fields and field.key not in WHO_FIELDS
        ),
        one.date,
        words.titles.get(one.document, one.document),
        JOINT.join(passage.quote for passage in tag.passages),
        one.id,
    )
