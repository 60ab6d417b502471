"""Links between tags: made and removed."""

from __future__ import annotations

from glossator.model.annotation import RELATIONS, Link
from glossator.model.identity import new_id
from glossator.model.people import Reader
from glossator.model.problem import Problem, Refused, refuse
from glossator.operations.acting import act
from glossator.store import Edit, Project, Reads


def link(project: Project, source: str, relation: str, target: str, *, reader: Reader) -> Link:
    """Link a tag to another by a relation; the link that is there already is the answer where it is the same."""
    if relation not in RELATIONS:
        raise refuse("the tags were not linked", f"“{relation}” is no relation", f"give one of: {', '.join(RELATIONS)}")
    if source == target:
        raise refuse("the tags were not linked", "they are one and the same", "give two tags")
    ends = project.annotations_by_id([source, target])
    if source not in ends or target not in ends:
        raise refuse("the tags were not linked", "one of them is not there", "list the tags to see their ids")
    wanted = (source, target, relation, reader.id)
    for known in project.links(document=ends[source].document):
        if (known.source, known.target, known.relation, known.reader) == wanted:
            return known
    id_ = new_id()
    row = {"source": source, "target": target, "relation": relation, "reader": reader.id}
    act(project, reader, f"link {relation}", [Edit("link", id_, row)])
    return find_link(project, id_)


def unlink(project: Project, link_id: str, *, reader: Reader) -> Link:
    """Remove a link and return it as it was; undo brings the same one back."""
    known = find_link(project, link_id)
    act(project, reader, f"unlink {known.relation}", [Edit("link", known.id, {"deleted": True})])
    return known


def find_link(reads: Reads, prefix: str) -> Link:
    """Find a link by its id or the first characters of one."""
    found = [known for known in reads.links() if prefix and known.id.startswith(prefix.lower())]
    if len(found) == 1:
        return found[0]
    why = f"{len(found)} links begin so" if found else "there is none with this id, or it was removed"
    raise Refused(Problem(f"the link {prefix} was not found", why, "take an id from the export"))
