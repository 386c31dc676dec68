"""When something waits for its trigger, in words: for the inject list, the ways out of a phase, the map of a script.

Each kind of trigger has one function here; a kind without one fails a test.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from player.i18n import N_, _
from player.model.course import Inject
from player.model.doctrine import ACTION_KINDS, RECORD_TITLES, SITUATION_TITLES, RecordKind, Situation
from player.model.scenario import Scenario
from player.model.times import MINUTE_MS, clock_text, length_words, story_clock_text
from player.model.trigger import Trigger
from player.triggers.after import After
from player.triggers.at import At
from player.triggers.clock import Clock
from player.triggers.every import Every
from player.triggers.manual import Manual
from player.triggers.on import On
from player.triggers.when import Condition, When

QUANTITY_TITLES: Mapping[str, str] = {
    "tension": N_("tension {comparison}"),
    "activity": N_("disorder {comparison} %"),
    "legitimacy": N_("legitimacy {comparison} %"),
    "presence": N_("crowd present {comparison} %"),
    "force": N_("stage of force {comparison}"),
    "situation": N_("situation {comparison}"),
}
"""What a condition on the crowd says of each quantity."""

_SIGNS = {">=": "≥", "<=": "≤"}


def trigger_text(trigger: Trigger, scenario: Scenario) -> str:
    """When a trigger comes about, in words that go on after "due": "after “Orator speaks” +1m"."""
    return _WORDS[trigger.KIND](trigger, scenario)


def inject_text(inject: Inject, scenario: Scenario) -> str:
    """When an inject is due, in words; one that is offered when an expected action is missed says which."""
    if inject.id not in scenario.contingencies or not isinstance(inject.trigger, Manual):
        return trigger_text(inject.trigger, scenario)
    expected = scenario.expected_by_id.values()
    causes = "” / “".join(str(one.text) for one in expected if one.contingency == inject.id)
    return _("contingency: if “{expected}” is missed").format(expected=causes)


def _at(trigger: At, _scenario: Scenario) -> str:
    return _("at {time} of the phase").format(time=clock_text(trigger.offset_ms))


def _clock(trigger: Clock, _scenario: Scenario) -> str:
    time = story_clock_text(trigger.time_ms, seconds=trigger.time_ms % MINUTE_MS > 0)
    return _("at {time} by the story's clock").format(time=time)


def _after(trigger: After, scenario: Scenario) -> str:
    if trigger.inject is not None:
        text = _("after “{inject}”").format(inject=scenario.inject_by_id[trigger.inject].title)
    else:
        text = _("after “{expected}” is done").format(expected=scenario.expected_by_id[trigger.expected or ""].text)
    return _delayed(text, trigger.delay_ms)


def _when(trigger: When, _scenario: Scenario) -> str:
    what = ", ".join(_condition(condition) for condition in trigger.conditions)
    if trigger.for_ms:
        return _("when {what} for {time}").format(what=what, time=length_words(trigger.for_ms))
    return _("when {what}").format(what=what)


def _condition(condition: Condition) -> str:
    sign = _SIGNS.get(condition.sign, condition.sign)
    value = f"{condition.than:g}"
    if condition.quantity == "situation":
        value = _(SITUATION_TITLES[Situation(int(condition.than))])
    return _(QUANTITY_TITLES[condition.quantity]).format(comparison=f"{sign} {value}")


def _on(trigger: On, scenario: Scenario) -> str:
    return _delayed(_OCCURRENCES[trigger.what](trigger, scenario), trigger.delay_ms)


def _on_tag(trigger: On, scenario: Scenario) -> str:
    return _("as “{tag}” is logged").format(tag=scenario.tags[trigger.name].text)


def _on_decision(trigger: On, scenario: Scenario) -> str:
    decision = scenario.decision_by_id[trigger.name]
    choice = decision.choice(trigger.state)
    if choice is not None:
        return _("on the answer “{choice}”").format(choice=choice.title)
    return _("once “{question}” is answered").format(question=decision.ask)


def _on_expected(trigger: On, scenario: Scenario) -> str:
    template = N_("if “{expected}” is missed") if trigger.state == "missed" else N_("once “{expected}” is done")
    return _(template).format(expected=scenario.expected_by_id[trigger.name].text)


def _on_phase(trigger: On, scenario: Scenario) -> str:
    template = N_("as the phase “{phase}” ends") if trigger.state == "ended" else N_("as the phase “{phase}” begins")
    return _(template).format(phase=scenario.phase_by_id[trigger.name].title)


def _on_action(trigger: On, scenario: Scenario) -> str:
    action = _(ACTION_KINDS[trigger.name].title)
    if trigger.unit is not None:
        action = f"{scenario.units[trigger.unit].title}: {action}"
    template = N_("as this ends: {action}") if trigger.state == "stopped" else N_("as this begins: {action}")
    return _(template).format(action=action)


def _on_record(trigger: On, _scenario: Scenario) -> str:
    return _("as it goes on record: {record}").format(record=_(RECORD_TITLES[RecordKind(trigger.name)]))


def _every(trigger: Every, _scenario: Scenario) -> str:
    interval = length_words(trigger.interval_ms)
    return _("every {interval}, {count} times").format(interval=interval, count=trigger.count)


def _manual(_trigger: Manual, _scenario: Scenario) -> str:
    return _("by hand")


def _delayed(text: str, delay_ms: int) -> str:
    return f"{text} +{length_words(delay_ms)}" if delay_ms else text


_OCCURRENCES: Mapping[str, Callable[[On, Scenario], str]] = {
    "tag": _on_tag,
    "decision": _on_decision,
    "expected": _on_expected,
    "phase": _on_phase,
    "action": _on_action,
    "record": _on_record,
}

_WORDS: Mapping[str, Callable[[Any, Scenario], str]] = {
    At.KIND: _at,
    Clock.KIND: _clock,
    After.KIND: _after,
    When.KIND: _when,
    On.KIND: _on,
    Every.KIND: _every,
    Manual.KIND: _manual,
}
