from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from player.ui.plots.base import Lane, Layer, PlotView
from player.ui.plots.curve import CurveItem, dash_runs, outline
from player.ui.plots.pyramid import Pyramid

WIDTH, HEIGHT = 300, 120
Pixels = NDArray[np.bool_]
INK = QColor("#000000")


class Drawing:
    """One lane that fills a view, with one curve in it."""

    def __init__(self, qtbot: QtBot, *, width_px: float = 3.0, dashed: bool = False) -> None:
        self.view = PlotView()
        qtbot.addWidget(self.view)
        self.view.setBackground("#ffffff")
        self.view.resize(WIDTH, HEIGHT)
        self.lane = Lane(0, 100)
        self.lane.setParentItem(self.view.centralWidget)
        self.lane.setGeometry(0, 0, WIDTH, HEIGHT)
        self.pyramid = Pyramid()
        self.curve = CurveItem(self.lane, 1, self.pyramid, width_px, dashed=dashed)
        self.curve.set_colour(INK)
        self.view.show()

    def image(self) -> QImage:
        """All of it, painted anew."""
        self.view.viewport().update()
        QApplication.processEvents()
        image: QImage = self.view.viewport().grab().toImage()
        return image

    def dark(self) -> Pixels:
        """Which pixels are more ink than paper, by row and column."""
        return dark_pixels(self.image())


def dark_pixels(image: QImage) -> Pixels:
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    pixels = np.frombuffer(grey.constBits(), np.uint8).reshape(grey.height(), grey.bytesPerLine())
    dark: Pixels = pixels[:, : grey.width()] < 128
    return dark


@pytest.fixture
def drawing(qtbot: QtBot) -> Drawing:
    return Drawing(qtbot)


def test_a_level_line_is_as_wide_as_asked(drawing: Drawing) -> None:
    middle_of_row_60 = 100 - 60.5 / HEIGHT * 100
    drawing.pyramid.append([0, 1000], [middle_of_row_60, middle_of_row_60])
    drawing.lane.show_times(0, 1000)
    dark = drawing.dark()
    assert (dark.sum(axis=0)[2:-2] == 3).all()
    assert np.flatnonzero(dark.any(axis=1)).tolist() == [59, 60, 61]


def test_a_steep_line_is_no_thinner(drawing: Drawing) -> None:
    drawing.pyramid.append([0, 499, 501, 1000], [10, 10, 90, 90])
    drawing.lane.show_times(0, 1000)
    dark = drawing.dark()
    assert (dark[30:90].sum(axis=1) >= 3).all()


def test_one_spike_among_a_million_rows_reaches_its_height(drawing: Drawing) -> None:
    values = np.full(1_000_000, 20.0)
    values[543_210] = 95.0
    drawing.pyramid.append(np.arange(1_000_000), values)
    drawing.lane.show_times(0, 1_000_000)
    top = np.flatnonzero(drawing.dark().any(axis=1)).min()
    assert abs(top - HEIGHT * 0.05) <= 3


@given(steps=st.lists(st.floats(-30, 30), min_size=2, max_size=400), radius=st.floats(0.5, 4.0))
def test_the_outline_is_the_disc_swept_along_the_columns(steps: list[float], radius: float) -> None:
    middle = np.cumsum(np.array(steps))
    top, bottom = middle - 1.0, middle + 1.0
    upper, lower = outline(top, bottom, radius, 1.0)
    for column in range(len(middle)):
        near = [n for n in range(len(middle)) if abs(n - column) <= radius]
        reach = [float(np.sqrt(radius**2 - (n - column) ** 2)) for n in near]
        assert upper[column] == pytest.approx(min(top[n] - r for n, r in zip(near, reach, strict=True)))
        assert lower[column] == pytest.approx(max(bottom[n] + r for n, r in zip(near, reach, strict=True)))


def test_dashes_have_one_length_along_the_curve() -> None:
    x = np.arange(0.0, 400.0)
    runs = dash_runs(x, np.zeros(400), 7.0, 5.0)
    assert {last - first for first, last in runs[:-1]} <= {6, 7}
    assert {after[0] - before[0] for before, after in itertools.pairwise(runs)} == {12}
    steep = dash_runs(x, x * 3.0, 7.0, 5.0)
    assert len(steep) > 2 * len(runs)


def test_a_dashed_line_has_gaps_and_follows_the_curve(qtbot: QtBot) -> None:
    drawing = Drawing(qtbot, dashed=True)
    drawing.pyramid.append([0, 1000], [50, 50])
    drawing.lane.show_times(0, 1000)
    inked = drawing.dark().any(axis=0)
    assert 0.4 < inked.mean() < 0.8
    drawing.pyramid.append(2000, 50)
    drawing.lane.show_times(0, 4000)
    assert not drawing.dark()[:, WIDTH // 2 + 5 :].any()


@pytest.mark.parametrize("count", [1, 2, 50, 3000])
def test_painting_only_what_changed_gives_the_same_picture(drawing: Drawing, count: int) -> None:
    random = np.random.default_rng(count)
    values = np.clip(np.cumsum(random.normal(0, 3, count + 40)) + 50, 0, 100)
    drawing.pyramid.append(np.arange(count), values[:count])
    drawing.lane.show_times(0, count + 60)
    drawing.image()
    for row in range(count, count + 40):
        drawing.pyramid.append(row, values[row])
        drawing.curve.update_between(row - 1, row)
        QApplication.processEvents()  # paints just that strip into the window
    pieces = dark_pixels(drawing.view.screen().grabWindow(drawing.view.winId()).toImage())
    assert pieces.shape == (HEIGHT, WIDTH)
    assert np.array_equal(pieces, drawing.dark())


def test_a_single_row_is_a_dot(drawing: Drawing) -> None:
    drawing.pyramid.append(500, 50)
    drawing.lane.show_times(0, 1000)
    dark = drawing.dark()
    assert dark.any()
    assert np.flatnonzero(dark.any(axis=0)).tolist()[0] in range(WIDTH // 2 - 2, WIDTH // 2 + 3)


def test_an_empty_curve_draws_nothing(drawing: Drawing) -> None:
    drawing.lane.show_times(0, 1000)
    assert not drawing.dark().any()


def test_what_lies_outside_the_lane_is_cut_off(drawing: Drawing) -> None:
    drawing.pyramid.append([0, 1000], [150, 150])
    drawing.lane.show_times(0, 1000)
    assert not drawing.dark().any()


def test_a_lane_maps_times_and_values(drawing: Drawing) -> None:
    lane = drawing.lane
    lane.show_times(60_000, 360_000)
    assert lane.x_of(60_000) == 0
    assert lane.x_of(360_000) == WIDTH
    assert lane.y_of(0) == HEIGHT
    assert lane.y_of(100) == 0
    assert lane.time_at(WIDTH / 2) == 210_000
    assert lane.time_at(-5) == 60_000
    assert lane.time_at(10_000) == 360_000
    assert lane.viewRange()[0] == [60_000, 360_000]


def test_a_layer_has_to_say_what_it_draws(drawing: Drawing) -> None:
    layer = Layer(drawing.lane, 1)
    layer.hide()
    assert layer.boundingRect().toRect() == QRect(0, 0, WIDTH, HEIGHT)
    with pytest.raises(NotImplementedError):
        layer.draw(None)  # type: ignore[arg-type]
