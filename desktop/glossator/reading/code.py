"""Read source code: the text untouched, each line a block, tokens as spans. Colours are the page's business."""

from __future__ import annotations

from functools import lru_cache
from pathlib import PurePath
from typing import TYPE_CHECKING

from glossator.model.document import Block, Caution, Content, Json, Metadata, Proposal, Span

if TYPE_CHECKING:
    from pygments.lexer import Lexer  # type: ignore[import-untyped]
    from pygments.token import _TokenType  # type: ignore[import-untyped]

READER, READER_VERSION = "code", "1"

#: Tokens are kept of so many characters from the start: beyond, they would outweigh the text itself
#: (a span is some fifty bytes in the project and a hundred in memory, a token some four characters).
TOKENISED = 400_000

#: Suffixes that pygments has lexers for and people keep prose under.
_PROSE = frozenset(
    {".txt", ".text", ".md", ".markdown", ".mkd", ".rst", ".rest", ".org", ".adoc", ".asciidoc", ".textile", ".wiki"}
    | {".log", ".eml", ".srt", ".vtt"}
)


@lru_cache(maxsize=256)
def language_of(file_name: str) -> str | None:
    """Return the short name of a file's language by its name, None where it is no source code."""
    if PurePath(file_name).suffix.lower() in _PROSE:
        return None
    lexer = _lexer(file_name)
    return lexer.aliases[0] if lexer is not None and lexer.aliases else None


def read_code(text: str, file_name: str) -> tuple[Content, Metadata, tuple[Caution, ...], str | None]:
    """Return the content of source code, its description, what was left out, and its media type."""
    lexer = _lexer(file_name)
    blocks = _blocks(text, lexer.aliases[0] if lexer is not None and lexer.aliases else None)
    spans = _spans(text[:TOKENISED], lexer) if lexer is not None else ()
    cautions: tuple[Caution, ...] = ()
    if len(text) > TOKENISED and spans:
        rest = len(text) - TOKENISED
        cautions = (Caution("tokens-left-out", rest, f"the last {rest:,} characters are not coloured"),)
    media_type = lexer.mimetypes[0] if lexer is not None and lexer.mimetypes else None
    metadata = Metadata(title=Proposal(PurePath(file_name).name, "file name"))
    return Content(text, blocks, spans), metadata, cautions, media_type


def coloured(words: str, language: str) -> tuple[Span, ...]:
    """Return the tokens of a piece of code in a language named as people name it; none where it is not known."""
    from pygments.lexers import get_lexer_by_name  # type: ignore[import-untyped]
    from pygments.util import ClassNotFound  # type: ignore[import-untyped]

    try:
        lexer = get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return ()
    return _spans(words[:TOKENISED], lexer)


def _lexer(file_name: str) -> Lexer | None:
    # Imported here: the lexers take longer to load than a short text to read.
    from pygments.lexers import get_lexer_for_filename
    from pygments.util import ClassNotFound

    try:
        return get_lexer_for_filename(PurePath(file_name).name)
    except ClassNotFound:
        return None


def _blocks(text: str, language: str | None) -> tuple[Block, ...]:
    blocks = []
    start = group = 0
    open_ = False
    for line in text.split("\n"):
        end = start + len(line)
        data: dict[str, Json] = {"language": language} if language else {}
        if line and not line.isspace():
            group += not open_
            open_ = True
            data["group"] = group
        else:
            open_ = False
        blocks.append(Block("code", start, end, data=data))
        start = end + 1
    return tuple(blocks)


def _spans(text: str, lexer: Lexer) -> tuple[Span, ...]:
    found: list[tuple[int, int, str]] = []
    for start, type_, value in lexer.get_tokens_unprocessed(text):
        name = _short_name(type_)
        if not name or not value:
            continue
        for first, last in _line_pieces(value, start):
            if found and found[-1][1] == first and found[-1][2] == name:
                found[-1] = (found[-1][0], last, name)
            else:
                found.append((first, last, name))
    # Lexers that embed another language may come back to an earlier place.
    return tuple(Span("token", first, last, name) for first, last, name in sorted(found))


def _line_pieces(value: str, start: int) -> list[tuple[int, int]]:
    if "\n" not in value:
        return [] if value.isspace() else [(start, start + len(value))]
    pieces = []
    for line in value.split("\n"):
        if line and not line.isspace():
            pieces.append((start, start + len(line)))
        start += len(line) + 1
    return pieces


@lru_cache(maxsize=512)
def _short_name(type_: _TokenType) -> str:
    from pygments.token import STANDARD_TYPES, Text, Whitespace

    if type_ in Text or type_ in Whitespace:
        return ""
    while type_ not in STANDARD_TYPES and type_.parent is not None:
        type_ = type_.parent
    return str(STANDARD_TYPES.get(type_, ""))
