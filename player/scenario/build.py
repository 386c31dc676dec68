"""A script that was read without problems, as the model the engine runs."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any

from player.language.records import Entry
from player.model.course import (
    NO_EFFECTS,
    Choice,
    Decision,
    Effects,
    Exit,
    ExpectedAction,
    Inject,
    Phase,
    PlannedOrder,
    PlannedSpan,
    Pressure,
    UnitAction,
    WantedRecord,
)
from player.model.doctrine import ACTION_KINDS, ATTACHMENT_KINDS, Rating, RecordKind, Stage
from player.model.entries import (
    NO_ORIGIN,
    NO_TEXT,
    Attachment,
    CriticalTask,
    Crowd,
    EmergencyContact,
    Objective,
    Origin,
    Place,
    ReadinessItem,
    Role,
    RuleSettings,
    Source,
    Tag,
    Unit,
)
from player.model.scenario import DEFAULT_RANKS, Programme, ProgrammeStage, Scenario
from player.model.text import Text
from player.model.trigger import Trigger
from player.scenario.checks import next_phases
from player.scenario.language_common import END
from player.scenario.language_course import TRIGGERS
from player.triggers.manual import Manual

_TITLE_LENGTH = 48
_MANUAL = Manual()
_NO_FIELDS: dict[str, str] = {}


def build_scenario(script: Entry) -> Scenario:
    """The scenario of a whole script."""
    units = {name: _unit(name, entry) for name, entry in script["units"].items()}
    roles = {name: _role(name, entry) for name, entry in (script["roles"] or {}).items()}
    return Scenario(
        language=script["gladi"],
        id=script["id"],
        title=script["title"],
        summary=script["summary"] or NO_TEXT,
        place=Place(script["place"]["name"], script["place"]["zone"], script["place"]["starts"]),
        units=units,
        crowd=_crowd(script["crowd"]),
        phases=_Course(units, roles).phases(script["phases"]),
        sources=tuple(_source(entry) for entry in script["sources"] or ()),
        assumptions=tuple(script["assumptions"] or ()),
        objectives={entry["id"]: _objective(entry) for entry in script["objectives"] or ()},
        ranks=tuple(script["ranks"] or DEFAULT_RANKS),
        roles=roles,
        readiness={entry["id"]: _readiness(entry) for entry in script["readiness"] or ()},
        tags={entry["id"]: _tag(entry) for entry in script["tags"] or ()},
        findings=_findings(script["findings"]),
        attachments=_attachments(script),
        emergency={entry["id"]: _contact(entry) for entry in script["emergency"] or ()},
    )


def build_programme(script: Entry) -> Programme:
    """The programme of a whole file, its stages without their scripts."""
    return Programme(
        id=script["id"],
        title=script["title"],
        summary=script["summary"] or NO_TEXT,
        stages=tuple(
            ProgrammeStage(
                entry["id"],
                entry["title"],
                entry["scenario"],
                entry["when"] or NO_TEXT,
                frozenset(entry["carries"] or ()),
            )
            for entry in script["stages"]
        ),
        sources=tuple(_source(entry) for entry in script["sources"] or ()),
        assumptions=tuple(script["assumptions"] or ()),
    )


def first_words(text: Text) -> Text:
    """The beginning of a text in each of its languages, cut between words, to stand in a list."""
    return Text({code: _shorten(written) for code, written in text.by_language.items()})


def _shorten(text: str) -> str:
    line = " ".join(text[: 4 * _TITLE_LENGTH].split())
    if len(line) <= _TITLE_LENGTH:
        return line
    words = line[:_TITLE_LENGTH].rsplit(" ", 1)[0].rstrip(" ,;:.-")
    return f"{words}…"


def _origin(entry: Entry) -> Origin:
    source, assumed = entry["source"], entry["assumed"]
    return Origin(source, frozenset(assumed or ())) if source or assumed else NO_ORIGIN


def _source(entry: Entry) -> Source:
    title = entry["title"] or Text.plain(entry["document"])
    return Source(entry["id"], entry["document"], title, tuple(entry["gives"] or ()))


def _unit(name: str, entry: Entry) -> Unit:
    return Unit(name, entry["title"], entry["kind"], entry["strength"], _origin(entry))


def _crowd(entry: Entry) -> Crowd:
    start = entry["start"].values if entry["start"] else {}
    parameters = entry["parameters"].values if entry["parameters"] else {}
    return Crowd(
        entry["size"],
        {name: percent / 100 for name, percent in start.items() if percent is not None},
        {name: value for name, value in parameters.items() if value is not None},
    )


def _role(name: str, entry: Entry) -> Role:
    return Role(name, entry["title"], entry["part"], entry["unit"], entry["channel"])


def _objective(entry: Entry) -> Objective:
    tasks = {each["id"]: CriticalTask(each["id"], each["title"]) for each in entry["tasks"] or ()}
    ratings = entry["ratings"].values if entry["ratings"] else {}
    said = {Rating(name): text for name, text in ratings.items() if text is not None}
    return Objective(entry["id"], entry["title"], tasks, said)


def _readiness(entry: Entry) -> ReadinessItem:
    return ReadinessItem(
        entry["id"], entry["text"], entry["kind"], entry["unit"], entry["required"], entry["before"], _origin(entry)
    )


def _contact(entry: Entry) -> EmergencyContact:
    return EmergencyContact(entry["id"], entry["title"], entry["reach"], _origin(entry))


def _tag(entry: Entry) -> Tag:
    return Tag(entry["id"], entry["key"], entry["text"], entry["behaviour"], entry["unlawful"], entry["colour"])


def _findings(entry: Entry | None) -> dict[str, RuleSettings]:
    rules = entry.values if entry else {}
    return {name: _rule_settings(rule) for name, rule in rules.items() if rule is not None}


def _rule_settings(entry: Entry) -> RuleSettings:
    given = {
        name: value for name, value in entry.values.items() if name not in {"active", "basis"} and value is not None
    }
    values = {name: tuple(value) if isinstance(value, list) else value for name, value in given.items()}
    return RuleSettings(entry["active"], entry["basis"] or NO_TEXT, values)


def _attachments(entry: Entry) -> tuple[Attachment, ...]:
    return tuple(
        Attachment(
            each["file"], _attachment_kind(each["file"]), each["title"] or Text.plain(PurePosixPath(each["file"]).name)
        )
        for each in entry["attachments"] or ()
    )


def _attachment_kind(file: str) -> str:
    ending = PurePosixPath(file).suffix.lower()
    return next(kind for kind, endings in ATTACHMENT_KINDS.items() if ending in endings)


def _target(to: str | None) -> str | None:
    return None if to == END else to


def trigger_of(values: dict[str, Any]) -> Trigger | None:
    """The trigger a group of keys gives, or None where it gives none."""
    for name, kind in TRIGGERS.items():
        value = values.get(name)
        if value is not None:
            return kind.build(value)
    return None


class _Course:
    """Builds the phases of one script."""

    def __init__(self, units: dict[str, Unit], roles: dict[str, Role]) -> None:
        self._units = units
        self._roles = roles
        self._injects = 0
        self._others = 0

    def phases(self, entries: list[Entry]) -> tuple[Phase, ...]:
        after = next_phases(entries)
        return tuple(self._phase(entry, after[entry["id"]]) for entry in entries)

    def _phase(self, entry: Entry, following: str | None) -> Phase:
        name = entry["id"]
        return Phase(
            id=name,
            title=entry["title"],
            planned_ms=entry["planned"],
            injects=tuple(self._inject(each, name) for each in entry["injects"] or ()),
            actions=tuple(self._action(each, name) for each in entry["actions"] or ()),
            next=following,
            goal=entry["goal"] or NO_TEXT,
            min_ms=entry["min"] or 0,
            max_ms=entry["max"],
            on_time=entry["ends"] == "on_time",
            optional=entry["optional"],
            enter=_effects(entry["enter"]),
            decisions=tuple(self._decision(each, name) for each in entry["decisions"] or ()),
            exits=tuple(self._exit(each, name, place, following) for place, each in enumerate(entry["exits"] or (), 1)),
            attachments=_attachments(entry),
            origin=_origin(entry),
        )

    def _inject(self, entry: Entry, phase: str) -> Inject:
        values = entry.values
        text = values["text"]
        name = values["id"]
        sender, sender_role = self._speaker(values["from"])
        receiver, receiver_role = self._speaker(values["to"])
        channel = values["channel"]
        if channel is None and receiver_role is not None:
            channel = self._roles[receiver_role].channel
        self._injects += 1
        return Inject(
            id=name,
            phase=phase,
            sequence=self._injects - 1,
            title=values["title"] or first_words(text),
            text=text,
            trigger=trigger_of(values) or _MANUAL,
            confirm=values["confirm"],
            priority=values["priority"],
            repeats=values["repeats"],
            sender=sender,
            receiver=receiver,
            sender_role=sender_role,
            receiver_role=receiver_role,
            channel=channel,
            effects=_effects(values["effects"]),
            expect=tuple(_expected(each, name) for each in values["expect"] or ()),
            attachments=_attachments(entry),
            note=values["note"] or NO_TEXT,
            fields=values["fields"] or _NO_FIELDS,
            origin=_origin(entry),
        )

    def _speaker(self, text: Text | None) -> tuple[Text, str | None]:
        """Who speaks or hears: the text to be read, and the role where it is one."""
        if text is None:
            return NO_TEXT, None
        role = self._roles.get(text.by_language.get("", "")) if self._roles else None
        return (text, None) if role is None else (role.title, role.id)

    def _action(self, entry: Entry, phase: str) -> UnitAction:
        unit, does, stage = entry["unit"], entry["does"], entry["stage"]
        personnel, dialogue, order = entry["personnel"], entry["dialogue"], entry["order"]
        kind = ACTION_KINDS[does]
        return UnitAction(
            id=entry["id"] or f"{phase}.{unit}.{does}",
            phase=phase,
            unit=unit,
            does=does,
            stage=kind.stage if stage is None else Stage(stage),
            personnel=self._units[unit].strength if personnel is None else personnel,
            dialogue=kind.dialogue if dialogue is None else dialogue,
            order_from=tuple(entry["order_from"] or ()),
            planned=tuple(PlannedSpan(span["from"], span["to"]) for span in entry["planned"] or ()),
            order=PlannedOrder(order["by"], order["channel"], order["ahead"], order["text"] or NO_TEXT)
            if order
            else None,
            reason=entry["reason"] or NO_TEXT,
            origin=_origin(entry),
        )

    def _decision(self, entry: Entry, phase: str) -> Decision:
        self._others += 1
        return Decision(
            id=entry["id"],
            phase=phase,
            sequence=self._others,
            ask=entry["ask"],
            choices=tuple(_choice(each) for each in entry["choices"]),
            trigger=trigger_of(entry.values),
            by=entry["by"],
            origin=_origin(entry),
        )

    def _exit(self, entry: Entry, phase: str, place: int, following: str | None) -> Exit:
        self._others += 1
        to = following if entry["to"] is None else _target(entry["to"])
        return Exit(f"{phase}.{place}", phase, self._others, trigger_of(entry.values) or _MANUAL, to)


def _choice(entry: Entry) -> Choice:
    to = entry["to"]
    return Choice(
        entry["id"],
        entry["title"],
        _target(to),
        to is not None,
        bool(entry["planned"]),
        _effects(entry["effects"]),
        _origin(entry),
    )


def _effects(entry: Entry | None) -> Effects:
    if entry is None:
        return NO_EFFECTS
    pressure = entry["pressure"]
    return Effects(
        tension=entry["tension"],
        presence=entry["presence"],
        pressure=Pressure(pressure["rate"], pressure["for"]) if pressure else None,
        behaviour=entry["behaviour"],
        provocateurs=entry["provocateurs"],
        unlawful=entry["unlawful"],
    )


def _expected(entry: Entry, inject: str) -> ExpectedAction:
    return ExpectedAction(
        id=entry["id"],
        inject=inject,
        text=entry["text"],
        within_ms=entry["within"],
        action=entry["action"],
        by=entry["by"],
        objective=entry["objective"],
        record=_wanted_record(entry["record"]),
        task=entry["task"],
        contingency=entry["contingency"],
    )


def _wanted_record(entry: Entry | None) -> WantedRecord | None:
    if entry is None:
        return None
    return WantedRecord(
        RecordKind(entry["kind"]), entry["count"], entry["side"], entry["severity"], entry["weapon"], entry["medium"]
    )
