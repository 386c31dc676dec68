"""What may still be added to a session once its exercise has ended: answers to findings, and the trainer's assessment.

They are events like all others, chained behind the last one, at the exercise time of EndEx and with a wall time of
their own; nothing before them is touched. The file is locked, opened, written and closed for each of them, so that it
can be copied at any other moment.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from player.engine.commands import (
    Annotate,
    AnswerFinding,
    Command,
    PlanCorrective,
    RateObjective,
    RemoveAnnotation,
    RemoveCorrective,
    RestoreEntry,
    VoidEntry,
    WriteSummary,
)
from player.engine.decisions import decide
from player.engine.entries import AFTERWARDS
from player.engine.fold import Fold, fold_events
from player.engine.refusals import refusal
from player.i18n import N_, Message
from player.model.events import Actor, Event, Record
from player.model.rules import RULES_VERSION, rules_known
from player.session.clocks import Clock
from player.session.errors import SessionBusy, SessionError, SessionNotSaved
from player.session.fitting import fitting
from player.session.live import Entry
from player.session.lock import is_being_written
from player.session.reader import SavedSession, read_session
from player.session.writer import SessionWriter


class SessionGrew(SessionBusy):
    """Somebody else has added to the session since it was read, and nothing was added by this call.

    Attributes:
        entries: what was added, in order.
    """

    def __init__(self, path: Path, entries: tuple[Entry, ...]) -> None:
        message = N_("Another Gladi has added to {path} meanwhile. It is shown now; look at it, then answer again.")
        super().__init__(Message(message, {"path": str(path)}))
        self.entries = entries


class Afterwards:
    """The end of the log of a session, to which a trainer adds.

    Args:
        saved: the session as it was read. It need not be one that can be added to: `obstacle` says why not.
        clock: dates what is added.
        fold: the drill that its records tell, where somebody has folded them already; it takes what is added.
    """

    def __init__(self, saved: SavedSession, clock: Clock, fold: Fold | None = None) -> None:
        self._saved = saved
        self._clock = clock
        self._fold = fold_events(saved.loaded.scenario, [one.event for one in saved.records]) if fold is None else fold
        self._seen = _look_of(saved.path)

    @property
    def saved(self) -> SavedSession:
        """The session with what was added to it."""
        return self._saved

    @property
    def obstacle(self) -> Message | None:
        """Why nothing can be added to this session, or None. Whether its disk can be written only `do` finds out."""
        saved = self._saved
        where: dict[str, object] = {"path": str(saved.path)}
        if saved.damage is not None:
            return _damaged(saved)
        if not saved.finished and is_being_written(saved.path):
            return Message("The exercise in {path} is still under way. Answer there, or here after EndEx.", where)
        if not saved.finished:
            return Message("The exercise in {path} was cut off. Resume it and bring it to EndEx, then answer.", where)
        version = saved.opened.rules_version
        if not rules_known(version):
            message = N_(
                "What is found in {path} goes by rules of version {version}; this Gladi knows them up to version "
                "{newest}. Answer with the newer Gladi."
            )
            return Message(message, {**where, "version": version, "newest": RULES_VERSION})
        return None

    def takes(self, command: Command) -> bool:
        """Whether a command is of the kind that may come after EndEx."""
        match command:
            case AnswerFinding() | Annotate() | RemoveAnnotation() | RateObjective():
                return True
            case PlanCorrective() | RemoveCorrective() | WriteSummary():
                return True
            case VoidEntry(seq=seq) | RestoreEntry(seq=seq):
                return isinstance(self._fold.state.voidable.get(seq), AFTERWARDS)
        return False

    def do(self, command: Command, actor: Actor = Actor.TRAINER) -> tuple[Entry, ...]:
        """Carry out a command; gives what came of it, which is on the disk: nothing where all stands so already.

        Raises:
            Refused: it does not fit the state of the drill.
            SessionGrew: somebody else has added to the session; that is taken in now.
            SessionError: nothing can be added to the session, or it could not be saved; nothing has changed.
        """
        if not self.takes(command):
            raise refusal("The exercise has ended; its log is closed.")
        obstacle = self.obstacle
        if obstacle is not None:
            raise SessionError(obstacle)
        self._look_again()
        events = self._decide(command, actor)
        if not events:
            return ()
        try:
            records = self._append(events)
        except SessionBusy as error:
            if not isinstance(error, SessionGrew):
                self._look_again(trust=False)
            raise
        return self._take(records)

    def _decide(self, command: Command, actor: Actor) -> list[Event]:
        state, starts_ms = self._fold.state, self._fold.scenario.place.starts_ms
        ended_ms = state.exercise_ms
        return [
            Event(seq, ended_ms, starts_ms + ended_ms, actor if by is None else by, body)
            for seq, (body, by) in enumerate(decide(self._fold, command), start=state.last_seq + 1)
        ]

    def _append(self, events: list[Event]) -> list[Record]:
        with SessionWriter.add_to(self._saved, self._clock) as writer:
            self._look_again()  # now that nobody else can write
            records = writer.append(events)
            with suppress(SessionNotSaved):  # it only proves later that nothing was cut off behind it
                writer.pulse(events[-1].exercise_ms)
            self._seen = _look_of(self._saved.path)
        return records

    def _look_again(self, *, trust: bool = True) -> None:
        """Read the file again where it is not as it was left; ``trust``: unless it looks untouched."""
        path = self._saved.path
        seen = _look_of(path)
        if trust and seen is not None and seen == self._seen:
            return
        now = fitting(read_session(path))
        if now.damage is not None:
            raise SessionError(_damaged(now))
        count = len(self._saved.records)
        if len(now.records) < count or now.records[count - 1].hash != self._saved.head_hash:
            message = N_("{path} is no longer the file this session was saved in.")
            raise SessionNotSaved(Message(message, {"path": str(path)}))
        self._seen = seen
        if len(now.records) > count:
            raise SessionGrew(path, self._take(now.records[count:]))

    def _take(self, records: tuple[Record, ...] | list[Record]) -> tuple[Entry, ...]:
        """Take in what is on the disk."""
        for record in records:
            self._fold.apply(record.event)
        self._saved = self._saved.with_more(records)
        return tuple(Entry(record.event, record.wall, record) for record in records)


def _damaged(saved: SavedSession) -> Message:
    message = N_("{path} is damaged; nothing is added to it. {reason}")
    reason = None if saved.damage is None else saved.damage.reason
    return Message(message, {"path": str(saved.path), "reason": reason})


def _look_of(path: Path) -> tuple[int, ...] | None:
    """What tells from outside whether a file was written to, or None where it cannot be looked at."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns
