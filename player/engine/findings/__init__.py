"""What Gladi finds in a drill by the rules of doctrine: findings, never verdicts.

One module a rule. To add one: a module with a `FindingRule`, its `Rule` in ``player.model.rules``, and its line in
`FINDING_RULES`; a test then names what the report is to know of it.
"""

from player.engine.findings.finding import Cleared, Finding
from player.engine.findings.fold import FindingsFold, find
from player.engine.findings.registry import FINDING_RULES

__all__ = ["FINDING_RULES", "Cleared", "Finding", "FindingsFold", "find"]
