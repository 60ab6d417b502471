"""Read a file, bytes or pasted text into a Reading; everything that cannot be read is refused in one sentence."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from glossator.model.document import Caution, Json, Metadata, Reading, Source
from glossator.model.identity import sha256
from glossator.model.problem import Refused, refuse
from glossator.reading.canonical import canonical
from glossator.reading.guard import Guard
from glossator.reading.parsed import Comment, Given, Parsed
from glossator.reading.registry import PLAIN, Format
from glossator.reading.sniffing import sniff

#: Larger files are refused: a text that a person reads closely is far smaller, and memory would not hold it thrice.
LIMIT = 200_000_000

#: Longer texts are refused, whatever their files' size; a library of novels is shorter.
MOST_CHARACTERS = 50_000_000


@dataclass(frozen=True, slots=True)
class Manner:
    """Say how to read: what a person chose, and who hears of it.

    ``encoding`` goes before whatever the bytes look like, ``options`` are a format's own (`Source.options`); ``guard``
    is the child that reads guarded formats (one of its own for each file where none is given); ``progress`` hears of
    parts done and all, where a format can tell.
    """

    encoding: str | None = None
    options: Mapping[str, Json] = field(default_factory=dict)
    guard: Guard | None = None
    progress: Callable[[int, int], None] | None = None
    cancelled: Callable[[], bool] | None = None


#: Reading as it is without a person's choice.
PLAINLY = Manner()


def read_file(
    path: str | os.PathLike[str], *, encoding: str | None = None, manner: Manner = PLAINLY, limit: int = LIMIT
) -> Reading:
    """Read a file; raise Refused where it cannot be read or holds no text, Cancelled where the manner says so.

    ``limit`` is in bytes; ``encoding`` is the manner's where it is given here.
    """
    file_name = _storable(Path(path).name or str(path))
    data = _bytes_of(Path(path), _quoted(file_name), limit)
    return read_bytes(data, file_name=file_name, encoding=encoding, manner=manner, limit=limit)


def read_bytes(
    data: bytes,
    *,
    file_name: str | None = None,
    encoding: str | None = None,
    manner: Manner = PLAINLY,
    limit: int = LIMIT,
    most_characters: int = MOST_CHARACTERS,
) -> Reading:
    """Read the bytes of a file; raise Refused where they hold no text that can be read."""
    chosen = replace(manner, encoding=encoding) if encoding is not None else manner
    name = _quoted(file_name) if file_name else "the text"
    if len(data) > limit:
        raise _too_large(name, limit)
    if not data:
        raise refuse(f"{name} was not read", "it is empty", "choose a file with text in it")
    format_, cautions = sniff(data, file_name, name=name)
    given = Given(
        data, name, file_name, chosen.encoding, most_characters, options=chosen.options, progress=chosen.progress
    )
    return _read_as(format_, given, chosen, cautions)


def read_comments(
    data: bytes, *, file_name: str | None, encoding: str | None, options: Mapping[str, Json]
) -> tuple[str, tuple[Comment, ...]]:
    """Read a file's text again with the comments in its margin; raise Refused as `read_bytes` does."""
    name = _quoted(file_name) if file_name else "the text"
    format_, _ = sniff(data, file_name, name=name)
    if not format_.guarded:
        return "", ()
    with Guard() as guard:
        parsed = guard.read(format_.name, Given(data, name, file_name, encoding, MOST_CHARACTERS, options=options))
    return parsed.content.text, parsed.comments


def read_pasted(text: str) -> Reading:
    """Read text from the clipboard as a plain text; the same text pasted again is the same document."""
    clean, _ = canonical(text)
    if not clean or clean.isspace():
        raise refuse("nothing was pasted", "the clipboard holds no text", "copy a text first")
    return _read_as(PLAIN, Given(clean.encode("utf-8"), "the text", encoding="utf-8", most_characters=MOST_CHARACTERS))


def _read_as(format_: Format, given: Given, manner: Manner = PLAINLY, cautions: tuple[Caution, ...] = ()) -> Reading:
    parsed = _guarded(format_, given, manner) if format_.guarded else format_.read(given)
    proposals = {key: getattr(parsed.metadata, key) for key in Metadata.__slots__}
    source = Source(
        sha256=sha256(given.data),
        size=len(given.data),
        format=format_.name,
        encoding=parsed.encoding,
        reader=format_.reader,
        reader_version=format_.reader_version,
        confidence=parsed.confidence,
        warnings=(*cautions, *parsed.warnings),
        origins={key: one for key, one in proposals.items() if one is not None},
        options=dict(given.options),
    )
    media_type = parsed.media_type or format_.media_type
    return Reading(given.data, parsed.content, parsed.metadata, source, media_type, given.file_name)


def _guarded(format_: Format, given: Given, manner: Manner) -> Parsed:
    if manner.guard is not None:
        return manner.guard.read(format_.name, given, manner.cancelled)
    with Guard() as guard:
        return guard.read(format_.name, given, manner.cancelled)


def _bytes_of(path: Path, name: str, limit: int) -> bytes:
    what = f"{name} was not read"
    try:
        # Asked before it is opened: opening a pipe waits for someone to write.
        kind = path.stat().st_mode
        if stat.S_ISDIR(kind):
            raise refuse(what, "it is a folder", "choose the files in it")
        if not stat.S_ISREG(kind):
            raise refuse(what, "it is no file but a device or a pipe", "choose a file")
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except FileNotFoundError:
        raise refuse(what, "there is no such file", "check its name and place") from None
    except PermissionError:
        raise refuse(what, "you may not read it", "change its permissions or copy it to where you may") from None
    except (OSError, ValueError) as error:
        raise refuse(what, _reason(error), "check the disk and try again") from None
    if len(data) > limit:
        raise _too_large(name, limit)
    return data


def _too_large(name: str, limit: int) -> Refused:
    size = f"{limit // 1_000_000} MB" if limit >= 1_000_000 else f"{limit:,} bytes"
    return refuse(f"{name} was not read", f"it is larger than {size}", "divide it and read the parts")


def _reason(error: OSError | ValueError) -> str:
    words = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return f"the system says “{words[:1].lower()}{words[1:]}”"


def _storable(name: str) -> str:
    # File names are bytes on some systems: what is not UTF-8 arrives as lone surrogates, which no project holds.
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _quoted(name: str) -> str:
    return f"“{name}”"
