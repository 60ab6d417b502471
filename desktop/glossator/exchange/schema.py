"""Check data against a JSON Schema: fast to know whether it holds, in words where it does not.

jsonschema is exact and takes half a millisecond a tag. So a schema is also compiled into plain
functions, for the keywords that our schemas use and no others, and jsonschema is asked for words only
where they say no; a test holds the two to the same verdict. An exception: ``$`` here means the very
end, as JSON Schema has it, where Python's ``re`` also lets a line end pass.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from glossator.places import resource

Check = Callable[[object], bool]

#: Keywords that say something to people and nothing to a check.
_WORDS = frozenset({"$schema", "$id", "$defs", "title", "description"})

#: The longest excerpt of a wrong value in a sentence, in code points.
_EXCERPT = 40


@cache
def schema(name: str) -> dict[str, Any]:
    """Read a schema of ``resources/schemas`` by its name."""
    loaded: dict[str, Any] = json.loads(resource("schemas", f"{name}.json").read_text("utf-8"))
    return loaded


def compiled(part: Mapping[str, Any], root: Mapping[str, Any]) -> Check:
    """Compile a schema, with its references into ``root``, to a function that says whether a value holds.

    Raises ValueError at a keyword that is not known here.
    """
    return _Compiler(root).check(part)


def wrong_words(value: object, name: str, definition: str | None = None) -> tuple[str, str]:
    """Say where a value breaks a schema, or a definition of it, and how: ``("fields.stance", "it is no text")``.

    Imports jsonschema, which a correct file never needs.
    """
    from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

    whole = schema(name)
    part = whole if definition is None else {"$ref": f"#/$defs/{definition}", "$defs": whole["$defs"]}
    errors = sorted(Draft202012Validator(part).iter_errors(value), key=lambda error: [str(key) for key in error.path])
    if not errors:
        return "", "it does not follow the schema"
    error = errors[0]
    return _path(list(error.absolute_path)), _words(error.validator, error.validator_value, error.instance)


class _Compiler:
    """Turn the parts of one schema into functions, each definition once."""

    def __init__(self, root: Mapping[str, Any]) -> None:
        self._root = root
        self._defined: dict[str, Check] = {}

    def check(self, part: Mapping[str, Any]) -> Check:
        tests: list[Check] = []
        for keyword in part:
            if keyword in _WORDS or keyword in ("required", "additionalProperties"):
                continue
            make = _MAKERS.get(keyword)
            if make is None:
                raise ValueError(f"the schema's keyword {keyword} is not known to the compiler")
            tests.append(make(self, part))
        if "properties" not in part and ("required" in part or "additionalProperties" in part):
            tests.append(_object(self, part))
        if len(tests) == 1:
            return tests[0]
        if len(tests) == 2:
            first, second = tests
            return lambda value: first(value) and second(value)
        return lambda value: all(test(value) for test in tests)

    def defined(self, reference: str) -> Check:
        name = reference.removeprefix("#/$defs/")
        if name not in self._defined:
            self._defined[name] = self.check(self._root["$defs"][name])
        return self._defined[name]


def _type(compiler: _Compiler, part: Mapping[str, Any]) -> Check:
    names = part["type"] if isinstance(part["type"], list) else [part["type"]]
    if names == ["string"]:
        return lambda value: type(value) is str
    if names == ["object"]:
        return lambda value: type(value) is dict
    if names == ["array"]:
        return lambda value: type(value) is list
    if names == ["string", "null"]:
        return lambda value: value is None or type(value) is str
    kinds = [_TYPES[name] for name in names]
    return lambda value: any(kind(value) for kind in kinds)


_TYPES: dict[str, Check] = {
    "null": lambda value: value is None,
    "boolean": lambda value: type(value) is bool,
    "string": lambda value: type(value) is str,
    "integer": lambda value: type(value) is int or (type(value) is float and value.is_integer()),
    "number": lambda value: type(value) in (int, float),
    "object": lambda value: type(value) is dict,
    "array": lambda value: type(value) is list,
}


def _enum(compiler: _Compiler, part: Mapping[str, Any]) -> Check:
    there = frozenset(part["enum"])
    return lambda value: type(value) is str and value in there


def _const(compiler: _Compiler, part: Mapping[str, Any]) -> Check:
    only = part["const"]
    return lambda value: type(value) is not bool and value == only


def _minimum(compiler: _Compiler, part: Mapping[str, Any]) -> Check:
    least = part["minimum"]
    return lambda value: type(value) not in (int, float) or value >= least


def _maximum(compiler: _Compiler, part: Mapping[str, Any]) -> Check:
    most = part["maximum"]
    return lambda value: type(value) not in (int, float) or value <= most


def _min_length(compiler: _Compiler, part: Mapping[str, Any]) -> Check:
    least = part["minLength"]
    return lambda value: type(value) is not str or len(value) >= least


def _max_length(compiler: _Compiler, part: Mapping[str, Any]) -> Check:
    most = part["maxLength"]
    return lambda value: type(value) is not str or len(value) <= most


def _pattern(compiler: _Compiler, part: Mapping[str, Any]) -> Check:
    source = part["pattern"]
    search = re.compile(source[:-1] + r"\Z" if source.endswith("$") else source).search
    return lambda value: type(value) is not str or search(value) is not None


def _items(compiler: _Compiler, part: Mapping[str, Any]) -> Check:
    each = compiler.check(part["items"])
    return lambda value: type(value) is not list or all(each(item) for item in value)


def _min_items(compiler: _Compiler, part: Mapping[str, Any]) -> Check:
    least = part["minItems"]
    return lambda value: type(value) is not list or len(value) >= least


def _any_of(compiler: _Compiler, part: Mapping[str, Any]) -> Check:
    choices = [compiler.check(choice) for choice in part["anyOf"]]
    return lambda value: any(choice(value) for choice in choices)


def _ref(compiler: _Compiler, part: Mapping[str, Any]) -> Check:
    return compiler.defined(part["$ref"])


def _object(compiler: _Compiler, part: Mapping[str, Any]) -> Check:
    required = tuple(part.get("required", ()))
    known = {key: compiler.check(item) for key, item in part.get("properties", {}).items()}
    others = compiler.check(part["additionalProperties"]) if "additionalProperties" in part else None

    def check(value: object) -> bool:
        if type(value) is not dict:
            return True
        for key in required:
            if key not in value:
                return False
        for key, item in value.items():
            test = known.get(key, others)
            if test is not None and not test(item):
                return False
        return True

    return check


_MAKERS: dict[str, Callable[[_Compiler, Mapping[str, Any]], Check]] = {
    "type": _type,
    "enum": _enum,
    "const": _const,
    "minimum": _minimum,
    "maximum": _maximum,
    "minLength": _min_length,
    "maxLength": _max_length,
    "pattern": _pattern,
    "items": _items,
    "minItems": _min_items,
    "anyOf": _any_of,
    "$ref": _ref,
    "properties": _object,
}


def _path(keys: list[object]) -> str:
    words = ""
    for key in keys:
        words += f"[{key}]" if isinstance(key, int) else f".{key}" if words else str(key)
    return words


def _words(keyword: object, wanted: Any, value: object) -> str:
    if keyword == "required" and isinstance(value, dict):
        missing = next(key for key in wanted if key not in value)
        return f"it has no {missing}"
    if keyword == "type":
        names = wanted if isinstance(wanted, list) else [wanted]
        return f"{_excerpt(value)} is no {' or '.join(names)}"
    if keyword == "enum":
        return f"{_excerpt(value)} is none of {', '.join(wanted)}"
    if keyword == "minimum":
        return f"{_excerpt(value)} is less than {wanted}"
    if keyword == "minItems" or keyword == "minLength":
        return f"it holds less than {wanted}"
    if keyword == "maxLength":
        return f"it is longer than {wanted} characters"
    if keyword == "anyOf" and isinstance(value, dict):
        return "it has neither " + " nor ".join(key for choice in wanted for key in choice.get("required", ()))
    return f"{_excerpt(value)} is not of the form that is wanted there"


def _excerpt(value: object) -> str:
    words = json.dumps(value, ensure_ascii=False)
    return words if len(words) <= _EXCERPT else words[:_EXCERPT] + "…"
