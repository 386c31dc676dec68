"""An exported sheet as a script: its injects as they are, and labelled as assumed what no sheet carries."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from player.i18n import _
from player.language.values import is_identifier, is_zone
from player.model.course import Effects, ExpectedAction, Inject, Phase, WantedRecord
from player.model.doctrine import Situation
from player.model.entries import Origin
from player.model.scenario import LANGUAGE_VERSION
from player.model.times import MINUTE_MS, duration_text, story_clock_text
from player.scenario.msel.cells import clean
from player.scenario.msel.emit import comment, entry, key, quoted
from player.scenario.msel.exported import columns as sheet
from player.scenario.msel.exported.found import Found
from player.scenario.msel.exported.phrases import number_text
from player.scenario.msel.exported.settle import units_of
from player.scenario.msel.names import LONGEST, RESERVED, short_name
from player.scenario.msel.script import ASSUMED_CLOCK_MS, ASSUMED_CROWD, ASSUMED_STRENGTH, ASSUMED_ZONE
from player.scenario.msel.words import kind_of_unit
from player.triggers.after import After
from player.triggers.at import At
from player.triggers.clock import Clock
from player.triggers.every import Every
from player.triggers.on import STATES_OF, On
from player.triggers.when import When


@dataclass(frozen=True, slots=True)
class ExportedScript:
    """The script as text, with what it says of itself."""

    text: str
    id: str
    starts: str
    starts_known: bool
    assumptions: tuple[str, ...]


def script_of(found: Found, document: str) -> ExportedScript:
    """The script of what a sheet holds.

    Args:
        document: the file the sheet lies in.
    """
    starts_ms = ASSUMED_CLOCK_MS if found.starts_ms is None else found.starts_ms
    starts = story_clock_text(starts_ms, seconds=starts_ms % MINUTE_MS > 0)
    title = found.title or document
    said = found.head.get(sheet.SCRIPT, "")
    name = said if is_identifier(said) else short_name(title, LONGEST) or "imported-msel"
    name = f"{name}-2" if name in RESERVED else name
    assumptions = tuple(_assumptions(found, starts))
    sections = [
        _opening(document, name, title),
        _sources(found, document),
        "\n".join(["assumptions:", *(entry("-", clean(text), 2) for text in assumptions)]),
        _place(found, starts),
        _units(found),
        f"crowd:\n  size: {ASSUMED_CROWD}",
        _objectives(found),
        "phases:\n" + "\n\n".join("\n".join(_phase(phase)) for phase in found.phases),
    ]
    text = "\n\n".join(section for section in sections if section) + "\n"
    return ExportedScript(text, name, starts, found.starts_ms is not None, assumptions)


def _text(name: str, text: str, indent: int) -> str:
    """A key with a text that is kept to the letter."""
    if text and text == clean(text):
        return entry(name, text, indent)
    return f"{' ' * indent}{name}{'' if name == '-' else ':'} {json.dumps(text, ensure_ascii=False)}"


def _opening(document: str, name: str, title: str) -> str:
    lines = [
        comment(_("Imported from {file}, which Gladi had exported.").format(file=document)),
        comment(_("A sheet carries the injects. What it does not carry is assumed, and named below; run check.")),
        f"gladi: {LANGUAGE_VERSION}",
        f"id: {name}",
        _text("title", title, 0),
    ]
    return "\n".join(lines)


def _sources(found: Found, document: str) -> str:
    known = found.sources
    named = [inject.origin.source for phase in found.phases for inject in phase.injects]
    named += [phase.origin.source for phase in found.phases]
    lines = ["sources:"]
    for name in dict.fromkeys([*known, *(name for name in named if name)]):
        lines += [f"  - id: {name}", _text("document", (known.get(name) or document)[:200], 4)]
    return "\n".join(lines) if len(lines) > 1 else ""


def _assumptions(found: Found, starts: str) -> Iterator[str]:
    if found.starts_ms is None:
        yield _("The story's clock begins at {clock}, which is assumed; the sheet has no clock time.").format(
            clock=starts
        )
    if not found.head.get(sheet.PLACE):
        yield _("The sheet names no place.")
    if not _zone(found):
        yield _("The time zone is assumed to be {zone}.").format(zone=ASSUMED_ZONE)
    yield _("The units are those the expected actions name; each is assumed to have {n} persons.").format(
        n=ASSUMED_STRENGTH
    )
    yield _(
        "A sheet carries no crowd, actions of units, decisions, exits, readiness items or tags; {n} calm persons are "
        "assumed."
    ).format(n=ASSUMED_CROWD)
    yield from map(str, found.doubts)


def _zone(found: Found) -> str:
    zone = found.head.get(sheet.ZONE, "")
    return zone if is_zone(zone) else ""


def _place(found: Found, starts: str) -> str:
    name = found.head.get(sheet.PLACE) or _("Place not given")
    zone = _zone(found) or ASSUMED_ZONE
    return "\n".join(["place:", _text("name", name, 2), f"  zone: {zone}", f"  starts: {quoted(starts)}"])


def _units(found: Found) -> str:
    lines = ["units:"]
    for name in units_of(found):
        kind = kind_of_unit(name)
        lines += [f"  {_plain(name)}:", f"    title: {quoted(name)}", f"    kind: {kind}"]
        lines += [f"    strength: {ASSUMED_STRENGTH}", "    assumed: [strength]"]
    if len(lines) == 1:
        lines += ["  players:", _text("title", _("Players"), 4), "    kind: other"]
        lines += [f"    strength: {ASSUMED_STRENGTH}", "    assumed: [strength, event]"]
    return "\n".join(lines)


def _objectives(found: Found) -> str:
    lines = ["objectives:"] if found.objectives else []
    for name, title in found.objectives.items():
        lines += [f"  - id: {_plain(name)}", _text("title", title, 4)]
        tasks = {task: text for (owner, task), text in found.tasks.items() if owner == name}
        if tasks:
            lines.append("    tasks:")
            for task, text in tasks.items():
                lines += [f"      - id: {_plain(task)}", _text("title", text, 8)]
    return "\n".join(lines)


def _plain(name: str) -> str:
    """An id as YAML, in quotes where it might be read as a number or a word of YAML's own."""
    return name if name[0].isalpha() and key(name) == name else quoted(name)


def _phase(phase: Phase) -> Iterator[str]:
    yield f"  - id: {_plain(phase.id)}"
    yield _text("title", str(phase.title), 4)
    if phase.goal:
        yield _text("goal", str(phase.goal), 4)
    yield f"    planned: {duration_text(phase.planned_ms)}"
    if phase.min_ms:
        yield f"    min: {duration_text(phase.min_ms)}"
    if phase.max_ms is not None:
        yield f"    max: {duration_text(phase.max_ms)}"
    if phase.on_time:
        yield "    ends: on_time"
    if phase.optional:
        yield "    optional: true"
    if phase.next is not None:
        yield f"    next: {_plain(phase.next)}"
    yield from _effects("enter", phase.enter, 4)
    yield from _origin(phase.origin, 4)
    if phase.injects:
        yield "    injects:"
    for inject in phase.injects:
        yield from _inject(inject)


def _inject(inject: Inject) -> Iterator[str]:
    texts = {"title": inject.title, "from": inject.sender, "to": inject.receiver, "text": inject.text}
    texts["note"] = inject.note
    said = [_text(name, str(text), 8) for name, text in texts.items() if text]
    flags = {
        "confirm": "true" if inject.confirm else "",
        "priority": str(inject.priority or ""),
        "repeats": "true" if inject.repeats else "",
        "channel": inject.channel or "",
    }
    yield f"      - id: {_plain(inject.id)}"
    yield f"        {_TRIGGERS[inject.trigger.KIND](inject.trigger)}"
    yield from (f"        {name}: {value}" for name, value in flags.items() if value)
    yield from said
    yield from _effects("effects", inject.effects, 8)
    if inject.expect:
        yield "        expect:"
    for wanted in inject.expect:
        yield from _expected(wanted)
    if inject.fields:
        yield "        fields:"
    for name, value in inject.fields.items():
        yield _text(key(name) if name == clean(name) else json.dumps(name, ensure_ascii=False), value, 10)
    yield from _origin(inject.origin, 8)


def _expected(wanted: ExpectedAction) -> Iterator[str]:
    yield f"          - id: {_plain(wanted.id)}"
    yield _text("text", str(wanted.text), 12)
    yield f"            within: {duration_text(wanted.within_ms)}"
    if wanted.action:
        yield f"            action: {wanted.action}"
    if wanted.record is not None:
        yield f"            record: {_record(wanted.record)}"
    for name in ("by", "objective", "task", "contingency"):
        value = getattr(wanted, name)
        if value:
            yield f"            {name}: {_plain(value)}"


def _record(record: WantedRecord) -> str:
    said = {"kind": record.kind.value, "count": record.count if record.count != 1 else None}
    said |= {name: getattr(record, name) for name in ("side", "severity", "weapon", "medium")}
    return _group({name: str(value) for name, value in said.items() if value is not None})


def _origin(origin: Origin, indent: int) -> Iterator[str]:
    if origin.source:
        yield f"{' ' * indent}source: {_plain(origin.source)}"
    if origin.assumed:
        yield f"{' ' * indent}assumed: [{', '.join(sorted(origin.assumed))}]"


def _effects(name: str, effects: Effects, indent: int) -> Iterator[str]:
    said: dict[str, str] = {}
    if effects.tension:
        said["tension"] = number_text(effects.tension)
    if effects.presence:
        said["presence"] = number_text(effects.presence)
    if effects.pressure is not None:
        rate, time = number_text(effects.pressure.rate_per_min), duration_text(effects.pressure.for_ms)
        said["pressure"] = _group({"rate": rate, "for": time})
    if effects.behaviour is not None:
        said["behaviour"] = effects.behaviour.key
    if effects.provocateurs is not None:
        said["provocateurs"] = number_text(effects.provocateurs)
    if effects.unlawful:
        said["unlawful"] = "true"
    if said:
        yield f"{' ' * indent}{name}: {_group(said)}"


def _group(values: Mapping[str, str]) -> str:
    return "{" + ", ".join(f"{name}: {value}" for name, value in values.items()) + "}"


def _after(trigger: After) -> str:
    said = {"inject": trigger.inject, "expected": trigger.expected}
    values = {name: _plain(value) for name, value in said.items() if value is not None}
    if trigger.delay_ms:
        values["delay"] = duration_text(trigger.delay_ms)
    return f"after: {_group(values)}"


def _when(trigger: When) -> str:
    values = {}
    for one in trigger.conditions:
        value = number_text(one.than)
        if one.quantity == "situation":
            value = Situation(int(one.than)).name.lower()
        values[one.quantity] = quoted(f"{one.sign} {value}")
    if trigger.for_ms:
        values["for"] = duration_text(trigger.for_ms)
    return f"when: {_group(values)}"


def _on(trigger: On) -> str:
    values = {trigger.what: _plain(trigger.name)}
    if trigger.what == "decision" and trigger.state:
        values["choice"] = _plain(trigger.state)
    elif trigger.state and trigger.state != STATES_OF[trigger.what][0]:
        values["is"] = trigger.state
    if trigger.unit is not None:
        values["unit"] = _plain(trigger.unit)
    if trigger.delay_ms:
        values["delay"] = duration_text(trigger.delay_ms)
    return f"on: {_group(values)}"


def _every(trigger: Every) -> str:
    values = {"interval": duration_text(trigger.interval_ms), "first": duration_text(trigger.first_ms)}
    return f"every: {_group({**values, 'count': str(trigger.count)})}"


def _clock(trigger: Clock) -> str:
    clock = story_clock_text(trigger.time_ms, seconds=trigger.time_ms % MINUTE_MS > 0)
    return f"clock: {quoted(clock)}"


def _at(trigger: At) -> str:
    return f"at: {duration_text(trigger.offset_ms)}"


_TRIGGERS: Mapping[str, Any] = {
    "at": _at,
    "clock": _clock,
    "after": _after,
    "when": _when,
    "on": _on,
    "every": _every,
    "manual": lambda _trigger: "manual: true",
}
"""How each kind of trigger stands in a script."""
