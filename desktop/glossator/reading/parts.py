"""Parse the XML parts that lie in a container, and say what is wrong where one cannot be parsed."""

from __future__ import annotations

from glossator.model.problem import Refused, refuse
from glossator.reading.container import Archive, damaged
from glossator.reading.xml import Element, NotXml, parse


def sound_part(archive: Archive, member: str, name: str) -> Element:
    """Parse a part that a document cannot do without; raise Refused where it is no XML."""
    try:
        return parse(archive.read(member), name)
    except NotXml as error:
        raise _unsound(str(error), name) from None


def part_if_sound(archive: Archive, member: str | None, name: str) -> Element | None:
    """Parse a part that a document can do without, None where it is missing or no XML."""
    if member is None or not archive.has(member):
        return None
    try:
        return parse(archive.read(member), name)
    except NotXml:
        return None


def _unsound(error: str, name: str) -> Refused:
    if "Excessive depth" in error:
        return too_deep(name)
    return damaged(name)


def too_deep(name: str) -> Refused:
    """Make the refusal of a file whose parts lie deeper in one another than any program puts them."""
    return refuse(
        f"{name} was not read",
        "it is nested deeper than a document is",
        "save it again with the program that made it, or take the text out of it there",
    )
