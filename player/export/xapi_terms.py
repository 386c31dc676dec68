"""The words of xAPI statements: which verb stands for which event, and the addresses (IRIs) all of it is known by.

Verbs and kinds of activities are those of ADL where one fits. Gladi's own addresses stand under one UUID made for them,
so that they are nobody else's, need no domain and never change.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from uuid import UUID

from player.i18n import LANGUAGES, N_, _, speaking
from player.model import events as ev
from player.model.text import Text

NAMESPACE = UUID("c86115b1-a5eb-4695-a1d7-640bc6368afd")
"""Under it stand Gladi's own addresses, and the ids of statements are made from it."""

OWN = f"urn:uuid:{NAMESPACE}#"
ADL = "http://adlnet.gov/expapi/"
HOME_PAGE = "https://gladi.invalid/"
"""The system whose accounts the actors are; its domain is reserved, so that it is nobody else's."""

VOIDED = f"{ADL}verbs/voided"
SIMULATION, MODULE, OBJECTIVE = (f"{ADL}activities/{word}" for word in ("simulation", "module", "objective"))
INTERACTION, PERFORMANCE = f"{ADL}activities/cmi.interaction", f"{ADL}activities/performance"

UNWRITTEN = "und"
"""The language of a text of which nobody said what language it is in, after RFC 5646."""


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb: its address, and what it is called, translatable."""

    iri: str
    display: str


def _adl(word: str, display: str) -> Verb:
    return Verb(f"{ADL}verbs/{word}", display)


def _own(word: str, display: str) -> Verb:
    return Verb(f"{OWN}verb/{word}", display)


PASSED, LATE, FAILED = (
    _adl("passed", N_("did in time")),
    _adl("completed", N_("did late")),
    _adl("failed", N_("did not do in time")),
)

VERBS: Mapping[type[ev.Body], Verb] = {
    ev.SessionOpened: _adl("launched", N_("opened")),
    ev.SessionResumed: _adl("resumed", N_("resumed")),
    ev.StageOpened: _own("opened-stage", N_("opened as a stage")),
    ev.ReadinessChecked: _own("checked", N_("checked")),
    ev.ReadinessWaived: _own("waived", N_("went on without")),
    ev.ExerciseStarted: _adl("initialized", N_("started")),
    ev.ExerciseHeld: _adl("suspended", N_("put on hold")),
    ev.ExerciseResumed: _adl("resumed", N_("resumed")),
    ev.SpeedChanged: _own("changed-speed", N_("changed the speed of")),
    ev.ExerciseEnded: _adl("terminated", N_("brought to an end")),
    ev.PhaseStarted: _adl("initialized", N_("started")),
    ev.PhaseAdjusted: _own("adjusted", N_("changed the length of")),
    ev.ScriptCompleted: _adl("completed", N_("completed")),
    ev.DecisionCameDue: _adl("asked", N_("asked")),
    ev.DecisionTaken: _adl("answered", N_("answered")),
    ev.InjectCameDue: _own("came-due", N_("called the inject due")),
    ev.InjectFired: _own("delivered", N_("delivered the inject")),
    ev.InjectHeldBack: _own("held-back", N_("held the inject back")),
    ev.InjectReleased: _own("released", N_("released the inject")),
    ev.InjectSkipped: _own("skipped", N_("skipped the inject")),
    ev.ExpectedActionMet: PASSED,
    ev.ExpectedActionMissed: FAILED,
    ev.OrderGiven: _own("ordered", N_("ordered")),
    ev.ActionStarted: _own("began", N_("began")),
    ev.ActionStageChanged: _own("changed-force", N_("changed the stage of force of")),
    ev.ActionStopped: _own("ceased", N_("ceased")),
    ev.TagObserved: _own("observed", N_("observed on the ground")),
    ev.CasualtyRecorded: _own("recorded", N_("recorded")),
    ev.ArrestRecorded: _own("recorded", N_("recorded")),
    ev.EvidenceRecorded: _own("recorded", N_("recorded")),
    ev.RecordAmended: _own("amended", N_("amended")),
    ev.NoteWritten: _adl("commented", N_("commented on")),
    ev.MarkerPlaced: _own("marked", N_("marked")),
    ev.EntryVoided: Verb(VOIDED, N_("declared void")),
    ev.EntryRestored: _own("restored", N_("restored")),
    ev.BehaviourChanged: _own("noticed", N_("noticed")),
    ev.SituationChanged: _own("noticed", N_("noticed")),
    ev.CrowdDispersed: _own("noticed", N_("noticed")),
    ev.CrowdGathered: _own("noticed", N_("noticed")),
    ev.ValueOverridden: _own("overrode", N_("overrode")),
    ev.FindingAnswered: _adl("responded", N_("responded to")),
    ev.GapFound: _own("found-gap", N_("found a gap in")),
    ev.GapCounted: _own("counted-gap", N_("counted a gap in")),
    ev.EmergencyDeclared: _own("declared-emergency", N_("declared a real emergency in")),
    ev.EmergencyContacted: _own("contacted", N_("contacted somebody in")),
    ev.EmergencyOver: _own("ended-emergency", N_("ended the real emergency in")),
    ev.ObserverTookTurn: _own("took-turn", N_("took turn at")),
    ev.ObservationAmended: _own("amended", N_("amended")),
    ev.InjectTextEdited: _own("edited", N_("changed the words of the inject")),
    ev.InjectHandSet: _own("set-by-hand", N_("chose how to deliver")),
    ev.InjectsShifted: _own("shifted", N_("shifted the injects of")),
    ev.AnnotationWritten: _adl("commented", N_("commented on")),
    ev.ObjectiveRated: _adl("scored", N_("was scored on")),
    ev.CorrectiveActionPlanned: _own("planned", N_("planned a corrective action after")),
    ev.SummaryWritten: _adl("commented", N_("commented on")),
}
"""The verb of each kind of event."""


@cache
def verb_object(verb: Verb) -> Mapping[str, object]:
    """A verb as a statement holds it, with its name in every language."""
    return {"id": verb.iri, "display": _in_all(verb.display)}


@cache
def _in_all(msgid: str) -> Mapping[str, str]:
    names = {}
    for code in LANGUAGES:
        with speaking(code):
            names[code] = _(msgid)
    return names


def translated(msgid: str) -> Mapping[str, str]:
    """A word of Gladi in every language, as a language map."""
    return _in_all(msgid)


def language_map(text: Text) -> dict[str, str]:
    """A text of a script as a language map."""
    return {code or UNWRITTEN: words for code, words in text.by_language.items()}


def extension(name: str) -> str:
    """The address of one of Gladi's extensions."""
    return f"{OWN}extension/{name}"


def duration_text(ms: int) -> str:
    """A length of time as ISO 8601 has it, in hundredths of a second at the finest: ``PT75.25S``."""
    hundredths = max(0, ms) // 10
    seconds, rest = divmod(hundredths, 100)
    return f"PT{seconds}.{rest:02}S" if rest else f"PT{seconds}S"
