"""Questions as tests draw them, over the codebook that ships and a few names with every difficulty."""

from __future__ import annotations

import tomllib

from hypothesis import strategies as st

from glossator.model.annotation import RELATIONS, STATES
from glossator.model.codebook import Codebook, codebook_from_data
from glossator.model.question import (
    COMPARISONS,
    ENDS,
    TRAITS,
    Compared,
    Dated,
    Holds,
    Is,
    IsSet,
    Linked,
    New,
    Question,
    Trait,
    all_of,
    any_of,
    negated,
)
from glossator.model.question_terms import terms
from glossator.places import resource


def codebook() -> Codebook:
    found = codebook_from_data(tomllib.loads(resource("codebook.toml").read_text(encoding="utf-8")))
    assert isinstance(found, Codebook)
    return found


NAMES = {
    "actor": ["Northern government", "the North", "Ministry of Trade and Fisheries", "or", 'The "Wave"', "settled"],
    "issue": ["Ceasefire at sea", "Fees (all)", "claims"],
    "reader": ["Mara", "Tomás Okoye", "not"],
    "document": ["Minutes", "Harbour, talks", "holder is x"],
    "label": ["x", "x or y", "pilot rule", "y", "pilot and rule"],
}

TERMS = terms(codebook(), NAMES)

SCALES = {field.key: field for field in codebook().fields() if field.type == "scale"}
CHOICES = {field.key: field for field in codebook().fields() if field.type in ("scale", "choice")}

dates = st.one_of(
    st.integers(1, 9999).map(lambda year: f"{year:04}"),
    st.dates().map(lambda day: day.isoformat()),
    st.dates().map(lambda day: day.isoformat()[:7]),
)
words = st.text(st.sampled_from("ab é\"“”(),<=>'or and not "), min_size=1, max_size=12).filter(
    lambda text: bool(text.strip())
)


def some(of: str, values: list[str]) -> st.SearchStrategy[Question]:
    several = st.lists(st.sampled_from(values), min_size=1, max_size=3, unique=True)
    return several.map(lambda chosen: Is(of, tuple(chosen)))


@st.composite
def compared(draw: st.DrawFn) -> Question:
    scale = draw(st.sampled_from(sorted(SCALES)))
    scored = [value.key for value in SCALES[scale].values if value.score is not None]
    return Compared(scale, draw(st.sampled_from(COMPARISONS)), draw(st.sampled_from(scored)))


#: What can be held against an export: acts are not in it.
plain_conditions: st.SearchStrategy[Question] = st.one_of(
    some("kind", [kind.key for kind in codebook().kinds]),
    some("state", list(STATES)),
    *(some(key, [value.key for value in field.values]) for key, field in CHOICES.items()),
    *(some(of, NAMES["actor"]) for of in ("holder", "bearer", "claimant", "via")),
    *(some(of, NAMES[of]) for of in ("issue", "reader", "document", "label")),
    compared(),
    st.sampled_from(["holder", "issue", "stance", "label", "note", "date", "condition", "field said"]).map(IsSet),
    st.builds(Dated, st.just("date"), st.sampled_from(["before", "after", "on", "since", "until"]), dates),
    st.builds(Dated, st.sampled_from(["date", "field said"]), st.just("between"), dates, dates),
    st.builds(Holds, st.sampled_from(["text", "quote", "note", "condition"]), words),
    words.map(lambda text: Is("condition", (text,))),
    st.builds(Linked, st.sampled_from(["", *RELATIONS]), st.sampled_from(ENDS)),
    st.sampled_from(TRAITS).map(Trait),
    st.builds(New, dates),
)


def joined(conditions: st.SearchStrategy[Question]) -> st.SearchStrategy[Question]:
    return st.recursive(
        conditions,
        lambda parts: st.one_of(
            parts.map(negated),
            st.lists(parts, min_size=2, max_size=3).map(all_of),
            st.lists(parts, min_size=2, max_size=3).map(any_of),
        ),
        max_leaves=8,
    )


questions = joined(plain_conditions | st.builds(New, words, st.just(True)))
