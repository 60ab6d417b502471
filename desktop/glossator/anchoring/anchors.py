"""Find what two stretches of tokens surely share: runs that stand in each of them once, in the same order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

Keys = Sequence[int]


@dataclass(slots=True)
class Run:
    """Hold tokens that are the same in both stretches.

    ``core`` is where the grams begin that are unique in both, first and last; ``start`` to ``end`` is the run around
    it; what is added to a place in the one gives the place in the other: ``shift``.
    """

    core: tuple[int, int]
    start: int
    end: int
    shift: int


def grams(keys: Keys, size: int) -> list[int]:
    """Return a hash of so many tokens from each on; ``size`` is 1, or twice or three times another size."""
    if size == 1:
        return list(keys)
    parts = 2 if size % 2 == 0 else 3
    step = size // parts
    below = grams(keys, step)
    return list(map(hash, zip(*(below[step * part :] for part in range(parts)), strict=False)))


def common_runs(old: Keys, new: Keys, size: int) -> list[Run]:
    """Return the runs around the grams of a size that are unique in both stretches, in the old one's order."""
    hashes = grams(old, size)
    there = _unique(grams(new, size))
    runs: list[Run] = []
    latest: dict[int, Run] = {}
    for at in _unique(hashes).values():
        image = there.get(hashes[at])
        if image is None:
            continue
        shift = image - at
        run = latest.get(shift)
        if run is not None and at < run.end:
            run.core = (run.core[0], at)
        elif old[at : at + size] == new[image : image + size]:
            run = latest[shift] = _extended(old, new, at, shift=shift, size=size)
            runs.append(run)
    return runs


def heaviest_chain(runs: Sequence[Run]) -> list[Run]:
    """Return of some runs, ordered by where they begin, those that go the same way in both and hold most tokens."""
    ranks = sorted({edge + run.shift for run in runs for edge in run.core})
    tree: list[tuple[int, int]] = [(0, -1)] * (len(ranks) + 1)  # a Fenwick tree of the heaviest chain up to a rank
    best: list[tuple[int, int]] = []  # of each run: weight of the heaviest chain that it ends, the run before
    waiting = sorted(range(len(runs)), key=lambda number: runs[number].core[1])
    entered = 0
    for run in runs:
        while entered < len(waiting) and runs[waiting[entered]].core[1] < run.core[0]:
            ended = waiting[entered]
            rank = bisect_left(ranks, runs[ended].core[1] + runs[ended].shift) + 1
            _enter(tree, rank, (best[ended][0], ended))
            entered += 1
        before = _heaviest_below(tree, bisect_left(ranks, run.core[0] + run.shift))
        best.append((before[0] + run.end - run.start, before[1]))
    chain = []
    at = max(range(len(runs)), key=lambda one: best[one][0], default=-1)
    while at >= 0:
        chain.append(runs[at])
        at = best[at][1]
    return chain[::-1]


def _unique(hashes: Sequence[int]) -> dict[int, int]:
    """Return where each hash stands that stands there once, in order."""
    last = dict(zip(hashes, range(len(hashes)), strict=True))
    if len(last) == len(hashes):
        return last
    first = dict(zip(reversed(hashes), range(len(hashes) - 1, -1, -1), strict=True))
    return {key: at for key, at in last.items() if first[key] == at}


def _extended(old: Keys, new: Keys, at: int, *, shift: int, size: int) -> Run:
    start, end = at, at + size
    while start > 0 and start + shift > 0 and old[start - 1] == new[start + shift - 1]:
        start -= 1
    while end < len(old) and end + shift < len(new) and old[end] == new[end + shift]:
        end += 1
    return Run((at, at), start, end, shift)


def _enter(tree: list[tuple[int, int]], rank: int, entry: tuple[int, int]) -> None:
    while rank < len(tree):
        if tree[rank][0] < entry[0]:
            tree[rank] = entry
        rank += rank & -rank


def _heaviest_below(tree: list[tuple[int, int]], rank: int) -> tuple[int, int]:
    heaviest = (0, -1)
    while rank > 0:
        if tree[rank][0] > heaviest[0]:
            heaviest = tree[rank]
        rank -= rank & -rank
    return heaviest
