import sqlite3
import tomllib
from contextlib import closing
from pathlib import Path

import pytest

from glossator.model.annotation import RELATIONS
from glossator.model.codebook import Codebook, codebook_from_data
from glossator.model.document import Document
from glossator.model.people import CATEGORIES
from glossator.model.problem import Refused
from glossator.operations.example import build_example
from glossator.operations.fields import parse_value
from glossator.places import resource, seeds
from glossator.reading.read import read_file
from glossator.store import Project

EXAMPLE = tomllib.loads((seeds() / "example.toml").read_text(encoding="utf-8"))
FILES = [table["file"] for table in EXAMPLE["documents"]]
TAGS = [(table["file"], tag) for table in EXAMPLE["documents"] for tag in table["tags"]]
PASSAGES = [(file, quote) for file, tag in TAGS for quote in [tag["quote"], *tag.get("also", [])]]
ENTITIES = {(entity["category"], entity["name"]) for entity in EXAMPLE["entities"]}

TAG_KEYS = {"name", "reader", "kind", "quote", "prefix", "also", "labels", "note", "fields"}


@pytest.fixture(scope="module")
def codebook() -> Codebook:
    found = codebook_from_data(tomllib.loads(resource("codebook.toml").read_text(encoding="utf-8")))
    assert isinstance(found, Codebook)
    return found


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("first") / "not there yet" / "Example.gloss"
    build_example(path).close()
    return path


def rows(path: Path, question: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(question).fetchall()


def text_of(file: str) -> str:
    return read_file(seeds() / file).content.text


def tag_id(tag: object) -> str:
    return str(tag["name"]) if isinstance(tag, dict) else ""


def test_the_seeds_are_five_documents_in_the_order_of_their_dates():
    assert FILES == [
        "the-price-of-a-pilot.txt",
        "minutes-of-the-technical-group.md",
        "statement-of-hvalmark.txt",
        "four-openings.md",
        "the-sea-does-not-read.md",
    ]


def test_nothing_lies_among_the_seeds_that_the_example_leaves_out():
    assert {path.name for path in seeds().iterdir()} == {*FILES, "example.toml"}


@pytest.mark.parametrize("file", FILES)
def test_a_seed_has_between_600_and_2500_words(file: str):
    assert 600 <= len(text_of(file).split()) <= 2500


@pytest.mark.parametrize("file", FILES)
def test_a_seed_is_read_without_a_warning(file: str):
    assert read_file(seeds() / file).source.warnings == ()


@pytest.mark.parametrize(
    ("file", "title", "author", "published"),
    [
        ("the-price-of-a-pilot.txt", "The Price of a Pilot", "Ingrid Vašák", "2026-05-12"),
        (
            "minutes-of-the-technical-group.md",
            "Minutes of the Technical Group on Navigation, Fourth Meeting",
            "Eleni Markaki",
            "2026-05-21",
        ),
        (
            "statement-of-hvalmark.txt",
            "Statement on Navigation in the Strait of Aldmar",
            "Ministry of Navigation",
            "2026-05-28",
        ),
        ("four-openings.md", "Four Openings", "Ministry of the Sea of Tarsenia", "2026-06-02"),
        ("the-sea-does-not-read.md", "“The Sea Does Not Read Communiqués”", "Jonas Brenner", "2026-06-09"),
    ],
    ids=FILES,
)
def test_title_author_and_date_of_a_seed_are_proposed_from_its_first_lines(
    file: str, title: str, author: str, published: str
):
    proposed = read_file(seeds() / file).metadata
    values = [
        proposal.value if proposal else None for proposal in (proposed.title, proposed.author, proposed.published)
    ]
    assert values == [title, author, published]


def test_the_hard_wrapped_statement_keeps_its_lines_in_paragraphs():
    blocks = read_file(seeds() / "statement-of-hvalmark.txt").content.blocks
    assert len({block.data["group"] for block in blocks if "group" in block.data}) == 13


@pytest.mark.parametrize(("file", "quote"), PASSAGES, ids=[quote[:40] for _, quote in PASSAGES])
def test_a_tagged_quotation_stands_once_in_its_document(file: str, quote: str):
    assert text_of(file).count(quote) == 1


@pytest.mark.parametrize(("file", "tag"), TAGS, ids=tag_id)
def test_a_tag_names_only_what_its_shape_and_the_codebook_know(file: str, tag: dict[str, object], codebook: Codebook):
    kind = codebook.kind(str(tag["kind"]))
    assert kind is not None
    assert TAG_KEYS.issuperset(tag)
    fields = tag.get("fields", {})
    assert isinstance(fields, dict)
    unknown = []
    for key, value in fields.items():
        field = kind.field(key)
        known = field is not None and parse_value(field, value) == value
        named = field is None or field.type not in CATEGORIES or (field.type, value) in ENTITIES
        if not (known and named):
            unknown.append((key, value))
    assert unknown == []


def test_every_tag_has_a_name_of_its_own():
    names = [tag["name"] for _, tag in TAGS]
    assert len(set(names)) == len(names) == 60


def test_links_name_tags_and_relations_that_are_there():
    names = {tag["name"] for _, tag in TAGS}
    assert {end for link in EXAMPLE["links"] for end in (link["from"], link["to"])} <= names
    assert {link["relation"] for link in EXAMPLE["links"]} == set(RELATIONS)


@pytest.mark.parametrize("file", FILES)
def test_both_readers_tag_risks_positions_and_claims_in_every_document(file: str):
    found = {(tag["reader"], tag["kind"]) for owner, tag in TAGS if owner == file}
    assert found >= {
        (reader, kind) for reader in ("Mara Lindqvist", "Tomás Okoye") for kind in ("risk", "position", "claim")
    }


def test_the_example_says_in_its_file_that_it_is_one(example: Path):
    assert rows(example, "SELECT title, example FROM project") == [("Example", 1)]


def test_the_example_holds_every_tag_by_kind(example: Path):
    assert rows(example, "SELECT kind, count(*) FROM annotation WHERE NOT deleted GROUP BY kind ORDER BY kind") == [
        ("claim", 20),
        ("note", 2),
        ("position", 20),
        ("risk", 18),
    ]


def test_the_example_holds_every_tag_by_reader(example: Path):
    question = (
        "SELECT r.name, count(*) FROM annotation a JOIN reader r ON r.id = a.reader GROUP BY r.name ORDER BY r.name"
    )
    assert rows(example, question) == [("Mara Lindqvist", 30), ("Tomás Okoye", 30)]


def test_the_example_holds_every_passage_in_its_place(example: Path):
    assert rows(example, "SELECT state, count(*) FROM passage GROUP BY state") == [("anchored", 64)]


@pytest.mark.parametrize(
    ("table", "count"),
    [("document", 5), ("version", 5), ("reader", 2), ("entity", 22), ("link", 10), ("act", 6)],
)
def test_the_example_holds_its_other_rows(example: Path, table: str, count: int):
    assert rows(example, f"SELECT count(*) FROM {table}") == [(count,)]


def test_a_check_of_the_example_finds_nothing(example: Path):
    with Project.open(example) as project:
        assert project.check() == []


def test_no_undo_goes_below_the_example(example: Path):
    with Project.open(example) as project:
        assert [project.can_undo(reader.id) for reader in project.readers()] == [None, None]


def test_two_machines_make_the_same_rows(example: Path, tmp_path: Path):
    build_example(tmp_path / "Example.gloss").close()
    for table in ("reader", "document", "annotation", "link", "entity"):
        question = f"SELECT id FROM {table} ORDER BY id"
        assert rows(tmp_path / "Example.gloss", question) == rows(example, question)


def test_the_documents_of_the_example_carry_what_their_first_lines_propose(example: Path):
    def described(document: Document) -> tuple[int, str | None, str | None, str | None]:
        return document.position, document.author, document.published, document.language

    with Project.open(example) as project:
        assert [described(document) for document in project.documents()] == [
            (1, "Ingrid Vašák", "2026-05-12", "en"),
            (2, "Eleni Markaki", "2026-05-21", "en"),
            (3, "Ministry of Navigation", "2026-05-28", "en"),
            (4, "Ministry of the Sea of Tarsenia", "2026-06-02", "en"),
            (5, "Jonas Brenner", "2026-06-09", "en"),
        ]


def test_an_example_that_is_there_is_not_overwritten(example: Path):
    before = example.read_bytes()
    with pytest.raises(Refused):
        build_example(example)
    assert example.read_bytes() == before


def test_an_example_whose_folder_cannot_be_made_is_refused(tmp_path: Path):
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(Refused, match="its folder cannot be written"):
        build_example(tmp_path / "file" / "Example.gloss")
