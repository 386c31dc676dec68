"""R10: chasing singly, throwing back or breaking formation was observed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from player.engine.findings.finding import Finding
from player.engine.findings.ledger import Ledger
from player.engine.findings.rule import VOIDS, FindingRule, Now, entry_voided
from player.i18n import N_, Message
from player.model import events as ev


class Conduct(FindingRule):
    """An observer logged one of the rule's ``tags``. Where a scenario names none, there is nothing to see.

    An entry that is voided later was a mistake, which clears what it told.
    """

    ID = "R10"
    LISTENS = (ev.TagObserved, *VOIDS)

    def __init__(self, ledger: Ledger) -> None:
        super().__init__(ledger)
        self._tags = frozenset(self.applied.names("tags"))
        self._seen: dict[int, Finding] = {}

    def take(self, event: ev.Event) -> None:
        """Keep what was observed."""
        body = event.body
        if not isinstance(body, ev.TagObserved) or body.tag not in self._tags:
            return
        values = {"tag": self.scenario.tags[body.tag].text}
        message = Message(N_("Observed: {tag}"), values)
        if body.unit is not None:
            unit = self.scenario.units[body.unit].title
            message = Message(N_("Observed of {unit}: {tag}"), {**values, "unit": unit})
        cleared_by = Message(N_("Nothing; an entry logged by mistake can be voided"))
        self._seen[event.seq] = self.found(message, event.exercise_ms, event.exercise_ms, [event.seq], cleared_by)

    def findings(self, now: Now) -> Iterable[Finding]:
        """One for each entry, but what was voided at its own instant."""
        del now
        for seq, finding in self._seen.items():
            voided = self.ledger.voided.get(seq)
            if voided is None:
                yield finding
            elif voided.at_ms > finding.from_ms:
                yield replace(finding, cleared=entry_voided(voided))
