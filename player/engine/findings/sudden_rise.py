"""R4: force rose by more than one stage with no reason recorded."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field

from player.engine.findings.finding import Cleared, Finding, Listed
from player.engine.findings.ledger import Deed, Ledger, Mark, Step
from player.engine.findings.rule import ACTION_EVENTS, VOIDS, FindingRule, Now
from player.engine.findings.terms import CHANGEOVER_MS
from player.i18n import N_, Message
from player.model import events as ev
from player.model.doctrine import Stage
from player.model.times import clock_text

_SEEN = int(Stage.PRESENCE)


@dataclass(slots=True, eq=False)
class _Rise:
    """A rise of the force at one instant from ``base``, and the steps of actions that made it.

    Attributes:
        note: the note that gave the reason later, or None.
        told: what is found of it, once somebody has asked.
    """

    at_ms: int
    base: int
    steps: list[tuple[Deed, Step]] = field(default_factory=list)
    note: Mark | None = None
    told: Finding | None = None


class SuddenRise(FindingRule):
    """The highest stage of force rises by more than one at an instant, and nobody wrote down why.

    A reason recorded with one of the actions that make the rise keeps it away, and so does a note on their entries at
    that instant; a note written later clears it. It counts from what stood before that instant, or ended no more than
    `CHANGEOVER_MS` before, so that one means that takes over from another does not seem to begin from nothing; and from
    presence at least: whoever is there is seen. Force that the controller sets comes with its reason, and is what the
    next rise counts from; a unit whose force is held does not rise.
    """

    ID = "R4"
    LISTENS = (*ACTION_EVENTS, ev.ValueOverridden, ev.NoteWritten, *VOIDS)

    def __init__(self, ledger: Ledger) -> None:
        super().__init__(ledger)
        self._instant_ms: int | None = None
        self._base = int(Stage.PRESENCE)
        self._force = 0
        self._past: deque[tuple[int, int]] = deque()  # when force came down, and from where: the highest first
        self._rise_of: dict[int, _Rise] = {}
        self._found: dict[int, _Rise] = {}

    def take(self, event: ev.Event) -> None:
        """Look for reasons; follow the force that the controller sets."""
        match event.body:
            case ev.NoteWritten(on=int(on)):
                self._judge(on)
            case ev.EntryVoided(seq=seq) | ev.EntryRestored(seq=seq):
                self._judge(self.ledger.note_about.get(seq, 0))
            case ev.ValueOverridden():
                self._measure(event.exercise_ms)

    def follow(self, deed: Deed, event: ev.Event) -> None:
        """Follow the force; see how far an action takes it up."""
        now_ms = event.exercise_ms
        self._measure(now_ms)
        if deed.stage > self._base + 1 and deed.stopped_ms is None and deed.unit not in self.ledger.set_force:
            self._rise(deed, now_ms)

    def _measure(self, now_ms: int) -> None:
        """Take in how much force there is, and from what it rises."""
        force = self.ledger.force
        if now_ms != self._instant_ms:
            self._instant_ms = now_ms
            while self._past and now_ms - self._past[0][0] > CHANGEOVER_MS:
                self._past.popleft()
            stood = self._past[0][1] if self._past else 0
            self._base = max(_SEEN, self._force, stood)
        if force < self._force:
            while self._past and self._past[-1][1] <= self._force:
                self._past.pop()
            self._past.append((now_ms, self._force))
        self._force = force

    def _rise(self, deed: Deed, now_ms: int) -> None:
        last = next(reversed(self._rise_of.values()), None)
        rise = last if last is not None and last.at_ms == now_ms else _Rise(now_ms, self._base)
        step = deed.steps[-1]
        rise.steps.append((deed, step))
        self._rise_of[step.seq] = rise
        self._judge(step.seq)

    def _judge(self, seq: int) -> None:
        rise = self._rise_of.get(seq)
        if rise is None:
            return
        first = rise.steps[0][1].seq
        rise.note, rise.told = self.ledger.note_on(step.seq for _, step in rise.steps), None
        at_once = rise.note is not None and rise.note.at_ms == rise.at_ms
        if at_once or any(step.reason for _, step in rise.steps):
            self._found.pop(first, None)
        else:
            self._found[first] = rise

    def findings(self, now: Now) -> Iterable[Finding]:
        """One for each rise without a reason."""
        del now
        for rise in self._found.values():
            if rise.told is None:
                rise.told = self._tell(rise)
            yield rise.told

    def _tell(self, rise: _Rise) -> Finding:
        values = {
            "doing": Listed(tuple(self.ledger.doing(deed) for deed, _ in rise.steps)),
            "before": rise.base,
            "after": max(step.stage for _, step in rise.steps),
        }
        message = Message(N_("Force rose from stage {before} to stage {after} with no reason: {doing}"), values)
        cleared_by = Message(N_("A reason recorded with the action, or a note on its entry"))
        cleared = None
        if rise.note is not None:
            after = {"time": clock_text(rise.note.at_ms - rise.at_ms)}
            told = Message(N_("A note on its entry gave the reason {time} after"), after)
            cleared = Cleared(rise.note.at_ms, (rise.note.seq,), told)
        shown = [step.seq for _, step in rise.steps]
        return self.found(message, rise.at_ms, rise.at_ms, shown, cleared_by, cleared=cleared)
