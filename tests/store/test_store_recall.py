"""The index of what was said: words that tags share, case and accents aside."""

from __future__ import annotations

import threading

import pytest

from glossator.store.recall import Recall

SAID = {
    "a": "Norland rejects any ceasefire without guarantees",
    "b": "The harbour master counts the pilots",
    "c": "Без гарантий не будет перемирия",
    "d": "Le cessez-le-feu, une fenêtre d’été",
}


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("norland REJECTS a ceasefire", ["a"]),
        ("ПЕРЕМИРИЯ гарантий", ["c"]),
        ("une fenetre d'ete", ["d"]),
        ("nothing of the kind at all — 42", ["b"]),
        ("…", []),
        ('"quoted" AND (NOT harbour*', ["b"]),
    ],
    ids=["case", "Cyrillic", "accents", "one common word", "no words", "signs of a query"],
)
def test_what_shares_words_is_found(words: str, found: list[str]) -> None:
    assert [one.id for one in Recall(SAID).sharing(words)] == found


def test_the_same_words_score_one_and_rarer_shared_words_score_higher() -> None:
    recall = Recall({"same": "pilots go first", "rare": "pilots wait", "usual": "others go", "more": "others go home"})
    found = {one.id: round(one.score, 2) for one in recall.sharing("pilots go first")}
    assert found["same"] == 1.0
    assert found["rare"] > found["usual"]


def test_a_tag_whose_words_changed_is_found_by_the_new_ones_alone() -> None:
    recall = Recall(SAID)
    recall.put(["a"], {"a": "Premiums could double"})
    assert [one.id for one in recall.sharing("norland guarantees")] == []
    assert [one.id for one in recall.sharing("premiums")] == ["a"]


def test_a_tag_that_was_removed_is_found_no_more() -> None:
    recall = Recall(SAID)
    recall.put(["a", "b"], {})
    assert [one.id for one in recall.sharing("norland ceasefire pilots")] == []


def test_threads_may_ask_while_another_tells() -> None:
    recall = Recall(SAID)
    found: list[list[str]] = []

    def ask() -> None:
        for _ in range(40):
            found.append([one.id for one in recall.sharing("ceasefire guarantees")])

    askers = [threading.Thread(target=ask) for _ in range(3)]
    for one in askers:
        one.start()
    for number in range(40):
        recall.put([f"n{number}"], {f"n{number}": f"number {number}"})
    for one in askers:
        one.join()
    assert found == [["a"]] * 120
