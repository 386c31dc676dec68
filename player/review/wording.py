"""What an event says in words: one sentence each, for the live log, the review and the headless run."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from player.i18n import N_, _
from player.model import events as ev
from player.model.doctrine import ACTION_KINDS
from player.model.scenario import Scenario
from player.model.times import clock_text, length_words
from player.review.assessment_wording import ASSESSMENT_LINES
from player.review.desk_wording import DESK_LINES, seen_by
from player.review.entry_wording import ENTRY_LINES, giver_text, stage_text
from player.review.instrument_wording import INSTRUMENT_LINES
from player.review.lines import LINE_KIND_TITLES, Line, LineKind

__all__ = ["LINE_KIND_TITLES", "Line", "LineKind", "Wording", "giver_text", "stage_text"]


LEARNT: frozenset[type[ev.Body]] = frozenset(
    {ev.ActionStarted, ev.OrderGiven, ev.InjectTextEdited, ev.InjectFired, ev.PhaseStarted}
)
"""The kinds of event that later ones refer to: `Wording.learn` remembers nothing of any other."""


class Wording:
    """Words for the events of one scenario, in the language in use when asked.

    Numbers of actions and orders are resolved through the events seen, so each event is to be passed through `line` or
    `learn` in order.
    """

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self._actions: dict[int, ev.ActionStarted] = {}
        self._orders: dict[int, ev.OrderGiven] = {}
        self._played: set[str] = set()
        self._firings: dict[str, list[int]] = {}
        self._edits: dict[str, dict[int, bool]] = {}
        self._said: dict[int, str] = {}

    def learn(self, event: ev.Event) -> None:
        """Remember what later events refer to."""
        match event.body:
            case ev.ActionStarted(action=action):
                self._actions[action] = event.body
            case ev.OrderGiven(order=order):
                self._orders[order] = event.body
            case ev.PhaseStarted(phase=phase):
                self._played.add(phase)
            case ev.InjectTextEdited(inject=inject, text=text):
                self._edits.setdefault(inject, {})[event.seq] = bool(text)
            case ev.InjectFired(inject=inject):
                firings = self._firings.setdefault(inject, [])
                if event.seq not in firings:
                    firings.append(event.seq)

    def line(self, event: ev.Event) -> Line:
        """The event in words."""
        self.learn(event)
        line = _LINES[type(event.body)](self, event.body)
        if isinstance(event.body, ev.InjectFired):
            times = 1 + self._firings[event.body.inject].index(event.seq)
            line = replace(line, text=f"{line.text} ×{times}") if times > 1 else line
            if self._is_edited(event.body.inject, event.seq):
                line = replace(line, text=_("{line}, in changed words").format(line=line.text))
        self._said[event.seq] = line.text
        return line

    def _is_edited(self, inject: str, seq: int) -> bool:
        """Whether the words of an inject were not those of the script at this event."""
        edits = [edited for at, edited in self._edits.get(inject, {}).items() if at < seq]
        return bool(edits) and edits[-1]

    def is_aside(self, inject: str) -> bool:
        """Whether an inject belongs to a phase that has not been played."""
        return self.scenario.inject_by_id[inject].phase not in self._played

    def said(self, seq: int) -> str:
        """What was said of the event with this number, empty where it was not asked for."""
        return self._said.get(seq, "")

    def unit(self, unit: str) -> str:
        """Title of a unit."""
        return str(self.scenario.units[unit].title)

    def action(self, does: str) -> str:
        """Title of a kind of action."""
        return _(ACTION_KINDS[does].title)

    def inject(self, inject: str) -> str:
        """Title of an inject."""
        return str(self.scenario.inject_by_id[inject].title)

    def item(self, item: str) -> str:
        """Text of a readiness item."""
        return str(self.scenario.readiness[item].text)

    def expected(self, expected: str) -> str:
        """Text of an expected action."""
        return str(self.scenario.expected_by_id[expected].text)

    def doing(self, action: int) -> str:
        """Unit and kind of a running action: "Dalmas Awal: rope cordon"."""
        body = self._actions[action]
        return f"{self.unit(body.unit)}: {self.action(body.does)}"

    def order(self, order: int) -> str:
        """Who gave an order: rank and, where known, name."""
        body = self._orders[order]
        return giver_text(body.rank, body.who)


def _session_opened(_w: Wording, body: ev.SessionOpened) -> Line:
    return Line(LineKind.SESSION, _("Session opened with the script {name}").format(name=body.scenario_name))


def _session_resumed(_w: Wording, body: ev.SessionResumed) -> Line:
    text = _("Session taken up again after {gap} without a record").format(gap=clock_text(body.down_ms))
    return Line(LineKind.SESSION, text, alert=True)


def _started(_w: Wording, _body: ev.ExerciseStarted) -> Line:
    return Line(LineKind.CLOCK, _("StartEx: the exercise begins"))


def _held(_w: Wording, body: ev.ExerciseHeld) -> Line:
    text = _("Exercise on hold: {reason}").format(reason=body.reason) if body.reason else _("Exercise on hold")
    return Line(LineKind.CLOCK, text)


def _resumed(_w: Wording, _body: ev.ExerciseResumed) -> Line:
    return Line(LineKind.CLOCK, _("Exercise goes on"))


def _speed(_w: Wording, body: ev.SpeedChanged) -> Line:
    return Line(LineKind.CLOCK, _("Speed {speed:g}×").format(speed=body.speed_permille / 1000))


def _ended(_w: Wording, _body: ev.ExerciseEnded) -> Line:
    return Line(LineKind.CLOCK, _("EndEx: the exercise has ended"))


def _stage(_w: Wording, body: ev.StageOpened) -> Line:
    text = _("Stage {place} of the programme {programme}: {stage}").format(
        place=body.place, programme=body.programme, stage=body.stage
    )
    carried = (
        (N_("tension {value}"), body.tension_ppm),
        (N_("activity {value} %"), body.activity_ppm),
        (N_("legitimacy {value} %"), body.legitimacy_ppm),
    )
    taken = [_(template).format(value=round(ppm / _PPM_PER_POINT)) for template, ppm in carried if ppm is not None]
    if taken:
        text = _("{stage}; taken over: {what}").format(stage=text, what=", ".join(taken))
    return Line(LineKind.SESSION, text)


_PPM_PER_POINT = 10_000
"""Millionths in one of a hundred points."""


def _phase(w: Wording, body: ev.PhaseStarted) -> Line:
    number, count = w.scenario.phase_number(body.phase), len(w.scenario.phase_order)
    title = w.scenario.phase_by_id[body.phase].title
    if number <= count:
        text = _("Phase {number} of {count}: {title}").format(number=number, count=count, title=title)
    else:
        text = _("Phase beside the plan: {title}").format(title=title)
    cause = _CAUSES.get(body.cause)
    return Line(LineKind.PHASE, f"{text} ({_(cause)})" if cause is not None else text)


_CAUSES: Mapping[ev.PhaseCause, str] = {
    ev.PhaseCause.TIME: N_("by itself, its time had come"),
    ev.PhaseCause.EXIT: N_("by itself, an exit of the phase before came about"),
    ev.PhaseCause.DECISION: N_("by decision"),
}
"""Why a phase began, where nobody had to go on to it."""


def _completed(_w: Wording, body: ev.ScriptCompleted) -> Line:
    text = _("The script is through; the exercise goes on until EndEx")
    cause = _ENDS.get(body.cause)
    return Line(LineKind.PHASE, f"{text} ({_(cause)})" if cause is not None else text)


_ENDS: Mapping[ev.PhaseCause, str] = {
    ev.PhaseCause.TIME: N_("the time of its last phase is over"),
    ev.PhaseCause.EXIT: N_("an exit of its last phase came about"),
    ev.PhaseCause.DECISION: N_("by decision"),
}


def _question(w: Wording, body: ev.DecisionCameDue) -> Line:
    ask = w.scenario.decision_by_id[body.decision].ask
    return Line(LineKind.DECISION, _("To be decided: {question}").format(question=ask))


def _decided(w: Wording, body: ev.DecisionTaken) -> Line:
    decision = w.scenario.decision_by_id[body.decision]
    choice = decision.choice(body.choice)
    values = {"answer": choice.title if choice is not None else body.choice, "question": decision.ask, "who": body.who}
    template = N_("Decided by {who}: {answer} ({question})") if body.who else N_("Decided: {answer} ({question})")
    return Line(LineKind.DECISION, _(template).format(**values))


def _adjusted(_w: Wording, body: ev.PhaseAdjusted) -> Line:
    delta = length_words(abs(body.delta_ms))
    longer = body.delta_ms >= 0
    template = N_("Phase made {delta} longer") if longer else N_("Phase made {delta} shorter")
    if body.rest is ev.Rest.ABSORB:
        absorbed = N_("Phase made {delta} longer; the phases after it take that in")
        template = absorbed if longer else N_("Phase made {delta} shorter; the phases after it get that")
    return Line(LineKind.PHASE, _(template).format(delta=delta))


def _inject_due(w: Wording, body: ev.InjectCameDue) -> Line:
    offered = body.inject in w.scenario.contingencies
    template = N_("Contingency, waits for GO: {title}") if offered else N_("Due, waits for GO: {title}")
    return Line(LineKind.INJECT, _(template).format(title=w.inject(body.inject)))


def _inject_fired(w: Wording, body: ev.InjectFired) -> Line:
    template = {
        ev.Firing.SCHEDULE: N_("Delivered on time: {title}"),
        ev.Firing.GO: N_("Delivered by GO: {title}"),
        ev.Firing.CHOSEN: N_("Delivered by hand: {title}"),
        ev.Firing.AGAIN: N_("Delivered once more: {title}"),
        ev.Firing.PLAN: N_("Delivered by the plan: {title}"),
        ev.Firing.CONDITION: N_("Delivered as the crowd had come to it: {title}"),
        ev.Firing.EVENT: N_("Delivered after what it waited for: {title}"),
    }[body.how]
    return Line(LineKind.INJECT, _(template).format(title=w.inject(body.inject)))


def _inject_held(w: Wording, body: ev.InjectHeldBack) -> Line:
    return Line(LineKind.INJECT, _("Held back: {title}").format(title=w.inject(body.inject)))


def _inject_released(w: Wording, body: ev.InjectReleased) -> Line:
    return Line(LineKind.INJECT, _("Released: {title}").format(title=w.inject(body.inject)))


def _inject_skipped(w: Wording, body: ev.InjectSkipped) -> Line:
    template = {
        ev.SkipReason.CONTROLLER: N_("Skipped: {title}"),
        ev.SkipReason.PHASE_ENDED: N_("Not delivered, its phase has ended: {title}"),
        ev.SkipReason.EXERCISE_ENDED: N_("Not delivered up to EndEx: {title}"),
    }[body.reason]
    if body.reason is ev.SkipReason.EXERCISE_ENDED and w.is_aside(body.inject):
        template = N_("Not delivered, its phase was not played: {title}")
    return Line(LineKind.INJECT, _(template).format(title=w.inject(body.inject)))


def _expected_met(w: Wording, body: ev.ExpectedActionMet) -> Line:
    template = N_("On record late, after {time}: {text}") if body.late else N_("On record after {time}: {text}")
    if body.by_action is not None:
        template = N_("Begun late, after {time}: {text}") if body.late else N_("Begun after {time}: {text}")
    text = _(template).format(time=clock_text(body.latency_ms), text=w.expected(body.expected))
    return Line(LineKind.EXPECTED, seen_by(text, body.observer), alert=body.late)


def _expected_missed(w: Wording, body: ev.ExpectedActionMissed) -> Line:
    return Line(LineKind.EXPECTED, _("Not seen in time: {text}").format(text=w.expected(body.expected)), alert=True)


_LINES: Mapping[type[ev.Body], Callable[[Wording, Any], Line]] = {
    ev.SessionOpened: _session_opened,
    ev.SessionResumed: _session_resumed,
    ev.StageOpened: _stage,
    ev.ExerciseStarted: _started,
    ev.ExerciseHeld: _held,
    ev.ExerciseResumed: _resumed,
    ev.SpeedChanged: _speed,
    ev.ExerciseEnded: _ended,
    ev.PhaseStarted: _phase,
    ev.PhaseAdjusted: _adjusted,
    ev.ScriptCompleted: _completed,
    ev.DecisionCameDue: _question,
    ev.DecisionTaken: _decided,
    ev.InjectCameDue: _inject_due,
    ev.InjectFired: _inject_fired,
    ev.InjectHeldBack: _inject_held,
    ev.InjectReleased: _inject_released,
    ev.InjectSkipped: _inject_skipped,
    ev.ExpectedActionMet: _expected_met,
    ev.ExpectedActionMissed: _expected_missed,
    **ENTRY_LINES,
    **INSTRUMENT_LINES,
    **DESK_LINES,
    **ASSESSMENT_LINES,
}
