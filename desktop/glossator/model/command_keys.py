"""The letters that commands of the window have, and which keys of a codebook they leave without effect.

A kind's letter tags on the page and in the cards, and with Shift changes the kind; a field's letter
opens it. The commands' letters come first, then the kinds', then the fields'.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from glossator.model.codebook import Codebook, Field, Kind

#: Each letter that a command has on the page or in the cards, alone or with Shift, and the command's words.
#: The window's table of actions says the same; a test holds the two together.
COMMAND_KEYS = {
    "a": "Add selection as a further passage",
    "b": "Said before",
    "d": "Same passage, another holder",
    "e": "Move an end of the tag",
    "j": "Next sentence",
    "k": "Previous sentence",
    "l": "Begin a link at the tag",
    "m": "Next sentence that names somebody and has no tag",
    "s": "Select clause, sentence, paragraph, section",
    "v": "What each last said on its issue",
    "x": "Read, nothing here",
}


@dataclass(frozen=True, slots=True)
class TakenKey:
    """Name a kind or field, its letter, and what has that letter before it."""

    owner: str
    key: str
    holder: str

    @property
    def words(self) -> str:
        """Say who would have the key and who has it."""
        return f"{self.owner} has the key {self.key.upper()}, which is {self.holder}"


def taken_keys(codebook: Codebook) -> tuple[TakenKey, ...]:
    """List the keys of a codebook that reach nothing, because a command or a kind has them."""
    kinds = [_of_kind(kind) for kind in codebook.kinds if kind.shortcut in COMMAND_KEYS]
    letters = _letters_of_kinds(codebook)
    fields = [
        TakenKey(f"the field {field.label} of {kind.label}", str(field.shortcut), letters[field.shortcut])
        for kind in codebook.kinds
        for field in kind.fields
        if field.shortcut in letters
    ]
    return (*kinds, *fields)


def without_taken_keys(codebook: Codebook) -> Codebook:
    """Return the codebook as it can be used: what has a taken key has none, all else is as it was."""
    if not taken_keys(codebook):
        return codebook
    letters = _letters_of_kinds(codebook)
    return Codebook(tuple(_freed(kind, letters) for kind in codebook.kinds))


def _letters_of_kinds(codebook: Codebook) -> dict[str, str]:
    """Map each letter that no field can have to what has it."""
    own = {kind.shortcut: f"that of the kind {kind.label}" for kind in codebook.kinds if kind.shortcut}
    return own | {letter: _command(letter) for letter in COMMAND_KEYS}


def _freed(kind: Kind, letters: dict[str, str]) -> Kind:
    def free(field: Field) -> Field:
        return replace(field, shortcut=None) if field.shortcut in letters else field

    shortcut = None if kind.shortcut in COMMAND_KEYS else kind.shortcut
    return replace(kind, shortcut=shortcut, fields=tuple(free(field) for field in kind.fields))


def _of_kind(kind: Kind) -> TakenKey:
    letter = str(kind.shortcut)
    return TakenKey(f"the kind {kind.label}", letter, _command(letter))


def _command(letter: str) -> str:
    return f"that of “{COMMAND_KEYS[letter]}”"
