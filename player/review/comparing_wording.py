"""Words for sessions side by side: columns, measures, who was first where, and what has to be said beside them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from player.i18n import N_, _
from player.model.doctrine import BEHAVIOUR_TITLES, RECORD_TITLES, SITUATION_TITLES, Behaviour, RecordKind, Situation
from player.model.rules import rules_of
from player.model.times import clock_text
from player.review.comparing import By, Comparison
from player.review.comparing_first import Contest, Of, Outcome
from player.review.comparing_rows import MeasureRow, Section, Toward, Unit, contenders
from player.review.comparing_scripts import Part, ScriptDifference
from player.review.comparing_subjects import State, Subject
from player.review.entry_wording import stage_text
from player.review.measures_rows import NOTHING, of_text

SECTION_TITLES: Mapping[Section, str] = {
    Section.COURSE: N_("Course"),
    Section.WARNING: N_("Appeals and warnings"),
    Section.EXPECTED: N_("Expected actions"),
    Section.ORDERS: N_("Orders"),
    Section.FORCE: N_("Force"),
    Section.CROWD: N_("Situation and behaviour"),
    Section.FINDINGS: N_("Findings"),
    Section.DECISIONS: N_("Decisions"),
    Section.INJECTS: N_("Injects"),
    Section.UNITS: N_("Units: how long under way"),
    Section.RECORDS: N_("Records"),
    Section.OVERRIDES: N_("Overrides"),
}

BY_TITLES: Mapping[By, str] = {By.STARTEX: N_("By StartEx"), By.PHASE: N_("Phase by phase")}

_TITLES: Mapping[str, str] = {
    "length": N_("Length"),
    "phases": N_("Phases played"),
    "warning_first": N_("First appeal or warning"),
    "warning_wait": N_("From leaving green to an appeal or a warning"),
    "warning_ahead": N_("From the first appeal or warning to the first force"),
    "expected_met": N_("Done on time"),
    "expected_late": N_("Done late"),
    "expected_missed": N_("Not seen"),
    "expected_median": N_("From inject to action, median"),
    "expected_longest": N_("From inject to action, longest"),
    "critical_met": N_("Critical tasks on time"),
    "orders": N_("Orders given"),
    "orders_median": N_("From order to action, median"),
    "orders_ignored": N_("Orders not followed"),
    "orders_lacking": N_("Needed an order by the script, had none"),
    "excess": N_("Above the ceiling"),
    "excess_stages": N_("Stages × seconds above it"),
    "highest": N_("Highest stage"),
    "force_first": N_("Force of stage 3 or more from"),
    "personnel": N_("Personnel committed at most"),
    "person_minutes": N_("Personnel-minutes"),
    "peak": N_("Highest tension"),
    "peak_at": N_("Highest tension at"),
    "dispersed": N_("Crowd of the model nearly gone"),
    "findings_open": N_("Findings open"),
    "findings": N_("Findings in all"),
    "decisions": N_("Decisions"),
    "decisions_median": N_("From question to answer, median"),
    "decisions_longest": N_("From question to answer, longest"),
    "injects_on_time": N_("Delivered on time"),
    "injects_late": N_("Delivered late"),
    "injects_by_hand": N_("Delivered by hand"),
    "injects_delay": N_("Delivered late by, median"),
    "injects_skipped": N_("Skipped"),
    "injects_passed": N_("Never delivered"),
    "overrides": N_("Overrides made"),
    "overridden": N_("Any value held"),
}

TOWARD_TITLES: Mapping[Toward, str] = {
    Toward.SOONEST: N_("soonest"),
    Toward.SHORTEST: N_("shortest"),
    Toward.FEWEST: N_("fewest"),
    Toward.MOST: N_("most"),
}
TOWARD_SIGNS: Mapping[Toward, str] = {
    Toward.SOONEST: "←",
    Toward.SHORTEST: "↓",
    Toward.FEWEST: "↓",
    Toward.MOST: "↑",
}

OUTCOME_TITLES: Mapping[Outcome, str] = {
    Outcome.DONE: "",
    Outcome.LATE: N_("late"),
    Outcome.AHEAD: N_("before"),
    Outcome.MISSED: N_("not seen"),
    Outcome.OPEN: N_("not done yet"),
    Outcome.ABSENT: "",
}

FIRST_TITLES: Mapping[Of, str] = {
    Of.PHASE_BEGUN: N_("first"),
    Of.PHASE_TOOK: N_("shortest"),
    Of.INJECT: N_("first"),
    Of.EXPECTED: N_("quickest"),
    Of.DECISION: N_("quickest"),
}

FIRST_SIGN = "←"

_OF_TITLES: Mapping[Of, str] = {
    Of.PHASE_BEGUN: N_("begins"),
    Of.PHASE_TOOK: N_("lasts"),
    Of.INJECT: N_("Inject"),
    Of.EXPECTED: N_("Expected"),
    Of.DECISION: N_("Decision"),
}

_PARTS: Mapping[Part, str] = {
    Part.PHASES: N_("phases"),
    Part.INJECTS: N_("injects"),
    Part.EXPECTED: N_("expected actions"),
    Part.ACTIONS: N_("actions of units"),
    Part.DECISIONS: N_("decisions"),
    Part.UNITS: N_("units"),
    Part.OBJECTIVES: N_("objectives"),
    Part.TAGS: N_("tags"),
    Part.RULES: N_("rules of the findings"),
    Part.CROWD: N_("the crowd"),
    Part.WORDS: N_("only words that change nothing in how it is played"),
}

_MOST_NAMES = 4


def label(comparison: Comparison, place: int) -> str:
    """The short name of a drill on figures and columns: its number among the sessions, or that it is the plan."""
    if comparison.subjects[place].is_plan:
        return _("Plan")
    return str(1 + sum(not one.is_plan for one in comparison.subjects[:place]))


def subject_name(subject: Subject) -> str:
    """The name of a drill: of its file, or that it is the plan."""
    return _("Plan of the script") if subject.is_plan else subject.name


def when_text(subject: Subject) -> str:
    """When it was played, where it was: ``2026-08-26 09:00``; empty for a plan."""
    return "" if subject.started is None else f"{subject.started.local:%Y-%m-%d %H:%M}"


def row_title(comparison: Comparison, row: MeasureRow) -> str:
    """What a row tells."""
    titled = _OF_ROWS.get(row.key)
    return _(_TITLES[row.key]) if titled is None else titled(comparison, row.of)


def value_text(row: MeasureRow, place: int) -> str:
    """A value as it is shown."""
    value = row.values[place]
    if value is None:
        return NOTHING
    whole = row.wholes[place] if row.wholes else None
    if whole is not None:
        return of_text(value, whole)
    return _number_text(row.unit, value)


def difference_text(row: MeasureRow, place: int, base: int) -> str:
    """How far a value is from that of the base, with its sign; empty at the base, and where it cannot be said."""
    difference = None if place == base else row.differences(base)[place]
    if difference is None:
        return ""
    if difference == 0:
        return "="
    text = _number_text(row.unit, abs(difference))
    return f"+{text}" if difference > 0 else f"−{text}"


def named_text(row: MeasureRow, place: int) -> str:
    """The word, with its sign, for a drill that is at the end of a row; empty for the others."""
    if row.toward is None or place not in row.named:
        return ""
    return f"{TOWARD_SIGNS[row.toward]} {_(TOWARD_TITLES[row.toward])}"


def contest_title(comparison: Comparison, contest: Contest) -> str:
    """What is put side by side."""
    name = _contest_name(comparison, contest)
    again = _(" ({n}. time)").format(n=contest.round + 1) if contest.round else ""
    return f"{name}{again}"


def contest_kind(contest: Contest) -> str:
    """What kind of thing it is: "Inject"."""
    return _(_OF_TITLES[contest.of])


def result_text(contest: Contest, place: int) -> str:
    """How it went in a drill."""
    return " ".join(filter(None, result_texts(contest, place)))


def result_texts(contest: Contest, place: int) -> tuple[str, str]:
    """How it went in a drill: its time, or a word where it has none, and the word beside a time."""
    result = contest.results[place]
    word = _(OUTCOME_TITLES[result.outcome]) if OUTCOME_TITLES[result.outcome] else ""
    if result.outcome is Outcome.AHEAD or result.shown_ms is None:
        return word or NOTHING, ""
    return clock_text(result.shown_ms), word


def behind_text(contest: Contest, place: int) -> str:
    """How far it is behind the first, or that it was first; empty where that cannot be said."""
    if place in contest.first:
        return f"{FIRST_SIGN} {_(FIRST_TITLES[contest.of])}"
    behind_ms = contest.behind_ms(place)
    if behind_ms is None:
        return ""
    return f"+{clock_text(behind_ms)}" if behind_ms > 0 else f"−{clock_text(-behind_ms)}" if behind_ms else "="


def firsts_text(comparison: Comparison, place: int) -> str:
    """In how many expected actions a drill was the quickest; empty where that is not asked of it."""
    told = comparison.firsts[place]
    if not told.places or place not in contenders(comparison.subjects):
        return ""
    return _("quickest in {n} of {all} expected actions").format(n=told.first, all=told.places)


def notices(comparison: Comparison) -> list[str]:
    """What has to be said beside the figures, most important first."""
    said = []
    if comparison.scripts:
        text = _("Their scripts are not the same: {differences}. What differs there is no difference of the drills.")
        said.append(text.format(differences="; ".join(map(_script_text, comparison.scripts))))
    if comparison.other_rules:
        said.append(_("They were run with other versions of the rules: their findings do not count the same."))
    cut = [
        _("{name} at {time}").format(name=_numbered(comparison, place), time=clock_text(one.end_ms))
        for place, one in enumerate(comparison.subjects)
        if one.state is State.CUT_OFF
    ]
    if cut:
        text = _("Cut off: {names}. What they tell goes as far as they went, and no end of a row is named for them.")
        said.append(text.format(names=", ".join(cut)))
    damaged = [
        _numbered(comparison, place) for place, one in enumerate(comparison.subjects) if one.state is State.DAMAGED
    ]
    if damaged:
        said.append(_("Damaged: {names}. What is shown of them is intact.").format(names=", ".join(damaged)))
    return said


def plan_note() -> str:
    """What has to be known of the times of a plan."""
    return _("In the plan an expected action that no planned action meets counts as done at half of its time.")


def _numbered(comparison: Comparison, place: int) -> str:
    subject = comparison.subjects[place]
    return subject_name(subject) if subject.is_plan else f"{label(comparison, place)} {subject.name}"


def _script_text(difference: ScriptDifference) -> str:
    told = [_names_text(difference.changed)] if difference.changed else []
    if difference.lacking:
        told.append(_("{names} not in all").format(names=_names_text(difference.lacking)))
    title = _(_PARTS[difference.part])
    return f"{title}: {', '.join(told)}" if told else title


def _names_text(names: Sequence[str]) -> str:
    if len(names) <= _MOST_NAMES:
        return ", ".join(names)
    more = len(names) - _MOST_NAMES + 1
    return _("{names} and {n} more").format(names=", ".join(names[: _MOST_NAMES - 1]), n=more)


def _number_text(unit: Unit, value: int) -> str:
    return clock_text(value) if unit in {Unit.MOMENT, Unit.SPAN} else str(value)


def _unit_title(comparison: Comparison, name: str) -> str:
    return next(str(one.scenario.units[name].title) for one in comparison.subjects if name in one.scenario.units)


def _objective_title(comparison: Comparison, name: str) -> str:
    aims = (one.scenario.objectives for one in comparison.subjects)
    return _("On time: {objective}").format(objective=next(str(aim[name].title) for aim in aims if name in aim))


def _rule_title(comparison: Comparison, name: str) -> str:
    rules = rules_of(max(subject.rules for subject in comparison.subjects))
    return f"{name} {_(rules[name].title)}" if name in rules else name


_OF_ROWS: Mapping[str, Callable[[Comparison, str], str]] = {
    "objective_met": _objective_title,
    "stage": lambda _comparison, of: _("Stage {stage}").format(stage=stage_text(int(of))),
    "situation": lambda _comparison, of: _("Situation: {situation}").format(
        situation=_(SITUATION_TITLES[next(one for one in Situation if one.name.lower() == of)])
    ),
    "behaviour": lambda _comparison, of: _("Behaviour: {behaviour}").format(
        behaviour=_(BEHAVIOUR_TITLES[next(one for one in Behaviour if one.key == of)])
    ),
    "findings_of": _rule_title,
    "unit": _unit_title,
    "records": lambda _comparison, of: _(RECORD_TITLES[RecordKind(of)]),
}


def _contest_name(comparison: Comparison, contest: Contest) -> str:
    scenarios = [subject.scenario for subject in comparison.subjects]
    name = contest.id
    match contest.of:
        case Of.PHASE_BEGUN | Of.PHASE_TOOK:
            return str(next(one.phase_by_id[name].title for one in scenarios if name in one.phase_by_id))
        case Of.INJECT:
            inject = next(one.inject_by_id[name] for one in scenarios if name in one.inject_by_id)
            return str(inject.title) or str(inject.text)
        case Of.EXPECTED:
            return str(next(one.expected_by_id[name].text for one in scenarios if name in one.expected_by_id))
    return str(next(one.decision_by_id[name].ask for one in scenarios if name in one.decision_by_id))


def phase_title(comparison: Comparison, phase: str) -> str:
    """A phase with its number: "2 Negotiation"."""
    scenario = next(one.scenario for one in comparison.subjects if phase in one.scenario.phase_by_id)
    return f"{scenario.phase_number(phase)} {scenario.phase_by_id[phase].title}"
