"""What became of tags between two versions: joined by id, told by words and by the alignment."""

from glossator.anchoring.aligned import aligned
from glossator.model.annotation import Passage
from glossator.views.compare.became import becomings

FIRST = "The northern government holds that pilotage must come first in every strait and season.\n"
SECOND = "Elsewhere the insurers withdraw their cover from ships that sail without any pilot aboard.\n"
THIRD = "What the captains say about it all is another matter, told in another chapter of the book.\n"
OLD = FIRST + SECOND + THIRD
NEW = SECOND.replace("their cover", "all cover") + THIRD.replace("captains", "old captains") + FIRST


def row(id_: str, text: str, words: str, part: int = 0):
    start = text.index(words)
    return id_, "risk", "me", part, start, start + len(words)


def told():
    old = [
        row("a", OLD, "pilotage must come first"),
        row("b", OLD, "withdraw their cover"),
        row("c", OLD, "another chapter"),
        row("d", OLD, "captains say"),
    ]
    new = [
        row("a", NEW, "pilotage must come first"),
        row("b", NEW, "withdraw all cover"),
        row("c", NEW, "another chapter"),
    ]
    states = {("b", 0): ("edited", True), ("d", 0): ("ambiguous", True)}
    return becomings(old, new, states, texts=(OLD, NEW), aligned=aligned(OLD, NEW))


def test_each_passage_is_told_by_its_words_and_its_place():
    assert {one.tag: (one.status, one.waits) for one in told().all} == {
        "a": ("moved", False),
        "b": ("edited", True),
        "c": ("exact", False),
        "d": ("ambiguous", True),
    }


def test_states_are_counted_and_list_their_own():
    found = told()
    assert found.counts == {"exact": 1, "moved": 1, "edited": 1, "ambiguous": 1, "lost": 0}
    assert [one.tag for one in found.listed({"moved", "ambiguous"})] == ["a", "d"]


def test_what_is_in_view_in_either_text_is_found():
    found = told()
    place = OLD.index("pilotage")
    assert [one.tag for one in found.touching((place, place + 5), (0, 1))] == ["a"]
    place = NEW.index("another chapter")
    assert [one.tag for one in found.touching((0, 1), (place, place + 5))] == ["c"]


def test_words_set_otherwise_in_lines_are_the_same_words():
    old, new = "no pilot will\nboard here", "no pilot will board here"
    rows = [("a", "risk", "me", 0, 3, 19)]
    found = becomings(rows, rows, {}, texts=(old, new), aligned=aligned(old, new))
    assert found.counts["exact"] == 1


def test_a_passage_of_several_is_known_by_what_was_tagged_whatever_its_number_is_now():
    old = [row("a", OLD, "pilotage must come first"), row("a", OLD, "withdraw their cover", 1)]
    new = [row("a", NEW, "withdraw all cover"), row("a", NEW, "pilotage must come first", 1)]
    kept = {
        "a": [
            Passage(*new[0][4:], "withdraw all cover", "", "", tagged_quote="withdraw their cover"),
            Passage(*new[1][4:], "pilotage must come first", "", ""),
        ]
    }
    found = becomings(old, new, {}, texts=(OLD, NEW), aligned=aligned(OLD, NEW), kept=kept)
    assert [(one.part, one.status, one.old, one.new) for one in found.all] == [
        (1, "moved", old[0][4:], new[1][4:]),
        (0, "edited", old[1][4:], new[0][4:]),
    ]
