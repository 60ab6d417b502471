"""What elements of HTML mean for a text: which make lines, which carry no words, which are spans."""

from __future__ import annotations

import re

#: Elements that begin and end a line.
BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "div"),
        *("dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6"),
        *("header", "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "search"),
        *("section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "xmp", "listing"),
    )
)

#: Elements whose words are no text of the page: programs, styles, what stands in for them, pictures, forms' choices.
SILENT = frozenset(
    (
        *("script", "style", "template", "noscript", "iframe", "object", "embed", "svg", "head", "audio", "video"),
        *("canvas", "datalist", "select", "textarea", "noembed", "noframes", "map", "applet"),
        *("rt", "rp", "rtc"),
    )
)

#: Elements that are spans, by the kind of span.
SPANS = {
    **dict.fromkeys(("b", "strong"), "bold"),
    **dict.fromkeys(("i", "em", "cite", "dfn", "var"), "italic"),
    **dict.fromkeys(("u", "ins"), "underline"),
    **dict.fromkeys(("s", "strike", "del"), "strike"),
    **dict.fromkeys(("code", "kbd", "samp", "tt"), "code"),
    "sup": "superscript",
    "sub": "subscript",
}

HEADINGS = {f"h{level}": level for level in range(1, 7)}

CELLS = frozenset({"td", "th"})

_HIDING = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)\b", re.IGNORECASE)
_KEEPING = re.compile(r"(?:^|;)\s*white-space\s*:\s*(?:pre|break-spaces)", re.IGNORECASE)
_SMALL_CAPS = re.compile(r"(?:^|;)\s*font-variant(?:-caps)?\s*:\s*[^;]*small-caps", re.IGNORECASE)
_LANGUAGE = re.compile(r"\b(?:language|lang|highlight-source|brush:)[-\s]?([A-Za-z0-9+#]+)")

#: Addresses that a link may lead to; another one is words alone.
_OPENED = ("http:", "https:", "mailto:")

#: Classes of links that a program sets beside a heading for its address, and the signs in them.
_OWN_PLACE = frozenset({"headerlink", "header-anchor", "anchor-link", "anchor", "permalink"})
_SIGNS = frozenset({"¶", "#", "§", "🔗", "\uf0c1"})

Attributes = dict[str, str | None]


def is_hidden(attributes: Attributes) -> bool:
    """Tell whether an element says of itself that it is not shown."""
    if not attributes:
        return False
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return True
    style = attributes.get("style")
    return style is not None and _HIDING.search(style) is not None


def keeps_space(attributes: Attributes) -> bool:
    """Tell whether an element keeps its white space by its style."""
    style = attributes.get("style")
    return style is not None and _KEEPING.search(style) is not None


def is_small_caps(attributes: Attributes) -> bool:
    """Tell whether an element's letters are small capitals by its style."""
    style = attributes.get("style")
    return style is not None and _SMALL_CAPS.search(style) is not None


def language_of(attributes: Attributes) -> str | None:
    """Return the programming language that a block of code names in its classes."""
    found = _LANGUAGE.search(attributes.get("class") or "")
    return found.group(1).lower() if found else None


def address_of(attributes: Attributes) -> str | None:
    """Return where a link leads, None where it is no link to be opened."""
    address = (attributes.get("href") or "").strip()
    scheme, colon, _ = address.partition(":")
    if colon and "/" not in scheme and "#" not in scheme and "?" not in scheme:
        return address if address.lower().startswith(_OPENED) else None
    return address or None


def breaks_page(attributes: Attributes) -> bool:
    """Tell whether an element says that a page of the printed book begins there."""
    if not attributes:
        return False
    said = f"{attributes.get('epub:type') or ''} {attributes.get('role') or ''}"
    return "pagebreak" in said.replace("doc-", "").split()


def is_own_place(attributes: Attributes, words: str) -> bool:
    """Tell whether a link is only the sign by which a heading shows its own address."""
    said = (attributes.get("class") or "").split()
    is_inside = (attributes.get("href") or "").startswith("#")
    return is_inside and not _OWN_PLACE.isdisjoint(said) and words.strip() in _SIGNS
