"""What the tests of sessions share."""

from __future__ import annotations

import pytest

from player.i18n import SOURCE_LANGUAGE, use_language
from tests.helpers.clocks import FakeClock


@pytest.fixture(autouse=True)
def _in_english(_own_language: None) -> None:
    use_language(SOURCE_LANGUAGE)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()
