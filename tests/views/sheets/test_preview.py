"""A preview keeps an export's first lines and counts the rest."""

from hypothesis import given, settings
from hypothesis import strategies as st

from glossator.views.sheets.colours import colour_lines
from glossator.views.sheets.preview import LONGEST_LINE, MOST_LINES, Counter


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
