"""Take a picture's bytes out of the group of a Rich Text file that holds them."""

from __future__ import annotations

import binascii
import re

from glossator.reading.rtf_tokens import tokens

_REF = re.compile(r"pict:([0-9]{1,9})\Z")
_NO_DIGITS = re.compile("[^0-9A-Fa-f]")


def picture(data: bytes, ref: str) -> bytes | None:
    """Return the bytes of a picture, None where its name (``pict:`` and the place of its group) means nothing."""
    match = _REF.match(ref)
    place = int(match[1]) if match is not None else 0
    if not data[max(0, place - 6) : place].rstrip(b" ").endswith(b"\\pict"):
        return None
    source = data[place:].decode("latin-1")
    depth, digits = 0, []
    for token in tokens(source):
        if token.lastgroup == "edge":
            depth += 1 if token["edge"] == "{" else -1
            if depth < 0:
                break
        elif depth == 0 and token.lastgroup == "plain":
            digits.append(token["plain"])
        elif depth == 0 and token.lastgroup == "number" and token["word"] == "bin":
            return source[token.end() : token.end() + max(0, int(token["number"]))].encode("latin-1") or None
    written = _NO_DIGITS.sub("", "".join(digits))
    return binascii.unhexlify(written[: len(written) // 2 * 2]) or None
