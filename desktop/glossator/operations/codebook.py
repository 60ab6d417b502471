"""The codebook of a project: read from TOML or plain data, replaced, written as TOML."""

from __future__ import annotations

import json
import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from glossator.model.codebook import Codebook, codebook_from_data, codebook_to_data
from glossator.model.command_keys import taken_keys
from glossator.model.document import Json
from glossator.model.people import Reader
from glossator.model.problem import Problem, Refused, refuse
from glossator.operations.acting import act
from glossator.store import Edit, Project

_TODO = "mend the file and try again"


@dataclass(frozen=True, slots=True)
class Replaced:
    """Say which codebook a project has now and how many tags it no longer shows whole."""

    codebook: Codebook
    hidden: Mapping[str, int]

    @property
    def words(self) -> list[str]:
        """Say in words what is hidden until the codebook has it again; nothing is lost."""
        return [f"{_tags(count)} with a value of {field} that is hidden now" for field, count in self.hidden.items()]


def read_codebook(data: bytes) -> Codebook:
    """Read a codebook from TOML, or from JSON in the export's form."""
    what = "the codebook was not taken"
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise refuse(what, f"the file is no UTF-8 at byte {error.start}", _TODO) from None
    try:
        plain = json.loads(text) if text.lstrip().startswith("{") else tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise refuse(what, f"the file is no TOML ({error})", _TODO) from None
    return _sound(plain)


def replace(project: Project, data: bytes | Mapping[str, object] | Codebook, reader: Reader) -> Replaced:
    """Give a project another codebook; values that it lacks stay in the tags, hidden, and are counted.

    Raises Refused where a key of it would reach nothing, and where tags are of a kind that it lacks:
    an export of them could not be brought in again.
    """
    plain = codebook_to_data(data) if isinstance(data, Codebook) else data
    codebook = read_codebook(plain) if isinstance(plain, bytes) else _sound(plain)
    taken = taken_keys(codebook)
    if taken:
        why = " and ".join(one.words for one in taken)
        raise refuse(
            "the codebook was not taken", why, f"give {'it' if len(taken) == 1 else 'each'} another letter or none"
        )
    row: dict[str, Json] = {"codebook": codebook_to_data(codebook)}  # type: ignore[dict-item]
    replaced, kindless = _counted(project, codebook)
    if kindless:
        used = ", ".join(f"{_tags(count)} of the kind {kind}" for kind, count in kindless.items())
        raise refuse(
            "the codebook was not taken",
            f"there is {used}, which it lacks",
            "keep that kind, or change those tags first",
        )
    act(project, reader, "change the codebook", [Edit("project", "project", row)])
    return replaced


def codebook_toml(codebook: Codebook) -> str:
    """Write a codebook as TOML that ``read_codebook`` reads back the same."""
    parts: list[str] = []
    for kind in codebook.kinds:
        parts.append(_table("kinds", kind, ("key", "label", "shape", "colour", "shortcut", "guidance")))
        for field in kind.fields:
            parts.append(_table("kinds.fields", field, ("key", "label", "type", "shortcut", "guidance")))
            for value in field.values:
                parts.append(_table("kinds.fields.values", value, ("key", "label", "score", "guidance")))
    return "\n".join(parts)


def _table(name: str, item: object, keys: tuple[str, ...]) -> str:
    lines = [f"[[{name}]]"]
    for key in keys:
        value = getattr(item, key)
        if value is not None and value != "":
            # A TOML basic string is a JSON string but for DEL, which has to be escaped.
            words = json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
            lines.append(f"{key} = {words}")
    return "\n".join(lines) + "\n"


def _sound(plain: object) -> Codebook:
    codebook = codebook_from_data(plain)
    if isinstance(codebook, Problem):
        raise Refused(codebook)
    return codebook


def _counted(project: Project, codebook: Codebook) -> tuple[Replaced, Mapping[str, int]]:
    kindless: Counter[str] = Counter()
    hidden: Counter[str] = Counter()
    with project.whole():  # a kind that hidden tags have is in use
        annotations = list(project.annotations())
    for annotation in annotations:
        kind = codebook.kind(annotation.kind)
        if kind is None:
            kindless[annotation.kind] += 1
            continue
        for key, value in annotation.fields.items():
            field = kind.field(key)
            if field is not None and field.values and field.value(value) is None:
                hidden[f"{kind.key}'s {key}"] += 1
    return Replaced(codebook, dict(hidden)), kindless


def _tags(count: int) -> str:
    return "1 tag" if count == 1 else f"{count} tags"
