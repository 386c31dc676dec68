"""Days as trainers write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from player.i18n import LANGUAGES, use_language
from player.review.days import stored_day
from player.ui.assess.days import day_in_full, day_text, field_text, is_overdue, read_day

TODAY = date(2026, 11, 22)
FOUR_DIGITS = 1000


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("31/12/2026", date(2026, 12, 31)),
        ("1-2-27", date(2027, 2, 1)),
        ("31.12.2026", date(2026, 12, 31)),
        (" 5 / 12 ", date(2026, 12, 5)),
        ("31.12.", date(2026, 12, 31)),
        ("22/11", TODAY),
        ("21/11", date(2027, 11, 21)),
        ("2026-12-31", date(2026, 12, 31)),
        ("31 December 2026", date(2026, 12, 31)),
        ("31 des", date(2026, 12, 31)),
        ("1 Mei 2027", date(2027, 5, 1)),
        ("17 agustus", date(2027, 8, 17)),
        ("+0", TODAY),
        ("+14", date(2026, 12, 6)),
        ("29/2", None),
        ("31/11/2026", None),
        ("13/13/2026", None),
        ("12", None),
        ("", None),
        ("soon", None),
        ("31 De 2026", None),
        ("+", None),
        ("99999-01-01", None),
        ("٣١/١٢/٢٠٢٦", None),
    ],
)
def test_what_is_understood(language: str, text: str, day: date | None) -> None:
    use_language(language)
    if language == "en" and text in {"31 des", "1 Mei 2027", "17 agustus"}:
        assert read_day(text, TODAY) in {day, None}
    else:
        assert read_day(text, TODAY) == day


@given(st.dates())
def test_a_day_is_read_as_it_is_shown(day: date) -> None:
    for language in LANGUAGES:
        use_language(language)
        assert read_day(field_text(day.isoformat()), TODAY) == day
        if day.year >= FOUR_DIGITS:
            assert read_day(day_text(day.isoformat()), TODAY) == day
        assert stored_day(day.isoformat()) == day


@given(st.text(max_size=14) | st.from_regex(r"\d{1,5}[-./ ]\d{1,5}([-./ ]\d{0,5})?"))
def test_anything_typed_is_a_day_or_none(text: str) -> None:
    day = read_day(text, TODAY)
    assert day is None or stored_day(day.isoformat()) == day


def test_it_is_told_in_words() -> None:
    use_language("id")
    assert day_text("2026-08-05") == "5 Agu 2026"
    assert day_in_full(date(2026, 11, 23), TODAY) == "Senin, 23 November 2026 (1 hari lagi)"
    assert day_in_full(TODAY, TODAY).endswith("(hari ini)")
    use_language("en")
    assert day_in_full(date(2026, 11, 20), TODAY) == "Friday, 20 November 2026 (2 days ago)"
    assert is_overdue("2026-11-21", TODAY)
    assert not is_overdue("2026-11-22", TODAY)
    assert not is_overdue("", TODAY)
    assert day_text("whenever") == "whenever"
