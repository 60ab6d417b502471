"""Questions answered once more, from nothing but an export and by plain loops: what the program finds is held to it."""

from __future__ import annotations

import calendar
import datetime
import unicodedata
from typing import Any

from glossator.model.question import (
    All,
    Compared,
    Dated,
    Either,
    Holds,
    Is,
    IsSet,
    Linked,
    New,
    Not,
    Question,
    Trait,
)

Tag = dict[str, Any]


class Recount:
    """Answer questions from an export of the whole project."""

    def __init__(self, export: dict[str, Any]) -> None:
        self.export = export
        self.agreed = {one["id"] for one in export["readers"] if one["name"] == "Agreed"}
        self.tags = [tag for tag in export["annotations"] if tag["reader"] not in self.agreed]
        self.published = {one["id"]: one["published"] for one in export["documents"]}
        self.kinds = {kind["key"]: {f["key"]: f for f in kind["fields"]} for kind in export["codebook"]["kinds"]}

    def ids(self, question: Question) -> list[str]:
        return [tag["id"] for tag in self.tags if self.answers(tag, question)]

    def answers(self, tag: Tag, question: Question) -> bool:
        match question:
            case All(parts):
                return all(self.answers(tag, part) for part in parts)
            case Either(parts):
                return any(self.answers(tag, part) for part in parts)
            case Not(part):
                return not self.answers(tag, part)
            case Is(of, values):
                return any(self.has(tag, of, value) for value in values)
            case IsSet(of):
                return bool(self.value(tag, of))
            case Compared(of, how, value):
                return self.compares(tag, of, how, value)
            case Dated():
                return self.is_dated(tag, question)
            case Holds(of, words):
                texts = {"quote": self.quotes(tag), "note": [tag["note"]], "text": [*self.quotes(tag), tag["note"]]}
                return any(plain(words) in plain(text) for text in texts.get(of, [tag["fields"].get(of, "")]))
            case Linked(relation, end):
                ends = {"source": ["from"], "target": ["to"], "either": ["from", "to"]}[end]
                links = [link for link in self.export["links"] if relation in ("", link["relation"])]
                return any(link[one] == tag["id"] for link in links for one in ends)
            case Trait("settled"):
                return any(tag["id"] == side["id"] for one in self.export["decisions"] for side in one["sides"])
            case Trait("changed"):
                return self.changed(tag)
            case Trait("one side"):
                return self.one_side(tag)
            case Trait("one reader"):
                return self.one_reader(tag)
            case New(since):
                return bool(tag["created"] >= since)
        raise AssertionError(question)

    def value(self, tag: Tag, of: str) -> str:
        if of == "holder":
            return next((tag["fields"][key] for key in ("holder", "claimant", "bearer") if key in tag["fields"]), "")
        if of == "date":
            return str(tag["fields"].get("said") or self.published[tag["document"]] or "")
        if of == "label":
            return " ".join(tag["labels"])
        return str(tag["note"] if of == "note" else tag["fields"].get(of.removeprefix("field "), ""))

    def has(self, tag: Tag, of: str, value: str) -> bool:
        match of:
            case "kind":
                return bool(tag["kind"] == value)
            case "label":
                return value in tag["labels"]
            case "reader":
                return value in [one["name"] for one in self.export["readers"] if one["id"] == tag["reader"]]
            case "document":
                return value in [one["title"] for one in self.export["documents"] if one["id"] == tag["document"]]
            case "state":
                return value in [part["state"] for part in tag.get("parts", [tag])]
            case "holder" | "bearer" | "claimant" | "via":
                return self.root("actor", self.value(tag, of)) == self.root("actor", value)
            case "issue":
                return self.root("issue", self.value(tag, of)) == self.root("issue", value)
        return self.value(tag, of).casefold().split() == value.casefold().split()

    def root(self, category: str, name: str) -> str:
        entities = {one["id"]: one for one in self.export["entities"] if one["category"] == category}
        found = [id_ for id_, one in entities.items() if name in (one["name"], *one["aliases"])]
        at = found[0] if found else name
        while at in entities and entities[at]["same_as"]:
            at = entities[at]["same_as"]
        return str(at)

    def score(self, tag: Tag, of: str, value: str) -> int | None:
        field = self.kinds[tag["kind"]].get(of, {"values": []})
        return next((one["score"] for one in field["values"] if one["key"] == value), None)

    def compares(self, tag: Tag, of: str, how: str, value: str) -> bool:
        score, bound = self.score(tag, of, self.value(tag, of)), self.score(tag, of, value)
        if score is None or bound is None:
            return False
        return {"at least": score >= bound, "at most": score <= bound, "above": score > bound, "below": score < bound}[
            how
        ]

    def is_dated(self, tag: Tag, asked: Dated) -> bool:
        date = self.value(tag, asked.of)
        if not date:
            return False
        (first, last), (begin, end) = span(date), span(asked.date)
        if asked.when == "between":
            return last >= begin and first <= span(asked.until)[1]
        return {
            "before": first < begin,
            "after": last > end,
            "on": first <= end and last >= begin,
            "since": last >= begin,
            "until": first <= end,
        }[asked.when]

    def quotes(self, tag: Tag) -> list[str]:
        return [part["quote"] for part in tag.get("parts", [tag])]

    def stance(self, tag: Tag) -> int | None:
        return self.score(tag, "stance", self.value(tag, "stance"))

    def changed(self, tag: Tag) -> bool:
        def of(one: Tag) -> tuple[str, ...]:
            return (
                one["reader"],
                self.root("actor", self.value(one, "holder")),
                self.root("issue", self.value(one, "issue")),
            )

        if self.stance(tag) is None or "" in of(tag) or not self.value(tag, "date"):
            return False
        alike = [one for one in self.tags if of(one) == of(tag)]
        alike = [one for one in alike if self.stance(one) is not None and self.value(one, "date")]
        alike.sort(key=lambda one: span(self.value(one, "date")))
        at = alike.index(tag)
        if at == 0:
            return False
        before, now = self.stance(alike[at - 1]), self.stance(tag)
        (first, last), (begin, end) = (span(self.value(one, "date")) for one in (alike[at - 1], tag))
        if first <= end and begin <= last:  # nobody knows which was first
            return before * now < 0
        return before != now

    def one_side(self, tag: Tag) -> bool:
        issue = self.root("issue", self.value(tag, "issue"))
        alike = [one for one in self.tags if issue and self.root("issue", self.value(one, "issue")) == issue]
        scores = [score for one in alike if (score := self.stance(one))]
        return bool(scores) and (all(score > 0 for score in scores) or all(score < 0 for score in scores))

    def one_reader(self, tag: Tag) -> bool:
        mine = places(tag)
        others = [
            place
            for one in self.tags
            if (one["document"], one["kind"]) == (tag["document"], tag["kind"]) and one["reader"] != tag["reader"]
            for place in places(one)
        ]
        return bool(mine) and not any(start < b and a < end for start, end in mine for a, b in others)


def places(tag: Tag) -> list[tuple[int, int]]:
    return [(part["start"], part["end"]) for part in tag.get("parts", [tag]) if part["start"] is not None]


def span(date: str) -> tuple[datetime.date, datetime.date]:
    parts = [int(part) for part in date.split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else None
    if month is None:
        return datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    if len(parts) == 2:
        return datetime.date(year, month, 1), datetime.date(year, month, calendar.monthrange(year, month)[1])
    return datetime.date(*parts), datetime.date(*parts)


def plain(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text)
    return " ".join("".join(letter for letter in apart if not unicodedata.combining(letter)).casefold().split())
