"""What the report knows of each rule: a new rule has its line wherever it is told of."""

from __future__ import annotations

from player.export.report.findings_beside import SUBJECTS
from player.export.report.rules_looked import LOOKED
from player.model.rules import RULES


def test_of_every_rule_it_is_known_what_it_looks_at() -> None:
    assert LOOKED.keys() == RULES.keys()


def test_of_every_rule_it_is_known_which_objectives_are_about_it() -> None:
    assert SUBJECTS.keys() == RULES.keys()
