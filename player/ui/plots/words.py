"""The plots in words: what stands in their headers, beside the pointer and for a screen reader. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from player.i18n import N_, Message, _, ngettext
from player.model.crowd_parameters import DISPERSED_BELOW
from player.model.doctrine import SITUATION_TITLES, STAGE_TITLES, Situation, Stage
from player.model.rules import CERTAINTY_TITLES
from player.model.times import clock_text
from player.ui.plots.course import Reading
from player.ui.plots.marks import FindingMark

MOST_FINDINGS = 3
"""Findings told of at one place at the most."""

DISCLAIMER = N_("training index, not a prediction")
"""Stands in the tension plot, always."""


@dataclass(frozen=True, slots=True)
class Phase:
    """A phase as the time axis shows it."""

    start_ms: int
    title: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a readout.

    Attributes:
        name: what it is; ``text``: what it says.
        alarming: it says something that is not right; ``quiet``: it only adds to the line before.
    """

    name: str
    text: str
    alarming: bool = False
    quiet: bool = False


def tension_text(tension: float) -> str:
    """The tension index as it is shown."""
    return f"{tension:.0f}"


def situation_word(situation: Situation) -> str:
    """The word for a situation colour, in capitals."""
    return _(SITUATION_TITLES[situation]).upper()


def situation_text(situation: Situation) -> str:
    """The situation with its own name before its colour: beside the index the colour alone would judge the index."""
    return _("Situation {colour}").format(colour=_(SITUATION_TITLES[situation]))


def few_left_text() -> str:
    """That few of the model's crowd are left: a value of the index, for nobody saw them go and nothing says why."""
    return _("model: crowd < {share}").format(share=f"{DISPERSED_BELOW:.0%}")


def stage_text(stage: Stage) -> str:
    """A stage of force by number and name."""
    return f"{stage.value} {_(STAGE_TITLES[stage])}"


def ceiling_text(ceiling: Stage) -> str:
    """The ceiling, as the label of its line says it."""
    return _("ceiling {stage}").format(stage=ceiling.value)


def excess_text(stages: int) -> str:
    """By how much the force stands over the ceiling."""
    return ngettext("{n} stage over the ceiling", "{n} stages over the ceiling", stages).format(n=stages)


def personnel_text(count: int) -> str:
    """How many persons are committed."""
    return ngettext("{n} person", "{n} persons", count).format(n=count)


def commitment_text(count: int, available: int) -> str:
    """How many persons are committed of those there are; where that is 0, it is not known."""
    if not available:
        return personnel_text(count)
    text = ngettext("{n} of {available} person", "{n} of {available} persons", available)
    return text.format(n=count, available=available)


def personnel_share(count: int, available: int) -> str:
    """The same in figures: "112 / 362"."""
    return f"{count} / {available}" if available else str(count)


def tension_lines(actual: Reading, planned: Reading, realigned: Reading, moved_by: Sequence[str] = ()) -> list[Line]:
    """What the plot of the tension says about one moment, line by line.

    Args:
        moved_by: what moved it in the minute before, the largest first, as "+8 stones".
    """
    lines = []
    if actual.tension is not None:
        parts = [tension_text(actual.tension)]
        parts += [situation_text(actual.situation)] if actual.situation is not None else []
        parts += [few_left_text()] if actual.dispersed else []
        lines.append(Line(_("Tension"), " · ".join(parts)))
    lines += _planned(*(None if one.tension is None else tension_text(one.tension) for one in (planned, realigned)))
    if moved_by:
        lines.append(Line(_("Last minute"), ", ".join(moved_by)))
    if actual.force is not None and actual.ceiling is not None:
        text = f"{actual.force.value} / {ceiling_text(actual.ceiling)}"
        lines.append(Line(_("Force"), text, alarming=actual.excess > 0))
    return lines


def force_lines(
    actual: Reading,
    planned: Reading,
    realigned: Reading,
    available: int = 0,
    units: Sequence[str] = (),
    most_units: int = 6,
) -> list[Line]:
    """What the plot of the force says about one moment, line by line.

    Args:
        available: persons there are, or 0 where that is not known.
        units: the units in action, a line each: at which stage, with how many, who.
        most_units: so many of them are told of, and of the others how many there are.
    """
    lines = []
    if actual.force is not None:
        lines.append(Line(_("Force"), stage_text(actual.force)))
    if actual.ceiling is not None:
        lines.append(Line(_("Ceiling"), stage_text(actual.ceiling)))
    if actual.excess:
        lines.append(Line(_("Excess"), excess_text(actual.excess), alarming=True))
    lines += _planned(*(None if one.force is None else str(one.force.value) for one in (planned, realigned)))
    if actual.personnel is not None:
        lines.append(Line(_("Committed"), commitment_text(actual.personnel, available)))
    if len(units) == most_units + 1:
        most_units += 1  # the last takes no more room than to say that there is one more
    names = [_("Units"), *[""] * most_units]
    lines += [Line(name, text) for name, text in zip(names, units[:most_units], strict=False)]
    left = len(units) - most_units
    if left > 0:
        lines.append(Line("", ngettext("and {n} more unit", "and {n} more units", left).format(n=left)))
    return lines


def _planned(written: str | None, moved: str | None) -> list[Line]:
    parts = [] if written is None else [written]
    parts += [] if moved in {None, written} else [_("moved {value}").format(value=moved)]
    return [Line(_("Planned"), " · ".join(parts))] if parts else []


def finding_lines(marks: Sequence[FindingMark]) -> list[Line]:
    """What was found, rule by rule."""
    lines = []
    for mark in marks[:MOST_FINDINGS]:
        state = _("not answered") if mark.is_open else _("cleared or answered")
        lines.append(Line(mark.rule, mark.text))
        lines.append(Line("", f"{_(CERTAINTY_TITLES[mark.certainty])} · {state}", quiet=True))
    left = len(marks) - MOST_FINDINGS
    if left > 0:
        lines.append(Line("", ngettext("and {n} more finding", "and {n} more findings", left).format(n=left)))
    return lines


def span_text(marks: Sequence[FindingMark]) -> str:
    """From when to when findings reach."""
    start_ms, end_ms = min(mark.from_ms for mark in marks), max(mark.to_ms for mark in marks)
    return clock_text(start_ms) if start_ms == end_ms else f"{clock_text(start_ms)}–{clock_text(end_ms)}"


def stage_lines() -> list[Line]:
    """The stages of force by number and name, the highest first."""
    return [Line(str(stage.value), _(STAGE_TITLES[stage])) for stage in reversed(Stage)]


def description(actual: Reading, available: int = 0) -> str:
    """The present moment of both plots as one sentence for a screen reader."""
    said = [str(Message(N_("Exercise time {time}"), {"time": clock_text(actual.t_ms)}))]
    nothing = Reading(actual.t_ms)
    lines = tension_lines(actual, nothing, nothing)[:1] if actual.tension is not None else []
    lines += force_lines(actual, nothing, nothing, available)
    said += [f"{line.name} {line.text}" for line in lines]
    return ". ".join(said) + "."


def phase_at(phases: list[Phase], t_ms: int) -> str:
    """The title of the phase under way at this time, empty before the first."""
    title = ""
    for phase in phases:
        if phase.start_ms > t_ms:
            break
        title = phase.title
    return title
