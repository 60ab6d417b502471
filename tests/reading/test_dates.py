import pytest

from glossator.reading.dates import find_date


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("2026-05-12", "2026-05-12"),
        ("12 May 2026", "2026-05-12"),
        ("May 20, 2025", "2025-05-20"),
        ("Sept. 3rd, 2024", "2024-09-03"),
        ("12. Mai 2026", "2026-05-12"),
        ("Am 3. Jänner 2026", "2026-01-03"),
        ("12.05.2026", "2026-05-12"),
        ("le 1er août 2026", "2026-08-01"),
        ("12 de mayo de 2026", "2026-05-12"),
        ("12 мая 2026", "2026-05-12"),
        ("2026年5月12日", "2026-05-12"),
        ("May 2026", "2026-05"),
    ],
)
def test_a_date_is_found_as_people_write_it(line, value):
    found = find_date(line)
    assert found is not None
    assert found.value == value


@pytest.mark.parametrize(
    "line", ["31 February 2026", "2026-13-01", "in 2026", "05/06/2026", "item 12 of 2026-x", "12.99"]
)
def test_what_is_no_sure_day_is_no_date(line):
    assert find_date(line) is None
