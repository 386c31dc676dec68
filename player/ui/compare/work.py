"""The sessions that are compared: which ones there are, which are chosen, and reading them away from the window."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from player.i18n import Message
from player.review.comparing import By, Comparison, compare
from player.review.comparing_subjects import (
    MOST,
    CannotCompare,
    State,
    Subject,
    plan_of,
    read_subject,
    refuse_other_scenario,
)
from player.session.store import SessionError, SessionState, SessionSummary, list_sessions, summarize
from player.ui.background import Background
from player.ui.compare.board import CompareBoard

Stamp = tuple[int, int]
"""When a file was last changed, and its size."""


class Choice(NamedTuple):
    """What is compared.

    Attributes:
        paths: the sessions, in the order of their columns.
        with_plan: beside their plan.
        base: file of the session the differences are to; None: the plan, or else the first.
    """

    paths: tuple[Path, ...] = ()
    with_plan: bool = False
    by: By = By.STARTEX
    base: Path | None = None


class _Read(NamedTuple):
    stamp: Stamp
    subject: Subject


class CompareWork(QObject):
    """What is chosen, and what comes of it; everything slow is done elsewhere, one session after the other.

    Args:
        background: where slow work goes.
        folder: gives the folder of sessions.
        known_of: what is known of a session beyond a glance.

    Attributes:
        board: what is shown of it.
        choice: what is compared.
        sessions: the sessions there are, the latest first; None until they were looked for.
        problems: why a session is not compared, by its file.

    Signals:
        changed: another choice, more is read, or a session is refused.
        refused: why a session cannot be compared, in one sentence.
    """

    changed = Signal()
    refused = Signal(str)

    def __init__(
        self,
        background: Background,
        folder: Callable[[], Path],
        parent: QObject | None = None,
        *,
        known_of: Callable[[SessionSummary], SessionSummary] = lambda glance: glance,
    ) -> None:
        super().__init__(parent)
        self._known_of = known_of
        self._background, self._folder = background, folder
        self.board = CompareBoard(self)
        self.choice = Choice()
        self.sessions: Sequence[SessionSummary] | None = None
        self.problems: dict[Path, str] = {}
        self._read: dict[Path, _Read] = {}
        self._plans: dict[Path, Subject] = {}
        self._busy = self._stopped = False
        self._made: tuple[object, ...] = ()

    # What is chosen

    def begin(self, choice: Choice) -> None:
        """Compare these, and look for all sessions there are."""
        self.choice = choice
        self.look()
        self._go_on()

    def toggle(self, path: Path) -> None:
        """Compare a session, too, or no longer."""
        paths = self.choice.paths
        if path in paths:
            paths = tuple(one for one in paths if one != path)
        elif self._columns >= MOST:
            self._refuse(path, Message("At most {most} can be told apart on one figure.", {"most": MOST}), keep=True)
            return
        else:
            self.problems.pop(path, None)
            paths = (*paths, path)
        base = self.choice.base if self.choice.base in paths else None
        self._choose(self.choice._replace(paths=paths, base=base))

    def toggle_plan(self) -> None:
        """Compare with the plan, or no longer."""
        if not self.choice.with_plan and self._columns >= MOST:
            self.refused.emit(str(Message("At most {most} can be told apart on one figure.", {"most": MOST})))
            return
        self._choose(self.choice._replace(with_plan=not self.choice.with_plan))

    def set_by(self, by: By) -> None:
        """Lay them on another axis."""
        self._choose(self.choice._replace(by=by))

    def set_base(self, path: Path | None) -> None:
        """Tell the differences to this session; None: to the plan, or else to the first."""
        self._choose(self.choice._replace(base=path))

    def look(self) -> None:
        """Look which sessions there are."""
        chosen = self.choice.paths
        self._background.run(partial(_sessions, self._folder(), chosen), self._take_sessions)

    def stop(self) -> None:
        """Do nothing more with what is still being read."""
        self._stopped = True

    # What comes of it

    @property
    def progress(self) -> tuple[int, int]:
        """How many of the chosen sessions are read, of how many."""
        return sum(self._is_read(path) for path in self.choice.paths), len(self.choice.paths)

    @property
    def is_reading(self) -> bool:
        """Whether a session is being read, or the comparison made."""
        return self._busy

    def summary_of(self, path: Path) -> SessionSummary | None:
        """A session at a glance, or None while it is not known."""
        return next((one for one in self.sessions or () if one.path == path), None)

    def as_read(self, one: SessionSummary) -> SessionSummary:
        """A session as it was found to be when it was read; before that, at a glance."""
        read = self._read.get(one.path)
        if read is None or read.subject.state is not State.DAMAGED:
            return one
        return replace(one, state=SessionState.DAMAGED, length_ms=read.subject.end_ms)

    def place_of(self, path: Path | None) -> int | None:
        """The column of a session, or of the plan (None); None where it has none."""
        comparison = self.board.comparison
        subjects = () if comparison is None else comparison.subjects
        return next((place for place, one in enumerate(subjects) if one.path == path), None)

    # Within

    @property
    def _columns(self) -> int:
        return len(self.choice.paths) + self.choice.with_plan

    def _choose(self, choice: Choice) -> None:
        if choice != self.choice:
            self.choice = choice
            self.changed.emit()
            self._go_on()

    def _is_read(self, path: Path) -> bool:
        return path in self._read and self._read[path].stamp == _stamp(path)

    def _go_on(self) -> None:
        """Read the next one that is not read, or where all are, compare them."""
        if self._busy or self._stopped:
            return
        path = next((path for path in self.choice.paths if not self._is_read(path)), None)
        self._busy = True
        if path is not None:
            self.changed.emit()
            self._background.run(partial(_read_one, path), partial(self._take, path))
            return
        choice, subjects = self.choice, [self._read[path].subject for path in self.choice.paths]
        made = (*choice, *map(id, subjects))
        if made == self._made or len(subjects) + choice.with_plan < 2 or not subjects:
            self._busy = False
            if made != self._made:
                self._made = made
                self.board.show(None)
            self.changed.emit()
            return
        self.changed.emit()
        plan = self._plans.get(choice.paths[0]) if choice.with_plan else None
        self._background.run(partial(_compare, subjects, choice, plan), partial(self._show, choice, made))

    def _take(self, path: Path, read: _Read | Message) -> None:
        self._busy = False
        if self._stopped:
            return
        if isinstance(read, Message):
            self._refuse(path, read)
            self._go_on()
            return
        first = next((self._read[one].subject for one in self.choice.paths if one != path and one in self._read), None)
        try:
            if first is not None:
                refuse_other_scenario(first, read.subject)
        except CannotCompare as error:
            self._refuse(path, error.message)
        else:
            self._read[path] = read
            self._plans.pop(path, None)
        self._go_on()

    def _refuse(self, path: Path, message: Message, *, keep: bool = False) -> None:
        """Say why a session is not compared, and take it out."""
        if not keep:
            self.problems[path] = str(message)
            paths = tuple(one for one in self.choice.paths if one != path)
            self.choice = self.choice._replace(paths=paths)
        self.refused.emit(str(message))
        self.changed.emit()

    def _show(self, choice: Choice, made: tuple[object, ...], comparison: Comparison) -> None:
        self._busy = False
        if self._stopped:
            return
        plan = next((one for one in comparison.subjects if one.is_plan), None)
        if plan is not None:
            self._plans[choice.paths[0]] = plan
        if choice == self.choice:
            self._made = made
            self.board.show(comparison)
        self.changed.emit()
        self._go_on()

    def _take_sessions(self, sessions: Sequence[SessionSummary]) -> None:
        if not self._stopped:
            self.sessions = [self._known_of(one) for one in sessions]
            self.changed.emit()


def _sessions(folder: Path, chosen: Iterable[Path]) -> list[SessionSummary]:
    found = list_sessions(folder)
    known = {one.path for one in found}
    return [*found, *(summarize(path) for path in chosen if path not in known)]


def _stamp(path: Path) -> Stamp:
    try:
        now = path.stat()
    except OSError:
        return 0, 0
    return now.st_mtime_ns, now.st_size


def _read_one(path: Path) -> _Read | Message:
    """Read a session and measure it, or say why it cannot be read."""
    stamp = _stamp(path)
    try:
        subject = read_subject(path)
    except SessionError as error:
        return error.message
    _worked_out = subject.measures, subject.findings, subject.runs  # here, where nobody waits for it
    return _Read(stamp, subject)


def _compare(subjects: Sequence[Subject], choice: Choice, plan: Subject | None) -> Comparison:
    every = list(subjects)
    if choice.with_plan:
        every.insert(0, plan_of(subjects[0]) if plan is None else plan)
    base = next((place for place, one in enumerate(every) if one.path == choice.base and not one.is_plan), None)
    comparison = compare(every, choice.by, base=base if choice.base is not None else None)
    _worked_out = comparison.marks  # here, where nobody waits for it
    return comparison
