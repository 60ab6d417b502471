"""Read Rich Text files: the text with its notes; headers, footers and what was deleted are left out."""

from __future__ import annotations

from glossator.model.problem import refuse
from glossator.reading.office import finish
from glossator.reading.parsed import Given, Parsed
from glossator.reading.parts import too_deep
from glossator.reading.properties import Properties
from glossator.reading.rtf_body import Reader
from glossator.reading.rtf_codes import CHARACTER_SYMBOLS
from glossator.reading.rtf_tokens import Token, tokens
from glossator.reading.rtf_words import act

#: A number in a file has no more digits that mean something.
_MOST = 2**31


def read_rtf(given: Given) -> Parsed:
    """Read a Rich Text file; raise Refused where it is none or holds no text."""
    if not given.data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{\\rtf"):
        raise refuse(f"{given.name} was not read", "it is no Rich Text file", "get it again where it came from")
    reader = Reader()
    is_whole = _follow(reader, given.data.decode("latin-1"), given.name)
    if not is_whole:
        reader.counts["truncated"] = 1
    flow = reader.end()
    return finish(given, flow, _properties(reader), counts=reader.counts, encoding=None)


def _follow(reader: Reader, data: str, name: str) -> bool:
    """Let the reader follow the tokens up to the end of the outermost group; tell whether there is one.

    Raises Refused, naming the file, where it is nested too deep.
    """
    is_starred = False
    for token in tokens(data):
        kind = token.lastgroup
        if reader.is_too_deep:
            raise too_deep(name)
        if kind == "plain":
            reader.plain(token["plain"])
        elif kind == "byte":
            reader.byte(int(token["byte"], 16))
        elif kind in ("word", "number"):
            _word(reader, token, is_starred=is_starred)
            is_starred = False
        elif kind == "edge":
            reader.flush()
            reader.to_pass_over = 0
            is_starred = False
            if token["edge"] == "{":
                reader.open_group()
            else:
                reader.close_group()
                if reader.depth == 0:
                    return True
        elif kind == "symbol":
            is_starred = token["symbol"] == "*"
            _symbol(reader, token["symbol"])
    return False


def _word(reader: Reader, token: Token, *, is_starred: bool) -> None:
    word, written = token["word"], token["number"]
    number = max(-_MOST, min(int(written), _MOST)) if written else None
    if word == "u" and number is not None:
        reader.to_pass_over = 0
        reader.character(number)
        reader.to_pass_over = reader.state.fallback
        return
    reader.flush()
    reader.to_pass_over = 0
    act(reader, word, number, is_starred=is_starred, place=token.end())


def _symbol(reader: Reader, symbol: str) -> None:
    if symbol == "*":
        return
    if symbol in CHARACTER_SYMBOLS:
        if reader.to_pass_over:
            reader.to_pass_over -= 1
        elif symbol in "\\{}":
            reader.plain(symbol)
        else:
            reader.flush()
            reader.put(CHARACTER_SYMBOLS[symbol])
    elif symbol in "\r\n":
        reader.flush()
        act(reader, "par", None, is_starred=False, place=0)


def _properties(reader: Reader) -> Properties:
    days = {}
    for name, parts in reader.dates.items():
        if "yr" in parts:
            days[name] = f"{parts['yr']:04}-{parts.get('mo', 1):02}-{parts.get('dy', 1):02}"
    return Properties(
        title=reader.info.get("title"),
        author=reader.info.get("author"),
        created=days.get("creatim"),
        modified=days.get("revtim"),
        is_right_to_left=reader.directions["rtl"] > reader.directions["ltr"],
    )
