"""Take a project away as a file of another form: what is chosen is named in words, and written whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from glossator.exchange.choice import Cancelled, Choice, Loss, Progress, loss
from glossator.exchange.registry import FORMATS, Format, find_format
from glossator.model.problem import refuse
from glossator.operations.filters import document_named
from glossator.operations.people import known_reader
from glossator.operations.projects import SUFFIX
from glossator.operations.tags import find_kind
from glossator.operations.taking import write_file
from glossator.store import Reads


def choice_of(
    reads: Reads,
    *,
    documents: Sequence[str] = (),
    kinds: Sequence[str] = (),
    readers: Sequence[str] = (),
    text: bool = True,
    history: bool = False,
) -> Choice:
    """Make a choice from words, none of a sort for all; what is not there is refused."""
    codebook = reads.codebook()
    return Choice(
        documents=frozenset(document_named(reads, words) for words in documents) or None,
        kinds=frozenset(find_kind(codebook, words).key for words in kinds) or None,
        readers=frozenset(known_reader(reads, words).id for words in readers) or None,
        text=text,
        history=history,
    )


def format_of(name: str | None, target: Path | None) -> Format:
    """Find the format that is asked for, else the one that the target's name ends in; JSON where it has no ending."""
    if name is not None:
        return find_format(name)
    suffix = target.suffix.lower() if target is not None else ""
    if suffix in ("", SUFFIX):  # a project is never written over, which the writing says
        return FORMATS["json"]
    found = next((known for known in FORMATS.values() if known.suffix == suffix), None)
    if found is None:
        known = ", ".join(one.suffix for one in FORMATS.values())
        what = f"{target.name if target is not None else suffix} was not written"
        raise refuse(what, f"no format here ends in {suffix}", f"end the name in one of {known}, or say --format")
    return found


def export_to(
    reads: Reads,
    target: Path,
    choice: Choice,
    *,
    format_: Format,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Loss:
    """Write a file whole or not at all; a project is never written over."""

    def write(out: BinaryIO) -> Loss:
        return export(reads, out, choice, format_=format_, progress=progress, cancelled=cancelled)

    return write_file(target, write)


def export(
    reads: Reads,
    out: BinaryIO,
    choice: Choice,
    *,
    format_: Format,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Loss:
    """Write what is chosen into a stream, and tell what the format could not hold and what the reader does not see."""
    said = format_.write(reads, out, choice, progress=progress, cancelled=cancelled)
    return Loss((*said.left, *_hidden(reads, choice).left))


def _hidden(reads: Reads, choice: Choice) -> Loss:
    hidden = sum(
        count
        for (document, kind, reader), count in reads.hidden_counts().items()
        if (choice.documents is None or document in choice.documents)
        and (choice.kinds is None or kind in choice.kinds)
        and (choice.readers is None or reader in choice.readers)
    )
    return loss((hidden, "left out, others' tags on documents that you read blind"))
