"""The tests of the import read its sentences in English."""

from __future__ import annotations

import pytest

from player.i18n import use_language


@pytest.fixture(autouse=True)
def _in_english(_own_language: None) -> None:
    use_language("en")
