"""Name the elements and attributes of Word's XML, and bring the strict form of it to the common one."""

from __future__ import annotations

from glossator.reading.container import Archive
from glossator.reading.parts import part_if_sound, sound_part
from glossator.reading.xml import Element

_OFFICE = "http://schemas.openxmlformats.org/"
_MICROSOFT = "http://schemas.microsoft.com/office/word/"
_STRICT = "http://purl.oclc.org/ooxml/"

W = f"{{{_OFFICE}wordprocessingml/2006/main}}"
R = f"{{{_OFFICE}officeDocument/2006/relationships}}"
M = f"{{{_OFFICE}officeDocument/2006/math}}"
A = f"{{{_OFFICE}drawingml/2006/main}}"
WP = f"{{{_OFFICE}drawingml/2006/wordprocessingDrawing}}"
PIC = f"{{{_OFFICE}drawingml/2006/picture}}"
CHART = f"{{{_OFFICE}drawingml/2006/chart}}"
DIAGRAM = f"{{{_OFFICE}drawingml/2006/diagram}}"
MC = f"{{{_OFFICE}markup-compatibility/2006}}"
V = "{urn:schemas-microsoft-com:vml}"
RELATIONSHIP = f"{{{_OFFICE}package/2006/relationships}}Relationship"

#: Extensions in whose choice words stand where this reader looks for them.
UNDERSTOOD = frozenset(
    {f"{_MICROSOFT}2010/wordprocessing{name}" for name in ("Shape", "Group", "Canvas", "Drawing")}
    | {f"{_MICROSOFT}{year}/wordml" for year in ("2010", "2012", "2018")}
)

_COMMON = {
    "wordprocessingml/main": W,
    "officeDocument/relationships": R,
    "officeDocument/math": M,
    "drawingml/main": A,
    "drawingml/wordprocessingDrawing": WP,
    "drawingml/picture": PIC,
    "drawingml/chart": CHART,
    "drawingml/diagram": DIAGRAM,
}
_OFF = frozenset({"0", "false", "off", "none"})


def part(archive: Archive, member: str, name: str) -> Element:
    """Parse a part in the names used here; raise Refused where it is no XML."""
    return _in_common_names(sound_part(archive, member, name))


def part_if_any(archive: Archive, member: str | None, name: str) -> Element | None:
    """Parse a part that a document can do without, in the names used here."""
    root = part_if_sound(archive, member, name)
    return None if root is None else _in_common_names(root)


def value(element: Element | None, name: str = "val") -> str | None:
    """Return an attribute of Word's, None where the element or the attribute is missing."""
    return None if element is None else element.get(W + name)


def child_value(element: Element | None, child: str, name: str = "val") -> str | None:
    """Return an attribute of a child of an element, None where one of them is missing."""
    return None if element is None else value(element.find(W + child), name)


def is_on(element: Element) -> bool:
    """Tell whether a switch is on: it is, unless it says that it is not."""
    return (element.get(W + "val") or "on") not in _OFF


def number(words: str | None, otherwise: int = 0) -> int:
    """Return a whole number, or the other one where the words are none."""
    try:
        return int(words or "")
    except ValueError:
        return otherwise


def _in_common_names(root: Element) -> Element:
    if not any(isinstance(uri, str) and uri.startswith(_STRICT) for uri in root.nsmap.values()):
        return root
    for element in root.iter("*"):
        element.tag = _common(element.tag)
        for key, held in list(element.attrib.items()):
            if key.startswith("{" + _STRICT):
                del element.attrib[key]
                element.set(_common(key), held)
    return root


def _common(name: str) -> str:
    space, _, local = name.rpartition("}")
    return _COMMON.get(space.removeprefix("{" + _STRICT), space + "}" if space else "") + local
