"""What the commands of the desk make happen: gaps in the time, real emergencies, changes to injects in the run."""

from __future__ import annotations

from player.engine import commands as do
from player.engine.clock import NORMAL_SPEED_PERMILLE
from player.engine.desk_transitions import waiting_for_time
from player.engine.fold import Fold
from player.engine.refusals import Outcome, opened, refusal, still_open, under_way
from player.engine.state import DrillState, Status
from player.model import events as ev
from player.model.course import Inject
from player.model.doctrine import InjectStatus
from player.model.times import DAY_MS
from player.triggers.manual import Manual

LONGEST_TEXT = 10_000
"""Characters the words of an inject may have."""


def inject_named(fold: Fold, inject: str) -> Inject:
    """An inject of the script.

    Raises:
        Refused: there is none of this id.
    """
    if inject not in fold.scenario.inject_by_id:
        raise refusal("The script has no inject {inject}.", inject=inject)
    return fold.scenario.inject_by_id[inject]


def count_gap(fold: Fold, command: do.CountGap) -> Outcome:
    """The open gap counts as hold, or as elapsed; then exercise time takes it in, at the speed it ran."""
    state = under_way(fold)
    if state.gap is None:
        raise refusal("There is no gap in the time to be counted.")
    if state.status is not Status.HELD:
        raise refusal("The exercise is not on hold.")
    gap_ms = state.gap.gap_ms
    if command.counts_as is ev.GapAs.ELAPSED:
        gap_ms = gap_ms * state.gap.speed_permille // NORMAL_SPEED_PERMILLE
        if gap_ms > DAY_MS:
            raise refusal("A gap of more than a day cannot count as elapsed.")
    yield ev.GapCounted(gap_ms, command.counts_as), None


def declare_emergency(fold: Fold, _command: do.DeclareEmergency) -> Outcome:
    """Something real has happened: everything stands still."""
    if still_open(fold).status is Status.EMERGENCY:
        raise refusal("The real emergency has already been declared.")
    yield ev.EmergencyDeclared(), None


def mark_contacted(fold: Fold, command: do.MarkContacted) -> Outcome:
    """A contact of the emergency list was reached, or not after all."""
    state = _in_emergency(fold)
    contact = command.contact.strip()[:LONGEST_TEXT]
    known = fold.scenario.emergency
    if not contact or (known and contact not in known):
        raise refusal("The script has no emergency contact {contact}.", contact=contact)
    if (contact in state.contacted) != command.reached:
        yield ev.EmergencyContacted(contact, command.reached), None


def end_emergency(fold: Fold, _command: do.EndEmergency) -> Outcome:
    """The real emergency is over."""
    _in_emergency(fold)
    yield ev.EmergencyOver(), None


def _in_emergency(fold: Fold) -> DrillState:
    if fold.state.status is not Status.EMERGENCY:
        raise refusal("No real emergency has been declared.")
    return fold.state


def edit_text(fold: Fold, command: do.EditInjectText) -> Outcome:
    """The words of an inject are others in this exercise, or those of the script again."""
    state, inject = opened(fold), inject_named(fold, command.inject)
    text = command.text.strip()[:LONGEST_TEXT]
    if state.inject_texts.get(inject.id, "") != text:
        yield ev.InjectTextEdited(inject.id, text), None


def set_hand(fold: Fold, command: do.SetInjectHand) -> Outcome:
    """An inject waits for GO when it is due, or is delivered by itself."""
    state, inject = opened(fold), inject_named(fold, command.inject)
    if not command.by_hand and inject.trigger.KIND == Manual.KIND:
        raise refusal("The inject “{title}” has no time of its own; it waits for the controller.", title=inject.title)
    if state.injects[inject.id].status is InjectStatus.FIRED and not inject.repeats:
        raise refusal("The inject “{title}” has already been delivered.", title=inject.title)
    if state.is_by_hand(inject) != command.by_hand:
        yield ev.InjectHandSet(inject.id, command.by_hand), None


def shift_injects(fold: Fold, command: do.ShiftInjects) -> Outcome:
    """What waits for its time in the present phase comes later, or earlier."""
    state = under_way(fold)
    phase = state.phase
    if phase is None:
        raise refusal("The exercise has not started yet.")
    if command.delta_ms == 0:
        return
    if not waiting_for_time(state, fold.now_ms):
        raise refusal("No inject of this phase waits for its time.")
    yield ev.InjectsShifted(phase.id, command.delta_ms), None
