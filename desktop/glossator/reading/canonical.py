"""Make a text canonical: line ends, byte order marks, control characters and lone surrogates; nothing else changes.

Doing it again changes nothing, and beside line ends and the mark every change is one character for one.
"""

from __future__ import annotations

import re

from glossator.model.document import Caution

#: Stands for what could not be kept.
REPLACEMENT = "\ufffd"

_BYTE_ORDER_MARK = "\ufeff"
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f]")
_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def canonical(text: str) -> tuple[str, tuple[Caution, ...]]:
    """Return a text with line ends as U+000A and without what no project can store, and what was replaced."""
    cautions = []
    text = text.lstrip(_BYTE_ORDER_MARK)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    text, controls = _CONTROLS.subn(REPLACEMENT, text)
    if controls:
        cautions.append(Caution("control-characters", controls, f"{counted(controls, 'control character')} replaced"))
    if not text.isascii() and _SURROGATE.search(text):
        text, lone = _SURROGATE.subn(REPLACEMENT, _PAIR.sub(_joined, text))
        if lone:
            cautions.append(Caution("surrogates", lone, f"{counted(lone, 'half character')} replaced"))
    return text, tuple(cautions)


def counted(count: int, noun: str) -> str:
    """Say how many of a thing there are: ``1 byte``, ``3 bytes``."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def _joined(match: re.Match[str]) -> str:
    return match.group().encode("utf-16-le", "surrogatepass").decode("utf-16-le")
