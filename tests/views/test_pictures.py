"""Images that a document's file contains: in their place, no larger than the measure, never opened when too large."""

import struct
import zipfile
import zlib
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF

from glossator.model.document import Block, Content, Span
from glossator.operations import documents, people, projects
from glossator.views.page.pictures import in_view
from glossator.views.window import Window

OFFICE = "http://schemas.openxmlformats.org/"
PACKAGE = f"{OFFICE}package/2006/relationships"
KIND = f"{OFFICE}officeDocument/2006/relationships"
NAMES = (
    f'xmlns:w="{OFFICE}wordprocessingml/2006/main" xmlns:r="{KIND}" xmlns:a="{OFFICE}drawingml/2006/main" '
    f'xmlns:wp="{OFFICE}drawingml/2006/wordprocessingDrawing" xmlns:pic="{OFFICE}drawingml/2006/picture"'
)
RED = 0xFFC81E1E


def png(width: int, height: int, *, empty: bool = False) -> bytes:
    """Make a red image; an ``empty`` one only says that it is so large."""

    def chunk(name: bytes, inner: bytes) -> bytes:
        return struct.pack(">I", len(inner)) + name + inner + struct.pack(">I", zlib.crc32(name + inner))

    row = b"\0" + b"\xc8\x1e\x1e" * width
    rows = zlib.compress(b"" if empty else row * height)
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


IMAGES = {
    "small": png(40, 20),
    "wide": png(3000, 300),
    "huge": png(50_000, 50_000, empty=True),
    "broken": b"not an image",
}


def docx(path: Path) -> None:
    """Write a Word file with a paragraph for each image."""
    paragraphs = "".join(
        f'<w:p><w:r><w:t xml:space="preserve">See {name}: </w:t></w:r><w:r><w:drawing><wp:inline>'
        f'<wp:docPr id="1" name="x" descr="a {name} one"/><a:graphic><a:graphicData><pic:pic><pic:blipFill>'
        f'<a:blip r:embed="{name}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>'
        "</w:r></w:p>"
        for name in IMAGES
    )
    related = "".join(f'<Relationship Id="{name}" Type="{KIND}/image" Target="media/{name}.png"/>' for name in IMAGES)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{PACKAGE}"><Relationship Id="a" Type="{KIND}/officeDocument" '
            'Target="word/document.xml"/></Relationships>',
        )
        archive.writestr("word/document.xml", f"<w:document {NAMES}><w:body>{paragraphs}</w:body></w:document>")
        archive.writestr("word/_rels/document.xml.rels", f'<Relationships xmlns="{PACKAGE}">{related}</Relationships>')
        for name, data in IMAGES.items():
            archive.writestr(f"word/media/{name}.png", data)


@pytest.fixture
def window(open_project, qtbot, tmp_path: Path) -> Window:
    docx(tmp_path / "images.docx")
    with projects.create(tmp_path / "images.gloss", title="Images") as project:
        documents.add_files(project, [tmp_path / "images.docx"], reader=people.reader_for(project, "Mara"))
    shown = open_project(tmp_path / "images.gloss")
    qtbot.waitUntil(lambda: shown.pictures.is_still)
    return shown


def places(window: Window) -> dict[str, QRectF]:
    found = in_view(window.page.page_layout, 0, 10_000)
    return {one.words.split()[1]: rect.translated(0, -window.page.scroll.top) for one, rect in found}


def test_an_image_stands_below_the_line_that_it_belongs_to_in_its_own_size(window):
    rect, text = places(window)["small"], window.desk.content.text
    line, following = (window.page.rects(at, at + 3)[0] for at in (0, text.index("See wide")))
    assert (rect.width(), rect.height()) == (40, 20)
    assert line.bottom() < rect.top() < rect.bottom() < following.top()


def test_an_image_is_painted(window):
    image, rect = window.page.viewport().grab().toImage(), places(window)["small"]
    assert image.pixel(rect.center().toPoint()) == RED


def test_a_wide_image_is_as_wide_as_the_measure(window):
    rect, width = places(window)["wide"], window.page.page_layout.type.width
    assert (rect.width(), rect.height()) == (round(width), round(width / 10))


@pytest.mark.parametrize("name", ["huge", "broken"])
def test_what_is_too_large_or_no_image_is_a_quiet_frame(window, name):
    rect = places(window)[name]
    assert [one.image for one, _ in in_view(window.page.page_layout, 0, 10_000) if name in one.words] == [None]
    image = window.page.viewport().grab().toImage()
    assert image.pixel(round(rect.left()) + 30, round(rect.top())) == window.page.colours.line.rgb()
    assert 0 < rect.height() < 120


def test_a_high_image_is_at_most_a_page_high(window):
    block = Block("paragraph", 0, 1, data={"images": [{"at": 0, "ref": "x"}]})
    window.page.show_content(Content("x", (block,), (Span("image", 0, 1, "x"),)), kinds=())
    layout = window.page.page_layout
    layout.pictures[0][0].size = (500, 40_000)
    assert layout.below(0) < 31 * layout.type.step
