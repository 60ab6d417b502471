from checking import check_content, spans_of, words_of

from glossator.model.document import Proposal
from glossator.reading.code import TOKENISED
from glossator.reading.read import read_bytes

SOURCE = '\n\ndef pause():\n    """Wait,\n\n    then go."""\n\n\treturn "é😀"  # ok\n'


def read(text, name="a.py"):
    reading = read_bytes(text.encode(), file_name=name)
    check_content(reading)
    return reading


def test_the_text_of_code_is_untouched():
    assert read(SOURCE).content.text == SOURCE


def test_each_line_of_code_is_a_block_and_chunks_are_groups():
    blocks = read(SOURCE).content.blocks
    assert {block.kind for block in blocks} == {"code"}
    assert {block.data["language"] for block in blocks} == {"python"}
    assert [block.data.get("group") for block in blocks] == [None, None, 1, 1, None, 2, None, 3, None]


def test_tokens_are_spans_by_their_class_and_stay_within_lines():
    spans = spans_of(read(SOURCE))
    assert ("token", "def", "k") in spans
    assert ("token", "pause", "nf") in spans
    assert [words for _, words, target in spans if target == "sd"] == ['    """Wait,'[4:], '    then go."""']
    assert ("token", "# ok", "c1") in spans


def test_blanks_are_no_tokens():
    assert not [words for _, words, _ in spans_of(read(SOURCE)) if not words.strip()]


def test_the_title_of_code_is_its_file_name():
    assert read("x = 1\n", "pause.py").metadata.title == Proposal("pause.py", "file name")


def test_beyond_a_size_tokens_are_left_out_and_it_is_said():
    line = f"x = 1  # {'a long remark ' * 500}\n"  # few tokens and blocks: the size is what counts
    reading = read(line * (TOKENISED // len(line) + 2))
    assert max(span.end for span in reading.content.spans) == TOKENISED
    left_out = len(reading.content.text) - TOKENISED
    assert [(caution.code, caution.count, caution.words) for caution in reading.source.warnings] == [
        ("tokens-left-out", left_out, f"the last {left_out:,} characters are not coloured")
    ]


def test_data_in_json_is_read_as_code():
    assert words_of(read('{"a": 1}', "a.json")) == [("code", '{"a": 1}')]
