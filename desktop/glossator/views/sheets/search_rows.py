"""What the search lists, row by row: groups with their counts, what each row is, and what Enter does with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from glossator.model.document import Document
from glossator.operations.found import Found, FoundDocument, FoundEntity, FoundPassage, FoundTag, Group
from glossator.text.searching import Excerpt, Term, hits, terms_of
from glossator.views.actions import Action
from glossator.views.words import counted, date_words

#: The groups, the most exact sort of find first, each with how many of it are shown and what one of it is called.
SHOWN = {"documents": 5, "entities": 5, "commands": 4, "tags": 6, "notes": 4, "passages": 12}
NAMES = {
    "documents": ("document", "Documents"),
    "entities": ("name", "Holders and issues"),
    "commands": ("command", "Commands"),
    "tags": ("tag", "Tags"),
    "notes": ("note", "Notes"),
    "passages": ("passage", "Passages"),
}

#: So many rows of one group are listed when all of it is asked for.
ALL = 500

#: So many documents are offered before anything is typed.
OFFERED = 7


@dataclass(frozen=True, slots=True)
class Row:
    """Describe a row: a heading, or something that Enter goes to, with the words beside and below it."""

    sort: str  # heading, all, again, find, or a group's name
    line: Excerpt
    beside: str = ""
    below: str = ""
    kind: str = ""  # of a tag
    keys: tuple[str, ...] = ()
    target: object = field(default=None, compare=False)

    @property
    def is_reachable(self) -> bool:
        """Tell whether arrows stop at it."""
        return self.sort != "heading"


def rows_of(
    words: str, found: Found, commands: Sequence[Action], *, only: str = "", kinds: Mapping[str, str]
) -> list[Row]:
    """List what was found in groups; of ``only`` one group everything."""
    terms = terms_of(words, as_typed=True)
    matching = list(_commands(terms, commands))
    groups: dict[str, Group[object]] = {
        "documents": found.documents,  # type: ignore[dict-item]
        "entities": found.entities,  # type: ignore[dict-item]
        "commands": Group(len(matching), tuple(matching), bool(matching) and matching[0].beside == "exact"),
        "tags": found.tags,  # type: ignore[dict-item]
        "notes": found.notes,  # type: ignore[dict-item]
        "passages": found.passages,  # type: ignore[dict-item]
    }
    listed: list[Row] = []
    for name in sorted(groups, key=lambda one: not groups[one].exact):  # what has these very words comes first
        group = groups[name]
        if not group.total or (only and name != only):
            continue
        most = ALL if only else SHOWN[name]
        one, several = NAMES[name]
        listed.append(Row("heading", Excerpt(several, ()), beside=f"{group.total:,}"))
        listed += [_row(name, item, kinds) for item in group.shown[:most]]
        if group.total > most and not only:
            listed.append(Row("all", Excerpt(f"All {counted(group.total, one)}", ()), target=name))
    if not listed and words.strip():
        listed.append(Row("heading", Excerpt("Nothing in this project has these words", ())))
        listed.append(Row("find", Excerpt(f"Find “{words.strip()}” in the page", ()), keys=("Ctrl+F",)))
    return listed


def first_rows(last: Sequence[str], documents: Sequence[Document]) -> list[Row]:
    """List what is offered before anything is typed: the last searches, and documents."""
    listed = []
    if last:
        listed.append(Row("heading", Excerpt("Searched last", ())))
        listed += [Row("again", Excerpt(words, ()), target=words) for words in last]
    if documents:
        listed.append(Row("heading", Excerpt("Documents", ()), beside=f"{len(documents):,}"))
        listed += [_document(FoundDocument(one, Excerpt(one.title, ()))) for one in documents[:OFFERED]]
    return listed


def _commands(terms: Sequence[Term], commands: Sequence[Action]) -> Iterator[Row]:
    """Yield the commands of which words and help have all the words; those that begin so first."""
    ranked = []
    for action in commands:
        words = action.words.rstrip("…")
        places = hits(words, terms)
        if not terms or not (all(places) or all(hits(f"{words} {action.help}", terms))):
            continue
        wanted = [word for term in terms for word in term.words]
        spoken = [word for term in terms_of(words) for word in term.words]
        rank = (wanted != spoken, not all(places), not any(spot and spot[0][0] == 0 for spot in places))
        marks = tuple(spot for one in places for spot in one)
        helped = "" if all(places) else action.help  # why it is listed
        beside = "exact" if wanted == spoken else ""
        ranked.append(
            (rank, Row("commands", Excerpt(words, marks), beside, helped, keys=action.keys[:1], target=action))
        )
    ranked.sort(key=lambda one: one[0])
    return (row for _, row in ranked)


def _row(name: str, item: object, kinds: Mapping[str, str]) -> Row:
    if isinstance(item, FoundDocument):
        return _document(item)
    if isinstance(item, FoundEntity):
        of = "holder" if item.entity.category == "actor" else "issue"
        tags = f"{counted(item.tags, 'tag')}, on the board" if item.tags else "no tags"
        return Row(name, item.line, beside=f"{of} · {tags}", target=item)
    if isinstance(item, FoundTag):
        where = item.document.title
        return Row(name, item.line, below=f"{kinds.get(item.kind, item.kind)} · {where}", kind=item.kind, target=item)
    if isinstance(item, FoundPassage):
        return Row(name, item.line, below=item.document.title, target=item)
    assert isinstance(item, Row)
    return Row(item.sort, item.line, below=item.below, keys=item.keys, target=item.target)


def _document(item: FoundDocument) -> Row:
    return Row("documents", item.line, beside=date_words(item.document.published), target=item)
