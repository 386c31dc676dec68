"""The essentials of the summary: force by its name, findings, departures, what was not seen, what is not on record."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from player.engine.state import ExpectedStatus
from player.export.report.chapters_findings import title_of
from player.export.report.chapters_gaps import missing_names
from player.export.report.chapters_restraint import dialogue_text, force_text, warnings_text
from player.export.report.chapters_source import Source
from player.export.report.words import listed, moment, sentences
from player.i18n import N_, _, ngettext
from player.model.course import Decision
from player.model.doctrine import Rating, RecordKind
from player.model.rules import CERTAINTY_TITLES, Certainty
from player.review.hotwash import Found
from player.review.measures import DecisionMeasure

FEWEST_WORDS = 3
"""A question of fewer words cannot be understood by itself."""

_SENTENCE_END = re.compile(r"(?<=[.!?]) ")

MOST_TASKS = 5
"""Critical tasks of a kind named in the summary at the most; their chapter has them all."""


MEANINGS: Mapping[Rating, str] = {
    Rating.P: N_("no challenges"),
    Rating.S: N_("some challenges"),
    Rating.M: N_("major challenges"),
    Rating.U: N_("not performed"),
}
"""What the letters of the ratings stand for, as short as it can be said."""

MOST_UNRATED = 2
"""Objectives without a rating named in the summary at the most."""


def essentials(source: Source) -> Iterator[tuple[str, str]]:
    """Names with texts, what a reader looks for first before the rest; what has nothing to tell has no text."""
    yield _("Force"), force_text(source)
    yield _("Warnings"), warnings_text(source)
    yield _("Dialogue"), dialogue_text(source)
    yield _("Findings"), _found(source)
    yield _("Departures from the plan"), _departures(source)
    yield _("Expected actions"), _expected(source)
    yield _("On record"), sentences((_records(source), _unrecorded(source)))
    yield _("Ratings"), _rated(source)
    yield _("Readiness"), _waived(source)


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
    if beside:
        played = listed(f"{moment(one.from_ms)} {scenario.phase_by_id[one.phase].title}" for one in beside)
        lines.append(_("Phases of other branches: {phases}").format(phases=played))
    short = []
    if told.skipped:
        short.append(_("Injects skipped by the controller: {n}.").format(n=len(told.skipped)))
    if told.late_injects:
        short.append(_("Injects delivered late: {n}.").format(n=len(told.late_injects)))
    short.append(_overrides(source))
    if not lines and not any(short):
        short.append(_("None on record."))
    return "\n".join(filter(None, (*lines, sentences((*short, *_decisions(source))))))


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


def _decisions(source: Source) -> Iterator[str]:
    """How many went as the script plans, and those never answered."""
    planned = 0
    for one in source.measures.decisions.decisions:
        decision = source.scenario.decision_by_id[one.decision]
        if one.choice is None:
            yield _("{ask} Never answered.").format(ask=_asked(decision))
        planned += one.choice == decision.planned_choice.id
    if planned:
        text = ngettext(
            "{n} decision was taken as the script plans it.",
            "{n} decisions were taken as the script plans them.",
            planned,
        )
        yield text.format(n=planned)


def _expected(source: Source) -> str:
    """How they came out, and the critical tasks nobody saw, or saw too late, by name."""
    total = source.measures.expected.total
    if not total.opened:
        return _("No expected action was called for.")
    parts = [
        _("{n} on time").format(n=total.met),
        _("{n} late").format(n=total.late) if total.late else "",
        _("{n} not seen").format(n=total.missed) if total.missed else "",
        _("{n} still open").format(n=total.open) if total.open else "",
    ]
    counted = _("{n} called for: {outcomes}").format(n=total.opened, outcomes=listed(parts))
    unseen = _critical(source, {ExpectedStatus.MISSED, ExpectedStatus.OPEN})
    late = _critical(source, {ExpectedStatus.MET_LATE})
    otherwise = sum(one.contradicted for one in source.measures.expected.called)
    if otherwise:
        text = _("{counts}; {n} ticked otherwise than the log has it")
        counted = text.format(counts=counted, n=otherwise)
    lines = (
        counted,
        _("Critical tasks not seen: {tasks}").format(tasks=unseen) if unseen else "",
        _("Critical tasks seen late: {tasks}").format(tasks=late) if late else "",
    )
    return "\n".join(filter(None, lines))


def _critical(source: Source, outcomes: Collection[ExpectedStatus]) -> str:
    """The critical tasks that came out so, by name."""
    called = [one for one in source.measures.expected.called if one.critical and one.status in outcomes]
    told = [
        f"{moment(one.opened_ms)} {source.scenario.expected_by_id[one.expected].text}" for one in called[:MOST_TASKS]
    ]
    if len(called) > MOST_TASKS:
        told.append(_("and {n} more").format(n=len(called) - MOST_TASKS))
    return "; ".join(told)


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
        return _("No rule has found anything; that does not mean that nothing was wanting.")
    counts: dict[str, list[Found]] = {}
    for one in found:
        counts.setdefault(one.finding.rule, []).append(one)
    lines = []
    for rule, of_it in counts.items():
        title = title_of(source, rule)
        certainties = {one.finding.certainty for one in of_it}
        sure = listed(_(CERTAINTY_TITLES[one]) for one in Certainty if one in certainties)
        lines.append(f"{rule} {title}: {len(of_it)}× ({sure})")
    lines.append(
        _("Waiting for an answer: {n} of {all}; findings are not verdicts").format(
            n=len(source.told.waiting), all=len(found)
        )
    )
    return "\n".join(lines)


def _records(source: Source) -> str:
    """How many of each kind; a kind without any is left out where there are others."""
    facts = source.told.facts
    parts = (
        ngettext("{n} casualty", "{n} casualties", facts[RecordKind.CASUALTY]).format(n=facts[RecordKind.CASUALTY]),
        ngettext("{n} arrest", "{n} arrests", facts[RecordKind.ARREST]).format(n=facts[RecordKind.ARREST]),
        ngettext("{n} piece of evidence", "{n} pieces of evidence", facts[RecordKind.EVIDENCE]).format(
            n=facts[RecordKind.EVIDENCE]
        ),
    )
    kinds = (RecordKind.CASUALTY, RecordKind.ARREST, RecordKind.EVIDENCE)
    told = listed(part for kind, part in zip(kinds, parts, strict=True) if facts[kind])
    return f"{told}." if told else _("No casualty, arrest or piece of evidence is on record.")


def _unrecorded(source: Source) -> str:
    """Of how many orders and decisions the log has no name."""
    missing = missing_names(source)
    return _("Not on record: {what}.").format(what=missing) if missing else ""


def _rated(source: Source) -> str:
    ratings = source.assessment.ratings
    if not ratings:
        return ""
    counts = dict.fromkeys(Rating, 0)
    for one in ratings.values():
        counts[one.rating] += 1
    each = "; ".join(
        _("{rating} ({meaning}): {n}").format(rating=rating, meaning=_(MEANINGS[rating]), n=count)
        for rating, count in counts.items()
        if count
    )
    left = [_short(str(aim.title)) for name, aim in source.scenario.objectives.items() if name not in ratings]
    if not left:
        return each
    if len(left) > MOST_UNRATED:
        text = _("not rated: {n} of {all}").format(n=len(left), all=len(source.scenario.objectives))
    else:
        text = _("not rated: {objectives}").format(objectives=listed(left))
    return f"{each}; {text}"


def _short(title: str) -> str:
    """What stands before the colon of a title, where it has one."""
    return title.partition(": ")[0]


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
