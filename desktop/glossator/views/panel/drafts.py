"""What was typed in the fields of tags and is not set: kept in mind until it is set or given up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from glossator.views.panel.field_rows import FieldRow
from glossator.views.panel.note_field import NoteField


class Drafts:
    """Hold drafts by tag and field, as long as the project is open."""

    def __init__(self, words: Mapping[tuple[str, str], str] = MappingProxyType({})) -> None:
        self._words = dict(words)

    @property
    def all(self) -> dict[tuple[str, str], str]:
        """Return everything that was typed and not set: by tag and field."""
        return self._words

    def of(self, tag: str) -> tuple[str, ...]:
        """Return what was typed and not set in a tag."""
        return tuple(words for (id_, _), words in self._words.items() if id_ == tag)

    def in_field(self, tag: str, key: str) -> str:
        """Return what was typed and not set in a field, "" where nothing was."""
        return self._words.get((tag, key), "")

    def drop(self, tag: str, key: str) -> None:
        """Forget a field's draft: it is being set."""
        self._words.pop((tag, key), None)

    def keep(self, tag: str, rows: Iterable[FieldRow]) -> None:
        """Remember what stands in fields and is not set, or that nothing does; a note is set by itself."""
        for row in rows:
            if isinstance(row.editor, NoteField):
                row.editor.keep()
            elif row.editor.draft:
                self._words[tag, row.field.key] = row.editor.draft
            else:
                self.drop(tag, row.field.key)
