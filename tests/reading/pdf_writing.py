"""Write small PDFs by hand, whose words stand at known places: baselines in points from the left and from above.

Courier is the usual face, since each of its letters is six tenths of the size wide: columns are as wide as one counts.
"""

import textwrap
from dataclasses import dataclass, field

WIDTH, HEIGHT = 595, 842

#: By the names that tests call them: base fonts, which no file has to bring along.
FACES = {
    "plain": b"Courier",
    "bold": b"Courier-Bold",
    "italic": b"Courier-Oblique",
    "sans": b"Helvetica",
}


@dataclass
class Words:
    """Words at a place, in a face of `FACES` or ``vertical``; ``turn`` is in quarters.

    Bytes are codes of a font of the test's own (`Written.fonts`).
    """

    x: float
    y: float
    words: str | bytes
    size: float = 10
    face: str = "plain"
    turn: int = 0


@dataclass
class Sheet:
    """A page: its words in the order in which they are drawn, links (left, top, right, bottom, address), a picture."""

    words: list[Words] = field(default_factory=list)
    links: list[tuple[float, float, float, float, str]] = field(default_factory=list)
    rotation: int = 0
    crop: tuple[float, float, float, float] | None = None
    is_pictured: bool = False


@dataclass
class Written:
    """What a PDF has beside its pages; ``labels`` are (from page, style, first number), ``fonts`` code: characters.

    ``outline`` is (title, depth, page, baseline or None).
    """

    sheets: list[Sheet]
    labels: list[tuple[int, str, int]] = field(default_factory=list)
    outline: list[tuple[str, int, int, float | None]] = field(default_factory=list)
    info: dict[str, str] = field(default_factory=dict)
    language: str | None = None
    fonts: dict[str, dict[int, str]] = field(default_factory=dict)
    encrypt: bytes | None = None


def column(x, y, words, *, letters=40, size=10, step=12, face="plain", indent=0):
    """Set words as lines of so many letters at most; the first is set in by so many letters."""
    lines = textwrap.wrap(" " * indent + words, letters, break_on_hyphens=False, drop_whitespace=True)
    placed = []
    for number, line in enumerate(lines):
        stripped = line.lstrip()
        shift = (len(line) - len(stripped)) * 0.6 * size
        placed.append(Words(x + shift, y + number * step, stripped, size, face))
    return placed


def pdf(*sheets, **more):
    """Return the bytes of a PDF of these pages."""
    return written(Written([sheet if isinstance(sheet, Sheet) else Sheet(sheet) for sheet in sheets], **more))


def written(given: Written) -> bytes:
    objects: list[bytes] = []

    def add(data: bytes = b"") -> int:
        objects.append(data)
        return len(objects)

    catalog, tree = add(), add()
    names = {}
    for name, base in FACES.items():
        names[name] = add(b"<< /Type /Font /Subtype /Type1 /BaseFont /%s /Encoding /WinAnsiEncoding >>" % base)
    if any(words.face == "vertical" for sheet in given.sheets for words in sheet.words):
        names["vertical"] = add(_vertical_font(add))
    for name, characters in given.fonts.items():
        names[name] = add(_own_font(add, characters))
    resources = b"<< /Font << %s >> >>" % b" ".join(b"/%s %d 0 R" % (name.encode(), at) for name, at in names.items())
    pages = [_page(add, sheet, tree, resources) for sheet in given.sheets]
    objects[tree - 1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (
        len(pages),
        b" ".join(b"%d 0 R" % page for page in pages),
    )
    more = b""
    if given.labels:
        parts = [
            b"%d << %s /St %d >>" % (first, b"/S /%s" % style.encode() if style else b"", start)
            for first, style, start in given.labels
        ]
        more += b" /PageLabels << /Nums [%s] >>" % b" ".join(parts)
    if given.outline:
        more += b" /Outlines %d 0 R" % _outline(add, objects, given.outline, pages)
    if given.language:
        more += b" /Lang (%s)" % given.language.encode()
    objects[catalog - 1] = b"<< /Type /Catalog /Pages %d 0 R%s >>" % (tree, more)
    trailer = b"/Root %d 0 R" % catalog
    if given.info:
        said = b" ".join(b"/%s %s" % (key.encode(), _string(value)) for key, value in given.info.items())
        trailer += b" /Info %d 0 R" % add(b"<< %s >>" % said)
    if given.encrypt:
        trailer += (
            b" /Encrypt %d 0 R /ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>]"
            % add(given.encrypt)
        )
    return _file(objects, trailer)


def _file(objects: list[bytes], trailer: bytes) -> bytes:
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start)
    return bytes(out)


def _page(add, sheet: Sheet, tree: int, resources: bytes) -> int:
    drawing = b"\n".join(_drawn(words, sheet.rotation) for words in sheet.words)
    if sheet.is_pictured:
        drawing += b"\n0.5 g 100 100 300 500 re f"
    contents = add(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawing), drawing))
    links = [
        add(
            b"<< /Type /Annot /Subtype /Link /Rect [%g %g %g %g] /A << /S /URI /URI (%s) >> >>"
            % (left, HEIGHT - bottom, right, HEIGHT - top, address.encode())
        )
        for left, top, right, bottom, address in sheet.links
    ]
    more = b" /Annots [%s]" % b" ".join(b"%d 0 R" % link for link in links) if links else b""
    if sheet.rotation:
        more += b" /Rotate %d" % sheet.rotation
    if sheet.crop:
        more += b" /CropBox [%g %g %g %g]" % sheet.crop
    return add(
        b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 %d %d] /Contents %d 0 R /Resources %s%s >>"
        % (tree, WIDTH, HEIGHT, contents, resources, more)
    )


#: The directions of writing, by quarters of a turn to the right.
_TURNS = ((1, 0, 0, 1), (0, -1, 1, 0), (-1, 0, 0, -1), (0, 1, -1, 0))


def _drawn(words: Words, rotation: int) -> bytes:
    """Draw words so that they are read upright on the page as it is shown, but for a turn of their own."""
    x, y = {
        0: (words.x, HEIGHT - words.y),
        90: (words.y, words.x),
        180: (WIDTH - words.x, words.y),
        270: (WIDTH - words.y, HEIGHT - words.x),
    }[rotation]
    turn = _TURNS[(words.turn - rotation // 90) % 4]
    encoding = "utf-16-be" if words.face == "vertical" else "cp1252"
    codes = words.words if isinstance(words.words, bytes) else words.words.encode(encoding)
    shown = codes.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)").replace(b"\r", b"\\r")
    return b"BT /%s %g Tf %d %d %d %d %g %g Tm (%s) Tj ET" % (words.face.encode(), words.size, *turn, x, y, shown)


def _vertical_font(add) -> bytes:
    """Write a Japanese font whose lines run down the page."""
    descriptor = add(
        b"<< /Type /FontDescriptor /FontName /Ryumin-Light /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0"
        b" /Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 >>"
    )
    inner = add(
        b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /Ryumin-Light /DW 1000 /FontDescriptor %d 0 R"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) /Supplement 6 >> >>" % descriptor
    )
    return (
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Ryumin-Light-UniJIS-UTF16-V /Encoding /UniJIS-UTF16-V"
        b" /DescendantFonts [%d 0 R] >>" % inner
    )


def _own_font(add, characters: dict[int, str]) -> bytes:
    """Write a font whose codes mean characters of the test's choice; those that mean nothing have "" there."""
    lines = [
        b"<%02x> <%s>" % (code, said.encode("utf-16-be").hex().encode()) for code, said in characters.items() if said
    ]
    cmap = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Own def /CMapType 2 def\n"
        b"1 begincodespacerange <00> <ff> endcodespacerange\n%d beginbfchar\n%s\nendbfchar\nendcmap end end"
        % (len(lines), b"\n".join(lines))
    )
    first, last = min(characters), max(characters)
    named = b" ".join(b"/own%d" % code for code in range(first, last + 1))
    return (
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier /FirstChar %d /LastChar %d /Widths [%s]"
        b" /Encoding << /Type /Encoding /Differences [%d %s] >> /ToUnicode %d 0 R >>"
        % (
            first,
            last,
            b" ".join([b"600"] * (last - first + 1)),
            first,
            named,
            add(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(cmap), cmap)),
        )
    )


def _outline(add, objects: list[bytes], entries, pages: list[int]) -> int:
    """Write an outline; each entry knows its siblings, its parent and its children."""
    root = add()
    numbers = [add() for _ in entries]
    parents, open_ = [], [(-1, root)]
    for at, (_, depth, _, _) in enumerate(entries):
        while open_[-1][0] >= depth:
            open_.pop()
        parents.append(open_[-1][1])
        open_.append((depth, numbers[at]))
    for at, (title, _, page, baseline) in enumerate(entries):
        top = b"null" if baseline is None else b"%g" % (HEIGHT - baseline)
        said = b"/Title %s /Parent %d 0 R /Dest [%d 0 R /XYZ null %s null]" % (
            _string(title),
            parents[at],
            pages[page],
            top,
        )
        alike = [one for one, parent in zip(numbers, parents, strict=True) if parent == parents[at]]
        place = alike.index(numbers[at])
        said += b" /Prev %d 0 R" % alike[place - 1] if place else b""
        said += b" /Next %d 0 R" % alike[place + 1] if place + 1 < len(alike) else b""
        objects[numbers[at] - 1] = b"<< %s%s >>" % (said, _children(numbers, parents, numbers[at]))
    objects[root - 1] = b"<< /Type /Outlines%s >>" % _children(numbers, parents, root)
    return root


def _children(numbers, parents, of: int) -> bytes:
    own = [one for one, parent in zip(numbers, parents, strict=True) if parent == of]
    return b" /First %d 0 R /Last %d 0 R /Count %d" % (own[0], own[-1], len(own)) if own else b""


def _string(words: str) -> bytes:
    return b"<feff%s>" % words.encode("utf-16-be").hex().encode()
