from __future__ import annotations

import pytest

from player.i18n import use_language


@pytest.fixture(autouse=True)
def _english(_own_language: None) -> None:
    """Messages are compared as they stand in the code."""
    use_language("en")
