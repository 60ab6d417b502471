from __future__ import annotations

from collections import Counter

import krippendorff
import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score

from glossator.review.bootstrap import interval, resampled
from glossator.review.coefficients import alpha_binary
from glossator.review.coverage import alpha_of, characters, disagreement, kappa_of, scale_of, sentences
from glossator.review.reading import Range, joined

LENGTH = 40

SPANS = st.lists(st.tuples(st.integers(0, LENGTH - 1), st.integers(1, 9)), max_size=5).map(
    lambda spans: joined((start, min(start + size, LENGTH)) for start, size in spans)
)
SIDES = st.integers(2, 4).flatmap(
    lambda readers: st.lists(st.tuples(SPANS, st.none() | SPANS), min_size=readers, max_size=readers)
)
CUTS = st.sets(st.integers(1, LENGTH - 1), max_size=4).map(lambda cuts: [0, *sorted(cuts)])


def one_by_one(spans: tuple[Range, ...] | None) -> list[bool]:
    return [spans is None or any(start <= at < end for start, end in spans) for at in range(LENGTH)]


def test_characters_are_counted_by_who_covers_them() -> None:
    (found,) = characters(10, [[(0, 4)], [(2, 6)]], [None, None], cuts=[0])
    assert found == Counter({(3, 1): 2, (3, 3): 2, (3, 2): 2, (3, 0): 4})


def test_what_was_not_read_is_counted_as_missing_for_that_reader() -> None:
    (found,) = characters(10, [[(0, 4)], [(2, 6)]], [None, [(0, 8)]], cuts=[0])
    assert found == Counter({(3, 1): 2, (3, 3): 2, (3, 2): 2, (3, 0): 2, (1, 0): 2})


def test_units_begin_at_their_cuts() -> None:
    assert characters(6, [[(0, 4)], []], [None, None], cuts=[0, 3]) == [
        Counter({(3, 1): 3}),
        Counter({(3, 1): 1, (3, 0): 2}),
    ]


def test_an_empty_text_has_no_characters() -> None:
    assert characters(0, [[], []], [None, None], cuts=[0]) == [Counter()]


def test_a_mark_past_the_end_of_a_text_is_cut() -> None:
    assert characters(5, [[], []], [None, [(0, 9)]], cuts=[0]) == [Counter({(3, 0): 5})]


@pytest.mark.parametrize(("end", "cover"), [(4, 0), (5, 1), (10, 1)], ids=["less than half", "half", "all"])
def test_a_sentence_is_covered_from_half_of_it_on(end: int, cover: int) -> None:
    found = sentences([(0, 10), (11, 20)], [[(0, end)], []], [None, None])
    assert +found == +Counter({(3, 0): 2 - cover, (3, 1): cover})


def test_a_sentence_of_which_less_than_half_was_read_is_missing() -> None:
    found = sentences([(0, 10), (11, 21)], [[], []], [[(0, 5), (11, 13)], None])
    assert +found == Counter({(3, 0): 1, (2, 0): 1})


@settings(max_examples=60)
@given(SIDES, CUTS)
def test_sweeping_counts_what_looking_at_every_character_counts(
    sides: list[tuple[tuple[Range, ...], tuple[Range, ...] | None]], cuts: list[int]
) -> None:
    read = [None if seen is None else joined([*spans, *seen]) for spans, seen in sides]
    covers = [one_by_one(spans) for spans, _ in sides]
    there = [one_by_one(seen) for seen in read]
    expected = []
    for start, end in zip(cuts, [*cuts[1:], LENGTH], strict=True):
        unit: Counter[tuple[int, int]] = Counter()
        for at in range(start, end):
            seen = sum(1 << number for number, row in enumerate(there) if row[at])
            unit[seen, seen & sum(1 << number for number, row in enumerate(covers) if row[at])] += 1
        expected.append(unit)
    assert characters(LENGTH, [spans for spans, _ in sides], read, cuts=cuts) == expected


@settings(max_examples=40)
@given(SIDES)
def test_alpha_over_characters_is_krippendorffs(
    sides: list[tuple[tuple[Range, ...], tuple[Range, ...] | None]],
) -> None:
    read = [None if seen is None else joined([*spans, *seen]) for spans, seen in sides]
    (found,) = characters(LENGTH, [spans for spans, _ in sides], read, cuts=[0])
    rows = numpy.array(
        [
            [
                float(cover) if seen else numpy.nan
                for cover, seen in zip(one_by_one(spans), one_by_one(mine), strict=True)
            ]
            for (spans, _), mine in zip(sides, read, strict=True)
        ]
    )
    paired = rows[:, (~numpy.isnan(rows)).sum(axis=0) > 1]
    ours = alpha_of(found)
    scale = scale_of(len(sides))
    if len({value for value in paired.flatten() if not numpy.isnan(value)}) < 2:
        assert ours is None
        return
    assert ours == pytest.approx(krippendorff.alpha(reliability_data=paired, level_of_measurement="nominal"))
    met, covered, bare = disagreement(found, scale)
    assert alpha_binary(met, covered, bare, scale=scale) == pytest.approx(ours)


@settings(max_examples=40)
@given(SPANS, SPANS)
def test_kappa_over_characters_is_scikit_learns(one: tuple[Range, ...], other: tuple[Range, ...]) -> None:
    (found,) = characters(LENGTH, [one, other], [None, None], cuts=[0])
    ours = kappa_of(found)
    if len({*one_by_one(one), *one_by_one(other)}) < 2:
        assert ours is None
        return
    assert ours == pytest.approx(cohen_kappa_score(one_by_one(one), one_by_one(other)))


@settings(max_examples=40)
@given(SPANS, SPANS)
def test_alpha_of_two_readers_is_near_kappa(one: tuple[Range, ...], other: tuple[Range, ...]) -> None:
    (found,) = characters(LENGTH, [one, other], [None, None], cuts=[0])
    alpha, kappa = alpha_of(found), kappa_of(found)
    covered = sum(end - start for start, end in one)
    if alpha is not None and kappa is not None and sum(end - start for start, end in other) == covered:
        # Alike margins: α is κ with the correction for a small sample.
        assert alpha == pytest.approx(kappa + (1 - kappa) / (2 * LENGTH))


def test_resampling_draws_as_many_units_as_there_are() -> None:
    sums = list(resampled([[1, 5], [1, 7], [1, 0]], resamples=50, seed=3))
    assert len(sums) == 50
    assert all(one == 3 and 0 <= other <= 21 for one, other in sums)
    assert len({other for _, other in sums}) > 3


def test_resampling_again_gives_the_same() -> None:
    units = [[number, 2 * number] for number in range(20)]
    assert list(resampled(units, resamples=30)) == list(resampled(units, resamples=30))


def test_units_alike_leave_nothing_to_chance() -> None:
    assert set(map(tuple, resampled([[2, 3]] * 8, resamples=20))) == {(16, 24)}


def test_an_interval_holds_the_middle_ninety_five_of_a_hundred() -> None:
    assert interval([number / 1000 for number in range(1000)]) == (0.025, 0.974)


def test_an_interval_of_nothing_is_not_said() -> None:
    assert (interval([]), interval([None]), interval([None, 0.5])) == (None, None, (0.5, 0.5))
