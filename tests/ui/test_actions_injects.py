"""What is done with injects: standby, GO, holding back, skipping, and firing any of them at any moment."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from player.i18n import _
from player.model import events as ev
from player.model.doctrine import InjectStatus
from player.model.scenario import LoadedScenario
from player.ui.widgets import ActionButton, Label
from tests.helpers.desk import Desk

UP, DOWN, GO, HOLD_BACK, SKIP = (
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Space,
    Qt.Key.Key_H,
    Qt.Key.Key_L,
)
RIGHT_BUTTON = Qt.MouseButton.RightButton


def standby(desk: Desk) -> str | None:
    inject = desk.view.standby
    marked = [row.inject for row in desk.rows(desk.page.injects) if row.standby]
    assert marked == ([inject.id] if inject is not None else []), "the list marks the one GO fires"
    return inject.id if inject is not None else None


def status(desk: Desk, inject: str) -> InjectStatus:
    return desk.view.state.injects[inject].status


def shown(desk: Desk, inject: str) -> str:
    return str(next(row.status for row in desk.rows(desk.page.injects) if row.inject == inject))


def place_of(desk: Desk, inject: str) -> int:
    return [row.inject for row in desk.rows(desk.page.injects)].index(inject)


def menu_of(desk: Desk, inject: str, entry: str = "") -> dict[str, tuple[bool, str]]:
    """Open the context menu of an inject and choose from it; gives what it offers, and the key printed beside it."""
    offered: dict[str, tuple[bool, str]] = {}

    def in_menu() -> None:
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        for one in menu.actions():
            words, _tab, key = one.text().partition("\t")
            offered[words] = one.isEnabled(), key
        action = next((one for one in menu.actions() if one.text().partition("\t")[0] == entry), None)
        assert action is not None or not entry
        if action is not None and action.isEnabled():
            QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())

    view = desk.list_of(desk.page.injects)
    with desk.popup(in_menu):
        view.customContextMenuRequested.emit(view.visualRect(view.rows.index(place_of(desk, inject))).center())
    return offered


def choose(desk: Desk, inject: str, entry: str) -> dict[str, bool]:
    """Choose from the context menu of an inject; gives which of its entries can be chosen."""
    return {words: enabled for words, (enabled, _key) in menu_of(desk, inject, entry).items()}


class TestStandby:
    def test_moves_by_keys_and_stops_at_the_ends(self, run: Desk) -> None:
        assert standby(run) == "arrival"
        seen = []
        for _turn in range(5):
            run.press(DOWN)
            seen.append(standby(run))
        assert seen == ["orator", "bottle", "rumour", "rumour", "rumour"], "by time, those without one last"
        for _turn in range(5):
            run.press(UP)
        assert standby(run) == "arrival"

    def test_a_click_puts_on_standby(self, run: Desk) -> None:
        run.click_row(run.page.injects, place_of(run, "bottle"))
        assert standby(run) == "bottle"
        assert str(run.view.scenario.inject_by_id["bottle"].text) in words(run)

    def test_the_right_button_does_not(self, run: Desk) -> None:
        run.click_row(run.page.injects, place_of(run, "bottle"), button=RIGHT_BUTTON)
        assert standby(run) == "arrival"

    def test_go_fires_it_and_the_first_that_waits_is_next(self, run: Desk) -> None:
        run.press(DOWN)
        run.press(DOWN)
        run.press(GO)
        assert run.bodies(ev.InjectFired) == [ev.InjectFired("bottle", ev.Firing.GO)]
        assert standby(run) == "arrival"

    def test_one_that_is_due_goes_first(self, run: Desk) -> None:
        run.pass_ms(125_000)
        assert status(run, "orator") is InjectStatus.DUE
        assert standby(run) == "orator"
        assert shown(run, "orator") == "due"
        run.pass_ms(31_000)
        assert shown(run, "orator") == "late"

    def test_the_one_picked_stays_although_another_comes_due(self, run: Desk) -> None:
        run.press(DOWN)
        run.press(DOWN)
        run.pass_ms(125_000)
        assert standby(run) == "bottle"

    def test_none_is_left(self, run: Desk) -> None:
        for _turn in range(4):
            run.press(GO)
            run.clock.advance_ms(600)
        assert standby(run) is None
        for key in (UP, DOWN, GO, HOLD_BACK, SKIP):
            run.clock.advance_ms(600)
            run.press(key)
        assert len(run.bodies(ev.InjectFired)) == 4
        assert words(run) == [_("No inject waits in this phase.")]


def words(desk: Desk) -> list[str]:
    body = [label for label in desk.page.next.findChildren(Label) if label.isVisible()]
    return [label.text() for label in body if label.text() and label.text() != _("Next")]


class TestHoldingBack:
    def test_it_does_not_fire_by_itself_until_released(self, run: Desk) -> None:
        run.press(HOLD_BACK)
        assert status(run, "arrival") is InjectStatus.HELD
        assert shown(run, "arrival") == "held"
        assert standby(run) == "orator", "GO does not fire what is held back unless it is picked"
        run.pass_ms(70_000)
        assert run.bodies(ev.InjectFired) == []
        run.press(UP)
        assert standby(run) == "arrival"
        run.press(HOLD_BACK)
        assert status(run, "arrival") is InjectStatus.DUE, "its time has passed: it waits for the controller"
        assert run.bodies(ev.InjectFired) == []

    def test_released_in_time_it_fires_at_its_time(self, run: Desk) -> None:
        run.press(HOLD_BACK)
        run.press(UP)
        run.press(HOLD_BACK)
        assert status(run, "arrival") is InjectStatus.PENDING
        run.pass_ms(60_000)
        (fired,) = [one.event for one in run.view.entries if isinstance(one.event.body, ev.InjectFired)]
        assert (fired.exercise_ms, fired.body) == (60_000, ev.InjectFired("arrival", ev.Firing.SCHEDULE))

    def test_go_on_one_held_back_fires_it(self, run: Desk) -> None:
        run.press(HOLD_BACK)
        run.press(UP)
        run.press(GO)
        assert run.bodies(ev.InjectFired) == [ev.InjectFired("arrival", ev.Firing.GO)]
        run.pass_ms(70_000)
        assert len(run.bodies(ev.InjectFired)) == 1

    def test_the_button_says_which_way_it_goes(self, run: Desk) -> None:
        def labels() -> set[str]:
            return {button.text() for button in run.page.next.findChildren(ActionButton)}

        assert _("Hold back") in labels()
        run.press(HOLD_BACK)
        run.press(UP)
        assert _("Release") in labels()
        assert _("Hold back") not in labels()

    def test_before_startex(self, desk: Desk, short: LoadedScenario) -> None:
        desk.run(short)
        desk.press(HOLD_BACK)
        desk.start_ex()
        desk.pass_ms(61_000)
        assert desk.bodies(ev.InjectFired) == []


class TestSkipping:
    def test_it_will_not_fire_by_itself(self, run: Desk) -> None:
        run.press(SKIP)
        assert run.bodies(ev.InjectSkipped) == [ev.InjectSkipped("arrival", ev.SkipReason.CONTROLLER)]
        assert shown(run, "arrival") == "skipped"
        assert standby(run) == "orator"
        run.pass_ms(70_000)
        assert run.bodies(ev.InjectFired) == []

    def test_it_can_still_be_fired(self, run: Desk) -> None:
        run.press(SKIP)
        choose(run, "arrival", _("Deliver now"))
        assert run.bodies(ev.InjectFired) == [ev.InjectFired("arrival", ev.Firing.CHOSEN)]
        assert shown(run, "arrival") == "fired"

    def test_it_can_be_released(self, run: Desk) -> None:
        run.press(SKIP)
        choose(run, "arrival", _("Release"))
        run.pass_ms(60_000)
        assert run.bodies(ev.InjectFired) == [ev.InjectFired("arrival", ev.Firing.SCHEDULE)]


class TestOffTheTimeline:
    def test_any_inject_at_any_moment(self, run: Desk) -> None:
        for inject in ("bottle", "rumour", "arrival", "orator"):
            choose(run, inject, _("Deliver now"))
            run.pass_ms(1_000)
        assert run.bodies(ev.InjectFired) == [
            ev.InjectFired(inject, ev.Firing.CHOSEN) for inject in ("bottle", "rumour", "arrival", "orator")
        ]
        run.pass_ms(300_000)
        assert len(run.bodies(ev.InjectFired)) == 4, "at its time it does not fire again"

    def test_on_hold_too(self, run: Desk) -> None:
        run.press(Qt.Key.Key_F9)
        choose(run, "bottle", _("Deliver now"))
        assert run.bodies(ev.InjectFired) == [ev.InjectFired("bottle", ev.Firing.CHOSEN)]

    def test_no_menu_is_left_behind(self, run: Desk) -> None:
        choose(run, "bottle", _("Deliver now"))
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        assert run.page.injects.findChildren(QMenu) == []

    def test_the_one_on_standby_stays(self, run: Desk) -> None:
        choose(run, "bottle", _("Deliver now"))
        assert standby(run) == "arrival"

    def test_the_menu_offers_what_fits(self, run: Desk) -> None:
        deliver, hold_back, release, skip = _("Deliver now"), _("Hold back"), _("Release"), _("Skip")
        again, standby, words = _("Deliver once more"), _("Put on standby"), _("Change the words …")
        automatic, wait = _("Deliver it automatically"), _("Let it wait for the controller")
        common = {standby: True, words: True, wait: True}
        waits = {deliver: True, hold_back: True, release: False, skip: True}
        held = {deliver: True, hold_back: False, release: True, skip: True}
        skipped = {deliver: True, hold_back: False, release: True, skip: False}
        fired = {again: True, hold_back: False, release: False, skip: False}
        assert choose(run, "arrival", hold_back) == waits | common
        assert choose(run, "arrival", skip) == held | common
        assert choose(run, "arrival", deliver) == skipped | common | {standby: False}
        assert choose(run, "arrival", skip) == fired | {standby: False, words: True, wait: False}
        assert len(run.bodies(ev.InjectFired)) == 1
        assert automatic in choose(run, "orator", "")

    def test_delivered_it_is_delivered_once_more_only_as_such(self, run: Desk) -> None:
        choose(run, "bottle", _("Deliver now"))
        choose(run, "bottle", _("Deliver once more"))
        assert run.bodies(ev.InjectFired) == [
            ev.InjectFired("bottle", ev.Firing.CHOSEN),
            ev.InjectFired("bottle", ev.Firing.AGAIN),
        ]
        assert run.view.state.injects["bottle"].times == 2

    def test_a_key_is_printed_only_where_it_does_the_same(self, run: Desk) -> None:
        assert standby(run) == "arrival"
        keys = {words: key for words, (_enabled, key) in menu_of(run, "arrival").items() if key}
        assert keys == {
            _("Deliver now"): _("Space"),
            _("Change the words …"): "Ctrl+T",
            _("Let it wait for the controller"): "Ctrl+B",
            _("Hold back"): "H",
            _("Skip"): "L",
        }
        assert not any(key for _enabled, key in menu_of(run, "bottle").values())
        choose(run, "bottle", _("Deliver now"))
        assert menu_of(run, "bottle")[_("Deliver once more")] == (True, "Ctrl+R")

    def test_the_menu_puts_on_standby(self, run: Desk) -> None:
        choose(run, "bottle", _("Put on standby"))
        assert standby(run) == "bottle"

    def test_what_does_not_fit_is_said(self, desk: Desk, short: LoadedScenario) -> None:
        desk.run(short)
        choose(desk, "arrival", _("Deliver now"))
        assert desk.bodies(ev.InjectFired) == []
        assert desk.page.notice.isVisible()
        assert desk.page.notice.text
