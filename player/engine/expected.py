"""How expected actions are met: by a tick, or by what a unit does."""

from __future__ import annotations

from collections.abc import Iterator

from player.engine import commands as do
from player.engine.fold import Fold
from player.engine.refusals import Outcome, refusal, under_way
from player.engine.state import ActionRun, ExpectedState, ExpectedStatus
from player.model import events as ev
from player.model.course import UnitAction
from player.model.doctrine import ACTION_KINDS, FORCE_FROM


def met_at_once(fold: Fold, inject: str) -> Iterator[ev.ExpectedActionMet]:
    """What this inject expects that a unit is doing already when it is delivered."""
    for expected in fold.scenario.inject_by_id[inject].expect:
        for run in fold.state.running.values():
            if expected.is_met_by(run.unit, run.does) and is_of_its_kind(_offer(fold, run), run.stage):
                yield met(fold.state.expected[expected.id], fold.now_ms, run.action)
                break


def met_by(fold: Fold, offer: UnitAction, number: int, stage: int) -> Outcome:
    """What stands open that this action meets, begun now at this stage of force, or come down to it."""
    if not is_of_its_kind(offer, stage):
        return
    for expected in tuple(fold.state.unmet):
        if fold.scenario.expected_by_id[expected].is_met_by(offer.unit, offer.does):
            yield met(fold.state.expected[expected], fold.now_ms, number), ev.Actor.ENGINE


def met_by_change(fold: Fold, run: ActionRun, stage: int) -> Outcome:
    """What stands open that this action meets as it comes down to a stage at which it is of its kind again."""
    offer = _offer(fold, run)
    if not is_of_its_kind(offer, run.stage):
        yield from met_by(fold, offer, run.action, stage)


def is_of_its_kind(offer: UnitAction, stage: int) -> bool:
    """Whether an action at this stage of force is still what its kind says: an appeal with a baton in hand is none.

    Force above that of its kind makes another thing of it, unless the script itself offers it so.
    """
    return stage < FORCE_FROM or stage <= max(offer.stage, ACTION_KINDS[offer.does].stage)


def _offer(fold: Fold, run: ActionRun) -> UnitAction:
    return fold.scenario.action_by_id[run.offer]


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
