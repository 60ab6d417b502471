"""Take the tags out of a piece of HTML that stands in another format, and keep its words."""

from __future__ import annotations

import html
import re

_UNSEEN = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style|template|noscript)\b[^>]*>.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE
)
_LINE = re.compile(
    r"</?(?:address|article|aside|blockquote|body|br|center|dd|details|div|dl|dt|figcaption|figure|footer|form|h[1-6]|header"
    r"|hr|html|li|main|nav|ol|p|pre|section|summary|table|tbody|td|tfoot|th|thead|tr|ul)\b[^>]*>",
    re.IGNORECASE,
)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|<[!?][^<>]*>")
_BLANKS = re.compile(r"[ \t\n\r\f]+")


def lines_without_tags(source: str) -> tuple[list[str], int]:
    """Return the lines of text that a browser would show of some HTML, and how many tags were taken out."""
    source, unseen = _UNSEEN.subn(" ", source)
    # Blanks first: what is a line end in the source is none on the page.
    source, lines = _LINE.subn("\n", _BLANKS.sub(" ", source))
    source, tags = _TAG.subn("", source)
    words = (html.unescape(line).strip() for line in source.split("\n"))
    return [line for line in words if line], unseen + lines + tags
