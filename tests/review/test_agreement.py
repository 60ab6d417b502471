from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tagging import tag

from glossator.model.codebook import Codebook, codebook_from_data
from glossator.model.people import Reader
from glossator.review.agreement import Agreement, DocumentTags, unit_for
from glossator.review.comparison import ALL, Figures
from glossator.review.reading import Extent, Range

#: Paragraphs of two sentences each, in a text of 120 characters.
PARAGRAPHS = [(0, 39), (40, 79), (80, 120)]
SENTENCES = [(0, 19), (20, 39), (40, 59), (60, 79), (80, 99), (100, 120)]

STANCE = [
    {"key": "against", "score": -1},
    {"key": "neutral", "score": 0},
    {"key": "for", "score": 1},
    {"key": "unclear"},
]
FIELDS = [
    {"key": "holder", "type": "actor"},
    {"key": "stance", "type": "scale", "values": STANCE},
    {"key": "voice", "type": "choice", "values": [{"key": "asserted"}, {"key": "quoted"}]},
    {"key": "condition", "type": "text"},
]


def codebook() -> Codebook:
    found = codebook_from_data({"kinds": [{"key": key, "fields": FIELDS} for key in ("risk", "position")]})
    assert isinstance(found, Codebook)
    return found


def document(*extents: Extent, read: dict[str, list[Range]] | None = None, readers: str = "ab") -> DocumentTags:
    seen = read or {}
    return DocumentTags(120, PARAGRAPHS, SENTENCES, extents, [seen.get(reader) for reader in readers])


def agreement(*documents: DocumentTags, readers: str = "ab", unit: str = "paragraph", iou: float = 0.5) -> Agreement:
    people = [Reader(reader, reader.upper()) for reader in readers]
    made = Agreement(people, ["risk", "position"], codebook=codebook(), iou=iou, unit=unit)
    for one in documents:
        made.take(one)
    return made


def figures(*documents: DocumentTags, readers: str = "ab", unit: str = "paragraph") -> dict[str, Figures]:
    return agreement(*documents, readers=readers, unit=unit).figures()


def test_what_is_matched_and_what_is_only_here_makes_precision_recall_and_f1() -> None:
    found = figures(
        document(tag("a1", (0, 19)), tag("a2", (20, 39)), tag("a3", (40, 59)), tag("b1", (0, 19)), tag("b2", (20, 34)))
    )[ALL]
    assert (found.matched, dict(found.only)) == (2, {"A": 1, "B": 0})
    assert (found.precision, found.recall, found.f1) == (1.0, pytest.approx(2 / 3), 0.8)
    assert found.mean_iou == pytest.approx((1 + 14 / 19) / 2)


def test_tags_match_within_their_kind_alone() -> None:
    found = figures(document(tag("a1", (0, 19)), tag("b1", (0, 19), kind="risk")))
    assert [(of, one.f1, one.recall, one.precision, one.mean_iou) for of, one in found.items()] == [
        ("risk", 0.0, None, 0.0, None),
        ("position", 0.0, 0.0, None, None),
        (ALL, 0.0, 0.0, 0.0, None),
    ]
    assert (found[ALL].kappa_characters, found[ALL].alpha_sentences) == (1.0, 1.0)


def test_where_nobody_tagged_there_is_not_enough_to_say() -> None:
    found = figures(document())[ALL]
    assert (found.f1, found.precision, found.recall, found.mean_iou, found.matched) == (None, None, None, None, 0)
    assert (found.kappa_characters, found.alpha_characters) == (None, None)
    assert (found.kappa_sentences, found.alpha_sentences) == (None, None)
    assert (found.interval.f1, found.interval.alpha_characters) == (None, None)


def test_where_both_cover_everything_there_is_not_enough_to_say() -> None:
    found = figures(document(tag("a1", (0, 120)), tag("b1", (0, 120))))[ALL]
    assert (found.f1, found.kappa_characters, found.alpha_characters, found.alpha_sentences) == (1.0, None, None, None)


def test_where_one_alone_tagged_agreement_over_characters_is_no_better_than_chance() -> None:
    found = figures(document(tag("a1", (0, 60))))[ALL]
    assert (found.f1, found.kappa_characters, found.kappa_sentences) == (0.0, 0.0, 0.0)
    assert found.alpha_characters is not None
    assert found.alpha_characters < 0


def test_half_against_the_other_half_is_worse_than_chance() -> None:
    found = figures(document(tag("a1", (0, 60)), tag("b1", (60, 120))))[ALL]
    assert (found.kappa_characters, found.kappa_sentences) == (-1.0, -1.0)


def test_what_a_reader_did_not_read_is_missing_for_that_reader() -> None:
    tags = tag("a1", (0, 19)), tag("a2", (80, 99)), tag("b1", (0, 19))
    assert figures(document(*tags))[ALL].kappa_sentences == pytest.approx(4 / 7)
    assert figures(document(*tags, read={"b": [(20, 79)]}))[ALL].kappa_sentences == 1.0
    assert figures(document(*tags, read={"b": [(20, 79)]}))[ALL].kappa_characters == 1.0


def test_what_was_tagged_is_read_by_any_kind() -> None:
    note = tag("b2", (80, 120), kind="note")
    tags = tag("a1", (0, 19)), tag("a2", (80, 99)), tag("b1", (0, 19))
    assert figures(document(*tags, note, read={"b": [(20, 79)]}))[ALL].kappa_sentences == pytest.approx(4 / 7)


def test_marks_are_of_one_document() -> None:
    tags = tag("a1", (0, 19)), tag("b1", (0, 19))
    marked = document(*tags, read={"b": [(20, 39)]})
    assert agreement(document(*tags), marked).shares()[1] == {"A": 1.0, "B": pytest.approx((120 + 38) / 240)}


def test_the_share_that_a_reader_covers_counts_overlaps_once() -> None:
    made = agreement(document(tag("a1", (0, 60)), tag("a2", (30, 60), kind="risk"), tag("b1", (0, 12))))
    assert made.shares()[0] == {"A": 0.5, "B": 0.1}


def test_of_three_readers_figures_are_means_over_pairs_and_kappa_is_not_said() -> None:
    tags = tag("a1", (0, 19)), tag("a2", (40, 59)), tag("b1", (0, 19)), tag("b2", (40, 59)), tag("c1", (0, 19))
    found = figures(document(*tags, readers="abc"), readers="abc")[ALL]
    assert (found.matched, dict(found.only)) == (4, {"A": 0, "B": 0, "C": 0})
    assert found.f1 == pytest.approx((1 + 2 / 3 + 2 / 3) / 3)
    assert (found.recall, found.precision) == (pytest.approx((1 + 0.5 + 0.5) / 3), 1.0)
    assert (found.kappa_characters, found.kappa_sentences) == (None, None)
    assert found.alpha_sentences == pytest.approx(1 - 17 / (5 * 13))


def test_a_names_kappa_and_a_scales_alpha_are_over_matched_pairs_that_have_both() -> None:
    given_by_a = [("N", "for"), ("N", "against"), ("S", "for"), ("S", None), ("N", "unclear")]
    given_by_b = [("N", "for"), ("S", "neutral"), ("S", "for"), ("S", "for"), (None, "for")]
    tags = []
    for reader, given_ in (("a", given_by_a), ("b", given_by_b)):
        for number, (holder, stance) in enumerate(given_):
            fields = {key: value for key, value in (("holder", holder), ("stance", stance)) if value}
            tags.append(tag(f"{reader}{number}", (20 * number, 20 * number + 19), **fields))
    made, counted = agreement(document(*tags)).fields()
    assert (made["holder"].coefficient, made["holder"].value, made["holder"].pairs) == ("kappa", 0.5, 4)
    assert (made["stance"].coefficient, made["stance"].pairs) == ("alpha", 3)
    assert counted["stance"].pairs == (("a0", "b0"), ("a1", "b1"), ("a2", "b2"))
    assert (made["voice"].value, made["voice"].pairs) == (None, 0)
    assert "condition" not in made


def test_the_ordinal_alpha_of_a_scale_is_krippendorffs() -> None:
    import krippendorff

    scores = {"against": -1, "neutral": 0, "for": 1}
    pairs = [("for", "for"), ("against", "neutral"), ("neutral", "for"), ("against", "against"), ("for", "neutral")]
    tags = [
        tag(f"{reader}{number}", (20 * number, 20 * number + 19), stance=pair[side])
        for number, pair in enumerate(pairs)
        for side, reader in enumerate("ab")
    ]
    expected = krippendorff.alpha(
        reliability_data=[[scores[pair[side]] for pair in pairs] for side in (0, 1)], level_of_measurement="ordinal"
    )
    assert agreement(document(*tags)).fields()[0]["stance"].value == pytest.approx(expected)


def test_a_figure_names_the_tags_that_it_counts() -> None:
    made = agreement(
        document(tag("a1", (0, 19)), tag("a2", (20, 39), kind="risk"), tag("b1", (0, 18)), tag("b3", (60, 79)))
    )
    counted = made.counts()
    assert (counted[ALL].pairs, dict(counted[ALL].only)) == ((("a1", "b1"),), {"A": ("a2",), "B": ("b3",)})
    assert (counted["risk"].pairs, counted["risk"].ids) == ((), ("a2",))


def test_an_interval_holds_its_figure_and_says_how_it_was_drawn() -> None:
    found = figures(
        document(tag("a1", (0, 19)), tag("b1", (0, 19)), tag("a2", (40, 59)), tag("b2", (45, 59)), tag("b3", (80, 99)))
    )[ALL]
    interval = found.interval
    assert (interval.unit, interval.resamples, interval.seed) == ("paragraph", 1000, 1)
    assert interval.f1 is not None
    assert found.f1 is not None
    assert interval.f1[0] < found.f1 < interval.f1[1]


def test_one_unit_alone_gives_no_interval() -> None:
    tags = tag("a1", (0, 19)), tag("b1", (0, 19))
    assert figures(document(*tags), unit="document")[ALL].interval.f1 is None
    assert figures(document(*tags), document(*tags), unit="document")[ALL].interval.f1 == (1.0, 1.0)


def test_documents_are_drawn_from_ten_on() -> None:
    assert (unit_for(9), unit_for(10)) == ("paragraph", "document")


@st.composite
def readings(draw: st.DrawFn, readers: str = "ab") -> DocumentTags:
    tags = []
    for number in range(draw(st.integers(0, 12))):
        start = draw(st.integers(0, 110))
        tags.append(
            tag(
                f"{draw(st.sampled_from(readers))}{number}",
                (start, min(120, start + draw(st.integers(1, 30)))),
                kind=draw(st.sampled_from(["risk", "position"])),
                holder=draw(st.sampled_from(["N", "S"])),
                stance=draw(st.sampled_from(["for", "neutral", "against", "unclear"])),
            )
        )
    marks = {reader: [(start, start + 10)] for reader in readers if (start := draw(st.integers(-60, 60))) >= 0}
    return document(*tags, read=marks, readers=readers)


@settings(max_examples=25, deadline=None)
@given(readings())
def test_exchanging_two_readers_exchanges_precision_and_recall_and_nothing_else(one: DocumentTags) -> None:
    there = agreement(one)
    back = agreement(replace(one, read=one.read[::-1]), readers="ba")
    for of, found in there.figures().items():
        turned = back.figures()[of]
        assert replace(turned, precision=turned.recall, recall=turned.precision) == found
    assert there.fields()[0] == back.fields()[0]
    assert there.shares() == back.shares()
    turned_pairs = {(other, first) for first, other in back.counts()[ALL].pairs}
    assert turned_pairs == set(there.counts()[ALL].pairs)


@settings(max_examples=25, deadline=None)
@given(readings("a"))
def test_identical_readings_give_one_or_nothing_to_say(one: DocumentTags) -> None:
    both = [*one.extents, *(extent._replace(id=f"b{extent.id}", reader="b") for extent in one.extents)]
    made = agreement(document(*both))
    for found in made.figures().values():
        said = [found.f1, found.precision, found.recall, found.mean_iou, found.kappa_characters, found.alpha_characters]
        said += [found.kappa_sentences, found.alpha_sentences]
        assert {value for value in said if value is not None} <= {1.0}
        assert set(found.only.values()) == {0}
    assert {one.value for one in made.fields()[0].values()} <= {1.0, None}


@settings(max_examples=25, deadline=None)
@given(readings("abc"))
def test_a_document_without_tags_changes_no_f1(one: DocumentTags) -> None:
    alone = agreement(one, readers="abc").figures()
    more = agreement(one, document(readers="abc"), readers="abc").figures()
    for of, found in alone.items():
        assert (more[of].f1, more[of].precision, more[of].recall) == (found.f1, found.precision, found.recall)


@settings(max_examples=30, deadline=None)
@given(st.lists(readings(), max_size=3))
def test_every_tag_is_matched_or_only_here(documents: list[DocumentTags]) -> None:
    made = agreement(
        *[
            replace(one, extents=[extent._replace(id=f"{at}{extent.id}") for extent in one.extents])
            for at, one in enumerate(documents)
        ]
    )
    counted, found = made.counts(), made.figures()
    for of in ("risk", "position", ALL):
        assert len(counted[of].pairs) == found[of].matched
        assert {name: len(ids) for name, ids in counted[of].only.items()} == found[of].only
    assert len(counted[ALL].ids) == sum(len(one.extents) for one in documents)
