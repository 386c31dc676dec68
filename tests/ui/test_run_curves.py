"""The plots of the real window: what they are fed as a drill goes on, and in the review of it."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from player.engine import commands as do
from player.engine.rehearsal import Superseded, rehearse
from player.model import events as ev
from player.model.rules import Certainty
from player.model.times import MINUTE_MS, SECOND_MS
from player.ui.plots.drill_plots import DrillPlots
from player.ui.plots.marks import FindingMark, Mode, Overridden
from player.ui.run.curve_marks import EventsOf, override_marks
from player.ui.run.moved_plan import MovedPlan
from tests.helpers.background import HeldBackground
from tests.helpers.desk import Desk
from tests.helpers.desk_findings import provoke

GATHER_MS, PUSH_MS = 10 * MINUTE_MS, 5 * MINUTE_MS


def plots_of(desk: Desk) -> DrillPlots:
    host = desk.page.plots
    if host.plots is None:
        host.load_now()
    QApplication.processEvents()
    assert host.plots is not None
    return host.plots


def override(
    desk: Desk, quantity: ev.Quantity, mode: ev.OverrideMode, value: int | None = None, unit: str | None = None
) -> None:
    assert desk.view.do(do.Override(quantity, mode, value, "AKP Budi", "too calm", unit))


class TestMovedPlan:
    def test_nothing_is_moved_while_the_drill_is_on_time(self, run: Desk) -> None:
        run.pass_until(9 * MINUTE_MS)
        assert plots_of(run)._state.realigned.pieces == []
        assert plots_of(run)._state.plan.read(9 * MINUTE_MS).tension is not None

    def test_in_overtime_what_is_to_come_moves_on(self, run: Desk) -> None:
        run.pass_until(GATHER_MS + 90 * SECOND_MS)
        (piece,) = plots_of(run)._state.realigned.pieces
        assert (piece.start_ms, piece.end_ms) == (690_000, 690_000 + PUSH_MS)
        run.pass_ms(20 * SECOND_MS)
        (piece,) = plots_of(run)._state.realigned.pieces
        assert piece.start_ms == 710_000

    def test_the_next_phase_has_its_plan_where_it_really_began(self, run: Desk) -> None:
        run.pass_until(6 * MINUTE_MS)
        run.next_phase()
        state = plots_of(run)._state
        (piece,) = state.realigned.pieces
        assert piece.start_ms == 6 * MINUTE_MS
        moved = state.realigned.read(8 * MINUTE_MS).tension
        assert moved == state.plan.read(GATHER_MS + 2 * MINUTE_MS).tension

    def test_a_phase_made_longer_moves_the_rest(self, run: Desk) -> None:
        run.pass_until(MINUTE_MS)
        run.view.do(do.AdjustPhase(2 * MINUTE_MS))
        (piece,) = plots_of(run)._state.realigned.pieces
        assert piece.start_ms == GATHER_MS + 2 * MINUTE_MS

    def test_it_is_there_in_review_too(self, run: Desk) -> None:
        run.pass_until(6 * MINUTE_MS)
        run.next_phase()
        run.pass_until(8 * MINUTE_MS)
        run.view.do(do.EndExercise())
        run.window.review_ended()
        run.page.show_instrument(on=False)
        (piece,) = plots_of(run)._state.realigned.pieces
        assert (piece.start_ms, piece.end_ms) == (6 * MINUTE_MS, 8 * MINUTE_MS)

    def test_another_answer_brings_the_plan_of_the_way_taken(self, branching: Desk) -> None:
        branching.pass_until(4 * MINUTE_MS)
        branching.view.do(do.Decide("outcome", "accepted"))
        (piece,) = plots_of(branching)._state.realigned.pieces
        assert piece.start_ms == 4 * MINUTE_MS
        scenario = branching.view.scenario
        home_ms = scenario.phase_by_id["home"].planned_ms
        assert piece.end_ms <= 4 * MINUTE_MS + home_ms

    def test_the_way_taken_is_rehearsed_in_the_background(self, branching: Desk) -> None:
        background = HeldBackground()
        moved = MovedPlan(branching.view, background, branching.window)
        branching.pass_until(4 * MINUTE_MS)
        assert len(background) == 0  # it is the planned way so far
        branching.view.do(do.Decide("outcome", "accepted"))
        assert len(background) == 1
        before = moved.pieces
        heard: list[int] = []
        moved.moved.connect(lambda: heard.append(1))
        background.finish()
        assert heard == [1]
        assert moved.pieces != before

    def test_a_rehearsal_nobody_waits_for_any_more_is_given_up(self, branching: Desk) -> None:
        with pytest.raises(Superseded):
            rehearse(branching.view.scenario, wanted=lambda: False)
        MovedPlan._given_up(Superseded())
        with pytest.raises(ValueError, match="odd"):
            MovedPlan._given_up(ValueError("odd"))


class TestFindings:
    def test_what_is_found_stands_on_the_plots_and_goes_hollow_when_it_is_answered(self, run: Desk) -> None:
        provoke(run)
        found = run.view.findings
        assert found
        marks = plots_of(run)._state.findings
        assert [(mark.key, mark.rule, mark.is_open) for mark in marks] == [
            (one.key, one.rule, one.open) for one in sorted(found, key=lambda one: one.from_ms)
        ]
        key = next(one.key for one in found if one.open)
        run.view.do(do.AnswerFinding(key, ev.AnswerKind.ACCEPTED, "", "AKP Budi"))
        assert next(mark for mark in plots_of(run)._state.findings if mark.key == key).is_open is False

    def test_what_lasts_reaches_up_to_now(self, run: Desk) -> None:
        provoke(run)
        lasting = [one for one in run.view.findings if one.lasting]
        if not lasting:
            run.view.do(do.StartAction("arrest"))
        before = {mark.key: mark.to_ms for mark in plots_of(run)._state.findings}
        run.pass_ms(MINUTE_MS)
        for finding in run.view.findings:
            mark = next(mark for mark in plots_of(run)._state.findings if mark.key == finding.key)
            assert mark.to_ms == finding.to_ms
            if finding.lasting and finding.key in before:
                assert mark.to_ms > before[finding.key]

    def test_every_mark_says_its_certainty_and_its_sentence(self, run: Desk) -> None:
        provoke(run)
        for mark in plots_of(run)._state.findings:
            assert isinstance(mark, FindingMark)
            assert mark.certainty in Certainty
            assert mark.text


class TestOverrides:
    def test_each_is_drawn_on_its_curve_and_flagged(self, run: Desk) -> None:
        run.pass_until(MINUTE_MS)
        override(run, ev.Quantity.TENSION, ev.OverrideMode.SET, 600_000)
        run.pass_until(2 * MINUTE_MS)
        override(run, ev.Quantity.TENSION, ev.OverrideMode.HOLD)
        override(run, ev.Quantity.FORCE, ev.OverrideMode.HOLD, 4, "dalmas")
        override(run, ev.Quantity.PRESENCE, ev.OverrideMode.SET, 500_000)
        marks = plots_of(run)._state.overrides
        assert [(mark.quantity, mark.mode) for mark in marks] == [
            (Overridden.TENSION, Mode.SET),
            (Overridden.TENSION, Mode.HOLD),
            (Overridden.FORCE, Mode.HOLD),
            (Overridden.OTHER, Mode.SET),
        ]
        assert marks[0].after == 60
        assert marks[2].after == 4
        assert all(mark.until_ms is None for mark in marks)
        assert all("AKP Budi" in mark.text and "too calm" in mark.text for mark in marks)
        assert [mark.kind for mark in plots_of(run)._state.marks].count("override") == 4
        run.pass_until(3 * MINUTE_MS)
        override(run, ev.Quantity.TENSION, ev.OverrideMode.RELEASE)
        held = plots_of(run)._state.overrides
        assert [mark.until_ms for mark in held if mark.mode is Mode.HOLD] == [3 * MINUTE_MS, None]

    def test_at_endex_nothing_is_held_any_longer(self, run: Desk) -> None:
        run.pass_until(MINUTE_MS)
        override(run, ev.Quantity.TENSION, ev.OverrideMode.HOLD)
        run.pass_until(2 * MINUTE_MS)
        run.view.do(do.EndExercise())
        assert [mark.until_ms for mark in plots_of(run)._state.overrides] == [2 * MINUTE_MS]
        run.window.review_ended()
        run.page.show_instrument(on=False)
        assert [mark.until_ms for mark in plots_of(run)._state.overrides] == [2 * MINUTE_MS]

    def test_one_hold_ends_another_of_the_same_value_only(self, run: Desk) -> None:
        run.pass_until(MINUTE_MS)
        override(run, ev.Quantity.TENSION, ev.OverrideMode.HOLD)
        run.pass_until(2 * MINUTE_MS)
        override(run, ev.Quantity.FORCE, ev.OverrideMode.HOLD, 3, "dalmas")
        override(run, ev.Quantity.TENSION, ev.OverrideMode.HOLD, 200_000)
        marks = override_marks(run.view.scenario, EventsOf(run.view.entries))
        assert [mark.until_ms for mark in marks] == [2 * MINUTE_MS, None, None]


class TestReaders:
    def test_what_moved_the_tension_is_told_in_words(self, run: Desk) -> None:
        run.pass_until(2 * MINUTE_MS)
        explain = plots_of(run)._crosshair.explain
        assert explain is not None
        assert any("Arrival" in text for text in explain(90 * SECOND_MS))
        assert explain(0) == []

    def test_who_is_in_action_is_told_with_stage_and_persons(self, run: Desk) -> None:
        units = plots_of(run)._crosshair.units
        assert units is not None
        run.pass_until(MINUTE_MS)
        run.view.do(do.StartAction("line"))
        run.pass_until(2 * MINUTE_MS)
        override(run, ev.Quantity.FORCE, ev.OverrideMode.HOLD, 4, "negosiator")
        run.pass_until(3 * MINUTE_MS)
        assert units(30 * SECOND_MS) == []
        (line,) = units(90 * SECOND_MS)
        assert "20" in line
        assert "Dalmas Awal" in line
        held, _line = units(150 * SECOND_MS)  # the highest stage first
        assert "4" in held
        assert "Negosiator" in held

    def test_the_personnel_there_is_comes_from_the_script(self, run: Desk) -> None:
        assert plots_of(run)._state.available == 42


def test_the_log_is_read_as_events_without_a_copy(run: Desk) -> None:
    events = EventsOf(run.view.entries)
    assert [event.seq for event in events] == [entry.seq for entry in run.view.entries]
    assert [event.seq for event in events[1:3]] == [2, 3]
    assert len(events[1:3]) == 2


def test_a_decision_is_flagged_with_its_answer(branching: Desk) -> None:
    branching.pass_until(4 * MINUTE_MS)
    branching.view.do(do.Decide("outcome", "accepted"))
    assert ("decision", "They accept it") in [(mark.kind, mark.label) for mark in plots_of(branching)._state.marks]
