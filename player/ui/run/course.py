"""Where the course of a drill stands and where it can go, for the panels and sheets of Run. No Qt."""

from __future__ import annotations

from collections.abc import Iterator

from player.engine.phases import following
from player.engine.state import DecisionStatus, DrillState
from player.i18n import N_, _, ngettext
from player.model.course import Choice, Decision, Phase
from player.model.doctrine import READINESS_KINDS
from player.model.entries import ReadinessItem
from player.model.scenario import Scenario
from player.model.times import clock_text
from player.review.trigger_wording import trigger_text


def questions(state: DrillState) -> list[Decision]:
    """The open decisions of the present phase: those put first, then those the phase cannot be left without."""
    return sorted(state.undecided, key=lambda one: (not is_put(state, one), not one.branches, one.sequence))


def is_put(state: DrillState, decision: Decision) -> bool:
    """Whether the question of a decision has been put and not been answered."""
    return state.decisions[decision.id].status is DecisionStatus.ASKED


def blocking(state: DrillState) -> Decision | None:
    """The open decision without which the present phase cannot be left, or None."""
    return next((one for one in questions(state) if one.branches), None)


def next_phase(state: DrillState) -> Phase | None:
    """The phase that going on leads to, or None: a decision comes first, or nothing comes any more."""
    if state.completed or blocking(state) is not None:
        return None
    to = following(state)
    return state.scenario.phase_by_id[to] if to is not None else None


def consequence(state: DrillState, choice: Choice) -> str:
    """What follows from an answer: "→ Pushing", or that the phase goes on."""
    if not choice.moves:
        text = _("the phase goes on")
    elif choice.to is None:
        text = _("→ the script ends")
    else:
        text = f"→ {state.scenario.phase_by_id[choice.to].title}"
        left = len(state.open_items(choice.to))
        if left:
            text = f"{text} · {open_text(left)}"
    return _("{consequence} · as planned").format(consequence=text) if choice.planned else text


def open_text(count: int) -> str:
    """So many required readiness items are open."""
    return ngettext("{n} item not ready", "{n} items not ready", count).format(n=count)


def decider(scenario: Scenario, decision: Decision) -> str:
    """Who decides by the script, or an empty text."""
    return str(scenario.roles[decision.by].title) if decision.by is not None else ""


def put_text(state: DrillState, decision: Decision, now_ms: int) -> str:
    """When a question is put, or since when it stands."""
    stood = state.decisions[decision.id]
    if stood.asked_ms is not None:
        return _("waits {time}").format(time=clock_text(now_ms - stood.asked_ms))
    if stood.due_ms is not None:
        return _("in {time}").format(time=clock_text(max(0, stood.due_ms - now_ms) + 999))
    return trigger_text(decision.trigger, state.scenario) if decision.trigger is not None else ""


def bounds_text(phase: Phase) -> str:
    """How short and how long a phase may be, where the script says: "≥ 04:00, ≤ 15:00"."""
    least = f"≥ {clock_text(phase.min_ms)}" if phase.min_ms else ""
    most = f"≤ {clock_text(phase.max_ms)}" if phase.max_ms is not None else ""
    return ", ".join(filter(None, (least, most)))


def phase_place(scenario: Scenario, phase: Phase) -> str:
    """Which phase it is of how many, or that it stands beside the plan."""
    number, count = scenario.phase_number(phase.id), len(scenario.phase_order)
    if number > count:
        return _("phase beside the plan")
    return _("phase {number} of {count}").format(number=number, count=count)


def ways_on(state: DrillState) -> Iterator[str]:
    """How the present phase goes on, each way in small words."""
    scenario, phase = state.scenario, state.phase
    if phase is None or state.completed:
        return
    decision = blocking(state)
    if decision is not None:
        targets = dict.fromkeys(choice.to for choice in decision.choices)
        titles = (str(scenario.phase_by_id[to].title) if to is not None else _("the end") for to in targets)
        yield _("by decision → {titles}").format(titles=" / ".join(titles))
    else:
        yield _next_text(state)
    for way in phase.exits:
        template = N_("by itself {when} → {title}") if way.to is not None else N_("ends by itself {when}")
        title = scenario.phase_by_id[way.to].title if way.to is not None else ""
        yield _(template).format(when=trigger_text(way.trigger, scenario), title=title)


def _next_text(state: DrillState) -> str:
    phase, after = state.phase, next_phase(state)
    by_itself = phase is not None and phase.on_time
    if after is None:
        return _("last phase, ends by itself on time") if by_itself else _("last phase")
    template = N_("by itself on time → {title}") if by_itself else N_("→ {title}")
    text = _(template).format(title=after.title)
    if after.optional:
        text = _("{phase} · may be passed over").format(phase=text)
    left = len(state.open_items(after.id))
    return f"{text} · {open_text(left)}" if left else text


def items_by_gate(scenario: Scenario) -> dict[str, list[ReadinessItem]]:
    """The readiness items before each gate, StartEx first, then the phases in their order; by kind and unit in each."""
    found: dict[str, list[ReadinessItem]] = {}
    kinds, units = list(READINESS_KINDS), ["", *scenario.units]
    in_groups = sorted(
        scenario.readiness.values(), key=lambda one: (kinds.index(one.kind), units.index(one.unit or ""))
    )
    for item in in_groups:
        found.setdefault(item.gate, []).append(item)
    order = {phase.id: scenario.phase_number(phase.id) for phase in scenario.phases}
    return dict(sorted(found.items(), key=lambda entry: order.get(entry[0], 0)))
