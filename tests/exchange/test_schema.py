from __future__ import annotations

import copy
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from exchange.carrying import EXPECTED
from glossator.exchange.schema import compiled, schema, wrong_words

WHOLE = schema("glossator-1")
GOOD = json.loads((EXPECTED / "strait.json").read_text("utf-8"))
EXACT = Draft202012Validator(WHOLE)
FAST = compiled(WHOLE, WHOLE)

_ODD = st.sampled_from(
    [None, True, 0, -1, 7, 1.0, 1.5, "", "x", "a b", "2026", "2026-05-12T09:30:00Z", "e" * 64, "x" * 300, [], ["x"], {}]
) | st.sampled_from([{"start": 0}, [{}], [1, None], {"kinds": []}, "for", "anchored", "read", "glossator"])


def places(value: object, path: tuple[object, ...] = ()) -> list[tuple[object, ...]]:
    """List the path of everything inside a value."""
    found = [path] if path else []
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        found += places(item, (*path, key))
    return found


PLACES = places(GOOD)


def test_a_real_export_holds() -> None:
    assert FAST(GOOD)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(PLACES), _ODD, st.booleans())
def test_the_compiled_check_and_jsonschema_agree(path: tuple[str, ...], odd: object, remove: bool) -> None:
    value = copy.deepcopy(GOOD)
    at = value
    for key in path[:-1]:
        at = at[key]
    if remove:
        del at[path[-1]]
    else:
        at[path[-1]] = odd
    assert FAST(value) == EXACT.is_valid(value)


def test_a_line_end_after_an_id_does_not_pass() -> None:
    assert not compiled(WHOLE["$defs"]["time"], WHOLE)("2026-05-12T09:30:00Z\n")


def test_a_keyword_that_the_compiler_does_not_know_is_an_error() -> None:
    with pytest.raises(ValueError, match="uniqueItems"):
        compiled({"uniqueItems": True}, {})


def test_the_words_name_the_place_and_what_is_wrong() -> None:
    tag = {**GOOD["annotations"][0], "fields": {"stance": 1}}
    assert wrong_words(tag, "glossator-1", "annotation") == ("fields.stance", "1 is no string")
