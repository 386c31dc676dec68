"""The desk of the observers: what they do, and which of their entries is looked at. It outlives its face."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice

from PySide6.QtCore import QObject, Signal

from player.engine import commands as do
from player.engine.state import Observation, Status
from player.i18n import Message
from player.model import events as ev
from player.model.entries import Tag
from player.review.observing import ObserverBook, newest
from player.session.live import Entry
from player.ui.live_view import LiveView
from player.ui.run.course_actions import TAG_GUARD_MS

SHOWN = 5
"""So many of one's own entries are in sight."""

UNDER_WAY = frozenset({Status.RUNNING, Status.HELD})
FLASH_MS = 1_500
"""How long a tile shows that it was stamped, or that a second press was ignored."""


@dataclass(frozen=True, slots=True)
class Press:
    """A press on a tag: ``seq`` is the number of its entry, or None where it was ignored as a second press."""

    at_ms: int
    seq: int | None


class ObserverDesk(QObject):
    """What observers do in one drill.

    Signals:
        turned: other entries are shown, another one is chosen, or what was entered is saved now.
        pressed: a tag was pressed (its id).

    Args:
        view: the drill under way.
        monotonic_ms: time to measure presses with.

    Attributes:
        book: who entered what.
        drafts: details typed but not on record, by the number of the entry and the field.
        presses: the last press on each tag, by its id.
    """

    turned = Signal()
    pressed = Signal(str)

    def __init__(self, view: LiveView, monotonic_ms: Callable[[], int], parent: QObject) -> None:
        super().__init__(parent)
        self.view = view
        self.book = ObserverBook(view.scenario)
        self.drafts: dict[tuple[int, str], str] = {}
        self.presses: dict[str, Press] = {}
        self._monotonic_ms = monotonic_ms
        self._taken_ms: dict[str, int] = {}
        self._learnt = 0
        self._chosen: int | None = None
        self._skipped = 0
        self._saved = 0
        self._learn()
        view.changed.connect(self._learn)
        view.grown.connect(self._follow_saving)

    # What is looked at

    @property
    def name(self) -> str:
        """Who observes; empty for the controller."""
        return self.view.state.observer

    @property
    def can_log(self) -> bool:
        """Whether tags and ticks are taken now."""
        return self.view.state.status in UNDER_WAY

    @property
    def can_correct(self) -> bool:
        """Whether entries can be voided, restored and completed now."""
        return self.view.state.status not in {Status.ENDED, Status.EMERGENCY}

    def flash_of(self, tag: str) -> Press | None:
        """The last press on a tag, while it is still to be seen."""
        press = self.presses.get(tag)
        return press if press is not None and self._monotonic_ms() - press.at_ms < FLASH_MS else None

    def entry(self, seq: int) -> Entry:
        """The entry of this number."""
        return self.view.entries[seq - 1]

    @property
    def shown(self) -> tuple[int, ...]:
        """Numbers of the own entries in sight, newest first."""
        return tuple(newest(self.book.entries_of(self.name), self._skipped, SHOWN))

    @property
    def older(self) -> int:
        """How many own entries newer than those in sight there are."""
        return self._skipped

    @property
    def chosen(self) -> int | None:
        """Number of the own entry that is looked at: the one chosen, else the newest; None where there is none."""
        shown = self.shown
        if self._chosen in shown:
            return self._chosen
        return shown[0] if shown else None

    @property
    def observation(self) -> Observation | None:
        """The tag whose details are filled in: the one that is looked at, else the last one that counts."""
        seen, chosen = self.view.state.observations, self.chosen
        if chosen in seen:
            return seen[chosen]
        own = (seen[seq] for seq in reversed(self.book.entries_of(self.name)) if seq in seen)
        return next((one for one in islice(own, SHOWN) if not one.voided), None)

    def choose(self, seq: int | None) -> None:
        """Look at this own entry; None: at the newest, whatever comes."""
        self._chosen = seq
        if seq is None:
            self._skipped = 0
        self.turned.emit()

    def move(self, step: int) -> None:
        """Look at the own entry so many places further down, at an older one."""
        own = self.book.entries_of(self.name)
        if not own or self.chosen is None:
            return
        place = own[::-1].index(self.chosen) if self.chosen in own else 0
        place = max(0, min(len(own) - 1, place + step))
        self._chosen = own[-1 - place]
        if not self._skipped <= place < self._skipped + SHOWN:
            self._skipped = max(0, place if step < 0 else place - SHOWN + 1)
        self.turned.emit()

    # What is done

    def stamp(self, tag: Tag) -> None:
        """Log a tag at this moment, unless it was pressed a moment ago."""
        now_ms = self._monotonic_ms()
        taken_ms = self._taken_ms.get(tag.id)
        if taken_ms is not None and now_ms - taken_ms < TAG_GUARD_MS:
            self.presses[tag.id] = Press(now_ms, None)
            self.pressed.emit(tag.id)
            return
        self._taken_ms[tag.id] = now_ms
        if self._do(do.ObserveTag(tag.id, observer=self.name)):
            self.presses[tag.id] = Press(now_ms, self.book.entries_of(self.name)[-1])
            self.pressed.emit(tag.id)

    def tick(self, expected: str) -> None:
        """Record that an expected action was seen."""
        self._do(do.TickExpected(expected, self.name))

    def mark(self) -> None:
        """Mark this moment."""
        self._do(do.PlaceMarker(observer=self.name))

    def write(self, text: str, on: int | None, begun_ms: int | None) -> bool:
        """Write a note; gives whether it was."""
        return self._do(do.WriteNote(text, on, begun_ms, self.name))

    def amend(self, seq: int, field: str, value: str) -> bool:
        """Fill in a detail of a logged tag; gives whether it is on record."""
        return self._do(do.AmendObservation(seq, field, value))

    def take_turn(self, name: str) -> None:
        """Let somebody else observe; an empty name: the controller."""
        if self._do(do.TakeTurn(name)):
            self.choose(None)

    def void(self, seq: int | None) -> None:
        """Let an own entry count no longer; None: the last one that does."""
        seq = self.book.last_standing(self.name, self.view.state.voided) if seq is None else seq
        if seq is None:
            self.view.said.emit(str(Message("There is no entry of your own to void.")), True)
        elif self.book.is_own(seq, self.name):
            self._do(do.VoidEntry(seq))

    def restore(self, seq: int | None) -> None:
        """Let an own entry count again; None: the one voided last."""
        seq = self.book.last_voided(self.name, self.view.state.voided) if seq is None else seq
        if seq is not None and self.book.is_own(seq, self.name):
            self._do(do.RestoreEntry(seq))

    def _do(self, command: do.Command) -> bool:
        return self.view.do(command, ev.Actor.OBSERVER)

    def _learn(self) -> None:
        """Take in what is new in the log; whoever shows it hears of that from the view itself."""
        entries = self.view.entries
        before = len(self.book.entries_of(self.name))
        for place in range(self._learnt, len(entries)):
            self.book.learn(entries[place].event)
        self._learnt = len(entries)
        self._saved = self.view.saved_seq
        if len(self.book.entries_of(self.name)) != before:
            self._chosen, self._skipped = None, 0

    def _follow_saving(self) -> None:
        """Tell of what has been saved since it was learnt."""
        if self.view.saved_seq != self._saved:
            self._saved = self.view.saved_seq
            self.turned.emit()
