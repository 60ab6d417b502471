"""Read the bytes of an export into plain data that follows its schema; what they mean is looked at elsewhere."""

from __future__ import annotations

import json
import re
from typing import Any, NoReturn

from glossator.exchange.json_export import FORMAT, VERSION
from glossator.exchange.plan import Wrongs
from glossator.exchange.schema import compiled, schema, wrong_words
from glossator.model.problem import Refused, refuse

#: The schema of each version of the format that this program reads.
SCHEMAS = {1: "glossator-1"}

#: The arrays whose items are checked one by one, and the definition that each item follows.
_ARRAYS = {
    "readers": "reader",
    "entities": "entity",
    "documents": "document",
    "annotations": "annotation",
    "links": "link",
    "decisions": "decision",
    "marks": "mark",
    "questions": "question",
    "acts": "act",
}

#: An escape that may be half of a character; only a file that has one is searched for lone halves.
_HALF_ESCAPE = re.compile(rb"\\u[dD][89a-fA-F]")
_HALF = re.compile("[\ud800-\udfff]")


def parse(data: bytes) -> dict[str, Any]:
    """Return the export that bytes hold; raise Refused with the first thing that is wrong with its form."""
    value = _json(data)
    if not isinstance(value, dict) or value.get("format") != FORMAT:
        raise _not_imported(
            "it is not an export of Glossator", "choose a file whose format is glossator, or name its format"
        )
    if "version" not in value:
        raise _not_imported("it does not say of which version of the format it is", "mend the file and import it again")
    version = value["version"]
    if type(version) is not int or version not in SCHEMAS:
        raise _not_imported(
            f"it is of version {_short(version)} of the format and this program knows version {VERSION}",
            "open it with a newer Glossator",
        )
    _check(value, SCHEMAS[version])
    return value


def _json(data: bytes) -> object:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _not_imported(f"it is not UTF-8 at byte {error.start}", "save it as UTF-8 and try again") from error
    try:
        value = json.loads(text, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise _not_imported(f"it is not JSON ({place})", "mend the file and import it again") from error
    except (RecursionError, ValueError) as error:
        raise _not_imported("its JSON nests too deeply or holds a number that is none", "mend the file") from error
    if _HALF_ESCAPE.search(data):
        where = _lone_half(value, "")
        if where is not None:
            raise _not_imported(
                f"{where or 'it'} holds half a character (a lone surrogate)", "mend the file and import it again"
            )
    return value


def _check(value: dict[str, Any], name: str) -> None:
    whole = schema(name)
    frame = {key: [] if key in _ARRAYS and isinstance(item, list) else item for key, item in value.items()}
    wrongs = Wrongs()
    if not compiled(whole, whole)(frame):
        where, why = wrong_words(frame, name)
        wrongs.add(f"{where}: {why}" if where else why)
    for key, definition in _ARRAYS.items():
        items = value.get(key)
        if not isinstance(items, list):
            continue
        holds = compiled(whole["$defs"][definition], whole)
        for index, item in enumerate(items):
            if holds(item):
                continue
            if wrongs.first is None:
                where, why = wrong_words(item, name, definition)
                wrongs.add(f"{key}[{index}]{'.' if where else ''}{where}: {why}")
            else:
                wrongs.count += 1
    wrongs.settle()


def _lone_half(value: object, where: str) -> str | None:
    if isinstance(value, str):
        return where if _HALF.search(value) else None
    if isinstance(value, dict):
        for key, item in value.items():
            if _HALF.search(key):
                return where
            found = _lone_half(item, f"{where}.{key}" if where else key)
            if found is not None:
                return found
    if isinstance(value, list):
        for index, item in enumerate(value):
            found = _lone_half(item, f"{where}[{index}]")
            if found is not None:
                return found
    return None


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number of JSON")


def _short(value: object) -> str:
    words = json.dumps(value, ensure_ascii=False)
    return words if len(words) <= 20 else words[:20] + "…"


def _not_imported(why: str, todo: str) -> Refused:
    return refuse("nothing was imported", why, todo)
