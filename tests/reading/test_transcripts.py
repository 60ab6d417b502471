import pytest
from checking import check_content

from glossator.model.problem import Refused
from glossator.reading.read import Manner, read_bytes


def read(words, name, **options):
    reading = read_bytes(words.encode(), file_name=name, manner=Manner(options=options))
    check_content(reading)
    return reading


def turns(reading):
    text = reading.content.text
    return [(text[block.start : block.end], dict(block.data)) for block in reading.content.blocks]


def refused(words, name, **options):
    with pytest.raises(Refused) as no:
        read(words, name, **options)
    return str(no.value)


def test_rows_are_turns_whose_columns_are_known_by_their_names() -> None:
    reading = read('Sprecher;Text;Vote\nAda;"We stop; now.\nReally.";yes\nBo;;no\n', "talk.csv")
    assert turns(reading) == [
        ("We stop; now.", {"speaker": "Ada", "record": {"Vote": "yes"}, "group": 1}),
        ("Really.", {"group": 1, "break": True}),
    ]
    assert [one.words for one in reading.source.warnings] == [
        "1 record without words left out",
        "kept beside the text, not in it: Vote",
    ]


def test_a_column_that_was_chosen_goes_before_names_and_is_kept_with_the_source() -> None:
    reading = read("id\ttext\tanswer\n1\tWhy?\tBecause 😀\n", "a.tsv", text="answer", speaker="id")
    assert turns(reading) == [("Because 😀", {"speaker": "1", "record": {"text": "Why?"}})]
    assert reading.source.options == {"text": "answer", "speaker": "id"}


def test_columns_that_tell_nothing_are_named_in_the_refusal() -> None:
    assert refused("a,b\n1,2\n", "t.csv") == (
        "“t.csv” was not read, its columns do not tell which of them holds the words, name one of its columns: “a”, “b”"
    )


def test_a_chosen_column_that_is_not_there_is_refused() -> None:
    assert refused("a,b\n1,2\n", "t.csv", text="c") == (
        "“t.csv” was not read, it has no column “c” for the text, name one of its columns: “a”, “b”"
    )


def test_records_of_a_transcript_are_found_in_json() -> None:
    reading = read(
        '{"title": "Talks", "turns": [{"speaker": {"name": "A"}, "text": "Hi \\ud83d\\ude00 \\ud800", "start": 1.5}]}',
        "a.json",
    )
    assert turns(reading) == [("Hi 😀 \ufffd", {"speaker": "A", "time": 1.5})]
    assert reading.metadata.title.value == "Talks"


def test_one_value_a_line_is_a_transcript_too() -> None:
    reading = read('{"who": "A", "message": "One."}\n{"who": "B", "message": "Two."}\n', "a.jsonl")
    assert turns(reading) == [("One.", {"speaker": "A"}), ("Two.", {"speaker": "B"})]


def test_json_of_another_shape_is_source_code() -> None:
    reading = read('{"a": 1}', "a.json")
    assert [(block.kind, dict(block.data)) for block in reading.content.blocks] == [
        ("code", {"language": "json", "group": 1})
    ]


def test_an_export_of_the_program_is_to_be_imported() -> None:
    assert refused('{"format": "glossator", "version": 1}', "a.json") == (
        "“a.json” was not read, it is an export of Glossator, import it, by File › Import"
    )


def test_json_that_nests_without_end_is_refused() -> None:
    assert refused("[" * 100_000, "a.json").startswith("“a.json” was not read, it nests deeper than a transcript does")


@pytest.mark.parametrize("number", ["1e999", "NaN", "-Infinity"])
def test_a_number_that_no_file_could_hold_again_is_left_out(number) -> None:
    reading = read(f'[{{"speaker": "A", "text": "x", "time": {number}, "weight": {number}}}]', "a.json")
    assert turns(reading) == [("x", {"speaker": "A", "record": {"weight": None}})]


def test_half_a_character_in_what_is_beside_the_text_is_replaced_too() -> None:
    reading = read('[{"speaker": "A\\ud800", "text": "x 😀", "\\udc00": ["\\ud83d\\ude00", "\\ude00"]}]', "a.json")
    assert turns(reading) == [("x 😀", {"speaker": "A\ufffd", "record": {"\ufffd": ["😀", "\ufffd"]}})]


@pytest.mark.parametrize(
    ("name", "words"), [("a.csv", "speaker,text\n"), ("a.csv", "text\n"), ("a.json", '[{"text": ""}]')]
)
def test_a_transcript_without_words_is_refused(name, words) -> None:
    assert "of it holds words" in refused(words, name)
