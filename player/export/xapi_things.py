"""Who and what xAPI statements are about: the people, units and activities of one session."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from player.export.table_events import ACTOR_TITLES
from player.export.xapi_terms import (
    HOME_PAGE,
    INTERACTION,
    MODULE,
    OBJECTIVE,
    OWN,
    PERFORMANCE,
    SIMULATION,
    language_map,
    translated,
)
from player.i18n import N_, _
from player.model import events as ev
from player.model.doctrine import ACTION_KINDS
from player.model.rules import rule_of_finding
from player.model.scenario import Scenario
from player.model.text import Text

_NOTICED: Mapping[type[ev.Body], tuple[str, str]] = {
    ev.CasualtyRecorded: ("record/casualty", N_("Casualty")),
    ev.ArrestRecorded: ("record/arrest", N_("Arrest")),
    ev.EvidenceRecorded: ("record/evidence", N_("Evidence")),
    ev.BehaviourChanged: ("crowd/behaviour", N_("Behaviour")),
    ev.SituationChanged: ("crowd/situation", N_("Situation")),
    ev.CrowdDispersed: ("crowd/dispersal", N_("Dispersal")),
    ev.CrowdGathered: ("crowd/dispersal", N_("Dispersal")),
}
"""The activities of what is recorded or noticed, whatever the script."""


class Things:
    """The actors and activities of a session, by what the log calls them."""

    def __init__(self, scenario: Scenario, session_id: str) -> None:
        self._scenario = scenario
        self._session = _quoted(session_id)
        self._actions: dict[int, ev.ActionStarted] = {}
        self._made: dict[tuple[str, str], dict[str, Any]] = {}
        self.exercise = self.activity("", scenario.title, SIMULATION)

    def learn(self, body: ev.Body) -> None:
        """Remember what later events name by number."""
        if isinstance(body, ev.ActionStarted):
            self._actions[body.action] = body

    # Actors

    def role(self, actor: ev.Actor, who: str = "") -> dict[str, Any]:
        """Somebody at the desk, by name where one is known."""
        part = f"{actor.value}/{_quoted(who)}" if who else actor.value
        return self._agent("Agent", f"session/{self._session}/{part}", who or _(ACTOR_TITLES[actor]))

    def giver(self, rank: str, who: str) -> dict[str, Any]:
        """Who gave an order."""
        part = "/".join(_quoted(word) for word in (rank, who) if word)
        return self._agent("Agent", f"session/{self._session}/rank/{part}", f"{rank} {who}".strip())

    def unit(self, unit: str) -> dict[str, Any]:
        """A unit, as a group."""
        one = self._scenario.units[unit]
        return self._agent("Group", f"scenario/{self._scenario.id}/unit/{unit}", str(one.title))

    def everybody(self) -> dict[str, Any]:
        """All who take part, as a group."""
        return self._agent("Group", f"session/{self._session}/participants", str(self._scenario.title))

    def _agent(self, kind: str, account: str, name: str) -> dict[str, Any]:
        return {"objectType": kind, "name": name, "account": {"homePage": HOME_PAGE, "name": account}}

    # Activities

    def activity(self, path: str, name: Text | Mapping[str, str], kind: str, **more: Any) -> dict[str, Any]:
        """An activity of the script, made once."""
        made = self._made.get((path, kind))
        if made is None:
            names = language_map(name) if isinstance(name, Text) else dict(name)
            definition: dict[str, Any] = {"type": kind, **more}
            if names:
                definition["name"] = names
            iri = f"{OWN}scenario/{_quoted(self._scenario.id)}" + (f"/{path}" if path else "")
            made = {"objectType": "Activity", "id": iri, "definition": definition}
            self._made[path, kind] = made
        return made

    def of(self, event: ev.Event) -> dict[str, Any]:
        """What an event is about."""
        return self._entry(event.body) or self._deed(event.body) or self._course(event.body) or self.exercise

    def _course(self, body: ev.Body) -> dict[str, Any] | None:
        """A phase, an inject, a decision or an expected action of the script."""
        script = self._scenario
        match body:
            case ev.PhaseStarted(phase=name) | ev.PhaseAdjusted(phase=name) | ev.InjectsShifted(phase=name):
                return self.activity(f"phase/{name}", script.phase_by_id[name].title, MODULE)
            case ev.DecisionCameDue(decision=name) | ev.DecisionTaken(decision=name):
                return self._decision(name)
            case ev.ExpectedActionMet(expected=name) | ev.ExpectedActionMissed(expected=name):
                return self.activity(f"expected/{name}", script.expected_by_id[name].text, PERFORMANCE)
        inject = getattr(body, "inject", None)
        if inject is None:
            return None
        return self.activity(f"inject/{inject}", script.inject_by_id[inject].title, f"{OWN}type/inject")

    def _deed(self, body: ev.Body) -> dict[str, Any] | None:
        """What a unit does or is ordered to do, and what is checked or seen."""
        script = self._scenario
        match body:
            case ev.OrderGiven(unit=unit, does=does):
                return self._action(unit, does)
            case ev.ActionStarted() | ev.ActionStageChanged() | ev.ActionStopped():
                started = self._actions[body.action]
                return self._action(started.unit, started.does)
            case ev.ReadinessChecked(item=name) | ev.ReadinessWaived(item=name):
                return self.activity(f"readiness/{name}", script.readiness[name].text, f"{OWN}type/readiness-item")
            case ev.TagObserved(tag=name):
                return self.activity(f"tag/{name}", script.tags[name].text, f"{OWN}type/observation")
        return None

    def _entry(self, body: ev.Body) -> dict[str, Any] | None:
        """A record, something about the crowd, a finding or an objective."""
        match body:
            case (
                ev.ObjectiveRated(objective=name)
                | ev.AnnotationWritten(objective=name)
                | ev.CorrectiveActionPlanned(objective=name)
            ) if name:
                aim = self._scenario.objectives.get(name)
                title = Text.plain(name) if aim is None else aim.title
                return self.activity(f"objective/{_quoted(name)}", title, OBJECTIVE)
            case ev.FindingAnswered(finding=key):
                rule = rule_of_finding(key)
                return self.activity(f"finding/{_quoted(rule)}", Text.plain(rule), f"{OWN}type/finding")
        if type(body) not in _NOTICED:
            return None
        path, name = _NOTICED[type(body)]
        return self.activity(path, translated(name), f"{OWN}type/{path.split('/', maxsplit=1)[0]}")

    def doer(self, action: int) -> str:
        """The unit of an action."""
        return self._actions[action].unit

    def _action(self, unit: str, does: str) -> dict[str, Any]:
        title = self._scenario.units[unit].title
        kind = translated(ACTION_KINDS[does].title)
        names = {code: f"{title.in_language(code)}: {words}" for code, words in kind.items()}
        return self.activity(f"action/{unit}/{does}", names, f"{OWN}type/action")

    def _decision(self, name: str) -> dict[str, Any]:
        decision = self._scenario.decision_by_id[name]
        choices = [{"id": one.id, "description": language_map(one.title)} for one in decision.choices]
        more = {"interactionType": "choice", "choices": choices}
        return self.activity(f"decision/{name}", decision.ask, INTERACTION, **more)


def _quoted(word: str) -> str:
    """A word as it stands in an address, whatever it holds."""
    return quote(word, safe="", errors="backslashreplace")
