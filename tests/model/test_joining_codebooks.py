"""A codebook takes over what another has beside it, and no letter twice."""

from __future__ import annotations

from glossator.model.codebook import Codebook, codebook_from_data, joined
from glossator.model.command_keys import taken_keys


def book(*kinds: dict[str, object]) -> Codebook:
    made = codebook_from_data({"kinds": list(kinds)})
    assert isinstance(made, Codebook)
    return made


def scale(key: str, *values: str, shortcut: str | None = None) -> dict[str, object]:
    return {"key": key, "type": "scale", "shortcut": shortcut, "values": [{"key": value} for value in values]}


def test_kinds_fields_and_values_that_are_missing_come_after_ones_own() -> None:
    mine = book({"key": "risk", "label": "Mine", "fields": [scale("severity", "minor")]}, {"key": "note"})
    theirs = book(
        {"key": "claim"},
        {
            "key": "risk",
            "label": "Theirs",
            "fields": [scale("likelihood", "rare"), scale("severity", "major", "minor")],
        },
    )

    whole = joined(mine, theirs)

    assert [(kind.key, kind.label) for kind in whole.kinds] == [("risk", "Mine"), ("note", "Note"), ("claim", "Claim")]
    assert [(field.key, [value.key for value in field.values]) for field in whole.kinds[0].fields] == [
        ("severity", ["minor", "major"]),
        ("likelihood", ["rare"]),
    ]


def test_a_field_of_another_type_stays_as_it_is() -> None:
    mine = book({"key": "risk", "fields": [{"key": "severity", "type": "text"}]})
    theirs = book({"key": "risk", "fields": [scale("severity", "minor")]})
    assert joined(mine, theirs) == mine


def test_a_letter_that_is_taken_is_not_given_twice() -> None:
    mine = book({"key": "risk", "shortcut": "r", "fields": [scale("severity", "minor", shortcut="z")]})
    theirs = book(
        {"key": "rumour", "shortcut": "r"},
        {"key": "verdict", "shortcut": "z"},
        {"key": "claim", "shortcut": "c", "fields": [scale("reach", "far", shortcut="r")]},
        {"key": "risk", "fields": [scale("certain", "yes", shortcut="c"), scale("voice", "own", shortcut="z")]},
    )

    whole = joined(mine, theirs)

    assert [(kind.key, kind.shortcut) for kind in whole.kinds] == [
        ("risk", "r"), ("rumour", None), ("verdict", None), ("claim", "c"),
    ]  # fmt: skip
    assert [[field.shortcut for field in kind.fields] for kind in whole.kinds] == [["z", None, None], [], [], [None]]
    assert taken_keys(whole) == ()


def test_joined_with_itself_a_codebook_is_the_same() -> None:
    mine = book({"key": "risk", "shortcut": "r", "fields": [scale("severity", "minor", shortcut="v")]})
    assert joined(mine, mine) == mine
