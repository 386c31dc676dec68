"""How expected actions are met: by a tick, or by what a unit does."""

from __future__ import annotations

from collections.abc import Iterator

from player.engine import commands as do
from player.engine.fold import Fold
from player.engine.refusals import Outcome, refusal, under_way
from player.engine.state import ExpectedState, ExpectedStatus
from player.model import events as ev


def met_at_once(fold: Fold, inject: str) -> Iterator[ev.ExpectedActionMet]:
    """What this inject expects that a unit is doing already when it is delivered."""
    for expected in fold.scenario.inject_by_id[inject].expect:
        for run in fold.state.running.values():
            if expected.is_met_by(run.unit, run.does):
                yield met(fold.state.expected[expected.id], fold.now_ms, run.action)
                break


def tick(fold: Fold, command: do.TickExpected) -> Outcome:
    """An expected action was seen by somebody."""
    opened = under_way(fold).expected.get(command.expected)
    if opened is None:
        raise refusal("This action is not expected yet; its inject has not been delivered.")
    if opened.status in {ExpectedStatus.MET, ExpectedStatus.MET_LATE}:
        raise refusal("This expected action has already been ticked.")
    yield met(opened, fold.now_ms, None, command.observer), None


def met(opened: ExpectedState, now_ms: int, by_action: int | None, observer: str = "") -> ev.ExpectedActionMet:
    """That an opened expected action is met now, and whether that is late."""
    late = now_ms > opened.deadline_ms or opened.status is ExpectedStatus.MISSED
    return ev.ExpectedActionMet(opened.expected, now_ms - opened.opened_ms, late, by_action, observer)
