"""Passages whose old text is lost are found by their words and what was around them."""

from glossator.anchoring.carrying import Candidate, Wanted, find_again

TEXT = (
    "The strait was closed. The pilots asked for a pause at noon. The court sat late and the captains slept. "
    "The strait was closed. Nobody in the harbour had an answer for the insurers of the northern coast."
)


def place(wanted: Wanted) -> tuple[str, str | None]:
    one = find_again(TEXT, [wanted])[0]
    return one.status, None if one.start is None else TEXT[one.start : one.end]


def test_words_that_stand_once_are_exact():
    assert place(Wanted("asked for a pause", "", "", 0.9)) == ("exact", "asked for a pause")


def test_what_was_around_tells_the_same_words_apart():
    one = find_again(TEXT, [Wanted("The strait was closed.", "the captains slept. ", " Nobody in", 0.5)])[0]
    assert (one.status, one.start) == ("exact", 104)


def test_the_same_words_without_anything_around_them_wait():
    one = find_again(TEXT, [Wanted("The strait was closed.", "##", "##", 0.28)])[0]
    assert (one.status, one.start) == ("ambiguous", None)
    assert {(candidate.start, candidate.end) for candidate in one.candidates} == {(0, 22), (104, 126)}
    assert isinstance(one.candidates[0], Candidate)


def test_words_that_changed_a_little_are_edited():
    wanted = Wanted("Nobody in the harbor had an anwser for the insurers", "closed. ", " of the north", 0.7)
    assert place(wanted) == ("edited", "Nobody in the harbour had an answer for the insurers")


def test_words_that_stand_nowhere_are_lost():
    assert place(Wanted("quinces and medlars", "grew ", " there", 0.5)) == ("lost", None)


def test_no_words_are_lost():
    assert [one.status for one in find_again(TEXT, [Wanted("", "a", "b", 0.5), Wanted(" \n", "a", "b", 0.5)])] == [
        "lost",
        "lost",
    ]


def test_an_empty_text_has_nothing():
    assert [one.status for one in find_again("", [Wanted("pause", "a", "b", 0.5)])] == ["lost"]
