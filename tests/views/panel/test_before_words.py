"""The line that tells what was said before."""

from __future__ import annotations

import pytest

from glossator.model.codebook import codebook_from_data
from glossator.model.people import Entity
from glossator.operations.recall import Before
from glossator.views.panel.before import words_of

CODEBOOK = codebook_from_data(
    {
        "kinds": [
            {
                "key": "claim",
                "fields": [
                    {"key": "verdict", "type": "choice", "values": [{"key": "refuted", "label": "Refuted"}]},
                    {"key": "stance", "type": "scale", "values": [{"key": "against", "label": "Against", "score": -1}]},
                ],
            }
        ]
    }
)
NAMES = {
    id_: Entity(id_, "actor", name)
    for id_, name in zip("rutk", ("Norland", "Ukraine", "Türkiye", "Kuwait"), strict=True)
}


def said(who: str = "", date: str = "", verdict: str = "", stance: str = "") -> Before:
    return Before("id", "document", who, "", verdict, stance, date, 1.0)


@pytest.mark.parametrize(
    ("found", "words"),
    [
        ([], ""),
        ([said()], "once"),
        ([said("r", "2026-05-12", "refuted"), said("r"), said("r")], "Norland, three times; refuted on 12 May 2026"),
        ([said("r"), said("u"), said("u")], "Ukraine, twice; Norland, once"),
        ([said("r"), said()], "Norland, once; without a name, once"),
        ([said(who) for who in "rutk"], "Norland, once; Ukraine, once; Türkiye, once; one other"),
        (
            [said("r", "2026-05", stance="against"), said("u", "2025", stance="against")],
            "Norland, once; Ukraine, once; Norland last against in May 2026",
        ),
        ([said("r", "2025", "refuted"), said("r", "2026", stance="against")], "Norland, twice; refuted in 2025"),
        ([said("r")] * 9, "Norland, 9 times"),
        ([said("r", "", "refuted")], "Norland, once"),
    ],
)
def test_it_says_who_how_often_and_what_was_found_last(found: list[Before], words: str) -> None:
    assert words_of(found, NAMES, CODEBOOK) == words
