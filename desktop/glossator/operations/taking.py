"""Write what is taken along into a file: whole or not at all, and never over a project."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import BinaryIO, Protocol, TypeVar

from glossator.exchange.files import write_whole
from glossator.model.problem import refuse
from glossator.operations.projects import SUFFIX

Result = TypeVar("Result")
F = TypeVar("F", bound="Form")


def write_file(target: Path, write: Callable[[BinaryIO], Result]) -> Result:
    """Let ``write`` fill a file; a target that has a project's suffix is refused."""
    if target.suffix.lower() == SUFFIX:
        raise refuse(f"{target} was not written", "a name with this suffix is a project's", "choose another name")
    return write_whole(target, write)


class Form(Protocol):
    """What a form in which something is taken along is known by."""

    @property
    def suffixes(self) -> tuple[str, ...]:
        """Return what the names of its files end in."""


def find_form(forms: Mapping[str, F], name: str | None, target: Path | None, *, default: str) -> F:
    """Find the form that is named, else the one that the target's name ends in; refuse an ending that is none."""
    if name is not None:
        found = forms.get(name.lower())
        if found is None:
            raise refuse(f"the format {name} was not used", "it is not known", f"name one of: {', '.join(forms)}")
        return found
    suffix = target.suffix.lower() if target is not None else ""
    found = next((form for form in forms.values() if suffix in form.suffixes), None)
    if found is None and suffix and suffix != SUFFIX:  # a project is refused as such
        known = ", ".join(end for form in forms.values() for end in form.suffixes)
        raise refuse(
            f"{target} was not written", f"no form ends in {suffix}", f"use {known}, or name one with --format"
        )
    return found or forms[default]
