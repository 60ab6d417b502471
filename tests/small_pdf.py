"""Write small PDFs by hand: pages of lines in Helvetica at known places."""

from collections.abc import Sequence

#: A page of A4 in points, where its first line stands from the left and from above, and the step of its lines.
WIDTH, HEIGHT = 595, 842
LEFT, FIRST, STEP, SIZE = 72, 96, 18, 12


def pdf_of(pages: Sequence[Sequence[str]]) -> bytes:
    """Return a PDF whose pages hold these lines of plain ASCII."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [%s] >>"
        % (len(pages), b" ".join(b"%d 0 R" % (4 + 2 * number) for number in range(len(pages)))),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, lines in enumerate(pages):
        drawing = _drawing(lines)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R >> >> >>" % (WIDTH, HEIGHT, 5 + 2 * number)
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawing), drawing))
    return _file(objects)


def _file(objects: Sequence[bytes]) -> bytes:
    """Put objects into a file with the table of their places."""
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


def _drawing(lines: Sequence[str]) -> bytes:
    shown = [b"BT /F1 %d Tf" % SIZE]
    for number, line in enumerate(lines):
        words = line.encode("ascii").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
        shown.append(b"1 0 0 1 %d %d Tm (%s) Tj" % (LEFT, HEIGHT - FIRST - number * STEP, words))
    shown.append(b"ET")
    return b"\n".join(shown)


def pictures_of(pages: int) -> bytes:
    """Return a PDF whose pages are a grey picture each, as a scanner makes them: it holds no text."""
    drawing = b"q %d 0 0 %d 0 0 cm /Im1 Do Q" % (WIDTH, HEIGHT)
    kids = b" ".join(b"%d 0 R" % (5 + number) for number in range(pages))
    return _file(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Count %d /Kids [%s] >>" % (pages, kids),
            b"<< /Type /XObject /Subtype /Image /Width 2 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray"
            b" /Length 2 >>\nstream\n\x80\x80\nendstream",
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawing), drawing),
            *(
                b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents 4 0 R"
                b" /Resources << /XObject << /Im1 3 0 R >> >> >>" % (WIDTH, HEIGHT)
                for _ in range(pages)
            ),
        ]
    )
