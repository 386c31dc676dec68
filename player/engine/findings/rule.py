"""What every rule has in common.

A rule is told of the events it listens to and, where it watches the crowd, of every second in which force, ceiling,
situation or behaviour changed, in the order of time. It keeps what it needs of them, and gives its findings whenever
it is asked. While the drill runs and afterwards it is the same code.

What a rule finds changes only with an event it listens to, with the crowd where it watches it, and at the time it says
in `FindingRule.due_ms`; what else time changes is how long something lasts. So it is not asked again before.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import ClassVar, NamedTuple

from player.engine.crowd_model import TICK_MS
from player.engine.findings.applied import AppliedRule, applied
from player.engine.findings.finding import Cleared, Finding
from player.engine.findings.ledger import Deed, Ledger, Mark
from player.i18n import N_, Message
from player.model import events as ev
from player.model.doctrine import Behaviour, Situation, Stage
from player.model.rules import BasisMark, Certainty


class CrowdRow(NamedTuple):
    """The crowd from the end of a second on, as far as rules look at it; the events of that second are in it."""

    t_ms: int
    force: int
    ceiling: int
    situation: int
    behaviour: int


BEFORE = CrowdRow(-1, 0, Stage.VERBAL_ORDER, Situation.HIJAU, Behaviour.TERTIB)
"""What rules take the crowd to have been before the first second."""


class Now(NamedTuple):
    """When findings are asked for.

    Attributes:
        ms: exercise time reached, at most that of EndEx.
        crowd: the present second, which an event may still change.
        ended: EndEx has been.
    """

    ms: int
    crowd: CrowdRow
    ended: bool


class FindingRule(ABC):
    """A rule over one drill.

    Args:
        ledger: actions, orders and notes; it knows of each event before the rule does.

    Attributes:
        waits_ms: what it finds by time alone comes no sooner than this after what it begins with.
        ID: the rule's id in `player.model.rules.RULES`.
        LISTENS: the kinds of event it is told of: all that can change what it finds.
        DOES: the kinds of action it is told of, if it listens to `ACTION_EVENTS`; None: all.
        WATCHES: whether it is told of the crowd.
    """

    ID: ClassVar[str]
    LISTENS: ClassVar[tuple[type[ev.Body], ...]] = ()
    DOES: ClassVar[frozenset[str] | None] = None
    WATCHES: ClassVar[bool] = False

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.scenario = ledger.scenario
        self.applied = self.rule_as_applied(self.ID)
        self.waits_ms = 0

    def rule_as_applied(self, rule: str) -> AppliedRule:
        """A rule, its own or another, as the scenario has it applied, in the version the session was run with."""
        return applied(self.scenario, rule, self.ledger.rules)

    def take(self, event: ev.Event) -> None:  # noqa: B027  not every rule listens
        """Take in an event of a kind it listens to, but those of actions."""

    def follow(self, deed: Deed, event: ev.Event) -> None:  # noqa: B027  not every rule listens to actions
        """Take in that an action started, came to another stage or stopped; ``deed`` is as it stands after it."""

    def see(self, row: CrowdRow) -> None:  # noqa: B027  not every rule watches
        """Take in how the crowd stands from this second on; what of it may still change is never told."""

    def settle(self, before_ms: int) -> None:  # noqa: B027  not every rule has to wait
        """All that happened in seconds that end before this time is known, with how the crowd stood."""

    def due_ms(self, now_ms: int) -> int | None:
        """The next time, now or later, after which it finds something more if nothing happens, or None."""
        del now_ms
        return None

    @abstractmethod
    def findings(self, now: Now) -> Iterable[Finding]:
        """What it finds as things stand, in any order."""

    def found(
        self,
        message: Message,
        from_ms: int,
        to_ms: int,
        events: Iterable[int],
        cleared_by: Message,
        *,
        cleared: Cleared | None = None,
        lasting: bool = False,
        certainty: Certainty | None = None,
        mark: BasisMark | None = None,
    ) -> Finding:
        """A finding of this rule.

        Args:
            certainty: where it differs from that of the rule.
            mark: where it differs from that of the rule's own basis.
        """
        sure = self.applied.rule.certainty if certainty is None else certainty
        shown = tuple(dict.fromkeys(events))
        basis, come_from = self.applied.basis, self.applied.mark
        if mark is not None and come_from is not BasisMark.SCRIPT:
            come_from = mark
        return Finding(self.ID, message, from_ms, to_ms, shown, basis, sure, come_from, cleared_by, cleared, lasting)


def tick_ms(event_ms: int) -> int:
    """The end of the second in which an event lies: where the crowd shows it."""
    return -(-event_ms // TICK_MS) * TICK_MS


def until(end_ms: int | None, now: Now) -> tuple[int, bool]:
    """To when something lasted, and whether it still does."""
    return (now.ms, not now.ended) if end_ms is None else (end_ms, False)


def while_so(now: Now, *, so: bool) -> tuple[int, bool]:
    """To when something lasted that the crowd shows, and whether it still does.

    Args:
        so: whether the present second shows it; if not, it ends where that second does.
    """
    return until(None if so or now.ms < now.crowd.t_ms else now.crowd.t_ms, now)


def entry_voided(voided: Mark) -> Cleared:
    """What clears a finding whose own entry was voided: it was a mistake."""
    return Cleared(voided.at_ms, (voided.seq,), Message(N_("The entry was voided")))


ACTION_EVENTS: tuple[type[ev.Body], ...] = (ev.ActionStarted, ev.ActionStageChanged, ev.ActionStopped)
"""The kinds of event that tell of actions."""

VOIDS: tuple[type[ev.Body], ...] = (ev.EntryVoided, ev.EntryRestored)
"""The kinds of event by which others count no longer, or again."""
