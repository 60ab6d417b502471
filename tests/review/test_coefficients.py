from __future__ import annotations

from collections import Counter
from fractions import Fraction

import krippendorff
import numpy
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score

from glossator.review.coefficients import (
    Coincidences,
    Label,
    alpha_binary,
    alpha_nominal,
    alpha_ordinal,
    coincidences,
    kappa,
    share,
)

#: Krippendorff (2011), “Computing Krippendorff's Alpha-Reliability”, section C: four observers, twelve units, missing.
KRIPPENDORFF_2011 = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
    [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
]

#: The same, section B: two observers, twelve units, nominal values (a to e as 1 to 5).
KRIPPENDORFF_2011_B = list(zip([1, 1, 2, 2, 4, 3, 3, 3, 5, 4, 4, 1], [2, 1, 2, 2, 2, 3, 3, 3, 5, 4, 4, 4], strict=True))

#: Cohen (1960): two judges, three categories, 200 cases, of which they agree on .70 where chance gives .41.
COHEN_1960 = [[88, 14, 18], [10, 40, 10], [2, 6, 12]]


def met(rows: list[list[int | None]]) -> Coincidences:
    """Count coincidences of any number of readers, as the literature defines them."""
    found: dict[tuple[Label, Label], int | Fraction] = {}
    for unit in zip(*rows, strict=True):
        values = [value for value in unit if value is not None]
        for at, one in enumerate(values):
            for other in values[:at] + values[at + 1 :]:
                found[one, other] = found.get((one, other), 0) + Fraction(1, len(values) - 1)
    return found


def test_krippendorffs_example_of_four_observers_gives_his_nominal_alpha() -> None:
    assert alpha_nominal(met(KRIPPENDORFF_2011)) == pytest.approx(0.743, abs=0.0005)


def test_krippendorffs_example_of_four_observers_gives_his_ordinal_alpha() -> None:
    assert alpha_ordinal(met(KRIPPENDORFF_2011)) == pytest.approx(0.815, abs=0.0005)


def test_krippendorffs_example_of_two_observers_gives_his_alpha() -> None:
    assert alpha_nominal(coincidences(KRIPPENDORFF_2011_B)) == pytest.approx(0.692, abs=0.0005)


def test_krippendorffs_binary_example_gives_his_alpha() -> None:
    # Section A: ten units, Meg 0100000000, Owen 1110010010.
    pairs = list(zip([0, 1, 0, 0, 0, 0, 0, 0, 0, 0], [1, 1, 1, 0, 0, 1, 0, 0, 1, 0], strict=True))
    assert alpha_nominal(coincidences(pairs)) == pytest.approx(0.095, abs=0.0005)
    assert alpha_binary(4, 6, 14) == pytest.approx(0.095, abs=0.0005)


def test_cohens_example_gives_his_kappa_and_scikit_learns() -> None:
    table = {(row, column): number for row, line in enumerate(COHEN_1960) for column, number in enumerate(line)}
    one = [row for (row, _), number in table.items() for _ in range(number)]
    other = [column for (_, column), number in table.items() for _ in range(number)]
    assert kappa(table) == pytest.approx(0.492, abs=0.0005)
    assert kappa(table) == pytest.approx(cohen_kappa_score(one, other))


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        pytest.param({(0, 0): 20, (0, 1): 5, (1, 0): 10, (1, 1): 15}, 0.4, id="50 cases, 35 alike"),
        pytest.param({(0, 0): 1, (0, 1): 1, (1, 0): 1, (1, 1): 1}, 0.0, id="as chance would have it"),
        pytest.param({(0, 1): 5, (1, 0): 5}, -1.0, id="never"),
        pytest.param({(0, 0): 5, (1, 1): 5}, 1.0, id="always"),
    ],
)
def test_kappa_of_a_table(table: dict[tuple[Label, Label], int], expected: float) -> None:
    assert kappa(table) == pytest.approx(expected)


@pytest.mark.parametrize("table", [{}, {(0, 0): 7}, {("x", "x"): 1}], ids=["nothing", "one value", "one pair"])
def test_kappa_is_not_said_where_chance_alone_would_agree(table: dict[tuple[Label, Label], int]) -> None:
    assert kappa(table) is None


def test_alpha_is_not_said_of_one_value_or_none() -> None:
    assert (alpha_nominal({}), alpha_ordinal(coincidences([(1, 1)])), alpha_binary(0, 4, 0)) == (None, None, None)


def test_a_share_of_nothing_is_not_said() -> None:
    assert (share(0, 0), share(0, 2), share(1, 2)) == (None, 0.0, 0.5)


PAIRS = st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), min_size=2, max_size=30)


@settings(max_examples=60)
@given(PAIRS)
def test_kappa_is_scikit_learns(pairs: list[tuple[int, int]]) -> None:
    assume(len({value for pair in pairs for value in pair}) > 1)
    ours = kappa(Counter(pairs))
    assert ours == pytest.approx(cohen_kappa_score([one for one, _ in pairs], [other for _, other in pairs]))


ROWS = st.integers(2, 4).flatmap(
    lambda readers: st.lists(
        st.lists(st.none() | st.integers(1, 4), min_size=readers, max_size=readers), min_size=1, max_size=15
    )
)


@pytest.mark.parametrize(("level", "ours"), [("nominal", alpha_nominal), ("ordinal", alpha_ordinal)])
@settings(max_examples=60)
@given(units=ROWS)
def test_alpha_with_missing_values_is_krippendorffs(level: str, ours: object, units: list[list[int | None]]) -> None:
    rows = [list(row) for row in zip(*units, strict=True)]
    paired = [
        value for unit in units if sum(one is not None for one in unit) > 1 for value in unit if value is not None
    ]
    assume(len(set(paired)) > 1)
    data = numpy.array([[numpy.nan if value is None else value for value in row] for row in rows])
    theirs = krippendorff.alpha(reliability_data=data, level_of_measurement=level)  # type: ignore[arg-type]
    kept = [
        list(row) for row in zip(*(unit for unit in units if sum(one is not None for one in unit) > 1), strict=True)
    ]
    assert ours(met(kept)) == pytest.approx(theirs)  # type: ignore[operator]
