"""Selecting a stretch of time over lanes and plots, picking what is there, choosing and folding groups of lanes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from player.engine import commands as do
from player.i18n import _
from player.model import events as ev
from player.model.rules import Certainty
from player.model.times import MINUTE_MS
from player.ui.instrument.lane_kinds import FOLDABLE, GROUPS, LaneKind
from player.ui.instrument.lanes import LanesView
from player.ui.instrument.page import InstrumentFace
from player.ui.theme import theme_in_use
from tests.helpers.desk import Desk
from tests.helpers.desk_findings import provoke
from tests.ui.lanes_looked import LEFT, NONE, RIGHT, SHIFT, box_of, drag, lane_of, pixels, share

FROM_MS, TO_MS = 2 * MINUTE_MS, 5 * MINUTE_MS


@pytest.fixture
def face(run: Desk) -> InstrumentFace:
    run.shell.resize(1366, 1060)
    run.press(Qt.Key.Key_F6)
    QApplication.processEvents()
    face = run.page.instrument
    assert face is not None
    return face


def review_of(run: Desk) -> InstrumentFace:
    run.end_ex(_("END"))
    run.window.actions_table["to_review"].do()
    if run.page.instrument is None:
        run.press(Qt.Key.Key_F6)
    QApplication.processEvents()
    face = run.page.instrument
    assert face is not None
    return face


def at(lanes: LanesView, ms: int, y: float = 60) -> QPoint:
    return QPoint(round(lanes.axis.x_of(ms)), round(y))


def near(one: tuple[int, int] | None, other: tuple[int, int]) -> bool:
    return one is not None and all(abs(a - b) <= 3_000 for a, b in zip(one, other, strict=True))


class TestSelecting:
    @pytest.mark.parametrize(("button", "modifiers"), [(LEFT, SHIFT), (RIGHT, NONE)])
    def test_a_drag_selects_here_and_in_the_plots_and_can_be_zoomed_to(
        self, face: InstrumentFace, button: Qt.MouseButton, modifiers: Qt.KeyboardModifier
    ) -> None:
        lanes, told = face.lanes, list[tuple[int, int]]()
        lanes.selected.connect(lambda *span: told.append(span))
        calm = pixels(lanes)
        before = face.plots.time_range_ms
        drag(lanes, at(lanes, TO_MS), at(lanes, FROM_MS), button, modifiers)
        assert near(lanes.selection_ms, (FROM_MS, TO_MS))
        assert told == [lanes.selection_ms]
        assert face.plots.time_range_ms == before
        assert face.plots.plots is not None
        band = face.plots.plots._scenery.selection
        assert band.isVisible()
        assert band.span_ms == lanes.selection_ms
        assert pixels(lanes) != calm
        assert lanes._zoom.isVisible()
        QTest.mouseClick(lanes._zoom, LEFT)
        assert near(face.plots.time_range_ms, (FROM_MS, TO_MS))
        assert lanes.selection_ms is None
        assert not band.isVisible()
        assert not lanes._zoom.isVisible()

    def test_a_drag_over_the_plots_selects_in_the_lanes(self, face: InstrumentFace) -> None:
        plots = face.plots.plots
        assert plots is not None
        lane = plots._tension

        def place(ms: int) -> QPoint:
            return QPoint(round(lane.pos().x() + lane.x_of(ms)), round(lane.pos().y() + 20))

        drag(plots._view.viewport(), place(FROM_MS), place(TO_MS), LEFT, SHIFT)
        assert near(face.lanes.selection_ms, (FROM_MS, TO_MS))
        QTest.mouseClick(plots._view.viewport(), RIGHT, NONE, place(FROM_MS))
        assert face.lanes.selection_ms is None

    def test_a_press_that_does_not_move_selects_nothing_and_clears(self, face: InstrumentFace) -> None:
        lanes = face.lanes
        lanes.select(FROM_MS, TO_MS)
        assert lanes.clear_selection()
        assert not lanes.clear_selection()
        lanes.select(FROM_MS, TO_MS)
        QTest.mouseClick(lanes, RIGHT, NONE, at(lanes, FROM_MS))
        assert lanes.selection_ms is None
        lanes.select(FROM_MS, TO_MS)
        QTest.mouseClick(lanes._clear, LEFT)
        assert lanes.selection_ms is None

    def test_its_length_stands_over_it_and_it_stays_where_it_is_when_the_view_moves(self, face: InstrumentFace) -> None:
        lanes = face.lanes
        lanes.select(FROM_MS, TO_MS)
        fill = theme_in_use().tones.accent.fill
        box = box_of(lanes, LaneKind.PHASES, FROM_MS, TO_MS)
        box.moveTop(0)
        assert share(pixels(lanes), box, fill) > 0.02
        face.zoom(0.5)
        assert lanes.selection_ms == (FROM_MS, TO_MS)


class TestPicking:
    def test_a_click_picks_the_event_and_in_the_review_goes_to_its_moment(self, run: Desk) -> None:
        run.pass_ms(MINUTE_MS)
        run.view.do(do.PlaceMarker("here"))
        seq = run.view.state.last_seq
        run.pass_ms(MINUTE_MS)
        face = review_of(run)
        lanes, picked = face.lanes, list[int]()
        lanes.picked.connect(picked.append)
        lanes.resize(980, lanes.sizeHint().height())
        mark = box_of(lanes, LaneKind.OBSERVERS, MINUTE_MS, MINUTE_MS + 1).center() + QPointF(3, 0)
        QTest.mouseClick(lanes, LEFT, NONE, mark.toPoint())
        assert picked == [seq]
        assert run.page.view.now_ms == MINUTE_MS
        unit = box_of(lanes, LaneKind.PHASES, 30_000, 31_000)
        QTest.mouseClick(lanes, LEFT, NONE, QPointF(unit.left(), unit.bottom() - 8).toPoint())
        begun = next(entry.seq for entry in run.page.view.entries if isinstance(entry.event.body, ev.PhaseStarted))
        assert picked == [seq, begun]
        drag(lanes, at(lanes, 20_000, unit.bottom() - 8), at(lanes, 90_000, unit.bottom() - 8))
        assert picked == [seq, begun]

    def test_a_live_drill_is_not_moved_by_a_click(self, run: Desk, face: InstrumentFace) -> None:
        provoke(run)
        picked = list[int]()
        face.lanes.picked.connect(picked.append)
        bar = face.lanes.places.findings[0]
        lane = lane_of(face.lanes, LaneKind.FINDINGS)
        spot = face.lanes.places.bar_box(lane, bar).translated(0, face.lanes.lane_box(lane).top() - lane.top).center()
        before_ms = run.view.now_ms
        QTest.mouseClick(face.lanes, LEFT, NONE, spot.toPoint())
        assert picked == [face.lanes.feed.findings[bar.place].finding.events[0]]
        assert run.view.now_ms == before_ms

    def test_the_mark_of_an_event_chosen_in_the_log_is_ringed_and_scrolled_into_sight(
        self, run: Desk, face: InstrumentFace
    ) -> None:
        run.pass_ms(MINUTE_MS)
        run.view.do(do.PlaceMarker("here"))
        seq = run.view.state.last_seq
        run.pass_ms(MINUTE_MS)
        lanes = face.lanes
        face._axis.setSizes([9_000, 1])
        QApplication.processEvents()
        lane = lane_of(lanes, LaneKind.OBSERVERS)
        assert lanes.lane_box(lane).bottom() > lanes.height()
        focus = theme_in_use().focus
        lanes.choose_event(seq)
        assert lanes.lane_box(lane).bottom() <= lanes.height()
        around = box_of(lanes, LaneKind.OBSERVERS, MINUTE_MS, MINUTE_MS).adjusted(-14, -1, 14, 1)
        assert share(pixels(lanes), around, focus) > 0.02
        lanes.choose_event(0)
        assert share(pixels(lanes), around, focus) == 0

    def test_an_answer_chosen_in_the_log_rings_what_it_answers(self, run: Desk, face: InstrumentFace) -> None:
        found, lanes = provoke(run), face.lanes
        assert run.view.do(do.AnswerFinding(found[0].key, ev.AnswerKind.ACCEPTED, "", "Danki"))
        lanes.choose("")
        calm = pixels(lanes)
        lanes.choose_event(run.view.state.last_seq)
        assert pixels(lanes) != calm
        lane = lanes.lane_box(lane_of(lanes, LaneKind.FINDINGS))
        assert share(pixels(lanes), lane, theme_in_use().focus) > share(calm, lane, theme_in_use().focus)


class TestGroups:
    def test_groups_are_left_out_and_folded_and_kept_with_the_drill(self, run: Desk, face: InstrumentFace) -> None:
        provoke(run)
        lanes = face.lanes
        high = lanes.sizeHint().height()
        lanes.set_folded(FOLDABLE)
        assert lanes.sizeHint().height() < high
        assert not lanes.places.units
        lanes.set_shown(set(GROUPS) - {LaneKind.INJECTS})
        assert LaneKind.INJECTS not in [lane.kind for lane in lanes.places.scrolled]
        again = LanesView(run.view)
        assert (again.shown, again.folded) == (lanes.shown, lanes.folded)
        again.deleteLater()
        lanes.set_shown(GROUPS)
        lanes.set_folded(())
        assert lanes.sizeHint().height() == high

    def test_in_little_room_what_lies_in_rows_is_folded_until_the_user_says(
        self, run: Desk, face: InstrumentFace
    ) -> None:
        provoke(run)
        lanes = face.lanes
        assert LaneKind.FINDINGS not in lanes.folded
        face._axis.setSizes([9_000, 1])
        QApplication.processEvents()
        assert LaneKind.FINDINGS in lanes.folded
        certain = [lanes.feed.findings[bar.place].finding.certainty for bar in lanes.places.findings]
        assert certain[-1] is Certainty.HIGH
        lanes.set_folded(())
        assert lanes.folded == set()

    def test_a_click_on_a_name_folds_its_group(self, run: Desk, face: InstrumentFace) -> None:
        lanes = face.lanes
        y = lanes.lane_box(lane_of(lanes, LaneKind.UNITS)).center().y()
        QTest.mouseClick(lanes, LEFT, NONE, QPoint(30, round(y)))
        assert LaneKind.UNITS in lanes.folded
        QTest.mouseClick(lanes, LEFT, NONE, QPoint(30, round(y)))
        assert len(lanes.places.units) == len(run.view.scenario.units)

    def test_the_menu_shows_and_hides_what_there_is(self, face: InstrumentFace) -> None:
        lanes = face.lanes
        QTest.mouseClick(lanes._button, LEFT)
        (menu,) = lanes.findChildren(QMenu)
        entries = {entry.text(): entry for entry in menu.actions()}
        findings, orders = entries[_("Findings")], entries[_("Orders")]
        assert (findings.isEnabled(), orders.isEnabled()) == (True, False)
        QTest.mouseClick(menu, LEFT, NONE, menu.actionGeometry(findings).center())
        assert menu.isVisible()
        assert LaneKind.FINDINGS not in lanes.shown
        entries[_("Show all")].trigger()
        assert lanes.shown == set(GROUPS)
        entries[_("Fold all")].trigger()
        assert lanes.folded == FOLDABLE
        menu.close()
