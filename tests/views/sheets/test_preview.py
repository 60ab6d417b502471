"""A preview keeps an export's first lines and counts the rest."""

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from glossator.views.sheets.colours import colour_lines
from glossator.views.sheets.preview import LONGEST_LINE, MOST_LINES, TAG_LINES, Counter


def counted(*pieces: bytes) -> tuple[list[str], int, bytes | None]:
    heads: list[list[str]] = []
    counter = Counter(lambda lines: heads.append(list(lines)))
    for piece in pieces:
        counter.write(piece)
    lines, whole = counter.close()
    assert len(heads) == 1
    return heads[0], lines, whole


def test_lines_come_together_from_pieces() -> None:
    assert counted(b"on", b"e\ntw", b"o\n") == (["one", "two"], 2, b"one\ntwo\n")


def test_a_last_line_without_an_end_counts() -> None:
    assert counted(b"one\ntwo") == (["one", "two"], 2, b"one\ntwo")


def test_nothing_has_no_lines() -> None:
    assert counted() == ([], 0, b"")


def test_the_first_lines_are_told_before_the_end() -> None:
    told: list[int] = []
    counter = Counter(lambda lines: told.append(len(lines)))
    counter.write(b"line\n" * (MOST_LINES + 5))
    assert told == [MOST_LINES]
    assert counter.close()[0] == MOST_LINES + 5


def test_a_long_line_is_cut() -> None:
    head, lines, _ = counted("é".encode() * 1_000_000 + b"\nnext\n")
    assert head == ["é" * LONGEST_LINE + "…", "next"]
    assert lines == 2


def test_a_string_that_was_cut_does_not_colour_the_lines_below() -> None:
    colours = colour_lines(['  "text": "' + "x" * LONGEST_LINE + "…", '  "next": 1'], "json")
    assert (2, 6, "Token.Name.Tag") in colours[1]


def test_runs_are_counted_as_qt_counts() -> None:
    colours = colour_lines(['"😀😀": 1'], "json")
    assert colours[0][0] == (0, 6, "Token.Name.Tag")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.binary(max_size=12).map(lambda piece: piece.replace(b"\xef", b"e")), max_size=12))
def test_pieces_make_no_difference(pieces: list[bytes]) -> None:
    assert counted(*pieces) == counted(b"".join(pieces))


@settings(deadline=None, max_examples=60)
@given(
    before=st.integers(MOST_LINES - 3, MOST_LINES + 40),
    after=st.sampled_from([0, 1, TAG_LINES - 2, TAG_LINES + 5]),
    cuts=st.lists(st.integers(0, 40_000), max_size=12),
)
def test_the_tags_are_kept_too_however_far_down_they_begin_and_however_it_is_cut(before, after, cuts) -> None:
    whole = b"a\n" * before + b"tags:\n" + b"t\n" * after
    places = sorted({0, *(cut % len(whole) for cut in cuts), len(whole)})
    heads: list[list[str]] = []
    counter = Counter(lambda lines: heads.append(list(lines)), b"tags:")
    for start, end in itertools.pairwise(places):
        counter.write(whole[start:end])
    counter.close()
    left_out = max(0, before - MOST_LINES)
    gap = [f"… {left_out:,} lines …"] if left_out else []
    room = MOST_LINES if before < MOST_LINES else MOST_LINES + len(gap) + TAG_LINES
    assert heads[-1] == [*["a"] * min(before, MOST_LINES), *gap, "tags:", *["t"] * after][:room]
    assert (counter.start, counter.left_out) == (min(before, MOST_LINES) + len(gap), left_out)


def test_without_tags_nothing_is_sought_in_vain() -> None:
    heads: list[list[str]] = []
    counter = Counter(lambda lines: heads.append(list(lines)), b"tags:")
    counter.write(b"a\n" * (MOST_LINES + 3) + b"tags: none\n" + b"b\n" * 3)
    assert counter.close()[0] == MOST_LINES + 7
    assert [len(head) for head in heads] == [MOST_LINES]
    assert counter.start == 0
