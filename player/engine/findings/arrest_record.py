"""R9: an arrest without a record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from player.engine.findings.finding import Finding, Listed
from player.engine.findings.ledger import Deed, Ledger
from player.engine.findings.rule import VOIDS, FindingRule, Now, until
from player.i18n import N_, Message
from player.model import events as ev
from player.model.doctrine import ACTION_KINDS, RecordKind
from player.model.rules import Certainty

NEEDED: Mapping[str, str] = {
    "who": N_("name"),
    "by": N_("unit"),
    "weapon": N_("weapon"),
    "handed_to": N_("handed over to"),
}
"""What the record of an arrest has to say, with its title."""


@dataclass(slots=True, eq=False)
class _ArrestOnRecord:
    """The record of an arrest with its details as they are known now; ``by_plan``: the script's own plan wrote it."""

    number: int
    seq: int
    recorded_ms: int
    by_plan: bool
    details: dict[str, str] = field(default_factory=dict)

    @property
    def lacks(self) -> list[str]:
        """What it does not say."""
        return [name for name in NEEDED if not self.details.get(name)]


class ArrestRecord(FindingRule):
    """At EndEx, an arrest by force that no record tells of, or a record that does not say all it has to.

    An arrest is an action that takes provocateurs out; lift and carry is none. Each needs a record of its own that
    counts, made no earlier than it began, by its unit or by a unit that is not said. The plan of a script writes only
    that there is a record, not whom or to whom: what it leaves out is not found. Of what a record has to say the rule
    is less sure than of the record itself.
    """

    ID = "R9"
    DOES = frozenset(name for name, kind in ACTION_KINDS.items() if kind.arrests_provocateurs)
    LISTENS = (ev.ActionStarted, ev.ArrestRecorded, ev.RecordAmended, *VOIDS)

    def __init__(self, ledger: Ledger) -> None:
        super().__init__(ledger)
        self._arrests: list[Deed] = []
        self._records: dict[int, _ArrestOnRecord] = {}

    def follow(self, deed: Deed, event: ev.Event) -> None:
        """Keep arrests."""
        del event
        self._arrests.append(deed)

    def take(self, event: ev.Event) -> None:
        """Keep records."""
        match event.body:
            case ev.ArrestRecorded() as body:
                details = {name: getattr(body, name) or "" for name in NEEDED}
                by_plan = event.actor is ev.Actor.PLAN
                record = _ArrestOnRecord(body.number, event.seq, event.exercise_ms, by_plan, details)
                self._records[body.number] = record
            case ev.RecordAmended(kind=RecordKind.ARREST) as body:
                self._records[body.number].details[body.field] = body.value

    def findings(self, now: Now) -> Iterable[Finding]:
        """Nothing before EndEx; then one for each arrest without a record, and each record that is not whole."""
        if not now.ended:
            return
        counting = [record for record in self._records.values() if record.seq not in self.ledger.voided]
        for deed in self._unrecorded(counting):
            message = Message(N_("{doing} with no record of the arrest"), {"doing": self.ledger.doing(deed)})
            cleared_by = Message(N_("A record before EndEx: who, by whom, weapon or none, handed over to whom"))
            to_ms, _ = until(deed.stopped_ms, now)
            yield self.found(message, deed.started_ms, to_ms, [deed.seq], cleared_by)
        for record in counting:
            if record.lacks and not record.by_plan:
                lacking = Listed(tuple(Message(NEEDED[name]) for name in record.lacks))
                values = {"number": record.number, "fields": lacking}
                message = Message(N_("The record of arrest {number} lacks: {fields}"), values)
                cleared_by = Message(N_("The record filled in before EndEx"))
                at_ms = record.recorded_ms
                yield self.found(message, at_ms, at_ms, [record.seq], cleared_by, certainty=Certainty.MEDIUM)

    def _unrecorded(self, records: list[_ArrestOnRecord]) -> list[Deed]:
        """The arrests that are left when as many as can be have a record of their own.

        First come the records that name the unit, as the others can tell of any.
        """
        made_ms: dict[str, list[int]] = {}
        for record in records:
            made_ms.setdefault(record.details["by"], []).append(record.recorded_ms)
        arrests: dict[str, list[Deed]] = {}
        for deed in self._arrests:
            arrests.setdefault(deed.unit, []).append(deed)
        left = [deed for unit, made in arrests.items() for deed in _left(made, made_ms.get(unit, []))]
        left.sort(key=lambda deed: deed.seq)
        return _left(left, made_ms.get("", []))


def _left(arrests: list[Deed], made_ms: list[int]) -> list[Deed]:
    """The arrests, in the order of time, that none of the records made at these times is left for.

    The last come first, as fewer records can tell of them.
    """
    waiting, free, left = sorted(made_ms), 0, []
    for deed in reversed(arrests):
        while waiting and waiting[-1] >= deed.started_ms:
            waiting.pop()
            free += 1
        if free:
            free -= 1
        else:
            left.append(deed)
    return left[::-1]
