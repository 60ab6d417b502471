"""Languages named by people, and what the language of a document decides."""

from __future__ import annotations

from dataclasses import replace

import pytest

from glossator.exchange.citation import citation
from glossator.exchange.quotation_marks import quoted, titled
from glossator.model.document import Document
from glossator.model.people import Reader
from glossator.model.problem import Refused
from glossator.operations import documents
from glossator.operations.languages import LANGUAGES, code_of, language_of, name_of
from glossator.store import Project


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("German", "de"),
        ("  deutsch ", "de"),
        ("DE", "de"),
        ("de_at", "de-AT"),
        ("zh-hant", "zh-Hant"),
        ("العربية", "ar"),
        ("gsw", "gsw"),
        ("Klingonese", None),
        ("of the north", None),
    ],
)
def test_a_language_is_named_in_english_in_itself_or_by_its_code(words: str, code: str | None) -> None:
    assert code_of(words) == code


def test_every_language_that_is_offered_is_understood_by_its_name() -> None:
    assert [code_of(name_of(code)) for code in LANGUAGES] == list(LANGUAGES)


@pytest.mark.parametrize(("code", "name"), [("fr", "French"), ("fr-CH", "French (fr-CH)"), ("gsw", "gsw")])
def test_a_language_is_called_by_its_name(code: str, name: str) -> None:
    assert name_of(code) == name


def test_a_document_keeps_the_code_of_the_language_that_is_named(
    project: Project, talks: Document, ada: Reader
) -> None:
    assert documents.describe(project, talks.id, ada, language="Français").language == "fr"
    with pytest.raises(Refused, match="no language that is known here"):
        documents.describe(project, talks.id, ada, language="Klingonese")
    assert documents.describe(project, talks.id, ada, language="").language is None


def test_the_language_of_a_document_without_one_is_guessed(project: Project, talks: Document) -> None:
    german = "Der Hafen ist nicht frei, und die Schiffe werden auch von den Lotsen für eine Zeit nicht mit bedient. "
    assert language_of(replace(talks, language=None), german * 3) == "de"
    assert language_of(replace(talks, language="fr"), german * 3) == "fr"
    assert language_of(replace(talks, language=None), "12 345") is None


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "“so”"),
        ("de", "„so“"),
        ("de-CH", "«so»"),
        ("fr", "«\u202fso\u202f»"),
        ("fr-BE", "«\u202fso\u202f»"),
        ("ja", "「so」"),
        ("ru", "«so»"),
        ("pl", "„so”"),
        (None, "“so”"),
        ("tlh", "“so”"),
    ],
)
def test_words_are_quoted_as_the_language_quotes(language: str | None, words: str) -> None:
    assert quoted("so", language) == words


def test_a_title_that_is_in_quotation_marks_gets_no_second_ones() -> None:
    assert titled("“The Sea”", "en") == "“The Sea”"
    assert titled("«La mer» et nous", "fr") == "«\u202f«La mer» et nous\u202f»"


def test_a_citation_has_the_marks_of_the_documents_language(talks: Document) -> None:
    assert citation(replace(talks, language="de", published=None), None, None, None) == "„Harbour talks“"


def test_sentences_are_counted_in_the_documents_language(project: Project, ada: Reader, ben: Reader) -> None:
    text = "Titel\n\nSo kam er am So. Abend. Nobody knew of the harbour, and they did not ask about it.\n"
    known = documents.paste_text(project, text, ada).document
    counts = {}
    for language in ("de", "en"):
        documents.describe(project, known.id, ada, language=language)
        counts[language] = _sentences(project, project.document(known.id))
    assert counts == {"de": 3, "en": 4}


def _sentences(project: Project, document: Document | None) -> int:
    from glossator.operations.comparing import _tags_of

    assert document is not None
    return len(_tags_of(project, document, [], []).sentences)
