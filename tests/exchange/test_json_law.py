"""The law: what is exported, imported into an empty project and exported again is the same bytes."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from exchange.carrying import exported, imported
from exchange.straits import ANA, SALMA, codebook, document_edits, empty
from glossator.model.annotation import Passage, passage_at
from glossator.model.document import Block, Content, Json, Span
from glossator.model.identity import decision_id, entity_id, mark_id, text_hash, version_id
from glossator.model.question import question_to_data
from glossator.store import Edit, Project, passage_values
from model.questions import questions

LETTERS = st.text(
    st.sampled_from("ab \n\t\r\x1f\x7f\u00a0\u2028\u2029\ufeff🚢👩‍🚀e\u0301שلمى海𝒜\\\"'/<&=-|*_"),
    min_size=1,
    max_size=12,
)
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=30) | LETTERS
IDS = st.uuids(version=4).map(str)
NAMES = LETTERS.filter(lambda words: bool(words.strip()))


@st.composite
def contents(draw: st.DrawFn) -> Content:
    """Draw a text with blocks and spans somewhere in it."""
    text = draw(TEXTS)
    ends = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(sorted)
    blocks = [
        Block(
            "paragraph",
            start,
            end,
            draw(st.none() | st.integers(1, 6)),
            None,
            draw(st.sampled_from([{}, {"group": 1}])),
        )
        for start, end in draw(st.lists(ends, max_size=3))
    ]
    spans = [Span("link", start, end, draw(st.none() | LETTERS)) for start, end in draw(st.lists(ends, max_size=2))]
    return Content(text, tuple(blocks), tuple(spans))


@st.composite
def passages(draw: st.DrawFn, text: str) -> Passage:
    """Draw an attached passage, an edited one, or one that is lost."""
    start = draw(st.integers(0, len(text) - 1))
    there = passage_at(text, start, draw(st.integers(start + 1, len(text))))
    return draw(
        st.sampled_from(
            [
                there,
                Passage(there.start, there.end, there.quote, there.prefix, there.suffix, "edited", "was 🚢"),
                Passage(None, None, "gone\u2028", "", "", "lost"),
                Passage(None, None, "which?", "a", "b", "ambiguous"),
            ]
        )
    )


@st.composite
def tag_rows(draw: st.DrawFn, document: str, text: str) -> tuple[dict[str, Json], list[Edit]]:
    """Draw a tag's row and the entities that it names."""
    kind = draw(st.sampled_from(["risk", "position", "note"]))
    row: dict[str, Json] = {
        "document": document,
        "reader": draw(st.sampled_from([ANA, SALMA])),
        "kind": kind,
        "passages": passage_values(
            version_id(document, text_hash(text)), draw(st.lists(passages(text), min_size=1, max_size=3))
        ),
        "labels": draw(st.lists(NAMES, max_size=2)),
        "note": draw(st.just("") | LETTERS),
        "copied_from": draw(st.none() | IDS),
    }
    named: list[Edit] = []
    for key, category in (("holder", "actor"), ("bearer", "actor"), ("issue", "issue")):
        name = draw(st.none() | NAMES)
        if name is not None:
            id_ = entity_id(category, name)
            named.append(Edit("entity", id_, {"category": category, "name": name}))
            row[f"fields.{key}"] = id_
    for key, values in (
        ("stance", ["for", "unclear", "forgotten"]),
        ("condition", ["if\u2029"]),
        ("old-key", ["kept"]),
    ):
        row[f"fields.{key}"] = draw(st.none() | st.sampled_from(values))
    return {key: value for key, value in row.items() if value is not None}, named


@st.composite
def decisions(draw: st.DrawFn, tag: Edit, rows: list[Edit]) -> Edit:
    """Draw how a tag was settled: as it is, or as it was when it said something else."""
    plain = {"labels": [], "note": "", "copied_from": None, "created": "", "modified": "", **tag.fields}
    own = {key: value for key, value in plain.items() if not key.startswith("fields.") and key != "passages"}
    fields = {key.removeprefix("fields."): value for key, value in plain.items() if key.startswith("fields.")}
    passages: list[Json] = tag.fields["passages"]  # type: ignore[assignment]
    side: dict[str, Json] = {
        **own,
        "id": tag.id,
        "kind": draw(st.sampled_from([plain["kind"], "risk", "long gone"])),
        "passages": [{key: one[key] for key in one if key != "version"} for one in passages],  # type: ignore[union-attr, call-overload, index]
        "fields": fields,
        "note": draw(LETTERS),
    }
    kept = draw(st.booleans())
    row: dict[str, Json] = {
        "document": plain["document"],
        "outcome": "kept" if kept else "none",
        "kept": [tag.id] if kept else [],
        "discarded": [] if kept else [tag.id],
        "sides": [side],
        "agreed": draw(st.lists(IDS, max_size=1)),
        "reader": SALMA,
        "note": draw(st.just("") | LETTERS),
    }
    return Edit("decision", decision_id((tag.id,)), row)


@st.composite
def edits(draw: st.DrawFn) -> tuple[list[Edit], dict[str, Content]]:
    """Draw what a project is filled with."""
    rows = [Edit("reader", ANA, {"name": "Ana"}), Edit("reader", SALMA, {"name": "سلمى"})]
    texts: dict[str, Content] = {}
    tags: list[str] = []
    for number, id_ in enumerate(draw(st.lists(IDS, unique=True, max_size=2))):
        content = draw(contents())
        rows += document_edits(
            id_, content, number + 1, title=draw(NAMES), fields={"author": draw(st.none() | LETTERS)}
        )
        texts[version_id(id_, text_hash(content.text))] = content
        rows.append(Edit("mark", mark_id(id_, SALMA, "reading", None, None), _mark(id_)))
        for tag in draw(st.lists(IDS, unique=True, max_size=3)):
            row, named = draw(tag_rows(id_, content.text))
            rows += [*named, Edit("annotation", tag, row)]
            tags.append(tag)
    for tag in draw(st.sets(st.sampled_from(tags), max_size=2)) if tags else ():
        rows.append(draw(decisions(next(row for row in rows if row.id == tag), rows)))
    if len(set(tags)) > 1:
        ends: dict[str, Json] = {"source": tags[0], "target": tags[-1], "relation": "repeats", "reader": ANA}
        rows.append(Edit("link", draw(IDS), ends))
    for id_ in draw(st.lists(IDS, unique=True, max_size=2)):
        rows.append(Edit("question", id_, {"name": draw(NAMES), "filter": question_to_data(draw(questions))}))
    return rows, texts


def _mark(document: str) -> dict[str, Json]:
    return {"document": document, "reader": SALMA, "type": "reading"}


@settings(max_examples=40, deadline=None)
@given(edits())
def test_export_after_import_into_an_empty_project_is_the_same_bytes(
    given_: tuple[list[Edit], dict[str, Content]],
) -> None:
    rows, texts = given_
    with tempfile.TemporaryDirectory() as folder:
        with Project.create(Path(folder) / "first.gloss", codebook=codebook()) as first:
            first.act(ANA, "fill", rows, contents=texts)
            data = exported(first)
        with empty(Path(folder) / "second.gloss") as second:
            imported(second, data)
            again = exported(second)
            assert second.check() == []
            assert imported(second, data).added == ()
    assert again == data
