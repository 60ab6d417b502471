"""How far readers agree: counts are taken in document by document, then figures are made of them."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from glossator.model.codebook import Codebook
from glossator.model.people import Reader
from glossator.review import coverage
from glossator.review.bootstrap import RESAMPLES, SEED, interval, resampled
from glossator.review.coefficients import Label, alpha_binary, alpha_ordinal, coincidences, kappa, share
from glossator.review.comparison import ALL, DOCUMENT, PARAGRAPH, Counted, Ends, FieldFigure, Figures, Interval
from glossator.review.matching import Match, matches
from glossator.review.reading import Extent, Range, joined, place_of

#: From so many documents with tags on, an interval draws whole documents, which is what a reader would read more
#: of; fewer would give ends that hang on one of them, and paragraphs are drawn instead.
ENOUGH_DOCUMENTS = 10

#: The types of field that are compared, and by what.
_COEFFICIENTS = {"actor": "kappa", "issue": "kappa", "choice": "kappa", "scale": "alpha"}


@dataclass(frozen=True, slots=True)
class DocumentTags:
    """Hold what figures need of a document: its length, paragraphs, sentences, tags, and what each reader has read.

    ``read`` has a place for each reader: what they marked as read with nothing to tag, or None where
    they marked nothing, which says that they read all of it.
    """

    characters: int
    paragraphs: Sequence[Range]
    sentences: Sequence[Range]
    extents: Sequence[Extent]
    read: Sequence[Sequence[Range] | None]


@dataclass(slots=True)
class _Tally:
    """Gather the counts of one kind, or of all."""

    tags: Counter[int] = field(default_factory=Counter)
    matched: dict[tuple[int, int], list[Match]] = field(default_factory=dict)
    alone: list[dict[str, None]] = field(default_factory=list)
    characters: coverage.Patterns = field(default_factory=Counter)
    sentences: coverage.Patterns = field(default_factory=Counter)
    units: list[list[int]] = field(default_factory=list)


class Agreement:
    """Take documents in and say how far the readers agree on the kinds (keys) that are compared."""

    def __init__(
        self, readers: Sequence[Reader], kinds: Sequence[str], *, codebook: Codebook, iou: float, unit: str
    ) -> None:
        self._readers = tuple(readers)
        self._number = {reader.id: number for number, reader in enumerate(readers)}
        self._pairs = list(combinations(range(len(readers)), 2))
        self._scale = coverage.scale_of(len(readers))
        self._codebook = codebook
        self._iou = iou
        self._unit = unit
        self._tallies = {of: _Tally(alone=[{} for _ in readers]) for of in (*kinds, ALL)}
        self._kinds = tuple(kinds)

    def take(self, document: DocumentTags) -> None:
        """Take in one document."""
        extents = sorted((one for one in document.extents if one.reader in self._number), key=place_of)
        read = self._read(document, extents)
        cuts = [0, *(start for start, _ in document.paragraphs[1:])] if self._unit == PARAGRAPH else [0]
        covered: dict[str, list[list[Range]]] = {of: [[] for _ in self._readers] for of in self._tallies}
        of_kind: dict[str, list[Extent]] = {kind: [] for kind in self._kinds}
        for extent in extents:
            if extent.kind in of_kind:
                of_kind[extent.kind].append(extent)
                for of in (extent.kind, ALL):
                    covered[of][self._number[extent.reader]].extend(extent.spans)
        whole = self._empty_units(len(cuts))
        for kind in self._kinds:
            units = self._empty_units(len(cuts))
            self._match(of_kind[kind], kind, cuts, units)
            self._cover(document, kind, covered[kind], read=read, cuts=cuts, units=units)
            for sums, unit in zip(whole, units, strict=True):
                for at in range(2 * len(self._pairs)):
                    sums[at] += unit[at]
        self._cover(document, ALL, covered[ALL], read=read, cuts=cuts, units=whole)

    def _read(self, document: DocumentTags, extents: Sequence[Extent]) -> list[Sequence[Range] | None]:
        """Return what each reader has read: what was marked and what was tagged, by any kind, where there are marks."""
        found: list[Sequence[Range] | None] = []
        for reader, marks in zip(self._readers, document.read, strict=True):
            if marks is None:
                found.append(None)
            else:
                tagged = [span for extent in extents if extent.reader == reader.id for span in extent.spans]
                found.append(joined([*marks, *tagged]))
        return found

    def _empty_units(self, number: int) -> list[list[int]]:
        """Return the counts of units: for each pair of readers matched tags and tags, then the coverage's three."""
        return [[0] * (2 * len(self._pairs) + 3) for _ in range(number)]

    def _match(self, extents: Sequence[Extent], kind: str, cuts: Sequence[int], units: list[list[int]]) -> None:
        of_pairs = matches(extents, least=self._iou)
        tallies = (self._tallies[kind], self._tallies[ALL])
        hit: set[str] = set()
        for at, (one, other) in enumerate(self._pairs):
            for match in self._ordered(of_pairs, one, other):
                hit.update((match.first.id, match.second.id))
                for tally in tallies:
                    tally.matched.setdefault((one, other), []).append(match)
                for extent in match[:2]:
                    units[bisect_right(cuts, extent.start) - 1][2 * at] += 1
        for extent in extents:
            number = self._number[extent.reader]
            unit = units[bisect_right(cuts, extent.start) - 1]
            for tally in tallies:
                tally.tags[number] += 1
                if extent.id not in hit:
                    tally.alone[number][extent.id] = None
            for at, pair in enumerate(self._pairs):
                unit[2 * at + 1] += number in pair

    def _ordered(self, of_pairs: Mapping[tuple[str, str], list[Match]], one: int, other: int) -> list[Match]:
        first, second = self._readers[one].id, self._readers[other].id
        if first < second:
            return of_pairs.get((first, second), [])
        turned = [Match(match.second, match.first, match.iou) for match in of_pairs.get((second, first), [])]
        return sorted(turned, key=lambda match: place_of(match.first))

    def _cover(
        self,
        document: DocumentTags,
        of: str,
        spans: Sequence[Sequence[Range]],
        *,
        read: coverage.Sides,
        cuts: Sequence[int],
        units: list[list[int]],
    ) -> None:
        tally = self._tallies[of]
        covered = [joined(mine) for mine in spans]
        for unit, patterns in zip(
            units, coverage.characters(document.characters, covered, read, cuts=cuts), strict=True
        ):
            tally.characters.update(patterns)
            unit[-3:] = coverage.disagreement(patterns, self._scale)
        tally.sentences.update(coverage.sentences(document.sentences, covered, read))
        tally.units += units

    # What comes of it

    def figures(self, *, step: Callable[[], None] | None = None) -> dict[str, Figures]:
        """Return the figures of each kind and of ``ALL``; ``step`` is called now and then and may raise to stop."""
        ends = self._intervals(step)
        return {of: self._figures(tally, ends[of]) for of, tally in self._tallies.items()}

    def _figures(self, tally: _Tally, ends: tuple[Ends | None, Ends | None]) -> Figures:
        of_pairs = [
            (len(tally.matched.get(pair, ())), *(tally.tags[number] for number in pair)) for pair in self._pairs
        ]
        overlaps = [
            sum(match.iou for match in found) / len(found)
            for found in (tally.matched.get(pair) for pair in self._pairs)
            if found
        ]
        two = len(self._readers) == 2
        scores = _mean([share(2 * number, first + second) for number, first, second in of_pairs])
        alpha = coverage.alpha_of(tally.characters)
        return Figures(
            f1=scores,
            precision=_mean([share(number, second) for number, _, second in of_pairs]),
            recall=_mean([share(number, first) for number, first, _ in of_pairs]),
            mean_iou=_mean(overlaps),
            matched=sum(number for number, _, _ in of_pairs),
            only={reader.name: len(alone) for reader, alone in zip(self._readers, tally.alone, strict=True)},
            kappa_characters=coverage.kappa_of(tally.characters) if two else None,
            alpha_characters=alpha,
            kappa_sentences=coverage.kappa_of(tally.sentences) if two else None,
            alpha_sentences=coverage.alpha_of(tally.sentences),
            interval=Interval(
                unit=self._unit,
                resamples=RESAMPLES,
                seed=SEED,
                f1=None if scores is None else ends[0],
                alpha_characters=None if alpha is None else ends[1],
            ),
        )

    def _intervals(self, step: Callable[[], None] | None) -> dict[str, tuple[Ends | None, Ends | None]]:
        """Draw units for all kinds at once, and return the ends of F1 and of α over characters."""
        tallies = list(self._tallies.values())
        number = len(tallies[0].units)
        drawn: list[list[tuple[float | None, float | None]]] = [[] for _ in tallies]
        if number > 1:
            units = [[count for tally in tallies for count in tally.units[at]] for at in range(number)]
            size = len(units[0]) // len(tallies)
            for sums in resampled(units, step=step):
                for at, values in enumerate(drawn):
                    values.append(self._resampled(sums[at * size : (at + 1) * size]))
        return {
            of: (interval([one for one, _ in values]), interval([other for _, other in values]))
            for of, values in zip(self._tallies, drawn, strict=True)
        }

    def _resampled(self, sums: Sequence[int]) -> tuple[float | None, float | None]:
        scores = _mean([share(sums[2 * at], sums[2 * at + 1]) for at in range(len(self._pairs))])
        met, covered, bare = sums[-3:]
        return scores, alpha_binary(met, covered, bare, scale=self._scale)

    def counts(self) -> dict[str, Counted]:
        """Return the tags that the figures count, by kind and ``ALL``."""
        return {
            of: Counted(
                tuple(
                    (match.first.id, match.second.id) for pair in self._pairs for match in tally.matched.get(pair, ())
                ),
                {reader.name: tuple(alone) for reader, alone in zip(self._readers, tally.alone, strict=True)},
            )
            for of, tally in self._tallies.items()
        }

    def fields(self) -> tuple[dict[str, FieldFigure], dict[str, Counted]]:
        """Return how far matched tags agree in each field, and the pairs that this counts.

        κ for names and choices, ordinal α for scales by their scores; what is not set by both is missing, and so is a
        value without a score.
        """
        given: dict[str, list[tuple[Label, Label]]] = {}
        pairs: dict[str, list[tuple[str, str]]] = {}
        coefficients: dict[str, str] = {}
        labels = self._labels(coefficients)
        for found in self._tallies[ALL].matched.values():
            for match in found:
                for key in match.first.fields.keys() & match.second.fields.keys():
                    one, other = (labels(match.first.kind, key, side.fields[key]) for side in match[:2])
                    if one is not None and other is not None:
                        given.setdefault(key, []).append((one, other))
                        pairs.setdefault(key, []).append((match.first.id, match.second.id))
        return (
            {key: self._field(name, given.get(key, [])) for key, name in coefficients.items()},
            {key: Counted(tuple(pairs.get(key, ()))) for key in coefficients},
        )

    def _labels(self, coefficients: dict[str, str]) -> Callable[[str, str, str], Label | None]:
        """Return what a value counts as, None where it is missing; fill in the coefficient of each field compared."""
        scores: dict[tuple[str, str], dict[str, int | None] | None] = {}
        for kind in self._codebook.kinds:
            for one in kind.fields if kind.key in self._kinds else ():
                if (
                    one.type in _COEFFICIENTS
                    and coefficients.setdefault(one.key, _COEFFICIENTS[one.type]) == _COEFFICIENTS[one.type]
                ):
                    is_scale = one.type == "scale"
                    scores[kind.key, one.key] = {value.key: value.score for value in one.values} if is_scale else None

        def label(kind: str, key: str, value: str) -> Label | None:
            if (kind, key) not in scores:
                return None
            known = scores[kind, key]
            return value if known is None else known.get(value)

        return label

    def _field(self, coefficient: str, given: Sequence[tuple[Label, Label]]) -> FieldFigure:
        if coefficient == "alpha":
            return FieldFigure("alpha", alpha_ordinal(coincidences(given)), len(given))
        value = kappa(Counter(given)) if len(self._readers) == 2 else None
        return FieldFigure("kappa", value, len(given))

    def shares(self) -> tuple[dict[str, float | None], dict[str, float | None]]:
        """Return by reader's name the share of the text that their tags cover, and the share that they have read."""
        patterns = self._tallies[ALL].characters
        total = patterns.total()
        covered: dict[str, float | None] = {}
        read: dict[str, float | None] = {}
        for number, reader in enumerate(self._readers):
            bit = 1 << number
            covered[reader.name] = share(sum(count for (_, cover), count in patterns.items() if cover & bit), total)
            read[reader.name] = share(sum(count for (there, _), count in patterns.items() if there & bit), total)
        return covered, read


def unit_for(documents: int) -> str:
    """Return what an interval draws, by how many documents have tags on."""
    return DOCUMENT if documents >= ENOUGH_DOCUMENTS else PARAGRAPH


def _mean(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None
