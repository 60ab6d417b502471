import pytest
from checking import check_content

from glossator.model.document import Span
from glossator.model.problem import Refused
from glossator.reading.read import read_bytes


def read(text, name):
    reading = read_bytes(text.encode(), file_name=name)
    check_content(reading)
    return reading


def turns(reading):
    text = reading.content.text
    return [(text[block.start : block.end], dict(block.data)) for block in reading.content.blocks]


def test_a_cue_is_a_turn_with_its_times_and_its_lines_stay_lines() -> None:
    reading = read(
        "1\n00:00:01,000 --> 00:00:02,500\nAda: We stop.\nNow.\n\n2\n01:00:03,250 --> 01:00:04,000\nNo.\n", "talk.srt"
    )
    assert turns(reading) == [
        ("Ada: We stop.", {"time": 1.0, "end": 2.5, "cue": "1", "speaker": "Ada", "group": 1}),
        ("Now.", {"group": 1, "break": True}),
        ("No.", {"time": 3603.25, "end": 3604.0, "cue": "2"}),
    ]


def test_formatting_of_subtitles_is_a_span_and_placing_is_no_text() -> None:
    reading = read("1\n00:01,0 --> 00:02,0\n{\\an8}<i>Not</i> <b>yet</b> <font color=red>so</font> 3 <4> 5\n", "a.srt")
    assert reading.content.text == "Not yet so 3 <4> 5"
    assert reading.content.spans == (Span("italic", 0, 3), Span("bold", 4, 7))


def test_a_voice_names_the_speaker_and_entities_are_characters() -> None:
    reading = read(
        "WEBVTT\n\nNOTE of ours\n\n00:01.000 --> 00:02.000 align:left\n<v.loud Mara Üst>A &amp; <00:01.5>b", "a.vtt"
    )
    assert turns(reading) == [("A & b", {"time": 1.0, "end": 2.0, "speaker": "Mara Üst"})]
    assert reading.source.warnings == ()


def test_a_webvtt_is_told_by_its_first_bytes_whatever_its_name_says() -> None:
    reading = read("WEBVTT - The strait\nLanguage: de\n\n00:01.000 --> 00:02.000\nNein.", "a.txt")
    assert (reading.source.format, reading.metadata.title.value, reading.metadata.language.value) == (
        *("vtt", "The strait"),
        "de",
    )
    assert reading.source.warnings[0].words == "its name says a text, it is subtitles (WebVTT)"


def test_lines_outside_the_cues_are_counted() -> None:
    reading = read("Made by hand\n\n1\n00:01,0 --> 00:02,0\nYes.\n", "a.srt")
    assert [one.words for one in reading.source.warnings] == ["1 line outside the cues left out"]


def test_subtitles_without_a_cue_are_refused() -> None:
    with pytest.raises(Refused) as no:
        read("No times here.", "a.srt")
    assert str(no.value) == "“a.srt” was not read, no cue with its times was found in it, name it .txt to read it"


def test_words_after_a_blank_line_or_beside_times_that_are_none_stay_in_the_text() -> None:
    reading = read("1\n00:01,0 --> 00:02,0\nYes.\n\nAnd more.\n\n2\n00:xx --> 00:03,0\nNo.\n", "a.srt")
    assert reading.content.text == "Yes.\nAnd more.\n2\n00:xx --> 00:03,0\nNo."
    assert reading.source.warnings == ()


def test_what_is_open_at_a_line_s_end_goes_on_in_the_next_line_of_the_cue_alone() -> None:
    reading = read("1\n00:01,0 --> 00:02,0\n<i>Hi\nthere</i> <b>all\n\n2\n00:03,0 --> 00:04,0\nNo.\n", "a.srt")
    assert reading.content.text == "Hi\nthere all\nNo."
    assert reading.content.spans == (Span("italic", 0, 2), Span("italic", 3, 8), Span("bold", 9, 12))
