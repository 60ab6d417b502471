"""What holds of every reading, whatever the format."""

import re

from glossator.model.document import RANGE_BLOCKS, Reading

FORBIDDEN = re.compile("[\x00-\x08\x0d-\x1f\ud800-\udfff]")


def check_content(reading: Reading) -> None:
    text, blocks, spans = reading.content.text, reading.content.blocks, reading.content.spans
    assert not FORBIDDEN.search(text)
    lines = [block for block in blocks if block.kind not in RANGE_BLOCKS]
    assert [text[block.start : block.end] for block in lines] == text.split("\n")
    end = -1
    for block in lines:
        assert block.start == end + 1
        end = block.end
    assert end == len(text)
    assert list(blocks) == sorted(blocks, key=lambda block: block.start)
    assert list(spans) == sorted(spans, key=lambda span: span.start)
    assert all(0 <= span.start <= span.end <= len(text) for span in spans)
    assert all("\n" not in text[span.start : span.end] for span in spans)


def words_of(reading: Reading) -> list[tuple[str, str]]:
    return [(block.kind, reading.content.text[block.start : block.end]) for block in reading.content.blocks]


def spans_of(reading: Reading) -> list[tuple[str, str, str | None]]:
    text = reading.content.text
    return [(span.kind, text[span.start : span.end], span.target) for span in reading.content.spans]
