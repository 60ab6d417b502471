"""How much of a text which readers cover: characters and sentences counted by who covers them, by sweeps."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from math import lcm
from typing import TypeAlias

from glossator.review.coefficients import Label, alpha_nominal, kappa
from glossator.review.reading import Range

#: How many characters or sentences by which readers have read them and which cover them: a bit for each reader.
Patterns: TypeAlias = "Counter[tuple[int, int]]"

#: What each reader covers or has read, in order and apart; None where a reader has read all.
Sides: TypeAlias = Sequence["Sequence[Range] | None"]


def characters(length: int, covered: Sequence[Sequence[Range]], read: Sides, cuts: Sequence[int]) -> list[Patterns]:
    """Count the characters of a text by who covers them, for each unit; ``cuts`` are where units begin, 0 first.

    No list of characters is made: the ends of what readers cover are walked through in order.
    """
    everybody = (1 << len(read)) - 1
    there = everybody
    turns = []
    for number, (mine, seen) in enumerate(zip(covered, read, strict=True)):
        bit = 1 << number
        turns += [(min(end, length), 0, bit) for span in mine for end in span]
        if seen is not None:
            there &= ~bit
            turns += [(min(end, length), bit, 0) for span in seen for end in span]
    turns += [(cut, 0, 0) for cut in cuts[1:]]
    turns.sort()
    found: list[Patterns] = [Counter() for _ in cuts]
    unit, here, cover, boundaries = found[0], 0, 0, iter([*cuts[1:], length + 1])
    number, until = 0, next(boundaries)
    for at, seen_bit, cover_bit in [*turns, (length, 0, 0)]:
        if at > here:
            unit[there, cover & there] += at - here
            here = at
        if at == until:
            while at == until:
                number, until = number + 1, next(boundaries)
            unit = found[number]
        there ^= seen_bit
        cover ^= cover_bit
    return found


def sentences(ranges: Sequence[Range], covered: Sequence[Sequence[Range]], read: Sides) -> Patterns:
    """Count sentences by who covers half of them or more, and by who has read as much."""
    ends = [end for _, end in ranges]
    covers: dict[int, int] = {}
    for number, spans in enumerate(covered):
        _mark(covers, 1 << number, _half(ranges, ends, spans))
    whole = sum(1 << number for number, seen in enumerate(read) if seen is None)
    seen_by: dict[int, int] = {}
    partial = [(number, seen) for number, seen in enumerate(read) if seen is not None]
    for number, seen in partial:
        _mark(seen_by, 1 << number, _half(ranges, ends, seen))
    found: Patterns = Counter()
    for at in covers.keys() | seen_by.keys():
        there = whole | seen_by.get(at, 0)
        found[there, covers.get(at, 0) & there] += 1
    found[whole, 0] += len(ranges) - found.total()
    return found


def _mark(bits: dict[int, int], bit: int, numbers: Iterable[int]) -> None:
    for at in numbers:
        bits[at] = bits.get(at, 0) | bit


def _half(ranges: Sequence[Range], ends: Sequence[int], spans: Iterable[Range]) -> list[int]:
    """Return the numbers of the ranges of which spans cover half or more."""
    amounts: dict[int, int] = {}
    for start, end in spans:
        at = bisect_right(ends, start)
        while at < len(ranges) and ranges[at][0] < end:
            low, high = ranges[at]
            amounts[at] = amounts.get(at, 0) + min(end, high) - max(start, low)
            at += 1
    return [at for at, amount in amounts.items() if 2 * amount >= ranges[at][1] - ranges[at][0]]


def kappa_of(patterns: Mapping[tuple[int, int], int]) -> float | None:
    """Return Cohen's κ of two readers over what both have read."""
    table: Counter[tuple[Label, Label]] = Counter()
    for (there, cover), number in patterns.items():
        if there == 0b11:
            table[cover & 1, cover >> 1] += number
    return kappa(table)


def alpha_of(patterns: Mapping[tuple[int, int], int]) -> float | None:
    """Return Krippendorff's α of two or more readers over what two or more have read."""
    met: dict[tuple[Label, Label], int | Fraction] = {}
    for (there, cover), number in patterns.items():
        readers, yes = there.bit_count(), cover.bit_count()
        no = readers - yes
        if readers < 2:
            continue
        for pair, times in {(1, 1): yes * (yes - 1), (0, 0): no * (no - 1), (1, 0): yes * no, (0, 1): yes * no}.items():
            if times:
                met[pair] = met.get(pair, 0) + Fraction(number * times, readers - 1)
    return alpha_nominal(met)


def scale_of(readers: int) -> int:
    """Return what makes every count of `disagreement` whole: a multiple of every number of readers less one."""
    return lcm(*range(1, readers))


def disagreement(patterns: Mapping[tuple[int, int], int], scale: int) -> tuple[int, int, int]:
    """Return how often covered met not covered, times ``scale``, and how often it was covered and not."""
    met = covered = bare = 0
    for (there, cover), number in patterns.items():
        readers, yes = there.bit_count(), cover.bit_count()
        if readers > 1:
            met += number * yes * (readers - yes) * (scale // (readers - 1))
            covered += number * yes
            bare += number * (readers - yes)
    return met, covered, bare
