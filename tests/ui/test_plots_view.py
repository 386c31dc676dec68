from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise

import numpy as np
import pyqtgraph
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from player.i18n import _, use_language
from player.model.times import MINUTE_MS
from player.ui.plots.drill_plots import DrillPlots
from player.ui.plots.overlay import HoverCard
from player.ui.plots.shapes import MARK_KINDS, mark_shape
from player.ui.plots.words import DISCLAIMER
from player.ui.theme import DEFAULT_THEME, TEXT_SCALES, THEMES, apply
from tests.ui.contrast import contrast_ratio
from tests.ui.plot_gallery import MARKS, PHASES, PLANNED_MS, course, fill
from tests.ui.plot_hands import at, in_view, move_to, on_force, texts, turn_wheel, viewport, written

SIZES = [(579, 335), (640, 430), (900, 700), (420, 300), (320, 280), (1400, 900)]


@pytest.fixture(autouse=True)
def _look(qapp: QApplication) -> Iterator[None]:
    apply(qapp, DEFAULT_THEME, scale=1.0)
    yield
    apply(qapp, DEFAULT_THEME, scale=1.0)


@pytest.fixture
def plots(qtbot: QtBot) -> DrillPlots:
    use_language("en")
    widget = DrillPlots()
    qtbot.addWidget(widget)
    widget.resize(640, 430)
    widget.show()
    fill(widget, 40 * MINUTE_MS)
    return widget


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scale", [min(TEXT_SCALES.values()), max(TEXT_SCALES.values())])
@pytest.mark.parametrize("minutes", [0.0, 12.0, 29.6, 44.9, 47.3, 95.0])
def test_no_two_texts_overlap(
    qapp: QApplication, plots: DrillPlots, size: tuple[int, int], scale: float, minutes: float
) -> None:
    apply(qapp, DEFAULT_THEME, scale=scale)
    plots.resize(QSize(*size).expandedTo(plots.minimumSizeHint()))
    fill(plots, round(minutes * MINUTE_MS))
    QApplication.processEvents()
    view = QRectF(viewport(plots).rect())
    for one in written(plots):
        assert view.contains(one.box.adjusted(1, 1, -1, -1)), f"{one.text!r} leaves the picture"
    for one, other in combinations(written(plots), 2):
        both = one.box.intersected(other.box)
        assert both.width() < 1 or both.height() < 1, f"{one.text!r} lies on {other.text!r}"


@pytest.mark.parametrize("theme", THEMES)
def test_every_theme_is_painted_without_a_word(qapp: QApplication, plots: DrillPlots, theme: str) -> None:
    apply(qapp, THEMES[theme])
    QApplication.processEvents()
    image = plots.grab().toImage()
    ground = image.pixelColor(at(plots, 43, 80))
    assert ground.name() == THEMES[theme].surfaces.panel
    line = image.pixelColor(at(plots, 20, plots._state.course.read(20 * MINUTE_MS).tension or 0.0)).name()
    assert contrast_ratio(line, ground.name()) > 4.5


@pytest.mark.parametrize("language", ["en", "id"])
def test_the_words_that_it_predicts_nothing_always_stand_in_the_plot(
    plots: DrillPlots, qtbot: QtBot, language: str
) -> None:
    use_language(language)
    empty = DrillPlots()
    qtbot.addWidget(empty)
    empty.resize(320, 280)
    empty.show()
    for widget in (plots, empty):
        widget.retranslate()
        text = next(text for text in written(widget) if text.text == _(DISCLAIMER))
        lane = widget._tension
        assert lane.mapRectToScene(lane.rect()).contains(text.box)


def test_the_headers_say_where_the_drill_stands(plots: DrillPlots) -> None:
    fill(plots, round(29.6 * MINUTE_MS))
    said = texts(plots)
    assert {"70", "SITUATION YELLOW", "5", "ceiling 4", "1 stage over the ceiling", "260 persons"} <= set(said)
    fill(plots, 35 * MINUTE_MS)
    assert "SITUATION RED" in texts(plots)
    assert "blunt or chemical means, other tools" in texts(plots)


def test_a_narrow_header_keeps_at_least_the_colour_of_the_situation(plots: DrillPlots) -> None:
    plots.resize(QSize(320, 280).expandedTo(plots.minimumSizeHint()))
    fill(plots, round(29.6 * MINUTE_MS))
    assert {"YELLOW", "SITUATION YELLOW"} & set(texts(plots))


def test_that_few_of_the_crowd_are_left_is_told_as_a_value_of_the_model(plots: DrillPlots) -> None:
    plots.append_rows({"t_ms": [29 * MINUTE_MS], "tension": [20.0], "situation": [0], "dispersed": [0]})
    plots.set_now(29 * MINUTE_MS)
    assert "model: crowd < 15%" not in texts(plots)
    plots.append_rows({"t_ms": [30 * MINUTE_MS], "tension": [20.0], "situation": [0], "dispersed": [1]})
    plots.set_now(30 * MINUTE_MS)
    assert {"SITUATION GREEN", "model: crowd < 15%"} <= set(texts(plots))
    assert "Situation green · model: crowd < 15%" in plots.accessibleDescription()
    assert not [text for text in (*texts(plots), plots.accessibleDescription()) if "dispersed" in text.casefold()]


def test_an_empty_drill_says_so_with_dashes(qtbot: QtBot) -> None:
    widget = DrillPlots()
    qtbot.addWidget(widget)
    widget.resize(640, 430)
    widget.show()
    assert texts(widget).count("–") == 2
    widget.set_now(10_000)
    assert widget.grab().toImage().width() == 640


def test_situation_is_told_by_word_and_letter_too(plots: DrillPlots) -> None:
    assert {"GREEN", "YELLOW"} <= set(texts(plots))
    plots.resize(380, 430)
    QApplication.processEvents()
    narrow = texts(plots)
    assert {"R", "RED"} & set(narrow)


def test_the_excess_is_hatched(plots: DrillPlots) -> None:
    image = plots.grab().toImage()
    lane = plots._scenery.force
    top = lane.pos() + QPointF(lane.x_of(28.7 * MINUTE_MS), lane.y_of(5))
    found = {
        image.pixelColor(int(top.x()) + across, int(top.y()) + down).name()
        for across in range(12)
        for down in range(12)
    }
    assert DEFAULT_THEME.plots.excess in found
    assert DEFAULT_THEME.surfaces.panel in found  # lines with gaps, not an area of colour


def test_appended_rows_move_the_value_and_repaint_the_same_picture(plots: DrillPlots) -> None:
    later = course(44 * MINUTE_MS)
    for second in range(40 * 60, 42 * 60, 7):
        rows = {name: values[second : second + 8] for name, values in later.items()}
        plots.append_rows(rows)
        plots.set_now(int(rows["t_ms"][-1]))
        QApplication.processEvents()
    screen = plots.screen().grabWindow(plots.winId()).toImage()
    viewport(plots).update()
    QApplication.processEvents()
    assert screen == plots.screen().grabWindow(plots.winId()).toImage()
    assert plots._state.present.t_ms == plots._state.course.end_ms


def test_following_covers_the_plan_and_grows_in_overtime(plots: DrillPlots) -> None:
    assert in_view(plots) == (0, PLANNED_MS)
    plots.set_now(PLANNED_MS + MINUTE_MS)
    assert in_view(plots) == (0, 50 * MINUTE_MS)
    plots.set_range(0, 10 * MINUTE_MS)
    plots.set_now(PLANNED_MS + 20 * MINUTE_MS)
    assert in_view(plots) == (0, 10 * MINUTE_MS)
    plots.follow(PLANNED_MS)
    assert in_view(plots)[1] > PLANNED_MS + 20 * MINUTE_MS


def test_the_wheel_zooms_in_time_only_and_a_double_click_resets(plots: DrillPlots) -> None:
    under = at(plots, 20)
    turn_wheel(plots, under, 360)
    start_ms, end_ms = in_view(plots)
    assert end_ms - start_ms == pytest.approx(PLANNED_MS * 0.8**3, rel=0.01)
    assert plots._tension.time_at(under.x() - plots._tension.pos().x()) == pytest.approx(20 * MINUTE_MS, abs=6000)
    assert [lane.viewRange()[0] for lane in plots._scenery.lanes] == [[start_ms, end_ms]] * len(plots._scenery.lanes)
    assert plots._tension.viewRange()[1] == [0, 100]
    turn_wheel(plots, under, -1200)
    assert in_view(plots) == (0, PLANNED_MS)
    turn_wheel(plots, under, 240)
    QTest.mouseDClick(viewport(plots), Qt.MouseButton.LeftButton, pos=under)
    assert in_view(plots) == (0, PLANNED_MS)


def test_a_zoomed_view_is_dragged_and_scrolled_along(plots: DrillPlots) -> None:
    turn_wheel(plots, at(plots, 20), 720)
    before = in_view(plots)
    QTest.mousePress(viewport(plots), Qt.MouseButton.LeftButton, pos=QPoint(400, 150))
    move_to(plots, QPoint(300, 150), Qt.MouseButton.LeftButton)
    QTest.mouseRelease(viewport(plots), Qt.MouseButton.LeftButton, pos=QPoint(300, 150))
    after = in_view(plots)
    assert after[0] > before[0]
    assert after[1] - after[0] == before[1] - before[0]
    turn_wheel(plots, at(plots, 20), 0, across=-120)
    assert in_view(plots)[0] > after[0]
    turn_wheel(plots, at(plots, 20), 0, across=12_000)
    assert in_view(plots)[0] == 0


def test_a_zoomed_view_turns_the_page_when_the_drill_runs_out_of_it(plots: DrillPlots) -> None:
    plots.set_now(20 * MINUTE_MS)
    turn_wheel(plots, at(plots, 20), 1200)
    start_ms, end_ms = in_view(plots)
    assert start_ms < 20 * MINUTE_MS < end_ms
    plots.set_now(end_ms + 1000)
    assert in_view(plots)[0] <= end_ms + 1000 < in_view(plots)[1]
    assert in_view(plots)[1] - in_view(plots)[0] == end_ms - start_ms


def test_hovering_says_everything_about_the_moment(plots: DrillPlots) -> None:
    move_to(plots, at(plots, 29.4))
    card = plots._crosshair.card
    assert card.isVisible()
    assert plots._crosshair.line.isVisible()
    assert [line.name for line in card.lines][:3] == ["Tension", "Planned", "Force"]
    assert "Provokator bersenjata" in [line.text for line in card.lines]
    said = texts(plots)
    assert "Saling dorong" in said
    QApplication.sendEvent(plots._view, QEvent(QEvent.Type.Leave))
    assert not card.isVisible()
    assert not plots._crosshair.line.isVisible()


def test_hovering_the_future_says_what_is_planned(plots: DrillPlots) -> None:
    move_to(plots, at(plots, 43))
    assert [line.name for line in plots._crosshair.card.lines] == ["Planned"]
    move_to(plots, on_force(plots, 43))
    assert [line.name for line in plots._crosshair.card.lines] == ["Planned"]


def test_hovering_the_force_says_what_stands_against_what(plots: DrillPlots) -> None:
    plots.set_available(362)
    move_to(plots, on_force(plots, 29.4))
    names = [line.name for line in plots._crosshair.card.lines]
    assert names[:5] == ["Force", "Ceiling", "Excess", "Planned", "Committed"]
    assert "260 of 362 persons" in [line.text for line in plots._crosshair.card.lines]
    assert "112 of 362 persons" in texts(plots)
    assert "112 / 362" in texts(plots)


def test_hovering_the_stages_names_them(plots: DrillPlots) -> None:
    force = plots._scenery.force
    move_to(plots, QPoint(10, round(force.pos().y() + force.height_px / 2)))
    assert [line.name for line in plots._crosshair.card.lines] == list("6543210")
    move_to(plots, QPoint(10, 5))
    assert not plots._crosshair.card.isVisible()


@pytest.mark.parametrize("minutes", [0.2, 20.0, 44.8])
@pytest.mark.parametrize("size", SIZES)
def test_the_readout_stays_in_the_picture(plots: DrillPlots, size: tuple[int, int], minutes: float) -> None:
    plots.resize(*size)
    QApplication.processEvents()
    move_to(plots, at(plots, minutes))
    card = next(item for item in plots._view.scene().items() if isinstance(item, HoverCard))
    assert QRectF(viewport(plots).rect()).contains(card.box)


def test_the_readout_follows_the_rows_under_a_resting_pointer(plots: DrillPlots) -> None:
    move_to(plots, on_force(plots, 40.5))
    assert "Committed" not in [line.name for line in plots._crosshair.card.lines]
    later = course(41 * MINUTE_MS)
    plots.append_rows({name: values[40 * 60 :] for name, values in later.items()})
    assert "Committed" in [line.name for line in plots._crosshair.card.lines]


def test_scrubbing_by_click_and_drag(plots: DrillPlots, qtbot: QtBot) -> None:
    plots.set_scrubbing(True)
    heard: list[int] = []
    plots.scrubbed.connect(heard.append)
    QTest.mousePress(viewport(plots), Qt.MouseButton.LeftButton, pos=at(plots, 10))
    move_to(plots, at(plots, 25), Qt.MouseButton.LeftButton)
    move_to(plots, QPoint(5000, 100), Qt.MouseButton.LeftButton)
    QTest.mouseRelease(viewport(plots), Qt.MouseButton.LeftButton, pos=QPoint(5000, 100))
    move_to(plots, at(plots, 5))
    assert heard == [
        pytest.approx(10 * MINUTE_MS, abs=6000),
        pytest.approx(25 * MINUTE_MS, abs=6000),
        PLANNED_MS,
    ]
    assert plots._state.now_ms == PLANNED_MS


def test_scrubbing_shows_the_moment_and_keeps_the_axis(plots: DrillPlots) -> None:
    plots.set_scrubbing(True)
    QTest.mouseClick(viewport(plots), Qt.MouseButton.LeftButton, pos=at(plots, 35))
    assert "RED" in texts(plots)
    QTest.mouseClick(viewport(plots), Qt.MouseButton.LeftButton, pos=at(plots, 5))
    assert in_view(plots) == (0, PLANNED_MS)


def test_shift_moves_the_view_while_scrubbing(plots: DrillPlots) -> None:
    plots.set_scrubbing(True)
    turn_wheel(plots, at(plots, 20), 720)
    before = in_view(plots)
    heard: list[int] = []
    plots.scrubbed.connect(heard.append)
    shift = Qt.KeyboardModifier.ShiftModifier
    QTest.mousePress(viewport(plots), Qt.MouseButton.LeftButton, shift, QPoint(400, 150))
    move_to(plots, QPoint(300, 150), Qt.MouseButton.LeftButton)
    QTest.mouseRelease(viewport(plots), Qt.MouseButton.LeftButton, shift, QPoint(300, 150))
    assert in_view(plots)[0] > before[0]
    assert heard == []


def test_without_scrubbing_the_line_can_only_be_read(plots: DrillPlots) -> None:
    heard: list[int] = []
    plots.scrubbed.connect(heard.append)
    QTest.mouseClick(viewport(plots), Qt.MouseButton.LeftButton, pos=at(plots, 10))
    assert heard == []
    assert plots._state.now_ms == 40 * MINUTE_MS


def test_the_view_takes_no_focus_and_shows_nothing_of_pyqtgraph(plots: DrillPlots) -> None:
    items = plots._view.scene().items()
    foreign = (pyqtgraph.AxisItem, pyqtgraph.ButtonItem, pyqtgraph.LabelItem, pyqtgraph.PlotItem)
    assert not [item for item in items if isinstance(item, foreign)]
    assert all(lane.menu is None for lane in plots._scenery.lanes)
    QTest.mouseClick(viewport(plots), Qt.MouseButton.RightButton, pos=at(plots, 10))
    assert QApplication.activePopupWidget() is None
    assert plots._view.focusPolicy() == Qt.FocusPolicy.NoFocus


def test_keys_are_left_to_the_window(qtbot: QtBot) -> None:
    heard: list[int] = []

    class Window(QWidget):
        def keyPressEvent(self, event: QEvent) -> None:  # noqa: N802
            heard.append(event.key())  # type: ignore[attr-defined]

    window = Window()
    qtbot.addWidget(window)
    plots = DrillPlots(window)
    QTest.keyClick(viewport(plots), Qt.Key.Key_Space)
    QTest.keyClick(viewport(plots), Qt.Key.Key_Left)
    assert heard == [Qt.Key.Key_Space, Qt.Key.Key_Left]


def test_a_screen_reader_hears_the_present_values(plots: DrillPlots) -> None:
    fill(plots, round(29.6 * MINUTE_MS))
    assert "Force 5 blunt or chemical means, other tools" in plots.accessibleDescription()
    assert "1 stage over the ceiling" in plots.accessibleDescription()


def test_marks_and_phases_are_sorted_and_drawn(plots: DrillPlots) -> None:
    plots.set_phases(reversed(PHASES))
    plots.set_marks(reversed(MARKS))
    assert [phase.start_ms for phase in plots._state.phases] == sorted(phase[0] for phase in PHASES)
    assert [mark.at_ms for mark in plots._state.marks] == sorted(mark[0] for mark in MARKS)
    before = plots.grab().toImage()
    plots.set_marks([])
    assert plots.grab().toImage() != before


def test_every_kind_of_mark_has_a_shape_of_its_own() -> None:
    shapes = [mark_shape(kind, 0.0, 0.0, 12.0) for kind in (*MARK_KINDS, "anything else")]
    for one, other in combinations(shapes, 2):
        assert one != other
    assert all(shape.boundingRect().width() > 4 for shape in shapes)


def test_titles_of_phases_do_not_run_into_the_next(plots: DrillPlots) -> None:
    phases = [(minute * MINUTE_MS, f"Tahap nomor {minute} yang panjang sekali namanya") for minute in range(0, 45, 3)]
    plots.set_phases(phases)
    titles = sorted((text.box.left(), text.box.right()) for text in written(plots) if text.text.startswith("Tahap"))
    assert all(right <= left for (_left, right), (left, _right) in pairwise(titles))


def test_a_thicket_of_force_changes_is_drawn(plots: DrillPlots) -> None:
    count = 2500
    rows = np.arange(count)
    plots.set_course(
        {
            "t_ms": rows * 1000,
            "tension": 50 + 40 * np.sin(rows),
            "force": rows % 7,
            "ceiling": rows % 5 + 1,
            "situation": rows % 3,
            "personnel": rows % 11 * 20,
        }
    )
    plots.set_now(count * 1000)
    assert plots.grab().toImage().pixelColor(at(plots, 10, 50)).name() == DEFAULT_THEME.plots.actual


def test_a_huge_drill_keeps_its_labels_apart(plots: DrillPlots) -> None:
    plots.set_range(0, 40 * 60 * MINUTE_MS)
    QApplication.processEvents()
    axis = [text for text in written(plots) if ":" in text.text]
    assert 4 <= len(axis) <= 10
    assert axis[-1].text.endswith(":00")
