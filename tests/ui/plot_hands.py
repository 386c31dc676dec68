"""Hands on the plots: pointer, wheel, and reading what is written in them."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from player.model.times import MINUTE_MS
from player.ui.plots.base import Layer
from player.ui.plots.drill_plots import DrillPlots
from player.ui.plots.sheets import Sheet
from tests.helpers.paper import Paper, Written


def viewport(plots: DrillPlots) -> QWidget:
    return cast("QWidget", plots._view.viewport())


def at(plots: DrillPlots, minutes: float, value: float = 50.0) -> QPoint:
    """The pixel of this moment in the tension plot."""
    lane = plots._tension
    return QPointF(lane.pos().x() + lane.x_of(minutes * MINUTE_MS), lane.pos().y() + lane.y_of(value)).toPoint()


def on_force(plots: DrillPlots, minutes: float, stage: float = 3.0) -> QPoint:
    """The pixel of this moment in the plot of the force."""
    lane = plots._scenery.force
    return QPointF(lane.pos().x() + lane.x_of(minutes * MINUTE_MS), lane.pos().y() + lane.y_of(stage)).toPoint()


def turn_wheel(plots: DrillPlots, point: QPoint, up: int, across: int = 0) -> None:
    event = QWheelEvent(
        QPointF(point), QPointF(point), QPoint(), QPoint(across, up), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QCoreApplication.sendEvent(viewport(plots), event)


def move_to(plots: DrillPlots, point: QPoint, held: Qt.MouseButton = Qt.MouseButton.NoButton) -> None:
    """Move the pointer; sent straight to the view, as another window may lie under the real one."""
    event = QMouseEvent(
        QEvent.Type.MouseMove, QPointF(point), QPointF(viewport(plots).mapToGlobal(point)),
        Qt.MouseButton.NoButton, held, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QCoreApplication.sendEvent(viewport(plots), event)


def in_view(plots: DrillPlots) -> tuple[int, int]:
    return plots._tension.start_ms, plots._tension.end_ms


def written(plots: DrillPlots) -> list[Written]:
    """Every text on the plots, where it stands in the view."""
    result = []
    for item in plots._view.scene().items():
        if not item.isVisible() or not isinstance(item, Layer | Sheet):
            continue
        paper = Paper()
        item.exposed = item.boundingRect()
        item.draw(paper)  # type: ignore[arg-type]  # Paper stands in for a painter
        corner = item.scenePos()
        result += [Written(text.text, text.box.translated(corner)) for text in paper.written]
    return result


def texts(plots: DrillPlots) -> list[str]:
    return [text.text for text in written(plots)]


def picture(plots: DrillPlots) -> QImage:
    """The plots as they are painted now."""
    QApplication.processEvents()
    return plots.grab().toImage()


def colours_around(image: QImage, point: QPoint, reach: int = 6) -> set[str]:
    """The colours in the square around a pixel."""
    return {
        image.pixelColor(point.x() + across, point.y() + down).name()
        for across in range(-reach, reach + 1)
        for down in range(-reach, reach + 1)
    }


def said(plots: DrillPlots) -> list[tuple[str, str]]:
    """The lines of the card under the pointer."""
    return [(line.name, line.text) for line in plots._crosshair.card.lines]
