"""Know what the words of control of Rich Text do to a reader."""

from __future__ import annotations

from collections.abc import Callable

from glossator.reading.flow import PLAIN_WORDS
from glossator.reading.instructions import link_of
from glossator.reading.rtf_body import Reader
from glossator.reading.rtf_codes import CHARACTERS, FAMILIES, of_page
from glossator.reading.rtf_groups import NO_TEXT, READ_ALL_THE_SAME
from glossator.reading.rtf_state import Field, Form, Picture, Sink
from glossator.reading.rtf_styles import Font, Style
from glossator.reading.rtf_tables import Row

#: What a word of control does, given its number, None where it has none.
Act = Callable[[Reader, int | None], None]

_INFO = frozenset({"title", "author", "creatim", "revtim", "subject", "operator", "keywords", "doccomm", "company"})


def act(reader: Reader, word: str, number: int | None, *, is_starred: bool, place: int) -> None:
    """Do what a word of control says; ``place`` is where it ends in the file."""
    state = reader.state
    if state.sink is Sink.NOTHING:
        if word == "ud":
            state.sink = state.around
        return
    if word in NO_TEXT or (is_starred and word not in READ_ALL_THE_SAME) or (word[0] == "m" and word.endswith("Pr")):
        if word == "sp" and state.picture is not None:
            return
        state.around, state.sink = state.sink, Sink.NOTHING
        return
    if word == "pict":
        if _hears(reader):
            state.picture, state.sink = Picture(place), Sink.PICTURE
            state.ends.append("picture")
        else:
            state.sink = Sink.NOTHING
        return
    if word in CHARACTERS:
        reader.put(CHARACTERS[word])
        return
    step = _ACTS.get(word)
    if step is not None:
        step(reader, number)
    elif state.sink is Sink.INFO:
        if word in _INFO:
            state.info = word
        elif word in ("yr", "mo", "dy") and number is not None:
            reader.dates.setdefault(state.info, {})[word] = number


def _hears(reader: Reader) -> bool:
    return reader.state.sink is Sink.TEXT


def _is_on(number: int | None) -> bool:
    return number != 0


def _switch(name: str) -> Act:
    def step(reader: Reader, number: int | None) -> None:
        reader.state.switch(name, _is_on(number))

    return step


def _height(name: str) -> Act:
    def step(reader: Reader, number: int | None) -> None:
        reader.state.switch("superscript", name == "superscript" and _is_on(number))
        reader.state.switch("subscript", name == "subscript" and _is_on(number))

    return step


def _into(sink: Sink) -> Act:
    def step(reader: Reader, _: int | None) -> None:
        reader.state.sink = sink

    return step


def _story(kind: str) -> Act:
    def step(reader: Reader, _: int | None) -> None:
        if _hears(reader):
            reader.begin_story(kind)

    return step


def _collect(what: str) -> Act:
    def step(reader: Reader, _: int | None) -> None:
        reader.collect(what)

    return step


def _plain(reader: Reader, _: int | None) -> None:
    state = reader.state
    state.formats, state.hidden, state.font = PLAIN_WORDS, False, reader.first_font
    state.deleted = state.inserted = False


def _no_line(reader: Reader, _: int | None) -> None:
    reader.state.switch("underline", False)


def _hide(reader: Reader, number: int | None) -> None:
    reader.state.hidden = _is_on(number)


def _delete(reader: Reader, number: int | None) -> None:
    reader.state.deleted = _is_on(number)


def _insert(reader: Reader, number: int | None) -> None:
    reader.state.inserted = _is_on(number)


def _font(reader: Reader, number: int | None) -> None:
    if reader.state.sink is Sink.FONT:
        reader.font = reader.fonts.setdefault(number or 0, Font())
        reader.state.ends.append("font")
    else:
        reader.state.font = number


def _charset(reader: Reader, number: int | None) -> None:
    reader.font.set_charset(number or 0)


def _font_page(reader: Reader, number: int | None) -> None:
    reader.font.codec = of_page(number or 0) or reader.font.codec


def _first_font(reader: Reader, number: int | None) -> None:
    reader.first_font = number


def _page(reader: Reader, number: int | None) -> None:
    reader.codec = of_page(number or 0) or reader.codec


def _family(codec: str) -> Act:
    def step(reader: Reader, _: int | None) -> None:
        reader.codec = codec

    return step


def _fallback(reader: Reader, number: int | None) -> None:
    reader.state.fallback = max(0, number if number is not None else 1)


def _style(reader: Reader, number: int | None) -> None:
    if reader.state.sink is Sink.STYLE:
        reader.style = reader.styles.listed.setdefault(number or 0, Style())
        reader.state.ends.append("style")
    elif _hears(reader):
        reader.story.form.style = number or 0


def _outline(reader: Reader, number: int | None) -> None:
    if reader.state.sink is Sink.STYLE:
        reader.style.outline = number
    elif _hears(reader):
        reader.story.form.outline = number


def _based_on(reader: Reader, number: int | None) -> None:
    if reader.state.sink is Sink.STYLE:
        reader.style.based_on = number


def _field(reader: Reader, _: int | None) -> None:
    if _hears(reader):
        reader.state.field = Field()
        reader.state.ends.append("field")


def _result(reader: Reader, _: int | None) -> None:
    field = reader.state.field
    if field is not None and _hears(reader):
        reader.state.link = link_of(field.instruction) or reader.state.link


def _default_paragraph(reader: Reader, _: int | None) -> None:
    if _hears(reader):
        reader.story.form = Form()


def _paragraph(reader: Reader, _: int | None) -> None:
    if _hears(reader):
        reader.end_paragraph()


def _line(reader: Reader, _: int | None) -> None:
    if _hears(reader) and not (reader.state.hidden or reader.state.deleted):
        reader.story.paragraph.break_line()


def _page_end(reader: Reader, _: int | None) -> None:
    if _hears(reader):
        reader.story.paragraph.break_page()
        reader.story.is_noise = True


def _direction(is_right_to_left: bool) -> Act:
    def step(reader: Reader, _: int | None) -> None:
        reader.story.form.is_right_to_left = is_right_to_left

    return step


def _in_table(reader: Reader, number: int | None) -> None:
    if _is_on(number):
        reader.story.form.depth = max(1, reader.story.form.depth)


def _depth(reader: Reader, number: int | None) -> None:
    # Deeper than any program nests; each level holds a row.
    reader.story.form.depth = max(0, min(number or 0, 100))


def _row(reader: Reader) -> Row:
    depth = max(2, reader.story.form.depth) if reader.is_in_nested_row else 1
    return reader.story.rows.setdefault(depth, Row())


def _define_row(reader: Reader, _: int | None) -> None:
    if _hears(reader):
        _row(reader).define()


def _cell_edge(reader: Reader, number: int | None) -> None:
    if _hears(reader):
        _row(reader).edge(number or 0)


def _header(reader: Reader, _: int | None) -> None:
    _row(reader).header = True


def _merged(how: str) -> Act:
    def step(reader: Reader, _: int | None) -> None:
        _row(reader).coming.merged = how

    return step


def _beside(reader: Reader, _: int | None) -> None:
    _row(reader).coming.is_beside = True


def _end_cell(reader: Reader, _: int | None) -> None:
    if _hears(reader):
        reader.end_cell(1)


def _end_nested_cell(reader: Reader, _: int | None) -> None:
    if _hears(reader):
        reader.end_cell(max(2, reader.story.form.depth))


def _end_row(reader: Reader, _: int | None) -> None:
    if _hears(reader):
        reader.end_row(1)


def _nested_row(reader: Reader, _: int | None) -> None:
    reader.is_in_nested_row = True


def _end_nested_row(reader: Reader, _: int | None) -> None:
    if _hears(reader):
        reader.end_row(max(2, reader.story.form.depth))
    reader.is_in_nested_row = False


def _list(reader: Reader, number: int | None) -> None:
    if _hears(reader):
        reader.story.form.in_list = bool(number)


def _list_level(reader: Reader, number: int | None) -> None:
    if _hears(reader):
        reader.story.form.list_level = max(0, min(number or 0, 8))


def _counted_note(reader: Reader, _: int | None) -> None:
    reader.story.counts = True


def _endnote(reader: Reader, _: int | None) -> None:
    reader.story.is_endnote = True


def _formula(reader: Reader, _: int | None) -> None:
    reader.counts["formulas"] += 1


def _embedded(reader: Reader, _: int | None) -> None:
    reader.counts["embedded"] += 1


def _shown(reader: Reader, _: int | None) -> None:
    if reader.state.picture is not None:
        reader.state.picture.is_shown = True


def _property_name(reader: Reader, _: int | None) -> None:
    if reader.state.picture is not None:
        reader.state.picture.property = ""
    reader.state.sink = Sink.PROPERTY_NAME


_ACTS: dict[str, Act] = {
    **{name: _family(codec) for name, codec in FAMILIES.items()},
    **{name: _switch("underline") for name in ("ul", "uld", "uldash", "uldb", "ulth", "ulw", "ulwave", "uldashd")},
    "ansicpg": _page,
    "uc": _fallback,
    "deff": _first_font,
    "fonttbl": _into(Sink.FONT),
    "f": _font,
    "fcharset": _charset,
    "cpg": _font_page,
    "stylesheet": _into(Sink.STYLE),
    "s": _style,
    "outlinelevel": _outline,
    "sbasedon": _based_on,
    "info": _into(Sink.INFO),
    "plain": _plain,
    "b": _switch("bold"),
    "i": _switch("italic"),
    "ulnone": _no_line,
    "strike": _switch("strike"),
    "striked": _switch("strike"),
    "scaps": _switch("small-caps"),
    "super": _height("superscript"),
    "sub": _height("subscript"),
    "nosupersub": _height(""),
    "up": _height("superscript"),
    "dn": _height("subscript"),
    "v": _hide,
    "deleted": _delete,
    "mvf": _delete,
    "revised": _insert,
    "field": _field,
    "fldinst": _into(Sink.INSTRUCTION),
    "fldrslt": _result,
    "pard": _default_paragraph,
    "par": _paragraph,
    "sect": _paragraph,
    "line": _line,
    "lbr": _line,
    "page": _page_end,
    "column": _page_end,
    "rtlpar": _direction(True),
    "ltrpar": _direction(False),
    "intbl": _in_table,
    "itap": _depth,
    "trowd": _define_row,
    "cellx": _cell_edge,
    "trhdr": _header,
    "clvmgf": _merged("here"),
    "clvmrg": _merged("below"),
    "clmrg": _beside,
    "cell": _end_cell,
    "row": _end_row,
    "nestcell": _end_nested_cell,
    "nesttableprops": _nested_row,
    "nestrow": _end_nested_row,
    "listtext": _into(Sink.MARKER),
    "pntext": _into(Sink.MARKER),
    "ls": _list,
    "ilvl": _list_level,
    "footnote": _story("note"),
    "chftn": _counted_note,
    "ftnalt": _endnote,
    "annotation": _story("comment"),
    "atnauthor": _collect("author"),
    "atndate": _collect("date"),
    "atnref": _collect("comment-name"),
    "atrfstart": _collect("comment-starts"),
    "atrfend": _collect("comment-ends"),
    "shptxt": _story("box"),
    "dptxbxtext": _story("box"),
    "moMath": _formula,
    "objemb": _embedded,
    "pngblip": _shown,
    "jpegblip": _shown,
    "sn": _property_name,
    "sv": _into(Sink.PROPERTY),
}
