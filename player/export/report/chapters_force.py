"""The uses of force, each with its order, its reason, what its ceiling rested on and what was said before it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from player.engine.findings.applied import applied
from player.engine.state import ActionRun, Order
from player.export.report.chapters_source import Source, told_only
from player.export.report.words import NOTHING, length, listed, moment, sentences
from player.i18n import _, ngettext
from player.model import events as ev
from player.model.doctrine import ACTION_KINDS, BEHAVIOUR_TITLES, FORCE_FROM
from player.model.paper import Column, Heading, Paragraph, ReportBlock, Table
from player.model.times import SECOND_MS
from player.review.entry_wording import giver_text
from player.review.force_uses import FROM_SCRIPT, Ground, GroundKind, Heard, UseOfForce
from player.review.hotwash_strengths import ordered_actions

_BRACKETS = re.compile(r" \([^()]*\)")


def force_blocks(source: Source) -> Iterator[ReportBlock]:
    """First what was used against people, then whatever else units did."""
    yield Heading(_("Uses of force, stage 3 and above"))
    uses = source.told.uses
    if uses:
        yield from _uses(source, uses)
    elif source.measures.force.highest >= FORCE_FROM:
        yield Paragraph(_("No action of stage 3 or more is on record; the controller set the stage of a unit."))
    else:
        yield Paragraph(_("No action of stage 3 or more is on record."))
    others = [run for run in source.state.actions.values() if run.action not in {use.action for use in uses}]
    yield Heading(_("Other actions of units"))
    if not others:
        yield Paragraph(_("No other action of a unit is on record."))
        return
    stages, behind = _stages(source), orders_behind(source)
    yield told_only(
        (
            Column(_("Begins"), 1.2, figures=True),
            Column(_("Ends"), 1.2, figures=True),
            Column(_("Action"), 4.2),
            Column(_("Stage"), 0.9, figures=True),
            Column(_("Personnel"), 1.1, figures=True),
            Column(_("Order, reason"), 3.6),
        ),
        [_other(source, run, stages[run.action], behind.get(run.action)) for run in others],
    )


def _uses(source: Source, uses: Sequence[UseOfForce]) -> Iterator[ReportBlock]:
    behind, late = orders_behind(source), orders_late(source)
    excess_ms = source.measures.force.excess_ms
    count = ngettext("{n} use of force.", "{n} uses of force.", len(uses)).format(n=len(uses))
    text = _(
        "Time with force above the ceiling, added up: {excess}. The ceiling is the one at the start of the use; it "
        "goes by the behaviour according to the script and to observation, and what it rested on then stands under "
        "the use. “No tag” says that nobody had tagged that behaviour. A use that began above its ceiling is marked."
    )
    yield Paragraph(sentences((count, momentary_text(source), text.format(excess=length(excess_ms)))), "soft")
    yield Table(
        (
            Column(_("From, to"), 1.6, figures=True),
            Column(_("Action"), 2.6, strong=True),
            Column(_("Unit"), 3),
            Column(_("Stage"), 0.9, figures=True),
            Column(_("Ceiling"), 0.9, figures=True),
            Column(_("Personnel"), 1.1, figures=True),
            Column(_("Ordered by"), 2.2),
        ),
        tuple(_use(source, use, behind.get(use.action), late.get(use.action)) for use in uses),
        frozenset(place for place, use in enumerate(uses) if use.stages[0] > use.ceiling),
        tuple(_about(source, use, behind.get(use.action)) for use in uses),
    )


def momentary_text(source: Source) -> str:
    """How many uses were over at once and are told among the other actions; empty where there were none."""
    count = source.told.momentary
    if not count:
        return ""
    text = ngettext(
        "{n} use of stage 3 was over in the second it began and is not counted.",
        "{n} uses of stage 3 were over in the second they began and are not counted.",
        count,
    )
    return text.format(n=count)


def _use(source: Source, use: UseOfForce, order: Order | None, late: Order | None) -> tuple[str, ...]:
    run = source.state.actions[use.action]
    ends = _("under way") if use.to_ms is None else f"{moment(use.to_ms)} ({length(use.to_ms - use.from_ms)})"
    return (
        f"{moment(use.from_ms)}\n{ends}",
        _(ACTION_KINDS[use.does].title),
        _short(source.unit(use.unit)),
        " → ".join(map(str, use.stages)),
        str(use.ceiling),
        str(run.personnel),
        _giver(order, late),
    )


def _about(source: Source, use: UseOfForce, order: Order | None) -> tuple[tuple[str, str], ...]:
    """What belongs to a use of force: what its ceiling rested on, what was said before it, and why it was used."""
    run = source.state.actions[use.action]
    offer = source.scenario.action_by_id[run.offer]
    why = run.reason or _("not on record")
    if is_scripted(source, run):
        why = _("{reason} (the script's own words)").format(reason=run.reason)
    if order is None and not offer.order_from:
        why = f"{why}; {_('the script asks for no order')}"
    return (
        (_("Ceiling:"), ceiling_text(source, use)),
        (_("Said before it:"), warning_text(source, use)),
        (_("Reason:"), why),
    )


def is_scripted(source: Source, run: ActionRun) -> bool:
    """Whether the reason recorded with an action is the sentence the script offered for it, in any language."""
    return bool(run.reason) and run.reason in source.scenario.action_by_id[run.offer].reason.by_language.values()


def _short(text: str) -> str:
    """The text without what stands in brackets: the annex on participants has the whole names."""
    return _BRACKETS.sub("", text)


def ceiling_text(source: Source, use: UseOfForce) -> str:
    """What the ceiling of a use of force rested on: the class, and who or what said so."""
    behaviour = _(BEHAVIOUR_TITLES[use.behaviour])
    calmer = ""
    if use.calmer:
        text = ngettext(
            "{n} tag of calmer behaviour in the 4 minutes before",
            "{n} tags of calmer behaviour in the 4 minutes before",
            use.calmer,
        )
        calmer = f"; {text.format(n=use.calmer)}"
    if not use.grounds:
        return _("{behaviour}; nothing on record says otherwise").format(behaviour=behaviour)
    grounds = "; ".join(_ground(source, one) for one in use.grounds)
    if use.tagged or use.grounds[0].kind is GroundKind.CONTROLLER:
        return f"{behaviour}: {grounds}{calmer}"
    return _("{behaviour}: {grounds}; no tag").format(behaviour=behaviour, grounds=grounds) + calmer


def _ground(source: Source, one: Ground) -> str:
    scenario, at = source.scenario, moment(one.at_ms)
    match one.kind:
        case GroundKind.INJECT:
            text, name = _("the inject “{name}”, {time}"), str(scenario.inject_by_id[one.name].title)
        case GroundKind.PHASE:
            text, name = _("beginning of the phase “{name}”, {time}"), str(scenario.phase_by_id[one.name].title)
        case GroundKind.DECISION:
            text, name = _("decision “{name}”, {time}"), str(scenario.decision_by_id[one.name].ask)
        case GroundKind.TAG:
            text, name = _("tagged “{name}”, {time}, {who}"), str(scenario.tags[one.name].text)
        case GroundKind.CONTROLLER:
            text, name = _("set by {who}, {time}"), ""
        case GroundKind.MODEL:
            return _("the model (training index)")
    void = f" ({_('void')})" if one.seq is not None and source.is_void(one.seq) else ""
    return text.format(name=name, time=at, who=one.who or _("controller")) + void


def warned_within_ms(source: Source) -> int:
    """How long before force a warning counts as one before it, by rule R1 as the script sets it."""
    return applied(source.scenario, "R1").duration_ms("within")


def warning_text(source: Source, use: UseOfForce) -> str:
    """The last warning and appeal within the time of rule R1, else the last of all: how long, and how long before."""
    if not use.warnings:
        return _("none on record before it")
    within_ms = warned_within_ms(source)
    near = [one for one in use.warnings if one.to_ms is None or use.from_ms - one.to_ms <= within_ms]
    lines = [_heard(source, one, use.from_ms) for one in near or use.warnings[:1]]
    if use.quiet_ms is not None and use.quiet_ms > within_ms:
        lines.append(_("more than {time} before").format(time=length(within_ms)))
    return "\n".join(lines)


def _heard(source: Source, one: Heard, now_ms: int) -> str:
    what = _(ACTION_KINDS[one.does].title)
    if len({heard.unit for use in source.told.uses for heard in use.warnings}) > 1:
        what = listed((what, _short(source.unit(one.unit))))
    if one.to_ms is None:
        text = _("{what}: since {time}, still going on; begun {before} before")
        if now_ms - one.from_ms < SECOND_MS:
            text = _("{what}: begun in the second in which force began")
        return text.format(what=what, time=moment(one.from_ms), before=length(now_ms - one.from_ms))
    text = _("{what}: {time}, {long} long; ended {before} before")
    if now_ms - one.to_ms < SECOND_MS:
        text = _("{what}: {time}, {long} long; it ended in the second in which force began")
    times = {"long": length(one.to_ms - one.from_ms), "before": length(now_ms - one.to_ms)}
    return text.format(what=what, time=moment(one.from_ms), **times)


def rests_on_script(use: UseOfForce) -> bool:
    """Whether nobody tagged the behaviour that its ceiling goes by, and the script declared it."""
    return not use.tagged and any(one.kind in FROM_SCRIPT for one in use.grounds)


def deed_text(source: Source, unit: str, does: str) -> str:
    """A unit with what it does."""
    return f"{source.unit(unit)}: {_(ACTION_KINDS[does].title)}"


def _stages(source: Source) -> Mapping[int, list[int]]:
    """The stages each action went through, by its running number."""
    stages: dict[int, list[int]] = {}
    for record in source.saved.records:
        match record.event.body:
            case ev.ActionStarted(action=action, stage=stage):
                stages[action] = [stage]
            case ev.ActionStageChanged(action=action, stage=stage):
                stages[action].append(stage)
    return stages


def _other(source: Source, run: ActionRun, stages: list[int], order: Order | None) -> tuple[str, ...]:
    return (
        moment(run.started_ms),
        moment(run.stopped_ms) if run.stopped_ms is not None else _("under way"),
        deed_text(source, run.unit, run.does),
        " → ".join(map(str, stages)),
        str(run.personnel),
        _why(run, order),
    )


def orders_behind(source: Source) -> Mapping[int, Order]:
    """The order behind each action that had one, also where nobody linked them, by the number of the action."""
    given = source.state.orders
    return {action: given[order] for action, order in ordered_actions(source.state, source.measures.orders).items()}


def orders_late(source: Source) -> Mapping[int, Order]:
    """The first order on record for what a unit was doing already, where none was behind it, by the action's number."""
    behind, late = orders_behind(source), dict[int, Order]()
    bare: dict[tuple[str, str], list[ActionRun]] = {}
    for run in source.state.actions.values():
        if run.action not in behind:
            bare.setdefault((run.unit, run.does), []).append(run)
    for one in source.measures.orders.orders:
        for run in bare.get((one.unit, one.does), []) if one.under_way else []:
            if run.started_ms < one.given_ms and (run.stopped_ms is None or run.stopped_ms > one.given_ms):
                late.setdefault(run.action, source.state.orders[one.order])
    return late


def late_order_text(order: Order) -> str:
    """As "00:00:34 Kasat Samapta"."""
    return f"{moment(order.given_ms)} {giver_text(order.rank, order.who)}"


def _giver(order: Order | None, late: Order | None) -> str:
    if order is not None:
        return giver_text(order.rank, order.who)
    if late is not None:
        return _("{order}, once under way").format(order=late_order_text(late))
    return _("not on record")


def _why(run: ActionRun, order: Order | None) -> str:
    """By whose order, and the reason on record."""
    by = "" if order is None else _("ordered by {who}").format(who=giver_text(order.rank, order.who))
    return ". ".join(filter(None, (by, run.reason))) or NOTHING
