"""Make the small container files that the tests of word processors' formats read."""

import io
import zipfile

from checking import check_content

from glossator.model.document import Reading, Source
from glossator.model.identity import sha256
from glossator.model.problem import Refused
from glossator.reading.parsed import Given, Parsed
from glossator.reading.registry import by_name


def zipped(members: dict[str, str | bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return file.getvalue()


def parsed(data: bytes, format_name: str) -> Parsed:
    """Read twice in this process, hold the two against each other and the content against what holds of every text."""
    read = by_name(format_name).read
    found = read(Given(data, "the file"))
    assert read(Given(data, "the file")) == found
    source = Source(sha256(data), len(data), format_name, found.encoding, format_name, "1")
    check_content(Reading(data, found.content, found.metadata, source, "", None))
    return found


def lines(found: Parsed) -> list[tuple[str, str]]:
    content = found.content
    return [(block.kind, content.text[block.start : block.end]) for block in content.blocks]


def data_of(found: Parsed) -> list[dict]:
    return [dict(block.data) for block in found.content.blocks]


def spans(found: Parsed) -> list[tuple[str, str, str | None]]:
    text = found.content.text
    return [(span.kind, text[span.start : span.end], span.target) for span in found.content.spans]


def counts(found: Parsed) -> dict[str, int]:
    return {caution.code: caution.count for caution in found.warnings}


def refusal(data: bytes, format_name: str) -> str:
    try:
        by_name(format_name).read(Given(data, "“a”"))
    except Refused as refused:
        return str(refused)
    raise AssertionError("it was read")
