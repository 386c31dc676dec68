"""R2: force above the ceiling for the behaviour observed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from player.engine.findings.finding import Finding
from player.engine.findings.ledger import Deed, Ledger
from player.engine.findings.rule import BEFORE, CrowdRow, FindingRule, Now, tick_ms, while_so
from player.i18n import N_, Message
from player.model import events as ev
from player.model.doctrine import BEHAVIOUR_TITLES, Behaviour
from player.model.times import clock_text, length_words


@dataclass(slots=True)
class _Excess:
    """A span of excess force; ``worst``: the first row with the most of it; ``seqs``: the events that brought it."""

    from_ms: int
    worst: CrowdRow
    seqs: dict[int, None] = field(default_factory=dict)

    def add(self, seqs: Iterable[int]) -> None:
        """More events that brought it; which one was the first stays."""
        self.seqs.update(dict.fromkeys(seqs))


class ForceAboveCeiling(FindingRule):
    """The highest stage of force stands above the ceiling for longer than ``grace``, without a break.

    It is looked at once a second, as the plot shows it. A span of exactly the grace is none. Force of a unit that the
    controller has set or holds counts as that of an action.
    """

    ID = "R2"
    LISTENS = (ev.ActionStarted, ev.ActionStageChanged, ev.ValueOverridden)
    WATCHES = True

    def __init__(self, ledger: Ledger) -> None:
        super().__init__(ledger)
        self.waits_ms = self._grace_ms = self.applied.duration_ms("grace")
        self._row = BEFORE
        self._excess: _Excess | None = None
        self._joined: list[tuple[int, int, int]] = []  # since the last row: second, event, stage
        self._over: list[Finding] = []

    def follow(self, deed: Deed, event: ev.Event) -> None:
        """Keep what adds to the force while it is above the ceiling already."""
        if self._excess is not None and deed.unit not in self.ledger.set_force:
            self._joined.append((tick_ms(event.exercise_ms), event.seq, deed.stage))

    def take(self, event: ev.Event) -> None:
        """Keep the force that the controller sets meanwhile."""
        body: Any = event.body
        is_force = body.quantity is ev.Quantity.FORCE and body.mode is not ev.OverrideMode.RELEASE
        if self._excess is not None and is_force:
            self._joined.append((tick_ms(event.exercise_ms), event.seq, body.after))

    def see(self, row: CrowdRow) -> None:
        """Let a span begin, go on or end."""
        self._row = row
        self._joined.clear()  # what is left runs now, or has ended in its own second
        if row.force <= row.ceiling:
            if self._excess is not None and row.t_ms - self._excess.from_ms > self._grace_ms:
                self._over.append(self._tell(self._excess, row.t_ms))
            self._excess = None
            return
        if self._excess is None:
            self._excess = _Excess(row.t_ms, row)
        elif row.force - row.ceiling > self._excess.worst.force - self._excess.worst.ceiling:
            self._excess.worst = row
        self._excess.add(self.ledger.above(row.ceiling))

    def settle(self, before_ms: int) -> None:
        """Take to the span what joined it in a second that is over."""
        if self._excess is not None:
            ceiling = self._row.ceiling
            self._excess.add(seq for at_ms, seq, stage in self._joined if at_ms < before_ms and stage > ceiling)
        self._joined = [one for one in self._joined if one[0] >= before_ms]

    def due_ms(self, now_ms: int) -> int | None:
        """When the grace of the present span is over."""
        if self._excess is None or self._excess.from_ms + self._grace_ms < now_ms:
            return None
        return self._excess.from_ms + self._grace_ms

    def findings(self, now: Now) -> Iterable[Finding]:
        """The spans that were too long, and the present one if it is by now."""
        yield from self._over
        if self._excess is not None:
            to_ms, lasting = while_so(now, so=now.crowd.force > now.crowd.ceiling)
            if to_ms - self._excess.from_ms > self._grace_ms:
                joined = [seq for _, seq, stage in self._joined if stage > now.crowd.ceiling]
                yield self._tell(self._excess, to_ms, joined, lasting=lasting)

    def _tell(self, excess: _Excess, to_ms: int, joined: Iterable[int] = (), *, lasting: bool = False) -> Finding:
        message = Message(
            N_(
                "Force above the ceiling for {time}, furthest at stage {force} "
                "with a ceiling of {ceiling} ({behaviour})"
            ),
            {
                "force": excess.worst.force,
                "ceiling": excess.worst.ceiling,
                "behaviour": Message(BEHAVIOUR_TITLES[Behaviour(excess.worst.behaviour)]),
                "time": clock_text(to_ms - excess.from_ms),
            },
        )
        cleared_by = Message(
            N_("Force down to the ceiling within {grace}, or the behaviour that justifies it observed and logged"),
            {"grace": length_words(self._grace_ms)},
        )
        seqs = list(excess.seqs)
        shown = [*seqs[:1], *sorted([*seqs[1:], *joined])]
        return self.found(message, excess.from_ms, to_ms, shown, cleared_by, lasting=lasting)
