from __future__ import annotations

import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from exchange.carrying import EXPECTED, exported
from exchange.straits import ANA, NOTES, POSITION, SALMA
from glossator.exchange.choice import Choice
from glossator.exchange.markdown_text import escaped, quotation
from glossator.exchange.registry import FORMATS
from glossator.model.problem import Refused
from glossator.store import Edit, Project


def words(markdown: str) -> str:
    """Return the words that a reader sees, blanks as one, with the kinds of everything that is no plain text."""
    seen: list[str] = []

    def walk(tokens: list[Token]) -> None:
        for token in tokens:
            if token.type == "inline":
                walk(token.children or [])
                seen.append(" ")
            elif token.type in ("text", "text_special"):
                seen.append(token.content)
            elif token.type == "softbreak":
                seen.append(" ")
            elif token.type not in ("paragraph_open", "paragraph_close", "blockquote_open", "blockquote_close"):
                seen.append(f"<{token.type}>")

    walk(MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(markdown))
    return " ".join("".join(seen).split())


def test_a_whole_project_is_written_to_the_letter(project: Project) -> None:
    assert exported(project, "markdown").decode() == (EXPECTED / "strait.md").read_text("utf-8")


def test_quotations_stand_by_document_and_kind(project: Project) -> None:
    headings = [line for line in exported(project, "markdown").decode().split("\n") if line.startswith("#")]
    assert headings == [
        "# Strait",
        "## The strait 🚢",
        "### Risk",
        "### Position",
        "## 会議録",
        "### Note",
        '## \\=Wire, "late"',
        "### Note",
    ]


def test_fields_are_said_in_words(project: Project) -> None:
    assert "- Stance: For it\n" in exported(project, "markdown").decode()


def test_a_document_of_which_nothing_is_chosen_has_no_heading(project: Project) -> None:
    text = exported(project, "markdown", Choice(readers=frozenset({SALMA}))).decode()
    assert "The strait" not in text


def test_a_heading_in_a_note_stays_in_its_item(project: Project) -> None:
    project.act(ANA, "note", [Edit("annotation", POSITION, {"note": "# Big\n\n```\nnever closed"})])
    tokens = MarkdownIt().parse(exported(project, "markdown").decode())
    outer = [token.type for token in tokens if token.level == 0 and token.type in ("heading_open", "fence")]
    assert outer == ["heading_open"] * 8


def test_what_it_does_not_hold_is_counted(project: Project) -> None:
    loss = FORMATS["markdown"].write(project, io.BytesIO(), Choice(documents=frozenset({NOTES})))
    assert loss.lines() == [
        "left out, values of fields that the tag's kind does not have: 1",
        "left out, marks of what was read: 1",
    ]


def test_progress_and_stopping_are_asked_for(project: Project) -> None:
    told: list[tuple[int, int]] = []
    with pytest.raises(Refused, match="it was stopped"):
        FORMATS["markdown"].write(
            project,
            io.BytesIO(),
            Choice(),
            progress=lambda done, total: told.append((done, total)),
            cancelled=lambda: len(told) == 2,
        )
    assert told == [(0, 5), (1, 5)]


_SPECIAL = st.text(st.sampled_from("\\`*_{}[]()<>#+-.!|~&=:;\"'^$@%/ 1ab\t\n\r&amp;🚢é\u2028\u00a0"), max_size=14)


@given(_SPECIAL | st.text(st.characters(exclude_categories=["Cs"]), max_size=10))
@example("1. one")
@example("12) two")
@example("- three")
@example("---")
@example("===")
@example("    code")
@example("<b>&amp;</b>")
@example("![a](b) [c]: d")
@example("http://a.example/_b_")
@example("~~~ ~~gone~~")
@example("a | b\n--|--")
@example("+\n")
@example("back\\")
def test_escaped_words_render_as_the_same_words(text: str) -> None:
    assert words(quotation([[text]])) == " ".join(text.replace("\0", "\ufffd").split())


@given(_SPECIAL.filter(lambda text: text.strip() != ""))
def test_escaped_words_stay_one_heading(text: str) -> None:
    assert words(f"# {escaped(text)}") == f"<heading_open>{' '.join(text.split())} <heading_close>"


@given(st.lists(st.lists(_SPECIAL, min_size=1, max_size=3), max_size=3))
def test_lines_and_paragraphs_of_a_quotation_keep_their_words(paragraphs: list[list[str]]) -> None:
    expected = " ".join(" ".join(line.split()) for lines in paragraphs for line in lines if line.split())
    assert words(quotation(paragraphs)) == expected
