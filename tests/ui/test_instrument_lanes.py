"""The lanes under the plots: where they lie, what their pixels say, and what hands do to them."""

from __future__ import annotations

import time
from collections.abc import Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from player.engine import commands as do
from player.i18n import _, use_language
from player.model import events as ev
from player.model.doctrine import RecordKind
from player.model.rules import Certainty
from player.model.scenario import LoadedScenario
from player.model.times import MINUTE_MS, SECOND_MS
from player.review.lane_marks import ExpectedFate, ExpectedSpan, ObservedKind, ObservedMark, RecordMark
from player.review.lane_spans import InjectFate, InjectMark, OrderMark, UnitSpan
from player.ui.instrument.lane_brush import TINT
from player.ui.instrument.lane_kinds import LaneKind
from player.ui.instrument.lane_places import LEAST_NAMES_PX, names_px
from player.ui.instrument.lanes import LanesView
from player.ui.instrument.page import InstrumentFace
from player.ui.theme import DEFAULT_THEME, THEMES, Theme, apply, text_font, theme_in_use
from player.ui.widgets.painted import text_width
from tests.helpers.desk import Desk, dress
from tests.helpers.desk_findings import provoke
from tests.ui.contrast import TEXT_CONTRAST, contrast_ratio
from tests.ui.lanes_looked import LEFT, MIDDLE, NONE, SHIFT, box_of, drag, lane_of, pixels, share, told, turn, unlike


@pytest.fixture(autouse=True)
def _own_theme(qapp: QApplication) -> Iterator[None]:
    yield
    if theme_in_use() is not DEFAULT_THEME:
        dress(qapp)


@pytest.fixture
def face(run: Desk) -> InstrumentFace:
    run.shell.resize(1366, 1060)
    run.press(Qt.Key.Key_F6)
    QApplication.processEvents()
    face = run.page.instrument
    assert face is not None
    return face


class TestWhereTheyLie:
    @pytest.mark.parametrize("scale", [1.0, 1.3])
    @pytest.mark.parametrize("width", [1024, 1366, 1920])
    def test_a_moment_lies_under_itself_in_the_plots(
        self, run: Desk, qapp: QApplication, width: int, scale: float
    ) -> None:
        apply(qapp, THEMES["kendali"], scale=scale)
        run.shell.resize(width, 900)
        run.press(Qt.Key.Key_F6)
        QApplication.processEvents()
        face = run.page.instrument
        assert face is not None
        assert face.plots.plots is not None
        for _turn in range(2):
            lane, lanes = face.plots.plots._tension, face.lanes
            corner = face.plots.mapTo(face, QPoint(0, 0)).x() - lanes.mapTo(face, QPoint(0, 0)).x()
            for ms in (0, 60_000, 433_000, 900_000):
                if lane.start_ms <= ms <= lane.end_ms:
                    assert abs(corner + lane.pos().x() + lane.x_of(ms) - lanes.axis.x_of(ms)) < 0.51
            face.zoom(0.5)
        apply(qapp, DEFAULT_THEME, scale=1.0)

    def test_the_lanes_of_the_drill_are_there_and_one_for_each_unit(self, run: Desk, face: InstrumentFace) -> None:
        places = face.lanes.places
        assert [lane.kind for lane in places.pinned] == [LaneKind.PHASES]
        assert [lane.kind for lane in places.scrolled if not lane.unit] == [
            LaneKind.INJECTS,
            LaneKind.EXPECTED,
            LaneKind.FINDINGS,
            LaneKind.UNITS,
        ]
        assert [lane.unit for lane in places.units] == list(run.view.scenario.units)
        boxes = [face.lanes.lane_box(lane) for lane in (*places.pinned, *places.scrolled)]
        assert all(one.bottom() <= other.top() + 0.01 for one, other in pairwise(boxes))

    def test_overrides_get_a_lane_with_the_first_of_them(self, run: Desk, face: InstrumentFace) -> None:
        run.view.do(do.Override(ev.Quantity.TENSION, ev.OverrideMode.SET, 400_000, "Danki", "why"))
        assert LaneKind.OVERRIDES in [lane.kind for lane in face.lanes.places.scrolled]

    def test_findings_of_one_time_lie_under_one_another(self, run: Desk, face: InstrumentFace) -> None:
        low = lane_of(face.lanes, LaneKind.FINDINGS).height
        provoke(run)
        bars = face.lanes.places.findings
        assert len(bars) == 3
        assert len({bar.row for bar in bars}) == 3
        assert lane_of(face.lanes, LaneKind.FINDINGS).height > low

    def test_many_units_scroll_and_those_of_the_drill_stay(self, desk: Desk, okut: LoadedScenario) -> None:
        desk.run(okut)
        desk.press(Qt.Key.Key_F6)
        QApplication.processEvents()
        assert desk.page.instrument is not None
        lanes = desk.page.instrument.lanes
        unit, phases = lanes.places.units[0], lanes.places.pinned[0]
        before = lanes.lane_box(unit).top(), lanes.lane_box(phases).top()
        turn(lanes, QPointF(400, lanes.height() - 10), -240)
        assert lanes.scrolled_px > 0
        assert lanes.lane_box(unit).top() == before[0] - lanes.scrolled_px
        assert lanes.lane_box(phases).top() == before[1]
        before_px = lanes.scrolled_px
        desk.press(Qt.Key.Key_PageDown, SHIFT)
        assert lanes.scrolled_px > before_px
        for _turn in range(9):
            desk.press(Qt.Key.Key_PageUp, SHIFT)
        assert lanes.scrolled_px == 0
        lanes.scroll_to(10**6)
        assert lanes.lane_box(lanes.places.units[-1]).bottom() <= lanes.height()


class TestWhatTheyShow:
    def test_what_stands_above_the_ceiling_is_hatched_and_nothing_else(self, run: Desk, face: InstrumentFace) -> None:
        provoke(run)
        lanes, image, excess = face.lanes, pixels(face.lanes), theme_in_use().plots.excess
        above = box_of(lanes, LaneKind.UNIT, 62 * SECOND_MS, 148 * SECOND_MS, "dalmas")
        free = box_of(lanes, LaneKind.UNIT, 0, 58 * SECOND_MS, "dalmas")
        assert share(image, above, excess) > 0.05
        assert share(image, free, excess) == 0
        assert "2 tahap di atas batas" in told(lanes, above.center())

    def test_each_theme_paints_them(self, run: Desk, face: InstrumentFace, qapp: QApplication) -> None:
        provoke(run)
        seen = set()
        for theme in THEMES.values():
            apply(qapp, theme)
            image = pixels(face.lanes)
            assert image.pixelColor(3, 45).name() == theme.surfaces.panel
            seen.add(image.pixelColor(3, 45).name())
        assert len(seen) == len(THEMES)

    def test_a_phase_past_its_time_is_hatched_from_there_on(self, run: Desk, face: InstrumentFace) -> None:
        run.pass_ms(13 * MINUTE_MS)
        soft = theme_in_use().tones.warn.soft
        late = box_of(face.lanes, LaneKind.PHASES, 10 * MINUTE_MS + 5_000, 12 * MINUTE_MS)
        late.setTop(late.bottom() - 20)
        early = box_of(face.lanes, LaneKind.PHASES, 5 * MINUTE_MS, 9 * MINUTE_MS)
        early.setTop(early.bottom() - 20)
        image = pixels(face.lanes)
        assert share(image, late, soft) > 0.1
        assert share(image, early, soft) == 0
        assert "03:00" in told(face.lanes, late.center())

    def test_what_is_planned_after_the_present_phase_is_shown_ahead(self, run: Desk, face: InstrumentFace) -> None:
        run.pass_ms(60_000)
        ahead = box_of(face.lanes, LaneKind.PHASES, 10 * MINUTE_MS, 14 * MINUTE_MS)
        ahead.setTop(ahead.bottom() - 20)
        assert unlike(pixels(face.lanes), ahead, theme_in_use().surfaces.panel) > 0.02

    def test_an_answered_finding_is_hollow(self, run: Desk, face: InstrumentFace) -> None:
        found = provoke(run)
        sure = next(one for one in found if one.certainty is Certainty.HIGH)
        fill = theme_in_use().tones.warn.fill
        lane = box_of(face.lanes, LaneKind.FINDINGS, sure.from_ms, sure.to_ms)
        assert share(pixels(face.lanes), lane, fill) > 0.1
        assert run.view.do(do.AnswerFinding(sure.key, ev.AnswerKind.ACCEPTED, "", "Danki"))
        assert share(pixels(face.lanes), lane, fill) == 0

    def test_what_is_held_reaches_to_the_present_and_says_who_and_why(self, run: Desk, face: InstrumentFace) -> None:
        run.pass_ms(60_000)
        run.view.do(do.Override(ev.Quantity.TENSION, ev.OverrideMode.HOLD, 700_000, "AKBP Sari", "seen otherwise"))
        run.pass_ms(120_000)
        lanes = face.lanes
        lanes.scroll_to(10**6)
        held = box_of(lanes, LaneKind.OVERRIDES, 62_000, 178_000)
        said = told(lanes, held.center())
        for words in ("70", "AKBP Sari", "seen otherwise"):
            assert words in said
        assert unlike(pixels(lanes), held, theme_in_use().surfaces.panel) > 0.5

    def test_injects_say_what_became_of_them(self, run: Desk, face: InstrumentFace) -> None:
        use_language("en")
        run.pass_ms(MINUTE_MS)
        lanes = face.lanes
        y = box_of(lanes, LaneKind.INJECTS, 0, 1).center().y()
        assert "delivered" in told(lanes, QPointF(lanes.axis.x_of(MINUTE_MS), y))
        run.pass_ms(2 * MINUTE_MS)
        assert "due since" in told(lanes, QPointF(lanes.axis.x_of(2 * MINUTE_MS), y))
        run.go()
        assert "late" in told(lanes, QPointF(lanes.axis.x_of(3 * MINUTE_MS), y))
        assert told(lanes, QPointF(lanes.axis.x_of(90_000), y)) == ""

    def test_an_order_is_marked_and_told(self, run: Desk, face: InstrumentFace) -> None:
        run.pass_ms(30_000)
        run.view.do(do.GiveOrder("dalmas", "hard_arrest", "Danki", "Budi", "radio"))
        place = box_of(face.lanes, LaneKind.UNIT, 30_000, 30_001, "dalmas")
        assert "Danki Budi" in told(face.lanes, place.center())
        around = place.adjusted(-1, 0, 10, 0)
        assert unlike(pixels(face.lanes), around, theme_in_use().surfaces.panel) > 0

    def test_names_that_were_cut_are_told_in_full(self, run: Desk, face: InstrumentFace) -> None:
        for lane in face.lanes.places.units:
            y = face.lanes.lane_box(lane).center().y()
            assert told(face.lanes, QPointF(20, y)) == str(run.view.scenario.units[lane.unit].title)


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
def test_words_can_be_read_on_the_tint_of_every_stage(theme: Theme) -> None:
    panel = theme.surfaces.panel
    for solid in (*theme.plots.stages[1:], theme.plots.marker):
        parts = ((int(solid[at : at + 2], 16), int(panel[at : at + 2], 16)) for at in (1, 3, 5))
        ground = "#" + "".join(f"{round(TINT * one + (1 - TINT) * other):02x}" for one, other in parts)
        assert contrast_ratio(theme.ink, ground) >= TEXT_CONTRAST


def test_names_get_more_room_where_there_is_more(desk: Desk, okut: LoadedScenario) -> None:
    rooms = [names_px(okut.scenario, width) for width in (700, 980, 1400, 9_000)]
    assert rooms[0] == LEAST_NAMES_PX
    assert sorted(rooms) == rooms
    assert rooms[-1] > rooms[1]
    longest = max(text_width(text_font("small"), str(unit.title)) for unit in okut.scenario.units.values())
    assert longest < rooms[-1] < longest + 80


class TestHands:
    def test_the_wheel_zooms_around_the_pointer(self, run: Desk, face: InstrumentFace) -> None:
        lanes = face.lanes
        at_ms = 300_000
        turn(lanes, QPointF(lanes.axis.x_of(at_ms), 10), 360)
        start_ms, end_ms = face.plots.time_range_ms
        assert end_ms - start_ms < face.plots.whole_range_ms[1]
        assert abs(lanes.axis.ms_at(lanes.axis.x_of(at_ms)) - at_ms) < 2_000
        turn(lanes, QPointF(lanes.axis.x_of(at_ms), 10), 0, across=120)
        assert face.plots.time_range_ms[0] < start_ms
        QTest.mouseDClick(lanes, LEFT, NONE, QPoint(400, 10))
        assert face.plots.time_range_ms == face.plots.whole_range_ms

    @pytest.mark.parametrize(("button", "modifiers"), [(LEFT, NONE), (MIDDLE, NONE)])
    def test_a_drag_moves_the_view(
        self, face: InstrumentFace, button: Qt.MouseButton, modifiers: Qt.KeyboardModifier
    ) -> None:
        face.zoom(0.3)
        face.plots.look_at(200_000, 500_000)
        lanes = face.lanes
        drag(lanes, QPoint(700, 12), QPoint(500, 12), button, modifiers)
        start_ms, end_ms = face.plots.time_range_ms
        assert end_ms - start_ms == 300_000
        assert abs(start_ms - 200_000 - 200 * 300_000 / lanes.axis.width_px) < 1_000

    def test_a_click_on_a_finding_chooses_it(self, run: Desk, face: InstrumentFace) -> None:
        found = provoke(run)
        lane = lane_of(face.lanes, LaneKind.FINDINGS)
        box = face.lanes.lane_box(lane)
        bar = face.lanes.places.findings[-1]
        spot = face.lanes.places.bar_box(lane, bar).center() + QPointF(0, box.top() - lane.top)
        QTest.mouseClick(face.lanes, LEFT, NONE, spot.toPoint())
        chosen = face.column.findings.chosen
        assert chosen is not None
        assert chosen == found[bar.place]

    def test_in_review_a_drag_moves_the_moment_and_with_the_middle_button_the_view(self, run: Desk) -> None:
        run.pass_ms(5 * MINUTE_MS)
        run.end_ex(_("END"))
        run.window.actions_table["to_review"].do()
        run.press(Qt.Key.Key_F6)
        QApplication.processEvents()
        face = run.page.instrument
        assert face is not None
        lanes, y = face.lanes, face.lanes.height() - 5
        drag(lanes, QPoint(round(lanes.axis.x_of(60_000)), y), QPoint(round(lanes.axis.x_of(180_000)), y))
        assert abs(run.page.view.now_ms - 180_000) < 2_000
        face.zoom(0.5)
        moment_ms, range_ms = run.page.view.now_ms, face.plots.time_range_ms
        drag(lanes, QPoint(500, y), QPoint(450, y), MIDDLE)
        assert run.page.view.now_ms == moment_ms
        assert face.plots.time_range_ms != range_ms

    def test_pointing_paints_the_crosshair_and_leaving_takes_it_away(self, face: InstrumentFace) -> None:
        lanes = face.lanes
        calm = pixels(lanes)
        lanes._point(QPointF(lanes.axis.x_of(100_000), 30))
        assert pixels(lanes) != calm
        QCoreApplication.sendEvent(lanes, QEvent(QEvent.Type.Leave))
        assert pixels(lanes) == calm


DAY_MS = 86_400_000


def fill(lanes: LanesView, count: int) -> None:
    """As many things as a day of drill may hold, in every lane."""
    fold = lanes.feed.lanes
    units = list(fold.units)
    each = count // (2 * len(units) + 4)
    for unit in units:
        for n in range(each):
            at_ms = n * DAY_MS // each
            span = UnitSpan(at_ms, at_ms + DAY_MS // each, n % 7, 10, ("presence",), overridden=False)
            fold.units[unit].add(span, span.stage)
            fold.orders[unit].add(OrderMark(at_ms, n, "presence", "Danki", ""))
    fold._entries.observed["Rini"] = fold.every_observation
    for n in range(each):
        fate = InjectFate(n % 4)
        at_ms = n * DAY_MS // each
        fold.injects.add(InjectMark(at_ms, n, "arrival", fate), fate)
        expected = ExpectedSpan(at_ms, at_ms + 60_000, at_ms + 50_000, "warn", ExpectedFate(n % 5), n)
        fold.expected.add(expected, expected.fate)
        fold.every_observation.add(ObservedMark(at_ms, n, ObservedKind.NOTE, "Rini", "a note"))
        fold.records.add(RecordMark(at_ms, n, RecordKind.CASUALTY, n, {}))


@pytest.mark.parametrize("zoom", [(0, DAY_MS), (DAY_MS // 3, DAY_MS // 3 + 3_600_000), (0, 60_000)])
def test_a_hundred_thousand_events_do_not_stall_it(
    face: InstrumentFace, monkeypatch: pytest.MonkeyPatch, zoom: tuple[int, int]
) -> None:
    lanes = face.lanes
    fill(lanes, 100_000)
    lanes.set_folded(())
    monkeypatch.setattr(type(lanes.feed), "end_ms", property(lambda _feed: DAY_MS))
    lanes.set_range(*zoom, (0, DAY_MS))
    lanes.resize(980, 400)
    lanes._paint_anew()
    lanes.grab()
    lanes._paint_anew()
    began = time.process_time()
    lanes.grab()
    anew_s = time.process_time() - began
    began = time.process_time()
    for x in range(10):
        lanes._point(QPointF(300 + x, 200))
        lanes.grab()
    pointing_s = (time.process_time() - began) / 10
    assert anew_s < 0.5, "of one painting of everything there is"
    assert pointing_s < 0.06, "of following the pointer"
