"""What holds for every text, every passage and every revision."""

from hypothesis import given, settings
from hypothesis import strategies as st

from glossator.anchoring.carrying import carry
from revising import SAME, SCRIPTS, Truth, passages, revise, share

SEEDS = st.integers(0, 10_000)
SCRIPT = st.sampled_from(SCRIPTS)
BLANKS = st.sampled_from([" ", "\n", "\u2028", "\u2029", "\n\n", "\t"])
ANY_TEXT = st.text(st.sampled_from("ab e\u0301.海\u200d🙂\u2028\u00ad\n-“م\u064e1"), max_size=60)

#: A revision takes its time to write.
few = settings(max_examples=12)

LIGHT = {"typos": 0.02, "words": 0.05, "delete": 0.05, "insert": 0.05, "names": 0.1}


@given(ANY_TEXT, st.data())
def test_in_the_same_text_nothing_changes(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    found = carry(text, text, [(start, end)])
    assert found is not None
    assert (found[0].status, found[0].start, found[0].end) == ("exact", start, end)


@given(ANY_TEXT, ANY_TEXT, st.data())
def test_whatever_the_texts_a_passage_is_in_the_new_one_or_nowhere(old, new, data):
    start = data.draw(st.integers(0, len(old)))
    end = data.draw(st.integers(start, len(old)))
    found = carry(old, new, [(start, end)])
    assert found is not None
    one = found[0]
    assert (one.start is None) == (one.end is None) == (one.status in ("ambiguous", "lost"))
    assert one.start is None or 0 <= one.start <= one.end <= len(new)
    assert len(one.candidates) <= 5
    assert all(0 <= place.start < place.end <= len(new) for place in one.candidates)
    assert list(one.candidates) == sorted(one.candidates, key=lambda place: -place.score)


@few
@given(SEEDS, SCRIPT)
def test_after_text_put_in_front_and_behind_all_is_exact(seed, script):
    first, more = (revise(seed + step, script, size=600, edits={}).old for step in (0, 1))
    places = passages(revise(seed, script, size=600, edits={}), seed, 20)
    found = carry(first, f"{more}\n\n{first}\n\n{more}", places)
    assert found is not None
    moved = len(more) + 2
    assert [(one.status, one.start, one.end) for one in found] == [("exact", a + moved, b + moved) for a, b in places]


@few
@given(SEEDS, SCRIPT, BLANKS)
def test_where_only_blanks_change_all_is_exact(seed, script, blank):
    revision = revise(seed, script, size=600, edits={})
    new = blank.join(revision.old.split())
    places = passages(revision, seed, 20)
    found = carry(revision.old, new, places)
    assert found is not None
    for (start, end), one in zip(places, found, strict=True):
        assert one.status == "exact"
        assert one.start is not None
        assert new[one.start : one.end].split() == revision.old[start:end].split()
        assert len(new[: one.start].split()) <= len(revision.old[:start].split()) + 1


@few
@given(SEEDS, SCRIPT)
def test_there_and_back_every_passage_is_where_it_was_or_waits(seed, script):
    revision = revise(seed, script, size=1_500, edits=LIGHT)
    places = passages(revision, seed, 30)
    there = carry(revision.old, revision.new, places)
    assert there is not None
    kept = [
        (place, (one.start, one.end))
        for place, one in zip(places, there, strict=True)
        if one.status == "exact" and one.start is not None and one.end is not None
    ]
    back = carry(revision.new, revision.old, [place for _, place in kept])
    assert back is not None
    for (before, _), one in zip(kept, back, strict=True):
        if one.start is not None and one.end is not None:
            assert share(one.start, one.end, Truth(*before, 1.0, torn=False)) >= SAME
            assert one.status == "edited" or (one.start, one.end) == before
