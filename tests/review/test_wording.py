"""Every event has words, in every language."""

from __future__ import annotations

import re
import string
from dataclasses import fields
from pathlib import Path

import pytest

from player.i18n import LANGUAGES, use_language
from player.model import events as ev
from player.model.doctrine import ACTION_KINDS, CHANNELS, RecordKind, Stage
from player.model.entries import ReadinessItem, Tag
from player.model.text import Text
from player.review import wording as module
from player.review.instrument_wording import ANSWER_TITLES, QUANTITY_TITLES
from player.review.wording import LEARNT, LINE_KIND_TITLES, Line, LineKind, Wording, stage_text
from tests.helpers.scenarios import action, choice, decision, expected, inject, phase, scenario

ODD = "100% {odd} <b>text</b> & {0}"
"""A text a user may write, that is neither a template nor markup."""
SCRIPT = scenario(
    phase(
        "first",
        inject("talk", 0, expect=[expected("wish", contingency="spare")]),
        inject("spare"),
        action("line"),
        decision("which-way", choice("on", "second"), choice("aside", "beside")),
    ),
    phase("beside"),
    phase("second"),
    readiness={"radio": ReadinessItem("radio", Text.plain("radios tried"))},
    tags={"throwing": Tag("throwing", 4, Text.plain("throwing stones"))},
)

BODIES: tuple[tuple[ev.Body, LineKind, str], ...] = (
    (ev.SessionOpened("id", "1.0", "small", "x.yaml", "00", 1), LineKind.SESSION,
     "Session opened with the script x.yaml"),
    (ev.SessionResumed(3_725_000), LineKind.SESSION, "Session taken up again after 1:02:05 without a record"),
    (ev.StageOpened("kota", "count", 2), LineKind.SESSION, "Stage 2 of the programme kota: count"),
    (ev.StageOpened("kota", "count", 2, 450_000, None, 604_999), LineKind.SESSION,
     "Stage 2 of the programme kota: count; taken over: tension 45, legitimacy 60 %"),
    (ev.ReadinessChecked("radio"), LineKind.READINESS, "Ready: radios tried"),
    (ev.ReadinessChecked("radio", note=ODD), LineKind.READINESS, f"Ready: radios tried. {ODD}"),
    (ev.ReadinessChecked("radio", ready=False), LineKind.READINESS, "Open again: radios tried"),
    (ev.ReadinessWaived("radio", ODD), LineKind.READINESS, f"Gone on with this not ready: radios tried. {ODD}"),
    (ev.ExerciseStarted(), LineKind.CLOCK, "StartEx: the exercise begins"),
    (ev.ExerciseHeld(), LineKind.CLOCK, "Exercise on hold"),
    (ev.ExerciseHeld(ODD), LineKind.CLOCK, f"Exercise on hold: {ODD}"),
    (ev.ExerciseResumed(), LineKind.CLOCK, "Exercise goes on"),
    (ev.SpeedChanged(2_500), LineKind.CLOCK, "Speed 2.5×"),
    (ev.SpeedChanged(1_000), LineKind.CLOCK, "Speed 1×"),
    (ev.ExerciseEnded(), LineKind.CLOCK, "EndEx: the exercise has ended"),
    (ev.PhaseStarted("second"), LineKind.PHASE, "Phase 2 of 2: phase second"),
    (ev.PhaseStarted("first", ev.PhaseCause.START), LineKind.PHASE, "Phase 1 of 2: phase first"),
    (ev.PhaseStarted("second", ev.PhaseCause.TIME), LineKind.PHASE,
     "Phase 2 of 2: phase second (by itself, its time had come)"),
    (ev.PhaseStarted("second", ev.PhaseCause.EXIT), LineKind.PHASE,
     "Phase 2 of 2: phase second (by itself, an exit of the phase before came about)"),
    (ev.PhaseStarted("beside", ev.PhaseCause.DECISION), LineKind.PHASE,
     "Phase beside the plan: phase beside (by decision)"),
    (ev.ScriptCompleted(ev.PhaseCause.HAND), LineKind.PHASE, "The script is through; the exercise goes on until EndEx"),
    (ev.ScriptCompleted(ev.PhaseCause.TIME), LineKind.PHASE,
     "The script is through; the exercise goes on until EndEx (the time of its last phase is over)"),
    (ev.ScriptCompleted(ev.PhaseCause.EXIT), LineKind.PHASE,
     "The script is through; the exercise goes on until EndEx (an exit of its last phase came about)"),
    (ev.ScriptCompleted(ev.PhaseCause.DECISION), LineKind.PHASE,
     "The script is through; the exercise goes on until EndEx (by decision)"),
    (ev.DecisionCameDue("which-way"), LineKind.DECISION, "To be decided: which-way?"),
    (ev.DecisionTaken("which-way", "on"), LineKind.DECISION, "Decided: on (which-way?)"),
    (ev.DecisionTaken("which-way", "aside", ODD), LineKind.DECISION, f"Decided by {ODD}: aside (which-way?)"),
    (ev.PhaseAdjusted("first", 60_000), LineKind.PHASE, "Phase made 1 min longer"),
    (ev.PhaseAdjusted("first", -90_000), LineKind.PHASE, "Phase made 1 min 30 s shorter"),
    (ev.InjectCameDue("talk"), LineKind.INJECT, "Due, waits for GO: title of talk"),
    (ev.InjectCameDue("spare"), LineKind.INJECT, "Contingency, waits for GO: title of spare"),
    (ev.InjectFired("talk", ev.Firing.SCHEDULE), LineKind.INJECT, "Delivered on time: title of talk"),
    (ev.InjectFired("talk", ev.Firing.GO), LineKind.INJECT, "Delivered by GO: title of talk ×2"),
    (ev.InjectFired("talk", ev.Firing.CHOSEN), LineKind.INJECT, "Delivered by hand: title of talk ×3"),
    (ev.InjectFired("spare", ev.Firing.PLAN), LineKind.INJECT, "Delivered by the plan: title of spare"),
    (ev.InjectFired("talk", ev.Firing.CONDITION), LineKind.INJECT,
     "Delivered as the crowd had come to it: title of talk ×4"),
    (ev.InjectFired("spare", ev.Firing.EVENT), LineKind.INJECT,
     "Delivered after what it waited for: title of spare ×2"),
    (ev.InjectHeldBack("talk"), LineKind.INJECT, "Held back: title of talk"),
    (ev.InjectReleased("talk"), LineKind.INJECT, "Released: title of talk"),
    (ev.InjectSkipped("talk", ev.SkipReason.CONTROLLER), LineKind.INJECT, "Skipped: title of talk"),
    (ev.InjectSkipped("talk", ev.SkipReason.PHASE_ENDED), LineKind.INJECT,
     "Not delivered, its phase has ended: title of talk"),
    (ev.InjectSkipped("talk", ev.SkipReason.EXERCISE_ENDED), LineKind.INJECT,
     "Not delivered up to EndEx: title of talk"),
    (ev.ExpectedActionMet("wish", 61_000, late=False), LineKind.EXPECTED, "On record after 01:01: expects wish"),
    (ev.ExpectedActionMet("wish", 61_000, late=True), LineKind.EXPECTED,
     "On record late, after 01:01: expects wish"),
    (ev.ExpectedActionMet("wish", 1_000, late=False, by_action=1), LineKind.EXPECTED,
     "Begun after 00:01: expects wish"),
    (ev.ExpectedActionMet("wish", 61_000, late=True, by_action=1), LineKind.EXPECTED,
     "Begun late, after 01:01: expects wish"),
    (ev.ExpectedActionMissed("wish"), LineKind.EXPECTED, "Not seen in time: expects wish"),
    (ev.OrderGiven(1, "dalmas", "shield_line", "Danki", "Iptu {Sari}", "voice"), LineKind.ORDER,
     "Danki Iptu {Sari} orders Dalmas: Shield line (by voice)"),
    (ev.OrderGiven(2, "dalmas", "shield_line", "Danki"), LineKind.ORDER, "Danki orders Dalmas: Shield line (by radio)"),
    (ev.ActionStarted(1, "line", "dalmas", "shield_line", 1, 20), LineKind.ACTION,
     "Dalmas: Shield line begins, stage 1, 20 personnel"),
    (ev.ActionStarted(1, "line", "dalmas", "shield_line", 1, 20, 1), LineKind.ACTION,
     "Dalmas: Shield line begins, stage 1, 20 personnel, ordered by Danki Iptu {Sari}"),
    (ev.ActionStarted(2, "line", "dalmas", "shield_line", 1, 20, reason=ODD), LineKind.ACTION,
     f"Dalmas: Shield line begins, stage 1, 20 personnel. {ODD}"),
    (ev.ActionStageChanged(1, 3), LineKind.ACTION, "Dalmas: Shield line goes on at stage 3, soft empty-hand control"),
    (ev.ActionStageChanged(1, 4, ODD), LineKind.ACTION,
     f"Dalmas: Shield line goes on at stage 4, hard empty-hand control. {ODD}"),
    (ev.ActionStopped(1), LineKind.ACTION, "Dalmas: Shield line ends"),
    (ev.TagObserved("throwing"), LineKind.TAG, "throwing stones (tag 4)"),
    (ev.TagObserved("throwing", ODD, "dalmas"), LineKind.TAG, f"throwing stones (tag 4) · Dalmas · {ODD}"),
    (ev.CasualtyRecorded(1), LineKind.CASUALTY, "Casualty 1: details follow"),
    (ev.CasualtyRecorded(2, "crowd", "light", "dalmas", "at the gate", ODD), LineKind.CASUALTY,
     f"Casualty 2: crowd, light, at the gate, treated by Dalmas, {ODD}"),
    (ev.ArrestRecorded(1), LineKind.ARREST, "Arrest 1: details follow"),
    (ev.ArrestRecorded(2, "dalmas", "red shirt", "none", "the police post", ODD), LineKind.ARREST,
     f"Arrest 2: red shirt, no weapon, by Dalmas, handed over to the police post, {ODD}"),
    (ev.EvidenceRecorded(1), LineKind.EVIDENCE, "Evidence 1: details follow"),
    (ev.EvidenceRecorded(2, "photo", "dalmas", ODD), LineKind.EVIDENCE, f"Evidence 2: photo, {ODD}, by Dalmas"),
    (ev.RecordAmended(RecordKind.CASUALTY, 2, "severity", "severe"), LineKind.CASUALTY, "Casualty 2, severity: severe"),
    (ev.RecordAmended(RecordKind.ARREST, 1, "by", "dalmas"), LineKind.ARREST, "Arrest 1, unit: Dalmas"),
    (ev.RecordAmended(RecordKind.ARREST, 1, "who", ODD), LineKind.ARREST, f"Arrest 1, name: {ODD}"),
    (ev.RecordAmended(RecordKind.EVIDENCE, 1, "medium", ""), LineKind.EVIDENCE, "Evidence 1, medium taken out"),
    (ev.NoteWritten(ODD, 0), LineKind.NOTE, ODD),
    (ev.NoteWritten(ODD, 0, 12), LineKind.NOTE, f"On #12: {ODD}"),
    (ev.MarkerPlaced(), LineKind.MARKER, "Marker"),
    (ev.MarkerPlaced(ODD), LineKind.MARKER, ODD),
    (ev.EntryVoided(7), LineKind.CORRECTION, "#7 is void: Open again: radios tried"),
    (ev.EntryRestored(7), LineKind.CORRECTION, "#7 counts again: Open again: radios tried"),
    (ev.BehaviourChanged(2, 1), LineKind.SITUATION, "Behaviour: active resistance; ceiling of force 4"),
    (ev.SituationChanged(1, 0), LineKind.SITUATION, "Situation: yellow, before it green"),
    (ev.CrowdDispersed(), LineKind.SITUATION, "Training index: of the crowd in the model less than 15% is left"),
    (ev.CrowdGathered(), LineKind.SITUATION, "Training index: the crowd in the model is 20% again or more"),
    (ev.ValueOverridden(ev.Quantity.TENSION, ev.OverrideMode.SET, 612_345, 400_000, None, "Rini", ODD),
     LineKind.OVERRIDE, f"Tension set by Rini: 61 → 40. {ODD}"),
    (ev.ValueOverridden(ev.Quantity.PRESENCE, ev.OverrideMode.HOLD, 1_000_000, 500_000, None, "Rini", "counted"),
     LineKind.OVERRIDE, "Size of the crowd held by Rini: 300 of 300 people → 150 of 300 people. counted"),
    (ev.ValueOverridden(ev.Quantity.BEHAVIOUR, ev.OverrideMode.RELEASE, 2, 1, None, "Rini", "seen"),
     LineKind.OVERRIDE, "Behaviour released by Rini at active resistance. seen"),
    (ev.ValueOverridden(ev.Quantity.FORCE, ev.OverrideMode.HOLD, 1, 4, "dalmas", "Rini", ODD),
     LineKind.OVERRIDE,
     "Stage of force of Dalmas held by Rini: 1, presence → 4, hard empty-hand control. " + ODD),
    (ev.FindingAnswered("R4.7.1000", ev.AnswerKind.ACCEPTED), LineKind.FINDING,
     "Finding R4 (Force rose by more than one stage with no reason recorded) accepted"),
    (ev.FindingAnswered("R4.7.1000", ev.AnswerKind.EXPLAINED, ODD, "Rini"), LineKind.FINDING,
     f"Finding R4 (Force rose by more than one stage with no reason recorded) explained by Rini. {ODD}"),
    (ev.GapFound(612_000), LineKind.CLOCK,
     "The computer was asleep or stuck for 10:12; the exercise is on hold since then"),
    (ev.GapCounted(612_000, ev.GapAs.HOLD), LineKind.CLOCK, "The gap of 10:12 counts as hold"),
    (ev.GapCounted(612_000, ev.GapAs.ELAPSED), LineKind.CLOCK,
     "The gap counts as elapsed: exercise time took in 10:12"),
    (ev.EmergencyDeclared(), LineKind.EMERGENCY, "REAL EMERGENCY: the exercise has stopped"),
    (ev.EmergencyContacted("110"), LineKind.EMERGENCY, "Reached: Police"),
    (ev.EmergencyContacted(ODD, reached=False), LineKind.EMERGENCY, f"Not reached after all: {ODD}"),
    (ev.EmergencyOver(), LineKind.EMERGENCY, "The real emergency is over; the exercise stands where it stood"),
    (ev.ObserverTookTurn(ODD), LineKind.SESSION, f"{ODD} observes"),
    (ev.ObserverTookTurn(""), LineKind.SESSION, "The controller observes"),
    (ev.ObservationAmended(9, "place", ODD), LineKind.TAG, f"On #9, place: {ODD}"),
    (ev.ObservationAmended(9, "rating", "S"), LineKind.TAG, "On #9, rating: S performed with some challenges"),
    (ev.ObservationAmended(9, "text", ""), LineKind.TAG, "On #9, details taken out"),
    (ev.InjectTextEdited("talk", ODD), LineKind.INJECT, f"Words changed: title of talk: “{ODD}”"),
    (ev.InjectTextEdited("talk", ""), LineKind.INJECT, "Words of the script again: title of talk"),
    (ev.InjectHandSet("talk", by_hand=True), LineKind.INJECT, "Waits for GO from now on: title of talk"),
    (ev.InjectHandSet("talk", by_hand=False), LineKind.INJECT,
     "Delivered by itself from now on: title of talk"),
    (ev.InjectsShifted("first", 60_000), LineKind.INJECT, "Waiting injects come 1 min later"),
    (ev.InjectsShifted("first", -60_000), LineKind.INJECT, "Waiting injects come 1 min earlier"),
    (ev.PhaseAdjusted("first", 60_000, ev.Rest.ABSORB), LineKind.PHASE,
     "Phase made 1 min longer; the phases after it take that in"),
    (ev.PhaseAdjusted("first", -60_000, ev.Rest.ABSORB), LineKind.PHASE,
     "Phase made 1 min shorter; the phases after it get that"),
    (ev.AnnotationWritten(1, ev.AnnotationKind.STRENGTH, 62_000, text=ODD), LineKind.REVIEW,
     f"Strength at 00:01:02: {ODD}"),
    (ev.AnnotationWritten(2, ev.AnnotationKind.NOTE, 62_000, 130_000, text=ODD, who="Rini"), LineKind.REVIEW,
     f"Trainer's note at 00:01:02–00:02:10: {ODD} (Rini)"),
    (ev.AnnotationWritten(3, ev.AnnotationKind.IMPROVEMENT, 0, on=4, text=ODD), LineKind.REVIEW,
     f"To be improved on #4: {ODD}"),
    (ev.AnnotationWritten(3, ev.AnnotationKind.IMPROVEMENT, 0, finding="R2.5", text=ODD), LineKind.REVIEW,
     f"To be improved on finding R2: {ODD}"),
    (ev.AnnotationWritten(4, ev.AnnotationKind.BOOKMARK, 0), LineKind.REVIEW,
     "Trainer's bookmark at 00:00:00"),
    (ev.ObjectiveRated("gone", "S", ODD, "Rini"), LineKind.REVIEW,
     f"Rated S, performed with some challenges: gone. {ODD} (Rini)"),
    (ev.ObjectiveRated("gone", ""), LineKind.REVIEW, "Not rated after all: gone"),
    (ev.CorrectiveActionPlanned(1, ODD, "Kasat Samapta", "2026-12-31"), LineKind.REVIEW,
     f"Corrective action, Kasat Samapta answers for it, due 31 December 2026: {ODD}"),
    (ev.CorrectiveActionPlanned(1, ODD, "Kasat Samapta"), LineKind.REVIEW,
     f"Corrective action, Kasat Samapta answers for it: {ODD}"),
    (ev.CorrectiveActionPlanned(1, ODD, due="2026-12-31"), LineKind.REVIEW,
     f"Corrective action, due 31 December 2026: {ODD}"),
    (ev.CorrectiveActionPlanned(1, ODD), LineKind.REVIEW, f"Corrective action: {ODD}"),
    (ev.SummaryWritten(ODD, "Rini"), LineKind.REVIEW, f"Summary: {ODD} (Rini)"),
    (ev.SummaryWritten(""), LineKind.REVIEW, "Summary taken out"),
    (ev.NoteWritten(ODD, 0, observer="Sari"), LineKind.NOTE, f"{ODD} (Sari)"),
)  # fmt: skip
"""Every kind of event in each of its forms, with its kind of line and its words in English."""

ALERTS = (ev.SessionResumed, ev.ExpectedActionMissed, ev.ReadinessWaived, ev.GapFound, ev.EmergencyDeclared)


def lines() -> list[Line]:
    words = Wording(SCRIPT)
    events = [ev.Event(seq, 0, 0, ev.Actor.CONTROLLER, body) for seq, (body, *_) in enumerate(BODIES, start=1)]
    return [words.line(event) for event in events]


def test_every_event_has_words() -> None:
    assert {type(body) for body, *_ in BODIES} == set(ev.BODIES)
    assert set(module._LINES) == set(ev.BODIES)


def test_later_events_refer_to_nothing_else() -> None:
    words = Wording(SCRIPT)
    for seq, (body, *_) in enumerate(BODIES, start=1):
        before = repr(vars(words))
        words.learn(ev.Event(seq, 0, 0, ev.Actor.CONTROLLER, body))
        assert (type(body) in LEARNT) or repr(vars(words)) == before, body.NAME


def test_the_words_in_english() -> None:
    use_language("en")
    assert [(line.kind, line.text) for line in lines()] == [(kind, text) for _, kind, text in BODIES]


def test_an_inject_of_a_phase_that_was_not_played_says_so() -> None:
    skipped = ev.Event(2, 0, 0, ev.Actor.ENGINE, ev.InjectSkipped("talk", ev.SkipReason.EXERCISE_ENDED))
    use_language("en")
    words = Wording(SCRIPT)
    words.line(ev.Event(1, 0, 0, ev.Actor.ENGINE, ev.PhaseStarted("beside")))
    assert words.line(skipped).text == "Not delivered, its phase was not played: title of talk"


def test_what_is_late_missed_or_without_a_record_is_an_alert() -> None:
    for line, (body, *_) in zip(lines(), BODIES, strict=True):
        late = isinstance(body, ev.ExpectedActionMet) and body.late
        assert line.alert == (late or isinstance(body, ALERTS))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_event_has_words_in_every_language(language: str) -> None:
    use_language(language)
    for line, (body, *_) in zip(lines(), BODIES, strict=True):
        assert line.text.strip()
        left = re.sub(r"\{odd\}|\{0\}|\{Sari\}", "", line.text)
        assert not re.search(r"\{[a-z_]*[:}]", left), f"{type(body).__name__}: a placeholder was not filled"


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_user_wrote_is_shown_as_it_is(language: str) -> None:
    use_language(language)
    for line, (body, *_) in zip(lines(), BODIES, strict=True):
        if ODD in (getattr(body, field.name) for field in fields(body)):
            assert ODD in line.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_line_stage_action_and_channel_has_a_word(language: str) -> None:
    use_language(language)
    assert set(LINE_KIND_TITLES) == set(LineKind)
    assert set(QUANTITY_TITLES) == set(ev.Quantity)
    assert set(ANSWER_TITLES) == set(ev.AnswerKind)
    for stage in Stage:
        assert stage_text(stage).startswith(f"{int(stage)}, ")
    words = Wording(SCRIPT)
    assert all(words.action(does).strip() for does in ACTION_KINDS)
    for channel in CHANNELS:
        order = ev.OrderGiven(1, "dalmas", "shield_line", "Danki", channel=channel)
        assert words.line(ev.Event(1, 0, 0, ev.Actor.CONTROLLER, order)).text


def test_words_learned_without_a_line_serve_later_events() -> None:
    use_language("en")
    words = Wording(SCRIPT)
    words.learn(ev.Event(1, 0, 0, ev.Actor.CONTROLLER, ev.OrderGiven(4, "dalmas", "shield_line", "Danki")))
    started = ev.ActionStarted(9, "line", "dalmas", "shield_line", 1, 20, 4)
    words.learn(ev.Event(2, 0, 0, ev.Actor.CONTROLLER, started))
    stopped = words.line(ev.Event(3, 0, 0, ev.Actor.CONTROLLER, ev.ActionStopped(9)))
    assert stopped.text == "Dalmas: Shield line ends"
    assert words.order(4) == "Danki"


def test_no_template_of_the_code_holds_a_bare_brace() -> None:
    source = Path(module.__file__).read_text(encoding="utf-8")
    for template in re.findall(r'(?:\b_|N_)\("([^"]+)"\)', source):
        assert all(name for _, name, _, _ in string.Formatter().parse(template) if name is not None), template
