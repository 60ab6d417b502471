"""What the panel's fields do to the project: each through the desk, so that every one can be undone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from glossator.model.annotation import Annotation, Link
from glossator.model.identity import AGREED_READER
from glossator.model.people import Entity
from glossator.operations import entities, tags
from glossator.operations.completion import Candidate, candidates
from glossator.views.desk import Change, Desk
from glossator.views.panel.rows import joined


class PanelActs:
    """Do what the open card's fields ask for; ``guided`` tells whether the codebook's help is shown."""

    def __init__(self, desk: Desk, origin: object) -> None:
        self._desk = desk
        self._origin = origin
        self._links: list[Link] | None = None
        self.guided = False

    def may_change(self, annotation: Annotation) -> bool:
        """Tell whether the reader may change a tag: their own, and anyone the agreed reading's."""
        return annotation.reader in (self._desk.reader.id, AGREED_READER)

    def reason(self, annotation: Annotation) -> str:
        """Say why a tag can only be read, "" where it can be changed."""
        project = self._desk.project
        if project.read_only is not None:
            return f"This project can only be read: {project.read_only.why}."
        if self.may_change(annotation):
            return ""
        reader = project.reader(annotation.reader)
        name = reader.name if reader else "Another reader"
        return f"{name}’s tag: Shift+D takes it over as your copy, Shift+L answers it."

    def take(self, tag: Annotation | None, key: str, value: object) -> None:
        """Set a field of the form's tag, its labels or its note: the tag it shows, whichever is current meanwhile."""
        if tag is None:
            return
        if key == "labels":
            self._desk.edit(tag.id, labels=value, origin=self._origin)
        elif key == "note":
            self._desk.edit(tag.id, note=value, origin=self._origin)
        else:
            self._desk.edit(tag.id, fields={key: value}, origin=self._origin)

    def offered(self, category: str, typed: str) -> Sequence[Candidate]:
        """Return the actors or issues to offer for the current tag."""
        desk = self._desk
        annotation = desk.annotation(desk.current) if desk.current else None
        return candidates(desk.project, annotation, category, typed, reader=desk.reader) if annotation else ()

    def rename(self, tag: Annotation | None, key: str, name: str) -> None:
        """Give the actor or issue in a field of the form's tag another name, everywhere."""
        desk = self._desk
        annotation = desk.annotation(tag.id) if tag is not None else None
        entity = joined(annotation.fields.get(key, ""), desk.names) if annotation else None
        if entity is not None:
            desk.do(lambda: entities.rename(desk.project, entity.id, name, desk.reader), origin=self._origin)

    def alias(self, tag: Annotation | None, key: str, entity: object, *, typed: str) -> None:
        """Set a field of the form's tag to an entity and let what was typed be another name of it."""
        desk = self._desk
        if tag is not None and isinstance(entity, Entity):
            desk.do(
                lambda: tags.set_another_name(desk.project, tag.id, key, entity, typed=typed, reader=desk.reader),
                origin=self._origin,
            )

    def undo(self, backwards: bool) -> None:
        """Undo or redo the reader's last act."""
        if backwards:
            self._desk.undo()
        else:
            self._desk.redo()

    def keep_drafts(self, drafts: Mapping[tuple[str, str], str]) -> dict[tuple[str, str], str]:
        """Set what was typed into text fields; return names and dates that were begun: they are not set unasked."""
        desk = self._desk
        left: dict[tuple[str, str], str] = {}
        for (id_, key), words in list(drafts.items()):
            annotation = desk.annotation(id_)
            if annotation is None:
                continue
            field = desk.kind_of(annotation).field(key)
            is_text = field is not None and field.type == "text"
            if not is_text or not desk.edit(id_, fields={key: words}, origin=self._origin):
                left[id_, key] = words
        return left

    # Links

    def links(self) -> Sequence[Link]:
        """Return the shown document's links, read once until one changes."""
        document = self._desk.document
        if self._links is None:
            project = self._desk.project
            self._links = self._desk.read(lambda: project.links(document.id), []) if document else []
        return self._links

    def links_changed(self, change: Change) -> bool:
        """Tell whether an act changed a link."""
        return any(row.table == "link" for row in change.act.changes)

    def forget_links(self, change: Change) -> None:
        """Read the links again after an act that changed one or removed a tag."""
        if self.links_changed(change) or any("deleted" in row.fields for row in change.act.changes):
            self._links = None

    def forget(self) -> None:
        """Read the links again."""
        self._links = None
