"""Give the notes of a Word file their labels, in the order in which the text refers to them."""

from __future__ import annotations

from dataclasses import dataclass

from glossator.reading.docx_names import W, child_value, number, value
from glossator.reading.docx_numbering import numeral
from glossator.reading.flow import Flow
from glossator.reading.xml import Element


@dataclass(slots=True)
class _Kind:
    form: str
    count: int = 0


@dataclass(frozen=True, slots=True)
class Asked:
    """Name a note whose body is to be read: its kind, its id in its part, its label, whether the author typed that."""

    kind: str
    note_id: str
    label: str
    is_typed: bool


class Notes:
    """Number notes; bodies are read after the text, in the order of ``asked``."""

    def __init__(self, flow: Flow, settings: Element | None) -> None:
        self._flow = flow
        self._kinds = {"footnote": _Kind("decimal"), "endnote": _Kind("lowerRoman")}
        self._labels: dict[tuple[str, str], str] = {}
        self.asked: list[Asked] = []
        self.set_form(settings)

    def set_form(self, properties: Element | None) -> None:
        """Take from the settings or a section how notes are counted."""
        for name, kind in self._kinds.items():
            own = properties.find(f"{W}{name}Pr") if properties is not None else None
            kind.form = child_value(own, "numFmt") or kind.form
            start = child_value(own, "numStart")
            if start is not None and kind.count == 0:
                kind.count = max(0, number(start, 1) - 1)

    def label(self, reference: Element, own: str) -> str | None:
        """Return the label of a reference's note: as typed, else counted; the same note has it again."""
        name = reference.tag.removeprefix(W).removesuffix("Reference")
        note_id = value(reference, "id") or ""
        known = self._labels.get((name, note_id))
        if known is not None:
            return known
        kind = self._kinds.get(name)
        if kind is None:
            return None
        if not own:
            kind.count += 1
        label = self._flow.free_label(own or numeral(kind.form, kind.count))
        self._labels[name, note_id] = label
        self._flow.notes[label] = []
        self.asked.append(Asked(name, note_id, label, bool(own)))
        return label


def own_mark(reference: Element) -> str:
    """Return the mark that the author typed for a note, behind its reference; empty where notes are counted."""
    typed = value(reference, "customMarkFollows")
    if typed is None or typed in ("0", "false", "off"):
        return ""
    return "".join(one.text or "" for one in reference.itersiblings(W + "t")).strip()
