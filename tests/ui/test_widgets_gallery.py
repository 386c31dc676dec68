from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from player.ui.theme import THEMES
from tests.ui import gallery
from tests.ui.looks import put_on


@pytest.fixture(autouse=True)
def _themed(qapp: QApplication) -> Iterator[None]:
    yield
    put_on()


@pytest.mark.parametrize("page", tuple(gallery.PAGES))
@pytest.mark.parametrize("theme", tuple(THEMES))
def test_the_gallery_shows_every_page_in_every_theme(tmp_path: Path, page: str, theme: str) -> None:
    out = tmp_path / "page.png"
    assert gallery.main([str(out), "--page", page, "--theme", theme, "--scale", "1.15"]) == 0
    image = QImage(str(out))
    assert image.width() >= 1366
    places = [(across, down) for across in range(0, 1366, 9) for down in range(0, 768, 9)]
    assert THEMES[theme].surfaces.panel in {image.pixelColor(*place).name() for place in places}
