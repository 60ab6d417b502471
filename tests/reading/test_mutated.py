"""Sound files that were cut, changed or robbed of a part end in a text that holds together, or in one sentence."""

import io
import zipfile

from checking import check_content
from hypothesis import given, settings
from hypothesis import strategies as st
from making import zipped

from glossator.model.document import Reading, Source
from glossator.model.problem import Refused
from glossator.reading.parsed import Given
from glossator.reading.registry import by_name

PAGE = '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><body>{}</body></html>'
FIRST = (
    '<h1 id="h">One</h1><p>A<a epub:type="noteref" id="r" href="{}#n">1</a> <img src="c.png" alt="x"/>'
    "<b>b<br/>c</b></p>"
    '<table><tr><td rowspan="2" colspan="2">a</td><th>b<br/>c</th></tr></table><ol type="a"><li value="3">x</li></ol>'
    '<span epub:type="pagebreak" id="p" title="4"/><svg><image href="c.png"/></svg><q>q</q><ruby>a<rt>b</rt></ruby>'
)
SECOND = '<aside epub:type="footnote" id="n"><p>1. Note <a href="{}#r">back</a></p></aside><pre>a\n b</pre>'
NAV = (
    '<nav epub:type="toc"><ol><li><a href="a.xhtml#h">One</a></li></ol></nav>'
    '<nav epub:type="page-list"><ol><li><a href="a.xhtml#p">4</a></li></ol></nav>'
)
MEMBERS = {
    "META-INF/container.xml": '<container><rootfiles><rootfile full-path="o/b.opf"/></rootfiles></container>',
    "o/b.opf": '<package><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>T</dc:title></metadata>'
    '<manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/>'
    '<item id="b" href="b.xhtml" media-type="application/xhtml+xml"/>'
    '<item id="n" href="n.xhtml" properties="nav" media-type="application/xhtml+xml"/></manifest>'
    '<spine><itemref idref="a"/><itemref idref="b" linear="no"/></spine></package>',
    "o/a.xhtml": PAGE.format(FIRST.format("b.xhtml")),
    "o/b.xhtml": PAGE.format(SECOND.format("a.xhtml")),
    "o/n.xhtml": PAGE.format(NAV),
    "o/c.png": "ABC",
}
MAIL = (
    "From: =?utf-8?q?J=C3=B6rg?= <j@example.org>\r\nSubject: =?iso-2022-jp?b?GyRCRGRAbxsoQg==?=\r\n"
    "Date: Tue, 12 May 2026 09:30:00 +0200\r\nMIME-Version: 1.0\r\n"
    'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\nContent-Type: multipart/alternative; boundary=c\r\n\r\n'
    "--c\r\nContent-Type: {}; charset=utf-8; format=flowed\r\nContent-Transfer-Encoding: quoted-printable\r\n"
    "Content-Location: https://example.org/\r\n\r\nA =C3=A9\r\n> > b\r\n\r\n--c\r\n"
    "Content-Type: text/html; charset=iso-8859-1\r\nContent-Transfer-Encoding: base64\r\n\r\nPHA+SGVsbG88L3A+\r\n"
    '--c--\r\n--b\r\nContent-Type: image/png; name="a.png"\r\n'
    "Content-Disposition: attachment; filename*=utf-8''%e2%82%ac.png\r\nContent-ID: <x@y>\r\n\r\nABC\r\n--b--\r\n"
)
FILES = {
    "html": PAGE.format(FIRST.format("") + SECOND.format("")).encode(),
    "eml": MAIL.format("text/plain").encode(),
    "mhtml": MAIL.format("text/html").encode(),
    "epub": zipped(MEMBERS),
}
PIECES = (
    *(b"\xff", b"\0", b"&#0;", b"&#xD800;", b"<table>", b"</body>", b"<pre>", b'href="http://["', b'id="n"', b"<svg>"),
    *(b"charset=utf-16", b"charset=idna", b"charset=hex", b"charset=punycode", b"=?x?q?=ff?=", b"\r\n\r\n", b"%", b"*"),
    *(b"Content-Type: ;;\r\n", b"Content-Disposition: \r\n", b"Date: x\r\n", b'value="9999999999999999999999"'),
)
PLACE = st.floats(0, 1, allow_nan=False)
CHANGES = st.lists(
    st.one_of(
        st.tuples(st.just("cut"), PLACE, st.integers(1, 60)),
        st.tuples(st.just("add"), PLACE, st.one_of(st.sampled_from(PIECES), st.binary(max_size=6))),
        st.tuples(st.just("end"), PLACE, st.just(0)),
    ),
    min_size=1,
    max_size=5,
)


def changed(data, changes):
    for kind, place, what in changes:
        at = int(place * len(data))
        if kind == "add":
            data = data[:at] + what + data[at:]
        else:
            data = data[:at] + (data[at + what :] if kind == "cut" else b"")
    return data


def is_text_or_sentence(data, name):
    try:
        found = by_name(name).read(Given(data, "“a”"))
    except Refused:
        return
    source = Source("", len(data), name, found.encoding, name, "1")
    check_content(Reading(data, found.content, found.metadata, source, "", None))


def test_the_sound_files_are_read() -> None:
    texts = {name: by_name(name).read(Given(data, "“a”")).content.text for name, data in FILES.items()}
    page = "One\nA xb\nc\na\nb\nc\nx\n"
    assert texts == {
        "html": page + "qa\na\n b\nNote",
        "eml": "A é\n> > b",
        "mhtml": "A é > > b",
        "epub": page + "qa\na\n b\nNote",
    }


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(sorted(FILES)), CHANGES)
def test_a_file_whose_bytes_were_changed_is_a_text_or_a_sentence(name, changes) -> None:
    is_text_or_sentence(changed(FILES[name], changes), name)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(sorted(MEMBERS)), CHANGES, st.sets(st.sampled_from(sorted(MEMBERS)), max_size=2))
def test_a_book_whose_members_were_changed_or_lack_is_a_text_or_a_sentence(name, changes, gone) -> None:
    with zipfile.ZipFile(io.BytesIO(FILES["epub"])) as archive:
        members = {one: archive.read(one) for one in archive.namelist() if one not in gone}
    if name in members:
        members[name] = changed(members[name], changes)
    is_text_or_sentence(zipped(members), "epub")
