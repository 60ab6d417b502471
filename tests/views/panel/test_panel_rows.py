"""Rows read without the tags' words are the rows of the tags."""

from glossator.model.annotation import Passage, passage_at
from glossator.operations import documents, people, projects, tags
from glossator.store import Edit, passage_values
from glossator.store.panel_rows import light_tags
from glossator.views.panel.rows import row_of, row_of_light

TEXT = "One wants pilots. 😀 Two says no. Three waits."


def test_a_row_is_the_same_read_light_or_whole(tmp_path):
    with projects.create(tmp_path / "rows.gloss") as project:
        mara = people.reader_for(project, "Mara")
        document = documents.paste_text(project, TEXT, mara).document
        tags.tag(project, document.id, "note", [(0, 3)], reader=mara)
        tags.tag(project, document.id, "risk", [(20, 23), (4, 9)], reader=mara, labels=["a", "b"])
        tags.tag(
            project,
            document.id,
            "position",
            [(4, 9)],
            reader=mara,
            fields={"holder": "One", "stance": "for", "said": "2026"},
        )
        parts = [Passage(None, None, "gone", "", "", "lost"), passage_at(TEXT, 4, 9)]
        half = tags.tag(project, document.id, "claim", [(0, 3)], reader=mara, fields={"issue": "Pilots"}).annotation
        project.act(
            mara.id, "lose", [Edit("annotation", half.id, {"passages": passage_values(document.version, parts)})]
        )
        whole = tags.tag(project, document.id, "claim", [(0, 5)], reader=mara).annotation
        lost = passage_values(document.version, parts[:1])
        project.act(mara.id, "lose", [Edit("annotation", whole.id, {"passages": lost})])
        gone = tags.tag(project, document.id, "claim", [(0, 9)], reader=mara).annotation
        tags.untag(project, gone.id, reader=mara)

        book = project.codebook()
        light = {tag.id: row_of_light(tag, book) for tag in light_tags(project, document.id)}
        assert light == {tag.id: row_of(tag, book) for tag in project.annotations(document=document.id)}
        assert sorted(row.settled for row in light.values()) == [0, 0, 1, 2, 2]
