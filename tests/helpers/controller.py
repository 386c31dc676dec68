"""A controller who does what a plan says, on the real window and with the keyboard only."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from player.engine import commands as do
from player.engine.entries import wanted_details
from player.engine.rehearsal import Plan, Route, next_moment_ms
from player.engine.state import ExpectedState, Status
from player.i18n import _
from player.ui.run.course import questions
from player.ui.run.decide import DecideSheet
from player.ui.run.order import KEYED_RANKS, OrderSheet
from player.ui.run.phases import PHASE_KEYS, PhaseSheet
from player.ui.widgets import ActionButton
from tests.helpers.desk import ALT, CTRL, SHIFT, Desk


class Controller:
    """Plays the drill on a desk along a route."""

    def __init__(self, desk: Desk, route: Route | None = None) -> None:
        self.desk = desk
        self.plan = Plan(desk.view.scenario, route)
        self._seen = desk.view.state.last_seq
        desk.view.drill.subscribe(self._observe)

    def _observe(self, _entries: object) -> None:
        view = self.desk.view
        fresh = [entry.event for entry in view.entries if entry.seq > self._seen]
        self._seen = max([self._seen, *(event.seq for event in fresh)])
        self.plan.observe(fresh, view.drill.fold)

    def play(self) -> None:
        """Play it from the muster to EndEx."""
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
        """Do one thing by keys."""
        desk = self.desk
        match command:
            case do.NextPhase() | do.Decide():
                self._steer(command)
            case do.EndExercise():
                desk.end_ex(_("END"))
            case do.FireInject(inject=inject):
                self._stand_by(inject)
                desk.clock.jump_wall_ms(0)
                desk.go()
            case do.TickExpected(expected=expected):
                number = [one.expected for one in self._unmet()].index(expected) + 1
                desk.press(Qt.Key(Qt.Key.Key_0 + number), CTRL)
            case do.RecordFact():
                desk.press(Qt.Key(Qt.Key.Key_0 + self._wanting(command)), ALT)
            case do.StopAction(action=action):
                desk.press(desk.unit_key(self._row_of(action)), SHIFT)
            case do.GiveOrder(unit=unit, does=does, rank=rank):
                offer = next(o for o in desk.page.units.offers() if (o.unit, o.does) == (unit, does))
                with desk.answering(lambda sheet: choose_rank(sheet, rank)):
                    desk.press(desk.unit_key(offer.id), ALT)
            case do.StartAction(offer=offer_id):
                desk.press(desk.unit_key(offer_id))
            case _:
                raise AssertionError(command)

    def _steer(self, command: do.NextPhase | do.Decide) -> None:
        match command:
            case do.NextPhase(to=str(to)):
                with self.desk.answering(lambda sheet: choose_phase(sheet, to)):
                    self.desk.press(Qt.Key.Key_F4)
            case do.Decide(decision=decision, choice=choice):
                assert questions(self.desk.view.state)[0].id == decision, "another question is asked first"
                with self.desk.answering(lambda sheet: answer(sheet, choice)):
                    self.desk.press(Qt.Key.Key_F2)
            case _:
                self.desk.next_phase()

    def _unmet(self) -> list[ExpectedState]:
        state = self.desk.view.state
        return sorted((state.expected[name] for name in state.unmet), key=lambda one: one.deadline_ms)

    def _wanting(self, command: do.RecordFact) -> int:
        """The number of the open expected action that calls for this record."""
        for number, one in enumerate(self._unmet(), start=1):
            spec = self.desk.view.scenario.expected_by_id[one.expected]
            wanted = spec.record
            if wanted is not None and (wanted.kind, wanted_details(spec)) == (command.kind, command.details):
                return number
        raise AssertionError(f"nothing calls for {command}")

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


def choose_rank(sheet: QWidget, rank: str) -> None:
    """Answer an order sheet: by its digit, or by a click where it has none."""
    assert isinstance(sheet, OrderSheet)
    place = sheet.ranks.index(rank)
    if place < KEYED_RANKS:
        QTest.keyClick(sheet, Qt.Key(Qt.Key.Key_1 + place))
    else:
        button = next(one for one in sheet.findChildren(ActionButton) if one.text() == rank)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def choose_phase(sheet: QWidget, phase: str) -> None:
    """Choose a phase on the sheet of phases, and go there."""
    assert isinstance(sheet, PhaseSheet)
    QTest.keyClick(sheet, Qt.Key(ord(PHASE_KEYS[[one.id for one in sheet.phases].index(phase)])))
    QTest.keyClick(sheet, Qt.Key.Key_Return)


def answer(sheet: QWidget, choice: str) -> None:
    """Answer a question by its digit."""
    assert isinstance(sheet, DecideSheet)
    QTest.keyClick(sheet, Qt.Key(Qt.Key.Key_1 + [one.id for one in sheet.choices].index(choice)))
