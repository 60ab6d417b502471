"""What was read of the open project and is asked for again and again: its codebook, its names, the last few tags."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Mapping

from glossator.model.annotation import Annotation
from glossator.model.codebook import Codebook, Kind
from glossator.model.command_keys import without_taken_keys
from glossator.model.people import Entity
from glossator.store import Project

#: Full annotations kept in memory: several screens of cards.
CACHED_ANNOTATIONS = 512


class Known:
    """Read a project's codebook, names and tags, and keep them until an act touches them."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._codebook: Codebook | None = None
        self._names: dict[str, Entity] | None = None
        self._annotations: OrderedDict[str, Annotation] = OrderedDict()

    @property
    def codebook(self) -> Codebook:
        """Return the project's codebook, without the keys that commands have."""
        if self._codebook is None:
            self._codebook = without_taken_keys(self._project.codebook())
        return self._codebook

    @property
    def names(self) -> Mapping[str, Entity]:
        """Return the project's actors and issues by id."""
        if self._names is None:
            self._names = {entity.id: entity for entity in self._project.entities(live_only=False)}
        return self._names

    def annotation(self, id_: str) -> Annotation | None:
        """Return a live tag by id; the last few hundred asked for are kept."""
        found = self._annotations.get(id_)
        if found is None:
            found = self._project.annotation(id_)
            if found is not None:
                self._keep(found)
        return found

    def annotations(self, ids: list[str]) -> dict[str, Annotation]:
        """Return live tags by id, those not kept read in one query."""
        missing = [one for one in ids if one not in self._annotations]
        for annotation in self._project.annotations_by_id(missing).values() if missing else ():
            self._keep(annotation)
        return {one: self._annotations[one] for one in ids if one in self._annotations}

    def kind_of(self, annotation: Annotation) -> Kind:
        """Return a tag's kind; one that the codebook does not know any more is shown as a plain square."""
        known = self.codebook.kind(annotation.kind)
        return known or Kind(annotation.kind, annotation.kind.capitalize(), "square", "6E6A61", None)

    def words_of(self, field_key: str, kind: Kind, stored: str) -> str:
        """Put a stored value into words: an entity's name, a value's label, the words themselves."""
        found = kind.field(field_key) or next((f for f in self.codebook.fields() if f.key == field_key), None)
        if found is not None and found.type in ("actor", "issue"):
            entity = self.names.get(stored)
            while entity is not None and entity.same_as:
                entity = self.names.get(entity.same_as)
            return entity.name if entity else stored
        value = found.value(stored) if found is not None else None
        return value.label if value else stored

    def forget(self, tags: Iterable[str], *, names: bool, codebook: bool) -> None:
        """Read anew what an act touched when it is next asked for."""
        for one in tags:
            self._annotations.pop(one, None)
        if names:
            self._names = None
        if codebook:
            self._codebook = None

    def forget_tags(self) -> None:
        """Read every tag anew when it is next asked for."""
        self._annotations.clear()

    def _keep(self, annotation: Annotation) -> None:
        self._annotations[annotation.id] = annotation
        while len(self._annotations) > CACHED_ANNOTATIONS:
            self._annotations.popitem(last=False)
