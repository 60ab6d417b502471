"""Read transcripts kept as records, CSV and JSON: each record is a turn, its words are text, the rest is data.

Which column holds the words is told by its name; where no name tells it, a person is asked once, and what was
answered is kept with the document (`Source.options`: ``text``, ``speaker``, ``time``, and ``records`` for JSON).
"""

from __future__ import annotations

import csv
import io
import json
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from glossator.model.document import Caution, Json, Metadata, Proposal
from glossator.model.problem import COLUMNS_UNKNOWN, Refused, refuse
from glossator.reading.canonical import REPLACEMENT, counted
from glossator.reading.code import read_code
from glossator.reading.decoding import text_of
from glossator.reading.parsed import Given, Parsed
from glossator.reading.weaving import Weaver

Record = Mapping[str, Json]

#: Names under which people keep the words, the speaker and the time of a turn, folded.
_NAMES: dict[str, tuple[str, ...]] = {
    "text": (
        *("text", "words", "utterance", "transcript", "transcription", "content", "speech", "message", "body"),
        *("caption", "quote", "passage", "sentence", "rede", "wortlaut", "texte", "texto", "testo", "текст", "文本"),
    ),
    "speaker": (
        *("speaker", "speaker_name", "speakername", "speaker_label", "name", "who", "participant", "from", "sender"),
        *("author", "role", "sprecher", "redner", "locuteur", "orateur", "hablante", "спикер", "说话人"),
    ),
    "time": (
        *("time", "timestamp", "start", "start_time", "starttime", "begin", "from_time", "at", "datetime", "date"),
        *("zeit", "heure", "hora", "время", "时间"),
    ),
}

_ROLES = tuple(_NAMES)

#: Keys under which tools put the records of a transcript, the likeliest first.
_LISTS = ("segments", "utterances", "turns", "monologues", "messages", "transcript", "records", "items", "results")

_DELIMITERS = ",;\t|"

_HALF = re.compile("[\ud800-\udfff]")

#: So many first characters tell which delimiter a table has.
_SAMPLE = 20_000

#: So many rows show what a column holds.
_SHOWN = 8

#: The names of tables end so.
CSV_SUFFIXES = (".csv", ".tsv")


@dataclass(frozen=True, slots=True)
class _Roles:
    """Say which columns hold the words, the speaker and the time."""

    text: str
    speaker: str | None = None
    time: str | None = None


@dataclass(frozen=True, slots=True)
class Shape:
    """Hold the columns of a table or transcript and its first rows, for a person who is to say what they are."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def shape_of(data: bytes, file_name: str) -> Shape:
    """Return the columns of a table or transcript; raise Refused where it is none."""
    given = Given(data, f"“{file_name}”", file_name)
    _, text, _ = text_of(given)
    if file_name.lower().endswith(CSV_SUFFIXES):
        columns, rows = _table(text, given)
        found: list[Record] = list(islice(_records(columns, rows), _SHOWN))
    else:
        found = _list_in(_value(text, given), None) or []
        columns = list(dict.fromkeys(key for record in found for key in record))
    return Shape(
        tuple(columns),
        tuple(tuple(" ".join(_words(one.get(name)).split()) for name in columns) for one in found[:_SHOWN]),
    )


def read_csv(given: Given) -> Parsed:
    """Read a table whose rows are turns; the first row names the columns."""
    decoded, text, cautions = text_of(given)
    columns, rows = _table(text, given)
    roles = _roles(columns, given)
    woven, more = _woven(_records(columns, rows), roles)
    if not woven.lines:
        raise refuse(
            f"{given.name} was not read", "no row of it holds words", "choose a table with a row of names and one below"
        )
    return Parsed(woven.content(), Metadata(), decoded.encoding, decoded.confidence, (*cautions, *more))


def read_json(given: Given) -> Parsed:
    """Read a transcript from JSON, or from one JSON value a line; JSON of any other shape is read as source code."""
    decoded, text, cautions = text_of(given)
    value = _value(text, given)
    if isinstance(value, dict) and value.get("format") == "glossator":
        raise refuse(f"{given.name} was not read", "it is an export of Glossator", "import it, by File › Import")
    found = _list_in(value, given.options.get("records"))
    if found is None:
        content, metadata, more, media_type = read_code(text, given.file_name or "records.json")
        return Parsed(content, metadata, decoded.encoding, decoded.confidence, (*cautions, *more), media_type)
    columns = list(dict.fromkeys(key for record in found for key in record))
    woven, more = _woven(found, _roles(columns, given))
    if not woven.lines:
        raise refuse(
            f"{given.name} was not read", "no record of it holds words", "choose a transcript with words in it"
        )
    return Parsed(woven.content(), _described(value), decoded.encoding, decoded.confidence, (*cautions, *more))


def _table(text: str, given: Given) -> tuple[list[str], Iterator[list[str]]]:
    csv.field_size_limit(given.most_characters)
    try:
        dialect: type[csv.Dialect] = csv.Sniffer().sniff(text[:_SAMPLE], _DELIMITERS)
    except csv.Error:
        dialect = csv.excel
    rows = csv.reader(io.StringIO(text, newline=""), dialect, strict=False)
    try:
        columns = [name.strip() for name in next(rows)]
    except (StopIteration, csv.Error):
        raise refuse(f"{given.name} was not read", "it holds no row", "choose a table with a row of names") from None
    return columns, rows


def _records(columns: Sequence[str], rows: Iterator[list[str]]) -> Iterator[Record]:
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error:
            continue
        yield dict(zip(columns, row, strict=False))


def _value(text: str, given: Given) -> Json:
    try:
        if text.lstrip()[:1] == "{" and "\n{" in text.strip():
            return [_loaded(line) for line in text.split("\n") if line.strip()]
        value = _loaded(text)
    except RecursionError:
        raise refuse(
            f"{given.name} was not read", "it nests deeper than a transcript does", "name it .txt to read it as a text"
        ) from None
    except ValueError:
        return None  # no JSON whatever its name says: it is read as the text that it is
    return value


def _loaded(text: str) -> Json:
    """Read JSON; what is no number there (NaN, infinity, 1e999) is nothing, for no file could hold it again."""
    value: Json = json.loads(text, parse_constant=lambda _: None, parse_float=_finite)
    return _whole(value) if "\\u" in text else value


def _whole(value: Json) -> Json:
    """Replace half characters, which escapes can name and no file can keep."""
    if isinstance(value, str):
        return _HALF.sub(REPLACEMENT, value)
    if isinstance(value, list):
        return [_whole(one) for one in value]
    if isinstance(value, dict):
        return {_HALF.sub(REPLACEMENT, key): _whole(one) for key, one in value.items()}
    return value


def _finite(words: str) -> float | None:
    number = float(words)
    return number if math.isfinite(number) else None


def _list_in(value: Json, chosen: Json) -> list[Record] | None:
    """Find the records: the value itself, the list that was chosen, else the first list of objects in it."""
    if isinstance(value, list):
        return _as_records(value)
    if not isinstance(value, dict):
        return None
    keys = [chosen] if isinstance(chosen, str) else [*_LISTS, *value]
    for key in keys:
        inside = value.get(key)
        found = _as_records(inside) if isinstance(inside, list) else None
        if found is None and isinstance(inside, dict):
            found = next((one for one in map(_as_records, inside.values()) if one is not None), None)
        if found is not None:
            return found
    return None


def _as_records(value: Json) -> list[Record] | None:
    if not isinstance(value, list) or not value:
        return None
    records: list[Record] = [one for one in value if isinstance(one, dict)]
    return records if len(records) == len(value) else None


def _roles(columns: Sequence[str], given: Given) -> _Roles:
    """Tell the columns' roles by what was chosen, else by their names; raise Refused where the words' is not told."""
    chosen = {role: given.options.get(role) for role in _ROLES}
    for role, name in chosen.items():
        if name is not None and name not in columns:
            raise refuse(f"{given.name} was not read", f"it has no column “{name}” for the {role}", _name_one(columns))
    folded = {name.casefold().strip().replace(" ", "_"): name for name in reversed(columns)}
    told: dict[str, str | None] = {}
    for role in _ROLES:
        named = next((folded[name] for name in _NAMES[role] if name in folded), None)
        value = chosen[role]
        told[role] = value if isinstance(value, str) else named
    text = told["text"] or (columns[0] if len(columns) == 1 else None)
    if text is None:
        raise _unknown(columns, given)
    return _Roles(text, *(told[role] if told[role] != text else None for role in ("speaker", "time")))


def _unknown(columns: Sequence[str], given: Given) -> Refused:
    return refuse(f"{given.name} was not read", COLUMNS_UNKNOWN, _name_one(columns))


def _name_one(columns: Sequence[str]) -> str:
    return "name one of its columns: " + ", ".join(f"“{name}”" for name in columns[:20])


def _woven(records: Sequence[Record] | Iterator[Record], roles: _Roles) -> tuple[Weaver, tuple[Caution, ...]]:
    weaver, empty, others = Weaver(), 0, set[str]()
    for record in records:
        words = _words(record.get(roles.text)).strip("\n")
        if not words.strip():
            empty += 1
            continue
        more = {key: value for key, value in record.items() if key not in (roles.text, roles.speaker, roles.time)}
        others.update(more)
        _weave(weaver, words, _data(record, roles, more))
    cautions = []
    if empty:
        cautions.append(Caution("empty-records", empty, f"{counted(empty, 'record')} without words left out"))
    if others:
        names = ", ".join(sorted(others)[:8])
        cautions.append(Caution("other-columns", len(others), f"kept beside the text, not in it: {names}"))
    return weaver, tuple(cautions)


def _data(record: Record, roles: _Roles, more: Record) -> dict[str, Json]:
    data: dict[str, Json] = {}
    if roles.speaker is not None and (speaker := _words(record.get(roles.speaker)).strip()):
        data["speaker"] = speaker
    if roles.time is not None and record.get(roles.time) not in (None, ""):
        time = record[roles.time]
        data["time"] = time if isinstance(time, int | float | str) else _words(time)
    if more:
        data["record"] = dict(more)
    return data


def _weave(weaver: Weaver, words: str, data: dict[str, Json]) -> None:
    lines = words.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if len(lines) > 1:
        data["group"] = weaver.new_group()
    for number, line in enumerate(lines):
        weaver.begin("turn", data=data if number == 0 else {"group": data["group"], "break": True})
        weaver.add(line)


def _words(value: Json) -> str:
    """Return a value as words: a name inside an object, parts of a list joined, anything else as JSON writes it."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, dict):
        inner = next((value[key] for key in ("name", "text", "label", "id") if isinstance(value.get(key), str)), None)
        return inner if isinstance(inner, str) else json.dumps(value, ensure_ascii=False)
    if isinstance(value, list):
        return " ".join(_words(one) for one in value)
    return json.dumps(value)


def _described(value: Json) -> Metadata:
    def said(*keys: str) -> Proposal | None:
        found = next((value[key] for key in keys if isinstance(value, dict) and isinstance(value.get(key), str)), None)
        return Proposal(found, "the file's own fields") if isinstance(found, str) and found.strip() else None

    return Metadata(
        title=said("title", "name"), published=said("date", "published", "recorded"), language=said("language", "lang")
    )
