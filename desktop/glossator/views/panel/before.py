"""What was said before, in one line: who how often, and what was last found of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from glossator.model.codebook import Codebook
from glossator.model.people import Entity
from glossator.operations.recall import VERDICT, Before, latest
from glossator.operations.statements import STANCE
from glossator.views.words import date_words

#: How often, in words; above that in figures.
_TIMES = ("never", "once", "twice", "three times", "four times", "five times", "six times", "seven times")

#: More names than this are counted together.
_NAMED = 3


def words_of(found: Sequence[Before], names: Mapping[str, Entity], codebook: Codebook) -> str:
    """Put what was said before into words: ``Norland, three times; refuted on 12 May 2026``; "" where nothing was."""
    if not found:
        return ""
    who = Counter(one.who for one in found if one.who)
    named = [f"{names[id_].name}, {_times(number)}" for id_, number in who.most_common() if id_ in names]
    if len(named) > _NAMED:
        more = len(named) - _NAMED
        named[_NAMED:] = [f"{more} others" if more > 1 else "one other"]
    unnamed = len(found) - sum(number for id_, number in who.items() if id_ in names)
    if unnamed:
        named.append(f"without a name, {_times(unnamed)}" if named else _times(unnamed))
    judged = latest(found)
    if judged is not None:
        named.append(_judged(judged, names if len(who) > 1 else {}, codebook))
    return "; ".join(named)


def _judged(one: Before, names: Mapping[str, Entity], codebook: Codebook) -> str:
    """Say what was found of a passage, or how it stands, and when; with a name where several are told."""
    key, stored = (VERDICT, one.verdict) if one.verdict else (STANCE, one.stance)
    values = (value for kind in codebook.kinds if (field := kind.field(key)) is not None for value in field.values)
    label = next((value.label for value in values if value.key == stored), stored).lower()
    whose = f"{names[one.who].name} " if one.who in names else ""
    last = "last " if key == STANCE else ""
    on = "on" if one.date.count("-") == 2 else "in"
    return f"{whose}{last}{label} {on} {date_words(one.date)}"


def _times(number: int) -> str:
    return _TIMES[number] if number < len(_TIMES) else f"{number} times"
