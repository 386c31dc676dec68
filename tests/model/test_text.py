"""A text of a scenario in the reader's language."""

from __future__ import annotations

import pytest

from player.i18n import use_language
from player.model.text import Text

BOTH = Text({"en": "crowd", "id": "massa"})


@pytest.mark.parametrize(("language", "shown"), [("id", "massa"), ("en", "crowd")])
def test_it_reads_in_the_language_in_use(language: str, shown: str) -> None:
    use_language(language)
    assert str(BOTH) == shown


def test_a_text_without_a_language_reads_the_same_in_all() -> None:
    assert Text.plain("PHH").in_language("id") == Text.plain("PHH").in_language("en") == "PHH"


def test_a_language_that_is_missing_falls_back_to_the_first_written() -> None:
    assert Text({"en": "crowd"}).in_language("id") == "crowd"
    assert Text({"en": "crowd", "": "any"}).in_language("id") == "any"
    assert Text({}).in_language("id") == ""


def test_a_text_that_says_nothing_is_false() -> None:
    assert BOTH
    assert not Text.plain("")
    assert not Text({})
    assert Text({"id": "", "en": "x"})
