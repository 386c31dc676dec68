"""What steers the course of a drill and needs a sheet first: decisions, gates, phases by name, records."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from player.engine import commands as do
from player.i18n import _
from player.model.course import Decision
from player.model.entries import AT_STARTEX
from player.ui.run.course import blocking, next_phase, questions
from player.ui.run.decide import DecideSheet
from player.ui.run.phases import PhaseSheet
from player.ui.run.readiness import ReadinessSheet
from player.ui.run.records import RecordSheet
from player.ui.sheets import ask
from player.ui.views import DrillView


def answer_question(view: DrillView, parent: QWidget, decision: Decision | None = None) -> None:
    """Ask for the answer to a decision: the one given, else the one to be taken first."""
    if decision is None:
        decision = next(iter(questions(view.state)), None)
    if decision is None:
        view.said.emit(_("No decision is open in this phase."), True)
        return
    sheet = DecideSheet(view.state, decision, parent)
    if not ask(sheet) or sheet.choice is None:
        return
    choice, who = sheet.choice, sheet.who
    reason: str | None = ""
    if choice.moves and choice.to is not None:
        reason = pass_gate(view, choice.to, parent)
    if reason is not None:
        view.do(do.Decide(decision.id, choice.id, who, reason))


def go_on(view: DrillView, parent: QWidget) -> bool:
    """Where something comes before StartEx or the next phase, see to that; gives whether that was so."""
    state = view.state
    if not state.phases:
        if not state.open_items(AT_STARTEX):
            return False
        reason = pass_gate(view, AT_STARTEX, parent)
        if reason is not None:
            view.do(do.StartExercise(reason))
        return True
    open_question, after = blocking(state), next_phase(state)
    if open_question is not None and not state.completed:
        answer_question(view, parent, open_question)
        return True
    if after is None or not state.open_items(after.id):
        return False
    before = len(state.phases)
    reason = pass_gate(view, after.id, parent)
    if len(view.state.phases) != before:
        view.said.emit(_("The next phase has begun by itself meanwhile."), True)
    elif reason is not None:
        view.do(do.NextPhase(reason=reason))
    return True


def go_to_phase(view: DrillView, parent: QWidget) -> None:
    """Ask for a phase and go there."""
    sheet = PhaseSheet(view.state, parent)
    if not ask(sheet) or sheet.phase is None:
        return
    to = sheet.phase.id
    reason = pass_gate(view, to, parent)
    if reason is not None:
        view.do(do.NextPhase(to, reason))


def show_readiness(view: DrillView, parent: QWidget) -> None:
    """Show what must be ready, to be looked at and ticked."""
    if view.scenario.readiness:
        sheet = ReadinessSheet(view, None, _("StartEx"), parent)
        sheet.print_wanted.connect(lambda: _print_muster(view, parent))
        if ask(sheet) and sheet.passes:
            view.do(do.StartExercise(sheet.reason))
    else:
        view.said.emit(_("The script asks for nothing to be ready."), False)


def _print_muster(view: DrillView, parent: QWidget) -> None:
    from player.ui.paper.offers import print_muster

    print_muster(view, parent)


def put_on_record(view: DrillView, parent: QWidget) -> None:
    """Ask what happened, and put it on record."""
    sheet = RecordSheet(parent)
    if ask(sheet) and sheet.kind is not None:
        view.do(do.RecordFact(sheet.kind))


def pass_gate(view: DrillView, gate: str, parent: QWidget) -> str | None:
    """See that what must be ready before a gate is; gives why it is passed all the same, or None to stay before it."""
    if not view.state.open_items(gate):
        return ""
    onward = _("StartEx") if gate == AT_STARTEX else _("Go on")
    sheet = ReadinessSheet(view, gate, onward, parent)
    sheet.print_wanted.connect(lambda: _print_muster(view, parent))
    return sheet.reason if ask(sheet) else None
