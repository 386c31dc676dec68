"""All there is to know of one event of a saved session, as names and words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from typing import NamedTuple

from player.i18n import N_, _
from player.model import events as ev
from player.model.doctrine import CHANNELS
from player.model.scenario import Scenario
from player.model.times import clock_text, story_clock_text
from player.review.entry_wording import FIELD_TITLES as RECORD_FIELDS
from player.review.entry_wording import FIELD_WORDS, stage_text
from player.session.codec import CODEC

ACTOR_TITLES: Mapping[ev.Actor, str] = {
    ev.Actor.CONTROLLER: N_("Controller"),
    ev.Actor.ENGINE: N_("The machine"),
    ev.Actor.PLAN: N_("The plan"),
    ev.Actor.OBSERVER: N_("Observer"),
    ev.Actor.TRAINER: N_("Trainer"),
}
"""Who caused an event, by role."""

_FIELDS: Mapping[str, str] = {
    **RECORD_FIELDS,
    "by": N_("unit"),
    "unit": N_("unit"),
    "rank": N_("rank"),
    "who": N_("name"),
    "observer": N_("observer"),
    "owner": N_("to be done by"),
    "due": N_("to be done until"),
    "reason": N_("reason"),
    "why": N_("reason"),
    "note": N_("remark"),
    "comment": N_("remark"),
    "personnel": N_("personnel"),
    "stage": N_("stage of force"),
    "channel": N_("channel"),
    "latency_ms": N_("time taken"),
    "down_ms": N_("time without a record"),
    "gap_ms": N_("time without a record"),
    "begun_ms": N_("begun to write at"),
    "gladi_version": N_("version of Gladi"),
    "rules_version": N_("version of the rules"),
    "scenario_sha256": N_("hash of the script"),
    "session_id": N_("id of the session"),
    "seed": N_("seed"),
}
"""The fields that are told one by one; what the others hold is in the sentence of the event."""

_SKIP_REASONS: Mapping[ev.SkipReason, str] = {
    ev.SkipReason.CONTROLLER: N_("skipped by the controller"),
    ev.SkipReason.PHASE_ENDED: N_("its phase has ended"),
    ev.SkipReason.EXERCISE_ENDED: N_("the exercise has ended"),
}

_POINTS_AT: Mapping[type[ev.Body], tuple[str, ...]] = {
    ev.EntryVoided: ("seq",),
    ev.EntryRestored: ("seq",),
    ev.ObservationAmended: ("seq",),
    ev.NoteWritten: ("on",),
    ev.AnnotationWritten: ("on", "finding"),
    ev.FindingAnswered: ("finding",),
    ev.CorrectiveActionPlanned: ("finding",),
    ev.ActionStarted: ("order",),
    ev.ActionStageChanged: ("action",),
    ev.ActionStopped: ("action",),
    ev.ExpectedActionMet: ("expected", "by_action"),
    ev.ExpectedActionMissed: ("expected",),
    ev.InjectFired: ("inject",),
    ev.DecisionTaken: ("decision",),
}
"""The fields by which an event speaks of an earlier one."""


class Fact(NamedTuple):
    """A name and what stands beside it; ``seq`` is the number of an event that can be gone to, or 0."""

    title: str
    text: str
    seq: int = 0


class Pointers:
    """Which events of a log speak of which.

    Attributes:
        read: how many events were taken in.
    """

    def __init__(self, scenario: Scenario) -> None:
        self.read = 0
        self._at: dict[int, tuple[int, ...]] = {}
        self._from: dict[int, list[int]] = {}
        self._known: dict[tuple[str, object], int] = {}
        self._inject_of = {name: one.inject for name, one in scenario.expected_by_id.items()}

    def follow(self, events: Iterable[ev.Event]) -> None:
        """Take in more of the log, in its order."""
        for event in events:
            names = _POINTS_AT.get(type(event.body))
            if names is not None:
                found = tuple(seq for name in names if (seq := self._resolve(name, event.body)) and seq != event.seq)
                if found:
                    self._at[event.seq] = found
                    for seq in found:
                        self._from.setdefault(seq, []).append(event.seq)
            self._note(event)
            self.read += 1

    def at(self, seq: int) -> tuple[int, ...]:
        """The events that this one speaks of."""
        return self._at.get(seq, ())

    def on(self, seq: int) -> tuple[int, ...]:
        """The events that speak of this one."""
        return tuple(self._from.get(seq, ()))

    def _note(self, event: ev.Event) -> None:
        match event.body:
            case ev.ActionStarted(action=action):
                self._known["action", action] = event.seq
            case ev.OrderGiven(order=order):
                self._known["order", order] = event.seq
            case ev.InjectCameDue(inject=inject):
                self._known["inject", inject] = event.seq
            case ev.DecisionCameDue(decision=decision):
                self._known["decision", decision] = event.seq
            case ev.InjectFired(inject=inject):
                self._known["fired", inject] = event.seq

    def _resolve(self, name: str, body: ev.Body) -> int:
        value = getattr(body, name)
        if value is None:
            return 0
        if name in {"seq", "on"}:
            return int(value)
        if name == "finding":  # its key holds the event it is about: rule.event.moment
            parts = str(value).split(".")
            return int(parts[1]) if len(parts) == 3 and parts[1].isdecimal() else 0
        if name == "by_action":
            name = "action"
        if name == "expected":
            return self._known.get(("fired", self._inject_of.get(value, "")), 0)
        return self._known.get((name, value), 0)


def time_facts(event: ev.Event, wall: ev.WallTime) -> Iterator[Fact]:
    """The three times of an event."""
    yield Fact(_("exercise time"), f"{clock_text(event.exercise_ms, hours=True)}.{event.exercise_ms % 1000:03}")
    yield Fact(_("story time"), story_clock_text(event.scenario_ms))
    yield Fact(_("local time"), f"{wall.local:%Y-%m-%d %H:%M:%S} {wall.zone}")


def data_facts(scenario: Scenario, event: ev.Event) -> Iterator[Fact]:
    """What an event holds, and what the script says of it."""
    observer = getattr(event.body, "observer", "")
    role = _(ACTOR_TITLES[event.actor])
    yield Fact(_("written by"), f"{role}, {observer}" if observer else role)
    for one in fields(event.body):
        value = getattr(event.body, one.name)
        title = _FIELDS.get(one.name)
        if title is not None and one.name != "observer" and value not in {None, ""}:
            yield Fact(_(title), _in_words(scenario, one.name, value))
    yield from _of_script(scenario, event.body)


def chain_facts(event: ev.Event, hash_text: str) -> Iterator[Fact]:
    """How the event stands in the file."""
    yield Fact(_("kind in the file"), f"{event.body.NAME} {event.body.VERSION}")
    yield Fact(_("data in the file"), CODEC.text(event.body))
    yield Fact(_("hash"), hash_text)


def _of_script(scenario: Scenario, body: ev.Body) -> Iterator[Fact]:
    """The words of the script an event is about."""
    inject = scenario.inject_by_id.get(getattr(body, "inject", ""))
    if inject is not None:
        route = " → ".join(filter(None, (str(inject.sender), str(inject.receiver))))
        channel = "" if inject.channel is None else _(CHANNELS[inject.channel])
        yield Fact(_("from, to, by"), ", ".join(filter(None, (route, channel))))
        yield Fact(_("words of the script"), str(inject.text))
        yield Fact(_("for the controller"), str(inject.note))
    expected = scenario.expected_by_id.get(getattr(body, "expected", ""))
    if expected is not None:
        unit = "" if expected.by is None else str(scenario.units[expected.by].title)
        within = _("within {time}").format(time=clock_text(expected.within_ms))
        yield Fact(_("expected"), ", ".join(filter(None, (str(expected.text), unit, within))))
        yield Fact(_("after the inject"), str(scenario.inject_by_id[expected.inject].title))
    decision = scenario.decision_by_id.get(getattr(body, "decision", ""))
    if decision is not None:
        yield Fact(_("question"), str(decision.ask))
        yield Fact(_("answers"), " / ".join(str(choice.title) for choice in decision.choices))
    tag = scenario.tags.get(getattr(body, "tag", ""))
    if tag is not None:
        yield Fact(_("tag"), str(tag.text))


def _in_words(scenario: Scenario, name: str, value: object) -> str:
    text = str(value)
    match name, value:
        case "by" | "unit", str() if value in scenario.units:
            text = str(scenario.units[value].title)
        case _, ev.SkipReason():
            text = _(_SKIP_REASONS[value])
        case "channel", str() if value in CHANNELS:
            text = _(CHANNELS[value])
        case "stage", int():
            text = stage_text(value)
        case "begun_ms", int():
            text = clock_text(value, hours=True)
        case _, int() if name.endswith("_ms"):
            text = clock_text(value)
        case _, str() if value in FIELD_WORDS.get(name, {}):
            text = _(FIELD_WORDS[name][value])
    return text
