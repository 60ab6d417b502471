"""The table of every action: its words, keys, menu, and where its keys apply.

Menus, the list of keys and the key router all read this one table; the window is handed to each
action when it runs. Kinds and fields come from the project's codebook and are added to it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from glossator.model.codebook import Codebook
from glossator.views.keys import CARDS, CHOICE, COMPARE, LIBRARY, OTHER, PAGE, SHEET, TEXT, WAITING, WHOLE
from glossator.views.menus import EDIT, FILE, GO, HELP, REVIEW, TAG, VIEW

if TYPE_CHECKING:
    from glossator.views.window import Window

Run = Callable[["Window"], object]

#: Where the letters of tagging apply: never in a field, a list that is typed into, or a sheet.
TAGGING = frozenset({PAGE, CARDS})
READING = frozenset({PAGE})
WITH_CARDS = frozenset({PAGE, CARDS, LIBRARY, CHOICE, OTHER})
COMPARING = frozenset({COMPARE})
OVERVIEW = frozenset({WHOLE})
SETTLING = frozenset({WAITING})
NOT_TEXT = WITH_CARDS | COMPARING | OVERVIEW | SETTLING
EVERYWHERE = NOT_TEXT | {TEXT, SHEET}


@dataclass(frozen=True, slots=True)
class Action:
    """Describe one thing a person can do: ``keys`` as the router names them, the first one shown in menus."""

    id: str
    words: str
    group: str
    keys: tuple[str, ...]
    where: frozenset[str]
    run: Run
    menu: str | None = None
    help: str = ""


# A table is read as a table.
# fmt: off
ACTIONS: tuple[Action, ...] = (
    # File
    Action("file.open", "Open documents…", "files", ("Ctrl+O",), EVERYWHERE, lambda w: w.files.open_documents(), FILE,
           "files, or a whole folder, are read into your project"),
    Action("file.open-folder", "Open a folder…", "files", (), EVERYWHERE, lambda w: w.files.open_folder(), FILE),
    Action("file.paste", "Paste as document", "files", ("Ctrl+V",), NOT_TEXT, lambda w: w.files.paste(), FILE,
           "the clipboard's text becomes a document"),
    Action("project.new", "New project…", "files", ("Ctrl+N",), NOT_TEXT, lambda w: w.files.new_project(), FILE),
    Action("project.open", "Open project…", "files", ("Ctrl+Shift+O",), NOT_TEXT, lambda w: w.files.open_project(),
           FILE),
    Action("project.my-readings", "My readings", "files", (), NOT_TEXT, lambda w: w.files.open_my_readings(), FILE),
    Action("project.example", "Example", "files", (), NOT_TEXT, lambda w: w.files.open_example(), FILE),
    Action("project.save-as", "Save as…", "files", ("Ctrl+Shift+S",), NOT_TEXT, lambda w: w.files.save_as(), FILE,
           "the project goes on at another place"),
    Action("project.save-copy", "Save a copy…", "files", (), NOT_TEXT, lambda w: w.files.save_copy(), FILE),
    Action("document.move", "Move document to project…", "files", (), NOT_TEXT, lambda w: w.files.move_document(),
           FILE),
    Action("document.version", "New version…", "files", ("Ctrl+Shift+V",), NOT_TEXT, lambda w: w.versions.ask(), FILE,
           "of the shown document, from a file; its tags are carried over"),
    Action("document.comments", "Bring in the comments of the file", "files", (), NOT_TEXT,
           lambda w: w.files.bring_comments(), FILE, "what stands in its margin, as notes"),
    Action("file.import", "Import annotations…", "files", (), NOT_TEXT, lambda w: w.files.import_annotations(), FILE),
    Action("file.merge", "Merge…", "files", ("Ctrl+M",), NOT_TEXT, lambda w: w.files.ask_merge(), FILE,
           "other readers' projects into this one; undo takes it back whole"),
    Action("file.export", "Export…", "around", ("Ctrl+E",), NOT_TEXT, lambda w: w.show_export(), FILE,
           "shows the export before it is written"),
    Action("app.quit", "Quit", "files", ("Ctrl+Q",), EVERYWHERE, lambda w: w.close(), FILE),
    # Edit
    Action("edit.undo", "Undo", "around", ("Ctrl+Z",), NOT_TEXT, lambda w: w.undo(), EDIT,
           "without end, also after a restart"),
    Action("edit.redo", "Redo", "around", ("Ctrl+Shift+Z", "Ctrl+Y"), NOT_TEXT, lambda w: w.redo(), EDIT),
    Action("edit.copy", "Copy", "around", ("Ctrl+C",), frozenset({CARDS}), lambda w: w.copy_card(), EDIT,
           "the words; with their source in formatted text"),
    Action("edit.find", "Find in the text", "reading", ("Ctrl+F",), WITH_CARDS | SETTLING | {TEXT}, lambda w: w.find(),
           EDIT,
           "Enter leaves the hit selected"),
    Action("go.search", "Search everything…", "around", ("Ctrl+K",), EVERYWHERE, lambda w: w.overlays.search(), EDIT,
           "documents, passages, tags, notes, holders, issues and commands, as you type"),
    Action("edit.find-next", "Next hit", "reading", ("F3",), WITH_CARDS | {TEXT}, lambda w: w.find_next(), EDIT),
    Action("edit.find-previous", "Previous hit", "reading", ("Shift+F3",), WITH_CARDS | {TEXT},
           lambda w: w.find_previous(), EDIT),
    # Reading and selecting
    Action("go.next-sentence", "Next sentence", "reading", ("J",), READING, lambda w: w.selecting.next_sentence(), GO),
    Action("go.previous-sentence", "Previous sentence", "reading", ("K",), READING,
           lambda w: w.selecting.previous_sentence(), GO),
    Action("go.next-tag", "Next tag", "reading", ("]", "Alt+Down"), TAGGING, lambda w: w.tagging.next_tag(), GO),
    Action("go.previous-tag", "Previous tag", "reading", ("[", "Alt+Up"), TAGGING, lambda w: w.tagging.previous_tag(),
           GO),
    Action("go.next-mention", "Next sentence that names somebody and has no tag", "reading", ("M",), READING,
           lambda w: w.mentions.go(1), GO, "somebody known: an actor that a tag names, by any of their names"),
    Action("go.previous-mention", "Previous sentence that names somebody and has no tag", "reading", ("Shift+M",),
           READING, lambda w: w.mentions.go(-1), GO),
    Action("view.last-words", "What each last said on its issue; again: fold it", "around", ("V",), TAGGING,
           lambda w: w.last_words(), VIEW, "beneath the tag: arrows choose, Enter reads one in its document"),
    Action("view.before", "Said before", "around", ("B",), TAGGING, lambda w: w.said_before(), VIEW,
           "earlier passages like the tag’s: link to one, or take over who, issue, verdict"),
    Action("go.note", "To the footnote and back", "reading", (".",), READING, lambda w: w.follow_note(), GO,
           "a press on its mark does the same"),
    Action("go.link", "Open the link", "reading", ("Ctrl+Enter",), READING, lambda w: w.links.open_at_caret(), GO,
           "in the browser; the status bar says where it leads, Ctrl and a press open it too"),
    Action("go.next-document", "Next document", "reading", ("Ctrl+PgDown",), NOT_TEXT, lambda w: w.library.step(1),
           GO),
    Action("go.previous-document", "Previous document", "reading", ("Ctrl+PgUp",), NOT_TEXT,
           lambda w: w.library.step(-1), GO),
    Action("select.wider", "Select clause, sentence, paragraph, section", "selecting", ("S",), READING,
           lambda w: w.selecting.wider(), TAG),
    Action("select.narrower", "Back to the smaller selection", "selecting", ("Shift+S",), READING,
           lambda w: w.selecting.narrower(), TAG),
    Action("select.clause-more", "One clause more", "selecting", ("Shift+J",), READING,
           lambda w: w.selecting.clause_more(w.tagging.target()), TAG),
    Action("select.clause-less", "One clause less", "selecting", ("Shift+K",), READING,
           lambda w: w.selecting.clause_less(w.tagging.target()), TAG),
    Action("read.nothing", "Read, nothing here; again: take it back", "reading", ("X",), READING,
           lambda w: w.readers.mark_read(), TAG, "marks the paragraph, or those that are selected"),
    # Tagging and changing (kinds are added from the codebook)
    Action("tag.passage", "Add selection as a further passage", "tagging", ("A",), READING,
           lambda w: w.tagging.add_passage(), TAG),
    Action("tag.duplicate", "Same passage, another holder", "tagging", ("D",), TAGGING, lambda w: w.duplicate(), TAG),
    Action("tag.take-over", "Take another reader's tag over as a copy", "tagging", ("Shift+D",), TAGGING,
           lambda w: w.readers.take_over(), TAG, "the copy is yours and says where it comes from"),
    Action("tag.answer", "Answer another reader's tag", "tagging", ("Shift+L",), TAGGING,
           lambda w: w.readers.answer(), TAG, "a tag of your own on the same passage, linked to it"),
    Action("tag.remove", "Remove the tag", "tagging", ("Delete", "Backspace"), TAGGING, lambda w: w.tagging.remove(),
           TAG),
    Action("tag.reshape", "Move an end of the tag; again: the other end", "changing", ("E",), TAGGING,
           lambda w: w.reshape(), TAG, "arrows move one end, Enter keeps, Esc gives up"),
    # Filling (fields are added from the codebook)
    Action("fill.enter", "Open the first empty field; keep a moved end", "filling", ("Enter",), TAGGING,
           lambda w: w.enter(), TAG, "in a field Enter takes the first row and goes on, Tab passes"),
    # Linking
    Action("link.arm", "Begin a link at the tag; at the other tag 1–6 name the relation", "linking", ("L",),
           TAGGING | COMPARING | OVERVIEW, lambda w: w.arm_link(), TAG,
           "the link survives a change of document; Esc gives it up"),
    # Comparing and settling
    Action("compare.next", "Next difference, or tag", "settling", ("]", "Alt+Down", "J"), COMPARING,
           lambda w: w.compare.step(1), REVIEW),
    Action("compare.previous", "Previous difference, or tag", "settling", ("[", "Alt+Up", "K"), COMPARING,
           lambda w: w.compare.step(-1), REVIEW),
    Action("settle.digits", "Keep that column’s reading, its nothing included; 0 keeps none", "settling",
           ("1", "2", "3", "4", "0"), COMPARING, lambda w: None),
    Action("settle.all", "Keep all", "settling", ("A",), COMPARING, lambda w: w.compare.keep_all(), REVIEW),
    Action("settle.corrected", "Keep a corrected passage; again: the other end", "settling", ("E",), COMPARING,
           lambda w: w.compare.correct(), REVIEW, "arrows move an end, R P C another kind, Enter keeps"),
    Action("settle.why", "Say why", "settling", ("N",), COMPARING, lambda w: w.compare.review.open_why(), REVIEW,
           "kept with the decision"),
    Action("settle.agreed", "Take over what all agree on", "settling", ("Ctrl+Shift+A",), COMPARING,
           lambda w: w.compare.comparing.keep_agreed(), REVIEW, "into the agreed reading, in one act"),
    Action("compare.save", "Save comparison…", "settling", ("Ctrl+S",), COMPARING, lambda w: w.compare.save(), REVIEW,
           "a page or a table: figures, differences, decisions"),
    Action("review.conflicts", "Changed apart…", "settling", (), NOT_TEXT, lambda w: w.overlays.conflicts(), REVIEW,
           "fields that two readers' files changed apart"),
    Action("review.versions", "Compare with the version before", "settling", ("Shift+F7",), NOT_TEXT,
           lambda w: w.compare_versions(), REVIEW, "old and new side by side, with what became of each tag"),
    Action("compare.enter", "Keep the corrected passage; else read the tag in its document", "settling", ("Enter",),
           COMPARING, lambda w: w.compare.enter(), REVIEW),
    # What waits after a new version
    Action("review.waiting", "Tags that wait…", "settling", ("F7",), NOT_TEXT, lambda w: w.review_waiting(), REVIEW,
           "changed or lost in a new version"),
    Action("waiting.next", "Next tag that waits", "settling", ("J", "]", "Alt+Down"), SETTLING,
           lambda w: w.settling.step(1)),
    Action("waiting.previous", "Previous tag that waits", "settling", ("K", "[", "Alt+Up"), SETTLING,
           lambda w: w.settling.step(-1)),
    Action("waiting.take", "Take the place", "settling", ("Enter",), SETTLING,
           lambda w: w.settling.take(), help="changed words: as they stand"),
    Action("waiting.candidate", "Next place", "settling", ("Tab", "Right"), SETTLING,
           lambda w: w.settling.next_candidate()),
    Action("waiting.candidate-before", "Previous place", "settling", ("Shift+Tab", "Left"), SETTLING,
           lambda w: w.settling.next_candidate(-1)),
    Action("waiting.none", "Leave it without a place", "settling", ("0",), SETTLING,
           lambda w: w.settling.settle(None), help="it waits no more"),
    Action("waiting.selection", "Take the page’s selection", "settling", ("E",), SETTLING,
           lambda w: w.settle_selection(), help="on the page too"),
    Action("waiting.undo", "Undo", "settling", ("U",), SETTLING, lambda w: w.undo()),
    Action("waiting.close", "Close the list", "settling", ("Esc",),
           SETTLING, lambda w: w.leave_waiting()),
    # The whole project
    Action("whole.next", "Next passage, or edge", "whole", ("]", "Alt+Down"), OVERVIEW,
           lambda w: w.modes.current.step(1), REVIEW),
    Action("whole.previous", "Previous passage, or edge", "whole", ("[", "Alt+Up"), OVERVIEW,
           lambda w: w.modes.current.step(-1), REVIEW),
    Action("whole.enter", "Open the passages; from there, read one in its document", "whole", ("Enter",), OVERVIEW,
           lambda w: w.modes.current.enter(), REVIEW),
    Action("whole.ask", "Ask: only the tags where …", "whole", ("Q", "Ctrl+F"), OVERVIEW,
           lambda w: w.modes.current.ask(), REVIEW, "in words, such as: claims and not answered"),
    Action("whole.turn", "Exchange rows and columns", "whole", ("T",), OVERVIEW, lambda w: w.modes.current.turn(),
           REVIEW),
    Action("whole.group", "Group the cards by the next: issue, who, document, verdict, severity", "whole", ("G",),
           OVERVIEW, lambda w: w.modes.current.next_grouping(), REVIEW),
    Action("whole.sort", "Sort the cards of each group otherwise", "whole", ("S",), OVERVIEW,
           lambda w: w.modes.current.next_order(), REVIEW),
    Action("whole.digits", "Name the relation of an armed link", "linking", tuple("123456"), OVERVIEW, lambda w: None),
    Action("whole.escape", "Back from the passages; gives up a link", "whole", ("Esc",), OVERVIEW,
           lambda w: w.linking.disarm() or w.modes.current.escape()),
    Action("compare.escape", "Give up a correction", "settling", ("Esc",), COMPARING, lambda w: w.compare.escape()),
    # Around
    Action("view.read", "Read", "around", ("Ctrl+1",), EVERYWHERE, lambda w: w.show_mode("read"), VIEW),
    Action("view.compare", "Compare", "around", ("Ctrl+2",), EVERYWHERE, lambda w: w.show_mode("compare"), VIEW,
           "readers side by side; again: documents, over time"),
    Action("view.board", "Board", "around", ("Ctrl+3",), EVERYWHERE, lambda w: w.show_mode("board"), VIEW,
           "risks, positions and claims of all documents as cards"),
    Action("view.matrix", "Matrix", "around", ("Ctrl+4",), EVERYWHERE, lambda w: w.show_mode("matrix"), VIEW,
           "who says what on which issue, or any two fields"),
    Action("view.network", "Network", "around", ("Ctrl+5",), EVERYWHERE, lambda w: w.show_mode("network"), VIEW,
           "who agrees with whom and who differs; T joins holders with issues"),
    Action("view.glance", "The project at a glance", "whole", ("Ctrl+Shift+G",), EVERYWHERE,
           lambda w: w.overlays.glance(), VIEW, "tags over time, who and what, readers and their agreement"),
    Action("go.escape", "Close one thing: completion, field, selection, current tag", "around", ("Esc",),
           TAGGING | {LIBRARY, OTHER}, lambda w: w.escape()),
    Action("panel.filter", "Filter the cards by words", "around", ("Ctrl+Shift+F",), WITH_CARDS | {TEXT},
           lambda w: w.panel.focus_filter(), VIEW),
    Action("panel.guidance", "What the fields mean", "filling", ("Ctrl+G",), WITH_CARDS | {TEXT},
           lambda w: w.panel.toggle_guidance(), VIEW, "the codebook's sentence for each field and value"),
    Action("go.next-region", "Next region", "around", ("F6",), EVERYWHERE, lambda w: w.next_region(1), VIEW,
           "documents, page, cards"),
    Action("go.previous-region", "Previous region", "around", ("Shift+F6",), EVERYWHERE, lambda w: w.next_region(-1),
           VIEW),
    Action("view.facing", "Text, pages beside it, pages alone", "reading", ("F8",), NOT_TEXT,
           lambda w: w.facing.next(), VIEW, "of a PDF; kept for each document"),
    Action("app.menus", "Menus", "around", ("F10",), EVERYWHERE, lambda w: w.bar.open_menus(),
           help="arrows and underlined letters choose; Alt and a menu’s letter opens that one"),
    Action("view.larger", "Larger text", "reading", ("Ctrl++", "Ctrl+=", "Ctrl+Shift++"), EVERYWHERE,
           lambda w: w.larger(1), VIEW),
    Action("view.smaller", "Smaller text", "reading", ("Ctrl+-",), EVERYWHERE, lambda w: w.larger(-1), VIEW),
    Action("view.normal", "Normal size", "reading", ("Ctrl+0",), EVERYWHERE, lambda w: w.larger(0), VIEW),
    Action("view.type", "Type and measure…", "reading", ("Ctrl+T",), NOT_TEXT, lambda w: w.show_type(), VIEW,
           "face, line height and the width of the column"),
    Action("view.outline", "Outline", "reading", ("F5",), WITH_CARDS, lambda w: w.turn_outline(), VIEW,
           "the headings of the text below the documents; Enter goes to one, again: hide it"),
    Action("view.paragraph-numbers", "Numbers of paragraphs", "reading", (), NOT_TEXT,
           lambda w: w.numbering.turn("paragraphs"), VIEW, "in the margin, as citations and exports count them"),
    Action("view.line-numbers", "Numbers of lines", "reading", (), NOT_TEXT, lambda w: w.numbering.turn("lines"), VIEW,
           "in the margin: every fifth of a text, every one of code"),
    Action("view.theme", "Light, dark, as the system", "around", ("Ctrl+Shift+L",), NOT_TEXT,
           lambda w: w.next_theme(), VIEW),
    Action("view.full-screen", "Full screen", "around", ("F11",), EVERYWHERE, lambda w: w.toggle_full_screen(), VIEW),
    Action("document.details", "Title, author, date…", "files", ("F2",), frozenset({LIBRARY, PAGE, OTHER}),
           lambda w: w.show_details(), EDIT, "edited in place; proposed from the first lines"),
    Action("document.state", "Unread, reading, done", "reading", ("Ctrl+D",), NOT_TEXT, lambda w: w.next_state(),
           EDIT, "marks how far you are in the document"),
    Action("document.done", "Done", "reading", ("Ctrl+Shift+D",), NOT_TEXT, lambda w: w.readers.mark_done(), EDIT,
           "also ends a blind pass"),
    Action("document.blind", "Read blind, or not any more", "reading", ("Ctrl+B",), NOT_TEXT,
           lambda w: w.readers.toggle_blind(), EDIT, "others' tags on the document are hidden until you are done"),
    Action("reader.choose", "Who reads…", "around", ("Ctrl+R",), NOT_TEXT, lambda w: w.overlays.reader(), EDIT,
           "switch to another reader, or change your name"),
    Action("document.remove", "Remove the document, in the list of documents", "files", ("Delete",),
           frozenset({LIBRARY}),
           lambda w: w.remove_document(), EDIT, "undo brings it back with its tags"),
    Action("help.keys", "All keys and help", "around", ("F1", "?"), NOT_TEXT, lambda w: w.show_help(), HELP),
    Action("help.keys-in-text", "All keys and help", "around", ("F1",), frozenset({TEXT}), lambda w: w.show_help()),
)
# fmt: on

#: Digits set the field in focus, else the kind's first scale or choice; 0 clears.
DIGITS = "0123456789"

#: The groups of the list of keys, in order, with their titles.
GROUPS = {
    "reading": "Reading",
    "selecting": "Selecting",
    "tagging": "Tagging",
    "changing": "Changing",
    "filling": "Filling",
    "linking": "Linking",
    "settling": "Comparing, settling, tags that wait",
    "whole": "The whole project",
    "around": "Around",
    "files": "Files and documents",
}


def table(codebook: Codebook | None) -> Iterator[Action]:
    """Yield every action, those of the codebook's kinds and fields included."""
    yield from ACTIONS
    if codebook is None:
        return
    for kind in codebook.kinds:
        key = (kind.shortcut.upper(),) if kind.shortcut else ()
        yield Action(f"tag.{kind.key}", kind.label, "tagging", key, TAGGING, _tagger(kind.key), TAG, _takes(kind.key))
        shifted = tuple(f"Shift+{one}" for one in key)
        if kind.key != "note":
            yield Action(
                f"settle.{kind.key}",
                f"Correct it to {kind.label.lower()}",
                "settling",
                (*key, *shifted),
                COMPARING,
                _kind_chooser(kind.key),
            )
        yield Action(
            f"kind.{kind.key}",
            f"Change to {kind.label.lower()}",
            "changing",
            shifted,
            WITH_CARDS,
            _changer(kind.key),
            TAG,
        )
    letters: dict[str, list[str]] = {}
    for kind in codebook.kinds:
        for field in kind.fields:
            if field.shortcut and field.label not in letters.setdefault(field.shortcut.upper(), []):
                letters[field.shortcut.upper()].append(field.label)
    for letter, labels in letters.items():
        yield Action(f"field.{letter}", ", ".join(labels), "filling", (letter,), TAGGING, _opener(letter.lower()))
    yield Action(
        "field.digits", "Set the first scale or choice; 0 clears", "filling", tuple(DIGITS), TAGGING, lambda w: None
    )


def keymap(codebook: Codebook | None) -> dict[tuple[str, str], Run]:
    """Map each key in each place to what it runs; of two the earlier in the table wins."""
    found: dict[tuple[str, str], Run] = {}
    for action in table(codebook):
        for key in action.keys:
            for place in action.where:
                run = _BY_DIGIT[action.id](int(key)) if action.id in _BY_DIGIT else action.run
                found.setdefault((key, place), run)
    return found


def has_effect(action: Action) -> bool:
    """Tell whether an action does something by itself: it needs no digit, and it does more than close a thing."""
    return action.id not in _BY_DIGIT and not action.id.endswith((".escape", ".search", "-in-text"))


def _takes(kind: str) -> str:
    return "a selected passage, else the current tag's note" if kind == "note" else "the selection, else the sentence"


def _tagger(kind: str) -> Run:
    return (lambda w: w.note()) if kind == "note" else (lambda w: w.tagging.tag(kind))


def _changer(kind: str) -> Run:
    return lambda w: w.tagging.change_kind(kind)


def _opener(letter: str) -> Run:
    return lambda w: w.open_field(letter)


def _kind_chooser(kind: str) -> Run:
    return lambda w: w.compare.choose_kind(kind)


def _digit(number: int) -> Run:
    return lambda w: w.set_digit(number)


def _relater(number: int) -> Run:
    return lambda w: w.name_relation(number)


def _keeper(number: int) -> Run:
    return lambda w: w.compare.keep(number)


#: Actions that several digits run, each with its number.
_BY_DIGIT = {"field.digits": _digit, "settle.digits": _keeper, "whole.digits": _relater}
