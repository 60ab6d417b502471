import tomllib
from collections.abc import Iterator

import pytest

from glossator.model.codebook import Codebook, codebook_from_data
from glossator.places import resource

LOW_TO_HIGH = {"low": 1, "medium": 2, "high": 3}
VOICES = {"asserted": None, "reported": None, "quoted": None}
ATTITUDES = {"endorsed": None, "neutral": None, "distanced": None, "denied": None}


def codebook() -> Codebook:
    found = codebook_from_data(tomllib.loads(resource("codebook.toml").read_text(encoding="utf-8")))
    assert isinstance(found, Codebook), str(found)
    return found


def guidance() -> Iterator[tuple[str, str]]:
    for kind in codebook().kinds:
        yield kind.key, kind.guidance
        for field in kind.fields:
            yield f"{kind.key} {field.key}", field.guidance
            for value in field.values:
                yield f"{kind.key} {field.key} {value.key}", value.guidance


GUIDANCE = list(guidance())


def test_the_kinds_have_their_keys_shapes_and_colours():
    assert [(kind.key, kind.label, kind.shortcut, kind.shape, kind.colour) for kind in codebook().kinds] == [
        ("risk", "Risk", "r", "triangle", "9C2411"),
        ("position", "Position", "p", "diamond", "1F4FBF"),
        ("claim", "Claim", "c", "disc", "B28C00"),
        ("note", "Note", "n", "square", "6E6A61"),
    ]


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        (
            "risk",
            [
                ("bearer", "actor", "h"),
                ("issue", "issue", "i"),
                ("severity", "scale", None),
                ("likelihood", "scale", "w"),
                ("via", "actor", "u"),
                ("confidence", "scale", None),
            ],
        ),
        (
            "position",
            [
                ("holder", "actor", "h"),
                ("issue", "issue", "i"),
                ("stance", "scale", None),
                ("condition", "text", "o"),
                ("said", "date", "t"),
                ("voice", "choice", None),
                ("attitude", "choice", None),
                ("via", "actor", "u"),
                ("confidence", "scale", None),
            ],
        ),
        (
            "claim",
            [
                ("claimant", "actor", "h"),
                ("issue", "issue", "i"),
                ("verdict", "choice", None),
                ("evidence", "text", "y"),
                ("certainty", "choice", None),
                ("basis", "choice", None),
                ("said", "date", "t"),
                ("voice", "choice", None),
                ("attitude", "choice", None),
                ("via", "actor", "u"),
                ("confidence", "scale", None),
            ],
        ),
        ("note", []),
    ],
    ids=["risk", "position", "claim", "note"],
)
def test_a_kind_has_its_fields_in_order(kind: str, fields: list[tuple[str, str, str | None]]):
    known = codebook().kind(kind)
    assert known is not None
    assert [(field.key, field.type, field.shortcut) for field in known.fields] == fields


@pytest.mark.parametrize(
    ("kind", "field", "scores"),
    [
        ("risk", "severity", {"negligible": 1, "minor": 2, "moderate": 3, "major": 4, "severe": 5}),
        ("risk", "likelihood", {"rare": 1, "unlikely": 2, "possible": 3, "likely": 4, "almost-certain": 5}),
        ("risk", "confidence", LOW_TO_HIGH),
        (
            "position",
            "stance",
            {"strongly-against": -2, "against": -1, "neutral": 0, "for": 1, "strongly-for": 2, "unclear": None},
        ),
        ("position", "voice", VOICES),
        ("position", "attitude", ATTITUDES),
        ("position", "confidence", LOW_TO_HIGH),
        (
            "claim",
            "verdict",
            {
                "supported": None,
                "disputed": None,
                "refuted": None,
                "misleading": None,
                "open": None,
                "cannot-be-checked": None,
            },
        ),
        ("claim", "certainty", {"certain": None, "probable": None, "possible": None, "hypothetical": None}),
        ("claim", "basis", {"none": None, "document": None, "witness": None, "figure": None, "reasoning": None}),
        ("claim", "voice", VOICES),
        ("claim", "attitude", ATTITUDES),
        ("claim", "confidence", LOW_TO_HIGH),
    ],
)
def test_a_scale_or_choice_has_its_values_and_scores_in_order(kind: str, field: str, scores: dict[str, int | None]):
    known = codebook().kind(kind)
    assert known is not None
    found = known.field(field)
    assert found is not None
    assert [(value.key, value.score) for value in found.values] == list(scores.items())


@pytest.mark.parametrize(("of", "words"), GUIDANCE, ids=[of for of, _ in GUIDANCE])
def test_every_kind_field_and_value_has_guidance_that_ends_with_a_full_stop(of: str, words: str):
    assert words.strip() == words
    assert len(words.split()) > 3
    assert words.endswith(".")
