"""What an empty panel says: in one sentence, what to do next."""

from __future__ import annotations

from glossator.views.desk import Desk


def invitation(desk: Desk, *, hidden: int, busy: bool) -> str:
    """Say what to do next; ``hidden`` tags are left out by the filter."""
    if busy:
        return "Reading the tags …"
    if desk.document is None:
        return "Open a document: Ctrl+O, drop a file here, or paste a text with Ctrl+V."
    if hidden:
        return "The filter hides every tag of this document. “Clear” above shows them again."
    kinds = [kind for kind in desk.codebook.kinds if kind.shortcut and kind.fields] or desk.codebook.kinds
    keys = [f"{kind.shortcut.upper()} for {_with_article(kind.label)}" for kind in kinds if kind.shortcut]
    if not keys:
        return "Nothing tagged yet. Select a passage and choose a kind in the Tag menu."
    return f"Nothing tagged yet. Put the caret in a sentence and press {', '.join(keys)}."


def _with_article(label: str) -> str:
    return f"{'an' if label[:1].lower() in 'aeiou' else 'a'} {label.lower()}"
