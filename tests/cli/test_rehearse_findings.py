"""What ``rehearse`` says of findings: those that are open are counted, those that were cleared say how."""

from __future__ import annotations

from player.cli import rehearse_tables
from player.engine.findings import Cleared, Finding
from player.i18n import Message, use_language
from player.model.rules import BasisMark, Certainty


def finding(rule: str, *, cleared: bool = False, certainty: Certainty = Certainty.HIGH) -> Finding:
    how = Cleared(90_000, (9,), Message("a note was written")) if cleared else None
    basis, what, could = Message("Perkap"), Message("it happened"), Message("a note")
    return Finding(rule, what, 60_000, 60_000, (3,), basis, certainty, BasisMark.MEMORY, could, how)


def test_only_what_is_open_is_counted() -> None:
    use_language("en")
    found = [finding("R4"), finding("R4", cleared=True), finding("R1", certainty=Certainty.MEDIUM), finding("R2")]
    assert rehearse_tables._rules_of(found) == "findings to expect: R2, R4, R1"
    assert rehearse_tables._rules_of([finding("R4", cleared=True)]) == ""
