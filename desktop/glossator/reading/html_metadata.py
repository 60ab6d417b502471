"""What a page says of itself: title, meta tags and links of its head, and the description it carries for searches."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from glossator.model.document import Metadata, Proposal

#: Longer descriptions are not looked at: a page's own is some kilobytes, in bytes.
LONGEST_DESCRIPTION = 200_000

#: More authors than these are a list of everyone, not a byline.
MOST_AUTHORS = 12

_HEAD = "the page's head"
_DESCRIPTION = "the page's own description"

#: Names of meta tags, the most telling first.
_TITLES = ("citation_title", "og:title", "dc.title", "dcterms.title", "twitter:title")
_AUTHORS = ("citation_author", "author", "article:author", "dc.creator", "dcterms.creator", "parsely-author", "byl")
_DATES = (
    *("citation_publication_date", "citation_date", "article:published_time", "dc.date", "dcterms.date"),
    *("dcterms.created", "datepublished", "date", "pubdate", "parsely-pub-date", "citation_online_date"),
)
_PUBLISHERS = ("citation_publisher", "citation_journal_title", "og:site_name", "dc.publisher", "dcterms.publisher")
_LANGUAGES = ("citation_language", "dc.language", "dcterms.language", "og:locale", "content-language")
_ADDRESSES = ("og:url", "citation_fulltext_html_url", "dc.identifier")

_KINDS = frozenset(
    (
        *("Article", "NewsArticle", "Report", "BlogPosting", "ScholarlyArticle", "WebPage", "OpinionNewsArticle"),
        *("AnalysisNewsArticle", "ReportageNewsArticle", "LiveBlogPosting", "Book", "CreativeWork", "TechArticle"),
    )
)


def metadata_of(tree: LexborHTMLParser) -> Metadata:
    """Return what a page proposes, each value with where it was found."""
    said = _meta(tree)
    thing = _description(tree)
    canonical = tree.css_first("link[rel='canonical']")
    address = (canonical.attributes.get("href") or "") if canonical is not None else ""
    root = tree.css_first("html")
    own = root.attributes if root is not None else {}
    language = (own.get("lang") or own.get("xml:lang") or "").strip()
    return Metadata(
        title=_first(said, _TITLES) or _title(tree) or _proposal(_words(thing.get("headline")), _DESCRIPTION),
        author=_authors(said) or _proposal(_people(thing.get("author")), _DESCRIPTION),
        published=_day(_first(said, _DATES)) or _day(_proposal(_words(thing.get("datePublished")), _DESCRIPTION)),
        language=_language(_proposal(language, _HEAD) or _first(said, _LANGUAGES)),
        publisher=_first(said, _PUBLISHERS) or _proposal(_people(thing.get("publisher")), _DESCRIPTION),
        address=_web(_proposal(address, _HEAD)) or _web(_first(said, _ADDRESSES)),
        direction=_proposal("rtl", _HEAD) if (own.get("dir") or "").lower() == "rtl" else None,
    )


def _meta(tree: LexborHTMLParser) -> dict[str, list[str]]:
    said: dict[str, list[str]] = {}
    for tag in tree.css("meta[content]"):
        attributes = tag.attributes
        content = " ".join((attributes.get("content") or "").split())
        for key in ("name", "property", "itemprop", "http-equiv"):
            name = (attributes.get(key) or "").strip().lower()
            if name and content:
                said.setdefault(name, []).append(content)
    return said


def _first(said: Mapping[str, list[str]], keys: tuple[str, ...]) -> Proposal | None:
    return next((Proposal(said[key][0], _HEAD) for key in keys if said.get(key)), None)


def _authors(said: Mapping[str, list[str]]) -> Proposal | None:
    for key in _AUTHORS:
        # An author's page is no name.
        found = [one for one in said.get(key, []) if not one.startswith(("http:", "https:", "@"))]
        if found:
            return Proposal("; ".join(dict.fromkeys(found[:MOST_AUTHORS])), _HEAD)
    return None


def _title(tree: LexborHTMLParser) -> Proposal | None:
    title = tree.css_first("head > title") or tree.css_first("title")
    return _proposal(" ".join((title.text() or "").split()) if title is not None else "", _HEAD)


def _description(tree: LexborHTMLParser) -> Mapping[str, Any]:
    for script in tree.css("script[type='application/ld+json']"):
        text = script.text() or ""
        if len(text) > LONGEST_DESCRIPTION:
            continue
        try:
            value = json.loads(text)
        except (ValueError, RecursionError):
            continue
        for thing in _things(value):
            kinds = thing.get("@type")
            if _KINDS & {str(kind) for kind in (kinds if isinstance(kinds, list) else [kinds])}:
                return thing
    return {}


def _things(value: Any) -> Iterator[Mapping[str, Any]]:
    items = value if isinstance(value, list) else [value]
    for one in items:
        if isinstance(one, dict):
            yield one
            graph = one.get("@graph")
            if isinstance(graph, list):
                yield from (inner for inner in graph if isinstance(inner, dict))


def _words(value: Any) -> str:
    if not isinstance(value, str):
        return ""
    # Halves of a character, as JSON can write them, are joined, else replaced.
    whole = value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return " ".join(whole.split())


def _people(value: Any) -> str:
    people = value if isinstance(value, list) else [value]
    names = [_words(one.get("name") if isinstance(one, dict) else one) for one in people[:MOST_AUTHORS]]
    return "; ".join(name for name in names if name and not name.startswith(("http:", "https:")))


def _proposal(words: str, origin: str) -> Proposal | None:
    return Proposal(words, origin) if words else None


def _day(found: Proposal | None) -> Proposal | None:
    """Keep the day of a moment: ``2026-05-12T09:30:00Z`` and ``2026/05/12`` are ``2026-05-12``."""
    if found is None:
        return None
    words = found.value.replace("/", "-")
    return Proposal(words.split("T")[0].split(" ")[0] if words[:4].isdigit() else words, found.origin)


def _language(found: Proposal | None) -> Proposal | None:
    return Proposal(found.value.replace("_", "-"), found.origin) if found is not None else None


def _web(found: Proposal | None) -> Proposal | None:
    return found if found is not None and found.value.startswith(("http:", "https:")) else None
