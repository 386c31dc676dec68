"""What each command makes happen in a given state: one function a command, no side effect."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from player.engine import answers, assessing, desk, entries, overrides, phases
from player.engine import commands as do
from player.engine.desk import inject_named
from player.engine.expected import met_by, met_by_change, tick
from player.engine.fold import Fold
from player.engine.refusals import Outcome, opened, refusal, under_way
from player.engine.state import Status
from player.model import events as ev
from player.model.doctrine import ACTION_KINDS, CHANNELS, InjectStatus, Stage

SPEED_RANGE_PERMILLE = (100, 120_000)


def decide(fold: Fold, command: do.Command) -> list[tuple[ev.Body, ev.Actor | None]]:
    """What this command makes happen now.

    Raises:
        Refused: it does not fit the state of the drill.
    """
    return list(_DECISIONS[type(command)](fold, command))


def _hold(fold: Fold, command: do.HoldExercise) -> Outcome:
    if under_way(fold).status is Status.HELD:
        raise refusal("The exercise is already on hold.")
    yield ev.ExerciseHeld(command.reason), None


def _resume(fold: Fold, _command: do.ResumeExercise) -> Outcome:
    if under_way(fold).status is not Status.HELD:
        raise refusal("The exercise is not on hold.")
    yield ev.ExerciseResumed(), None


def _set_speed(fold: Fold, command: do.SetSpeed) -> Outcome:
    lowest, highest = SPEED_RANGE_PERMILLE
    if not lowest <= command.speed_permille <= highest:
        raise refusal("A speed lies between {lowest} and {highest}.", lowest=lowest / 1000, highest=highest / 1000)
    if opened(fold).speed_permille != command.speed_permille:
        yield ev.SpeedChanged(command.speed_permille), None


def _fire(fold: Fold, command: do.FireInject) -> Outcome:
    state = under_way(fold)
    inject = inject_named(fold, command.inject)
    fired = state.injects[inject.id].status is InjectStatus.FIRED and not inject.repeats
    if fired and command.how is not ev.Firing.AGAIN:
        raise refusal("The inject “{title}” has already been delivered.", title=inject.title)
    how = ev.Firing.CHOSEN if command.how is ev.Firing.AGAIN and not fired else command.how
    yield ev.InjectFired(inject.id, how), None


def _hold_back(fold: Fold, command: do.HoldBackInject) -> Outcome:
    state = opened(fold)
    inject = inject_named(fold, command.inject)
    if state.injects[inject.id].status not in {InjectStatus.PENDING, InjectStatus.DUE}:
        raise refusal("The inject “{title}” no longer waits for its time.", title=inject.title)
    yield ev.InjectHeldBack(inject.id), None


def _release(fold: Fold, command: do.ReleaseInject) -> Outcome:
    state = opened(fold)
    inject = inject_named(fold, command.inject)
    if state.injects[inject.id].status not in {InjectStatus.HELD, InjectStatus.SKIPPED}:
        raise refusal("The inject “{title}” is neither held back nor skipped.", title=inject.title)
    yield ev.InjectReleased(inject.id), None


def _skip(fold: Fold, command: do.SkipInject) -> Outcome:
    state = opened(fold)
    inject = inject_named(fold, command.inject)
    if state.injects[inject.id].status in {InjectStatus.FIRED, InjectStatus.SKIPPED}:
        raise refusal("The inject “{title}” no longer waits for its time.", title=inject.title)
    yield ev.InjectSkipped(inject.id, ev.SkipReason.CONTROLLER), None


def _give_order(fold: Fold, command: do.GiveOrder) -> Outcome:
    state = under_way(fold)
    if command.unit not in fold.scenario.units:
        raise refusal("The script has no unit {unit}.", unit=command.unit)
    if command.does not in ACTION_KINDS:
        raise refusal("There is no kind of action {action}.", action=command.does)
    if command.channel not in CHANNELS:
        raise refusal("There is no channel {channel}.", channel=command.channel)
    if not command.rank.strip():
        raise refusal("An order names the rank or post of who gave it.")
    if command.rank not in fold.scenario.ranks:
        raise refusal("The script does not name the rank {rank}.", rank=command.rank)
    number = len(state.orders) + 1
    yield (
        ev.OrderGiven(number, command.unit, command.does, command.rank, command.who, command.channel),
        None,
    )


def _start_action(fold: Fold, command: do.StartAction) -> Outcome:
    state = under_way(fold)
    offer = fold.scenario.action_by_id.get(command.offer)
    if offer is None:
        raise refusal("The script has no action {action}.", action=command.offer)
    if any(run.unit == offer.unit and run.does == offer.does for run in state.running.values()):
        raise refusal("{unit} is already doing this.", unit=fold.scenario.units[offer.unit].title)
    stage = _stage(offer.stage if command.stage is None else command.stage)
    personnel = offer.personnel if command.personnel is None else command.personnel
    strength = fold.scenario.units[offer.unit].strength
    if not 0 <= personnel <= strength:
        raise refusal(
            "{unit} has {strength} personnel, not {personnel}.",
            unit=fold.scenario.units[offer.unit].title,
            strength=strength,
            personnel=personnel,
        )
    if command.order is not None and command.order not in state.orders:
        raise refusal("There is no order number {order}.", order=command.order)
    if command.order is not None and state.orders[command.order].voided:
        raise refusal("Order number {order} is void.", order=command.order)
    number = len(state.actions) + 1
    yield (
        ev.ActionStarted(
            number, offer.id, offer.unit, offer.does, stage, personnel, command.order, command.reason.strip()
        ),
        None,
    )
    yield from met_by(fold, offer, number, stage)


def _stage(stage: int) -> int:
    if not Stage.NONE <= stage <= Stage.FIREARM:
        raise refusal("A stage of force lies between 0 and 6, not {stage}.", stage=stage)
    return int(stage)


def _change_stage(fold: Fold, command: do.ChangeStage) -> Outcome:
    run = _running(fold, command.action)
    stage = _stage(command.stage)
    if run.stage != stage:
        yield ev.ActionStageChanged(run.action, stage, command.reason), None
        yield from met_by_change(fold, run, stage)


def _stop_action(fold: Fold, command: do.StopAction) -> Outcome:
    yield ev.ActionStopped(_running(fold, command.action).action), None


def _running(fold: Fold, action: int) -> Any:
    run = under_way(fold).running.get(action)
    if run is None:
        raise refusal("This action is not under way.")
    return run


_DECISIONS: Mapping[type[do.Command], Callable[[Fold, Any], Outcome]] = {
    do.StartExercise: phases.start,
    do.HoldExercise: _hold,
    do.ResumeExercise: _resume,
    do.SetSpeed: _set_speed,
    do.EndExercise: phases.end,
    do.NextPhase: phases.next_phase,
    do.AdjustPhase: phases.adjust_phase,
    do.Decide: phases.take_decision,
    do.CheckReadiness: phases.check_readiness,
    do.FireInject: _fire,
    do.HoldBackInject: _hold_back,
    do.ReleaseInject: _release,
    do.SkipInject: _skip,
    do.GiveOrder: _give_order,
    do.StartAction: _start_action,
    do.ChangeStage: _change_stage,
    do.StopAction: _stop_action,
    do.TickExpected: tick,
    do.ObserveTag: entries.observe_tag,
    do.RecordFact: entries.record_fact,
    do.AmendRecord: entries.amend_record,
    do.WriteNote: entries.write_note,
    do.PlaceMarker: entries.place_marker,
    do.VoidEntry: entries.void,
    do.RestoreEntry: entries.restore,
    do.Override: overrides.override,
    do.AnswerFinding: answers.answer_finding,
    do.Annotate: assessing.annotate,
    do.RemoveAnnotation: assessing.remove_annotation,
    do.RateObjective: assessing.rate_objective,
    do.PlanCorrective: assessing.plan_corrective,
    do.RemoveCorrective: assessing.remove_corrective,
    do.WriteSummary: assessing.write_summary,
    do.AmendObservation: entries.amend_observation,
    do.TakeTurn: entries.take_turn,
    do.EditInjectText: desk.edit_text,
    do.SetInjectHand: desk.set_hand,
    do.ShiftInjects: desk.shift_injects,
    do.CountGap: desk.count_gap,
    do.DeclareEmergency: desk.declare_emergency,
    do.MarkContacted: desk.mark_contacted,
    do.EndEmergency: desk.end_emergency,
}
