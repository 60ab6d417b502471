"""Follow Word's fields: their instructions are no text, their results are, and some are links."""

from __future__ import annotations

from dataclasses import dataclass, field

from glossator.reading.docx_names import W, value
from glossator.reading.instructions import base_of, link_of
from glossator.reading.xml import Element


@dataclass(slots=True)
class _Field:
    instruction: list[str] = field(default_factory=list)
    has_result: bool = False
    link: str | None = None


class Fields:
    """Know which fields the walk is in; those of a part whose ends do not match their beginnings hide nothing."""

    def __init__(self, root: Element) -> None:
        self._open: list[_Field] = []
        self._silent = 0
        depth = 0
        self._is_sound = True
        for one in root.iter(W + "fldChar"):
            kind = value(one, "fldCharType")
            depth += (kind == "begin") - (kind == "end")
            self._is_sound = self._is_sound and depth >= 0
        self._is_sound = self._is_sound and depth == 0

    @property
    def is_silent(self) -> bool:
        """Tell whether words here are an instruction."""
        return self._silent > 0

    @property
    def link(self) -> str | None:
        """Return the address of the innermost link that words here belong to."""
        return next((one.link for one in reversed(self._open) if one.link is not None), None)

    def character(self, element: Element) -> str | None:
        """Take in a mark between the parts of a field; return the words that only its instruction holds."""
        kind = value(element, "fldCharType")
        if not self._is_sound:
            return None
        if kind == "begin":
            self._open.append(_Field())
            self._silent += 1
        elif self._open and kind == "separate" and not self._open[-1].has_result:
            self._open[-1].has_result = True
            self._open[-1].link = link_of("".join(self._open[-1].instruction))
            self._silent -= 1
        elif self._open and kind == "end":
            ended = self._open.pop()
            self._silent -= not ended.has_result
            return None if ended.has_result else base_of("".join(ended.instruction))
        return None

    def instruct(self, words: str) -> None:
        """Take in a piece of an instruction."""
        if self._open and not self._open[-1].has_result:
            self._open[-1].instruction.append(words)
