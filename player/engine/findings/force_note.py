"""R13: force of stage 4 or more with no note on the use of force before EndEx."""

from __future__ import annotations

from collections.abc import Iterable

from player.engine.findings.finding import Finding
from player.engine.findings.ledger import Deed, Ledger
from player.engine.findings.rule import VOIDS, FindingRule, Now, until
from player.i18n import N_, Message
from player.model import events as ev
from player.model.doctrine import Stage

NOTED_FROM = Stage.HARD_HAND
"""The stage from which a note is asked for."""


class ForceNote(FindingRule):
    """At EndEx, an action that was at stage 4 or more and of which nobody wrote anything down.

    The reason recorded with its start or with a change of its stage counts as the note, and so does a note on any of
    its entries; a note on nothing in particular does not, as nobody can tell what it is about. A plan writes no notes,
    so that in a rehearsal it is the reason of the script that counts.
    """

    ID = "R13"
    LISTENS = (ev.ActionStarted, ev.ActionStageChanged, ev.NoteWritten, *VOIDS)

    def __init__(self, ledger: Ledger) -> None:
        super().__init__(ledger)
        self._forceful: dict[int, Deed] = {}

    def follow(self, deed: Deed, event: ev.Event) -> None:
        """Keep the actions that come to that stage; notes are looked for in the end."""
        del event
        if deed.stage >= NOTED_FROM:
            self._forceful[deed.number] = deed

    def findings(self, now: Now) -> Iterable[Finding]:
        """Nothing before EndEx; then one for each action without a note."""
        for deed in self._forceful.values() if now.ended else ():
            step = deed.first_at(NOTED_FROM)
            if step is None or self._is_noted(deed):
                continue
            values = {"doing": self.ledger.doing(deed), "stage": max(one.stage for one in deed.steps)}
            message = Message(N_("{doing}, stage {stage}, with no note on the use of force"), values)
            cleared_by = Message(N_("A reason recorded with the action, or a note on its entry, before EndEx"))
            to_ms, _ = until(deed.stopped_ms, now)
            yield self.found(message, step.at_ms, to_ms, [step.seq], cleared_by)

    def _is_noted(self, deed: Deed) -> bool:
        return any(step.reason for step in deed.steps) or self.ledger.note_on(deed.seqs) is not None
