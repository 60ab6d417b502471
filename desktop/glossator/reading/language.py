"""Guess a text's language by its script and its commonest words, and only where they leave no doubt."""

from __future__ import annotations

import re
from collections import Counter

#: Words that are frequent in one language and rare in the others of this list.
_COMMON = {
    language: frozenset(words.split())
    for language, words in {
        "en": "the and of to is that with for was are this have from which not they has been",
        "de": "der die und das ist nicht mit den dem ein eine auf für sich auch werden von zu",
        "fr": "le les et des est une dans pour que qui pas sur avec sont du au cette ce",
        "es": "el los las y una por para con que del se como pero está sus es ha más",
        "it": "il di che è della per una sono con non gli del alla anche nel dei si più",
        "pt": "o os as e que não uma para com dos das do da em são mais por foi",
        "nl": "de het een van en niet dat met zijn voor op te ook aan werd heeft bij naar",
        "pl": "i nie się na jest że do to jak ale przez dla oraz który po są został od",
        "ru": "и в не на что с как это он по из но его для от они был все",
        "uk": "і в не на що з як це він та до але його для від вони був є",
    }.items()
}

#: Scripts that name a language by themselves, tried in this order: Japanese writes Chinese characters too.
_SCRIPTS = (
    ("ja", re.compile("[\u3041-\u30ff]")),
    ("ko", re.compile("[\uac00-\ud7a3]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("he", re.compile("[\u05d0-\u05ea]")),
    ("el", re.compile("[\u03b1-\u03c9]")),
    ("fa", re.compile("[\u067e\u0686\u0698\u06af]")),
    ("ar", re.compile("[\u0627-\u064a]")),
)

#: This much of a text says what its language is, in code points.
_SAMPLE = 20_000
#: A script names the language where at least this share of the letters is written in it …
_SCRIPT_SHARE = 0.25
#: … but a few letters that only Persian adds are enough among Arabic ones.
_PERSIAN_SHARE = 0.01
#: Fewer hits than this say nothing.
_LEAST_HITS = 4
#: Of running prose at least this share are common words of its language.
_LEAST_SHARE = 0.12
#: The best must have this many times the hits of the next.
_CLEAR = 1.6

_WORD = re.compile(r"[^\W\d_]+")


def guess_language(text: str) -> str | None:
    """Return the two-letter code of a text's language, None where it is not clear."""
    sample = text[:_SAMPLE].lower()
    words = Counter(_WORD.findall(sample))
    letters = sum(len(word) * count for word, count in words.items())
    if not letters:
        return None
    for language, letter in _SCRIPTS:
        share = len(letter.findall(sample)) / letters
        if share >= (_PERSIAN_SHARE if language == "fa" else _SCRIPT_SHARE):
            return language
    return _by_words(words)


def _by_words(words: Counter[str]) -> str | None:
    hits = sorted(
        ((sum(words[word] for word in common), language) for language, common in _COMMON.items()), reverse=True
    )
    (best, language), (next_best, _) = hits[0], hits[1]
    if best < _LEAST_HITS or best < words.total() * _LEAST_SHARE or best < next_best * _CLEAR:
        return None
    return language
