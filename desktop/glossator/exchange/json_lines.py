"""Write plain data as indented JSON, fast: the layout of ``json.dumps(indent=2)``, its strings by the C encoder.

With an indent the standard library falls back to its encoder in pure Python; this one knows only what
our exports hold.
"""

from __future__ import annotations

from collections.abc import Mapping
from json import dumps
from json.encoder import encode_basestring as quoted
from typing import BinaryIO

from glossator.model.document import Json

#: Characters gathered before they are encoded and handed on: large enough that a write costs nothing a row.
_BUFFER = 1 << 17


def pretty(value: object, pad: str = "") -> str:
    """Return a value as JSON with two spaces of indent, its first line unpadded, the others after ``pad``."""
    if isinstance(value, str):
        return quoted(value)
    if value is None:
        return "null"
    if isinstance(value, Mapping):
        return _object(value, pad)
    if isinstance(value, list | tuple):
        if not value:
            return "[]"
        inner = pad + "  "
        return f"[\n{inner}" + f",\n{inner}".join([pretty(item, inner) for item in value]) + f"\n{pad}]"
    return _scalar(value)


def _object(value: Mapping[str, object], pad: str) -> str:
    if not value:
        return "{}"
    inner = pad + "  "
    lines = []
    for key, item in value.items():
        # Most members are strings: they are written without another call.
        if type(item) is str:
            lines.append(f"{inner}{quoted(key)}: {quoted(item)}")
        elif item is None:
            lines.append(f"{inner}{quoted(key)}: null")
        elif type(item) is int:
            lines.append(f"{inner}{quoted(key)}: {item}")
        else:
            lines.append(f"{inner}{quoted(key)}: {pretty(item, inner)}")
    return "{\n" + ",\n".join(lines) + f"\n{pad}}}"


def _scalar(value: object) -> str:
    if value is True:
        return "true"
    if value is False:
        return "false"
    if type(value) is int:
        return str(value)
    return dumps(value, ensure_ascii=False, allow_nan=False)


class Sheet:
    """Write one JSON object member by member into a stream, an array item by item, in little memory."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._waiting: list[str] = ["{"]
        self._length = 0
        self._members = 0
        self._items = 0

    def member(self, key: str, value: Json | Mapping[str, object]) -> None:
        """Write a member whole."""
        self._key(key)
        self._put(pretty(value, "  "))

    def open_array(self, key: str) -> None:
        """Begin a member that is an array; its items follow by ``item``."""
        self._key(key)
        self._items = 0
        self._put("[")

    def item(self, value: object) -> None:
        """Write the next item of the open array."""
        self._put((",\n    " if self._items else "\n    ") + pretty(value, "    "))
        self._items += 1

    def close_array(self) -> None:
        """End the open array."""
        self._put("\n  ]" if self._items else "]")

    def close(self) -> None:
        """End the object and hand on what waits."""
        self._put("\n}\n")
        self._flush()

    def _key(self, key: str) -> None:
        self._put((",\n  " if self._members else "\n  ") + quoted(key) + ": ")
        self._members += 1

    def _put(self, text: str) -> None:
        self._waiting.append(text)
        self._length += len(text)
        if self._length >= _BUFFER:
            self._flush()

    def _flush(self) -> None:
        self._out.write("".join(self._waiting).encode("utf-8"))
        self._waiting.clear()
        self._length = 0
