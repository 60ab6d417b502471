"""Know which full stops end no sentence: abbreviations, initials and ordinals in the languages most read here."""

from __future__ import annotations

import re


def _words(table: str) -> frozenset[str]:
    return frozenset(table.split())


#: Never the last word of a sentence: a name, a number or the rest of the phrase follows.
_ALWAYS = _words("""
    mr mrs ms dr prof st ste messrs gen sen rep gov capt lt col sgt maj adm rev hon pres hr fr frl dipl mme mlle mgr
    vs cf ca bzw sog vgl bspw resp approx zzgl abzgl c-à-d sra srta dña sig dott avv ing тов см др ул
""")

#: The last word of a sentence only where a word follows that likes to begin one.
_OFTEN = _words("""
    etc usw inc ltd co corp bros jr sr al ff evtl ggf inkl exkl max min geb gest av blvd ave rd dept est ed eds jan
    feb mar apr jun jul aug sep sept oct okt nov dec dez janv févr avr juil déc mon tue wed thu fri sat sun mo di mi
    do sa so ph phil bd tel hrsg hg red ebd a.a.o univ gouv ass éd env г гг в вв тыс млн млрд руб
""")

#: An abbreviation only before a number.
_BEFORE_NUMBER = _words("""
    no nos nr nrn num núm n p pp pg s f art abs abb fig figs tab vol vols ch chap chaps kap sec sect ziff para bd
    bde bl
""")

#: Words that like to begin a sentence: before them an initial or an ordinal may well have ended one.
_BEGINNERS = _words("""
    the this that these those it its he she we they you there here in on at by for from with without as if when
    while since after before because although though however moreover nevertheless meanwhile therefore thus but and
    or so yet then now what who why how his her their our my a an some many most all no not only both each der die
    das den dem des ein eine einen einem einer es er sie wir ihr ich man dies diese dieser dieses hier dort da dann
    aber und oder doch auch nach vor mit ohne für von zu bei als wenn weil obwohl während seit jedoch le la les un
    une il elle nous vous ils elles ce cette ces cela dans sur pour par avec sans mais et ou donc car si quand
    depuis après avant el los las una en y pero lo gli и в на он она они это но как по с а
""")

_TOKEN = re.compile(r"(?:^|(?<=[\s(\[{«»„“‘\"'/–—-]))(\S+)\.$")
_DOTTED = re.compile(r"(?:[^\W\d_]{1,2}\.)+[^\W\d_]{1,2}\Z")
_ORDINAL = re.compile(r"\d{1,2}\Z")
_ROMAN = re.compile(r"[IVXLC]+\Z")
_NUMBER_AHEAD = re.compile(r"\s*[\d§IVXLC]")
_WORD_AHEAD = re.compile(r"[\s(\[{«»„“‘\"'¿¡]*([^\W\d_]+)\b(?!\.)")

#: How far back a word with its full stop is looked for, in code points; no abbreviation is longer.
_REACH = 24


def stop_may_end(before: str, after: str) -> bool:
    """Say whether the full stop at the end of ``before`` may end a sentence that ``after`` would not belong to."""
    match = _TOKEN.search(before[-_REACH:])
    if match is None:
        return True
    word = match.group(1)
    folded = word.casefold()
    if folded in _ALWAYS:
        return False
    if folded in _BEFORE_NUMBER and _NUMBER_AHEAD.match(after):
        return False
    if len(word) == 1 and word.islower() and word.isalpha():
        return False
    if word != "I" and _rather_not_last(word, folded):
        return _likes_to_begin(after)
    return True


def _rather_not_last(word: str, folded: str) -> bool:
    if folded in _OFTEN or _ORDINAL.match(word) or _DOTTED.match(word):
        return True
    return (len(word) == 1 and word.isalpha() and word.isupper()) or (len(word) > 1 and bool(_ROMAN.match(word)))


def _likes_to_begin(after: str) -> bool:
    match = _WORD_AHEAD.match(after)
    return match is not None and match.group(1)[0].isupper() and match.group(1).casefold() in _BEGINNERS
