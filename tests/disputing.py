"""A small dispute in three documents, tagged by two readers, for the views of the whole project."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from glossator.operations import documents, people, projects, tags

#: Each document: its title, its date, its text.
TEXTS = {
    "Before the talks": (
        "2026-03-03",
        "Before the talks\n\nThe ministry has said it before. There will be no ceasefire at sea 😀 while one hull"
        " lies in the roads. It gave no date.\n",
    ),
    "The talks resume": (
        "2026-05-12",
        "The talks resume\n\nHard to fake. The northern government holds that pilots come before any ceasefire at sea,"
        " and the southern ministry answers that no pilot will board. Premiums could double.\n",
    ),
    "Joint statement": (
        "2026-06-02",
        "Joint statement\n\nBoth sides have agreed as follows. They support a ceasefire at sea for thirty days. The"
        " insurers object to that.\n",
    ),
}

#: Each tag: reader, document, kind, the words, and the fields that are set.
TAGS = (
    ("Mara", "Before the talks", "position", "There will be no ceasefire at sea 😀 while one hull lies in the roads",
     {"holder": "North", "issue": "Ceasefire", "stance": "strongly-against"}),
    ("Mara", "The talks resume", "position", "pilots come before any ceasefire at sea",
     {"holder": "North", "issue": "Ceasefire", "stance": "against", "condition": "pilots first"}),
    ("Mara", "The talks resume", "position", "no pilot will board",
     {"holder": "South", "issue": "Pilots", "stance": "against"}),
    ("Mara", "The talks resume", "risk", "Premiums could double",
     {"bearer": "Insurers", "issue": "Premiums", "severity": "major", "likelihood": "likely"}),
    ("Mara", "Joint statement", "position", "They support a ceasefire at sea for thirty days",
     {"holder": "North", "issue": "Ceasefire", "stance": "for"}),
    ("Mara", "Joint statement", "position", "They support a ceasefire at sea for thirty days",
     {"holder": "South", "issue": "Ceasefire", "stance": "for"}),
    ("Mara", "Joint statement", "position", "insurers object to that",
     {"holder": "Insurers", "issue": "Ceasefire", "stance": "against"}),
    ("Tomas", "Joint statement", "claim", "Both sides have agreed",
     {"claimant": "North", "issue": "Ceasefire", "verdict": "open"}),
)  # fmt: skip


def dispute(path: Path) -> Path:
    """Put the project at a path."""
    path.write_bytes(_made())
    return path


@cache
def _made() -> bytes:
    """Make the project once: it is one file at rest."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "dispute.gloss"
        _make(path)
        return path.read_bytes()


def _make(path: Path) -> None:
    with projects.create(path, title="Dispute") as project:
        mara = people.reader_for(project, "Mara")
        ids = {}
        for title, (date, text) in TEXTS.items():
            ids[title] = documents.paste_text(project, text, mara).document.id
            documents.describe(project, ids[title], mara, title=title, published=date)
        for name, title, kind, words, fields in TAGS:
            start = TEXTS[title][1].index(words)
            reader = people.reader_for(project, name)
            tags.tag(project, ids[title], kind, [(start, start + len(words))], reader=reader, fields=fields)
