"""R1: force of stage 3 or more without a warning before it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from player.engine.findings.finding import Cleared, Finding
from player.engine.findings.ledger import Deed, Ledger, Mark, Step
from player.engine.findings.rule import ACTION_EVENTS, FindingRule, Now, until
from player.i18n import N_, Message
from player.model import events as ev
from player.model.doctrine import FORCE_FROM, WARNING_KINDS
from player.model.times import clock_text, length_words


@dataclass(slots=True, eq=False)
class _Unwarned:
    """Force nobody was warned of.

    Attributes:
        warned: the warning that came after all, while it went on, or None.
        told: what is found of it, once it is over.
    """

    deed: Deed
    step: Step
    warned: Mark | None = None
    told: Finding | None = None


class WarningBeforeForce(FindingRule):
    """An action comes to stage 3 or more, and no appeal or warning was heard in the last ``within``.

    One is heard from its start to its end, also across a change of phase. What is recorded at the same instant of
    exercise time counts, whichever was written first: on hold, and in a plan, the order says nothing. The finding
    spans the force until it ends, or until a warning comes after all, which clears it.
    """

    ID = "R1"
    LISTENS = ACTION_EVENTS

    def __init__(self, ledger: Ledger) -> None:
        super().__init__(ledger)
        self._within_ms = self.applied.duration_ms("within")
        self._warning: set[int] = set()
        self._heard_ms: int | None = None
        self._found: list[_Unwarned] = []
        self._going_on: dict[int, _Unwarned] = {}

    def follow(self, deed: Deed, event: ev.Event) -> None:
        """Hear warnings; look for one when force begins."""
        if deed.does in WARNING_KINDS:
            self._hear(deed, event)
        elif deed.number in self._going_on and (deed.stopped_ms is not None or deed.stage < FORCE_FROM):
            del self._going_on[deed.number]
        elif deed.stopped_ms is None and deed.stage >= FORCE_FROM:
            self._look(deed, event.exercise_ms)

    def _hear(self, deed: Deed, event: ev.Event) -> None:
        if isinstance(event.body, ev.ActionStarted):
            self._warning.add(deed.number)
            for case in self._going_on.values():
                case.warned = Mark(event.exercise_ms, event.seq)
            self._going_on.clear()
            while self._found and self._found[-1].step.at_ms == event.exercise_ms:
                self._found.pop()
        elif isinstance(event.body, ev.ActionStopped):
            self._warning.discard(deed.number)
            self._heard_ms = event.exercise_ms

    def _look(self, deed: Deed, now_ms: int) -> None:
        came_to_force = deed.came_to[0] < FORCE_FROM
        heard = bool(self._warning) or (self._heard_ms is not None and now_ms - self._heard_ms <= self._within_ms)
        if came_to_force and not heard:
            case = _Unwarned(deed, deed.steps[-1])
            self._found.append(case)
            self._going_on[deed.number] = case

    def findings(self, now: Now) -> Iterable[Finding]:
        """One for each time force began unwarned."""
        for case in self._found:
            one = case.told or self._tell(case, now)
            if not one.lasting:
                case.told = one
            yield one

    def _tell(self, case: _Unwarned, now: Now) -> Finding:
        step, within = case.step, length_words(self._within_ms)
        to_ms, lasting = until(case.deed.below_ms(FORCE_FROM, step), now)
        cleared = None
        if case.warned is not None:
            to_ms, lasting = case.warned.at_ms, False
            values = {"time": clock_text(to_ms - step.at_ms)}
            came = Message(N_("An appeal or a warning came {time} after the force began"), values)
            cleared = Cleared(to_ms, (case.warned.seq,), came)
        doing = {"doing": self.ledger.doing(case.deed), "stage": step.stage, "within": within}
        message = Message(N_("{doing}, stage {stage}, with no appeal or warning in the {within} before"), doing)
        could = Message(N_("An appeal or a warning no more than {within} before the force"), {"within": within})
        return self.found(message, step.at_ms, to_ms, [step.seq], could, cleared=cleared, lasting=lasting)
