"""The instrument at full size, driven by keys: opened, left and kept, with every key of Run at work on it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QSplitter, QWidget

from player.cli import shot
from player.i18n import _
from player.model import events as ev
from player.ui.instrument.page import InstrumentFace
from player.ui.instrument.panels import PANELS, PanelTab
from player.ui.review_view import ReviewView
from player.ui.run.entry_line import EntryLine
from player.ui.theme import DEFAULT_THEME, theme_in_use
from tests.helpers.desk import CTRL, Desk, dress
from tests.helpers.desk_findings import provoke
from tests.helpers.desk_script import short_script
from tests.ui.test_panels_plain_text import NASTY, WORDS, assert_plain
from tests.ui.test_window_rebuild import CHANGES, Change

F6, ESC = Qt.Key.Key_F6, Qt.Key.Key_Escape


@pytest.fixture(autouse=True)
def _own_theme(qapp: QApplication) -> Iterator[None]:
    yield
    if theme_in_use() is not DEFAULT_THEME:
        dress(qapp)


def open_it(desk: Desk) -> InstrumentFace:
    if not desk.page.shows_instrument:  # as a saved session does when it is opened
        desk.press(F6)
    QApplication.processEvents()
    return face_of(desk)


def face_of(desk: Desk) -> InstrumentFace:
    face = desk.page.instrument
    assert face is not None
    assert face.isVisible()
    return face


def review(desk: Desk) -> ReviewView:
    desk.end_ex(_("END"))
    desk.window.actions_table["to_review"].do()
    QApplication.processEvents()
    view = desk.window.review_view
    assert view is not None
    return view


class TestOpeningAndLeaving:
    @pytest.mark.parametrize("key", [F6, ESC])
    def test_in_run(self, run: Desk, key: Qt.Key) -> None:
        face = open_it(run)
        assert run.page.band.isVisible()
        assert not run.page.injects.isVisible()
        run.press(key)
        assert not face.isVisible()
        assert run.page.injects.isVisible()

    def test_in_review(self, run: Desk) -> None:
        run.pass_ms(90_000)
        review(run)
        face = face_of(run)
        assert face.isVisible(), "the review begins with it"
        scrubber = run.page.scrubber  # type: ignore[attr-defined]  # a Review page
        assert scrubber.isVisible()
        assert scrubber.mapTo(run.page, QPoint(0, 0)).y() < face.mapTo(run.page, QPoint(0, 0)).y()
        for key in (F6, ESC, F6, F6):
            run.press(key)
            assert face.isVisible() is (key == ESC or run.page.shows_instrument)
            assert run.page.injects.isVisible() is not face.isVisible()

    def test_elsewhere_there_is_none(self, desk: Desk) -> None:
        desk.press(F6)
        assert desk.window.page is None

    def test_esc_first_leaves_what_is_armed(self, run: Desk) -> None:
        face = open_it(run)
        run.press(Qt.Key.Key_Return, CTRL)
        assert run.window.arming.is_armed
        run.press(ESC)
        assert face.isVisible()
        assert not run.window.arming.is_armed
        run.press(ESC)
        assert not face.isVisible()

    def test_the_number_of_findings_leads_to_them(self, run: Desk) -> None:
        provoke(run)
        run.page.band.findings.click()
        face = face_of(run)
        face.column.show_panel("measures")
        run.page.band.findings.click()
        assert face.column.name == "findings"

    def test_it_is_in_the_menu_and_among_the_keys(self, run: Desk) -> None:
        listed = {action.id: action for action in run.window.actions_table.of_mode(run.window.mode)}
        assert listed["instrument"].in_menu
        assert [stroke.text for stroke in listed["instrument"].strokes] == ["F6"]


class TestTheKeysOfRun:
    def test_a_drill_is_run_on_it(self, run: Desk) -> None:
        open_it(run)
        run.pass_ms(121_000)
        run.go()
        run.press(run.unit_key("line"))
        run.press(Qt.Key.Key_M)
        run.press(Qt.Key.Key_Plus)
        run.press(Qt.Key.Key_F9)
        run.press(Qt.Key.Key_F9)
        run.next_phase()
        kinds = [type(body) for body in run.bodies()]
        for kind in (
            ev.InjectFired, ev.ActionStarted, ev.MarkerPlaced, ev.PhaseAdjusted, ev.ExerciseHeld, ev.ExerciseResumed,
        ):  # fmt: skip
            assert kind in kinds, kind
        assert kinds.count(ev.PhaseStarted) == 2
        assert face_of(run).isVisible()

    def test_the_strip_says_what_is_now_and_what_is_next(self, run: Desk) -> None:
        strip = open_it(run).strip
        run.pass_ms(61_000)
        assert strip.now.title.text() == "Gathering"
        assert strip.clock.text == "08:59"
        standby = run.view.standby
        assert standby is not None
        assert strip.next.title.text() == str(standby.title)
        run.press(Qt.Key.Key_Down)
        assert run.view.standby is not standby
        assert strip.next.title.text() == str(run.view.standby.title)  # type: ignore[union-attr]
        run.pass_ms(600_000)
        assert strip.clock.state == "overtime"

    def test_a_note_is_written_over_the_lanes(self, run: Desk) -> None:
        open_it(run)
        run.pass_ms(3_000)
        run.press(Qt.Key.Key_N)
        entry = run.page.log.entry
        assert isinstance(QApplication.focusWidget(), EntryLine)
        assert entry.isVisible()
        run.type("seen from")
        run.pass_ms(5_000)
        run.type(" above")
        run.press(Qt.Key.Key_Return)
        assert run.bodies(ev.NoteWritten) == [ev.NoteWritten("seen from above", 3_000)]
        assert not entry.isVisible()

    def test_a_half_written_note_goes_along(self, run: Desk) -> None:
        run.press(Qt.Key.Key_N)
        run.type("half")
        open_it(run)
        assert run.page.log.entry.isVisible()
        run.press(F6)
        assert run.page.log.entry.isVisible()
        run.type(" a note")
        run.press(Qt.Key.Key_Return)
        assert [body.text for body in run.bodies(ev.NoteWritten)] == ["half a note"]

    def test_finding_in_the_log_leads_to_the_log(self, run: Desk) -> None:
        face = open_it(run)
        run.press(Qt.Key.Key_F, CTRL)
        assert not face.isVisible()
        run.type("phase")
        assert run.bodies(ev.TagObserved) == []

    def test_a_notice_leaves_now_and_next_alone(self, run: Desk) -> None:
        face = open_it(run)
        run.press(Qt.Key.Key_Z, CTRL)
        run.view.said.emit("something", True)
        QApplication.processEvents()
        notice, strip = run.page.notice, face.strip
        assert notice.isVisible()
        strip_box = strip.rect().translated(strip.mapTo(run.page, QPoint(0, 0)))
        assert not notice.geometry().intersects(strip_box)


class TestThePanels:
    def test_each_has_a_name_of_its_own_and_the_command_line_knows_it(self) -> None:
        names = [kind.name for kind in PANELS]
        assert len(set(names)) == len(names)
        assert tuple(names) == shot.PANELS
        assert all(kind.title for kind in PANELS)

    def test_each_opens_by_key_in_turn_and_by_its_tab(self, run: Desk) -> None:
        column = open_it(run).column
        seen = [column.name]
        for _turn in PANELS:
            run.press(Qt.Key.Key_Tab, CTRL)
            seen.append(column.name)
            assert column.panels[column.name].isVisible()
        assert seen == [kind.name for kind in PANELS] + [PANELS[0].name]
        for tab in column.findChildren(PanelTab):
            QTest.mouseClick(tab, Qt.MouseButton.LeftButton)
            assert column.name == tab.kind.name

    def test_the_tab_counts_what_waits(self, run: Desk) -> None:
        tab = open_it(run).column.tabs["findings"]
        assert tab.count == 0
        found = provoke(run)
        assert tab.count == len(found) > 0
        assert str(len(found)) in tab.accessibleName()

    def test_a_finding_is_chosen_in_the_list_the_lanes_and_the_plots_alike(self, run: Desk) -> None:
        found = provoke(run)
        face = open_it(run)
        face.plots.finding_picked.emit(found[1].key)
        assert face.column.findings.chosen == found[1]
        face.column.show_panel("measures")
        face.lanes.finding_picked.emit(found[2].key)
        assert face.column.name == "findings"
        assert face.column.findings.chosen == found[2]
        face.column.findings.list.pick(0)
        chosen = face.column.findings.chosen
        assert chosen is not None
        assert face.lanes._chosen == chosen.key


class TestWhatIsKept:
    def set_up(self, desk: Desk) -> InstrumentFace:
        found = provoke(desk)
        face = open_it(desk)
        face.show_finding(found[2].key)
        face.column.show_panel("explain")
        desk.press(Qt.Key.Key_Up, CTRL)
        assert face.plots.time_range_ms != face.plots.whole_range_ms
        for splitter in (face._halves, face._axis):
            first, second = splitter.sizes()
            splitter.setSizes([first - 30, second + 30])
        face._note_moved()
        QApplication.processEvents()
        return face

    def as_it_was(self, face: InstrumentFace) -> tuple[object, ...]:
        chosen = face.column.findings.chosen
        splitters = [
            splitter.sizes() for splitter in face.findChildren(QSplitter) if splitter in {face._halves, face._axis}
        ]
        return face.column.name, face.plots.time_range_ms, splitters, None if chosen is None else chosen.key

    def test_while_it_is_left(self, run: Desk) -> None:
        before = self.as_it_was(self.set_up(run))
        run.press(F6)
        run.press(F6)
        QApplication.processEvents()
        assert self.as_it_was(face_of(run)) == before

    @pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
    def test_in_another_language_or_look(self, run: Desk, change: Change) -> None:
        before = self.as_it_was(self.set_up(run))
        change(run)
        QApplication.processEvents()
        assert self.as_it_was(face_of(run)) == before
        run.press(ESC)
        change(run)
        assert not run.page.shows_instrument
        run.press(F6)
        assert face_of(run).column.name == "explain"

    def test_a_note_being_written(self, run: Desk) -> None:
        open_it(run)
        run.press(Qt.Key.Key_N)
        run.type("half")
        CHANGES["language"](run)
        assert isinstance(QApplication.focusWidget(), EntryLine)
        run.type(" a note")
        run.press(Qt.Key.Key_Return)
        assert [body.text for body in run.bodies(ev.NoteWritten)] == ["half a note"]


class TestTheReview:
    def test_pointing_and_clicking_move_the_moment(self, run: Desk) -> None:
        run.pass_ms(300_000)
        view = review(run)
        face = open_it(run)
        lanes = face.lanes
        x = round(lanes.axis.x_of(120_000))
        QTest.mouseClick(lanes, Qt.MouseButton.LeftButton, pos=QPoint(x, lanes.height() - 10))
        assert abs(view.now_ms - 120_000) <= lanes.places.ms_per_px
        assert face.strip.now.title.text() == "Gathering"
        assert not face.strip.isVisible(), "the time axis over it says as much"

    def test_every_key_of_the_review_works(self, run: Desk) -> None:
        run.pass_ms(300_000)
        view = review(run)
        open_it(run)
        view.seek(100_000)
        run.press(Qt.Key.Key_Right)
        assert view.now_ms == 105_000
        run.press(Qt.Key.Key_PageUp)
        assert view.now_ms == 0
        assert face_of(run).isVisible()

    def test_what_shows_a_finding_leads_to_its_moment(self, run: Desk) -> None:
        provoke(run)
        live = open_it(run)
        live.column.findings.sought.emit(60_000)
        assert live.lanes._pointed_ms == 60_000
        view = review(run)
        face = open_it(run)
        face.column.findings.sought.emit(60_000)
        assert view.now_ms == 60_000
        face.column.findings.wanted.emit(3)
        assert view.entry_count == 3


def test_a_question_that_is_put_stands_in_the_strip(branching: Desk) -> None:
    strip = open_it(branching).strip
    assert "F2" not in strip.now.words.text()
    while "F2" not in strip.now.words.text():
        branching.pass_ms(10_000)
        assert branching.view.now_ms < 600_000
    assert any(str(one.ask) in strip.now.words.text() for one in branching.view.state.undecided)


def test_the_crosshair_is_shared(run: Desk) -> None:
    run.pass_ms(120_000)
    face = open_it(run)
    plots = face.plots.plots
    assert plots is not None
    plots.pointed.emit(60_000)
    assert face.lanes._pointed_ms == 60_000
    plots.pointed.emit(-1)
    assert face.lanes._pointed_ms is None
    face.lanes._point(QPointF(face.lanes.axis.x_of(90_000), 10))
    assert plots._crosshair.line.isVisible()
    at = plots._crosshair.line.box.center().x() - plots._tension.pos().x()
    assert abs(at - plots._tension.x_of(90_000)) <= 1.5


@pytest.mark.parametrize("size", [(1366, 768), (1024, 640), (1920, 1080)])
def test_every_size_holds_it(run: Desk, size: tuple[int, int]) -> None:
    provoke(run)
    run.shell.resize(*size)
    face = open_it(run)
    QApplication.processEvents()
    assert (run.shell.width(), run.shell.height()) == size
    assert face.mapTo(run.page, QPoint(0, face.height())).y() <= run.page.height()
    units = [lane for lane in face.lanes.places.units if face.lanes.lane_box(lane).bottom() <= face.lanes.height()]
    if size[1] >= 768:
        assert len(units) == len(run.view.scenario.units)


def named(face: InstrumentFace) -> list[QWidget]:
    focusable = (child for child in face.findChildren(QWidget) if child.focusPolicy() != Qt.FocusPolicy.NoFocus)
    return [child for child in focusable if child.isVisible() and child.focusProxy() is None]


def test_a_screen_reader_hears_what_the_lanes_show(run: Desk) -> None:
    provoke(run)
    CHANGES["language"](run)
    face = open_it(run)
    assert all(child.accessibleName() for child in named(face))
    assert face.lanes.accessibleName() == "Lanes"
    said = face.lanes.accessibleDescription()
    for words in ("Gathering", "3 findings", "3 not answered"):
        assert words in said, words
    assert "Gathering" in face.strip.accessibleName()


def test_text_from_a_script_stays_text(desk: Desk) -> None:
    desk.run(short_script(**{word: f"{NASTY} {word}" for word in WORDS}))
    desk.start_ex()
    desk.pass_ms(61_000)
    face = open_it(desk)
    assert_plain(face)
    shown = [label.text() for label in face.findChildren(QLabel)]
    assert f"{NASTY} phase" in shown
    assert NASTY in face.lanes.accessibleDescription()
    assert not face.lanes.grab().isNull()


def test_zooming_by_keys_goes_in_and_out_and_back_to_the_whole(run: Desk) -> None:
    run.pass_ms(300_000)
    face = open_it(run)
    whole = face.plots.whole_range_ms
    run.press(Qt.Key.Key_Up, CTRL)
    start_ms, end_ms = face.plots.time_range_ms
    assert end_ms - start_ms < whole[1]
    assert start_ms <= run.view.now_ms <= end_ms
    assert (face.lanes.axis.start_ms, face.lanes.axis.end_ms) == (start_ms, end_ms)
    run.press(Qt.Key.Key_Up, CTRL)
    run.press(Qt.Key.Key_Down, CTRL)
    run.press(Qt.Key.Key_0, CTRL)
    assert face.plots.time_range_ms == whole == (face.lanes.axis.start_ms, face.lanes.axis.end_ms)
