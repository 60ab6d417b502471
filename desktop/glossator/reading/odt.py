"""Read OpenDocument texts: the text with its notes; headers, footers and what was deleted are left out."""

from __future__ import annotations

from collections import Counter

from glossator.model.problem import Refused, refuse
from glossator.reading.container import Archive, members
from glossator.reading.odt_body import Walk
from glossator.reading.odt_names import DC, MANIFEST, META, OFFICE
from glossator.reading.odt_styles import Styles
from glossator.reading.office import finish
from glossator.reading.parsed import Given, Parsed
from glossator.reading.parts import part_if_sound, sound_part
from glossator.reading.properties import Properties


def read_odt(given: Given) -> Parsed:
    """Read an OpenDocument text; raise Refused where it is damaged, protected or holds no text."""
    archive = members(given.data, given.name)
    if _is_locked(archive, given.name):
        raise _locked(given.name)
    if not archive.has("content.xml"):
        raise refuse(f"{given.name} was not read", "it holds no OpenDocument text", "save it again with LibreOffice")
    root = sound_part(archive, "content.xml", given.name)
    text = root.find(f"{OFFICE}body/{OFFICE}text")
    if text is None:
        raise refuse(f"{given.name} was not read", "it is an OpenDocument file other than a text", "save it as a text")
    styles = Styles(part_if_sound(archive, "styles.xml", given.name), root)
    counts: Counter[str] = Counter()
    walk = Walk(styles, archive, counts)
    flow = walk.over(text)
    is_right_to_left = walk.directions["rtl"] > walk.directions["ltr"]
    properties = _properties(archive, given.name, written_in=styles.language, is_right_to_left=is_right_to_left)
    return finish(given, flow, properties, counts=counts, encoding=None)


def _properties(archive: Archive, name: str, *, written_in: str | None, is_right_to_left: bool) -> Properties:
    root = part_if_sound(archive, "meta.xml", name)
    meta = root.find(OFFICE + "meta") if root is not None else None

    def said(*tags: str) -> str | None:
        found = (meta.findtext(tag) for tag in tags) if meta is not None else ()
        return next((words for words in found if words), None)

    return Properties(
        title=said(DC + "title"),
        author=said(META + "initial-creator", DC + "creator"),
        created=said(META + "creation-date"),
        modified=said(DC + "date"),
        language=said(DC + "language"),
        publisher=said(DC + "publisher"),
        written_in=written_in,
        is_right_to_left=is_right_to_left,
    )


def _is_locked(archive: Archive, name: str) -> bool:
    if archive.has("encrypted-package"):
        return True
    manifest = part_if_sound(archive, "META-INF/manifest.xml", name)
    return manifest is not None and next(manifest.iter(MANIFEST + "encryption-data"), None) is not None


def _locked(name: str) -> Refused:
    return refuse(
        f"{name} was not read", "it is protected by a password", "open it in its own program and save it without one"
    )
