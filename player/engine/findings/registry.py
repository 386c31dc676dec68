"""Every rule there is. To add one: a module with a `FindingRule`, and its line here."""

from __future__ import annotations

from player.engine.findings.arrest_record import ArrestRecord
from player.engine.findings.cannon_order import CannonOrder
from player.engine.findings.conduct import Conduct
from player.engine.findings.firearm import Firearm
from player.engine.findings.force_above_ceiling import ForceAboveCeiling
from player.engine.findings.force_not_lowered import ForceNotLowered
from player.engine.findings.force_note import ForceNote
from player.engine.findings.gas_order import GasOrder
from player.engine.findings.means_below_aggression import MeansBelowAggression
from player.engine.findings.medical_aid import MedicalAid
from player.engine.findings.negotiation_in_yellow import NegotiationInYellow
from player.engine.findings.rule import FindingRule
from player.engine.findings.sudden_rise import SuddenRise
from player.engine.findings.unit_before_situation import UnitBeforeSituation
from player.engine.findings.warning_before_force import WarningBeforeForce

FINDING_RULES: tuple[type[FindingRule], ...] = (
    WarningBeforeForce,
    ForceAboveCeiling,
    MeansBelowAggression,
    SuddenRise,
    GasOrder,
    CannonOrder,
    UnitBeforeSituation,
    NegotiationInYellow,
    ArrestRecord,
    Conduct,
    Firearm,
    MedicalAid,
    ForceNote,
    ForceNotLowered,
)
"""Every rule, R1 to R14."""
