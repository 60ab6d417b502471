from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from exchange.carrying import EXPECTED, exported, imported
from exchange.straits import NORTH, NOTES, POSITION, UNION
from glossator.model.problem import Refused
from glossator.store import Project

GOLDEN = (EXPECTED / "strait.json").read_bytes()
Change = Callable[[dict[str, Any]], object]


def refusal(project: Project, data: bytes | dict[str, Any]) -> str:
    """Return the sentence of a refused import, which has changed nothing."""
    before = exported(project)
    with pytest.raises(Refused) as refused:
        imported(project, data)
    assert exported(project) == before
    return str(refused.value)


def changed(change: Change) -> dict[str, Any]:
    """Return the export of the strait with one thing changed."""
    data: dict[str, Any] = json.loads(GOLDEN)
    change(data)
    return data


def tag(**values: object) -> Change:
    """Change values of the first tag."""
    return lambda data: data["annotations"][0].update(values)


def document(**values: object) -> Change:
    """Change values of the first document."""
    return lambda data: data["documents"][0].update(values)


def again(key: str) -> Change:
    """Write the first item of an array a second time."""
    return lambda data: data[key].append(dict(data[key][0]))


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "it is not JSON (line 1, column 1)"),
        (b'{"format": "glossator",\n', "it is not JSON (line 2, column 1)"),
        (b"\xff\xfe", "it is not UTF-8 at byte 0"),
        (b'{"format": "glossator", "version": NaN}', "its JSON nests too deeply or holds a number that is none"),
        (b"[" * 100_000, "its JSON nests too deeply or holds a number that is none"),
        (b"[]", "it is not an export of Glossator"),
        (b'{"annotations": []}', "it is not an export of Glossator"),
        (b'{"format": "qdpx"}', "it is not an export of Glossator"),
        (
            b'{"format": "glossator", "version": 7}',
            "it is of version 7 of the format and this program knows version 1",
        ),
        (
            b'{"format": "glossator", "version": "1"}',
            'it is of version "1" of the format and this program knows version 1',
        ),
        (b'{"format": "glossator"}', "it does not say of which version of the format it is"),
        (b'{"format": "glossator", "version": 1}', "it has no documents"),
    ],
    ids=[
        "empty", "cut off", "not utf-8", "nan", "deep", "a list", "another export", "another format",
        "newer", "a word for a version", "no version", "bare",
    ],
)  # fmt: skip
def test_bytes_that_are_no_export_are_refused(blank: Project, data: bytes, why: str) -> None:
    assert f"nothing was imported, {why}, " in refusal(blank, data)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda data: data.pop("readers"), "it has no readers"),
        (lambda data: data["annotations"][1].pop("quote"), "annotations[1]: it has no quote"),
        (tag(start="4"), 'annotations[0].start: "4" is no integer or null'),
        (tag(start=-1), "annotations[0].start: -1 is less than 0"),
        (tag(prefix="x" * 33), "annotations[0].prefix: it is longer than 32 characters"),
        (tag(state="adrift"), 'annotations[0].state: "adrift" is none of anchored, edited, ambiguous, lost'),
        (tag(created="yesterday"), 'annotations[0].created: "yesterday" is not of the form that is wanted there'),
        (tag(fields={"stance": None}), "annotations[0].fields.stance: null is no string"),
        (lambda data: data["documents"][0].pop("sha256"), None),
        (
            lambda data: [data["documents"][0].pop(key) for key in ("sha256", "text")],
            "documents[0]: it has neither text nor sha256",
        ),
    ],
    ids=["readers", "quote", "type", "negative", "prefix", "state", "time", "value", "no hash", "no text"],
)
def test_what_breaks_the_schema_is_refused(blank: Project, change: Change, words: str | None) -> None:
    data = changed(change)
    if words is None:
        assert len(imported(blank, data).added) == 5
    else:
        assert refusal(blank, data) == f"nothing was imported, {words}, mend the file and import it again"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (tag(end=900), f"the annotation {POSITION} has the place 13:900 and its document is 83 characters long"),
        (tag(end=13), f"the annotation {POSITION} has the place 13:13 and its document is 83 characters long"),
        (
            tag(quote="The south"),
            f"the annotation {POSITION} quotes “The south” and the document reads “The north wants *fees* 👩‍🚀”"
            " at 13:39",
        ),
        (
            tag(prefix="The gulf\n"),
            f"the annotation {POSITION} has a prefix or suffix that the document does not have at 13:39",
        ),
        (tag(end=None), f"the annotation {POSITION} has a start without an end, or an end without a start"),
        (tag(start=None, end=None), f"the annotation {POSITION} is anchored and has no place"),
        (tag(kind="rumour"), f"the annotation {POSITION} is of the kind rumour, which the codebook does not have"),
        (
            tag(fields={"stance": "furious"}),
            f"the annotation {POSITION} has the stance “furious”, which is none of against, for, unclear",
        ),
        (
            tag(fields={"said": "2026-02-30"}),
            f"the annotation {POSITION} has the said “2026-02-30”, which is no year, month or day",
        ),
        (
            tag(fields={"severity": "minor"}),
            f"the annotation {POSITION} has the field severity, which its kind does not have",
        ),
        (
            tag(hidden_fields={"stance": "for"}),
            f"the annotation {POSITION} has the field stance twice, shown and hidden",
        ),
        (tag(document="d9"), f"the annotation {POSITION} is of the document d9, which is not there"),
        (tag(reader="r9"), f"the annotation {POSITION} is of the reader r9, who is not there"),
        (again("annotations"), f"the annotation {POSITION} stands there twice"),
        (again("documents"), f"the document {NOTES} stands there twice"),
        (again("readers"), "the reader a0000000-0000-4000-8000-000000000001 stands there twice"),
        (again("entities"), f"the entity {UNION} stands there twice"),
        (again("links"), "the link c0000000-0000-4000-8000-000000000001 stands there twice"),
        (document(text="another"), f"the document {NOTES} has a text whose sha256 is another than it says"),
        (document(characters=84), f"the document {NOTES} has 83 characters and says 84"),
        (document(published="2026-13"), f"the document {NOTES} has the date 2026-13, which is no day"),
        (
            document(versions=[]),
            f"the document {NOTES} has no current version with its text's sha256, or more than one",
        ),
        (
            document(blocks=[{"kind": "paragraph", "start": 80, "end": 84}]),
            f"the document {NOTES} has blocks outside its text at 80:84",
        ),
        (
            document(spans=[{"kind": "bold", "start": 8, "end": 4}]),
            f"the document {NOTES} has spans outside its text at 8:4",
        ),
        (
            lambda data: data["documents"][0].pop("text"),
            f"the document {NOTES} has no text in the file and is not in the project",
        ),
        (
            lambda data: data["entities"][0].update(same_as="e9"),
            f"the entity {UNION} is the same as e9, which is not there",
        ),
        (
            lambda data: data["entities"][1].update(same_as=UNION),
            f"the entity {UNION} is the same as itself by way of others",
        ),
        (
            lambda data: data["links"][0].update(to="t9"),
            "the link c0000000-0000-4000-8000-000000000001 is of the annotation t9, which is not there",
        ),
        (
            lambda data: data["links"][0].update(reader="r9"),
            "the link c0000000-0000-4000-8000-000000000001 is of the reader r9, who is not there",
        ),
        (
            lambda data: data["marks"][0].update(end=99),
            f"the mark read of the document {NOTES} has the place 0:99 outside the text",
        ),
        (
            lambda data: data["marks"][0].update(start=None, end=None),
            f"the mark read of the document {NOTES} has a place and should have none, or has none",
        ),
        (
            lambda data: data["marks"][0].update(reader="r9"),
            f"the mark read of the document {NOTES} is of a document or reader that is not there",
        ),
        (
            lambda data: data["codebook"]["kinds"][0].update(key="Risk!"),
            "its codebook is not in order: a kind has the key 'Risk!'; a key is small letters, digits and hyphens",
        ),
        (
            lambda data: data["annotations"][1].update(start=13, end=22, quote="The north"),
            "the annotation b0000000-0000-4000-8000-000000000001 has another place or quote than the first attached"
            " one of its parts",
        ),
        (
            lambda data: data["questions"].append({"id": "q", "name": "x"}),
            "the question q has neither words nor a filter",
        ),
        (
            lambda data: data["questions"].append({"id": "q", "name": "x", "words": "risk and clam"}),
            "the question q is not understood: “clam” at 9 cannot stand there",
        ),
        (
            lambda data: data["questions"].append({"id": "q", "name": "x", "filter": {"is": "kind"}}),
            "the question q is not in order: “values” is no list of words",
        ),
        (
            lambda data: data["questions"].append(
                {"id": "q", "name": "x", "words": "linked", "filter": {"trait": "settled"}}
            ),
            "the question q says one thing in words and another in its filter",
        ),
    ],
    ids=[
        "outside", "nothing", "quote", "prefix", "half a place", "anchored nowhere", "kind", "value", "date", "field",
        "twice a field", "document", "reader", "tag twice", "document twice", "reader twice", "entity twice",
        "link twice", "hash", "characters", "published", "versions", "blocks", "spans", "no text", "same as nobody",
        "in a circle", "link to nowhere", "link of nobody", "mark outside", "mark without place", "mark of nobody",
        "codebook", "parts", "question of nothing", "question in no words", "question in no order", "question of two",
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused(blank: Project, change: Change, words: str) -> None:
    assert refusal(blank, changed(change)).startswith(f"nothing was imported, {words}")


def test_the_first_wrong_thing_is_named_and_the_others_are_counted(blank: Project) -> None:
    data = changed(lambda data: [item.update(kind="rumour") for item in data["annotations"]])
    assert refusal(blank, data) == (
        f"nothing was imported, the annotation {POSITION} is of the kind rumour, which the codebook does not have"
        " (and 4 more things are wrong), mend the file and import it again"
    )


def test_tags_that_break_the_schema_are_counted_too(blank: Project) -> None:
    data = changed(lambda data: [item.update(note=3) for item in data["annotations"][:2]])
    assert "annotations[0].note: 3 is no string (and 1 more thing is wrong)" in refusal(blank, data)


@pytest.mark.parametrize(
    ("data", "where"),
    [
        (GOLDEN.replace(b'"Strait"', b'"\\ud83d"'), "project.title"),
        (GOLDEN.replace(b'"pilots first"', b'"\\uDE80 first"'), "annotations[0].fields.condition"),
        (GOLDEN.replace(b'"condition"', b'"\\ud83d\\u0041"', 1), None),
    ],
    ids=["high", "low", "as a key"],
)
def test_half_a_character_is_refused(blank: Project, data: bytes, where: str | None) -> None:
    assert f"{where or ''} holds half a character (a lone surrogate)" in refusal(blank, data)


def test_a_document_that_is_there_with_another_text_is_refused(project: Project) -> None:
    def other(data: dict[str, Any]) -> None:
        data["documents"] = [{"id": NOTES, "title": "x", "text": "another"}]
        data["annotations"], data["links"], data["marks"] = [], [], []

    assert f"the document {NOTES} is in the project with another text" in refusal(project, changed(other))


def test_a_kind_that_the_projects_own_codebook_lacks_is_refused(project: Project) -> None:
    def other(data: dict[str, Any]) -> None:
        data["codebook"]["kinds"].append({"key": "rumour"})
        data["annotations"][0]["kind"] = "rumour"

    assert "of the kind rumour, which the codebook does not have" in refusal(project, changed(other))


def test_an_entity_of_another_category_is_refused(project: Project) -> None:
    data = changed(lambda data: data["entities"][1].update(category="issue"))
    assert f"the entity {NORTH} is an issue and in the project an actor" in refusal(project, data)


def test_what_is_of_a_refused_document_is_not_counted_as_well(blank: Project) -> None:
    data = changed(document(characters=84))
    assert "has 83 characters and says 84, mend the file" in refusal(blank, data)
