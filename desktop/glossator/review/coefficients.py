"""Coefficients of agreement from counts, exact until the last division; None where there is nothing to compute.

Cohen (1960), “A coefficient of agreement for nominal scales”; Krippendorff (2011), “Computing
Krippendorff's alpha-reliability”.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from typing import TypeAlias

#: What a reader said of a unit: a name, a score, covered or not.
Label: TypeAlias = "str | int"

#: How often two values met in one unit, both ways round.
Coincidences: TypeAlias = Mapping[tuple[Label, Label], "int | Fraction"]


def share(part: int, whole: int) -> float | None:
    """Return a part of a whole, None where there is no whole."""
    return part / whole if whole else None


def kappa(table: Mapping[tuple[Label, Label], int]) -> float | None:
    """Return Cohen's κ of a table: how often the first reader said one thing and the second another.

    None where nothing was compared, and where both said one thing throughout: agreement is then all
    that could be expected.
    """
    total = sum(table.values())
    rows: Counter[Label] = Counter()
    columns: Counter[Label] = Counter()
    for (one, other), number in table.items():
        rows[one] += number
        columns[other] += number
    agreed = sum(number for (one, other), number in table.items() if one == other)
    expected = sum(number * columns[label] for label, number in rows.items())
    if total * total == expected:
        return None
    return float(Fraction(agreed * total - expected, total * total - expected))


def coincidences(pairs: Iterable[tuple[Label, Label]]) -> Coincidences:
    """Count what met in units that two readers valued each."""
    found: Counter[tuple[Label, Label]] = Counter()
    for one, other in pairs:
        found[one, other] += 1
        found[other, one] += 1
    return found


def alpha_nominal(met: Coincidences) -> float | None:
    """Return Krippendorff's α where values are the same or not."""
    return _alpha(met, lambda one, other: 1)


def alpha_ordinal(met: Coincidences) -> float | None:
    """Return Krippendorff's α where values have an order: two differ by how many values lie between them."""
    sizes = _sizes(met)
    ranks: dict[Label, Fraction] = {}
    below = Fraction(0)
    for label in sorted(sizes, key=lambda label: (isinstance(label, str), label)):
        ranks[label] = below + Fraction(sizes[label]) / 2
        below += sizes[label]
    return _alpha(met, lambda one, other: (ranks[one] - ranks[other]) ** 2)


def alpha_binary(disagreed: int, yes: int, no: int, *, scale: int = 1) -> float | None:
    """Return Krippendorff's α of values that are yes or no, from how often yes met no; ``scale`` divides that."""
    if not yes or not no:
        return None
    return 1 - (yes + no - 1) * disagreed / (scale * yes * no)


def _alpha(met: Coincidences, differ: Callable[[Label, Label], int | Fraction]) -> float | None:
    sizes = _sizes(met)
    total = sum(sizes.values(), Fraction(0))
    observed = sum((number * differ(one, other) for (one, other), number in met.items() if one != other), Fraction(0))
    expected = sum(
        (sizes[one] * sizes[other] * differ(one, other) for one in sizes for other in sizes if one != other),
        Fraction(0),
    )
    return None if not expected else float(1 - (total - 1) * observed / expected)


def _sizes(met: Coincidences) -> dict[Label, int | Fraction]:
    sizes: dict[Label, int | Fraction] = {}
    for (one, _), number in met.items():
        sizes[one] = sizes.get(one, 0) + number
    return sizes
