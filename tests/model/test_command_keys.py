"""A codebook's own keys that commands or kinds have already."""

import tomllib

import pytest

from glossator.model.codebook import Codebook, codebook_from_data
from glossator.model.command_keys import COMMAND_KEYS, taken_keys, without_taken_keys
from glossator.model.problem import Problem
from glossator.places import resource


def codebook(kind: str | None, *fields: str | None) -> Codebook:
    listed = [{"key": f"field-{at}", "shortcut": key} for at, key in enumerate(fields, 1)]
    found = codebook_from_data({"kinds": [{"key": "storm", "shortcut": kind, "fields": listed}]})
    assert isinstance(found, Codebook), str(found)
    return found


def test_the_codebook_that_ships_has_no_key_of_a_command():
    found = codebook_from_data(tomllib.loads(resource("codebook.toml").read_text(encoding="utf-8")))
    assert taken_keys(found) == ()
    assert without_taken_keys(found) is found


@pytest.mark.parametrize("letter", sorted(COMMAND_KEYS))
def test_a_kinds_key_that_a_command_has_is_told(letter):
    assert [one.words for one in taken_keys(codebook(letter))] == [
        f"the kind Storm has the key {letter.upper()}, which is that of “{COMMAND_KEYS[letter]}”"
    ]


def test_a_fields_key_that_a_command_has_is_told():
    assert [one.words for one in taken_keys(codebook("o", "h", "d"))] == [
        "the field Field 2 of Storm has the key D, which is that of “Same passage, another holder”"
    ]


def test_a_fields_key_that_a_kind_has_is_told():
    assert [one.words for one in taken_keys(codebook("o", "O"))] == [
        "the field Field 1 of Storm has the key O, which is that of the kind Storm"
    ]


def test_what_is_taken_has_no_key_and_all_else_stays():
    assert without_taken_keys(codebook("s", "h", "j", "o")) == codebook(None, "h", None, "o")


def test_a_letter_without_a_single_capital_is_no_key():
    found = codebook_from_data({"kinds": [{"key": "storm", "shortcut": "ß"}]})
    assert isinstance(found, Problem)
    assert found.why == "the kind storm's shortcut 'ß' is not one letter"
