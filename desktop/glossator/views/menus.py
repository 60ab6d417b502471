"""The menus of the window, in order, and the letters that open them and their entries.

Which action stands in which menu is the actions' table's to say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

FILE, EDIT, TAG, GO, REVIEW, VIEW, HELP = "File", "Edit", "Tag", "Go", "Review", "View", "Help"

MENUS = (FILE, EDIT, TAG, GO, REVIEW, VIEW, HELP)


def with_mnemonics(entries: Iterable[str]) -> list[str]:
    """Mark in each entry the letter that chooses it, as Qt wants it: no letter twice, where need be none at all."""
    entries = list(entries)
    chosen: dict[int, int] = {}
    taken: set[str] = set()
    # Those with few letters choose first: a long entry finds another.
    for number in sorted(range(len(entries)), key=lambda number: len(set(entries[number]))):
        words = entries[number]
        chosen[number] = next((at for at in _likeliest(words) if words[at].lower() not in taken), -1)
        if chosen[number] >= 0:
            taken.add(words[chosen[number]].lower())
    return [_marked(words, chosen[number]) for number, words in enumerate(entries)]


def _marked(words: str, at: int) -> str:
    if at < 0:
        return words.replace("&", "&&")
    return f"{words[:at].replace('&', '&&')}&{words[at:].replace('&', '&&')}"


def _likeliest(words: str) -> Iterator[int]:
    """Yield the places of letters of a keyboard: the beginnings of words, then the others."""
    letters = [at for at, sign in enumerate(words) if sign.isascii() and sign.isalpha()]
    yield from (at for at in letters if not at or words[at - 1] == " ")
    yield from (at for at in letters if at and words[at - 1] != " ")
