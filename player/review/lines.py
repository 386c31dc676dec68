"""What a line of the log is: its kind, its words, and whether it tells of something late or missed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from player.i18n import N_


class LineKind(StrEnum):
    """What an entry of the log is about; each has an icon and a word."""

    SESSION = "session"
    READINESS = "readiness"
    CLOCK = "clock"
    PHASE = "phase"
    DECISION = "decision"
    INJECT = "inject"
    EXPECTED = "expected"
    ORDER = "order"
    ACTION = "action"
    TAG = "tag"
    CASUALTY = "casualty"
    ARREST = "arrest"
    EVIDENCE = "evidence"
    NOTE = "note"
    MARKER = "marker"
    CORRECTION = "correction"
    SITUATION = "situation"
    OVERRIDE = "override"
    FINDING = "finding"
    EMERGENCY = "emergency"
    REVIEW = "review"


LINE_KIND_TITLES: Mapping[LineKind, str] = {
    LineKind.SESSION: N_("Session"),
    LineKind.READINESS: N_("Readiness"),
    LineKind.CLOCK: N_("Clock"),
    LineKind.PHASE: N_("Phase"),
    LineKind.DECISION: N_("Decision"),
    LineKind.INJECT: N_("Inject"),
    LineKind.EXPECTED: N_("Expected"),
    LineKind.ORDER: N_("Order"),
    LineKind.ACTION: N_("Action"),
    LineKind.TAG: N_("Tag"),
    LineKind.CASUALTY: N_("Casualty"),
    LineKind.ARREST: N_("Arrest"),
    LineKind.EVIDENCE: N_("Evidence"),
    LineKind.NOTE: N_("Note"),
    LineKind.MARKER: N_("Marker"),
    LineKind.CORRECTION: N_("Correction"),
    LineKind.SITUATION: N_("Situation"),
    LineKind.OVERRIDE: N_("Override"),
    LineKind.FINDING: N_("Finding"),
    LineKind.EMERGENCY: N_("Real"),
    LineKind.REVIEW: N_("Trainer"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """An event in words. ``alert`` says that it tells of something late or missed."""

    kind: LineKind
    text: str
    alert: bool = False
