"""Know which full stops end no sentence: abbreviations, initials and ordinals, by the language of the text.

Where the language is not known, or has no list here, those of every language here count together.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache


def _words(table: str) -> frozenset[str]:
    return frozenset(table.split())


@dataclass(frozen=True, slots=True)
class Usage:
    """Hold how one language abbreviates; words are folded and without their last full stop.

    ``always`` are never the last word of a sentence: a name, a number or the rest of a phrase follows. ``often`` are
    the last one only where a word of ``beginners`` follows, which likes to begin a sentence. ``before_number`` are
    abbreviations only before a number. ``ordinals`` says that a number with a full stop may be an ordinal.
    """

    always: frozenset[str]
    often: frozenset[str]
    before_number: frozenset[str]
    beginners: frozenset[str]
    ordinals: bool = False


def _usage(always: str, often: str, before_number: str, beginners: str, *, ordinals: bool = False) -> Usage:
    return Usage(_words(always), _words(often), _words(before_number), _words(beginners), ordinals)


#: In whatever language they stand: titles, Latin and what catalogues abbreviate.
_EVERYWHERE = _usage(
    "mr mrs ms dr prof st vs cf", "etc al ph inc ltd co", "no nr n p pp vol art fig tab", "",
)  # fmt: skip

_BY_LANGUAGE = {
    "en": _usage(
        """ste messrs gen sen rep gov capt lt col sgt maj adm rev hon pres approx ca viz""",
        """corp bros jr sr max min av ave blvd rd dept est ed eds jan feb mar apr jun jul aug sep sept oct nov dec
        mon tue wed thu fri sat tel esp incl""",
        "nos pg f arts abs figs vols ch chap chaps sec sect para paras",
        """the this that these those it its he she we they you there here in on at by for from with without as if
        when while since after before because although though however moreover nevertheless meanwhile therefore thus
        but and or so yet then now what who why how his her their our my a an some many most all no not only both
        each nobody""",
    ),
    "de": _usage(
        """hr fr frl dipl bzw sog vgl bspw ca zzgl abzgl mag ing hl z.b d.h u.a""",
        """usw ff evtl ggf inkl exkl max min geb gest jan feb apr aug sept okt nov dez mo di mi do sa so bd tel hrsg hg
        red ebd a.a.o univ std mio mrd""",
        "num f s abs abb fig kap sec ziff para bd bde bl rn rz",
        """der die das den dem des ein eine einen einem einer es er sie wir ihr ich man dies diese dieser dieses hier
        dort da dann aber und oder doch auch in nach vor mit ohne für von zu bei als wenn weil obwohl während seit
        jedoch nur im am kein keine niemand""",
        ordinals=True,
    ),
    "fr": _usage(
        "m mm mme mmes mlle mgr ste c-à-d p.ex env me",
        "gouv ass éd janv févr avr juil sept oct nov déc av apr bd univ",
        "num núm chap ch §",
        """le la les l un une il elle on nous vous ils elles ce cette ces cela dans sur pour par avec sans mais et ou
        donc car si quand depuis après avant en au aux qui que personne rien""",
    ),
    "es": _usage(
        "sr sra srta sres dra d dña don doña lic ing gral cnel pdte ud uds vd aprox p.ej",
        "a.c d.c avda ee.uu pdta izq dcha ene feb abr ago dic",
        "núm núms pág págs cap caps vols fol",
        """el la los las un una en y pero lo él ella ellos se no si cuando desde después antes con sin por para este
        esta estos estas eso nadie nada""",
    ),
    "it": _usage(
        "sig sigg dott avv ing on arch geom rag cfr spett p.es", "ecc a.c d.c gen feb mar apr ago sett ott nov dic",
        "num pag pagg cap capp sez fasc",
        """il lo la i gli le l un uno una e ma che non in di a da con per su se quando poi questo questa egli lui lei
        noi essi nessuno""",
    ),
    "ru": _usage(
        """тов см ср др ул т.е т.к т.н г-н г-жа им проф акад доц ред напр просп пер пл обл св о""",
        "г гг в вв тыс млн млрд руб коп т.д т.п и.о м",
        "стр с п пп гл рис табл ст вып № кв д",
        """и в на он она они это но как по с а из за для от до к у не но если когда так там мы вы я его её их этот эта
        эти никто""",
    ),
    "tr": _usage(
        "doç yrd av sn bkz örn sb cad sok mah op tğm", "vb vd m.ö m.s t.c tic şti a.ş",
        "s sf md mad fık cilt böl",
        """bu şu o bir ve ama fakat ancak çünkü ben sen biz siz onlar her hiç daha sonra önce ise de da ne kim""",
        ordinals=True,
    ),
    "uk": _usage(
        "див проф акад ім вул просп напр тов ред доц обл пл пров св т.зв т.е о",
        "р рр ст тис млн млрд грн ін т.д т.п м",
        "с стор розд рис табл п пп вип № кв буд",
        """і й та але в у на він вона вони це що як коли якщо з за до із для від по не так там ми ви я його її їх цей ця
        ці ніхто""",
    ),
    "ar": _usage("د أ أ.د", "إلخ الخ ق.م م هـ ت", "ص ج ط م ع ف",
                 "و في من على إلى هذا هذه قال وقال لكن ثم إن أن كان كما"),
    "zh": _usage("", "", "", ""),
    "ja": _usage("", "", "", ""),
}  # fmt: skip


@cache
def usage_of(language: str | None) -> Usage:
    """Return how a language abbreviates, by its code (``de``, ``de-AT``)."""
    own = _BY_LANGUAGE.get(re.split("[-_]", language or "")[0].lower())
    if own is not None:
        return _joined(_EVERYWHERE, own)
    every = _EVERYWHERE
    for one in _BY_LANGUAGE.values():
        every = _joined(every, one)
    # What abbreviates in one language and is a plain word in many others has to follow a number or a name.
    return replace(every, always=every.always - _MANY_MEANINGS, often=every.often - _MANY_MEANINGS)


def _joined(one: Usage, other: Usage) -> Usage:
    return Usage(
        one.always | other.always,
        one.often | other.often,
        one.before_number | other.before_number,
        one.beginners | other.beginners,
        one.ordinals or other.ordinals,
    )


#: Words of one language that mean something else in another, left out where the language is not known.
_MANY_MEANINGS = _words("me on don d o av m mag sb op t.e")


_TOKEN = re.compile(r"(?:^|(?<=[\s(\[{«»„“‘\"'/–—-]))(\S+)\.$")
#: An article or preposition that French and Italian join to the next word.
_ELISION = re.compile(r"^[^\W\d_]{1,5}[’']")
_DOTTED = re.compile(r"(?:[^\W\d_]{1,2}\.)+[^\W\d_]{1,2}\Z")
_ORDINAL = re.compile(r"\d{1,2}\Z")
_ROMAN = re.compile(r"[IVXLC]+\Z")
_NUMBER_AHEAD = re.compile(r"\s*[\d§IVXLC]")
_WORD_AHEAD = re.compile(r"[\s(\[{«»„“‘\"'¿¡]*([^\W\d_]+)\b(?!\.)")

#: How far back a word with its full stop is looked for, in code points; no abbreviation is longer.
_REACH = 24


def stop_may_end(before: str, after: str, language: str | None = None) -> bool:
    """Say whether the full stop at the end of ``before`` may end a sentence that ``after`` would not belong to."""
    usage = usage_of(language)
    match = _TOKEN.search(before[-_REACH:])
    if match is None:
        return True
    word = match.group(1)
    folded = word.casefold()
    if not usage.always.isdisjoint((folded, _ELISION.sub("", folded))):
        return False
    if folded in usage.before_number and _NUMBER_AHEAD.match(after):
        return False
    if len(word) == 1 and word.islower() and word.isalpha() and folded not in usage.often:
        return False
    if word != "I" and _rather_not_last(word, folded, usage):
        return _likes_to_begin(after, usage)
    return True


def _rather_not_last(word: str, folded: str, usage: Usage) -> bool:
    if folded in usage.often or (usage.ordinals and _ORDINAL.match(word)) or _DOTTED.match(word):
        return True
    return (len(word) == 1 and word.isalpha() and word.isupper()) or (len(word) > 1 and bool(_ROMAN.match(word)))


def _likes_to_begin(after: str, usage: Usage) -> bool:
    match = _WORD_AHEAD.match(after)
    return match is not None and not match.group(1)[0].islower() and match.group(1).casefold() in usage.beginners
