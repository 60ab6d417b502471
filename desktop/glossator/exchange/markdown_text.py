"""Escape words so that Markdown shows them as they are."""

from __future__ import annotations

import re

#: Characters that mean something anywhere in a line.
_ANYWHERE = re.compile(r"[\\`*_\[\]<>#|~&]")

#: What begins a list, a heading's underline, a rule or a numbered item at the start of a line.
_AT_START = re.compile(r"(?:([-+=])|(\d{1,9})([.)]))", re.ASCII)

#: What ends or indents a line in Markdown and is a blank in a line of words.
_BLANKS = re.compile(r"[ \t\r\n]+")


def escaped(words: str) -> str:
    """Return words as one line of Markdown that renders as those words; runs of blanks and line ends are one blank."""
    line = _BLANKS.sub(" ", words.replace("\0", "\ufffd")).strip(" ")
    line = _ANYWHERE.sub(r"\\\g<0>", line)
    return _AT_START.sub(_start, line, count=1) if _AT_START.match(line) else line


def quotation(lines: list[list[str]]) -> str:
    """Return a block quotation of paragraphs, each of one or more lines."""
    paragraphs = ["\n".join(f"> {escaped(line)}" for line in lines_ if line.strip()) for lines_ in lines]
    return "\n>\n".join(paragraph for paragraph in paragraphs if paragraph)


def indented(markdown: str, pad: str) -> str:
    """Return Markdown of a reader's own, all its lines after ``pad`` so that it stays inside its list item."""
    lines = markdown.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(f"{pad}{line}" if line.strip() else "" for line in lines)


def _start(match: re.Match[str]) -> str:
    return f"\\{match[1]}" if match[1] else f"{match[2]}\\{match[3]}"
