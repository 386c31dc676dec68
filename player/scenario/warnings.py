"""What may be a mistake in a script that can be played: a phase never reached, force with no warning before it.

Each looks at a script without errors, and reports where something is worth a second look.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping
from typing import Any

from player.i18n import LANGUAGES, N_, Message
from player.language.nodes import Node
from player.language.problems import ProblemList, shown
from player.language.records import Entry
from player.model.course import ExpectedAction, Inject, Phase
from player.model.doctrine import ACTION_KINDS, CEILING, FORCE_FROM, WARNING_KINDS
from player.model.scenario import Scenario
from player.model.text import Text
from player.model.times import MINUTE_MS
from player.triggers.after import After
from player.triggers.on import On

Report = Callable[[str, Node, dict[str, object]], None]

MOST_STEPS = 500_000
"""Steps from phase to phase that are followed to find injects that never fire: enough for 700 phases."""

AT_ONCE_MS = 3 * MINUTE_MS
"""How long after an inject the receiver's force is taken to come right from it: a warning lies between, no more."""


def warn_of_phases(script: Entry, scenario: Scenario, problems: ProblemList) -> None:
    """Phases that are never reached, and circles with no way out."""
    nodes = {entry["id"]: entry.at("id") for entry in script["phases"]}
    reached = reachable(scenario)
    for phase in scenario.phases:
        if phase.id not in reached:
            _add(problems, "phase-unreached", nodes[phase.id], phase=phase.id)
    ending = _ending(scenario)
    stuck = [phase.id for phase in scenario.phases if phase.id in reached and phase.id not in ending]
    if stuck:
        _add(problems, "phase-loop", nodes[stuck[0]], phase=stuck[0])


def _ending(scenario: Scenario) -> set[str]:
    """Ids of the phases from which the course can come to its end."""
    before: dict[str | None, list[str]] = {}
    for phase in scenario.phases:
        for to in phase.onward:
            before.setdefault(to, []).append(phase.id)
    ending: set[str] = set()
    waiting = list(before.get(None, ()))
    while waiting:
        here = waiting.pop()
        if here not in ending:
            ending.add(here)
            waiting += before.get(here, ())
    return ending


def reachable(scenario: Scenario, start: str | None = None) -> set[str]:
    """Ids of the phases the course can come to, from the first or from a given one, that one included."""
    reached: set[str] = set()
    waiting = [scenario.phases[0].id if start is None else start]
    while waiting:
        here = waiting.pop()
        if here not in reached:
            reached.add(here)
            waiting += [to for to in scenario.phase_by_id[here].onward if to is not None]
    return reached


def warn_of_injects(script: Entry, scenario: Scenario, problems: ProblemList) -> None:
    """Injects whose trigger can never come about."""
    nodes = {inject["id"]: inject.at("id") for phase in script["phases"] for inject in phase["injects"] or ()}
    ways = _Ways(scenario)
    never: dict[str, Message | None] = {}
    for one in scenario.inject_by_id.values():
        for inject in _and_what_it_waits_for(one, scenario, never):
            never[inject.id] = _why_never(inject, scenario, ways, never)
    for inject in scenario.inject_by_id.values():
        why = never[inject.id]
        if why is not None and inject.phase in ways.reached:
            _add(problems, "inject-never-fires", nodes[inject.id], inject=f'"{inject.id}"', why=why)


_PHASE_WARNED_OF = Message("")
"""Its phase is never reached; that is said of the phase."""


class _Ways:
    """Which phases can come before which.

    Attributes:
        reached: those that the course can come to.
    """

    def __init__(self, scenario: Scenario) -> None:
        self.reached = reachable(scenario)
        self._scenario = scenario
        self._onward: dict[str, set[str]] = {}
        self._left = MOST_STEPS

    def lead(self, start: str, to: str) -> bool:
        """Whether the course can come to a phase from another; if that would take very long to find out, it can."""
        if start == to or start not in self.reached:
            return start in self.reached
        if start not in self._onward:
            if self._left <= 0:
                return True
            self._onward[start] = reachable(self._scenario, start)
            self._left -= len(self._onward[start])
        return to in self._onward[start]


def _and_what_it_waits_for(inject: Inject, scenario: Scenario, known: Container[str]) -> list[Inject]:
    """An inject and those it waits for, the first to fire first; as far as it is not known of them whether they can."""
    chain: dict[str, Inject] = {}
    here: str | None = inject.id
    while here is not None and here not in known and here not in chain:
        chain[here] = scenario.inject_by_id[here]
        here = _waits_for(chain[here], scenario)
    return list(reversed(chain.values()))


def _waits_for(inject: Inject, scenario: Scenario) -> str | None:
    """The inject that must have fired before this one can."""
    trigger = inject.trigger
    if isinstance(trigger, After):
        return trigger.inject or scenario.expected_by_id[trigger.expected or ""].inject
    if isinstance(trigger, On) and trigger.what == "expected":
        return scenario.expected_by_id[trigger.name].inject
    return None


def _why_never(inject: Inject, scenario: Scenario, ways: _Ways, never: Mapping[str, Message | None]) -> Message | None:
    """Why an inject cannot fire as far as is known, or None.

    Args:
        never: the same of the inject it waits for, which is lacking if that waits for this one.
    """
    if inject.phase not in ways.reached:
        return _PHASE_WARNED_OF
    before = _waits_for(inject, scenario)
    if before is not None:
        if before not in never or never[before] is not None:
            return Message(N_('it waits for "{inject}", which never fires'), {"inject": before})
        if not ways.lead(scenario.inject_by_id[before].phase, inject.phase):
            return Message(N_('it waits for "{inject}", which lies in a later phase'), {"inject": before})
    trigger = inject.trigger
    if not isinstance(trigger, On):
        return None
    phase = scenario.phase_by_id[inject.phase]
    silent: Message | None = None
    if trigger.what == "phase" and not ways.lead(trigger.name, phase.id):
        silent = Message(N_('phase "{phase}" does not come before it'), {"phase": trigger.name})
    elif trigger.what == "decision" and not ways.lead(scenario.decision_by_id[trigger.name].phase, phase.id):
        silent = Message(N_('the decision "{decision}" does not come before it'), {"decision": trigger.name})
    elif trigger.what == "action" and not any(
        one.does == trigger.name and trigger.unit in {None, one.unit} for one in phase.actions
    ):
        silent = Message(N_("its phase offers no such action"))
    return silent


def warn_of_expected(script: Entry, scenario: Scenario, problems: ProblemList) -> None:
    """Expected actions that serve no objective, where the script has objectives."""
    if not scenario.objectives:
        return
    for phase in script["phases"]:
        for inject in phase["injects"] or ():
            for expect in inject["expect"] or ():
                if expect["objective"] is None:
                    known = ", ".join(scenario.objectives)
                    _add(
                        problems, "expected-without-objective", expect.at("id"), id=expect["id"], known=shown(known, 80)
                    )


def warn_of_force(script: Entry, scenario: Scenario, problems: ProblemList) -> None:
    """Force planned with no appeal or warning planned before it on some way that leads there."""
    nodes = {entry["id"]: entry for entry in script["phases"]}
    for phase in _reached_unwarned(scenario):
        warnings = [one for one in phase.actions if one.does in WARNING_KINDS]
        first_ms = min((span.from_ms for one in warnings for span in one.planned), default=None)
        for action, entry in zip(phase.actions, nodes[phase.id]["actions"] or (), strict=True):
            for span in action.planned:
                if action.stage >= FORCE_FROM and (first_ms is None or span.from_ms < first_ms):
                    _add(problems, "force-without-warning", entry.at("does"), stage=int(action.stage), does=action.does)
                    break


def _reached_unwarned(scenario: Scenario) -> list[Phase]:
    """The phases to which some way leads without a phase in which an appeal or a warning is planned."""
    unwarned: dict[str, None] = {}
    waiting = [scenario.phases[0].id]
    while waiting:
        here = waiting.pop()
        if here not in unwarned:
            unwarned[here] = None
            phase = scenario.phase_by_id[here]
            if not _warns(phase):
                waiting += [to for to in phase.onward if to is not None]
    return [phase for phase in scenario.phases if phase.id in unwarned]


def _warns(phase: Phase) -> bool:
    return any(action.does in WARNING_KINDS and action.planned for action in phase.actions)


def warn_of_orders(script: Entry, scenario: Scenario, problems: ProblemList) -> None:
    """Injects of a unit that call for force and say themselves how the crowd behaves."""
    for phase in script["phases"]:
        for entry in phase["injects"] or ():
            inject = scenario.inject_by_id[entry["id"]]
            declared = _declared(inject)
            sender = _unit_of(inject.sender_role, inject.sender, scenario) if declared else None
            called = _force_called_for(inject, scenario) if sender is not None else None
            if called is not None:
                does, stage = called
                _add(
                    problems,
                    "order-lifts-ceiling",
                    entry["effects"].at(declared[0]),
                    inject=inject.id,
                    sender=inject.sender_role or sender,
                    keys=", ".join(f'"{key}"' for key in declared),
                    does=does,
                    stage=stage,
                )


def _declared(inject: Inject) -> list[str]:
    """The keys of an inject's effects that make room for force."""
    behaviour = inject.effects.behaviour
    lifts = behaviour is not None and CEILING[behaviour] >= FORCE_FROM
    return [*(["behaviour"] if lifts else ()), *(["unlawful"] if inject.effects.unlawful else ())]


def _unit_of(role: str | None, name: Text, scenario: Scenario) -> str | None:
    """Id of the unit somebody speaks for: that of the role, or without one that of this id or title."""
    if role is not None:
        who = scenario.roles[role]
        return who.unit if who.part == "player" else None
    words = {word.casefold() for word in name.by_language.values() if word}
    for unit in scenario.units.values():
        if words & {unit.id.casefold(), *(word.casefold() for word in unit.title.by_language.values())}:
            return unit.id
    return None


def _force_called_for(inject: Inject, scenario: Scenario) -> tuple[str, int] | None:
    """The kind and stage of the force that an inject expects, or that its receiver plans right after it."""
    phase = scenario.phase_by_id[inject.phase]
    for expected in inject.expect:
        stage = _stage_of(expected, phase)
        if stage >= FORCE_FROM:
            return expected.action or "", stage
    receiver = _unit_of(inject.receiver_role, inject.receiver, scenario)
    at_ms = inject.at_ms
    if receiver is None or at_ms is None:
        return None
    for action in phase.actions:
        at_once = any(at_ms <= span.from_ms <= at_ms + AT_ONCE_MS for span in action.planned)
        if at_once and action.unit == receiver and action.stage >= FORCE_FROM:
            return action.does, int(action.stage)
    return None


def _stage_of(expected: ExpectedAction, phase: Phase) -> int:
    """The stage of force of an expected action: as its phase offers it, or else the usual one of its kind."""
    if expected.action is None:
        return 0
    offered = (int(one.stage) for one in phase.actions if expected.is_met_by(one.unit, one.does))
    return max(offered, default=int(ACTION_KINDS[expected.action].stage))


def warn_of_languages(script: Entry, scenario: Scenario, problems: ProblemList) -> None:
    """Texts that are written per language, but not in each that the script uses."""
    del scenario
    texts = list(_texts(script))
    used = [code for code in LANGUAGES if any(code in text.by_language for _, _, text in texts)]
    for key, node, text in texts:
        for code in used:
            if code not in text.by_language and "" not in text.by_language:
                _add(problems, "language-missing", node, key=key, language=LANGUAGES[code])


def _texts(entry: Entry) -> Iterator[tuple[str, Node, Text]]:
    """Every text of a script, with its key and its place."""
    for key, value in entry.values.items():
        node = entry.at(key)
        for one in _single(value):
            if isinstance(one, Text):
                yield key, node, one
            elif isinstance(one, Entry):
                yield from _texts(one)


def _single(value: Any) -> Iterator[Any]:
    if isinstance(value, list):
        yield from value
    elif isinstance(value, dict):
        yield from value.values()
    else:
        yield value


def _add(problems: ProblemList, code: str, node: Node, **values: object) -> None:
    problems.add(code, node.line, node.column, values)


WARNINGS: tuple[Callable[[Entry, Scenario, ProblemList], None], ...] = (
    warn_of_phases,
    warn_of_injects,
    warn_of_expected,
    warn_of_force,
    warn_of_orders,
    warn_of_languages,
)
"""Every look across a script that can be played."""
