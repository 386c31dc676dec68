"""The plots in words: what stands in their headers, beside the pointer and for a screen reader. No Qt."""

from __future__ import annotations

from dataclasses import dataclass

from player.i18n import N_, Message, _, ngettext
from player.model.doctrine import SITUATION_TITLES, STAGE_TITLES, Situation, Stage
from player.model.times import clock_text
from player.ui.plots.course import Reading

DISCLAIMER = N_("training index, not a prediction")
"""Stands in the tension plot, always."""


@dataclass(frozen=True, slots=True)
class Phase:
    """A phase as the time axis shows it."""

    start_ms: int
    title: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A moment marked on the time axis. ``kind`` picks its shape: inject, note, marker, decision, override, or any."""

    at_ms: int
    kind: str
    label: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a readout: what it is, what it says, and whether it says something that is not right."""

    name: str
    text: str
    alarming: bool = False


def tension_text(tension: float) -> str:
    """The tension index as it is shown."""
    return f"{tension:.0f}"


def situation_word(situation: Situation) -> str:
    """The word for a situation colour, in capitals."""
    return _(SITUATION_TITLES[situation]).upper()


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


def reading_lines(actual: Reading, planned: Reading) -> list[Line]:
    """Everything the plots say about one moment, line by line."""
    lines = []
    parts = []
    if actual.tension is not None:
        parts.append(tension_text(actual.tension))
    if actual.situation is not None:
        parts.append(_(SITUATION_TITLES[actual.situation]))
    if planned.tension is not None:
        parts.append(_("planned {tension}").format(tension=tension_text(planned.tension)))
    if parts:
        lines.append(Line(_("Tension"), " · ".join(parts)))
    if actual.force is not None:
        lines.append(Line(_("Force"), stage_text(actual.force)))
    elif planned.force is not None:
        lines.append(Line(_("planned force"), stage_text(planned.force)))
    if actual.ceiling is not None:
        lines.append(Line(_("Ceiling"), stage_text(actual.ceiling)))
    if actual.excess:
        lines.append(Line(_("Excess"), excess_text(actual.excess), alarming=True))
    if actual.personnel is not None:
        lines.append(Line(_("Committed"), personnel_text(actual.personnel)))
    return lines


def stage_lines() -> list[Line]:
    """The stages of force by number and name, the highest first."""
    return [Line(str(stage.value), _(STAGE_TITLES[stage])) for stage in reversed(Stage)]


def description(actual: Reading) -> str:
    """The present moment of both plots as one sentence for a screen reader."""
    said = [str(Message(N_("Exercise time {time}"), {"time": clock_text(actual.t_ms)}))]
    said += [f"{line.name} {line.text}" for line in reading_lines(actual, Reading(actual.t_ms))]
    return ". ".join(said) + "."


def phase_at(phases: list[Phase], t_ms: int) -> str:
    """The title of the phase under way at this time, empty before the first."""
    title = ""
    for phase in phases:
        if phase.start_ms > t_ms:
            break
        title = phase.title
    return title
