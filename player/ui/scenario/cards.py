"""The details of an inject, a phase, a unit, an objective: everything the script says of it, as paragraphs. No Qt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from player.i18n import N_, _, ngettext
from player.model.course import ExpectedAction, Inject, Phase, PlannedSpan, UnitAction
from player.model.doctrine import ACTION_KINDS, CHANNELS, RATING_TITLES, STAGE_TITLES, UNIT_KINDS
from player.model.entries import AT_STARTEX, Attachment, Objective, Origin, Unit
from player.model.scenario import Scenario
from player.model.times import clock_text, length_words
from player.review.course import PlannedCourse
from player.review.trigger_wording import inject_text, trigger_text
from player.ui.scenario.paras import Para
from player.ui.scenario.words import (
    DOT,
    effect_words,
    expected_words,
    passing_words,
    record_words,
    target_words,
)

_ASSUMED = {
    "time": N_("time"),
    "text": N_("words"),
    "strength": N_("strength"),
    "event": N_("event"),
}
DOTTED, TICKED, ARROW = "•", "✓", "→"


def inject_paras(scenario: Scenario, inject: Inject) -> list[Para]:
    """Everything about an inject."""
    due = inject_text(inject, scenario)
    if inject.confirm:
        due = _("{due}; waits for GO").format(due=due)
    if inject.repeats:
        due = _("{due}; each time").format(due=due)
    paras = [Para(str(inject.title), "title", gap=0), Para(due, "strong", "accent")]
    passing = passing_words(inject)
    if passing:
        paras.append(Para(passing, "body", "soft"))
    paras.append(Para(str(inject.text), "body", gap=2))
    if inject.note:
        paras.append(Para(_("For the controller: {note}").format(note=inject.note), "body", "soft", gap=2))
    paras += _effects(_("What it does to the crowd"), effect_words(inject.effects))
    if inject.expect:
        paras.append(_heading(_("Expected actions")))
    for expected in inject.expect:
        paras += expected_paras(scenario, expected)
    contingency_of = [one for one in scenario.expected_by_id.values() if one.contingency == inject.id]
    if contingency_of:
        paras.append(_heading(_("Offered when this has been missed")))
        paras += [Para(str(one.text), mark=DOTTED) for one in contingency_of]
    paras += _attachments(inject.attachments)
    if inject.fields:
        paras.append(_heading(_("From the planner's sheet")))
        paras += [Para(f"{name}: {value}", mark=DOTTED) for name, value in inject.fields.items()]
    return [*paras, *_origin(scenario, inject.origin)]


def expected_paras(scenario: Scenario, expected: ExpectedAction) -> Iterator[Para]:
    """What is expected, what meets it, what it shows and what happens when it is missed."""
    yield Para(expected_words(scenario, expected), "strong", mark=DOTTED)
    if expected.action is not None:
        text = _("met by itself when this begins: {action}")
        yield Para(text.format(action=_(ACTION_KINDS[expected.action].title)), tone="soft", indent=1, gap=0)
    if expected.record is not None:
        text = _("met by itself by {records}")
        yield Para(text.format(records=record_words(expected.record)), tone="soft", indent=1, gap=0)
    objective = scenario.objectives.get(expected.objective or "")
    if objective is not None:
        task = objective.tasks.get(expected.task or "")
        titles = DOT.join(str(one.title) for one in (objective, task) if one is not None)
        yield Para(_("objective: {objective}").format(objective=titles), tone="soft", indent=1, gap=0)
    inject = scenario.inject_by_id.get(expected.contingency or "")
    if inject is not None:
        yield Para(_("when missed: {inject}").format(inject=inject.title), tone="soft", indent=1, gap=0)


def phase_paras(scenario: Scenario, phase: Phase, course: PlannedCourse | None) -> list[Para]:
    """Everything about a phase but its injects."""
    number = scenario.phase_number(phase.id)
    paras = [Para(f"{number} {phase.title}", "title", gap=0), Para(_lasting(phase), "body", "soft")]
    spans = [
        f"{clock_text(visit.start_ms)}–{clock_text(visit.end_ms)}"
        for visit in (course.visits if course is not None else ())
        if visit.phase == phase.id
    ]
    if spans:
        paras.append(Para(_("on this route {spans}").format(spans=", ".join(spans)), "body", "soft", gap=0))
    if phase.goal:
        paras.append(Para(str(phase.goal), gap=2))
    paras += _effects(_("What its beginning does"), effect_words(phase.enter))
    gates = [item for item in scenario.readiness.values() if item.gate == phase.id]
    if gates:
        paras.append(_heading(_("Ready before it begins")))
        paras += [Para(str(item.text), mark=TICKED if item.required else DOTTED) for item in gates]
    paras += _decisions(scenario, phase)
    if phase.exits:
        paras.append(_heading(_("Left by itself")))
        for way in phase.exits:
            text = f"{trigger_text(way.trigger, scenario)} {ARROW} {target_words(scenario, way.to)}"
            paras.append(Para(text, mark=DOTTED))
    if not any(decision.branches for decision in phase.decisions):
        paras.append(_heading(_("Otherwise it goes on to")))
        paras.append(Para(target_words(scenario, phase.next), mark=ARROW))
    paras += _actions(scenario, phase.actions)
    return [*paras, *_attachments(phase.attachments), *_origin(scenario, phase.origin)]


def unit_paras(scenario: Scenario, unit: Unit) -> list[Para]:
    """A unit, its people, and what it does when."""
    strength = ngettext("{n} person", "{n} persons", unit.strength).format(n=unit.strength)
    kind = _(UNIT_KINDS[unit.kind])
    paras = [Para(str(unit.title), "title", gap=0), Para(DOT.join((kind, strength)), "body", "soft")]
    roles = [str(role.title) for role in scenario.roles.values() if role.unit == unit.id]
    if roles:
        paras.append(Para(_("Roles: {roles}").format(roles=", ".join(roles)), "body", "soft", gap=0))
    for phase in scenario.phases:
        actions = [action for action in phase.actions if action.unit == unit.id]
        if actions:
            paras.append(_heading(f"{scenario.phase_number(phase.id)} {phase.title}"))
            paras += [para for action in actions for para in _action(scenario, action, of_unit=True)]
    return [*paras, *_origin(scenario, unit.origin)]


def objective_paras(scenario: Scenario, objective: Objective) -> list[Para]:
    """An objective, its critical tasks, what earns each rating, and the expected actions that show it."""
    paras = [Para(str(objective.title), "title", gap=0)]
    served = [one for one in scenario.expected_by_id.values() if one.objective == objective.id]
    if objective.tasks:
        paras.append(_heading(_("Critical tasks")))
        for task in objective.tasks.values():
            count = sum(1 for one in served if one.task == task.id)
            shown = ngettext("{n} expected action", "{n} expected actions", count).format(n=count)
            paras.append(Para(DOT.join((str(task.title), shown)), mark=DOTTED))
    if objective.ratings:
        paras.append(_heading(_("Ratings")))
        for rating, text in objective.ratings.items():
            paras.append(Para(f"{_(RATING_TITLES[rating])}: {text}", mark=rating.value))
    paras.append(_heading(_("Expected actions that show it")))
    if not served:
        paras.append(Para(_("None yet: nothing in the drill shows this objective."), tone="warn"))
    for one in served:
        inject = scenario.inject_by_id[one.inject]
        paras.append(Para(expected_words(scenario, one), mark=DOTTED))
        where = _("after “{inject}”, phase {number}")
        values = {"inject": inject.title, "number": scenario.phase_number(inject.phase)}
        paras.append(Para(where.format(**values), tone="soft", indent=1, gap=0))
    return paras


def gate_words(scenario: Scenario, gate: str) -> str:
    """The gate of a readiness item."""
    if gate == AT_STARTEX:
        return _("before StartEx")
    return _("before phase {phase}").format(phase=target_words(scenario, gate))


def span_words(span: PlannedSpan) -> str:
    """When an action is planned, from the start of its phase."""
    end = clock_text(span.to_ms) if span.to_ms is not None else _("end of the phase")
    return f"{clock_text(span.from_ms)}–{end}"


def origin_words(scenario: Scenario, origin: Origin) -> str:
    """Where an entry comes from, and what of it is assumed."""
    source = next((one for one in scenario.sources if one.id == origin.source), None)
    assumed = ", ".join(_(_ASSUMED[what]) for what in _ASSUMED if what in origin.assumed)
    if source is None:
        return _("assumed by the author") if scenario.sources else ""
    text = _("source: {document}").format(document=source.document)
    return DOT.join(filter(None, (text, _("assumed: {what}").format(what=assumed) if assumed else "")))


def _lasting(phase: Phase) -> str:
    said = [_("planned {planned}").format(planned=length_words(phase.planned_ms))]
    if phase.min_ms:
        said.append(_("at least {time}").format(time=length_words(phase.min_ms)))
    if phase.max_ms is not None:
        said.append(_("at most {time}").format(time=length_words(phase.max_ms)))
    if phase.on_time:
        said.append(_("goes on by itself when its time is over"))
    if phase.optional:
        said.append(_("optional"))
    return DOT.join(said)


def _decisions(scenario: Scenario, phase: Phase) -> Iterator[Para]:
    for decision in phase.decisions:
        yield _heading(_("Decision"))
        yield Para(str(decision.ask), "strong")
        put = trigger_text(decision.trigger, scenario) if decision.trigger is not None else _("at its planned end")
        by = str(scenario.roles[decision.by].title) if decision.by is not None else ""
        yield Para(DOT.join(filter(None, (by, put))), tone="soft", gap=0)
        planned = decision.planned_choice
        for choice in decision.choices:
            to = target_words(scenario, choice.to) if choice.moves else _("the phase goes on")
            text = f"{choice.title} {ARROW} {to}"
            if choice is planned:
                text = _("{answer} (planned)").format(answer=text)
            yield Para(text, "strong" if choice is planned else "body", mark=TICKED if choice is planned else DOTTED)
            effects = effect_words(choice.effects)
            if effects:
                yield Para(DOT.join(effects), tone="soft", indent=1, gap=0)


def _actions(scenario: Scenario, actions: Sequence[UnitAction]) -> Iterator[Para]:
    if actions:
        yield _heading(_("What the units do"))
    for action in sorted(actions, key=lambda one: -one.stage):
        yield from _action(scenario, action, of_unit=False)


def _action(scenario: Scenario, action: UnitAction, *, of_unit: bool) -> Iterator[Para]:
    does = _(ACTION_KINDS[action.does].title)
    name = does if of_unit else f"{scenario.units[action.unit].title}: {does}"
    yield Para(name, "strong", mark=str(int(action.stage)))
    spans = ", ".join(span_words(span) for span in action.planned) or _("not planned; by hand")
    persons = ngettext("{n} person", "{n} persons", action.personnel).format(n=action.personnel)
    stage = _("stage {stage} {name}").format(stage=int(action.stage), name=_(STAGE_TITLES[action.stage]))
    yield Para(DOT.join((spans, persons, stage)), tone="soft", indent=1, gap=0)
    if action.order_from:
        yield Para(_("by order of {ranks}").format(ranks=", ".join(action.order_from)), tone="soft", indent=1, gap=0)
    if action.order is not None:
        text = _("planned order: {rank}, by {channel}, {ahead} before")
        order = action.order
        values = {"rank": order.rank, "channel": _(CHANNELS[order.channel]), "ahead": length_words(order.ahead_ms)}
        words = f"{text.format(**values)}. {order.text}" if order.text else text.format(**values)
        yield Para(words, tone="soft", indent=1, gap=0)
    if action.reason:
        yield Para(str(action.reason), tone="soft", indent=1, gap=0)


def _effects(title: str, effects: Sequence[str]) -> Iterator[Para]:
    if effects:
        yield _heading(title)
        yield Para(DOT.join(effects))


def _attachments(attachments: Sequence[Attachment]) -> Iterator[Para]:
    if attachments:
        yield _heading(_("Attachments"))
        for one in attachments:
            yield Para(f"{one.title} ({one.file})", mark=DOTTED)


def _origin(scenario: Scenario, origin: Origin) -> Iterator[Para]:
    words = origin_words(scenario, origin)
    if words:
        yield Para(words, "small", "soft", gap=2, rule=True)


def _heading(text: str) -> Para:
    return Para(text, "caption", "soft", gap=3)
