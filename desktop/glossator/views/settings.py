"""What this machine remembers for its reader: the last project, places in documents, theme, type, window.

None of it belongs to a project; a lost settings file costs comfort and names that were typed and not set, never work.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings, QStandardPaths

#: Places kept, newest last; older ones are forgotten.
KEPT_PLACES = 500


def settings_folder() -> Path:
    """Return the folder of the settings; GLOSSATOR_HOME names another one."""
    home = os.environ.get("GLOSSATOR_HOME")
    if home:
        return Path(home) / "settings"
    # Asked of Qt, which is here already: every start reads the settings.
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericConfigLocation)) / "glossator"


def data_folder() -> Path:
    """Return the folder of the Example project."""
    home = os.environ.get("GLOSSATOR_HOME")
    if home:
        return Path(home) / "data"
    import platformdirs  # read late: only a first start makes the Example

    return platformdirs.user_data_path("glossator")


def documents_folder() -> Path:
    """Return the folder where "My readings" lies."""
    home = os.environ.get("GLOSSATOR_HOME")
    if home:
        return Path(home) / "documents"
    import platformdirs  # read late, as above

    return platformdirs.user_documents_path()


class Settings:
    """Read and write the settings file."""

    def __init__(self) -> None:
        self._store = QSettings(str(settings_folder() / "settings.ini"), QSettings.Format.IniFormat)

    def text(self, key: str, default: str = "") -> str:
        """Return a setting as text."""
        value = self._store.value(key, default)
        return value if isinstance(value, str) else default

    def number(self, key: str, default: float) -> float:
        """Return a setting as a number; what is no number gives the default."""
        try:
            return float(self.text(key, str(default)))
        except ValueError:
            return default

    def put(self, key: str, value: str | float) -> None:
        """Keep a setting."""
        self._store.setValue(key, str(value))

    def shape(self, key: str) -> QByteArray | None:
        """Return a window's or splitter's saved state."""
        value = self._store.value(key)
        return value if isinstance(value, QByteArray) else None

    def put_shape(self, key: str, value: QByteArray) -> None:
        """Keep a window's or splitter's state."""
        self._store.setValue(key, value)

    def place(self, document_id: str) -> tuple[int, float, int] | None:
        """Return where a document was left: the first visible character, its pixel offset, the caret."""
        found = self._places().get(document_id)
        if isinstance(found, list) and len(found) == 3:
            return int(found[0]), float(found[1]), int(found[2])
        return None

    def put_place(self, document_id: str, place: tuple[int, float, int]) -> None:
        """Keep where a document was left."""
        places = self._places()
        places.pop(document_id, None)
        places[document_id] = list(place)
        while len(places) > KEPT_PLACES:
            places.pop(next(iter(places)))
        self.put("places", json.dumps(places))

    def last_document(self, project_id: str) -> str:
        """Return the id of the document last read in a project, or ""."""
        return self.text(f"last-document/{project_id}")

    def put_last_document(self, project_id: str, document_id: str) -> None:
        """Keep which document was read last in a project."""
        self.put(f"last-document/{project_id}", document_id)

    def drafts(self, project_id: str) -> dict[tuple[str, str], str]:
        """Return what was typed in a project's fields and not set: by tag and field."""
        try:
            found = json.loads(self.text(f"drafts/{project_id}", "[]"))
            return {(str(tag), str(key)): str(words) for tag, key, words in found}
        except (TypeError, ValueError):
            return {}

    def put_drafts(self, project_id: str, drafts: Mapping[tuple[str, str], str]) -> None:
        """Keep what was typed in a project's fields and not set."""
        if drafts:
            self.put(f"drafts/{project_id}", json.dumps([[*of, words] for of, words in drafts.items()]))
        else:
            self._store.remove(f"drafts/{project_id}")

    def sync(self) -> None:
        """Write what is pending."""
        self._store.sync()

    def _places(self) -> dict[str, object]:
        try:
            found = json.loads(self.text("places", "{}"))
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}
