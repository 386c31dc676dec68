"""What must hold between the parts of a script, beyond what each value can say of itself.

A check looks at what was read, right or wrong, and passes over what is missing or has been reported.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Callable, Iterator

from player.i18n import N_, Message
from player.language.nodes import Node, TextNode
from player.language.problems import shown
from player.language.reader import THINGS, Reader
from player.language.records import Entry
from player.model.doctrine import RECORD_TITLES, RecordKind
from player.model.entries import AT_STARTEX
from player.model.rules import RULES, RuleSetting, SettingKind
from player.model.scenario import DEFAULT_RANKS
from player.model.times import duration_text
from player.scenario.language import HOMES
from player.scenario.language_common import END
from player.scenario.language_course import AUTOMATIC, TRIGGERS
from player.scenario.language_roles import SPEAKER


def check_references(script: Entry, reader: Reader) -> None:
    """Every name that is used belongs to a thing of the script."""
    for kind, node in reader.used:
        if kind == SPEAKER:
            _check_speaker(node, script, reader)
            continue
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


def check_triggers(script: Entry, reader: Reader) -> None:
    """It is said once when each inject fires, a question is put and an exit is taken."""
    offered = {expect["contingency"] for _, inject in _parts(script, "injects") for expect in inject["expect"] or ()}
    for _, inject in _parts(script, "injects"):
        given = _check_one_trigger(inject, tuple(TRIGGERS), reader)
        if not given and inject["id"] not in offered:
            kinds = ", ".join(TRIGGERS)
            reader.report("inject-without-trigger", inject.node, inject=_id(inject), kinds=kinds)
        if inject["confirm"] and (given == ["manual"] or not given):
            reader.report("confirm-manual", inject.at("confirm"), inject=_id(inject))
    for _, decision in _parts(script, "decisions"):
        _check_one_trigger(decision, AUTOMATIC, reader)
    for _, way in _parts(script, "exits"):
        if not _check_one_trigger(way, AUTOMATIC, reader):
            reader.report("exit-without-trigger", way.node, kinds=", ".join(AUTOMATIC))


def check_injects(script: Entry, reader: Reader) -> None:
    """Every inject has its time within its phase."""
    for phase, inject in _parts(script, "injects"):
        at_ms, most_ms = inject["at"], phase["max"] or phase["planned"]
        if at_ms is not None and most_ms is not None and at_ms > most_ms:
            at, planned = duration_text(at_ms), duration_text(most_ms)
            reader.report("inject-after-phase", inject.at("at"), inject=_id(inject), at=at, planned=planned)


def check_expected(script: Entry, reader: Reader) -> None:
    """What an inject expects is consistent: its task belongs to its objective, its record can be so."""
    owners = {
        task["id"]: objective["id"]
        for objective in script["objectives"] or ()
        for task in objective["tasks"] or ()
        if task["id"] is not None
    }
    for _, inject in _parts(script, "injects"):
        for expect in inject["expect"] or ():
            task, objective = expect["task"], expect["objective"]
            if task in owners and owners[task] != objective:
                reader.report(
                    "task-of-another",
                    expect.at("task"),
                    id=shown(task),
                    objective=shown(objective or "–"),
                    owner=shown(owners[task] or "?"),
                )
            if expect["contingency"] is not None and expect["contingency"] == inject["id"]:
                reader.report("own-contingency", expect.at("contingency"), inject=_id(inject))
            if expect["record"] is not None:
                _check_record(expect["record"], reader)


def check_decisions(script: Entry, reader: Reader) -> None:
    """The answers of a decision can be told apart, one at most is planned, and only they are spoken of."""
    answers = {decision["id"]: _check_choices(decision, reader) for _, decision in _parts(script, "decisions")}
    for key in ("injects", "decisions", "exits"):
        for _, entry in _parts(script, key):
            on = entry["on"]
            if on is None or on["choice"] is None or on["decision"] is None or on["decision"] not in answers:
                continue
            known = answers[on["decision"]]
            if on["choice"] not in known:
                advice = reader.suggest(on["choice"], known)
                reader.report(
                    "unknown-choice", on.at("choice"), decision=on["decision"], id=shown(on["choice"]), advice=advice
                )


def _check_choices(decision: Entry, reader: Reader) -> list[str]:
    """Look at the answers of a decision; gives their ids."""
    name = shown(decision["id"] or "?")
    first: dict[str, int] = {}
    planned = 0
    for choice in decision["choices"] or ():
        found = choice["id"]
        if found in first:
            reader.report("duplicate-choice", choice.at("id"), decision=name, id=shown(found), first=first[found])
        elif found is not None:
            first[found] = choice.node.line
        planned += bool(choice["planned"])
        if choice["planned"] and planned == 2:
            reader.report("several-planned", choice.at("planned"), decision=name)
    return list(first)


def check_bounds(script: Entry, reader: Reader) -> None:
    """The planned length of a phase lies between its shortest and its longest."""
    for phase in script["phases"] or ():
        planned_ms = phase["planned"]
        for key, sign in (("min", 1), ("max", -1)):
            bound_ms = phase[key]
            if planned_ms is not None and bound_ms is not None and sign * bound_ms > sign * planned_ms:
                found, planned = duration_text(bound_ms), duration_text(planned_ms)
                reader.report("bounds", phase.at(key), key=key, found=found, planned=planned)


def check_tags(script: Entry, reader: Reader) -> None:
    """Each digit logs one tag."""
    first: dict[int, Entry] = {}
    for tag in script["tags"] or ():
        digit = tag["key"]
        if digit in first:
            reader.report("same-key", tag.at("key"), first=_id(first[digit]), second=_id(tag), key_digit=digit)
        elif digit is not None:
            first[digit] = tag


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


def check_rules(script: Entry, reader: Reader) -> None:
    """Every time set for a rule is one with which it still says something."""
    section: Entry | None = script["findings"]
    for rule, entry in section.values.items() if section is not None else ():
        if not isinstance(entry, Entry):
            continue
        for name, setting in RULES[rule].settings.items():
            found = entry[name]
            if setting.kind is SettingKind.DURATION and found is not None and entry.has(name):
                _check_setting(rule, name, setting, found, entry.at(name), reader)


def _check_setting(rule: str, name: str, setting: RuleSetting, found_ms: int, node: Node, reader: Reader) -> None:
    if not setting.least <= found_ms <= setting.most:
        low, high = duration_text(setting.least), duration_text(setting.most)
        found, usual = duration_text(found_ms), duration_text(setting.default or 0)
        reader.report("setting-out-of-range", node, rule=rule, key=name, found=found, low=low, high=high, usual=usual)


def check_phase_names(script: Entry, reader: Reader) -> None:
    """No phase is called by the word for the end."""
    for phase in script["phases"] or ():
        if phase["id"] in {END, AT_STARTEX}:
            reader.report("reserved-id", phase.at("id"), id=phase["id"])


CHECKS: tuple[Callable[[Entry, Reader], None], ...] = (
    check_references,
    check_personnel,
    check_triggers,
    check_injects,
    check_expected,
    check_decisions,
    check_bounds,
    check_tags,
    check_spans,
    check_action_names,
    check_phase_names,
    check_rules,
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
    """Look at a planned time, and add it to those ``taken``: in order, and apart from each other."""
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
    if end_ms <= start_ms:
        start, end = duration_text(start_ms), duration_text(end_ms)
        reader.report("span-backwards", span.at("to"), start=start, end=end)
        return
    place = bisect(taken, (start_ms, end_ms))
    for other_start, other_end in taken[max(0, place - 1) : place + 1]:
        if start_ms < other_end and other_start < end_ms:
            start, end = duration_text(other_start), duration_text(other_end)
            reader.report("spans-overlap", span.node, start=start, end=end)
            return
    taken.insert(place, (start_ms, end_ms))


def _id(entry: Entry) -> str:
    return f'"{shown(entry["id"] or "?")}"'


def _check_speaker(node: TextNode, script: Entry, reader: Reader) -> None:
    roles = script["roles"] or {}
    if roles and node.text not in roles:
        reader.report("unknown-role", node, id=shown(node.text), advice=reader.suggest(node.text, roles))


def _check_one_trigger(entry: Entry, allowed: tuple[str, ...], reader: Reader) -> list[str]:
    """Look at the triggers a group of keys gives; gives their keys."""
    given = [name for name in allowed if entry.has(name)]
    for name in given:
        value = entry[name]
        if isinstance(value, Entry):
            TRIGGERS[name].check(value, reader)
    if len(given) > 1:
        reader.report("several-triggers", entry.at(given[1]), first=given[0], second=given[1])
    return given


RECORD_KEYS = {
    RecordKind.CASUALTY: ("side", "severity"),
    RecordKind.ARREST: ("weapon",),
    RecordKind.EVIDENCE: ("medium",),
}
"""What can be said of each kind of record."""


def _check_record(record: Entry, reader: Reader) -> None:
    if record["kind"] is None:
        return
    allowed = RECORD_KEYS[RecordKind(record["kind"])]
    for name in ("side", "severity", "weapon", "medium"):
        if record.has(name) and name not in allowed:
            kind = Message(RECORD_TITLES[RecordKind(record["kind"])])
            reader.report("record-word", record.at(name), name=name, record=kind, words=", ".join(("count", *allowed)))
