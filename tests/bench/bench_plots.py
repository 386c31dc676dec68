"""A row added to four curves of a day at 10 Hz, and the picture brought up to date."""

from __future__ import annotations

import os
from collections.abc import Callable
from itertools import count
from typing import Any

import numpy as np
import pyqtgraph
from PySide6.QtWidgets import QApplication

from player.model.times import DAY_MS
from player.ui.plots.base import Lane, PlotView
from player.ui.plots.curve import CurveItem
from player.ui.plots.pyramid import Pyramid
from player.ui.theme import SIANG, colour
from tests.bench.measure import Goal, Result, in_turn, median, milliseconds

NAME = "live tick, 24 h at 10 Hz, 4 curves / pyqtgraph's peak downsampling + clip"
GOAL = Goal(ratio=1 / 8, figure=3.0)
ROUNDS = 60

STEP_MS = 100
ROWS = DAY_MS // STEP_MS
ROOM = ROWS + 1000
SIZE = (900, 400)
WIDTHS_PX = (3.0, 1.6, 1.6, 1.6)
COLOURS = (SIANG.plots.actual, SIANG.plots.planned, SIANG.plots.ceiling, SIANG.plots.excess)


def run() -> Result:
    """Time both on the same rows, with the whole day in view."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication.instance() or QApplication([])
    t_ms = np.arange(ROOM) * float(STEP_MS)
    random = np.random.default_rng(1)
    swings = np.sin(t_ms / DAY_MS * 19)
    curves = [25 * n + 12 + 8 * swings + random.normal(0, 2, ROOM) for n in range(4)]
    tick, repaint, view = gladi(t_ms, curves)
    bare, widget = plain_pyqtgraph(t_ms, curves)
    for warm_up in (tick, repaint, bare) * 3:
        warm_up()

    def alone(work: Callable[[], None]) -> float:
        application.processEvents()  # what the other one has left over is not this one's
        return milliseconds(work)

    measured, floor = in_turn(lambda: alone(tick), lambda: alone(bare), ROUNDS, median)
    whole = median([alone(repaint) for _ in range(ROUNDS)])
    view.close()
    widget.close()
    application.processEvents()
    note = f"median of {ROUNDS} ticks each; painting the whole picture anew, as after a zoom, takes {whole:.1f} ms"
    return Result(measured, floor, note=note)


def gladi(t_ms: Any, curves: list[Any]) -> tuple[Callable[[], None], Callable[[], None], PlotView]:
    """Four curves in a lane; a tick that paints what changes, one that paints everything, and their view."""
    view = PlotView()
    view.setBackground(colour(SIANG.surfaces.panel))
    view.resize(*SIZE)
    lane = Lane(0, 100)
    lane.setParentItem(view.centralWidget)
    lane.setGeometry(0, 0, *SIZE)
    lane.show_times(0, ROOM * STEP_MS)
    pyramids, items = [], []
    for place, values in enumerate(curves):
        pyramid = Pyramid()
        pyramid.append(t_ms[:ROWS], values[:ROWS])
        item = CurveItem(lane, place, pyramid, WIDTHS_PX[place])
        item.set_colour(colour(COLOURS[place]))
        pyramids.append(pyramid)
        items.append(item)
    view.show()
    rows = count(ROWS)

    def append() -> int:
        row = next(rows)
        for pyramid, values in zip(pyramids, curves, strict=True):
            pyramid.append(t_ms[row], values[row])
        return row

    def tick() -> None:
        row = append()
        for item in items:
            item.update_between(t_ms[row - 1], t_ms[row])
        QApplication.processEvents()

    def repaint() -> None:
        append()
        view.viewport().repaint()

    return tick, repaint, view


def plain_pyqtgraph(t_ms: Any, curves: list[Any]) -> tuple[Callable[[], None], Any]:
    """The same four curves in a plot of pyqtgraph with every help it offers, lines one px wide; and its widget."""
    widget = pyqtgraph.PlotWidget(background=SIANG.surfaces.panel)
    widget.resize(*SIZE)
    widget.hideAxis("left")
    widget.hideAxis("bottom")
    widget.hideButtons()
    widget.setRange(xRange=(0, ROOM * STEP_MS), yRange=(0, 100), padding=0)
    items = []
    for place in range(len(curves)):
        item = widget.plot(pen=pyqtgraph.mkPen(COLOURS[place], width=1), skipFiniteCheck=True)
        item.setDownsampling(auto=True, method="peak")
        item.setClipToView(True)
        items.append(item)
    widget.show()
    rows = count(ROWS + 1)

    def tick() -> None:
        until = next(rows)
        for item, values in zip(items, curves, strict=True):
            item.setData(t_ms[:until], values[:until])
        QApplication.processEvents()

    return tick, widget
