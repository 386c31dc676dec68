"""Ctrl+Z voids one's own last entry, Ctrl+Shift+Z restores it; against a list on paper."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt

from player.engine import commands as do
from player.engine.state import ExpectedStatus
from player.i18n import _
from player.model import events as ev
from player.model.scenario import LoadedScenario
from player.session.store import read_session
from tests.helpers.desk import CTRL, SHIFT, Desk

Z = Qt.Key.Key_Z


@dataclass
class Paper:
    """What a careful person writes down: own entries in order, those struck out in the order of striking.

    What happened on the ground stands there too, under an empty word: it is not struck out, nor is what came before it.
    """

    own: list[tuple[int, str]] = field(default_factory=list)
    struck: list[tuple[int, str]] = field(default_factory=list)
    ticked: set[str] = field(default_factory=set)

    def write(self, seq: int, what: str) -> None:
        self.own.append((seq, what))

    def strike(self) -> bool:
        last = [entry for entry in self.own if entry not in self.struck][-1]
        if last[1]:
            self.struck.append(last)
            self.ticked.discard(last[1])
        return bool(last[1])

    def restore(self) -> bool:
        if not self.struck:
            return False
        seq, what = self.struck[-1]
        if what in self.ticked:
            return False
        if what.startswith("tick "):
            self.ticked.add(what)
        self.struck.remove((seq, what))
        return True


def write_note(desk: Desk) -> None:
    desk.press(Qt.Key.Key_N)
    desk.type("words")
    desk.press(Qt.Key.Key_Return)


def toggle_action(desk: Desk) -> None:
    modifiers = SHIFT if desk.view.state.running else Qt.KeyboardModifier.NoModifier
    desk.press(desk.unit_key("warning"), modifiers)


def go(desk: Desk) -> None:
    desk.clock.advance_ms(600)
    desk.press(Qt.Key.Key_Space)


STEPS: dict[str, Callable[[Desk], object]] = {
    "marker": lambda desk: desk.press(Qt.Key.Key_M),
    "note": write_note,
    "order": lambda desk: desk.view.do(do.GiveOrder("dalmas", "hard_arrest", "Danki")),
    "tick": lambda desk: desk.press(Qt.Key.Key_1, CTRL),
    "action": toggle_action,
    "go": go,
    "adjust": lambda desk: desk.press(Qt.Key.Key_Plus),
    "hold": lambda desk: desk.press(Qt.Key.Key_F9),
    "void": lambda desk: desk.press(Z, CTRL),
    "restore": lambda desk: desk.press(Z, CTRL | SHIFT),
}


def carry_out(desk: Desk, paper: Paper, step: str) -> None:
    view = desk.view
    before = view.state.last_seq
    STEPS[step](desk)
    if step in {"void", "restore"}:
        done = paper.strike() if step == "void" else paper.restore()
        assert (view.state.last_seq > before) == done
        return
    for entry in view.entries[before:]:
        body, own = entry.event.body, entry.event.actor is ev.Actor.CONTROLLER
        what = step if isinstance(body, (ev.MarkerPlaced, ev.NoteWritten, ev.OrderGiven)) else ""
        if isinstance(body, ev.ExpectedActionMet):
            what = f"tick {body.expected}"
            paper.ticked.add(what)
        if own:
            paper.write(entry.seq, what)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.sampled_from(sorted(STEPS)), min_size=5, max_size=18))
def test_any_course_of_entries_is_the_one_on_paper(desk: Desk, short: LoadedScenario, steps: list[str]) -> None:
    desk.run(short)
    desk.start_ex()
    desk.press(Qt.Key.Key_Down)
    desk.press(Qt.Key.Key_Space)
    paper = Paper([(entry.seq, "") for entry in desk.view.entries])
    for step in steps:
        carry_out(desk, paper, step)
        state = desk.view.state
        struck = {seq for seq, _what in paper.struck}
        assert state.voided == struck
        assert {row.seq for row in desk.rows(desk.page.log) if row.voided} == struck
        met = {f"tick {one.expected}" for one in state.expected.values() if one.status is ExpectedStatus.MET}
        assert met == paper.ticked
        assert {order.order for order in state.orders.values() if order.voided} == {
            body.order
            for body in (desk.view.entries[seq - 1].event.body for seq in struck)
            if isinstance(body, ev.OrderGiven)
        }
    desk.window.let_go()


def test_there_is_nothing_to_void(desk: Desk, short: LoadedScenario) -> None:
    desk.run(short)
    before = desk.bodies()
    desk.press(Z, CTRL)
    assert desk.bodies() == before
    assert desk.page.notice.text == _("There is no entry of your own to void.")


def test_what_happened_on_the_ground_is_not_undone_nor_what_came_before_it(run: Desk) -> None:
    run.press(Qt.Key.Key_M)
    run.press(run.unit_key("line"))
    before = run.bodies()
    for _turn in range(2):
        run.press(Z, CTRL)
    assert run.bodies() == before
    assert "#5" in run.page.notice.text, "it is said which entry stays"


def test_what_the_machine_did_is_passed_over(run: Desk) -> None:
    run.press(Qt.Key.Key_M)
    run.pass_ms(61_000)
    assert isinstance(run.bodies()[-1], ev.InjectFired)
    run.press(Z, CTRL)
    assert run.bodies(ev.EntryVoided) == [ev.EntryVoided(4)]


def test_entries_of_an_earlier_run_of_the_program_are_one_s_own(run: Desk, short: LoadedScenario) -> None:
    run.press(Qt.Key.Key_M)
    run.window.let_go()
    run.window.open_file(run.sessions()[0])
    run.window.actions_table["resume_session"].do()
    run.press(Z, CTRL)
    assert run.bodies(ev.EntryVoided) == [ev.EntryVoided(4)]


def test_it_does_not_reach_into_another_session(run: Desk, short: LoadedScenario) -> None:
    run.press(Qt.Key.Key_M)
    run.end_ex(_("END"))
    first = run.view.drill.path
    records = read_session(first).records
    run.window.run(short)
    run.press(Z, CTRL)
    run.press(Z, CTRL | SHIFT)
    assert run.bodies(ev.EntryVoided) == []
    run.window.let_go()
    assert read_session(first).records == records


def test_a_voided_mark_leaves_the_plot_and_comes_back(run: Desk) -> None:
    def marks() -> list[str]:
        plots = run.page.plots.plots
        assert plots is not None
        return [mark.kind for mark in plots._state.marks]

    run.press(Qt.Key.Key_Space)
    run.press(Qt.Key.Key_M)
    assert marks() == ["inject", "marker"]
    run.press(Z, CTRL)
    assert marks() == ["inject"]
    run.press(Z, CTRL | SHIFT)
    assert marks() == ["inject", "marker"]
