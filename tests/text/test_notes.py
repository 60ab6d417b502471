from glossator.model.document import Block, Content, Span
from glossator.text.notes import Notes


def noted(*, bodies, marks):
    """Make a content whose text is of no interest: bodies as (start, end, label[, group]), marks as (offset, label)."""
    blocks = [
        Block("footnote", start, end, data={"label": label, **({"group": group[0]} if group else {})})
        for start, end, label, *group in bodies
    ]
    return Content("x" * 200, tuple(blocks), tuple(Span("note-ref", at, at, label) for at, label in marks))


def test_a_mark_leads_to_its_body_and_a_body_to_its_marks():
    notes = Notes(noted(bodies=[(100, 110, "1"), (111, 120, "a")], marks=[(5, "1"), (9, "a"), (20, "1")]))
    assert [notes.body_at(mark) for mark in (5, 9, 20, 6)] == [100, 111, 100, None]
    assert (notes.marks_of(105), notes.marks_of(120), notes.marks_of(50)) == ([5, 20], [9], [])


def test_lines_of_one_body_are_one():
    notes = Notes(noted(bodies=[(100, 110, "1", 7), (111, 120, "1", 7), (121, 130, "2", 8)], marks=[(5, "1")]))
    assert (notes.body_at(5), notes.marks_of(115), notes.marks_of(125)) == (100, [5], [])


def test_notes_of_one_label_are_told_apart_by_their_order():
    bodies = [(100, 110, "1", 1), (111, 120, "2", 2), (121, 130, "1", 3)]
    notes = Notes(noted(bodies=bodies, marks=[(5, "1"), (9, "2"), (20, "1")]))
    assert [notes.body_at(mark) for mark in (5, 9, 20)] == [100, 111, 121]


def test_the_mark_nearest_in_a_range_is_found():
    notes = Notes(noted(bodies=[(100, 110, "1"), (111, 120, "2")], marks=[(5, "1"), (20, "2")]))
    assert [notes.mark_near(0, 30, offset) for offset in (0, 11, 14, 30)] == [5, 5, 20, 20]
    assert notes.mark_near(30, 60, 40) is None


def test_a_mark_without_a_body_leads_nowhere():
    assert not Notes(noted(bodies=[(100, 110, "1")], marks=[(5, "2")]))


def test_chapters_with_one_note_each_have_notes_of_their_own():
    notes = Notes(noted(bodies=[(100, 110, "1"), (111, 120, "1")], marks=[(5, "1"), (20, "1")]))
    assert [notes.body_at(mark) for mark in (5, 20)] == [100, 111]


def test_a_mark_beyond_the_bodies_of_its_label_leads_nowhere():
    notes = Notes(noted(bodies=[(100, 110, "1", 1), (111, 120, "1", 2)], marks=[(5, "1"), (9, "1"), (20, "1")]))
    assert [notes.body_at(mark) for mark in (5, 9, 20)] == [100, 111, None]
