"""Faces: which face the page and the window are set in, with packaged ones for a machine that has none."""

from __future__ import annotations

import os
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtGui import QFontDatabase, QFontInfo, QGuiApplication

#: The packaged faces, which every test uses.
PACKAGED_READING = "Source Serif Pro"
PACKAGED_INTERFACE = "Source Sans Pro"

#: Faces made for reading, the most wanted first.
_WANTED = ("Source Serif 4", "Literata", "Charter", "EB Garamond")

#: Only the weights that the page and the window show: each file costs some milliseconds at start.
_READING_FILES = tuple(f"SourceSerifPro-{weight}" for weight in ("Regular", "It", "Bold", "BoldIt"))
_INTERFACE_FILES = tuple(f"SourceSansPro-{weight}" for weight in ("Regular", "It", "Semibold", "Bold"))


def register_faces() -> None:
    """Make the packaged faces known to Qt, where they will be used; a second call does nothing."""
    reading_face()
    interface_face()


@cache
def reading_face() -> str:
    """Return the page's face: the first installed of those made for reading, else the packaged one."""
    if not _packaged_forced():
        installed = set(QFontDatabase.families())
        for face in _WANTED:
            if face in installed:
                return face
    return _register_reading()


@cache
def interface_face() -> str:
    """Return the window's face: the system's, else the packaged one where the system names none that is there."""
    if not _packaged_forced():
        face = QFontInfo(QGuiApplication.font()).family()
        if face and QFontDatabase.hasFamily(face):
            return face
    return _register_interface()


@cache
def code_face() -> str:
    """Return the face of code: the system's fixed one."""
    return QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()


def _packaged_forced() -> bool:
    return os.environ.get("GLOSSATOR_PACKAGED_FACES") == "1"


def _register_reading() -> str:
    return _register("font_source_serif_pro", _READING_FILES) or PACKAGED_READING


def _register_interface() -> str:
    return _register("font_source_sans_pro", _INTERFACE_FILES) or PACKAGED_INTERFACE


def _register(package: str, names: tuple[str, ...]) -> str:
    """Register files of a package of fonts, which is not imported: it would look for them all."""
    spec = find_spec(package)
    family = ""
    for folder in (spec.submodule_search_locations or ()) if spec is not None else ():
        for name in names:
            path = Path(folder, "files", f"{name}.otf")
            if path.is_file():
                families = QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(path)))
                family = family or next(iter(families), "")
    return family
