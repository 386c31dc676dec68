"""What of a comparison is chosen and marked; everything on the page reads from it and listens to it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from player.review.comparing import By, Comparison
from player.review.comparing_first import Contest
from player.ui.scenario.axis import Axis


class Goal(NamedTuple):
    """A moment of a session to be looked at: its file and the exercise time."""

    path: Path
    at_ms: int


class CompareBoard(QObject):
    """A comparison with its axis, its cursor, and the drill and the row that are looked at.

    Attributes:
        comparison: None until there are two drills to compare.
        place: the drill that is looked at.
        axis: what of the time is in view; its place in px is set by the figure.
        cursor: where on the common axis the cursor stands, or None.
        contest: the row of who was first that is marked, or None.
        differing: only rows in which the drills differ are shown.

    Signals:
        shown: another comparison is there.
        placed: another drill is looked at.
        moved: the cursor, or what is marked, is another one.
        viewed: another stretch of time is in view.
        sifted: other rows are shown.
    """

    shown = Signal()
    placed = Signal()
    moved = Signal()
    viewed = Signal()
    sifted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.comparison: Comparison | None = None
        self.place = 0
        self.axis = Axis()
        self.cursor: int | None = None
        self.contest: Contest | None = None
        self.differing = True

    @property
    def count(self) -> int:
        """How many drills are compared."""
        return 0 if self.comparison is None else len(self.comparison.subjects)

    def show(self, comparison: Comparison | None) -> None:
        """Show another comparison; the drill looked at stays, where it is still there."""
        before = self.comparison
        kept = before.subjects[self.place] if before is not None and self.place < self.count else None
        at_ms = None
        if before is not None and self.cursor is not None and kept is not None:
            at_ms = before.alignment.placed[self.place].last_ms(self.cursor)
        self.comparison = comparison
        subjects = () if comparison is None else comparison.subjects
        self.place = next((place for place, one in enumerate(subjects) if one is kept), -1)
        if self.place < 0:
            self.place = next((place for place, one in enumerate(subjects) if not one.is_plan), 0)
        self.contest = None
        self.cursor = None
        if comparison is not None:
            if at_ms is not None and kept in subjects:
                self.cursor = comparison.alignment.placed[self.place].x_of(at_ms)
            other = before is None or before.by is not comparison.by
            axis = self.axis.over(comparison.alignment.length_ms)
            self.axis = axis.fitted() if other else axis
        self.shown.emit()

    def look_at(self, place: int) -> None:
        """Look at another drill."""
        if 0 <= place < self.count and place != self.place:
            self.place = place
            self.placed.emit()

    def put_cursor(self, x: int | None) -> None:
        """Put the cursor somewhere on the common axis; what was marked no longer is."""
        if self.comparison is not None:
            self.contest = None
            self.cursor = None if x is None else max(0, min(x, self.comparison.alignment.length_ms))
            if self.cursor is not None:
                self.set_axis(self.axis.with_in_view(self.cursor, self.cursor))
            self.moved.emit()

    def move_cursor(self, by_ms: int) -> None:
        """Move the cursor along the axis."""
        self.put_cursor((self.cursor or 0) + by_ms)

    def mark(self, contest: Contest | None) -> None:
        """Mark where something happened in every drill, and put the cursor where it did in the one looked at."""
        if self.comparison is None or contest is self.contest:
            return
        self.contest = contest
        if contest is not None:
            at_ms = contest.results[self.place].at_ms
            if at_ms is None:
                at_ms = next((one.at_ms for one in contest.results if one.at_ms is not None), None)
                place = next((n for n, one in enumerate(contest.results) if one.at_ms is not None), self.place)
            else:
                place = self.place
            if at_ms is not None:
                self.cursor = self.comparison.alignment.placed[place].x_of(at_ms)
                self.set_axis(self.axis.with_in_view(self.cursor, self.cursor))
        self.moved.emit()

    def own_ms(self, place: int) -> int | None:
        """The moment of a drill under the cursor, or None where nothing of it lies there."""
        if self.comparison is None or self.cursor is None:
            return None
        return self.comparison.alignment.placed[place].own_ms(self.cursor)

    def goal(self) -> Goal | None:
        """The moment of the drill looked at that is marked, or under the cursor; None where that is a plan."""
        if self.comparison is None:
            return None
        subject = self.comparison.subjects[self.place]
        if subject.path is None:
            return None
        if self.contest is not None and (at_ms := self.contest.results[self.place].at_ms) is not None:
            return Goal(subject.path, at_ms)
        placed = self.comparison.alignment.placed[self.place]
        return Goal(subject.path, 0 if self.cursor is None else placed.last_ms(self.cursor))

    def set_axis(self, axis: Axis) -> None:
        """Show another stretch of time."""
        if axis != self.axis:
            self.axis = axis
            self.viewed.emit()

    def zoom(self, factor: float) -> None:
        """Show a shorter stretch around the cursor, or with a factor over 1 a longer one."""
        self.set_axis(self.axis.zoomed(factor, self.cursor))

    def set_differing(self, *, on: bool) -> None:
        """Show only rows in which the drills differ, or all."""
        if on != self.differing:
            self.differing = on
            self.sifted.emit()

    @property
    def by(self) -> By:
        """How the drills are aligned."""
        return By.STARTEX if self.comparison is None else self.comparison.by

    def contests(self) -> Sequence[Contest]:
        """The rows of who was first that are shown."""
        every = () if self.comparison is None else self.comparison.contests
        return [one for one in every if one.differs or not self.differing]
