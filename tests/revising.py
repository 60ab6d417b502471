"""Texts and revisions of them whose truth is known: every character carries its old offset through the edits."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Protocol

from glossator.anchoring.outcome import Candidate

#: A character and where it stood in the old text, -1 where it is new. A word put in place of another has
#: -2 minus the offset: it stands where the other stood, and is none of its letters.
Sign = tuple[str, int]
Piece = list[Sign]
Sentence = list[Piece]
Paragraph = list[Sentence]
Paragraphs = list[Paragraph]

LETTERS = {
    "latin": "aaaeeeeiiioounnrrsstttlldcmphgbfvéüñşøk",
    "arabic": "ااابتثجحخدرسشعفقكلللمممننهوووييي",
    "marks": "aaaeeeeiiioounnrrsstttlldcmphgbfvéüñåčk",
}
CJK = [chr(0x4E00 + 7 * number) for number in range(900)]
EMOJI = ("🙂", "👍🏽", "👨‍👩‍👧", "❤️", "🇹🇷", "e\u0301")
SCRIPTS = ("latin", "cjk", "arabic", "emoji", "marks", "separators")
#: Share of a passage's letters that has to be left for it to be found again; places are the same that share half.
LEFT, SAME = 0.6, 0.5
#: Characters on each side that tell a passage from the same words elsewhere.
AROUND = 12
STOPS = {"cjk": "。！？", "arabic": ".؟!"}


def signs(text: str) -> Piece:
    """Return a text that was not in the old one."""
    return [(sign, -1) for sign in text]


@dataclass
class Writer:
    """Write sentences in one script, with words as frequent as in a language, names, numbers and set phrases."""

    script: str
    chance: random.Random
    words: list[str] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    phrases: list[list[str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.words = [self._word() for _ in range(2_500)]
        total = 0.0
        for number in range(len(self.words)):
            total += 1 / (number + 3)
            self.weights.append(total)
        self.names = [self._word().capitalize() + self._word() for _ in range(40)]
        self.phrases = [self.drawn(self.chance.randint(3, 8)) for _ in range(12)]

    def _word(self) -> str:
        chance = self.chance
        if self.script == "cjk":
            return "".join(CJK[int(len(CJK) * chance.random() ** 2)] for _ in range(chance.choice((1, 2, 2, 2, 3))))
        letters = LETTERS.get(self.script, LETTERS["latin"])
        word = "".join(chance.choice(letters) for _ in range(chance.choice((2, 3, 3, 4, 5, 6, 7, 8, 9, 11))))
        if self.script == "arabic" and chance.random() < 0.1:
            word = word[0] + "\u064e" + word[1:]
        return unicodedata.normalize("NFD", word) if self.script == "marks" else word

    def drawn(self, count: int) -> list[str]:
        """Draw so many words."""
        return self.chance.choices(self.words, cum_weights=self.weights, k=count)

    def one(self) -> str:
        """Draw a word, a name or a number, rarely an emoji."""
        chance = self.chance.random()
        if chance < 0.03:
            return self.chance.choice(self.names)
        if chance < 0.06:
            return str(self.chance.randint(2, 9_999))
        if self.script == "emoji" and chance < 0.16:
            return self.chance.choice(EMOJI)
        return self.drawn(1)[0]

    def sentence(self) -> list[str]:
        """Write a sentence as words, each with what follows it."""
        words = [self.one() for _ in range(self.chance.randint(4, 24))]
        if self.chance.random() < 0.12:
            at = self.chance.randrange(len(words))
            words[at:at] = self.chance.choice(self.phrases)
        if self.chance.random() < 0.15:
            words[0] = "“" + words[0]
            words[-1] += "”"
        return self.spaced(words)

    def spaced(self, words: list[str]) -> list[str]:
        """Put blanks, commas and dashes between words, and a stop at the end."""
        chance, cjk = self.chance, self.script == "cjk"
        made = []
        for word in words[:-1]:
            drawn = chance.random()
            mark = ("，" if cjk else ",") if drawn < 0.07 else " –" if drawn < 0.09 and not cjk else ""
            blank = "" if cjk else "\u2028" if self.script == "separators" and drawn > 0.93 else " "
            made.append(word + mark + blank)
        return [*made, words[-1] + chance.choice(STOPS.get(self.script, "....?!")) + ("" if cjk else " ")]

    def like(self, sentence: list[str]) -> list[str]:
        """Write a sentence that looks like another: a third of its words are others."""
        is_other = [self.chance.random() < 0.35 for _ in sentence[1:]]
        others = [
            self.spaced([self.one(), "x"])[0] if other else word
            for word, other in zip(sentence, is_other, strict=False)
        ]
        return [*others, sentence[-1]]

    def paragraphs(self, size: int) -> list[list[list[str]]]:
        """Write paragraphs of about so many characters, with a heading that comes again in each section."""
        heading = self.spaced(["Section", *self.drawn(3)])
        made: list[list[list[str]]] = []
        all_sentences: list[list[str]] = []
        written = 0
        while written < size:
            if len(made) % 9 == 0:
                made.append([heading])
            made.append([])
            for _ in range(self.chance.randint(1, 7)):
                drawn = self.chance.random()
                earlier = self.chance.choice(all_sentences[:-9]) if drawn < 0.08 and len(all_sentences) > 9 else None
                if earlier is None:
                    made[-1].append(self.sentence())
                else:
                    made[-1].append(list(earlier) if drawn < 0.03 else self.like(earlier))
                all_sentences.append(made[-1][-1])
            written += sum(len(word) for sentence in made[-1] for word in sentence)
        return made


@dataclass(frozen=True)
class Truth:
    """Hold where a passage is, the share of its letters that is left, and whether it was torn apart."""

    start: int
    end: int
    kept: float
    torn: bool

    @property
    def is_left(self) -> bool:
        """Say whether enough is left in one piece for the passage to be found again."""
        return self.kept >= LEFT and not self.torn


@dataclass
class Revision:
    """Hold an old text, its next version, and where each old character went."""

    old: str
    new: str
    first: list[int]
    last: list[int]
    kept: bytearray

    def truth(self, start: int, end: int) -> Truth:
        """Return where a passage is now."""
        there = [at for at in range(start, end) if self.first[at] >= 0 and not self.old[at].isspace()]
        if not there:
            return Truth(0, 0, 0.0, torn=False)
        begin, stop = min(self.first[at] for at in there), max(self.last[at] for at in there) + 1
        letters = sum(not self.old[at].isspace() for at in range(start, end))
        is_stretched = stop - begin > 2 * (end - start) + min(end - start, 40)
        # Two letters that changed places are a typo.
        is_turned = any(self.first[b] < self.first[a] - 1 for a, b in pairwise(there))
        return Truth(begin, stop, sum(self.kept[at] for at in there) / letters, torn=is_stretched or is_turned)


Edit = Callable[[Paragraphs, Writer, float], Paragraphs]


def revise(seed: int, script: str, *, size: int, edits: dict[str, float]) -> Revision:
    """Write a text and its next version, in which each kind of edit comes as often as said."""
    chance = random.Random(seed)
    writer = Writer(script, chance)
    gap = "\u2029" if script == "separators" else "\n\n"
    old, paragraphs = _written(writer.paragraphs(size), gap)
    for name, rate in edits.items():
        paragraphs = EDITS[name](paragraphs, writer, rate)
    gap = "\n" if "reflow" in edits else gap
    flat: Piece = []
    for paragraph in paragraphs:
        if flat:
            flat += signs(gap)
        flat += [sign for sentence in paragraph for piece in sentence for sign in piece]
    return _revision(old, flat)


def _written(texts: list[list[list[str]]], gap: str) -> tuple[str, Paragraphs]:
    parts: list[str] = []
    paragraphs: Paragraphs = []
    at = 0
    for text in texts:
        if parts:
            parts.append(gap)
            at += len(gap)
        paragraph: Paragraph = []
        for sentence in text:
            pieces: Sentence = []
            for word in sentence:
                pieces.append([(sign, at + number) for number, sign in enumerate(word)])
                parts.append(word)
                at += len(word)
            paragraph.append(pieces)
        paragraphs.append(paragraph)
    return "".join(parts), paragraphs


def _revision(old: str, flat: Piece) -> Revision:
    first, last, kept = [-1] * len(old), [-1] * len(old), bytearray(len(old))
    for at, (_, origin) in enumerate(flat):
        if origin == -1:
            continue
        place = origin if origin >= 0 else -2 - origin
        kept[place] |= origin >= 0
        first[place] = at if first[place] < 0 else min(at, first[place])
        last[place] = max(at, last[place])
    return Revision(old, "".join(sign for sign, _ in flat), first, last, kept)


def in_place_of(piece: Piece, word: str) -> Piece:
    """Return a word with what followed another, standing where the other stood."""
    bare = len("".join(sign for sign, _ in piece).rstrip(" ,.?!。，\u2028”–"))
    origins = [origin if origin >= 0 else -2 - origin for _, origin in piece[:bare] if origin != -1]
    if not origins:
        return piece
    placed = [origins[min(at, len(origins) - 1)] for at in range(len(word))]
    placed[-1] = origins[-1]
    return [(sign, -2 - origin) for sign, origin in zip(word, placed, strict=True)] + piece[bare:]


def _typos(text: Paragraphs, writer: Writer, rate: float) -> Paragraphs:
    for paragraph in text:
        for sentence in paragraph:
            for number, piece in enumerate(sentence):
                if len(piece) > 3 and writer.chance.random() < rate:
                    at = writer.chance.randrange(1, len(piece) - 2)
                    kind = writer.chance.randrange(3)
                    middle = [piece[at + 1], piece[at]] if kind == 0 else [piece[at + 1]]
                    if kind == 2:
                        middle = [piece[at], (piece[at][0], -1), piece[at + 1]]
                    sentence[number] = [*piece[:at], *middle, *piece[at + 2 :]]
    return text


def _words(text: Paragraphs, writer: Writer, rate: float) -> Paragraphs:
    """Delete, insert and replace words, a third each."""
    for paragraph in text:
        for number, sentence in enumerate(paragraph):
            made: Sentence = []
            for at, piece in enumerate(sentence):
                drawn = writer.chance.random()
                if drawn < rate / 3 and at < len(sentence) - 1:
                    continue
                made.append(in_place_of(piece, writer.one()) if rate / 3 <= drawn < rate * 2 / 3 else piece)
                if rate * 2 / 3 <= drawn < rate and at < len(sentence) - 1:
                    made.append(signs(writer.spaced([writer.one(), "x"])[0]))
            paragraph[number] = made
    return text


def _signs(text: Paragraphs, writer: Writer, rate: float) -> Paragraphs:
    """Write quotation marks and dashes as a typewriter does."""
    plain = {"“": '"', "”": '"', "–": "-"}
    return [[[[(plain.get(s, s), o) for s, o in piece] for piece in sentence] for sentence in one] for one in text]


def _reflow(text: Paragraphs, writer: Writer, rate: float) -> Paragraphs:
    for paragraph in text:
        for sentence in paragraph:
            for piece in sentence:
                if piece[-1][0] == " " and writer.chance.random() < rate:
                    piece[-1] = ("\n", piece[-1][1])
    return text


def _delete(text: Paragraphs, writer: Writer, rate: float) -> Paragraphs:
    """Delete sentences, none that is the same as its neighbour: nobody could say which is left."""
    for paragraph in text:
        paragraph[:] = [one for one in paragraph if writer.chance.random() >= rate] or paragraph
    return text


def _insert(text: Paragraphs, writer: Writer, rate: float) -> Paragraphs:
    for number, paragraph in enumerate(text):
        made: Paragraph = []
        for sentence in paragraph:
            made.append(sentence)
            if writer.chance.random() < rate:
                made.append([signs(word) for word in writer.sentence()])
        text[number] = made
    return text


def _swap(text: Paragraphs, writer: Writer, rate: float) -> Paragraphs:
    for paragraph in text:
        for at in range(len(paragraph) - 1):
            if writer.chance.random() < rate:
                paragraph[at], paragraph[at + 1] = paragraph[at + 1], paragraph[at]
    return text


def _move(text: Paragraphs, writer: Writer, rate: float) -> Paragraphs:
    """Move paragraphs to anywhere."""
    moved = [one for one in text if len(one) > 1 and writer.chance.random() < rate]
    left = [one for one in text if not any(one is other for other in moved)]
    for paragraph in moved:
        left.insert(writer.chance.randrange(len(left) + 1), paragraph)
    return left


def _names(text: Paragraphs, writer: Writer, rate: float) -> Paragraphs:
    """Replace some names throughout, and some numbers."""
    new = {name: writer._word().capitalize() + writer._word() for name in writer.names if writer.chance.random() < rate}
    for paragraph in text:
        for sentence in paragraph:
            for number, piece in enumerate(sentence):
                bare = "".join(sign for sign, _ in piece).strip(" ,.?!。，\u2028”–")
                if bare in new:
                    sentence[number] = in_place_of(piece, new[bare])
                elif bare.isdigit() and writer.chance.random() < rate:
                    sentence[number] = in_place_of(piece, str(writer.chance.randint(2, 9_999)))
    return text


EDITS: dict[str, Edit] = {
    "typos": _typos,
    "words": _words,
    "signs": _signs,
    "reflow": _reflow,
    "delete": _delete,
    "insert": _insert,
    "swap": _swap,
    "move": _move,
    "names": _names,
}


#: Revisions by what was done to the text, and how often: each kind of edit by itself, then all together.
MIXES = {
    "typos": {"typos": 0.02},
    "words": {"words": 0.05},
    "signs": {"signs": 1.0},
    "reflow": {"reflow": 0.2, "typos": 0.01},
    "deleted": {"delete": 0.15},
    "inserted": {"insert": 0.15},
    "swapped": {"swap": 0.05},
    "moved": {"move": 0.1},
    "names": {"names": 0.2},
    "all": {
        **{"typos": 0.005, "words": 0.02, "names": 0.05, "signs": 1.0},
        **{"delete": 0.03, "insert": 0.03, "swap": 0.02, "move": 0.03},
    },
}


def passages(revision: Revision, seed: int, count: int) -> list[tuple[int, int]]:
    """Draw passages as readers take them: words, phrases, sentences and more, few of them cutting a word."""
    chance = random.Random(seed)
    old = revision.old
    drawn = []
    while len(drawn) < count:
        start = chance.randrange(len(old))
        size = chance.choice((4, 10, 25, 40, 60, 90, 140, 260))
        end = min(len(old), start + chance.randint(size // 2, size))
        if chance.random() < 0.97:
            while start and old[start - 1].isalnum() and not is_cjk(old[start]):
                start -= 1
            while end < len(old) and old[end].isalnum() and not is_cjk(old[end]):
                end += 1
        while start < end and (old[start].isspace() or not is_whole(old, start)):
            start += 1
        while start < end and (old[end - 1].isspace()):
            end -= 1
        while end < len(old) and not is_whole(old, end):
            end += 1
        if start < end and any(sign.isalnum() for sign in old[start:end]):
            drawn.append((start, end))
    return drawn


def is_cjk(sign: str) -> bool:
    """Say whether a sign stands for itself."""
    return "\u4e00" <= sign <= "\u9fff"


def is_whole(text: str, at: int) -> bool:
    """Say whether a character as readers count it begins here."""
    sign = text[at]
    return not (unicodedata.combining(sign) or sign in "\u200d\ufe0f🏽") and (at == 0 or text[at - 1] != "\u200d")


class Place(Protocol):
    """Name what is asked of an outcome."""

    @property
    def status(self) -> str: ...
    @property
    def start(self) -> int | None: ...
    @property
    def end(self) -> int | None: ...
    @property
    def candidates(self) -> Sequence[Candidate]: ...


@dataclass
class Score:
    """Count how passages fared.

    ``wrong`` are attached to another passage, ``silent`` of them with nothing to be seen; ``scored`` are those that are
    left in one piece, ``found`` and ``exact`` of them attached where they are; ``waiting`` are the scored ones that are
    attached nowhere, ``proposed`` of them with the right place among the candidates.
    """

    tags: int = 0
    wrong: int = 0
    silent: int = 0
    scored: int = 0
    found: int = 0
    exact: int = 0
    waiting: int = 0
    proposed: int = 0
    undecidable: int = 0
    notes: list[str] = field(default_factory=list)

    def count(self, revision: Revision, places: Sequence[tuple[int, int]], carried: Sequence[Place]) -> None:
        """Count the outcomes of one revision's passages."""
        for (start, end), outcome in zip(places, carried, strict=True):
            self.tags += 1
            truth = revision.truth(start, end)
            if outcome.start is None or outcome.end is None:
                if truth.is_left:
                    self._count_waiting(truth, outcome)
                    self._note(revision, start, end, outcome)
                continue
            ours = share(outcome.start, outcome.end, truth) >= SAME
            if not ours and within(outcome.start, outcome.end, truth) < SAME:
                if same_around(revision, start, end, (outcome.start, outcome.end)):
                    self.undecidable += 1
                    continue
                self.wrong += 1
                self.silent += outcome.status in ("exact", "moved")
                self._note(revision, start, end, outcome)
            if truth.is_left:
                self.scored += 1
                self.found += ours
                self.exact += bare(revision, outcome.start, outcome.end) == bare(revision, truth.start, truth.end)
                if not ours:
                    self._note(revision, start, end, outcome)

    def _count_waiting(self, truth: Truth, outcome: Place) -> None:
        self.scored += 1
        self.waiting += 1
        self.proposed += any(share(one.start, one.end, truth) >= SAME for one in outcome.candidates)

    def _note(self, revision: Revision, start: int, end: int, outcome: Place) -> None:
        truth = revision.truth(start, end)
        self.notes.append(
            f"{outcome.status}: {revision.old[start:end]!r} at {revision.new[outcome.start or 0 : outcome.end or 0]!r} "
            f"instead of {revision.new[truth.start : truth.end]!r}, {truth.kept:.2f} left"
        )


def bare(revision: Revision, start: int, end: int) -> tuple[int, int]:
    """Return a range without blanks at its edges."""
    text = revision.new[start:end]
    return start + len(text) - len(text.lstrip()), end - len(text) + len(text.rstrip())


def share(start: int, end: int, truth: Truth) -> float:
    """Return the intersection over the union of a place and the true one."""
    common = max(0, min(end, truth.end) - max(start, truth.start))
    return common / max(1, max(end, truth.end) - min(start, truth.start)) if truth.end else 0.0


def within(start: int, end: int, truth: Truth) -> float:
    """Return the share of the smaller of a place and the true one that lies in the other."""
    common = max(0, min(end, truth.end) - max(start, truth.start))
    return common / max(1, min(end - start, truth.end - truth.start))


def same_around(revision: Revision, start: int, end: int, place: tuple[int, int]) -> bool:
    """Say whether a passage stands in the new text as it stood in the old: nobody could say that it is another."""
    old, new = revision.old, revision.new
    parts = ((start - AROUND, start, place[0] - AROUND, place[0]), (start, end, *place))
    return all(
        old[max(0, a) : b].split() == new[max(0, c) : d].split()
        for a, b, c, d in (*parts, (end, end + AROUND, place[1], place[1] + AROUND))
    )
