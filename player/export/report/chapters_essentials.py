"""The essentials of the summary: force by its name, findings, departures from the plan, what was not seen."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from player.engine.state import ExpectedStatus, Order
from player.export.report.chapters_findings import title_of
from player.export.report.chapters_force import orders_behind, rests_on_script
from player.export.report.chapters_source import Source
from player.export.report.words import length, listed, moment, sentences
from player.i18n import _, ngettext
from player.model.course import Decision
from player.model.doctrine import ACTION_KINDS, FORCE_FROM, Rating, RecordKind
from player.model.rules import CERTAINTY_TITLES, Certainty
from player.review.entry_wording import giver_text, stage_text
from player.review.force_uses import UseOfForce
from player.review.hotwash import Found
from player.review.measures import DecisionMeasure

FEWEST_WORDS = 3
"""A question of fewer words cannot be understood by itself."""

_SENTENCE_END = re.compile(r"(?<=[.!?]) ")

MOST_TASKS = 6
"""Critical tasks named in the summary at the most; their chapter has them all."""


def essentials(source: Source) -> Iterator[tuple[str, str]]:
    """Names with texts, what a reader looks for first before the rest; what has nothing to tell has no text."""
    facts = source.told.facts
    yield _("Force"), _force(source)
    yield _("Findings"), _found(source)
    yield _("Departures from the plan"), _departures(source)
    yield _("Decisions"), _decisions(source)
    yield _("Expected actions"), _expected(source)
    yield _("Critical tasks not seen"), _critical(source, {ExpectedStatus.MISSED, ExpectedStatus.OPEN})
    yield _("Critical tasks seen late"), _critical(source, {ExpectedStatus.MET_LATE})
    record = _("casualties {casualties}, arrests {arrests}, evidence {evidence}").format(
        casualties=facts[RecordKind.CASUALTY], arrests=facts[RecordKind.ARREST], evidence=facts[RecordKind.EVIDENCE]
    )
    yield _("On record"), record
    yield _("Ratings"), _rated(source)
    yield _("Readiness"), _waived(source)


def _force(source: Source) -> str:
    """Each kind of force by its name, the highest stage first; and how it stood to its ceiling."""
    force, gone = source.measures.force, source.measures.dispersal
    if force.highest < FORCE_FROM:
        return _("No force of stage 3 or more was used.") if force.highest else _("No stage of force is on record.")
    behind = orders_behind(source)
    lines = [_kind_of_force(source, uses, behind) for uses in _by_kind(source.told.uses)]
    if not lines:
        lines.append(_("The controller set a unit to stage {stage}.").format(stage=stage_text(force.highest)))
    text = _("Never above the ceiling for the behaviour according to the script and to observation.")
    if force.excess_ms:
        text = _("Above the ceiling for the behaviour according to the script and to observation: {time}.")
    untagged = sum(rests_on_script(use) for use in source.told.uses)
    resting = ngettext(
        "The ceiling of {n} of {all} uses rested on the script, with no tag of an observer.",
        "The ceilings of {n} of {all} uses rested on the script, with no tag of an observer.",
        untagged,
    ).format(n=untagged, all=len(source.told.uses))
    lines.append(sentences((text.format(time=length(force.excess_ms)), resting if untagged else "")))
    if gone.force_after_ms:
        text = _("Force went on for {time} after the crowd of the model was nearly gone.")
        if gone.excess_after_ms:
            text = _(
                "Force went on for {time} after the crowd of the model was nearly gone, {excess} of it above the "
                "ceiling."
            )
        lines.append(text.format(time=length(gone.force_after_ms), excess=length(gone.excess_after_ms)))
    return "\n".join(lines)


def _by_kind(uses: Sequence[UseOfForce]) -> list[list[UseOfForce]]:
    kinds: dict[str, list[UseOfForce]] = {}
    for use in uses:
        kinds.setdefault(use.does, []).append(use)
    return sorted(kinds.values(), key=lambda of_one: -max(map(_highest, of_one)))


def _highest(use: UseOfForce) -> int:
    return max(use.stages)


def _kind_of_force(source: Source, uses: Sequence[UseOfForce], behind: Mapping[int, Order]) -> str:
    """As "Water cannon (stage 5): 2 times, 02:48 in all, from 00:38:29 on, ordered by Danki"."""
    times = ngettext("{n} time", "{n} times", len(uses)).format(n=len(uses))
    lasted_ms = sum((source.length_ms if use.to_ms is None else use.to_ms) - use.from_ms for use in uses)
    orders = [behind.get(use.action) for use in uses]
    givers = dict.fromkeys(giver_text(one.rank, one.who) for one in orders if one is not None)
    by = _("ordered by {who}").format(who=listed(givers)) if givers else ""
    without = sum(one is None for one in orders)
    bare = _("with no order on record: {n}").format(n=without) if without else ""
    text = _("{action} (stage {stage}): {times}, {length} in all, from {time} on")
    told = text.format(
        action=_(ACTION_KINDS[uses[0].does].title),
        stage=max(map(_highest, uses)),
        times=times,
        length=length(lasted_ms),
        time=moment(uses[0].from_ms),
    )
    least = max(map(_highest, uses)) == FORCE_FROM
    return listed((told, "" if least else by, bare))


def _departures(source: Source) -> str:
    """Where the exercise left its script: answers, phases, injects, values."""
    told, scenario = source.told, source.scenario
    lines = []
    for one in source.measures.decisions.decisions:
        decision = scenario.decision_by_id[one.decision]
        if one.choice is not None and one.choice != decision.planned_choice.id:
            text = _("{time} {ask} {answer} (planned: {planned})")
            lines.append(
                text.format(
                    time=moment(one.taken_ms),
                    ask=_asked(decision),
                    answer=_answer(source, one),
                    planned=decision.planned_choice.title,
                )
            )
    order = [phase.id for phase in scenario.phase_order]
    missing = [str(scenario.phase_by_id[name].title) for name in order if name in set(told.unplayed)]
    beside = [one for one in told.phases if one.phase not in set(order)]
    if missing:
        lines.append(_("Not played: {phases}").format(phases=listed(missing)))
    for one_phase in beside:
        title = str(scenario.phase_by_id[one_phase.phase].title)
        lines.append(_("{time} phase of another branch: {phase}").format(time=moment(one_phase.from_ms), phase=title))
    if told.skipped:
        lines.append(_("Injects skipped by the controller: {n}").format(n=len(told.skipped)))
    if told.late_injects:
        lines.append(_("Injects delivered late: {n}").format(n=len(told.late_injects)))
    lines.append(_overrides(source))
    return "\n".join(filter(None, lines)) or _("none on record")


def _asked(decision: Decision) -> str:
    """The question itself, without what leads up to it: its last sentence, or more where that says too little."""
    every = _SENTENCE_END.split(" ".join(str(decision.ask).split()))
    asked = every.pop()
    while every and len(asked.split()) < FEWEST_WORDS:
        asked = f"{every.pop()} {asked}"
    return asked


def _answer(source: Source, one: DecisionMeasure) -> str:
    choice = source.scenario.decision_by_id[one.decision].choice(one.choice or "")
    return (one.choice or "") if choice is None else str(choice.title)


def _decisions(source: Source) -> str:
    """Each with its question; those that departed from the plan stand above already."""
    lines = []
    for one in source.measures.decisions.decisions:
        decision = source.scenario.decision_by_id[one.decision]
        if one.choice is None:
            lines.append(_("{ask} never answered").format(ask=_asked(decision)))
        elif one.choice == decision.planned_choice.id:
            lines.append(f"{moment(one.taken_ms)} {_asked(decision)} {_answer(source, one)}")
    return "\n".join(lines)


def _expected(source: Source) -> str:
    total = source.measures.expected.total
    if not total.opened:
        return _("No expected action was called for.")
    parts = [
        _("{n} on time").format(n=total.met),
        _("{n} late").format(n=total.late),
        _("{n} not seen").format(n=total.missed),
        _("{n} still open").format(n=total.open) if total.open else "",
    ]
    return _("{n} called for: {outcomes}").format(n=total.opened, outcomes=listed(parts))


def _critical(source: Source, outcomes: Collection[ExpectedStatus]) -> str:
    """The critical tasks that came out so, by name."""
    called = [one for one in source.measures.expected.called if one.critical and one.status in outcomes]
    lines = [
        f"{moment(one.opened_ms)} {source.scenario.expected_by_id[one.expected].text}" for one in called[:MOST_TASKS]
    ]
    if len(called) > MOST_TASKS:
        lines.append(_("and {n} more").format(n=len(called) - MOST_TASKS))
    return "\n".join(lines)


def _overrides(source: Source) -> str:
    overrides = source.measures.overrides
    if not overrides.count:
        return ""
    text = ngettext(
        "The controller overrode a value {n} time; the curves are then not the model's alone.",
        "The controller overrode values {n} times; the curves are then not the model's alone.",
        overrides.count,
    )
    return text.format(n=overrides.count)


def _found(source: Source) -> str:
    """Which rules have found something, how often, and how many of it waits for an answer."""
    found = source.told.findings
    if not found:
        return _("No rule has found anything.")
    counts: dict[str, list[Found]] = {}
    for one in found:
        counts.setdefault(one.finding.rule, []).append(one)
    lines = []
    for rule, of_it in counts.items():
        title = title_of(source, rule)
        certainties = {one.finding.certainty for one in of_it}
        sure = listed(_(CERTAINTY_TITLES[one]) for one in Certainty if one in certainties)
        lines.append(f"{rule} {title}: {len(of_it)}× ({sure})")
    lines.append(_("Waiting for an answer: {n} of {all}").format(n=len(source.told.waiting), all=len(found)))
    return "\n".join(lines)


def _rated(source: Source) -> str:
    ratings = source.assessment.ratings
    if not ratings:
        return ""
    counts = dict.fromkeys(Rating, 0)
    for one in ratings.values():
        counts[one.rating] += 1
    each = listed(f"{rating} {count}" for rating, count in counts.items() if count)
    text = _("{n} of {all} objectives rated by the trainer ({ratings})")
    return text.format(n=len(ratings), all=len(source.scenario.objectives), ratings=each)


def _waived(source: Source) -> str:
    count = len(source.told.waived)
    if not count:
        return ""
    text = ngettext(
        "{n} required readiness item was not ready and was passed over.",
        "{n} required readiness items were not ready and were passed over.",
        count,
    )
    return text.format(n=count)
