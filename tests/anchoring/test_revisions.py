"""Over revisions whose truth is known hardly a passage is on a wrong place, and nearly all are found."""

import pytest

from glossator.anchoring.carrying import carry
from revising import MIXES, SCRIPTS, Score, passages, revise

#: Of so many passages one may be on a wrong place.
WRONG = 5_000
FOUND, EXACT, PROPOSED = 0.992, 0.987, 0.85
CHARACTERS, PASSAGES = 11_000, 110


@pytest.fixture(scope="module")
def score() -> Score:
    score = Score()
    for edits in MIXES.values():
        for seed, script in enumerate(SCRIPTS):
            revision = revise(seed, script, size=CHARACTERS, edits=edits)
            places = passages(revision, seed, PASSAGES)
            carried = carry(revision.old, revision.new, places)
            assert carried is not None
            score.count(revision, places, carried)
    return score


def test_hardly_a_passage_is_on_a_wrong_place(score):
    assert score.wrong <= score.tags // WRONG, score.notes


def test_no_passage_is_on_a_wrong_place_in_silence(score):
    assert score.silent == 0, score.notes


def test_nearly_all_passages_are_found_again(score):
    assert score.scored >= 5_000
    assert score.found >= FOUND * score.scored


def test_nearly_all_are_found_to_the_character(score):
    assert score.exact >= EXACT * score.scored


def test_those_that_wait_have_the_right_place_among_their_candidates(score):
    assert score.waiting > 0
    assert score.proposed >= PROPOSED * score.waiting


def test_another_document_gets_no_passage_of_this_one():
    here, there = (revise(seed, "latin", size=8_000, edits={}) for seed in (1, 2))
    carried = carry(here.old, there.old, passages(here, 1, 200))
    assert carried is not None
    assert {one.start for one in carried} == {None}


def test_two_updates_instead_of_one_give_no_wrong_passage_either():
    score = Score()
    for seed, script in enumerate(SCRIPTS):
        half, whole = (revise(seed, script, size=CHARACTERS, edits=MIXES[name]) for name in ("words", "all"))
        places = passages(whole, seed, PASSAGES)
        first = carry(half.old, half.new, places)
        assert first is not None
        attached = [
            (place, (one.start, one.end))
            for place, one in zip(places, first, strict=True)
            if one.start is not None and one.end is not None
        ]
        second = carry(half.new, whole.new, [place for _, place in attached])
        assert second is not None
        score.count(whole, [place for place, _ in attached], second)
    assert score.found > 500
    assert score.wrong == 0, score.notes


def test_a_sentence_that_another_document_quotes_is_shown_and_not_taken():
    sentence = "The northern strait stayed closed until the evening of the second day."
    here, there = (
        f"{text}\n\n{sentence}\n\n{text[::-1]}"
        for text in (revise(seed, "latin", size=4_000, edits={}).old for seed in (1, 2))
    )
    start, place = here.index(sentence), there.index(sentence)
    carried = carry(here, there, [(start, start + len(sentence))])
    assert carried is not None
    assert (carried[0].status, carried[0].start) == ("ambiguous", None)
    assert (carried[0].candidates[0].start, carried[0].candidates[0].score) == (place, 1.0)
