"""Read subtitles, SubRip and WebVTT: each cue is a turn, its times and its speaker are data, its lines stay lines.

WebVTT: W3C, WebVTT 1 (voice spans, cue settings, notes); SubRip has no standard: a number, times with a comma, text.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, replace

from glossator.model.document import Caution, Json, Metadata, Proposal
from glossator.model.problem import refuse
from glossator.reading.canonical import counted
from glossator.reading.decoding import text_of
from glossator.reading.parsed import Given, Parsed
from glossator.reading.weaving import Weaver

_TIMES = re.compile(
    r"^\s*((?:\d+:)?\d{1,3}:\d{2}[.,]\d{1,3})\s*-->\s*((?:\d+:)?\d{1,3}:\d{2}[.,]\d{1,3})(?:[ \t]+.*)?$"
)
_TAG = re.compile(r"<(/?)([A-Za-z]+)(?:\.[^\s>]*)?(?:[ \t]+([^>]*))?>|<\d+:[\d:.]+>|\{\\[^}]*\}")
_SPANS = {"b": "bold", "i": "italic", "u": "underline", "s": "strike"}
_NAMED = re.compile(r"^(?:[-–—]\s*)?([^\s:<>][^:<>]{0,38}[^\s:<>]|\w):[ \t]+(?=\S)")


@dataclass(frozen=True, slots=True)
class _Cue:
    start: float
    end: float
    lines: tuple[str, ...]
    number: str


def read_srt(given: Given) -> Parsed:
    """Read SubRip subtitles."""
    return _read(given, entities=False)


def read_vtt(given: Given) -> Parsed:
    """Read WebVTT subtitles."""
    return _read(given, entities=True)


def _read(given: Given, *, entities: bool) -> Parsed:
    decoded, text, cautions = text_of(given)
    cues, skipped = _cues(text)
    if not cues:
        raise refuse(f"{given.name} was not read", "no cue with its times was found in it", "name it .txt to read it")
    weaver = Weaver()
    for cue in cues:
        _weave(weaver, cue, entities=entities)
    if skipped:
        cautions += (Caution("lines-left-out", skipped, f"{counted(skipped, 'line')} outside the cues left out"),)
    return Parsed(weaver.content(), _described(text), decoded.encoding, decoded.confidence, cautions)


def _cues(text: str) -> tuple[list[_Cue], int]:
    """Return the cues and how many lines that say something lay outside of them."""
    cues: list[_Cue] = []
    skipped = 0
    for chunk in re.split(r"\n(?:[ \t]*\n)+", text):
        lines = [line for line in chunk.split("\n") if line.strip()]
        at = next((number for number, line in enumerate(lines) if _TIMES.match(line)), None)
        if at is None and cues and not _is_head(lines):
            # A blank line inside a cue, or times that are none: the words are the cue's before.
            cues[-1] = replace(cues[-1], lines=(*cues[-1].lines, *lines))
            continue
        if at is None:
            skipped += 0 if _is_head(lines) else len(lines)
            continue
        times = _TIMES.match(lines[at])
        skipped += max(0, at - 1)
        if times is None or not lines[at + 1 :]:
            continue
        number = lines[at - 1].strip() if at else ""
        cues.append(_Cue(_seconds(times[1]), _seconds(times[2]), tuple(lines[at + 1 :]), number))
    return cues, skipped


def _is_head(lines: list[str]) -> bool:
    return not lines or lines[0].startswith(("WEBVTT", "NOTE", "STYLE", "REGION"))


def _described(text: str) -> Metadata:
    first = text.split("\n", 1)[0]
    title = first.removeprefix("WEBVTT").lstrip(" \t-–") if first.startswith("WEBVTT") else ""
    language = re.search(r"^Language:\s*([A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*)\s*$", text[:2000], re.MULTILINE)
    return Metadata(
        title=Proposal(title, "the file's first line") if title else None,
        language=Proposal(language[1].lower(), "the file's head") if language else None,
    )


def _seconds(words: str) -> float:
    seconds = 0.0
    for part in words.replace(",", ".").split(":"):
        seconds = seconds * 60 + float(part)
    return round(seconds, 3)


def _weave(weaver: Weaver, cue: _Cue, *, entities: bool) -> None:
    speaker, lines = _speaker(cue.lines)
    data: dict[str, Json] = {"time": cue.start, "end": cue.end}
    if cue.number:
        data["cue"] = cue.number
    if speaker:
        data["speaker"] = speaker
    if len(lines) > 1:
        data["group"] = weaver.new_group()
    opened: list[str] = []
    for number, line in enumerate(lines):
        weaver.begin("turn", data=data if number == 0 else {"group": data["group"], "break": True})
        for kind in opened:
            weaver.open_span(kind)
        _inline(weaver, line.strip(" \t"), opened, entities=entities)
        for kind in reversed(opened):
            weaver.close_span(kind)


def _speaker(lines: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """Return who speaks by a cue's voice span; a name typed before a colon is text, and stays there."""
    voice = re.match(r"^\s*<v(?:\.[^\s>]*)?[ \t]+([^>]+)>", lines[0])
    if voice is not None:
        return html.unescape(voice[1]).strip(), lines
    named = _NAMED.match(lines[0])
    return (named[1].strip() if named is not None else ""), lines


def _inline(weaver: Weaver, line: str, opened: list[str], *, entities: bool) -> None:
    """Add a line's words with its spans; ``opened`` are the kinds that are open, over the lines of a cue."""
    at = 0
    for tag in _TAG.finditer(line):
        _add(weaver, line[at : tag.start()], entities=entities)
        at = tag.end()
        kind = _SPANS.get((tag[2] or "").lower())
        if kind is not None and tag[1]:
            if kind in opened:
                opened.remove(kind)
                weaver.close_span(kind)
        elif kind is not None:
            opened.append(kind)
            weaver.open_span(kind)
        elif tag[2] is not None and tag[2].lower() not in _KNOWN_TAGS:
            _add(weaver, tag[0], entities=entities)
    _add(weaver, line[at:], entities=entities)


#: Tags that carry no words of their own and no form of ours: voice, class, language, ruby, colour.
_KNOWN_TAGS = frozenset({"v", "c", "lang", "ruby", "rt", "font"})


def _add(weaver: Weaver, words: str, *, entities: bool) -> None:
    weaver.add(html.unescape(words) if entities else words)
