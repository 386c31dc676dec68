"""The rules whose results are findings: what each says, on what basis, how sure that is, and what can be set.

Basis and certainty follow what public sources show of Perkap 1/2009, 16/2006, 8/2009 and 9/2008, and the source reports
of the shipped drills. Nothing here is legal advice. A finding is no verdict, and a scenario may switch off a rule,
change its settings or cite another basis.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from player.i18n import N_
from player.model.times import MINUTE_MS, SECOND_MS

RULES_VERSION = 2
"""Version of the rules as a whole, written into every session: what is found in it later is found by the same."""


class Certainty(StrEnum):
    """How sure it is that the basis says what the rule takes from it."""

    HIGH = "high"
    MEDIUM = "medium"


CERTAINTY_TITLES: Mapping[Certainty, str] = {
    Certainty.HIGH: N_("high certainty"),
    Certainty.MEDIUM: N_("medium certainty"),
}


class SettingKind(StrEnum):
    """What a setting of a rule is."""

    DURATION = "duration"
    RANKS = "ranks"
    TAGS = "tags"


@dataclass(frozen=True, slots=True)
class RuleSetting:
    """A setting of a rule. ``default`` is in ms for a duration; for names it is None where nothing is set."""

    kind: SettingKind
    about: str
    default: int | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: translatable title and basis, how sure, and its settings by name."""

    id: str
    title: str
    basis: str
    certainty: Certainty
    settings: Mapping[str, RuleSetting] = field(default_factory=dict)


def _for(about: str, default_ms: int) -> RuleSetting:
    return RuleSetting(SettingKind.DURATION, about, default_ms)


_ALL = (
    Rule(
        "R1",
        N_("Force of stage 3 or more without a warning before it"),
        N_("Perkap 1/2009 Art. 7(1), partly readable"),
        Certainty.MEDIUM,
        {"within": _for(N_("How long before the action a warning counts"), 5 * MINUTE_MS)},
    ),
    Rule(
        "R2",
        N_("Force above the ceiling for the behaviour observed"),
        N_("Perkap 1/2009 Arts. 5(2) and 7(2)"),
        Certainty.HIGH,
        {"grace": _for(N_("How long force may stand above the ceiling"), 30 * SECOND_MS)},
    ),
    Rule(
        "R3",
        N_("Baton, gas or water cannon while behaviour is below aggressive"),
        N_("Perkap 1/2009 Art. 7(2)c; for the water cannon Gladi's own reading"),
        Certainty.HIGH,
    ),
    Rule(
        "R4",
        N_("Force rose by more than one stage with no reason recorded"),
        N_("Perkap 1/2009 Art. 5"),
        Certainty.MEDIUM,
    ),
    Rule(
        "R5",
        N_("Tear gas with no named order"),
        N_("Findings on Kanjuruhan 2022 (TGIPF, Komnas HAM)"),
        Certainty.HIGH,
    ),
    Rule(
        "R6",
        N_("Water cannon with no order from one of the ranks allowed"),
        N_("Source report 004: the order of the Danki"),
        Certainty.HIGH,
        {"ranks": RuleSetting(SettingKind.RANKS, N_("The ranks whose order counts"))},
    ),
    Rule(
        "R7",
        N_("Unit committed before its situation, or without lintas ganti"),
        N_("Perkap 16/2006; Perkapolri 2/2019"),
        Certainty.HIGH,
    ),
    Rule(
        "R8",
        N_("The situation turned yellow with no negotiation, or it was dropped while yellow"),
        N_("Thesis on Perkap 16/2006"),
        Certainty.MEDIUM,
        {"within": _for(N_("Time allowed until the negotiation begins"), 5 * MINUTE_MS)},
    ),
    Rule(
        "R9",
        N_("An arrest without a record"),
        N_("Perkap 9/2008 Art. 23(1)"),
        Certainty.HIGH,
    ),
    Rule(
        "R10",
        N_("Chasing singly, throwing back or breaking formation was observed"),
        N_("Perkap 9/2008 Art. 28"),
        Certainty.HIGH,
        {"tags": RuleSetting(SettingKind.TAGS, N_("The tags that say so"))},
    ),
    Rule(
        "R11",
        N_("Firearm without identification, warning and a declared immediate threat"),
        N_("Perkap 8/2009 Arts. 47-48; Perkap 1/2009 Arts. 8 and 15"),
        Certainty.HIGH,
    ),
    Rule(
        "R12",
        N_("A casualty with no medical aid started in time"),
        N_("UN Basic Principles 5(c), from memory; source reports 000 and 001"),
        Certainty.HIGH,
        {"within": _for(N_("Time allowed until the aid begins"), 5 * MINUTE_MS)},
    ),
    Rule(
        "R13",
        N_("Force of stage 4 or more with no note on the use of force before EndEx"),
        N_("Form of Perkap 1/2009; its article from memory"),
        Certainty.MEDIUM,
    ),
    Rule(
        "R14",
        N_("Behaviour has calmed and force has not come down"),
        N_("Proportionality"),
        Certainty.MEDIUM,
        {"after": _for(N_("How long the behaviour must have been calmer"), 4 * MINUTE_MS)},
    ),
)

RULES: Mapping[str, Rule] = {rule.id: rule for rule in _ALL}
"""Every rule, by its id."""
