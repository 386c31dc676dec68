"""What an event says in words: one sentence each, for the live log, the review and the headless run."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from player.i18n import N_, _
from player.model import events as ev
from player.model.doctrine import ACTION_KINDS, CHANNELS, STAGE_TITLES, Stage
from player.model.scenario import Scenario
from player.model.times import clock_text, duration_text


class LineKind(StrEnum):
    """What an entry of the log is about; each has an icon and a word."""

    SESSION = "session"
    CLOCK = "clock"
    PHASE = "phase"
    INJECT = "inject"
    EXPECTED = "expected"
    ORDER = "order"
    ACTION = "action"
    NOTE = "note"
    MARKER = "marker"
    CORRECTION = "correction"


LINE_KIND_TITLES: Mapping[LineKind, str] = {
    LineKind.SESSION: N_("Session"),
    LineKind.CLOCK: N_("Clock"),
    LineKind.PHASE: N_("Phase"),
    LineKind.INJECT: N_("Inject"),
    LineKind.EXPECTED: N_("Expected"),
    LineKind.ORDER: N_("Order"),
    LineKind.ACTION: N_("Action"),
    LineKind.NOTE: N_("Note"),
    LineKind.MARKER: N_("Marker"),
    LineKind.CORRECTION: N_("Correction"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """An event in words. ``alert`` says that it tells of something late or missed."""

    kind: LineKind
    text: str
    alert: bool = False


class Wording:
    """Words for the events of one scenario, in the language in use when asked.

    Numbers of actions and orders are resolved through the events seen, so each event is to be passed through `line` or
    `learn` in order.
    """

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self._actions: dict[int, ev.ActionStarted] = {}
        self._orders: dict[int, ev.OrderGiven] = {}
        self._said: dict[int, str] = {}

    def learn(self, event: ev.Event) -> None:
        """Remember what later events refer to."""
        if isinstance(event.body, ev.ActionStarted):
            self._actions[event.body.action] = event.body
        elif isinstance(event.body, ev.OrderGiven):
            self._orders[event.body.order] = event.body

    def line(self, event: ev.Event) -> Line:
        """The event in words."""
        self.learn(event)
        line = _LINES[type(event.body)](self, event.body)
        self._said[event.seq] = line.text
        return line

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


def giver_text(rank: str, who: str) -> str:
    """Who gave an order: rank and, where known, name."""
    return f"{rank} {who}".strip()


def stage_text(stage: int) -> str:
    """A stage of force in words: "5, blunt or chemical means, other tools"."""
    return f"{int(stage)}, {_(STAGE_TITLES[Stage(stage)])}"


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


def _phase(w: Wording, body: ev.PhaseStarted) -> Line:
    values = {
        "number": w.scenario.phase_number(body.phase),
        "count": len(w.scenario.phase_order),
        "title": w.scenario.phase_by_id[body.phase].title,
    }
    return Line(LineKind.PHASE, _("Phase {number} of {count}: {title}").format(**values))


def _adjusted(_w: Wording, body: ev.PhaseAdjusted) -> Line:
    delta = duration_text(abs(body.delta_ms))
    if body.delta_ms >= 0:
        return Line(LineKind.PHASE, _("Phase made {delta} longer").format(delta=delta))
    return Line(LineKind.PHASE, _("Phase made {delta} shorter").format(delta=delta))


def _inject_due(w: Wording, body: ev.InjectCameDue) -> Line:
    return Line(LineKind.INJECT, _("Due, waits for GO: {title}").format(title=w.inject(body.inject)))


def _inject_fired(w: Wording, body: ev.InjectFired) -> Line:
    template = {
        ev.Firing.SCHEDULE: N_("Delivered on time: {title}"),
        ev.Firing.GO: N_("Delivered by GO: {title}"),
        ev.Firing.CHOSEN: N_("Delivered by hand: {title}"),
        ev.Firing.PLAN: N_("Delivered by the plan: {title}"),
    }[body.how]
    return Line(LineKind.INJECT, _(template).format(title=w.inject(body.inject)))


def _inject_held(w: Wording, body: ev.InjectHeldBack) -> Line:
    return Line(LineKind.INJECT, _("Held back: {title}").format(title=w.inject(body.inject)))


def _inject_released(w: Wording, body: ev.InjectReleased) -> Line:
    return Line(LineKind.INJECT, _("Released: {title}").format(title=w.inject(body.inject)))


def _inject_skipped(w: Wording, body: ev.InjectSkipped) -> Line:
    template = {
        ev.SkipReason.CONTROLLER: N_("Skipped: {title}"),
        ev.SkipReason.PHASE_ENDED: N_("Skipped, its phase has ended: {title}"),
        ev.SkipReason.EXERCISE_ENDED: N_("Not delivered before EndEx: {title}"),
    }[body.reason]
    return Line(LineKind.INJECT, _(template).format(title=w.inject(body.inject)))


def _expected_met(w: Wording, body: ev.ExpectedActionMet) -> Line:
    template = N_("Done late, after {time}: {text}") if body.late else N_("Done after {time}: {text}")
    text = _(template).format(time=clock_text(body.latency_ms), text=w.expected(body.expected))
    return Line(LineKind.EXPECTED, text, alert=body.late)


def _expected_missed(w: Wording, body: ev.ExpectedActionMissed) -> Line:
    return Line(LineKind.EXPECTED, _("Not seen in time: {text}").format(text=w.expected(body.expected)), alert=True)


def _order(w: Wording, body: ev.OrderGiven) -> Line:
    text = _("{who} orders {unit}: {action} (by {channel})").format(
        who=giver_text(body.rank, body.who),
        unit=w.unit(body.unit),
        action=w.action(body.does),
        channel=_(CHANNELS[body.channel]),
    )
    return Line(LineKind.ORDER, text)


def _action_started(w: Wording, body: ev.ActionStarted) -> Line:
    values = {"doing": w.doing(body.action), "stage": body.stage, "personnel": body.personnel}
    if body.order is None:
        return Line(LineKind.ACTION, _("{doing} begins, stage {stage}, {personnel} personnel").format(**values))
    text = _("{doing} begins, stage {stage}, {personnel} personnel, ordered by {who}")
    return Line(LineKind.ACTION, text.format(**values, who=w.order(body.order)))


def _stage_changed(w: Wording, body: ev.ActionStageChanged) -> Line:
    text = _("{doing} goes on at stage {stage}").format(doing=w.doing(body.action), stage=stage_text(body.stage))
    return Line(LineKind.ACTION, f"{text}. {body.reason}" if body.reason else text)


def _action_stopped(w: Wording, body: ev.ActionStopped) -> Line:
    return Line(LineKind.ACTION, _("{doing} ends").format(doing=w.doing(body.action)))


def _note(_w: Wording, body: ev.NoteWritten) -> Line:
    if body.on is None:
        return Line(LineKind.NOTE, body.text)
    return Line(LineKind.NOTE, _("On #{seq}: {text}").format(seq=body.on, text=body.text))


def _marker(_w: Wording, body: ev.MarkerPlaced) -> Line:
    return Line(LineKind.MARKER, body.text or _("Marker"))


def _voided(w: Wording, body: ev.EntryVoided) -> Line:
    return Line(LineKind.CORRECTION, _("#{seq} is void: {text}").format(seq=body.seq, text=w.said(body.seq)))


def _restored(w: Wording, body: ev.EntryRestored) -> Line:
    return Line(LineKind.CORRECTION, _("#{seq} counts again: {text}").format(seq=body.seq, text=w.said(body.seq)))


_LINES: Mapping[type[ev.Body], Callable[[Wording, Any], Line]] = {
    ev.SessionOpened: _session_opened,
    ev.SessionResumed: _session_resumed,
    ev.ExerciseStarted: _started,
    ev.ExerciseHeld: _held,
    ev.ExerciseResumed: _resumed,
    ev.SpeedChanged: _speed,
    ev.ExerciseEnded: _ended,
    ev.PhaseStarted: _phase,
    ev.PhaseAdjusted: _adjusted,
    ev.InjectCameDue: _inject_due,
    ev.InjectFired: _inject_fired,
    ev.InjectHeldBack: _inject_held,
    ev.InjectReleased: _inject_released,
    ev.InjectSkipped: _inject_skipped,
    ev.ExpectedActionMet: _expected_met,
    ev.ExpectedActionMissed: _expected_missed,
    ev.OrderGiven: _order,
    ev.ActionStarted: _action_started,
    ev.ActionStageChanged: _stage_changed,
    ev.ActionStopped: _action_stopped,
    ev.NoteWritten: _note,
    ev.MarkerPlaced: _marker,
    ev.EntryVoided: _voided,
    ev.EntryRestored: _restored,
}
