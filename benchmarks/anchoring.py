"""Measure carrying passages to the next version: time as ratios to tokenising, memory, and how the passages fare."""

from __future__ import annotations

import random
import sys
import time
import tracemalloc
from pathlib import Path

from glossator.anchoring.carrying import carry
from glossator.anchoring.tokens import Lexicon
from store import SHORT, say

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from revising import MIXES, SCRIPTS, Score, passages, revise

CHARACTERS, TAGS = 3_200_000, 50_000

#: Share of words edited, and how many times cutting both texts into tokens carrying all tags may take.
RATIOS = ((0.05, 9.0), (0.2, 13.0), (0.5, 20.0))

#: Seconds and megabytes at most.
SECONDS, MEGABYTES = 10.0, 600.0

#: Passages of the seeded revisions, and what is asked of them.
CORPUS_CHARACTERS, CORPUS_TAGS = 60_000, 400
WRONG, FOUND, EXACT, PROPOSED = 1 / 5_000, 0.992, 0.987, 0.85

#: As rough as an edition that was written anew: nothing is asked but that no passage is wrong in silence.
ROUGH = {"typos": 0.03, "words": 0.15, "names": 0.3, "delete": 0.1, "insert": 0.1, "swap": 0.05, "move": 0.06}


def texts(rate: float) -> tuple[str, str]:
    """Write a long text and its next version: words deleted, replaced and put in, and one block moved."""
    chance = random.Random(1)
    words = ["".join(chance.choice("etaoinshrdlu") for _ in range(chance.randint(2, 9))) for _ in range(5_000)]
    drawn = chance.choices(words, [1 / (number + 1) for number in range(len(words))], k=CHARACTERS * 10 // 69)
    old = [word + chance.choice(("", "", "", ",", ".")) for word in drawn]
    new = []
    for word in old:
        drawn_edit = chance.random() * 3
        if drawn_edit >= rate:
            new.append(chance.choice(words) if drawn_edit < 2 * rate else word)
        if 2 * rate <= drawn_edit < 3 * rate:
            new.append(chance.choice(words))
    new = new[:50_000] + new[52_000:150_000] + new[50_000:52_000] + new[150_000:]
    return " ".join(old), " ".join(new)


def places(text: str) -> list[tuple[int, int]]:
    """Spread the tags over a text."""
    chance = random.Random(2)
    starts = [chance.randrange(len(text) - 300) for _ in range(TAGS)]
    found = []
    for start in starts:
        start = text.index(" ", start) + 1
        found.append((start, text.index(" ", start + chance.choice((3, 12, 40, 90, 150)))))
    return found


def tokenising(old: str, new: str) -> float:
    """Return the time of cutting both texts into tokens."""
    begin = time.perf_counter()
    lexicon = Lexicon(old, new)
    lexicon.read(old)
    lexicon.read(new)
    return time.perf_counter() - begin


def measure_time() -> None:
    """Carry all tags of a long text."""
    for rate, most in RATIOS:
        old, new = texts(rate)
        tags = places(old)
        bare = min(tokenising(old, new) for _ in range(3))
        begin = time.perf_counter()
        carry(old, new, tags)
        took = time.perf_counter() - begin
        say(f"{len(old) / 1e6:.1f} MB, {TAGS} tags, {rate:.0%} of the words edited", took, bare, most)
        if rate == RATIOS[0][0]:
            verdict("the same in seconds", took, took <= SECONDS, f"at most {SECONDS:.0f}")


def measure_memory() -> None:
    """Carry the tags while what is taken is counted, which takes its time."""
    old, new = texts(RATIOS[0][0])
    tags = places(old)
    tracemalloc.start()
    carry(old, new, tags)
    peak = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    verdict("megabytes at the highest", peak, peak <= MEGABYTES, f"at most {MEGABYTES:.0f}")


def measure_truth() -> None:
    """Carry the passages of seeded revisions, and hold them against the truth."""
    score = Score()
    for name, edits in [*MIXES.items(), ("rough", ROUGH)]:
        part = Score()
        for seed, script in enumerate(SCRIPTS):
            revision = revise(1_000 + seed, script, size=CORPUS_CHARACTERS, edits=edits)
            tags = passages(revision, seed, CORPUS_TAGS)
            carried = carry(revision.old, revision.new, tags) or []
            part.count(revision, tags, carried)
            if name != "rough":
                score.count(revision, tags, carried)
        print(
            f"  {name}: {part.tags} tags, wrong {part.wrong}, silently {part.silent}, "
            f"found {part.found / part.scored:.2%}, exact {part.exact / part.scored:.2%}, "
            f"left to review {part.waiting}, right candidate {part.proposed}"
        )
        if name == "rough":
            verdict("rough: wrong in silence", part.silent, part.silent == 0, "none")
    verdict(f"wrong of {score.tags} tags", score.wrong, score.wrong <= WRONG * score.tags, "at most 1 in 5,000")
    verdict("wrong in silence", score.silent, score.silent == 0, "none")
    for what, part, whole, least in (
        ("found again", score.found, score.scored, FOUND),
        ("found to the code point", score.exact, score.scored, EXACT),
        ("right candidate of those left to review", score.proposed, score.waiting, PROPOSED),
    ):
        verdict(what, part / max(1, whole), part >= least * whole, f"at least {least}")


def verdict(what: str, value: float, holds: bool, target: str) -> None:
    """Print a figure with its target."""
    if not holds:
        SHORT.append(what)
    print(f"{what}: {value:.4g} ({target}): {'holds' if holds else 'falls short'}")


def main() -> None:
    """Print every figure."""
    measure_time()
    measure_memory()
    measure_truth()


if __name__ == "__main__":
    main()
    raise SystemExit(bool(SHORT))
