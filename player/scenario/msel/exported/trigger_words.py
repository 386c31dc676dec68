"""When an inject is due, as a cell of an exported sheet says it: ``after orator +1m; waits for the controller``."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from player.i18n import N_, _
from player.language.shapes import NUMBER
from player.language.values import is_identifier, parse_duration
from player.model.doctrine import ACTION_KINDS, SITUATION_TITLES, RecordKind, Situation, Stage
from player.model.times import SECOND_MS, duration_text
from player.model.trigger import Trigger
from player.scenario.msel.exported.phrases import Phrase, is_called, number_text
from player.triggers.after import After
from player.triggers.at import At
from player.triggers.clock import Clock
from player.triggers.every import MOST_TIMES, Every
from player.triggers.manual import Manual
from player.triggers.on import STATES_OF, On
from player.triggers.when import Condition, When

BY_CLOCK = Phrase(N_("by the clock"))
_AT = Phrase(N_("{time} into the phase"))
_AFTER_INJECT = Phrase(N_("after {inject}"))
_AFTER_EXPECTED = Phrase(N_("after {expected} is met"))
_EVERY = Phrase(N_("every {interval} from {first} on, {count} times"))
_MANUAL = Phrase(N_("by hand"))
_WHEN = Phrase(N_("when {conditions}"))
_WHEN_FOR = Phrase(N_("when {conditions} for {time}"))
_QUANTITIES: Mapping[str, Phrase] = {
    "tension": Phrase(N_("tension {sign} {number}")),
    "activity": Phrase(N_("disorder {sign} {number} %")),
    "legitimacy": Phrase(N_("legitimacy {sign} {number} %")),
    "presence": Phrase(N_("crowd present {sign} {number} %")),
    "force": Phrase(N_("stage of force {sign} {number}")),
    "situation": Phrase(N_("situation {sign} {number}")),
}
_LIMITS = {"force": float(max(Stage)), "situation": float(max(Situation))}
_SIGNS = frozenset({">=", ">", "<=", "<", "="})

_ON: Mapping[tuple[str, str], Phrase] = {
    ("tag", ""): Phrase(N_("at tag {name}")),
    ("decision", ""): Phrase(N_("at decision {name}")),
    ("expected", "met"): Phrase(N_("as {name} is met")),
    ("expected", "missed"): Phrase(N_("as {name} is missed")),
    ("phase", "started"): Phrase(N_("as phase {name} begins")),
    ("phase", "ended"): Phrase(N_("as phase {name} ends")),
    ("action", "started"): Phrase(N_("as action {name} begins")),
    ("action", "stopped"): Phrase(N_("as action {name} stops")),
    ("record", ""): Phrase(N_("at a record of {name}")),
}
"""What an ``on`` waits for, by what it names and what comes of it."""

_ON_CHOICE = Phrase(N_("at decision {name} = {choice}"))
_ON_UNIT: Mapping[str, Phrase] = {
    "started": Phrase(N_("as {unit} begins action {name}")),
    "stopped": Phrase(N_("as {unit} stops action {name}")),
}

_CONFIRM = Phrase(N_("waits for the controller"))
_PRIORITY = Phrase(N_("priority {number}"))
_REPEATS = Phrase(N_("may come again"))
_DELAY = re.compile(r"\s\+\s?(\w+)\Z")


@dataclass(frozen=True, slots=True)
class Due:
    """What a cell says of when an inject is due.

    Attributes:
        trigger: None where the columns of times say it.
        by_clock: it is due at the time of the story's clock, which stands in its column.
    """

    trigger: Trigger | None = None
    by_clock: bool = False
    confirm: bool = False
    priority: int = 0
    repeats: bool = False


def due_text(trigger: Trigger, *, confirm: bool, priority: int, repeats: bool) -> str:
    """What the columns of times do not say of when an inject is due; empty where they say it all."""
    parts = [_WORDS[trigger.KIND](trigger)]
    parts += [_CONFIRM.text()] if confirm else []
    parts += [_PRIORITY.text(number=f"{priority:+d}")] if priority else []
    parts += [_REPEATS.text()] if repeats else []
    return "; ".join(part for part in parts if part)


def read_due(text: str) -> Due | None:
    """What a cell says of when an inject is due; None where it is not understood."""
    found: dict[str, Any] = {}
    for part in filter(None, (" ".join(part.split()) for part in text.split(";"))):
        said = _modifier(part)
        if said is None:
            trigger = read_trigger(part)
            said = None if trigger is None else {"trigger": trigger}
        if said is None or found.keys() & said.keys():
            return None
        found |= said
    if "by_clock" in found and "trigger" in found:
        return None
    if found.get("confirm") and isinstance(found.get("trigger"), Manual):
        del found["confirm"]  # what only the hand fires waits for it anyhow
    return Due(**found)


def _modifier(part: str) -> dict[str, Any] | None:
    if BY_CLOCK.read(part) is not None:
        return {"by_clock": True}
    if _CONFIRM.read(part) is not None:
        return {"confirm": True}
    if _REPEATS.read(part) is not None:
        return {"repeats": True}
    gaps = _PRIORITY.read(part)
    if gaps is not None and re.fullmatch(r"[+-]?[0-9]", gaps["number"]):
        return {"priority": int(gaps["number"])}
    return None


def _at_words(trigger: At) -> str:
    return "" if trigger.offset_ms % SECOND_MS == 0 else _AT.text(time=duration_text(trigger.offset_ms))


def _after_words(trigger: After) -> str:
    if trigger.inject is not None:
        return _delayed(_AFTER_INJECT.text(inject=trigger.inject), trigger.delay_ms)
    return _delayed(_AFTER_EXPECTED.text(expected=trigger.expected), trigger.delay_ms)


def _when_words(trigger: When) -> str:
    conditions = ", ".join(
        _QUANTITIES[one.quantity].text(sign=one.sign, number=_value_text(one)) for one in trigger.conditions
    )
    if trigger.for_ms:
        return _WHEN_FOR.text(conditions=conditions, time=duration_text(trigger.for_ms))
    return _WHEN.text(conditions=conditions)


def _value_text(condition: Condition) -> str:
    if condition.quantity == "situation":
        return _(SITUATION_TITLES[Situation(int(condition.than))])
    return number_text(condition.than)


def _on_words(trigger: On) -> str:
    name = trigger.name
    if trigger.what == "decision" and trigger.state:
        text = _ON_CHOICE.text(name=name, choice=trigger.state)
    elif trigger.unit is not None:
        text = _ON_UNIT[trigger.state].text(unit=trigger.unit, name=name)
    else:
        text = _ON[trigger.what, trigger.state].text(name=name)
    return _delayed(text, trigger.delay_ms)


def _every_words(trigger: Every) -> str:
    return _EVERY.text(
        interval=duration_text(trigger.interval_ms), first=duration_text(trigger.first_ms), count=trigger.count
    )


_WORDS: Mapping[str, Callable[[Any], str]] = {
    "at": _at_words,
    "clock": lambda _trigger: BY_CLOCK.text(),
    "after": _after_words,
    "when": _when_words,
    "on": _on_words,
    "every": _every_words,
    "manual": lambda _trigger: _MANUAL.text(),
}
"""How each kind of trigger is written."""

KINDS_IN_COLUMNS = frozenset({At.KIND, Clock.KIND})
"""Kinds whose times stand in columns of their own."""


def _delayed(text: str, delay_ms: int) -> str:
    return f"{text} +{duration_text(delay_ms)}" if delay_ms else text


def read_trigger(text: str) -> Trigger | None:
    """The trigger a part of a cell says; None where it is none."""
    if _MANUAL.read(text) is not None:
        return Manual()
    if (gaps := _AT.read(text)) is not None and (offset_ms := parse_duration(gaps["time"])) is not None:
        return At(offset_ms)
    if (gaps := _EVERY.read(text)) is not None:
        return _read_every(gaps)
    delay_ms = 0
    if delay := _DELAY.search(text):
        found = parse_duration(delay[1])
        if found is None:
            return None
        delay_ms = found
        text = text[: delay.start()].rstrip()
    return _read_after(text, delay_ms) or _read_on(text, delay_ms) or (None if delay_ms else _read_when(text))


def _read_every(gaps: Mapping[str, str]) -> Every | None:
    interval_ms, first_ms = parse_duration(gaps["interval"]), parse_duration(gaps["first"])
    if not interval_ms or first_ms is None or not gaps["count"].isdecimal():
        return None
    count = int(gaps["count"])
    return Every(interval_ms, first_ms, count) if 1 <= count <= MOST_TIMES else None


def _read_after(text: str, delay_ms: int) -> After | None:
    if (gaps := _AFTER_EXPECTED.read(text)) is not None and is_identifier(gaps["expected"]):
        return After(None, gaps["expected"], delay_ms)
    if (gaps := _AFTER_INJECT.read(text)) is not None and is_identifier(gaps["inject"]):
        return After(gaps["inject"], None, delay_ms)
    return None


def _read_on(text: str, delay_ms: int) -> On | None:
    gaps = _ON_CHOICE.read(text)
    if gaps is not None and is_identifier(gaps["name"]) and is_identifier(gaps["choice"]):
        return On("decision", gaps["name"], gaps["choice"], None, delay_ms)
    for state, phrase in _ON_UNIT.items():
        gaps = phrase.read(text)
        if gaps is not None and gaps["name"] in ACTION_KINDS and is_identifier(gaps["unit"]):
            return On("action", gaps["name"], state, gaps["unit"], delay_ms)
    for (what, state), phrase in _ON.items():
        gaps = phrase.read(text)
        if gaps is not None and _can_be_named(what, gaps["name"]):
            return On(what, gaps["name"], state, None, delay_ms)
    return None


def _can_be_named(what: str, name: str) -> bool:
    if what == "action":
        return name in ACTION_KINDS
    return name in list(RecordKind) if what == "record" else is_identifier(name)


def _read_when(text: str) -> When | None:
    gaps, for_ms = _WHEN_FOR.read(text), 0
    if gaps is not None:
        found = parse_duration(gaps["time"])
        if found is None:
            return None
        for_ms = found
    else:
        gaps = _WHEN.read(text)
    if gaps is None:
        return None
    conditions = [_read_condition(part.strip()) for part in gaps["conditions"].split(",")]
    known = [one for one in conditions if one is not None]
    if len(known) != len(conditions) or len({one.quantity for one in known}) != len(known):
        return None
    return When(tuple(sorted(known, key=lambda one: list(_QUANTITIES).index(one.quantity))), for_ms)


def _read_condition(text: str) -> Condition | None:
    for quantity, phrase in _QUANTITIES.items():
        gaps = phrase.read(text)
        if gaps is None or gaps["sign"] not in _SIGNS:
            continue
        value = _read_value(quantity, gaps["number"])
        if value is not None:
            return Condition(quantity, gaps["sign"], value)
    return None


def _read_value(quantity: str, text: str) -> float | None:
    if quantity == "situation":
        return next((float(each) for each, title in SITUATION_TITLES.items() if is_called(text, title)), None)
    if not NUMBER.fullmatch(text) or not 0 <= float(text) <= _LIMITS.get(quantity, 100.0):
        return None
    return float(text)


assert all(state == "" or state in STATES_OF[what] for what, state in _ON)
