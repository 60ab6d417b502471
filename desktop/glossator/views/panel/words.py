"""What a closed card says of its tag: the quotation, chips, signs, and the sentence for a screen reader."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from glossator.model.annotation import Annotation
from glossator.model.codebook import Field, Kind, Value
from glossator.views.desk import Desk
from glossator.views.eliding import cut_short

#: Fields whose values say by themselves what they are about; others are shown with their label.
SPEAKING = frozenset({"stance", "severity", "likelihood", "verdict", "certainty", "voice"})

#: What a passage's state says to a reader.
WARNINGS = {
    "edited": "the words have changed",
    "ambiguous": "its place is uncertain",
    "lost": "not found in this version",
}

#: A quotation is cut here, in code points: more than any card shows.
LONGEST_QUOTE = 1200

#: Words of a text field on a chip are cut here, in code points.
LONGEST_CHIP = 80


@dataclass(frozen=True, slots=True)
class Chip:
    """Hold one short word of a card.

    Its tone is ``value``, ``dim`` (a remark), ``label``, ``warning``, ``draft``, ``reader`` or ``note`` (a sign);
    ``field`` and ``chosen`` say which value of a scale it shows.
    """

    words: str
    tone: str = "value"
    field: Field | None = None
    chosen: Value | None = None
    hollow: bool = False


@dataclass(frozen=True, slots=True)
class CardWords:
    """Hold everything that a card shows."""

    id: str
    kind: Kind
    quote: str
    right_to_left: bool
    chips: tuple[Chip, ...]


def card_words(annotation: Annotation, desk: Desk, *, drafts: tuple[str, ...] = ()) -> CardWords:
    """Put a tag into the words of its card."""
    kind = desk.kind_of(annotation)
    quote = quotation(annotation)
    return CardWords(annotation.id, kind, quote, is_right_to_left(quote), tuple(_chips(annotation, kind, desk, drafts)))


def quotation(annotation: Annotation) -> str:
    """Return a tag's words in one line, its passages joined by an ellipsis in brackets."""
    joined = " […] ".join(passage.quote[:LONGEST_QUOTE] for passage in annotation.passages)
    return " ".join(joined.split())[:LONGEST_QUOTE]


def is_right_to_left(words: str) -> bool:
    """Tell whether the first letter that has a direction runs from right to left."""
    for sign in words:
        direction = unicodedata.bidirectional(sign)
        if direction == "L":
            return False
        if direction in ("R", "AL"):
            return True
    return False


def spoken(annotation: Annotation, desk: Desk) -> str:
    """Say a tag in one line: kind, who, issue and the first scale's value, then the words."""
    kind = desk.kind_of(annotation)
    shown = [kind.who, kind.field("issue"), kind.digits]
    said = [_said(field, annotation, kind, desk) for field in shown if field and field.key in annotation.fields]
    return f"{', '.join([kind.label, *said])}: {quotation(annotation)}"


def _said(field: Field, annotation: Annotation, kind: Kind, desk: Desk) -> str:
    stored = annotation.fields[field.key]
    value = field.value(stored)
    return value_words(value) if value is not None else desk.words_of(field.key, kind, stored)


def value_words(value: Value) -> str:
    """Return a value's label, in small letters where it only repeats the key."""
    plain = value.key.replace("-", " ")
    return plain if value.label == plain.capitalize() else value.label


def initials(name: str) -> str:
    """Return the first letters of a name's first and last word."""
    parts = name.split()
    return "".join(part[0] for part in (parts if len(parts) < 3 else (parts[0], parts[-1]))).upper()


def _chips(annotation: Annotation, kind: Kind, desk: Desk, drafts: tuple[str, ...]) -> list[Chip]:
    states = {passage.state for passage in annotation.passages} & WARNINGS.keys()
    chips = [Chip(WARNINGS[state], "warning") for state in sorted(states)]
    remarks: list[Chip] = []
    for field in kind.fields:
        stored = annotation.fields.get(field.key)
        if stored is not None:
            chip = _field_chip(field, stored, desk.words_of(field.key, kind, stored), annotation)
            (remarks if chip.tone == "dim" else chips).append(chip)
    chips += [Chip(label, "label") for label in annotation.labels]
    chips += remarks
    chips += [Chip(cut_short(f"not set: {words}", LONGEST_CHIP), "draft") for words in drafts]
    if annotation.note:
        chips.append(Chip("Note", "note"))
    if annotation.reader != desk.reader.id:
        reader = desk.project.reader(annotation.reader)
        chips.append(Chip(initials(reader.name) if reader else "?", "reader"))
    return chips


def _field_chip(field: Field, stored: str, words: str, annotation: Annotation) -> Chip:
    short = cut_short(words, LONGEST_CHIP)
    if field.key == "bearer":
        return Chip(f"bears: {short}", "dim")
    if field.key == "via":
        return Chip(f"via {short}", "dim")
    value = field.value(stored)
    if value is not None:
        if field.key in SPEAKING:
            hollow = field.key == "stance" and "condition" in annotation.fields
            return Chip(value_words(value), "value", field, value, hollow)
        return Chip(f"{field.label.lower()}: {value_words(value)}", "dim")
    if field.type in ("actor", "issue"):
        return Chip(short)
    return Chip(short if field.type == "date" else f"{field.label.lower()}: {short}", "dim")
