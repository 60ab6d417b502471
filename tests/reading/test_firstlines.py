import pytest

from glossator.reading.firstlines import byline
from glossator.reading.language import guess_language


@pytest.mark.parametrize(
    ("line", "author", "published"),
    [
        ("Nhat Lam • May 20, 2025", "Nhat Lam", "2025-05-20"),
        ("By Ana Ruiz", "Ana Ruiz", None),
        ("By ANA RUIZ and Tom O’Neill", "ANA RUIZ and Tom O’Neill", None),
        ("Von Jürgen van der Berg", "Jürgen van der Berg", None),
        ("Von Ana Ruiz, 12. Mai 2026", "Ana Ruiz", "2026-05-12"),
        ("Ana Ruiz — 12 May 2026", "Ana Ruiz", "2026-05-12"),
        ("Par Élise Dupont | 12 mai 2026", "Élise Dupont", "2026-05-12"),
        ("12 May 2026", None, "2026-05-12"),
        ("Published: 2026-05-12", None, "2026-05-12"),
        ("Published on Tuesday, 12 May 2026, 14:30", None, "2026-05-12"),
        ("Geneva, 12 May 2026", None, "2026-05-12"),
        ("Автор: Анна Иванова", "Анна Иванова", None),
        ("By the sea stands a house", None, None),
        ("By 12 May 2026 all ships must leave the harbour.", None, None),
        ("The first talks in three years began on 12 May 2026 and ended soon.", None, None),
        ("Von der Küste her wehte Wind", None, None),
        ("", None, None),
    ],
)
def test_a_byline_gives_author_and_date_and_prose_gives_neither(line, author, published):
    assert byline(line) == (author, published)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The pause is older than the talks, and that was known to the pilots of the harbour.", "en"),
        ("Die Pause ist nicht neu, und das wissen auch die Lotsen, die auf den Hafen sehen.", "de"),
        ("Les pilotes savent que la pause n’est pas une fin, mais une attente pour tous dans le port.", "fr"),
        ("Los pilotos saben que la pausa no es el fin, y que las naves esperan en el puerto para salir.", "es"),
        ("Все знают, что пауза не конец, и что он на этом не остановится, как это было.", "ru"),
        ("港は閉まった。誰も知らない。", "ja"),
        ("港口已经关闭，没有人知道。", "zh"),
        ("الميناء مغلق ولا أحد يعلم متى يفتح", "ar"),
        ("Harbour 12", None),
        ("12 + 3", None),
    ],
)
def test_a_language_is_named_only_where_it_is_clear(text, language):
    assert guess_language(text) == language
