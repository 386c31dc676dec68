"""What the tests of exports share: each in both languages, where it asks for one."""

from __future__ import annotations

import pytest

from player.i18n import LANGUAGES, use_language


@pytest.fixture(autouse=True)
def _in_english(_own_language: None) -> None:
    use_language("en")


@pytest.fixture(params=list(LANGUAGES))
def language(request: pytest.FixtureRequest, _in_english: None) -> str:
    """The language the test is carried out in."""
    code: str = request.param
    use_language(code)
    return code
