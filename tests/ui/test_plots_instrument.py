"""What the instrument adds to the plots: the moved plan, findings, overrides, what moved the tension, who acts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

import pytest
from PySide6.QtCore import QPoint, QPointF, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from player.i18n import use_language
from player.model.times import MINUTE_MS
from player.ui.plots.drill_plots import DrillPlots
from player.ui.theme import DEFAULT_THEME, TEXT_SCALES, THEMES, apply
from tests.helpers.background import HeldBackground
from tests.ui.plot_gallery import AVAILABLE, FINDINGS, OVERRIDES, dress_up, fill, moved_plan
from tests.ui.plot_hands import at, move_to, on_force, picture, said, texts, viewport, written

NOW_MS = round(37.3 * MINUTE_MS)


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
    fill(widget, NOW_MS)
    QApplication.processEvents()
    return widget


def in_lane(plots: DrillPlots, minutes: float, row: int = 0, *, aside_px: float = 6) -> QPoint:
    """A pixel of the lane of findings, a little right of a moment."""
    lane = plots._scenery.findings
    x = lane.pos().x() + lane.x_of(minutes * MINUTE_MS) + aside_px
    return QPointF(x, lane.pos().y() + 6 + 20 * row).toPoint()


# The moved plan


def test_the_moved_plan_is_dotted_beside_the_plan_as_written(plots: DrillPlots) -> None:
    before = picture(plots)
    plots.set_realigned(moved_plan())
    after = picture(plots)
    moved = plots._state.realigned.read(30 * MINUTE_MS).tension
    assert moved is not None
    lane = plots._tension
    row = round(lane.pos().y() + lane.y_of(plots._state.realigned.read(42 * MINUTE_MS).tension or 0.0))
    left, right = (at(plots, minute).x() for minute in (41.0, 43.0))
    changed = [
        x for x in range(left, right)
        if any(before.pixelColor(x, y) != after.pixelColor(x, y) for y in range(row - 12, row + 13))
    ]  # fmt: skip
    assert 4 < len(changed) < right - left  # dots with gaps, not a line


def test_between_two_pieces_nothing_is_planned(plots: DrillPlots) -> None:
    (piece,) = moved_plan()
    first = {name: values[:300] for name, values in piece.items()}
    rest = {name: values[600:] for name, values in piece.items()}
    plots.set_realigned([first, rest])
    start_ms = int(piece["t_ms"][0])
    realigned = plots._state.realigned
    assert realigned.read(start_ms + 100_000).tension is not None
    assert realigned.read(start_ms + 400_000).tension is None
    assert realigned.read(start_ms + 700_000).tension is not None
    picture(plots)


def test_the_legend_names_the_moved_plan_only_where_there_is_one(plots: DrillPlots) -> None:
    assert "planned, moved" not in texts(plots)
    plots.set_realigned(moved_plan())
    assert {"actual", "planned", "planned, moved"} <= set(texts(plots))
    plots.resize(500, 430)
    QApplication.processEvents()
    narrow = set(texts(plots))
    assert "actual" not in narrow
    assert {"planned", "planned, moved"} <= narrow
    plots.set_realigned([])
    assert "planned, moved" not in texts(plots)


def test_the_card_says_both_plans(plots: DrillPlots) -> None:
    plots.set_realigned(moved_plan())
    move_to(plots, at(plots, 42))
    state = plots._state
    written, moved = (one.read(42 * MINUTE_MS).tension for one in (state.plan, state.realigned))
    assert said(plots) == [("Planned", f"{written:.0f} · moved {moved:.0f}")]


# Findings


def test_the_lane_of_findings_is_there_only_when_there_are_any(plots: DrillPlots) -> None:
    height = plots._tension.height_px
    assert not plots._scenery.findings.isVisible()
    plots.set_findings(FINDINGS)
    assert plots._scenery.findings.isVisible()
    assert plots._tension.height_px < height
    plots.set_findings([])
    assert plots._tension.height_px == height
    plots.set_finding_lane(False)
    plots.set_findings(FINDINGS)
    assert plots._tension.height_px == height
    assert "R2" not in texts(plots)


def test_findings_are_named_by_their_rule(plots: DrillPlots) -> None:
    plots.set_findings(FINDINGS)
    assert {"R8", "R1 +1", "R2", "R12"} <= set(texts(plots))
    plots.resize(900, 700)  # two rows
    QApplication.processEvents()
    assert {"R8", "R1", "R4", "R2", "R12"} <= set(texts(plots))


@pytest.mark.parametrize("theme", THEMES)
def test_certainty_and_answer_change_the_shape_and_not_the_colour_alone(
    qapp: QApplication, plots: DrillPlots, theme: str
) -> None:
    apply(qapp, THEMES[theme])
    ground = THEMES[theme].surfaces.panel
    high = FINDINGS[3]
    shapes = []
    for mark in (high, replace(high, certainty=FINDINGS[0].certainty), replace(high, is_open=False)):
        plots.set_findings([mark])
        image = picture(plots)
        left = in_lane(plots, 28.5, aside_px=0)
        box = [(x, y) for x in range(left.x() - 2, left.x() + 44) for y in range(left.y() - 6, left.y() + 16)]
        shapes.append({(x, y) for x, y in box if image.pixelColor(x, y).name() != ground})
    assert len({frozenset(shape) for shape in shapes}) == 3
    solid, outlined, hollow = (len(shape) for shape in shapes)
    assert solid > outlined
    assert solid > hollow


def test_a_finding_is_told_of_under_the_pointer(plots: DrillPlots) -> None:
    plots.set_findings(FINDINGS)
    move_to(plots, in_lane(plots, 28.5))
    assert said(plots) == [("R2", FINDINGS[3].text), ("", "high certainty · not answered")]
    assert "28:30–30:00" in texts(plots)
    move_to(plots, in_lane(plots, 19))  # its tail
    assert [name for name, _text in said(plots)] == ["R8", ""]
    move_to(plots, in_lane(plots, 3))
    assert said(plots)[0][0] == "Tension"


def test_a_click_picks_a_finding_and_another_click_the_next_in_the_same_place(plots: DrillPlots) -> None:
    heard: list[str] = []
    plots.finding_picked.connect(heard.append)
    plots.set_findings(FINDINGS)
    for minutes in (28.5, 23.4, 23.4, 23.4):
        QTest.mouseClick(viewport(plots), Qt.MouseButton.LeftButton, pos=in_lane(plots, minutes))
    assert heard == ["R2.4.0", "R1.1.0", "R4.2.0", "R1.1.0"]


def test_a_click_on_a_finding_moves_no_moment(plots: DrillPlots) -> None:
    plots.set_scrubbing(True)
    plots.set_findings(FINDINGS)
    scrubbed: list[int] = []
    plots.scrubbed.connect(scrubbed.append)
    QTest.mouseClick(viewport(plots), Qt.MouseButton.LeftButton, pos=in_lane(plots, 28.5))
    assert scrubbed == []
    QTest.mouseClick(viewport(plots), Qt.MouseButton.LeftButton, pos=in_lane(plots, 3))
    assert len(scrubbed) == 1


def test_a_finding_that_lasts_longer_is_drawn_longer(plots: DrillPlots) -> None:
    mark = FINDINGS[2]
    plots.set_findings([mark])
    before = picture(plots)
    plots.set_findings([replace(mark, to_ms=mark.to_ms + 3 * MINUTE_MS)])
    assert picture(plots) != before


# What moved it, and who acts


def test_the_card_tells_what_moved_the_tension(plots: DrillPlots) -> None:
    asked: list[int] = []

    def explain(ms: int) -> list[str]:
        asked.append(ms)
        return ["+8 orator", "−3 dialogue"]

    plots.set_readers(explain, None)
    move_to(plots, at(plots, 20))
    assert ("Last minute", "+8 orator, −3 dialogue") in said(plots)
    assert asked == [pytest.approx(20 * MINUTE_MS, abs=6_000)]
    move_to(plots, at(plots, 20) + QPoint(0, 3))
    assert len(asked) == 1  # the same moment is not worked out anew
    move_to(plots, at(plots, 42))
    assert len(asked) == 1  # nothing has moved what is to come


def test_a_press_in_a_drill_under_way_tells_it_too(plots: DrillPlots) -> None:
    plots.set_readers(lambda _ms: ["+8 orator"], None)
    QTest.mousePress(viewport(plots), Qt.MouseButton.LeftButton, pos=at(plots, 20))
    assert ("Last minute", "+8 orator") in said(plots)
    assert plots._crosshair.card.isVisible()
    QTest.mouseRelease(viewport(plots), Qt.MouseButton.LeftButton, pos=at(plots, 20))


def test_a_long_line_goes_on_below(plots: DrillPlots) -> None:
    plots.set_readers(lambda _ms: [f"+{n} something that moved it" for n in range(1, 5)], None)
    move_to(plots, at(plots, 20))
    first = next(text for text in texts(plots) if text.startswith("+1 something"))
    assert "+4" not in first
    assert any("+3" in text and text != first for text in texts(plots))


def test_the_card_of_the_force_lists_the_units_in_action(plots: DrillPlots) -> None:
    plots.set_readers(None, lambda _ms: [f"stage {n} · 9 persons · unit" for n in range(12)])
    move_to(plots, on_force(plots, 20))
    lines = said(plots)
    assert ("Units", "stage 0 · 9 persons · unit") in lines
    assert lines[-1][1].endswith("more units")
    move_to(plots, at(plots, 20))
    assert "Units" not in [name for name, _text in said(plots)]
    move_to(plots, on_force(plots, 42))
    assert "Units" not in [name for name, _text in said(plots)]  # nobody knows yet


# Personnel


def test_personnel_is_shown_under_a_line_at_what_there_is(plots: DrillPlots) -> None:
    lane = plots._scenery.personnel
    before = lane.top
    plots.set_available(AVAILABLE)
    assert lane.top > before
    assert {"112 of 362 persons", "112 / 362", "362"} <= set(texts(plots))
    image = picture(plots)
    y = round(lane.pos().y() + round(lane.y_of(AVAILABLE)))
    row = {image.pixelColor(at(plots, minutes).x(), y).name() for minutes in (1, 9, 20, 36)}
    assert row == {DEFAULT_THEME.ink}


# All together


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("size", [(579, 322), (320, 280), (900, 700)])
def test_everything_at_once_is_painted_in_every_theme_and_language(
    qapp: QApplication, plots: DrillPlots, theme: str, size: tuple[int, int]
) -> None:
    apply(qapp, THEMES[theme])
    plots.resize(QSize(*size))
    dress_up(plots)
    picture(plots)
    use_language("id")
    plots.retranslate()
    move_to(plots, at(plots, 33))
    picture(plots)
    assert "indeks latihan, bukan prediksi" in texts(plots)


@pytest.mark.parametrize("scale", [min(TEXT_SCALES.values()), max(TEXT_SCALES.values())])
@pytest.mark.parametrize("size", [(579, 322), (420, 300), (900, 700)])
@pytest.mark.parametrize("minutes", [24.0, 37.3, 44.9])
def test_no_two_texts_overlap_with_everything_at_once(
    qapp: QApplication, plots: DrillPlots, size: tuple[int, int], scale: float, minutes: float
) -> None:
    apply(qapp, DEFAULT_THEME, scale=scale)
    plots.resize(QSize(*size).expandedTo(plots.minimumSizeHint()))
    dress_up(plots)
    fill(plots, round(minutes * MINUTE_MS))
    QApplication.processEvents()
    for one, other in combinations(written(plots), 2):
        both = one.box.intersected(other.box)
        assert both.width() < 1 or both.height() < 1, f"{one.text!r} lies on {other.text!r}"


def test_what_was_said_before_the_plots_came_is_said_again(qtbot: QtBot) -> None:
    from player.ui.plots.host import PlotHost

    use_language("en")
    background = HeldBackground()
    host = PlotHost(background)
    qtbot.addWidget(host)
    host.resize(640, 430)
    host.set_realigned(iter(moved_plan()))
    host.set_findings(iter(FINDINGS))
    host.set_overrides(iter(OVERRIDES))
    host.set_available(AVAILABLE)
    host.set_readers(lambda _ms: ["+1 a"], None)
    host.set_readers(lambda _ms: ["+8 b"], None)
    host.set_finding_lane(True)
    heard: list[str] = []
    host.finding_picked.connect(heard.append)
    host.start()
    background.finish()
    assert host.plots is not None
    state = host.plots._state
    assert (len(state.realigned.pieces), len(state.findings), len(state.overrides)) == (1, 5, 4)
    assert state.available == AVAILABLE
    host.plots.finding_picked.emit("R2")
    assert heard == ["R2"]


@pytest.mark.parametrize(
    ("course_by_minute", "corner"),
    [
        ({0: 30, 9: 30}, "upper left"),
        ({0: 85, 9: 85}, "lower left"),
        ({0: 85, 5: 85, 6: 2, 16: 2}, "upper right"),
        ({0: 85, 5: 85, 6: 2, 40: 2, 41: 85, 45: 85}, "upper left"),  # the curve comes to every corner
    ],
)
def test_the_words_that_it_predicts_nothing_stand_where_the_curve_is_not(
    plots: DrillPlots, course_by_minute: dict[int, int], corner: str
) -> None:
    times_ms = [minute * MINUTE_MS for minute in course_by_minute]
    plots.set_course({"t_ms": times_ms, "tension": list(course_by_minute.values())})
    box = next(text.box for text in written(plots) if text.text == "training index, not a prediction")
    lane = plots._tension
    middle = lane.mapRectToScene(lane.rect()).center()
    upper, left = box.center().y() < middle.y(), box.center().x() < middle.x()
    assert f"{'upper' if upper else 'lower'} {'left' if left else 'right'}" == corner


def test_the_words_make_way_as_the_curve_grows(plots: DrillPlots) -> None:
    plots.set_course({"t_ms": [0], "tension": [85]})
    plots.append_rows({"t_ms": [0, 1000], "tension": [85, 85]})
    QApplication.processEvents()
    screen = plots.screen().grabWindow(plots.winId()).toImage()
    viewport(plots).update()
    QApplication.processEvents()
    assert screen == plots.screen().grabWindow(plots.winId()).toImage()
