"""What each command makes happen in a given state: one function a command, no side effect."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias

from player.engine import commands as do
from player.engine.commands import Refused
from player.engine.fold import Fold
from player.engine.state import DrillState, ExpectedState, ExpectedStatus, Status
from player.i18n import Message
from player.model import events as ev
from player.model.doctrine import ACTION_KINDS, CHANNELS, InjectStatus, Stage
from player.model.course import Inject
from player.model.times import MINUTE_MS

Outcome: TypeAlias = Iterator[tuple[ev.Body, ev.Actor | None]]
"""Bodies in order; the actor is None for whoever gave the command."""

SHORTEST_PHASE_MS = MINUTE_MS
"""A phase cannot be made shorter than this; to end it sooner, go on to the next one."""

SPEED_RANGE_PERMILLE = (100, 120_000)
LONGEST_NOTE = 10_000


def decide(fold: Fold, command: do.Command) -> list[tuple[ev.Body, ev.Actor | None]]:
    """What this command makes happen now.

    Raises:
        Refused: it does not fit the state of the drill.
    """
    return list(_DECISIONS[type(command)](fold, command))


def refusal(msgid: str, **values: object) -> Refused:
    """A refusal to raise; its text is marked for translation by standing in this call."""
    return Refused(Message(msgid, values))


def _under_way(fold: Fold) -> DrillState:
    if fold.state.status is Status.READY:
        raise refusal("The exercise has not started yet.")
    return _open(fold)


def _open(fold: Fold) -> DrillState:
    if fold.state.status is Status.ENDED:
        raise refusal("The exercise has ended; its log is closed.")
    return fold.state


def _start(fold: Fold, _command: do.StartExercise) -> Outcome:
    if fold.state.status is not Status.READY:
        raise refusal("The exercise has already started.")
    yield ev.ExerciseStarted(), None
    yield ev.PhaseStarted(fold.scenario.phases[0].id), None


def _hold(fold: Fold, command: do.HoldExercise) -> Outcome:
    if _under_way(fold).status is Status.HELD:
        raise refusal("The exercise is already on hold.")
    yield ev.ExerciseHeld(command.reason), None


def _resume(fold: Fold, _command: do.ResumeExercise) -> Outcome:
    if _under_way(fold).status is not Status.HELD:
        raise refusal("The exercise is not on hold.")
    yield ev.ExerciseResumed(), None


def _set_speed(fold: Fold, command: do.SetSpeed) -> Outcome:
    lowest, highest = SPEED_RANGE_PERMILLE
    if not lowest <= command.speed_permille <= highest:
        raise refusal("A speed lies between {lowest} and {highest}.", lowest=lowest / 1000, highest=highest / 1000)
    if _open(fold).speed_permille != command.speed_permille:
        yield ev.SpeedChanged(command.speed_permille), None


def _end(fold: Fold, _command: do.EndExercise) -> Outcome:
    state = _under_way(fold)
    for action in tuple(state.running):
        yield ev.ActionStopped(action), ev.Actor.ENGINE
    yield from _skip_waiting(state, fold.scenario.inject_by_id.values(), ev.SkipReason.EXERCISE_ENDED)
    yield ev.ExerciseEnded(), None


def _next_phase(fold: Fold, _command: do.NextPhase) -> Outcome:
    state = _under_way(fold)
    phase, following = state.phase, state.next_phase
    if phase is None or following is None:
        raise refusal("This is the last phase; the exercise goes on until EndEx.")
    yield from _skip_waiting(state, phase.injects, ev.SkipReason.PHASE_ENDED)
    yield ev.PhaseStarted(following.id), None


def _skip_waiting(state: DrillState, injects: Any, reason: ev.SkipReason) -> Outcome:
    waiting = (InjectStatus.PENDING, InjectStatus.DUE, InjectStatus.HELD)
    for inject in injects:
        if state.injects[inject.id].status in waiting:
            yield ev.InjectSkipped(inject.id, reason), ev.Actor.ENGINE


def _adjust_phase(fold: Fold, command: do.AdjustPhase) -> Outcome:
    run = _under_way(fold).phase_run
    if run is None:
        raise refusal("The exercise has not started yet.")
    delta_ms = max(command.delta_ms, min(0, SHORTEST_PHASE_MS - run.planned_ms))
    if delta_ms == 0:
        raise refusal("The phase is already as short as it can be; go on to the next phase instead.")
    yield ev.PhaseAdjusted(run.phase, delta_ms), None


def _inject(fold: Fold, inject: str) -> Inject:
    if inject not in fold.scenario.inject_by_id:
        raise refusal("The script has no inject {inject}.", inject=inject)
    return fold.scenario.inject_by_id[inject]


def _fire(fold: Fold, command: do.FireInject) -> Outcome:
    state = _under_way(fold)
    inject = _inject(fold, command.inject)
    if state.injects[inject.id].status is InjectStatus.FIRED:
        raise refusal("The inject “{title}” has already been delivered.", title=inject.title)
    yield ev.InjectFired(inject.id, command.how), None


def _hold_back(fold: Fold, command: do.HoldBackInject) -> Outcome:
    state = _open(fold)
    inject = _inject(fold, command.inject)
    if state.injects[inject.id].status not in {InjectStatus.PENDING, InjectStatus.DUE}:
        raise refusal("The inject “{title}” no longer waits for its time.", title=inject.title)
    yield ev.InjectHeldBack(inject.id), None


def _release(fold: Fold, command: do.ReleaseInject) -> Outcome:
    state = _open(fold)
    inject = _inject(fold, command.inject)
    if state.injects[inject.id].status not in {InjectStatus.HELD, InjectStatus.SKIPPED}:
        raise refusal("The inject “{title}” is neither held back nor skipped.", title=inject.title)
    yield ev.InjectReleased(inject.id), None


def _skip(fold: Fold, command: do.SkipInject) -> Outcome:
    state = _open(fold)
    inject = _inject(fold, command.inject)
    if state.injects[inject.id].status in {InjectStatus.FIRED, InjectStatus.SKIPPED}:
        raise refusal("The inject “{title}” no longer waits for its time.", title=inject.title)
    yield ev.InjectSkipped(inject.id, ev.SkipReason.CONTROLLER), None


def _give_order(fold: Fold, command: do.GiveOrder) -> Outcome:
    state = _under_way(fold)
    if command.unit not in fold.scenario.units:
        raise refusal("The script has no unit {unit}.", unit=command.unit)
    if command.does not in ACTION_KINDS:
        raise refusal("There is no kind of action {action}.", action=command.does)
    if command.channel not in CHANNELS:
        raise refusal("There is no channel {channel}.", channel=command.channel)
    if not command.rank.strip():
        raise refusal("An order names the rank or post of who gave it.")
    number = len(state.orders) + 1
    yield (
        ev.OrderGiven(number, command.unit, command.does, command.rank, command.who, command.channel),
        None,
    )


def _start_action(fold: Fold, command: do.StartAction) -> Outcome:
    state = _under_way(fold)
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
        ev.ActionStarted(number, offer.id, offer.unit, offer.does, stage, personnel, command.order),
        None,
    )
    for expected in tuple(state.unmet):
        if fold.scenario.expected_by_id[expected].is_met_by(offer.unit, offer.does):
            yield _met(state.expected[expected], fold.now_ms, number), ev.Actor.ENGINE


def met_at_once(fold: Fold, inject: str) -> Iterator[ev.ExpectedActionMet]:
    """What this inject expects that a unit is doing already when it is delivered."""
    for expected in fold.scenario.inject_by_id[inject].expect:
        for run in fold.state.running.values():
            if expected.is_met_by(run.unit, run.does):
                yield _met(fold.state.expected[expected.id], fold.now_ms, run.action)
                break


def _stage(stage: int) -> int:
    if not Stage.NONE <= stage <= Stage.FIREARM:
        raise refusal("A stage of force lies between 0 and 6, not {stage}.", stage=stage)
    return int(stage)


def _change_stage(fold: Fold, command: do.ChangeStage) -> Outcome:
    run = _running(fold, command.action)
    stage = _stage(command.stage)
    if run.stage != stage:
        yield ev.ActionStageChanged(run.action, stage, command.reason), None


def _stop_action(fold: Fold, command: do.StopAction) -> Outcome:
    yield ev.ActionStopped(_running(fold, command.action).action), None


def _running(fold: Fold, action: int) -> Any:
    run = _under_way(fold).running.get(action)
    if run is None:
        raise refusal("This action is not under way.")
    return run


def _tick(fold: Fold, command: do.TickExpected) -> Outcome:
    opened = _under_way(fold).expected.get(command.expected)
    if opened is None:
        raise refusal("This action is not expected yet; its inject has not been delivered.")
    if opened.status in {ExpectedStatus.MET, ExpectedStatus.MET_LATE}:
        raise refusal("This expected action has already been ticked.")
    yield _met(opened, fold.now_ms, None), None


def _met(opened: ExpectedState, now_ms: int, by_action: int | None) -> ev.ExpectedActionMet:
    late = now_ms > opened.deadline_ms or opened.status is ExpectedStatus.MISSED
    return ev.ExpectedActionMet(opened.expected, now_ms - opened.opened_ms, late, by_action)


def _write_note(fold: Fold, command: do.WriteNote) -> Outcome:
    state = _open(fold)
    text = command.text.strip()
    if not text:
        raise refusal("A note needs a text.")
    if command.on is not None and not 1 <= command.on <= state.last_seq:
        raise refusal("There is no entry #{seq}.", seq=command.on)
    begun_ms = fold.now_ms if command.begun_ms is None else min(command.begun_ms, fold.now_ms)
    yield ev.NoteWritten(text[:LONGEST_NOTE], max(0, begun_ms), command.on), None


def _place_marker(fold: Fold, command: do.PlaceMarker) -> Outcome:
    _open(fold)
    yield ev.MarkerPlaced(command.text.strip()[:LONGEST_NOTE]), None


def _void(fold: Fold, command: do.VoidEntry) -> Outcome:
    state = _open(fold)
    body = state.voidable.get(command.seq)
    if body is None:
        raise refusal(
            "Your last entry, #{seq}, tells of what happened and stays. Write a note on it instead.", seq=command.seq
        )
    if command.seq in state.voided:
        raise refusal("Entry #{seq} is already void.", seq=command.seq)
    if isinstance(body, ev.OrderGiven) and any(run.order == body.order for run in state.actions.values()):
        raise refusal("Order #{seq} has been followed and stays. Write a note on it instead.", seq=command.seq)
    yield ev.EntryVoided(command.seq), None
    if isinstance(body, ev.ExpectedActionMet) and state.expected[body.expected].deadline_ms <= fold.now_ms:
        yield ev.ExpectedActionMissed(body.expected), ev.Actor.ENGINE


def _restore(fold: Fold, command: do.RestoreEntry) -> Outcome:
    state = _open(fold)
    if command.seq not in state.voided:
        raise refusal("Entry #{seq} is not void.", seq=command.seq)
    body = state.voidable[command.seq]
    if isinstance(body, ev.ExpectedActionMet) and body.expected not in state.unmet:
        raise refusal("This expected action has already been ticked.")
    yield ev.EntryRestored(command.seq), None


_DECISIONS: Mapping[type[do.Command], Callable[[Fold, Any], Outcome]] = {
    do.StartExercise: _start,
    do.HoldExercise: _hold,
    do.ResumeExercise: _resume,
    do.SetSpeed: _set_speed,
    do.EndExercise: _end,
    do.NextPhase: _next_phase,
    do.AdjustPhase: _adjust_phase,
    do.FireInject: _fire,
    do.HoldBackInject: _hold_back,
    do.ReleaseInject: _release,
    do.SkipInject: _skip,
    do.GiveOrder: _give_order,
    do.StartAction: _start_action,
    do.ChangeStage: _change_stage,
    do.StopAction: _stop_action,
    do.TickExpected: _tick,
    do.WriteNote: _write_note,
    do.PlaceMarker: _place_marker,
    do.VoidEntry: _void,
    do.RestoreEntry: _restore,
}
