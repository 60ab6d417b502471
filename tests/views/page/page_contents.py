"""Contents that the page's tests show."""

from glossator.model.codebook import Kind
from glossator.model.document import Block, Content
from glossator.views.page.lanes import PageTag

KINDS = (
    Kind("risk", "Risk", "triangle", "9C2411", "r"),
    Kind("position", "Position", "diamond", "1F4FBF", "p"),
    Kind("claim", "Claim", "disc", "B28C00", "c"),
    Kind("note", "Note", "square", "6E6A61", "n"),
)

SENTENCE = "The northern government holds that a pilotage agreement must come before any ceasefire at sea. "


def content_of(*lines, spans=()):
    """Make a content: a line is a paragraph, or a triple of words, kind and data (``level`` among it)."""
    blocks, words, start = [], [], 0
    for line in lines:
        text, kind, data = (line, "paragraph", {}) if isinstance(line, str) else line
        level = data.get("level")
        blocks.append(Block(kind, start, start + len(text), level, None, data))
        words.append(text)
        start += len(text) + 1
    return Content("\n".join(words), tuple(blocks), tuple(spans))


def long_content(paragraphs=400):
    """Make a content of many paragraphs of different lengths."""
    return content_of(*(SENTENCE * (1 + number % 4) + f"Paragraph {number}." for number in range(paragraphs)))


def tag(id_, kind, *spans):
    return PageTag(id_, kind, tuple(spans))


def span_of(content, words):
    start = content.text.index(words)
    return (start, start + len(words))
