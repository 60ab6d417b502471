"""Web pages are woven as browsers show them, and nothing in them is fetched."""

import pytest
from checking import check_content, spans_of, words_of

from glossator.model.document import Proposal
from glossator.model.problem import Refused
from glossator.reading.guard import Guard
from glossator.reading.pictures import picture
from glossator.reading.read import Manner, read_bytes

#: One child reads all of these pages.
GUARD = Guard()


@pytest.fixture(scope="module", autouse=True)
def _end_of_the_child():
    yield
    GUARD.close()


def read(body, *, head="", name="page.html", **options):
    page = f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"
    reading = read_bytes(page.encode(), file_name=name, manner=Manner(options=options, guard=GUARD))
    check_content(reading)
    return reading


def data_of(reading):
    return [dict(block.data) for block in reading.content.blocks]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>  one\n\n two\t</p>\n<p>three</p>", "one two\nthree"),
        ("<p>one <b> two</b> <i>three </i>four</p>", "one two three four"),
        ("one<div>two<p>three</div>four", "one\ntwo\nthree\nfour"),
        ("<p>a\u00a0 b\u3000c</p>", "a\u00a0 b\u3000c"),
        ("<p>soft\u00adhyphen a<wbr>b</p>", "soft\u00adhyphen ab"),
        ("<p>one<br>\n two<br/>three</p>", "one\ntwo\nthree"),
        ("<p>one</p><script>x</script><style>y</style><template>z</template><noscript>n</noscript>", "one"),
        ("<p>e<math alttext='x^2'><mi>x</mi></math>f</p>", "e x^2 f"),
        ("<p>&nbsp;&eacute;&#x1F600;&amp;</p>", "\u00a0é😀&"),
        ("<pre>\n a\n\n  b\n</pre>", " a\n\n  b"),
        ("<p style='white-space: pre'>a  b\n c</p>", "a  b\n c"),
    ],
    ids=["collapsed", "inline", "blocks", "kept", "soft", "br", "silent", "maths", "entities", "pre", "by style"],
)
def test_white_space_and_lines_are_those_of_a_browser(body, text) -> None:
    assert read(body).content.text == text


def test_what_is_hidden_is_left_out_and_counted() -> None:
    reading = read(
        "<p>shown</p><p hidden>a</p><p style='color:red;display: none'>b</p><span aria-hidden=true>c</span>"
        "<p style='visibility:hidden'>d</p>"
    )
    assert reading.content.text == "shown"
    assert [one.words for one in reading.source.warnings] == ["4 hidden parts left out"]


def test_headings_lists_and_quotations_have_their_form() -> None:
    reading = read(
        "<h2>Head</h2><ol start=3 type=a><li>one<ul><li>two</li></ul></li><li><p>three</p><p>more</p></li></ol>"
        "<ol reversed start=2 type=I><li>x<li value=9>y</ol><blockquote>q<blockquote>r</blockquote></blockquote>"
    )
    blocks = [(block.kind, block.level, block.data.get("marker")) for block in reading.content.blocks]
    assert list(zip([words for _, words in words_of(reading)], blocks, strict=True)) == [
        ("Head", ("heading", 2, None)),
        ("one", ("list-item", 1, "c.")),
        ("two", ("list-item", 2, "•")),
        ("three", ("list-item", 1, "d.")),
        ("more", ("list-item", 1, None)),
        ("x", ("list-item", 1, "II.")),
        ("y", ("list-item", 1, "IX.")),
        ("q", ("quote", 1, None)),
        ("r", ("quote", 2, None)),
    ]


def test_a_table_is_a_grid_of_cells() -> None:
    reading = read("<table><tr><th>A<th rowspan=2>B<tr><td>1<br>2<tr><td colspan=2>x</table>")
    assert words_of(reading) == [("table-cell", words) for words in ("A", "B", "1", "2", "x")]
    assert [(one["row"], one["column"], one["header"]) for one in data_of(reading)] == [
        (0, 0, True),
        (0, 1, True),
        (1, 0, False),
        (1, 0, False),
        (2, 0, False),
    ]
    assert (data_of(reading)[1]["rowspan"], data_of(reading)[4]["colspan"]) == (2, 2)
    assert data_of(reading)[2]["group"] == data_of(reading)[3]["group"]


def test_a_table_that_lays_the_page_out_is_none() -> None:
    reading = read("<table><tr><td><h1>Head</h1><td><table><tr><td>1<td>2</table></table>")
    assert words_of(reading) == [("heading", "Head"), ("table-cell", "1"), ("table-cell", "2")]


def test_spans_go_over_lines_and_links_keep_their_address() -> None:
    reading = read(
        "<p><b>one <i>two<br>three</i></b> x<sup>2</sup> <code>y</code> <a href='https://example.org/a'>there</a>"
        " <a href='javascript:x()'>no</a> <a href='#p'>here</a> <s>old</s>"
        " <span style='font-variant:small-caps'>Sc</span>"
    )
    assert spans_of(reading) == [
        ("bold", "one two", None),
        ("italic", "two", None),
        ("italic", "three", None),
        ("bold", "three", None),
        ("superscript", "2", None),
        ("code", "y", None),
        ("link", "there", "https://example.org/a"),
        ("strike", "old", None),
        ("small-caps", "Sc", None),
    ]


def test_code_is_lines_of_one_group_in_its_language() -> None:
    reading = read('<pre><code class="language-python">def f():\n    return 1\n</code></pre>')
    assert words_of(reading) == [("code", "def f():"), ("code", "    return 1")]
    assert data_of(reading) == [{"language": "python", "group": 1}] * 2


BACK = '<a href="#r">↩</a>'
NOTES = {
    "by roles": '<p>A<a href="#n" role="doc-noteref">1</a>b</p><aside id="n" role="doc-footnote">1. Note.</aside>',
    "by the way back": f'<p>A<sup id="r"><a href="#n">[1]</a></sup>b</p><ol><li id="n">Note. {BACK}</li></ol>',
    "by number and back": '<p>A<a name="r" href="#n"><sup>1</sup></a>b</p>'
    '<div><p><a name="n" href="#r">1</a> Note.</p></div>',
    "by a label in brackets": '<p>A<a role="doc-noteref" href="#n" id="r">1</a>b</p><aside role="doc-footnote" id="n">'
    '<span><i>[</i><a role="doc-backlink" href="#r">1</a><i>]</i></span><p>Note.</p></aside>',
    "by a term": '<p>A<a id="r" href="#n">1</a>b</p>'
    '<dl><dt id="n"><span>[<a href="#r">1</a>]</span></dt><dd><p>Note.</p></dd></dl>',
}


@pytest.mark.parametrize("body", NOTES.values(), ids=NOTES.keys())
def test_a_note_s_mark_is_no_text_and_its_body_comes_last(body) -> None:
    reading = read(f"{body}<p>End.</p>")
    assert words_of(reading) == [("paragraph", "Ab"), ("paragraph", "End."), ("footnote", "Note.")]
    assert [(span.kind, span.start, span.end, span.target) for span in reading.content.spans] == [
        ("note-ref", 1, 1, "1")
    ]
    assert data_of(reading)[2]["label"] == "1"


def test_a_table_of_contents_is_not_taken_for_notes() -> None:
    reading = read('<p><a href="#a">1</a> <a href="#b">2</a></p><h2 id="a">One</h2><p id="b">Two</p>')
    assert words_of(reading) == [("paragraph", "1 2"), ("heading", "One"), ("paragraph", "Two")]


@pytest.mark.parametrize(
    "body",
    [
        '<h2 id="r"><a href="#n">1</a></h2><div><h2 id="n"><a href="#r">1</a> One</h2><p>Two</p></div>',
        '<p id="r"><a href="#n">1</a></p><div><h2>One</h2><a id="n" href="#r">Two</a></div>',
        '<p id="r"><a role="doc-noteref" href="#n">1</a></p><section id="n"><h2>One</h2><p>Two</p></section>',
    ],
    ids=["to a heading", "to a part", "said to be one"],
)
def test_a_part_with_a_heading_is_no_note_though_both_lead_to_each_other(body) -> None:
    assert read(body).content.text.split("\n")[0] == "1"
    assert "footnote" not in [kind for kind, _ in words_of(read(body))]


def test_a_note_within_a_note_is_read_once_and_lines_of_a_note_belong_together() -> None:
    reading = read(
        '<p>A<a role="doc-noteref" href="#m">1</a><a role="doc-noteref" href="#n">2</a></p>'
        '<aside role="doc-footnote" id="m">One.<pre>x\ny</pre>Two.<p role="doc-footnote" id="n">Inner.</p></aside>'
    )
    assert reading.content.text == "A\nOne.\nx\ny\nTwo.\nInner."
    groups = [(one.get("label"), one.get("group"), one.get("break")) for one in data_of(reading)[1:]]
    first, second = groups[0][1], groups[4][1]
    assert first != second
    assert groups == [("1", first, None), *[("1", first, True)] * 3, ("2", second, None)]


def test_of_two_places_of_one_name_the_first_is_led_to() -> None:
    reading = read(f'<p>A<sup id="r"><a href="#n">1</a></sup></p><p id="n">Note. {BACK}</p><h2 id="n">Head</h2>')
    assert words_of(reading) == [("paragraph", "A"), ("heading", "Head"), ("footnote", "Note.")]


def test_a_list_counts_as_its_style_says() -> None:
    reading = read(
        "<ol style='list-style-type: lower-roman' start=4><li>a</ol><ol style='list-style:upper-alpha'><li>b</ol>"
        "<ul style='list-style: none'><li>c</ul><ol style='list-style-type:square'><li>d</ol>"
    )
    assert [one.get("marker") for one in data_of(reading)] == ["iv.", "A.", None, "•"]


def test_readings_above_characters_and_drawn_marks_are_left_out_and_counted() -> None:
    reading = read("<p><ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp>字<rt>じ</rt></ruby> <q>so</q></p>")
    assert reading.content.text == "漢字 so"
    assert [one.words for one in reading.source.warnings] == [
        "2 readings above the characters left out",
        "1 quotation without marks: a browser draws them, the file has none",
    ]


def test_a_sign_for_a_heading_s_own_address_is_left_out_and_counted() -> None:
    reading = read('<h2 id="a">One<a class="headerlink" href="#a">¶</a></h2><p>See <a class="x" href="#a">§</a></p>')
    assert reading.content.text == "One\nSee §"
    assert [one.words for one in reading.source.warnings] == ["1 sign beside headings for their addresses left out"]


def test_bold_in_bold_is_one_span() -> None:
    assert spans_of(read("<p><b>one <b>two</b> three</b></p>")) == [("bold", "one two three", None)]


def test_columns_that_cells_reach_over_without_end_are_not_followed_beyond_the_widest() -> None:
    row = "<tr><td rowspan=65534 colspan=1000>a"
    columns = [one["column"] for one in data_of(read(f"<table>{row * 3}</table>"))]
    assert columns == [0, 1000, 1000]


def test_lists_and_lines_in_cells_and_summaries_are_read() -> None:
    reading = read(
        "<table><tr><td><ul><li>a<li>b</ul><td>c<br><b>d<br>e</b></table><details><summary>f</summary>g</details>"
    )
    assert reading.content.text == "a\nb\nc\nd\ne\nf\ng"
    assert [one.get("column") for one in data_of(reading)] == [0, 0, 1, 1, 1, None, None]
    assert spans_of(reading) == [("bold", "d", None), ("bold", "e", None)]


def test_a_picture_within_a_drawing_has_the_drawing_s_title() -> None:
    reading = read(
        "<p>See <svg><title>A cover</title><text>no</text><image xlink:href='data:image/png;base64,QUJD'/></svg></p>"
    )
    assert reading.content.text == "See A cover"
    assert picture(reading.data, "html", "data:0") == b"ABC"


def test_a_picture_in_the_page_is_named_and_found_again_and_others_are_words() -> None:
    inside, outside = "data:image/png;base64,QUJD", "http://127.0.0.1/x.png"
    reading = read(f"<p>See <img alt='A ship' src='{inside}'> and <img src='{outside}' alt='A map'>.</p>")
    assert reading.content.text == "See A ship and A map."
    assert data_of(reading) == [{"images": [{"at": 4, "ref": "data:0"}]}]
    assert picture(reading.data, "html", "data:0") == b"ABC"
    assert picture(reading.data, "html", "data:1") is None
    assert [one.words for one in reading.source.warnings] == ["1 image not in the file, and not fetched"]


def test_a_page_says_of_itself_what_it_is() -> None:
    head = (
        '<title>Talks  resumed</title><meta name="author" content="I. Marek"><meta name="author" content="B. Ohm">'
        '<link rel="canonical" href="https://example.org/talks"><script type="application/ld+json">'
        '{"@graph": [{"@type": "NewsArticle", "datePublished": "2026-05-12T09:00:00Z",'
        ' "publisher": {"name": "The Wire"}}]}</script>'
    )
    found = read("<p>One.</p>", head=head).metadata
    assert found.title == Proposal("Talks resumed", "the page's head")
    assert found.author == Proposal("I. Marek; B. Ohm", "the page's head")
    assert found.published == Proposal("2026-05-12", "the page's own description")
    assert found.publisher == Proposal("The Wire", "the page's own description")
    assert found.address == Proposal("https://example.org/talks", "the page's head")


@pytest.mark.parametrize(
    "description",
    [
        '{"@type": [{}], "headline": "x"}',
        '{"@type": "Article", "author": [[1], {"name": {}}], "headline": [3]}',
        "[[[",
        "[" * 90_000,
        '{"@type": "Article", "headline": "\\ud800"}',
    ],
    ids=["kinds", "values", "broken", "deep", "surrogate"],
)
def test_a_description_of_any_shape_ends_no_reading(description) -> None:
    reading = read("<p>One.</p>", head=f'<script type="application/ld+json">{description}</script>')
    assert reading.content.text == "One."
    title = reading.metadata.title
    assert title is None or title.value.encode("utf-8") == "\ufffd".encode()


def test_the_article_alone_is_read_where_it_is_asked_for() -> None:
    body = "<nav>Menu</nav><main><article><p>One.</p></article></main><footer>Foot</footer>"
    assert read(body).content.text == "Menu\nOne.\nFoot"
    reading = read(body, article=True)
    assert (reading.content.text, reading.source.options) == ("One.", {"article": True})


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ('<meta charset="koi8-r"><p>Пролив</p>'.encode("koi8-r"), "koi8-r"),
        ('<?xml version="1.0" encoding="windows-1251"?><html><p>Пролив</p>'.encode("cp1251"), "windows-1251"),
        ("\ufeff<html><p>Пролив</p>".encode("utf-16-le"), "utf-16-le"),
        ('<meta charset="utf-16"><p>Пролив</p>'.encode(), "utf-8"),
    ],
    ids=["meta", "xml", "mark", "a word that cannot be"],
)
def test_the_encoding_is_that_which_the_page_says(data, encoding) -> None:
    reading = read_bytes(data, file_name="a.html")
    assert (reading.content.text, reading.source.encoding, reading.source.confidence) == ("Пролив", encoding, None)


def test_a_page_is_told_by_its_bytes() -> None:
    assert read_bytes(b"<!-- x --><!DOCTYPE html><p>One.", file_name="a.txt").source.format == "html"


def test_a_page_without_words_is_refused() -> None:
    with pytest.raises(Refused, match="it is a page without text"):
        read("<div id=app></div><script>go()</script>")


def test_arabic_and_combining_marks_are_kept() -> None:
    reading = read('<p dir="rtl">هدنة <b>في</b> البحر</p><p>e\u0301a\u2028b</p>', head="<title>x</title>")
    assert reading.content.text == "هدنة في البحر\ne\u0301a\u2028b"


def test_a_link_to_a_place_of_the_page_has_its_offset_and_one_to_nowhere_is_words() -> None:
    links = '<a href="#b">One</a> <a href="page.html#b">two</a> <a href="#gone">three</a> <a href="o.html#b">four</a>'
    reading = read(f'<p>{links}</p><h2 id="b">Part</h2>')
    assert spans_of(reading) == [
        ("link", "One", "offset:19"),
        ("link", "two", "offset:19"),
        ("link", "four", "o.html#b"),
    ]
    assert reading.content.text[19:] == "Part"


def test_elements_that_xhtml_writes_as_empty_do_not_swallow_the_page() -> None:
    head = '<head><title/><script src="a.js" /></head>'
    page = f'<html xmlns="http://www.w3.org/1999/xhtml">{head}<body><p>One.</p></body></html>'
    assert read_bytes(page.encode(), file_name="a.xhtml").content.text == "One."
