"""A whole drill on the real window, by keys and simulated time, against the same drill without a window."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from player.engine import commands as do
from player.engine.rehearsal import Plan, next_moment_ms, rehearse
from player.engine.state import Status
from player.i18n import _
from player.model import events as ev
from player.model.scenario import LoadedScenario
from player.session.store import VerifyStatus, read_session, verify_session
from player.ui.run.order import OrderSheet
from player.ui.run.units import pending_order
from tests.helpers.desk import ALT, CTRL, SHIFT, Desk


class Controller:
    """A controller who does what the plan says, with the keyboard only."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.plan = Plan(desk.view.scenario)
        self._seen = desk.view.state.last_seq
        desk.view.drill.subscribe(self._observe)

    def _observe(self, _entries: object) -> None:
        fresh = [entry.event for entry in self.desk.view.entries if entry.seq > self._seen]
        self._seen = max([self._seen, *(event.seq for event in fresh)])
        self.plan.observe(fresh)

    def play(self) -> None:
        view = self.desk.view
        self.desk.start_ex()
        while view.state.status is not Status.ENDED:
            moment_ms = next_moment_ms(self.plan, view.drill.next_due_ms)
            assert moment_ms is not None
            self.desk.pass_until(moment_ms)
            while self.plan.next_ms is not None and self.plan.next_ms <= view.now_ms:
                for command in self.plan.take(view.drill.fold):
                    self.press_for(command)

    def press_for(self, command: do.Command) -> None:
        desk, state = self.desk, self.desk.view.state
        match command:
            case do.NextPhase():
                desk.next_phase()
            case do.EndExercise():
                desk.end_ex(_("END"))
            case do.FireInject(inject=inject):
                self._stand_by(inject)
                desk.clock.jump_wall_ms(0)
                desk.go()
            case do.TickExpected(expected=expected):
                unmet = sorted((state.expected[name] for name in state.unmet), key=lambda one: one.deadline_ms)
                number = [one.expected for one in unmet].index(expected) + 1
                desk.press(Qt.Key(Qt.Key.Key_0 + number), CTRL)
            case do.StopAction(action=action):
                desk.press(desk.unit_key(self._row_of(action)), SHIFT)
            case do.GiveOrder(unit=unit, does=does, rank=rank):
                offer = next(o for o in desk.page.units.offers() if (o.unit, o.does) == (unit, does))
                with desk.answering(lambda sheet: _choose_rank(sheet, rank)):
                    desk.press(desk.unit_key(offer.id), ALT)
            case do.StartAction(offer=offer_id):
                desk.press(desk.unit_key(offer_id))
            case _:
                raise AssertionError(command)

    def _row_of(self, action: int) -> str:
        run = self.desk.view.state.actions[action]
        return next(o.id for o in self.desk.page.units.offers() if (o.unit, o.does) == (run.unit, run.does))

    def _stand_by(self, inject: str) -> None:
        for _try in range(50):
            standby = self.desk.view.standby
            if standby is not None and standby.id == inject:
                return
            waiting = [one.id for one in self.desk.view.waiting()]
            present = waiting.index(standby.id) if standby is not None else -1
            self.desk.press(Qt.Key.Key_Down if waiting.index(inject) > present else Qt.Key.Key_Up)
        raise AssertionError(f"{inject} never stood by")


def _choose_rank(sheet: QWidget, rank: str) -> None:
    assert isinstance(sheet, OrderSheet)
    place = sheet.ranks.index(rank)
    QTest.keyClick(sheet, Qt.Key(Qt.Key.Key_1 + place))


def _alike(event: ev.Event) -> tuple[int, ev.Body]:
    """What window and headless run must agree on: not who pressed it, but what happened when."""
    body = event.body
    if isinstance(body, ev.InjectFired) and body.how in {ev.Firing.GO, ev.Firing.PLAN}:
        body = replace(body, how=ev.Firing.PLAN)
    return event.exercise_ms, body


def test_a_drill_by_keys_is_the_drill_without_a_window(desk: Desk, okut: LoadedScenario) -> None:
    desk.run(okut)
    path = desk.view.drill.path
    Controller(desk).play()
    assert desk.view.unsaved_count == 0
    desk.close()

    assert verify_session(path).status is VerifyStatus.INTACT
    saved = read_session(path)
    assert saved.finished
    assert saved.loaded.sha256 == okut.sha256
    by_keys = [_alike(record.event) for record in saved.records[1:]]
    without = [_alike(event) for event in rehearse(okut.scenario).events]
    assert by_keys == without


def test_an_order_named_before_is_followed_by_the_action(desk: Desk, okut: LoadedScenario) -> None:
    desk.run(okut)
    desk.start_ex()
    desk.next_phase()
    offer = next(one for one in desk.page.units.offers() if one.order_from)
    with desk.answering(lambda sheet: _choose_rank(sheet, offer.order_from[0])):
        desk.press(desk.unit_key(offer.id), ALT)
    assert pending_order(desk.view.state, offer) == 1
    desk.press(desk.unit_key(offer.id))
    (run,) = desk.view.state.running.values()
    assert (run.offer, run.order) == (offer.id, 1)
    assert pending_order(desk.view.state, offer) is None
