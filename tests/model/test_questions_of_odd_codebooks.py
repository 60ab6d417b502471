"""A codebook may name its kinds, fields and values like the words of the language itself."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from glossator.model.codebook import Codebook, codebook_from_data
from glossator.model.question import COMPARISONS, Compared, Dated, Holds, Is, IsSet, Linked, Question, Trait
from glossator.model.question_reading import read_question
from glossator.model.question_terms import terms
from glossator.model.question_words import words_of
from model.questions import joined

KINDS = ("claim", "settled", "not", "and", "tag", "is", "new")
VALUES = ("is", "or", "not", "set", "open", "linked", "stance", "at", "least", "none", "with", "kind", "everything")
SCALES = ("said", "stance", "not", "new", "the", "claims", "state", "at")
CHOICES = ("kind", "with", "is", "or", "by", "linked", "settled", "field", "no", "tags")


def odd() -> Codebook:
    values = [{"key": key, "score": number} for number, key in enumerate(VALUES)]
    fields: list[dict[str, object]] = [{"key": "text", "type": "text"}, {"key": "before", "type": "date"}]
    fields += [{"key": key, "type": "scale", "values": values} for key in SCALES]
    fields += [{"key": key, "type": "choice", "values": values} for key in CHOICES]
    found = codebook_from_data({"kinds": [{"key": key, "fields": fields} for key in KINDS]})
    assert isinstance(found, Codebook)
    return found


TERMS = terms(odd())

#: What a field is called in a question whose name the language needs.
CALLED = {subject.of.removeprefix("field "): subject.of for _, subject, _ in TERMS.subjects.items()}

values = st.lists(st.sampled_from(VALUES), min_size=1, max_size=3, unique=True).map(tuple)
scales = st.sampled_from([CALLED[key] for key in SCALES])
fields = scales | st.sampled_from([CALLED[key] for key in CHOICES])

conditions: st.SearchStrategy[Question] = st.one_of(
    st.lists(st.sampled_from(KINDS), min_size=1, max_size=3, unique=True).map(lambda some: Is("kind", tuple(some))),
    st.builds(Is, fields, values),
    st.builds(IsSet, fields),
    st.builds(Compared, scales, st.sampled_from(COMPARISONS), st.sampled_from(VALUES)),
    st.builds(Dated, st.just(CALLED["before"]), st.just("before"), st.just("2026")),
    st.builds(Holds, st.just(CALLED["text"]), st.sampled_from(["x or y", "not"])),
    st.sampled_from([Linked(), Linked("answers", "target"), Trait("settled"), Trait("one side")]),
)


@given(joined(conditions))
def test_a_question_is_read_back_from_its_words_all_the_same(question: Question) -> None:
    assert read_question(words_of(question), TERMS) == question
