"""How sure a figure is: the same figure from units drawn again and again, from counts for each unit."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence

#: How often units are drawn, and the number from which chance begins, so that the same comparison says the same.
RESAMPLES, SEED = 1000, 1

#: The share of resampled figures that an interval holds: 95 of 100, half of the others on each side.
_OUTSIDE = 0.025

#: Whether to stop is asked once in so many resamples.
_STRIDE = 20


def resampled(
    units: Sequence[Sequence[int]],
    *,
    resamples: int = RESAMPLES,
    seed: int = SEED,
    step: Callable[[], None] | None = None,
) -> Iterator[list[int]]:
    """Yield the sums of the counts of as many units as there are, drawn with replacement.

    ``step`` is called now and then and may raise to stop. A unit's counts, none negative, are packed into one
    whole number with room for the largest sum, so that drawing and adding are one call.
    """
    if not units:
        return
    widths = [(max(column) * len(units)).bit_length() + 1 for column in zip(*units, strict=True)]
    packed = [_packed(unit, widths) for unit in units]
    chance = random.Random(seed)
    for number in range(resamples):
        if step is not None and number % _STRIDE == 0:
            step()
        yield _unpacked(sum(chance.choices(packed, k=len(packed))), widths)


def interval(values: Sequence[float | None]) -> tuple[float, float] | None:
    """Return the ends of the middle 95 of 100 values, of those that could be computed; None where none could."""
    known = sorted(value for value in values if value is not None)
    if not known:
        return None
    outside = int(_OUTSIDE * len(known))
    return known[outside], known[-1 - outside]


def _packed(counts: Sequence[int], widths: Sequence[int]) -> int:
    number = 0
    for count, width in zip(counts, widths, strict=True):
        number = number << width | count
    return number


def _unpacked(number: int, widths: Sequence[int]) -> list[int]:
    counts = []
    for width in reversed(widths):
        counts.append(number & ((1 << width) - 1))
        number >>= width
    return counts[::-1]
