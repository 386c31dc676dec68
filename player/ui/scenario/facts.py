"""A planned course in words: its highest tension, when few of the crowd are left, force over the ceiling. No Qt."""

from __future__ import annotations

from player.i18n import _
from player.model.crowd_parameters import DISPERSED_BELOW
from player.model.scenario import Scenario
from player.model.times import clock_text, length_words
from player.review.course import Facts


def peak_words(scenario: Scenario, facts: Facts) -> str:
    """The highest tension, when, and in which phase."""
    phase = scenario.phase_by_id.get(facts.peak_phase)
    values = {"peak": f"{facts.peak:.0f}", "time": clock_text(facts.peak_ms)}
    if phase is None:
        return _("peak {peak} at {time}").format(**values)
    number = scenario.phase_number(phase.id)
    return _("peak {peak} at {time}, phase {number} {phase}").format(**values, number=number, phase=phase.title)


def dispersal_words(facts: Facts) -> str:
    """From when on few of the crowd in the model are left for good."""
    if facts.dispersed_ms is None:
        return _("model: the crowd stays")
    if facts.dispersed_ms == 0:
        return _("no crowd gathers")
    share = f"{DISPERSED_BELOW:.0%}"
    return _("model: crowd < {share} from {time}").format(share=share, time=clock_text(facts.dispersed_ms))


def excess_words(facts: Facts) -> str:
    """How long force stands over its ceiling."""
    if not facts.excess_ms:
        return _("no force over the ceiling")
    return _("{time} of force over the ceiling").format(time=length_words(facts.excess_ms))


def fact_words(scenario: Scenario, facts: Facts) -> list[str]:
    """All of them, the tension first."""
    return [peak_words(scenario, facts), dispersal_words(facts), excess_words(facts)]
