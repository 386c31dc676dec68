"""The review shows, at every moment, what stood there live; and changes nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from player.engine import commands as do
from player.engine.commands import Refused
from player.i18n import _
from player.model import events as ev
from player.model.times import clock_text
from player.session.store import VerifyStatus, verify_session
from player.ui.actions import Mode
from player.ui.review.log import ReviewLog
from player.ui.review.page import ReviewPage
from player.ui.review_view import ReviewView
from player.ui.run.page import RunPage
from player.ui.widgets import ActionButton, BigClock, Readout
from tests.helpers.desk import ALT, CTRL, SHIFT, Desk

Picture = dict[str, Any]
LOOKING = ("move_", "log_", "zoom_", "play", "slower", "faster", "open_entry", "leave_", "controller_view")
"""What the actions are called that only show something."""
LEFT, RIGHT, UP, DOWN = Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down


def picture(desk: Desk) -> Picture:
    """What the panels show, but for what only a drill under way has: keys, what is selected or announced, buttons."""
    page = desk.page
    (clock,) = page.now.findChildren(BigClock)
    view = page.view
    log = [(row.seq, row.exercise, row.wall, row.text, row.voided) for row in desk.rows(page.log)]
    return {
        "injects": [replace(row, ahead="", lit=False) for row in desk.rows(page.injects)],
        "expected": [replace(row, key="") for row in desk.rows(page.expected)],
        "units": [replace(row, key="", live=False, selected=False) for row in desk.rows(page.units)],
        "log": log,
        "now": [clock.text, clock.state, *texts(page, "now")],
        "next": texts(page, "next"),
        "strips": [page.injects._count.text(), *texts(page, "expected"), *texts(page, "units")],
        "band": [readout.accessibleName() for readout in page.band.findChildren(Readout) if readout.isVisible()],
        "crowd": view.sample,
        "personnel": view.state.personnel,
    }


def texts(page: RunPage, panel: str) -> list[str]:
    labels = getattr(page, panel).findChildren(QLabel)
    return [label.text() for label in labels if label.isVisibleTo(page) and label.text()]


@pytest.fixture
def pictures(run: Desk) -> dict[int, Picture]:
    """Pictures of a drill as it ran, by exercise time; the drill has ended since."""
    taken: dict[int, Picture] = {}

    def take(ms: int, *keys: tuple[Qt.Key, Qt.KeyboardModifier]) -> None:
        run.pass_until(ms)
        for key, modifiers in keys:
            run.press(key, modifiers)
        run.window.tick()
        taken[ms] = picture(run)

    none = Qt.KeyboardModifier.NoModifier
    take(0)
    take(30_000, (run.unit_key("line"), none))
    take(60_000)
    take(90_000, (Qt.Key.Key_H, none))
    take(123_000, (Qt.Key.Key_Space, none))
    take(150_000, (Qt.Key.Key_M, none))
    take(155_000, (Qt.Key.Key_Z, CTRL), (run.unit_key("warning"), none))
    take(200_000, (Qt.Key.Key_Plus, none), (Qt.Key.Key_1, CTRL))
    take(240_000)
    take(241_500, (Qt.Key.Key_M, none), (Qt.Key.Key_Z, CTRL), (Qt.Key.Key_Z, CTRL | SHIFT))
    take(300_000, (run.unit_key("line"), SHIFT))
    take(310_000, (Qt.Key.Key_Return, CTRL), (Qt.Key.Key_Return, none))
    take(371_000)
    run.pass_until(400_000)
    run.end_ex(_("END"))
    run.window.actions_table["to_review"].do()
    assert run.window.mode is Mode.REVIEW
    run.press(Qt.Key.Key_F6)
    assert not run.page.shows_instrument
    return taken


def view_of(desk: Desk) -> ReviewView:
    view = desk.window.review_view
    assert view is not None
    return view


def whole_log(desk: Desk) -> ReviewLog:
    page = desk.page
    assert isinstance(page, ReviewPage)
    return page.review_face.log


@pytest.fixture
def reviewed(run: Desk, pictures: dict[int, Picture]) -> Desk:
    return run


def without_wall(band: list[str]) -> list[str]:
    return [text for text in band if not text.startswith(_("local time"))]


def test_every_moment_is_as_it_was(run: Desk, pictures: dict[int, Picture]) -> None:
    assert len({repr(one) for one in pictures.values()}) == len(pictures)
    for ms in [*pictures, *reversed(pictures)]:
        view_of(run).seek(ms)
        seen, was = picture(run), pictures[ms]
        for part in was:
            if part == "band":
                assert without_wall(seen[part]) == without_wall(was[part]), (ms, part)
            elif part != "log":
                assert seen[part] == was[part], (ms, part)
        assert seen["log"] == was["log"], ms
        at_event = view_of(run).entries[view_of(run).entry_count - 1].event.exercise_ms == ms
        assert not at_event or seen["band"] == was["band"], "the wall clock is that of the last entry"


def test_it_opens_at_the_end(reviewed: Desk) -> None:
    reviewed.press(Qt.Key.Key_F6)
    assert view_of(reviewed).now_ms == 400_000
    assert reviewed.rows(whole_log(reviewed))[-1].present
    assert not any(row.later for row in reviewed.rows(whole_log(reviewed)))


def test_the_log_of_the_panels_knows_nothing_of_what_came_later(reviewed: Desk) -> None:
    view = view_of(reviewed)
    for ms in (200_000, 30_000, 300_000, 0, 400_000):
        view.seek(ms)
        assert [row.seq for row in reviewed.rows(reviewed.page.log)] == list(range(1, view.entry_count + 1))
    reviewed.press(Qt.Key.Key_F, CTRL)
    reviewed.type("Orator")
    said = [len(reviewed.rows(reviewed.page.log))]
    for ms in (200_000, 30_000):
        view.seek(ms)
        said.append(len(reviewed.rows(reviewed.page.log)))
    assert said[0] >= said[1] > said[2] == 0


class TestByKeys:
    @pytest.mark.parametrize(
        ("key", "modifiers", "delta_ms"),
        [
            (LEFT, Qt.KeyboardModifier.NoModifier, -5_000),
            (RIGHT, Qt.KeyboardModifier.NoModifier, 5_000),
            (LEFT, SHIFT, -30_000),
            (RIGHT, SHIFT, 30_000),
            (LEFT, CTRL, -1_000),
            (RIGHT, CTRL, 1_000),
        ],
    )
    def test_arrows_move_through_time(
        self, reviewed: Desk, key: Qt.Key, modifiers: Qt.KeyboardModifier, delta_ms: int
    ) -> None:
        view = view_of(reviewed)
        view.seek(200_000)
        reviewed.press(key, modifiers)
        assert view.now_ms == 200_000 + delta_ms
        reviewed.repeat(key, modifiers)
        reviewed.repeat(key, modifiers)
        assert view.now_ms == 200_000 + 3 * delta_ms, "kept down, they go on"

    def test_not_beyond_the_ends(self, reviewed: Desk) -> None:
        view = view_of(reviewed)
        reviewed.press(RIGHT, SHIFT)
        assert view.now_ms == 400_000
        for _turn in range(20):
            reviewed.press(LEFT, SHIFT)
        assert view.now_ms == 0

    def test_from_event_to_event(self, reviewed: Desk) -> None:
        view = view_of(reviewed)
        count = len(view.entries)
        seen = []
        for _turn in range(count + 2):
            seen.append(view.entry_count)
            reviewed.press(UP)
        assert seen[:count] == list(range(count, 0, -1)), "each event once, also those of one instant"
        assert view.entry_count <= 1
        for _turn in range(count + 2):
            reviewed.press(DOWN)
        assert view.entry_count == count

    def test_from_phase_to_phase(self, reviewed: Desk) -> None:
        view = view_of(reviewed)
        reviewed.press(Qt.Key.Key_PageUp)
        assert view.now_ms == 310_000
        assert texts(reviewed.page, "now")[0:1]
        reviewed.press(Qt.Key.Key_PageUp)
        assert view.now_ms == 0
        reviewed.press(Qt.Key.Key_PageUp)
        assert view.now_ms == 0
        reviewed.press(Qt.Key.Key_PageDown)
        assert view.now_ms == 310_000

    def test_wherever_the_keyboard_is(self, reviewed: Desk) -> None:
        view = view_of(reviewed)
        for widget in reviewed.focusable():
            if isinstance(widget, QLineEdit) or not widget.isVisible():
                continue
            view.seek(200_000)
            widget.setFocus(Qt.FocusReason.TabFocusReason)
            reviewed.press(RIGHT)
            assert view.now_ms == 205_000, widget

    def test_in_the_find_field_arrows_are_its_own(self, reviewed: Desk) -> None:
        view_of(reviewed).seek(200_000)
        reviewed.press(Qt.Key.Key_F, CTRL)
        reviewed.type("line")
        reviewed.press(LEFT)
        assert view_of(reviewed).now_ms == 200_000
        reviewed.press(Qt.Key.Key_Escape)
        reviewed.press(LEFT)
        assert view_of(reviewed).now_ms == 195_000


class TestByMouse:
    def page(self, desk: Desk) -> ReviewPage:
        page = desk.page
        assert isinstance(page, ReviewPage)
        return page

    @pytest.mark.parametrize("share", [0.0, 0.25, 0.5, 1.0])
    def test_the_time_axis_is_pressed(self, reviewed: Desk, share: float) -> None:
        axis = self.page(reviewed).scrubber
        x = round(share * (axis.width() - 1))
        QTest.mouseClick(axis, Qt.MouseButton.LeftButton, pos=QPoint(x, 20))
        assert view_of(reviewed).now_ms == pytest.approx(share * 400_000, abs=1_000)

    def test_and_drawn_even_beyond_its_ends(self, reviewed: Desk) -> None:
        axis = self.page(reviewed).scrubber
        QTest.mousePress(axis, Qt.MouseButton.LeftButton, pos=QPoint(axis.width() // 2, 20))
        QTest.mouseMove(axis, QPoint(axis.width() // 4, 20))
        QTest.mouseMove(axis, QPoint(-500, 20))
        QTest.mouseRelease(axis, Qt.MouseButton.LeftButton, pos=QPoint(-500, 20))
        assert view_of(reviewed).now_ms >= 0
        QTest.mouseClick(axis, Qt.MouseButton.LeftButton, pos=QPoint(axis.width() - 1, 20))
        assert view_of(reviewed).now_ms == 400_000

    def test_the_plots_are_drawn_along(self, reviewed: Desk) -> None:
        reviewed.page.plots.scrubbed.emit(123_000)
        assert view_of(reviewed).now_ms == 123_000
        assert picture(reviewed)["log"][-1][1] == clock_text(123_000, hours=True)

    def test_a_row_of_the_log_is_clicked(self, reviewed: Desk) -> None:
        view, log = view_of(reviewed), whole_log(reviewed)
        reviewed.press(Qt.Key.Key_F6)
        for place in (0, 3, 7, len(view.entries) - 1):
            reviewed.click_row(log, place)
            assert view.entry_count == place + 1
            rows = reviewed.rows(log)
            assert [row.present for row in rows].index(True) == place
            assert [row.later for row in rows] == [number > place for number in range(len(rows))]

    def test_a_row_of_the_log_of_the_panels_too(self, reviewed: Desk) -> None:
        view = view_of(reviewed)
        for place in (len(view.entries) - 1, 7, 3, 0):
            reviewed.click_row(reviewed.page.log, place)
            assert view.entry_count == place + 1 == len(reviewed.rows(reviewed.page.log))

    def test_a_row_of_the_filtered_log_is_the_entry_it_shows(self, reviewed: Desk) -> None:
        reviewed.press(Qt.Key.Key_F6)
        reviewed.press(Qt.Key.Key_F, CTRL)
        reviewed.type("bottle")
        (row,) = reviewed.rows(whole_log(reviewed))
        reviewed.click_row(whole_log(reviewed), 0)
        assert view_of(reviewed).entry_count == row.seq

    def test_the_buttons_step(self, reviewed: Desk) -> None:
        view = view_of(reviewed)
        view.seek(200_000)
        count = view.entry_count
        text = reviewed.window.actions_table["move_event_back"].text
        back = next(one for one in reviewed.page.findChildren(ActionButton) if one.accessibleName() == text)
        reviewed.click(back)
        assert view.entry_count == count - 1

    def test_the_moment_is_told(self, reviewed: Desk) -> None:
        view_of(reviewed).seek(123_000)
        names = [one.accessibleName() for one in reviewed.page.findChildren(Readout)]
        assert f"{_('moment')} {clock_text(123_000, hours=True)}" in names


class TestReadOnly:
    def test_no_key_changes_a_byte(self, reviewed: Desk) -> None:
        path, table = view_of(reviewed).saved.path, reviewed.window.actions_table
        before, entries = path.read_bytes(), len(view_of(reviewed).entries)
        letters = [Qt.Key(ord(letter)) for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"]
        others = [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Plus, Qt.Key.Key_Minus, Qt.Key.Key_F9]
        for key in letters + others:
            for modifiers in (Qt.KeyboardModifier.NoModifier, SHIFT, ALT):
                action = table.of_stroke(Mode.REVIEW, int(key), modifiers.value)
                if action is None or action.id.startswith(LOOKING):  # the others are there to add something
                    reviewed.press(key, modifiers)
                    reviewed.press(Qt.Key.Key_Escape)
        for key in (Qt.Key.Key_Z, Qt.Key.Key_E, Qt.Key.Key_1, Qt.Key.Key_Return):
            reviewed.press(key, CTRL)
        assert QApplication.activeModalWidget() is None
        assert reviewed.window.mode is Mode.REVIEW
        assert len(view_of(reviewed).entries) == entries
        assert path.read_bytes() == before

    def test_commands_are_refused_and_it_is_said(self, reviewed: Desk) -> None:
        for command in (do.PlaceMarker(), do.StartExercise(), do.FireInject("rumour"), do.VoidEntry(5)):
            assert view_of(reviewed).do(command) is False
        assert reviewed.page.notice.text == _("A saved session can only be read.")

    def test_clicks_in_the_panels_do_nothing(self, reviewed: Desk) -> None:
        view_of(reviewed).seek(200_000)
        path = view_of(reviewed).saved.path
        before = path.read_bytes()
        page = reviewed.page
        for panel in (page.injects, page.expected, page.units):
            for place in range(len(reviewed.rows(panel))):
                for x in (0.02, 0.5, 0.97):
                    reviewed.double_click_row(panel, place, x)
        view = reviewed.list_of(page.injects)
        view.customContextMenuRequested.emit(view.visualRect(view.rows.index(0)).center())
        assert QApplication.activePopupWidget() is None
        assert path.read_bytes() == before
        assert view_of(reviewed).now_ms == 200_000

    def test_there_is_nothing_to_write_with(self, reviewed: Desk) -> None:
        assert not reviewed.page.log.entry.isVisible()
        assert not any(
            button.isVisible() and button.isEnabled()
            for panel in (reviewed.page.now, reviewed.page.next)
            for button in panel.findChildren(ActionButton)
        )

    def test_the_file_is_still_intact(self, reviewed: Desk) -> None:
        assert verify_session(view_of(reviewed).saved.path).status is VerifyStatus.INTACT


def test_voided_entries_are_void_from_the_moment_they_were(run: Desk, pictures: dict[int, Picture]) -> None:
    marker = next(entry.seq for entry in view_of(run).entries if isinstance(entry.event.body, ev.MarkerPlaced))
    view_of(run).seek(154_000)
    assert not run.rows(run.page.log)[marker - 1].voided
    view_of(run).seek(155_000)
    assert run.rows(run.page.log)[marker - 1].voided


def test_a_live_drill_refuses_what_does_not_fit_and_says_so(run: Desk) -> None:
    with pytest.raises(Refused):
        run.view.drill.do(do.StartExercise())
    assert run.view.do(do.StartExercise()) is False
    assert run.page.notice.isVisible()
