"""Where the present moment is, told while the plots show another stretch."""

from __future__ import annotations

from itertools import combinations

import pytest
from PySide6.QtCore import QRectF, QSize
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from player.i18n import use_language
from player.model.times import MINUTE_MS
from player.ui.plots.drill_plots import DrillPlots
from player.ui.plots.elsewhere import Elsewhere
from player.ui.theme import DEFAULT_THEME, TEXT_SCALES, apply
from tests.ui.plot_gallery import fill
from tests.ui.plot_hands import viewport, written


@pytest.fixture
def plots(qtbot: QtBot) -> DrillPlots:
    use_language("en")
    widget = DrillPlots()
    qtbot.addWidget(widget)
    widget.resize(640, 430)
    widget.show()
    fill(widget, 40 * MINUTE_MS)
    widget.set_scrubbing(True)
    return widget


def told(plots: DrillPlots) -> str | None:
    sheet: Elsewhere = plots._scenery._elsewhere
    return f"{sheet._icon} {sheet._text}" if sheet.isVisible() else None


def test_an_arrow_with_its_time_stands_where_the_moment_has_gone(plots: DrillPlots) -> None:
    assert told(plots) is None
    plots.look_at(5 * MINUTE_MS, 15 * MINUTE_MS)
    assert told(plots) == "arrow-right 00:40:00"
    plots.set_now(2 * MINUTE_MS)
    assert told(plots) == "arrow-left 00:02:00"
    plots.set_now(10 * MINUTE_MS)
    assert told(plots) is None
    plots.set_now(40 * MINUTE_MS)
    plots.reset_zoom()
    assert told(plots) is None


@pytest.mark.parametrize("size", [(320, 280), (579, 335), (900, 700)])
@pytest.mark.parametrize("scale", [min(TEXT_SCALES.values()), max(TEXT_SCALES.values())])
@pytest.mark.parametrize("minutes", [1, 40])
def test_it_lies_on_no_other_words(
    qapp: QApplication, plots: DrillPlots, size: tuple[int, int], scale: float, minutes: int
) -> None:
    apply(qapp, DEFAULT_THEME, scale=scale)
    try:
        plots.resize(QSize(*size).expandedTo(plots.minimumSizeHint()))
        plots.set_now(minutes * MINUTE_MS)
        plots.look_at(12 * MINUTE_MS, 22 * MINUTE_MS)
        QApplication.processEvents()
        assert told(plots) is not None
        assert QRectF(viewport(plots).rect()).contains(plots._scenery._elsewhere.box)
        for one, other in combinations(written(plots), 2):
            both = one.box.intersected(other.box)
            assert both.width() < 1 or both.height() < 1, f"{one.text!r} lies on {other.text!r}"
    finally:
        apply(qapp, DEFAULT_THEME, scale=1.0)
