"""The links of a tag in words: the relation and the first words of the other tag."""

from __future__ import annotations

from collections.abc import Sequence

from glossator.model.annotation import Link
from glossator.views.desk import Desk
from glossator.views.eliding import cut_short
from glossator.views.panel.foot import LinkLine
from glossator.views.panel.words import quotation

#: Words of the other tag as a link shows them, in code points.
SHORT = 60

#: A relation read from its other end.
BACKWARDS = {
    "contradicts": "is contradicted by",
    "qualifies": "is qualified by",
    "repeats": "is repeated by",
    "softens": "is softened by",
    "supports": "is supported by",
    "answers": "is answered by",
}


def links_of(desk: Desk, annotation_id: str, links: Sequence[Link]) -> list[LinkLine]:
    """Return a tag's links in words."""
    lines = []
    for link in links:
        if annotation_id not in (link.source, link.target):
            continue
        forwards = link.source == annotation_id
        other = desk.annotation(link.target if forwards else link.source)
        if other is not None:
            relation = link.relation if forwards else BACKWARDS.get(link.relation, link.relation)
            lines.append(LinkLine(relation, cut_short(quotation(other), SHORT), other.id))
    return lines
