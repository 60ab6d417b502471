"""Each passage is where its reader meant it, or waits for a person."""

import pytest

from glossator.anchoring.carrying import Candidate, Carried, carry

OLD = (
    "The pilots asked for a pause before the talks. Nobody in the harbour had an answer at that hour. "
    "On Monday the ministers of four coasts met again, and the northern strait stayed closed until evening. "
    "A clerk counted 412 ships at anchor. The insurers raised their rates, and the captains wrote to the court. "
    "Rain fell on the second day."
)
LONG = "Nobody in the harbour had an answer at that hour."
CLERK = "A clerk counted 412 ships at anchor."


def fare(new: str, quote: str, old: str = OLD) -> tuple[str, str | None]:
    start = old.index(quote)
    found = carry(old, new, [(start, start + len(quote))])
    assert found is not None
    one = found[0]
    return one.status, None if one.start is None else new[one.start : one.end]


@pytest.mark.parametrize(
    "new",
    [f"A new beginning. {OLD}", f"{OLD} A new end.", OLD.replace("Rain", "Snow")],
    ids=["put in front", "appended", "changed elsewhere"],
)
@pytest.mark.parametrize("quote", [LONG, CLERK, "pilots", "412"])
def test_what_did_not_change_is_exact(new, quote):
    assert fare(new, quote) == ("exact", quote)


@pytest.mark.parametrize("blank", ["\n", "\n\n", "  ", "\u2028", "\u2029", "\t"])
def test_lines_that_break_elsewhere_change_nothing(blank):
    assert fare(OLD.replace(" ", blank), LONG) == ("exact", LONG.replace(" ", blank))


def test_a_paragraph_that_stands_elsewhere_moved():
    new = f"{OLD.replace(LONG + ' ', '')} {LONG}"
    assert fare(new, LONG) == ("moved", LONG)


@pytest.mark.parametrize(
    ("before", "after", "quote", "expected"),
    [
        ("harbour had", "old harbour had", LONG, "Nobody in the old harbour had an answer at that hour."),
        ("answer", "anwser", LONG, "Nobody in the harbour had an anwser at that hour."),
        ("ministers", "minsters", "ministers", "minsters"),
        ("412", "413", CLERK, "A clerk counted 413 ships at anchor."),
        ("closed", "open", "northern strait stayed closed until evening", "northern strait stayed open until evening"),
    ],
    ids=["a word put in", "a typo", "a word mistyped", "a digit", "a word replaced"],
)
def test_what_changed_a_little_is_edited(before, after, quote, expected):
    assert fare(OLD.replace(before, after), quote) == ("edited", expected)


def test_quotation_marks_written_otherwise_are_an_edit():
    old = OLD + " He said “the sea does not read” and left."
    assert fare(old.replace("“", '"').replace("”", '"'), "“the sea does not read”", old) == (
        "edited",
        '"the sea does not read"',
    )


def test_a_short_passage_with_another_number_waits():
    new = OLD.replace("412 ships", "980 ships")
    start = OLD.index("412 ships")
    assert carry(OLD, new, [(start, start + 9)]) == [
        Carried("ambiguous", None, None, (Candidate(start, start + 9, pytest.approx(2 / 3)),), pytest.approx(2 / 3))
    ]


def test_a_deleted_passage_is_lost():
    assert carry(OLD, OLD.replace(LONG + " ", ""), [(OLD.index(LONG), OLD.index(LONG) + len(LONG))]) == [
        Carried("lost", None, None, (), 0.0)
    ]


def test_a_passage_is_never_put_on_its_lookalike():
    like = "Nobody in the harbour had an answer at noon."
    old = f"{OLD} {like}"
    assert fare(old.replace(LONG + " ", ""), LONG, old) == ("lost", None)


def test_each_of_two_twins_stays_where_it_was():
    old = f"{LONG} {OLD} {LONG} The end."
    new = f"{OLD} {LONG} The end."
    places = [(0, len(LONG)), (old.rindex(LONG), old.rindex(LONG) + len(LONG))]
    found = carry(old, new, places)
    assert found is not None
    assert [(one.status, one.start) for one in found] == [("lost", None), ("exact", new.rindex(LONG))]


def test_words_that_come_again_and_again_did_not_move():
    phrase = "in accordance with paragraph four"
    old = f"{OLD} It was done {phrase} today. The crew rested {phrase} too."
    new = f"{OLD} It was done today. The crew rested {phrase} too. The masts were painted {phrase} at last."
    status, _ = fare(new, phrase, old)
    assert status in ("ambiguous", "lost")


def test_the_stop_of_a_sentence_put_in_behind_is_not_swallowed():
    new = OLD.replace(LONG, f"{LONG} The bells rang twice.")
    assert fare(new, LONG) == ("exact", LONG)


def test_a_part_of_a_word_keeps_its_letters():
    assert fare(OLD.replace("ministers", "prime ministers"), "inister") == ("exact", "inister")


def test_an_edge_inside_a_mistyped_word_stays_at_its_letter():
    assert fare(OLD.replace("captains", "captans"), "tains wrote to the court") == ("edited", "tans wrote to the court")


def test_another_document_has_no_passage_of_this_one():
    new = "Seven gardens lay beneath a wall; each grew its own pears, quinces, medlars. " * 4
    found = carry(OLD, new, [(at, at + 30) for at in range(0, 300, 10)])
    assert found is not None
    assert {one.start for one in found} == {None}


@pytest.mark.parametrize(
    ("old", "quote", "new", "status", "expected"),
    [
        (
            "海上的船只都在等待。领航员今天要求休息。天黑了。",
            "领航员今天要求休息",
            "海上的船只都在等待。领航员昨天要求休息。天黑了。",
            "edited",
            "领航员昨天要求休息",
        ),
        (
            "قال الربان إن البحر هادئ اليوم. ثم نام.",
            "البحر هادئ",
            "قال الربان إن البحر هادئ اليوم جدا. ثم نام.",
            "exact",
            "البحر هادئ",
        ),
        (
            "We saw 👨‍👩‍👧 at sea 🙂 and waved.",
            "👨‍👩‍👧 at sea 🙂",
            "So we saw 👨‍👩‍👧 at sea 🙂 and waved.",
            "exact",
            "👨‍👩‍👧 at sea 🙂",
        ),
        (
            "The cafe\u0301 closed early on that day.",
            "cafe\u0301 closed",
            "The café closed early on that day.",
            "edited",
            "café closed",
        ),
    ],
    ids=["cjk", "arabic", "emoji", "combining marks"],
)
def test_every_script_is_carried(old, quote, new, status, expected):
    assert fare(new, quote, old) == (status, expected)


@pytest.mark.parametrize(
    ("old", "new", "place", "expected"),
    [
        ("", "", (0, 0), ("exact", 0, 0)),
        ("", "A text.", (0, 0), ("lost", None, None)),
        ("A text.", "", (0, 6), ("lost", None, None)),
        ("One.\n\nTwo.", "Zero.\n\nOne.\n\nTwo.", (4, 6), ("exact", 11, 13)),
        ("one two", "one  two", (3, 4), ("lost", None, None)),
    ],
    ids=["nothing", "from nothing", "to nothing", "blanks", "other blanks"],
)
def test_what_has_no_words_is_carried_by_what_is_around_it(old, new, place, expected):
    found = carry(old, new, [place])
    assert found is not None
    assert (found[0].status, found[0].start, found[0].end) == expected


def test_it_tells_how_far_it_is():
    heard: list[tuple[int, int, str]] = []
    carry(OLD, OLD.replace(CLERK + " ", ""), [(0, 10), (OLD.index(CLERK), OLD.index(CLERK) + len(CLERK))],
          progress=lambda done, total, words: heard.append((done, total, words)))  # fmt: skip
    assert [one for one in heard if one[0] == one[1]] == [
        (69, 69, "words"),
        (2, 2, "passages"),
        (1, 1, "missing passages"),
    ]


@pytest.mark.parametrize("when", ["words", "passages", "missing passages"])
def test_it_stops_when_it_is_cancelled(when):
    heard: list[str] = []
    new = OLD.replace(CLERK + " ", "")
    found = carry(OLD, new, [(OLD.index(CLERK), OLD.index(CLERK) + len(CLERK))],
                  progress=lambda done, total, words: heard.append(words), cancelled=lambda: when in heard)  # fmt: skip
    assert found is None
    assert heard[-1] == when


@pytest.mark.parametrize(
    ("old", "new", "place", "expected"),
    [
        ("word wordy ends here", "word wordz, ends here", (5, 9), "word"),
        ("Report 2024a says so", "Report 2025, says so", (7, 11), "2025"),
        ("2x2", "3x,", (0, 2), "3x"),
    ],
    ids=["letter", "figure", "end of the text"],
)
def test_a_passage_that_ends_inside_a_changed_word_takes_nothing_behind_it(old, new, place, expected):
    found = carry(old, new, [place])
    assert found is not None
    assert [new[one.start : one.end] for one in found[0].candidates][:1] == [expected]
    assert all(one.end <= len(new) for one in found[0].candidates)
