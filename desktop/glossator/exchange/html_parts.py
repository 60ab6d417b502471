"""Parts of a page that is taken along: words made safe, figures, quotations as the page of the window shows them."""

from __future__ import annotations

import html
import tomllib
from collections.abc import Iterable, Sequence
from typing import Any

from glossator.exchange.comparison_report import Report
from glossator.model.annotation import Annotation, Decision
from glossator.places import resource
from glossator.review.comparison import Ends

#: What stands where there is nothing to compute: neither 0 nor 1.
NOTHING = "not enough to say"

#: Shapes by name, and how each kind underlines, so that nothing is told by colour alone.
_SHAPES = {"triangle": "▲", "diamond": "◆", "disc": "●", "square": "■"}
_STROKES = {"risk": "solid", "position": "double", "claim": "dotted", "note": "dashed"}

#: The colours that the style sheet names.
_COLOURS = ("paper", "panel", "ground", "ink", "dim", "line", "accent", "agree", "differ")

#: Control characters that HTML does not allow; a page shows that something is there.
_CONTROLS = {code: "\ufffd" for code in (*range(0x20), *range(0x7F, 0xA0)) if code not in (0x09, 0x0A)}


def escaped(words: str) -> str:
    """Return words as text or as an attribute's value: nothing in them is markup."""
    return html.escape(words.translate(_CONTROLS), quote=True)


def styles() -> str:
    """Return the style sheet with the window's colours, light and, on a dark screen, dark."""
    rules = resource("comparison.css").read_text(encoding="utf-8")
    return f"{_colours('light')}@media screen and (prefers-color-scheme: dark) {{\n{_colours('dark')}}}\n{rules}"


def _colours(theme: str) -> str:
    data: dict[str, Any] = tomllib.loads(resource("themes", f"{theme}.toml").read_text(encoding="utf-8"))
    rules = [f":root {{ {' '.join(f'--{name}: #{data[name]};' for name in _COLOURS)} }}"]
    for key, colours in data["kinds"].items():
        own = f"--mark: #{colours['mark']}; --tint: #{colours['tint']}; --stroke: {_STROKES.get(key, 'dashed')};"
        rules.append(f".{'kind' if key == 'note' else f'kind-{key}'} {{ {own} }}")
    # A kind of the reader's own looks like a note, whose rule has to stand first.
    rules.sort(key=lambda rule: not rule.startswith((":root", ".kind {")))
    return "".join(f"{rule}\n" for rule in rules)


def cell(words: str, class_: str = "") -> str:
    """Return a cell of a table; the words are markup."""
    return f"<td{f' class={class_}' if class_ else ''}>{words}</td>"


def figure_cell(figure: float | None, to: str, ends: Ends | None = None) -> str:
    """Return a cell with a figure that leads to what it counts, and its interval beneath."""
    if figure is None:
        return cell(NOTHING, "none")
    beneath = f"<small>{_digits(ends[0])} to {_digits(ends[1])}</small>" if ends is not None else ""
    return cell(f'<a href="#{to}">{_digits(figure)}</a>{beneath}')


def _digits(figure: float) -> str:
    return f"{figure:.3f}".replace("-", "−")


def side(report: Report, name: str, tag: Annotation | None, *, differing: Sequence[str] = ()) -> str:
    """Return what one reader has: the kind, the words in their surroundings, the fields, the note."""
    who = f"<bdi>{escaped(name)}</bdi>"
    if tag is None:
        return f"<div class=side>\n<p>{who}</p>\n<p class=nothing>has nothing here</p>\n</div>\n"
    fields = "".join(
        f"<dt>{escaped(label)}</dt><dd{' class=differs' if key in differing else ''} dir=auto>{escaped(value)}</dd>"
        for key, label, value in report.values(tag)
    )
    values = {key for key, _, _ in report.values(tag)}
    kind = report.kind(tag)
    fields += "".join(
        f"<dt>{escaped(known.label)}</dt><dd class=dim>not set</dd>"
        for key in differing
        if key not in values and (known := kind.field(key)) is not None
    )
    labels = f"<dt>Labels</dt><dd dir=auto>{escaped(', '.join(tag.labels))}</dd>" if tag.labels else ""
    note = f"<p class=note dir=auto>{escaped(tag.note)}</p>\n" if tag.note else ""
    return (
        f"<div class=side>\n<p>{who} · {_kind(report, tag)}</p>\n{quotation(tag)}"
        f"{f'<dl>{fields}{labels}</dl>' if fields or labels else ''}\n{note}</div>\n"
    )


def quotation(tag: Annotation) -> str:
    """Return a tag's words marked in what stands around them, several passages one after the other."""
    parts = " <span class=around>[…]</span> ".join(
        f"<span class=around>{escaped(_tail(one.prefix))}</span><mark>{escaped(one.quote)}</mark>"
        f"<span class=around>{escaped(_head(one.suffix))}</span>"
        for one in tag.passages
    )
    return f'<blockquote dir=auto class="{_classes(tag)}">{parts}</blockquote>\n'


def passages(report: Report, tags: Iterable[Annotation], *, field: str | None = None) -> str:
    """Return tags that a figure counts together: words that are the same are quoted once."""
    found = []
    quotes: list[str] = []
    tags = list(tags)
    for tag in tags:
        words = quotation(tag)
        if words not in quotes:
            quotes.append(words)
            found.append(words)
    who = " · ".join(_who(report, tag, field) for tag in tags)
    title = report.documents[tags[0].document].title if tags else ""
    place = " ".join(dict.fromkeys(report.place(tag.document, tag.first.start, tag.first.end) for tag in tags))
    return f"{''.join(found)}<span class=place>{who} · <bdi>{escaped(title)}</bdi> {escaped(place)}</span>"


def _who(report: Report, tag: Annotation, field: str | None) -> str:
    said = next((words for key, _, words in report.values(tag) if key == field), "")
    return f"<bdi>{escaped(report.readers.get(tag.reader, tag.reader))}{escaped(f': {said}') if said else ''}</bdi>"


def decision_part(report: Report, decision: Decision) -> str:
    """Return how a difference was settled, by whom, when and why."""
    by = escaped(report.readers.get(decision.reader, decision.reader))
    note = f"<br><span dir=auto>{escaped(decision.note)}</span>" if decision.note else ""
    when = f", {escaped(decision.created[:10])}" if decision.created else ""
    what = report.outcome(decision)
    done = f"<b>✓ {escaped(what[:1].upper() + what[1:])}</b>"
    return f"<p class=decision>{done}, decided by <bdi>{by}</bdi>{when}{note}</p>\n"


def _kind(report: Report, tag: Annotation) -> str:
    kind = report.kind(tag)
    shape = f"<span class=shape>{_SHAPES.get(kind.shape, '■')}</span>"
    return f'<span class="{_classes(tag)}">{shape} {escaped(kind.label)}</span>'


def _classes(tag: Annotation) -> str:
    return f"kind kind-{escaped(tag.kind)}"


def _tail(prefix: str) -> str:
    return f"…{prefix}" if prefix else ""


def _head(suffix: str) -> str:
    return f"{suffix}…" if suffix else ""
