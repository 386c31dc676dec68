"""In a review the lanes are drawn once, whatever moves over them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from player.model.times import MINUTE_MS
from player.ui.plots.drill_plots import DrillPlots
from player.ui.plots.marks import Mode, Overridden, OverrideMark
from player.ui.theme import DEFAULT_THEME, THEMES, apply
from tests.ui.plot_gallery import MARKS, fill


@pytest.fixture
def plots(qtbot: QtBot) -> DrillPlots:
    apply(QApplication.instance(), DEFAULT_THEME, scale=1.0)  # type: ignore[arg-type]
    widget = DrillPlots()
    qtbot.addWidget(widget)
    widget.resize(641, 433)
    widget.set_gutter(60.3)
    fill(widget, 20 * MINUTE_MS)
    widget.set_scrubbing(True)
    widget.show()
    QApplication.processEvents()
    return widget


def painted(plots: DrillPlots) -> QImage:
    QApplication.processEvents()
    return plots.grab().toImage()


def drawn_whole(plots: DrillPlots) -> QImage:
    """The same with every layer painting itself."""
    for lane in plots._scenery.lanes:
        lane.kept.wanted = False
        lane.kept.forget()
    image = painted(plots)
    for lane in plots._scenery.lanes:
        lane.kept.wanted = True
    return image


def test_a_kept_picture_is_what_the_layers_paint(plots: DrillPlots) -> None:
    for minutes in (3, 17, 9):
        plots.set_now(minutes * MINUTE_MS)
        assert painted(plots) == drawn_whole(plots)


def test_nothing_is_drawn_again_while_the_moment_moves(plots: DrillPlots, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str] = []
    for layer in plots._scenery._layers:
        kind = type(layer)

        def draw(
            self: object, painter: QPainter, name: str = kind.__name__, was: Callable[..., None] = kind.draw
        ) -> None:
            drawn.append(name)
            was(self, painter)

        monkeypatch.setattr(kind, "draw", draw)
    plots.set_now(3 * MINUTE_MS)
    painted(plots)
    drawn.clear()
    for minutes in (17, 9, 12):
        plots.set_now(minutes * MINUTE_MS)
        QApplication.processEvents()
    assert drawn == []


@pytest.mark.parametrize(
    "change",
    [
        lambda plots: plots.set_marks(MARKS[:1]),
        lambda plots: plots.set_phases([(0, "one"), (5 * MINUTE_MS, "two")]),
        lambda plots: plots.set_overrides([OverrideMark(MINUTE_MS, Overridden.FORCE, Mode.SET, 1, 4, "")]),
        lambda plots: plots.set_available(500),
        lambda plots: plots.look_at(0, 10 * MINUTE_MS),
        lambda plots: plots.resize(700, 399),
        lambda plots: plots.set_theme(THEMES[min(set(THEMES) - {DEFAULT_THEME.name})]),
    ],
)
def test_what_changes_is_seen(plots: DrillPlots, change: Callable[[DrillPlots], None]) -> None:
    plots.set_now(3 * MINUTE_MS)
    before = painted(plots)
    change(plots)
    after = painted(plots)
    assert after != before
    assert after == drawn_whole(plots)


def test_in_a_drill_under_way_nothing_is_kept(plots: DrillPlots) -> None:
    plots.set_scrubbing(False)
    plots.set_now(3 * MINUTE_MS)
    painted(plots)
    painted(plots)
    assert all(lane.kept._picture is None for lane in plots._scenery.lanes)
