"""The rules whose results are findings: what each says, on what basis, how sure that is, and what can be set.

Basis and certainty follow what public sources show of Perkap 1/2009, 16/2006, 8/2009 and 9/2008, and the source reports
of the shipped drills. Nothing here is legal advice. A finding is no verdict, and a scenario may switch off a rule,
change its settings or cite another basis.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from player.i18n import N_
from player.model.times import HOUR_MS, MINUTE_MS, SECOND_MS

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


class BasisMark(StrEnum):
    """Where the basis of a finding comes from: the mark it has in the doctrine that Gladi goes by."""

    READ = "read"
    """Read in a public source, [S]."""
    PARTLY = "partly"
    """The source could be read in part only, [P]."""
    MEMORY = "memory"
    """From memory, [M]: never to be shown as fact before a subject expert has confirmed it."""
    SCRIPT = "script"
    """Cited by the script; Gladi knows nothing of it."""
    OWN = "own"
    """What Gladi itself reads into a source, or has chosen."""


MARK_TITLES: Mapping[BasisMark, str] = {
    BasisMark.READ: N_("read in a public source"),
    BasisMark.PARTLY: N_("the source could be read in part only"),
    BasisMark.MEMORY: N_("from memory, to be confirmed by a subject expert"),
    BasisMark.SCRIPT: N_("cited by the script"),
    BasisMark.OWN: N_("Gladi's own reading"),
}


class SettingKind(StrEnum):
    """What a setting of a rule is."""

    DURATION = "duration"
    RANKS = "ranks"
    TAGS = "tags"


@dataclass(frozen=True, slots=True)
class RuleSetting:
    """A setting of a rule.

    Attributes:
        about: what it means, translatable.
        default: in ms for a duration; None for names, where nothing is set.
        least, most: the range of a duration in ms, both ends included; outside it the rule would say nothing sensible.
    """

    kind: SettingKind
    about: str
    default: int | None = None
    least: int = 0
    most: int = 0


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule.

    Attributes:
        title, basis: translatable.
        certainty: how sure it is that the basis says so; never high of what is from memory.
        mark: where the basis comes from.
        settings: what a scenario may set, by name.
        less_sure: of what its findings are of medium certainty although the rule's own is high; translatable, may be
            empty.
    """

    id: str
    title: str
    basis: str
    certainty: Certainty
    mark: BasisMark
    settings: Mapping[str, RuleSetting] = field(default_factory=dict)
    less_sure: str = ""


_TIME_TO_ACT = (10 * SECOND_MS, HOUR_MS)
"""The range of a time in which something is to be done: nobody acts faster, and no drill waits longer."""

_GRACE = (0, 10 * MINUTE_MS)
"""The range of a grace time; without one, all that can be seen is found, which is a second."""


def _for(about: str, default_ms: int, between: tuple[int, int] = _TIME_TO_ACT) -> RuleSetting:
    return RuleSetting(SettingKind.DURATION, about, default_ms, *between)


_ALL = (
    Rule(
        "R1",
        N_("Force of stage 3 or more without an appeal or a warning before it"),
        N_("Perkap 1/2009 Art. 7(1)"),
        Certainty.MEDIUM,
        BasisMark.PARTLY,
        {"within": _for(N_("How long before the action a warning counts"), 5 * MINUTE_MS)},
    ),
    Rule(
        "R2",
        N_("Force above the ceiling for the behaviour of the crowd"),
        N_("Perkap 1/2009 Arts. 5(2) and 7(2)"),
        Certainty.HIGH,
        BasisMark.READ,
        {"grace": _for(N_("How long force may stand above the ceiling"), 30 * SECOND_MS, _GRACE)},
    ),
    Rule(
        "R3",
        N_("Baton, gas or water cannon while behaviour is below aggressive"),
        N_("Perkap 1/2009 Art. 7(2)c"),
        Certainty.HIGH,
        BasisMark.READ,
        {"grace": _for(N_("How long a use may go on after the behaviour has fallen"), 30 * SECOND_MS, _GRACE)},
        N_("for the water cannon, which is Gladi's own reading"),
    ),
    Rule(
        "R4",
        N_("Force rose by more than one stage with no reason recorded"),
        N_("Perkap 1/2009 Art. 5"),
        Certainty.MEDIUM,
        BasisMark.OWN,
    ),
    Rule(
        "R5",
        N_("Tear gas with no named order"),
        N_("Findings on Kanjuruhan 2022 (TGIPF, Komnas HAM)"),
        Certainty.HIGH,
        BasisMark.READ,
    ),
    Rule(
        "R6",
        N_("Water cannon with no order from one of the ranks allowed"),
        N_("News report of the drill of the Polres Pasuruan Kota in 2023: the order of the Danki"),
        Certainty.HIGH,
        BasisMark.READ,
        {"ranks": RuleSetting(SettingKind.RANKS, N_("The ranks whose order counts"))},
    ),
    Rule(
        "R7",
        N_("Unit committed before its situation, or without lintas ganti"),
        N_("Perkap 16/2006; Perkapolri 2/2019"),
        Certainty.HIGH,
        BasisMark.READ,
        less_sure=N_("where PHH is committed and relieves nobody"),
    ),
    Rule(
        "R8",
        N_("The situation turned yellow with no negotiation, or it was dropped while yellow"),
        N_("Thesis on Perkap 16/2006"),
        Certainty.MEDIUM,
        BasisMark.READ,
        {"within": _for(N_("Time allowed until the negotiation begins"), 5 * MINUTE_MS)},
    ),
    Rule(
        "R9",
        N_("An arrest without a record, or with one that does not say all"),
        N_("Perkap 9/2008 Art. 23(1)"),
        Certainty.HIGH,
        BasisMark.READ,
        less_sure=N_("where there is a record that does not say all"),
    ),
    Rule(
        "R10",
        N_("Chasing singly, throwing back or breaking formation was observed"),
        N_("Perkap 9/2008 Art. 28"),
        Certainty.HIGH,
        BasisMark.READ,
        {"tags": RuleSetting(SettingKind.TAGS, N_("The tags that say so"))},
    ),
    Rule(
        "R11",
        N_("Firearm without identification, warning and a declared immediate threat"),
        N_("Perkap 8/2009 Arts. 47-48; Perkap 1/2009 Arts. 8 and 15"),
        Certainty.HIGH,
        BasisMark.READ,
    ),
    Rule(
        "R12",
        N_("A casualty with no medical aid started in time"),
        N_("UN Basic Principles 5(c), from memory; news reports of drills of the Polres OKU Timur"),
        Certainty.MEDIUM,
        BasisMark.MEMORY,
        {"within": _for(N_("Time allowed until the aid begins"), 5 * MINUTE_MS)},
    ),
    Rule(
        "R13",
        N_("Force of stage 4 or more with no note on the use of force before EndEx"),
        N_("Form of Perkap 1/2009; its article from memory"),
        Certainty.MEDIUM,
        BasisMark.MEMORY,
    ),
    Rule(
        "R14",
        N_("Behaviour has calmed and force has not come down"),
        N_("Proportionality"),
        Certainty.MEDIUM,
        BasisMark.OWN,
        {"after": _for(N_("How long the behaviour must have been calmer"), 4 * MINUTE_MS)},
    ),
)

RULES: Mapping[str, Rule] = {rule.id: rule for rule in _ALL}
"""Every rule as it is now, by its id."""

RULES_ON_FORCE = frozenset(RULES) - {"R8", "R9", "R12"}
"""The rules on how force is used: on what is said before it, who orders it, how far it goes and what is written of it.

The others are on dialogue, on the record of an arrest and on aid. While one of these has found something that stands,
force is not told as something that went well.
"""

_VERSIONS: Mapping[int, Mapping[str, Rule]] = {
    1: {**RULES, "R3": replace(RULES["R3"], settings={})},  # it went by the grace of R2
    RULES_VERSION: RULES,
}


def rules_known(version: int) -> bool:
    """Whether these rules are known here; those of a later Gladi are not."""
    return version in _VERSIONS


def rules_of(version: int) -> Mapping[str, Rule]:
    """Every rule as it was in a version, by its id; the newest where that version is not known here."""
    return _VERSIONS.get(version, RULES)


def rule_of_finding(key: str) -> str:
    """Id of the rule that found what the key of a finding names; empty where it names none."""
    return key.split(".", 1)[0]
