"""Turn bytes into text: by the mark at their start, their zeros, UTF-8, then by a guess that is said to be one."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from glossator.model.document import Caution
from glossator.model.problem import ENCODING_UNKNOWN, Refused, refuse
from glossator.reading.canonical import REPLACEMENT, counted

#: How many bytes a guess looks at; more changed no guess on files of ten megabytes.
_SAMPLE = 200_000

#: What may be guessed, by the names that mail and the web know, with the words shown. Left out on purpose: EBCDIC, into
#: which short Western texts fall, and encodings that differ from one named here in nothing a reader would see.
LABELS = {
    "utf-8": "UTF-8",
    "utf-16-le": "UTF-16 LE",
    "utf-16-be": "UTF-16 BE",
    "utf-32-le": "UTF-32 LE",
    "utf-32-be": "UTF-32 BE",
    "windows-1252": "Windows-1252",
    "windows-1250": "Windows-1250",
    "windows-1251": "Windows-1251",
    "windows-1253": "Windows-1253",
    "windows-1254": "Windows-1254",
    "windows-1255": "Windows-1255",
    "windows-1256": "Windows-1256",
    "windows-1257": "Windows-1257",
    "windows-1258": "Windows-1258",
    "ascii": "ASCII",
    "iso-8859-1": "ISO-8859-1",
    "iso-8859-2": "ISO-8859-2",
    "iso-8859-5": "ISO-8859-5",
    "iso-8859-7": "ISO-8859-7",
    "iso-8859-15": "ISO-8859-15",
    "koi8-r": "KOI8-R",
    "koi8-u": "KOI8-U",
    "ibm866": "IBM866",
    "macintosh": "Mac Roman",
    "mac-cyrillic": "Mac Cyrillic",
    "ibm437": "IBM437",
    "ibm850": "IBM850",
    "ibm852": "IBM852",
    "cp932": "Shift JIS",
    "euc-jp": "EUC-JP",
    "iso-2022-jp": "ISO-2022-JP",
    "gb18030": "GB18030",
    "big5": "Big5",
    "cp949": "EUC-KR",
    "cp874": "Windows-874",
}

#: Never guessed: known by their marks, zeros or escapes, or only ever asked for.
_NOT_GUESSED = frozenset({"utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "iso-2022-jp", "iso-8859-1", "ascii"})

#: Named to someone whose encoding is not known here.
_SOME_THAT_WORK = "utf-8, utf-16, windows-1252, windows-1251, koi8-r, shift_jis, gb18030, big5 or mac-roman"

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

#: Of the bytes of Latin text in UTF-16 every other one is zero; fewer than this share of them are accidents.
_LATIN_ZEROS = 0.3

#: Of any text at least this share are blanks, line ends, digits, stops or Latin letters.
_COMMONEST_SHARE = 0.02
_COMMONEST = re.compile("[ \n0-9A-Za-z.,;:\u3000-\u3002\uff0c\u060c]")

#: Of random bytes more than a tenth are control characters; of text with accidents in it far fewer are.
_BINARY_SHARE = 0.05
#: Fewer control characters than this are accidents, unless they are most of a tiny file.
_BINARY_LEAST = 16
_BINARY_TINY_SHARE = 0.3

#: Where a guess is weak, this one goes before others that are about as good: of short texts with a few curly
#: quotes or accents (“naïve café”) it was right where the first guess named Central Europe or DOS, and a
#: Polish phrase of three words (second best at 0.68 of the first) kept its own.
_COMMONEST_ENCODING = "windows-1252"
_NO_EVIDENCE, _WEAK_EVIDENCE, _AS_GOOD = 0.01, 0.1, 0.7

#: One bad byte in so many good UTF-8 characters beyond ASCII is damage; more is another encoding.
_UTF8_DAMAGE = 20

#: Candidates offered beside the one that was taken.
_MOST_CANDIDATES = 8

_CONTROL_BYTES = bytes(byte for byte in range(32) if byte not in b"\t\n\r\x0b\x0c\x1b\x08\x1a")
_KEPT_BYTE = re.compile("[\udc00-\udcff]")
_BEYOND_ASCII = re.compile("[\u0080-\U0010ffff]")
_C1_CONTROL = re.compile("[\u0080-\u0084\u0086-\u009f]")
_JAPANESE_ESCAPE = re.compile(rb"\x1b\$[@B]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Hold a text decoded from bytes; ``confidence`` is None unless the encoding was guessed."""

    text: str
    encoding: str
    confidence: float | None = None
    undecodable: int = 0

    @property
    def label(self) -> str:
        """Return the words for the encoding."""
        return label_of(self.encoding)

    @property
    def cautions(self) -> tuple[Caution, ...]:
        """Tell what a reader should know of the decoding."""
        found = []
        if self.confidence is not None:
            found.append(Caution("encoding-guessed", 1, f"read as {self.label} (guessed)"))
        if self.undecodable:
            words = f"{counted(self.undecodable, 'byte')} not readable as {self.label}, shown as {REPLACEMENT}"
            found.append(Caution("undecodable", self.undecodable, words))
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Offer another encoding for the same bytes, with the first line that reads differently in it."""

    encoding: str
    label: str
    sample: str


def decode(data: bytes, *, encoding: str | None = None, name: str = "the text") -> Decoded:
    """Decode bytes: by the encoding that is asked for, else by what the bytes show.

    Raises Refused where the encoding is not known or the bytes hold no text.
    """
    if encoding is not None:
        return _forced(data, encoding, name)
    for mark, marked in _MARKS:
        if data.startswith(mark):
            return _each_byte(data[len(mark) :], marked)
    by_zeros = _by_zeros(data)
    if by_zeros is not None:
        return by_zeros
    if _is_binary(data):
        raise refuse(f"{name} was not read", "it holds no text", "choose a text, Markdown or source code file")
    return _utf8(data) or _guessed(data, name)


def candidates(data: bytes) -> list[Candidate]:
    """Return other encodings that read these bytes differently, the likeliest first, each with a line to judge by."""
    sample = _whole_lines(data)
    try:
        seen = [decode(sample).text]
    except Refused:
        seen = []
    found: list[Candidate] = []
    for encoding, _ in _likely(sample):
        text = _strictly(sample, encoding)
        if text is None or text in seen or _C1_CONTROL.search(text):
            continue
        seen.append(text)
        found.append(Candidate(encoding, label_of(encoding), _first_difference(text, seen[0])))
        if len(found) == _MOST_CANDIDATES:
            break
    return found


def label_of(encoding: str) -> str:
    """Return the words for an encoding."""
    name = _codec_name(encoding)
    return next(
        (label for key, label in LABELS.items() if _codec_name(key) == name), encoding.upper().replace("_", "-")
    )


def _codec_name(encoding: str) -> str:
    try:
        return codecs.lookup(encoding).name
    except LookupError:
        return encoding


def _forced(data: bytes, encoding: str, name: str) -> Decoded:
    try:
        return _each_byte(data, _plain_name(codecs.lookup(encoding.strip()).name))
    except (LookupError, ValueError, TypeError):
        what = f"{name} was not read"
        raise refuse(what, f"the encoding “{encoding}” is not known", f"try {_SOME_THAT_WORK}") from None


def _each_byte(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, "glossator-each-byte")
    bad = 0
    if not text.isascii():
        text, bad = _KEPT_BYTE.subn(REPLACEMENT, text)
    return Decoded(text, encoding, undecodable=bad)


def _keep_each_byte(error: UnicodeError) -> tuple[str, int]:
    # No decoder makes a lone surrogate, so each stands for one undecodable byte until it is counted.
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return "".join(chr(0xDC00 + byte) for byte in error.object[error.start : error.end]), error.end


codecs.register_error("glossator-each-byte", _keep_each_byte)


def _by_zeros(data: bytes) -> Decoded | None:
    sample = data[:8192]
    if b"\0" not in sample or len(data) < 2:
        return None
    encoding = _wide(sample) or _narrow(sample, len(data))
    if encoding is None:
        return None
    decoded = _each_byte(data, encoding)
    return decoded if _reads_as_text(decoded.text[:2000]) else None


def _wide(sample: bytes) -> str | None:
    quads = len(sample) // 4
    if not quads or len(sample) % 4:
        return None
    if sample[3::4].count(0) == quads and max(sample[2::4]) <= 0x10:
        return "utf-32-le"
    if sample[0::4].count(0) == quads and max(sample[1::4]) <= 0x10:
        return "utf-32-be"
    return None


def _narrow(sample: bytes, size: int) -> str | None:
    if size % 2 and size < 64:
        return None
    pairs = len(sample) // 2
    is_utf8 = not _is_binary(sample.replace(b"\0", b"")) and _strictly(sample) is not None
    if is_utf8 and sample.count(0) < pairs * _LATIN_ZEROS:
        return None
    # Which half comes first shows in blanks, digits and stops; zeros alone mislead, for many ideographs end in one.
    little, big = (
        len(_COMMONEST.findall(sample.decode(encoding, "replace"))) for encoding in ("utf-16-le", "utf-16-be")
    )
    if max(little, big) < pairs * _COMMONEST_SHARE or little == big:
        return None
    return "utf-16-le" if little > big else "utf-16-be"


def _reads_as_text(text: str) -> bool:
    odd = sum(1 for character in text if unicodedata.category(character) in ("Cc", "Cn", "Co", "Cs"))
    kept = sum(1 for character in text if character in "\t\n\r\x0b\x0c")
    return (odd - kept) * 10 <= len(text)


def _is_binary(data: bytes) -> bool:
    sample = data[:65536]
    controls = len(sample) - len(sample.translate(None, _CONTROL_BYTES))
    if controls > len(sample) * _BINARY_TINY_SHARE:
        return True
    return controls > _BINARY_LEAST and controls > len(sample) * _BINARY_SHARE


def _utf8(data: bytes) -> Decoded | None:
    if _JAPANESE_ESCAPE.search(data) and (text := _strictly(data, "iso-2022-jp")) is not None:
        return Decoded(text, "iso-2022-jp", confidence=1.0)
    text = _strictly(data)
    if text is not None:
        return Decoded(text, "utf-8")
    decoded = _each_byte(data, "utf-8")
    good = len(_BEYOND_ASCII.findall(decoded.text)) - decoded.undecodable
    # A file that ends in the middle of a character was cut off, whatever else it holds.
    cut_off = decoded.undecodable <= 3 and decoded.text.endswith(REPLACEMENT * decoded.undecodable) and data[-1] >= 0x80
    if good >= max(1, decoded.undecodable * (1 if cut_off else _UTF8_DAMAGE)):
        return decoded
    return None


def _guessed(data: bytes, name: str) -> Decoded:
    for encoding, confidence in _commonest_first(list(_likely(data[:_SAMPLE]))):
        text = _strictly(data, encoding)
        if text is not None:
            return Decoded(text, encoding, confidence=confidence)
    raise refuse(
        f"{name} was not read",
        ENCODING_UNKNOWN,
        "choose one in the window or name it with --encoding",
    )


def _likely(data: bytes) -> Iterator[tuple[str, float]]:
    if not data:
        return
    # Imported here: most texts are UTF-8 and need no guess.
    import chardet

    allowed = [key for key in LABELS if key not in _NOT_GUESSED]
    for guess in chardet.detect_all(data, ignore_threshold=True, include_encodings=allowed):
        encoding = guess["encoding"]
        if encoding is not None:
            yield _plain_name(encoding), round(float(guess["confidence"] or 0.0), 3)


def _commonest_first(guesses: list[tuple[str, float]]) -> list[tuple[str, float]]:
    ours = next((guess for guess in guesses if guess[0] == _COMMONEST_ENCODING), None)
    if ours is None:
        return guesses
    best = guesses[0][1]
    if best < _NO_EVIDENCE or (best < _WEAK_EVIDENCE and ours[1] >= best * _AS_GOOD):
        return [ours, *(guess for guess in guesses if guess is not ours)]
    return guesses


def _plain_name(encoding: str) -> str:
    name = _codec_name(encoding)
    return next((key for key in LABELS if _codec_name(key) == name), name)


def _strictly(data: bytes, encoding: str = "utf-8") -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeError, LookupError):
        return None


def _whole_lines(data: bytes) -> bytes:
    if len(data) <= _SAMPLE:
        return data
    end = data.rfind(b"\n", 0, _SAMPLE)
    return data[: end + 1] if end > 0 else data[:_SAMPLE]


def _first_difference(text: str, other: str) -> str:
    lines, others = text.split("\n"), other.split("\n")
    for index, line in enumerate(lines):
        if index >= len(others) or others[index] != line:
            return line.strip()
    return lines[0].strip()
