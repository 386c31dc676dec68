"""What must hold between the parts of a script, beyond what each value can say of itself.

A check looks at what was read, right or wrong, and passes over what is missing or has been reported.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from player.i18n import N_, Message
from player.language.nodes import Node
from player.language.problems import shown
from player.language.reader import THINGS, Reader
from player.language.records import Entry
from player.model.scenario import DEFAULT_RANKS
from player.model.times import duration_text
from player.scenario.language import END, HOMES


def check_references(script: Entry, reader: Reader) -> None:
    """Every name that is used belongs to a thing of the script."""
    for kind, node in reader.used:
        known = reader.defined.get(kind, {})
        if node.text in known or (kind == "rank" and not script.has("ranks") and node.text in DEFAULT_RANKS):
            continue
        home = HOMES[kind]
        if script.has(home) and script[home] is None:
            continue
        names = known or (DEFAULT_RANKS if kind == "rank" else ())
        if names:
            advice = reader.suggest(node.text, names)
        else:
            advice = Message(N_('Define it under "{home}", or take it out here.'), {"home": home})
        reader.report("unknown-reference", node, thing=Message(THINGS[kind]), id=shown(node.text), advice=advice)


def check_personnel(script: Entry, reader: Reader) -> None:
    """There is personnel at all, and no action commits more than its unit has."""
    units = script["units"] or {}
    strengths = {name: unit["strength"] for name, unit in units.items()}
    if strengths and all(strength == 0 for strength in strengths.values()):
        reader.report("no-personnel", script.at("units"))
    for _phase, action in _parts(script, "actions"):
        strength, personnel = strengths.get(action["unit"]), action["personnel"]
        if strength is not None and personnel is not None and personnel > strength:
            unit = shown(action["unit"])
            reader.report(
                "too-many-personnel", action.at("personnel"), personnel=personnel, unit=unit, strength=strength
            )


def check_injects(script: Entry, reader: Reader) -> None:
    """Every inject has a way to fire, within its phase."""
    for phase, inject in _parts(script, "injects"):
        if not inject.has("at") and inject["manual"] is False:
            reader.report("inject-without-time", inject.at("manual"), inject=_id(inject))
        at_ms, planned_ms = inject["at"], phase["planned"]
        if at_ms is not None and planned_ms is not None and at_ms > planned_ms:
            at, planned = duration_text(at_ms), duration_text(planned_ms)
            reader.report("inject-after-phase", inject.at("at"), inject=_id(inject), at=at, planned=planned)


def check_spans(script: Entry, reader: Reader) -> None:
    """The planned times of an action lie within its phase, forwards, and apart from each other."""
    for phase, action in _parts(script, "actions"):
        taken: list[tuple[int, int]] = []
        for span in action["planned"] or ():
            _check_span(span, phase["planned"], taken, reader)


def check_action_names(script: Entry, reader: Reader) -> None:
    """Actions without an id of their own can be told apart."""
    first: dict[tuple[str, str, str], Node] = {}
    for phase, action in _parts(script, "actions"):
        name = (phase["id"], action["unit"], action["does"])
        if action.has("id") or None in name:
            continue
        if name in first:
            reader.report(
                "same-action-twice",
                action.node,
                phase=shown(name[0]),
                unit=shown(name[1]),
                does=name[2],
                first=first[name].line,
            )
        else:
            first[name] = action.node


def check_phase_order(script: Entry, reader: Reader) -> None:
    """The phases follow each other to the end, and each has its turn."""
    phases = [phase for phase in script["phases"] or () if phase["id"] is not None]
    for phase in phases:
        if phase["id"] == END:
            reader.report("reserved-id", phase.at("id"), id=END)
            return
    after = next_phases(phases)
    if not phases or len(after) < len(phases) or not after.keys() >= set(after.values()) - {None}:
        return
    reached: set[str] = set()
    here: str | None = phases[0]["id"]
    while here is not None:
        reached.add(here)
        onward = after[here]
        if onward in reached:
            by_name = {phase["id"]: phase for phase in phases}
            reader.report("phase-loop", by_name[here].at("next"), phase=shown(onward or ""))
            return
        here = onward
    for phase in phases:
        if phase["id"] not in reached:
            reader.report("phase-unreached", phase.at("id"), phase=shown(phase["id"]))


CHECKS: tuple[Callable[[Entry, Reader], None], ...] = (
    check_references,
    check_personnel,
    check_injects,
    check_spans,
    check_action_names,
    check_phase_order,
)
"""Every check across a script."""


def next_phases(phases: list[Entry]) -> dict[str, str | None]:
    """The id of the phase after each phase, None for the end: as named, or else the one that follows in the file."""
    after: dict[str, str | None] = {}
    for phase, following in zip(phases, [*phases, None][1:], strict=True):
        named = phase["next"]
        if named is None:
            named = END if following is None else following["id"]
        after.setdefault(phase["id"], None if named == END else named)
    return after


def _parts(script: Entry, key: str) -> Iterator[tuple[Entry, Entry]]:
    for phase in script["phases"] or ():
        for part in phase[key] or ():
            yield phase, part


def _check_span(span: Entry, planned_ms: int | None, taken: list[tuple[int, int]], reader: Reader) -> None:
    start_ms, end_ms = span["from"], span["to"]
    if start_ms is None or (end_ms is None and span.has("to")):
        return
    if planned_ms is not None and max(start_ms, end_ms or 0) > planned_ms:
        key = "from" if start_ms > planned_ms else "to"
        time, planned = duration_text(span[key]), duration_text(planned_ms)
        reader.report("span-after-phase", span.at(key), time=time, planned=planned)
        return
    if end_ms is None:
        if planned_ms is None:
            return
        end_ms = planned_ms
    start, end = duration_text(start_ms), duration_text(end_ms)
    if end_ms <= start_ms:
        reader.report("span-backwards", span.at("to"), start=start, end=end)
        return
    for other_start, other_end in taken:
        if start_ms < other_end and other_start < end_ms:
            start, end = duration_text(other_start), duration_text(other_end)
            reader.report("spans-overlap", span.node, start=start, end=end)
            break
    taken.append((start_ms, end_ms))


def _id(entry: Entry) -> str:
    return f'"{shown(entry["id"] or "?")}"'
