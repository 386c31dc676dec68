"""A rule as a scenario has it applied: its own settings, and where it has none those of the rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from player.engine.findings.finding import Basis
from player.i18n import Message
from player.model.entries import RuleSettings
from player.model.rules import RULES, BasisMark, Rule
from player.model.scenario import Scenario

_AS_IT_IS = RuleSettings()


@dataclass(frozen=True, slots=True)
class AppliedRule:
    """A rule with the settings of a scenario."""

    rule: Rule
    settings: RuleSettings

    @property
    def active(self) -> bool:
        """Whether it is applied at all."""
        return self.settings.active

    @property
    def basis(self) -> Basis:
        """What its findings rest on: the basis the scenario cites, or the rule's own."""
        return self.settings.basis or Message(self.rule.basis)

    @property
    def mark(self) -> BasisMark:
        """Where that basis comes from."""
        return BasisMark.SCRIPT if self.settings.basis else self.rule.mark

    def duration_ms(self, name: str) -> int:
        """A setting that is a duration."""
        value = self.settings.values.get(name)
        return int(value) if isinstance(value, int | float) else self.rule.settings[name].default or 0

    def names(self, name: str) -> tuple[str, ...]:
        """A setting that is a list of ranks or tags; empty where nobody set it."""
        value = self.settings.values.get(name)
        return value if isinstance(value, tuple) else ()


def applied(scenario: Scenario, rule: str, rules: Mapping[str, Rule] = RULES) -> AppliedRule:
    """A rule, by its id, as this scenario has it applied.

    Args:
        rules: the rules of the version a session was run with.
    """
    return AppliedRule(rules[rule], scenario.findings.get(rule, _AS_IT_IS))
