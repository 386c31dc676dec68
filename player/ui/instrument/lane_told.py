"""What lies in the further lanes, in words: the plan, expected actions, entries, the clock, annotations. No Qt."""

from __future__ import annotations

from collections.abc import Mapping

from player.i18n import N_, _
from player.model.desk_events import GapAs
from player.model.rules import rule_of_finding
from player.model.scenario import Scenario
from player.model.times import SECOND_MS, clock_text, length_words
from player.review.assessment_wording import ANNOTATION_TITLES
from player.review.desk_wording import rating_text
from player.review.entry_wording import FIELD_TITLES, FIELD_WORDS, record_name, word_text
from player.review.lane_marks import (
    AnnotationSpan,
    ClockKind,
    ClockMark,
    DecisionMark,
    ExpectedFate,
    ExpectedSpan,
    ObservedKind,
    ObservedMark,
    PlannedPhase,
    RecordMark,
)
from player.ui.instrument.lane_words import Told, when_text

EXPECTED_SAID: Mapping[ExpectedFate, str] = {
    ExpectedFate.MET: N_("met after {time}"),
    ExpectedFate.OPEN: N_("open, due by {deadline}"),
    ExpectedFate.WAIVED: N_("waived: the exercise ended, or it was called for anew, before its deadline"),
    ExpectedFate.LATE: N_("late: after {time}, due by {deadline}"),
    ExpectedFate.MISSED: N_("not seen by {deadline}"),
}
"""What became of an expected action, in words."""

CLOCK_TITLES: Mapping[ClockKind, str] = {
    ClockKind.HOLD: N_("Hold"),
    ClockKind.GAP: N_("Gap in the time: the machine was asleep or stuck"),
    ClockKind.DOWN: N_("The run was cut off and taken up again"),
    ClockKind.EMERGENCY: N_("Real emergency"),
}
"""Why the clock stood, in words."""

OBSERVED_TITLES: Mapping[ObservedKind, str] = {
    ObservedKind.TAG: N_("Tag"),
    ObservedKind.NOTE: N_("Note"),
    ObservedKind.MARKER: N_("Marker"),
}
"""What was put down, in words."""


def selection_text(from_ms: int, to_ms: int) -> str:
    """How long a stretch is, as people say it."""
    return str(length_words((to_ms - from_ms + SECOND_MS // 2) // SECOND_MS * SECOND_MS))


def observer_text(observer: str) -> str:
    """Who put something down; without a name it was the controller."""
    return observer or _("Controller")


def planned_phase_told(scenario: Scenario, one: PlannedPhase) -> Told:
    """A phase as planned, in words."""
    length = _("planned {time}").format(time=clock_text(one.end_ms - one.start_ms))
    title = _("Plan: {phase}").format(phase=scenario.phase_by_id[one.phase].title)
    return Told(title, (when_text(one.start_ms, one.end_ms), length))


def planned_inject_told(scenario: Scenario, inject: str, at_ms: int) -> Told:
    """An inject as planned, in words."""
    return Told(
        str(scenario.inject_by_id[inject].title), (_("planned {time}").format(time=clock_text(at_ms, hours=True)),)
    )


def decision_told(scenario: Scenario, mark: DecisionMark) -> Told:
    """A decision in words."""
    decision = scenario.decision_by_id[mark.decision]
    choice = decision.choice(mark.choice)
    answer = str(choice.title) if choice is not None else mark.choice
    planned = _("as planned") if mark.planned else _("another way than planned")
    lines = (answer, planned, mark.who, clock_text(mark.start_ms, hours=True))
    return Told(str(decision.ask), tuple(filter(None, lines)))


def expected_told(scenario: Scenario, span: ExpectedSpan, otherwise: str = "") -> Told:
    """An expected action in words; ``otherwise``: what the log has of it, where that is not what was ticked."""
    script = scenario.expected_by_id[span.expected]
    said = _(EXPECTED_SAID[span.fate]).format(
        time=clock_text(span.latency_ms or 0), deadline=clock_text(span.deadline_ms, hours=True)
    )
    by = str(scenario.units[script.by].title) if script.by else ""
    met = span.fate in {ExpectedFate.MET, ExpectedFate.LATE}
    how = _("met by what a unit did") if span.by_action is not None else ""
    if met and not how:
        how = _("ticked by {who}").format(who=observer_text(span.observer))
    void = "" if span.void_ms is None else _("a tick at {time} was taken back").format(time=clock_text(span.void_ms))
    after = _("after: {inject}").format(inject=scenario.inject_by_id[script.inject].title)
    lines = (said, by, how if met else "", otherwise, void, after, when_text(span.start_ms, span.end_ms))
    return Told(str(script.text), tuple(filter(None, lines)))


def observed_told(scenario: Scenario, mark: ObservedMark) -> Told:
    """A tag, a note or a marker in words."""
    title = _(OBSERVED_TITLES[mark.kind])
    if mark.kind is ObservedKind.TAG:
        tag = scenario.tags[mark.tag]
        title = f"{tag.key} {tag.text}"
    named = mark.unit or ""
    unit = str(scenario.units[named].title) if named in scenario.units else named
    on = "" if mark.on is None else _("on #{seq}").format(seq=mark.on)
    void = _("void") if mark.voided else ""
    lines = (mark.text, unit, mark.place, rating_text(mark.rating), on, void, observer_text(mark.observer))
    return Told(title, (*filter(None, lines), clock_text(mark.start_ms, hours=True)))


def record_told(scenario: Scenario, mark: RecordMark) -> Told:
    """A casualty, an arrest or a piece of evidence in words: what is known of it."""
    known = []
    for name, value in filter(all, mark.details.items()):
        said = word_text(name, value) if value in FIELD_WORDS.get(name, {}) else value
        if name == "by" and value in scenario.units:
            said = str(scenario.units[value].title)
        known.append(f"{_(FIELD_TITLES[name])}: {said}" if name in FIELD_TITLES else said)
    void = (_("void"),) if mark.voided else ()
    return Told(record_name(mark.kind, mark.number), (*known, *void, clock_text(mark.start_ms, hours=True)))


def clock_told(mark: ClockMark) -> Told:
    """Why the clock stood, and for how long, in words."""
    length = "" if mark.length_ms is None else _("for {time} of real time").format(time=clock_text(mark.length_ms))
    if mark.lasting:
        length = _("still going on")
    counted = ""
    if mark.counted is not None:
        elapsed = mark.counted is GapAs.ELAPSED
        counted = _("counted as elapsed: the exercise went on") if elapsed else _("counted as a hold")
    lines = (mark.reason, length, counted, clock_text(mark.start_ms, hours=True))
    return Told(_(CLOCK_TITLES[mark.kind]), tuple(filter(None, lines)))


def annotation_told(scenario: Scenario, span: AnnotationSpan) -> Told:
    """A trainer's annotation in words."""
    objective = scenario.objectives.get(span.objective)
    finding = _("on finding {rule}").format(rule=rule_of_finding(span.finding)) if span.finding else ""
    on = "" if span.on is None else _("on #{seq}").format(seq=span.on)
    lines = (span.text, finding, on, "" if objective is None else str(objective.title), span.who)
    return Told(_(ANNOTATION_TITLES[span.kind]), (*filter(None, lines), when_text(span.start_ms, span.end_ms)))
