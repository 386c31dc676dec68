"""What may be a mistake in a script that can be played: a phase never reached, force with no warning before it.

Each looks at a script without errors, and reports where something is worth a second look.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from player.i18n import LANGUAGES, N_, Message
from player.language.nodes import Node
from player.language.problems import ProblemList, shown
from player.language.records import Entry
from player.model.course import Inject, Phase
from player.model.scenario import Scenario
from player.model.text import Text
from player.triggers.after import After
from player.triggers.on import On

Report = Callable[[str, Node, dict[str, object]], None]

LEAST_STAGE = 3
"""The stage of force before which an appeal or a warning is looked for (finding R1)."""

WARNING_KINDS = frozenset({"appeal", "warning"})
"""The kinds of action that count as one."""


def warn_of_phases(script: Entry, scenario: Scenario, problems: ProblemList) -> None:
    """Phases that are never reached, and circles with no way out."""
    nodes = {entry["id"]: entry.at("id") for entry in script["phases"]}
    reached = reachable(scenario)
    for phase in scenario.phases:
        if phase.id not in reached:
            _add(problems, "phase-unreached", nodes[phase.id], phase=phase.id)
    ending: set[str] = set()
    grown = True
    while grown:
        more = {
            phase.id
            for phase in scenario.phases
            if phase.id not in ending and any(to is None or to in ending for to in phase.onward)
        }
        ending |= more
        grown = bool(more)
    stuck = [phase.id for phase in scenario.phases if phase.id in reached and phase.id not in ending]
    if stuck:
        _add(problems, "phase-loop", nodes[stuck[0]], phase=stuck[0])


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
    reached = reachable(scenario)
    onward = {phase: reachable(scenario, phase) for phase in reached}
    alive: set[str] = set()
    reasons: dict[str, Message] = {}
    grown = True
    while grown:
        grown = False
        for inject in scenario.inject_by_id.values():
            if inject.id in alive or inject.phase not in reached:
                continue
            reason = _why_never(inject, scenario, onward, alive)
            if reason is None:
                alive.add(inject.id)
                grown = True
            else:
                reasons[inject.id] = reason
    for inject in scenario.inject_by_id.values():
        if inject.id not in alive and inject.phase in reached:
            _add(problems, "inject-never-fires", nodes[inject.id], inject=f'"{inject.id}"', why=reasons[inject.id])


def _why_never(inject: Inject, scenario: Scenario, onward: dict[str, set[str]], alive: set[str]) -> Message | None:
    """Why an inject cannot fire as far as is known, or None."""
    trigger = inject.trigger
    if isinstance(trigger, After):
        before = trigger.inject or scenario.expected_by_id[trigger.expected or ""].inject
        return _why_not_before(inject, before, scenario, onward, alive)
    if not isinstance(trigger, On):
        return None
    if trigger.what == "expected":
        return _why_not_before(inject, scenario.expected_by_id[trigger.name].inject, scenario, onward, alive)
    phase = scenario.phase_by_id[inject.phase]
    silent: Message | None = None
    if trigger.what == "phase" and phase.id not in onward.get(trigger.name, ()):
        silent = Message(N_('phase "{phase}" does not come before it'), {"phase": trigger.name})
    elif trigger.what == "decision" and phase.id not in onward.get(scenario.decision_by_id[trigger.name].phase, ()):
        silent = Message(N_('the decision "{decision}" does not come before it'), {"decision": trigger.name})
    elif trigger.what == "action" and not any(
        one.does == trigger.name and trigger.unit in {None, one.unit} for one in phase.actions
    ):
        silent = Message(N_("its phase offers no such action"))
    return silent


def _why_not_before(
    inject: Inject, before: str, scenario: Scenario, onward: dict[str, set[str]], alive: set[str]
) -> Message | None:
    if before not in alive:
        return Message(N_('it waits for "{inject}", which never fires'), {"inject": before})
    if inject.phase not in onward[scenario.inject_by_id[before].phase]:
        return Message(N_('it waits for "{inject}", which lies in a later phase'), {"inject": before})
    return None


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
                if action.stage >= LEAST_STAGE and (first_ms is None or span.from_ms < first_ms):
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
    warn_of_languages,
)
"""Every look across a script that can be played."""
