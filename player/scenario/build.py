"""A script that was read without problems, as the model the engine runs."""

from __future__ import annotations

from player.language.records import Entry
from player.model.doctrine import ACTION_KINDS, Stage
from player.model.scenario import (
    DEFAULT_RANKS,
    Crowd,
    Effects,
    ExpectedAction,
    Inject,
    Objective,
    Origin,
    Phase,
    Place,
    PlannedSpan,
    Pressure,
    Scenario,
    Source,
    Unit,
    UnitAction,
)
from player.model.text import Text
from player.scenario.checks import next_phases

_TITLE_LENGTH = 48
_NO_TEXT = Text.plain("")
_NO_ORIGIN = Origin()
_NO_EFFECTS = Effects()


def build_scenario(script: Entry) -> Scenario:
    """The scenario of a whole script."""
    units = {name: _unit(name, entry) for name, entry in script["units"].items()}
    return Scenario(
        language=script["gladi"],
        id=script["id"],
        title=script["title"],
        summary=script["summary"] or _NO_TEXT,
        place=Place(script["place"]["name"], script["place"]["zone"], script["place"]["starts"]),
        units=units,
        crowd=_crowd(script["crowd"]),
        phases=_phases(script["phases"], units),
        sources=tuple(_source(entry) for entry in script["sources"] or ()),
        assumptions=tuple(script["assumptions"] or ()),
        objectives={entry["id"]: Objective(entry["id"], entry["title"]) for entry in script["objectives"] or ()},
        ranks=tuple(script["ranks"] or DEFAULT_RANKS),
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
    return Origin(source, frozenset(assumed or ())) if source or assumed else _NO_ORIGIN


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


def _phases(entries: list[Entry], units: dict[str, Unit]) -> tuple[Phase, ...]:
    after = next_phases(entries)
    phases = []
    sequence = 0
    for entry in entries:
        injects = [_inject(each, entry["id"], place) for place, each in enumerate(entry["injects"] or (), sequence)]
        sequence += len(injects)
        phases.append(
            Phase(
                id=entry["id"],
                title=entry["title"],
                planned_ms=entry["planned"],
                injects=tuple(injects),
                actions=tuple(_action(each, entry["id"], units) for each in entry["actions"] or ()),
                next=after[entry["id"]],
                goal=entry["goal"] or _NO_TEXT,
                origin=_origin(entry),
            )
        )
    return tuple(phases)


def _inject(entry: Entry, phase: str, sequence: int) -> Inject:
    values = entry.values
    text = values["text"]
    name = values["id"]
    return Inject(
        id=name,
        phase=phase,
        sequence=sequence,
        title=values["title"] or first_words(text),
        text=text,
        at_ms=values["at"],
        manual=values["manual"],
        sender=values["from"] or _NO_TEXT,
        receiver=values["to"] or _NO_TEXT,
        channel=values["channel"],
        effects=_effects(values["effects"]),
        expect=tuple(_expected(each, name) for each in values["expect"] or ()),
        origin=_origin(entry),
    )


def _effects(entry: Entry | None) -> Effects:
    if entry is None:
        return _NO_EFFECTS
    pressure = entry["pressure"]
    return Effects(
        tension=entry["tension"],
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
    )


def _action(entry: Entry, phase: str, units: dict[str, Unit]) -> UnitAction:
    unit, does, stage = entry["unit"], entry["does"], entry["stage"]
    personnel, dialogue = entry["personnel"], entry["dialogue"]
    kind = ACTION_KINDS[does]
    return UnitAction(
        id=entry["id"] or f"{phase}.{unit}.{does}",
        phase=phase,
        unit=unit,
        does=does,
        stage=kind.stage if stage is None else Stage(stage),
        personnel=units[unit].strength if personnel is None else personnel,
        dialogue=kind.dialogue if dialogue is None else dialogue,
        order_from=tuple(entry["order_from"] or ()),
        planned=tuple(PlannedSpan(span["from"], span["to"]) for span in entry["planned"] or ()),
        origin=_origin(entry),
    )
