"""The course of a drill as the plots read it: tension, force, ceiling, situation, personnel, few of the crowd left."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from player.model.doctrine import Situation, Stage
from player.ui.plots.pyramid import Pyramid
from player.ui.plots.steps import Steps

Columns = Mapping[str, Any]
"""Arrays of equal length by name: ``t_ms`` and any of `COLUMNS`; other names are left alone."""

STEPPED = ("force", "ceiling", "situation", "personnel", "dispersed")
COLUMNS = ("tension", *STEPPED)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a course says at one moment of exercise time; None where it says nothing.

    Attributes:
        tension: the index, 0..100.
        personnel: persons committed.
        dispersed: few of the crowd in the model are left.
    """

    t_ms: int
    tension: float | None = None
    force: Stage | None = None
    ceiling: Stage | None = None
    situation: Situation | None = None
    personnel: int | None = None
    dispersed: bool = False

    @property
    def excess(self) -> int:
        """Stages of force above the ceiling, 0 when there are none."""
        if self.force is None or self.ceiling is None:
            return 0
        return max(0, self.force - self.ceiling)


class Course:
    """One course, actual or planned, that grows with the drill."""

    def __init__(self) -> None:
        self.tension = Pyramid()
        self.force = Steps()
        self.ceiling = Steps()
        self.situation = Steps()
        self.personnel = Steps()
        self.dispersed = Steps()
        self.start_ms = 0
        self.end_ms = -1
        self.most_personnel = 0
        """The most persons ever committed at once, as far as this course goes."""

    def __bool__(self) -> bool:
        return self.end_ms >= 0

    def append(self, columns: Columns) -> int | None:
        """Take rows in; rows from the time of the first of them on, if there were any, are replaced.

        Returns:
            The exercise time from which on the course has changed, or None when no row came.

        Raises:
            ValueError: the columns differ in length, or time falls.
        """
        t_ms = np.atleast_1d(np.asarray(columns["t_ms"], dtype=np.float64))
        if not t_ms.size:
            return None
        first_ms = int(t_ms[0])
        if first_ms <= self.end_ms:
            self._cut_from(first_ms)
        changed_ms = self.end_ms if self else first_ms
        for name in COLUMNS:
            if name in columns:
                values: NDArray[np.float64] = np.atleast_1d(np.asarray(columns[name], dtype=np.float64))
                if values.shape != t_ms.shape:
                    raise ValueError(f"{name} has {values.size} rows and t_ms {t_ms.size}")
                getattr(self, name).append(t_ms, values)
                if name == "personnel":
                    self.most_personnel = max(self.most_personnel, int(values.max()))
        if not self:
            self.start_ms = first_ms
        self.end_ms = int(t_ms[-1])
        return changed_ms

    def clear(self) -> None:
        """Forget every row."""
        self.tension.clear()
        for name in STEPPED:
            getattr(self, name).clear()
        self.start_ms, self.end_ms, self.most_personnel = 0, -1, 0

    def covers(self, t_ms: int) -> bool:
        """Whether the course says something of this moment."""
        return bool(self) and self.start_ms <= t_ms <= self.end_ms

    def read(self, t_ms: int) -> Reading:
        """What the course says at this moment; nothing outside it."""
        if not self.covers(t_ms):
            return Reading(t_ms)
        force, ceiling = self.force.at(t_ms), self.ceiling.at(t_ms)
        situation, personnel = self.situation.at(t_ms), self.personnel.at(t_ms)
        return Reading(
            t_ms,
            tension=self.tension.at(t_ms),
            force=None if force is None else Stage(int(force)),
            ceiling=None if ceiling is None else Stage(int(ceiling)),
            situation=None if situation is None else Situation(int(situation)),
            personnel=None if personnel is None else int(personnel),
            dispersed=bool(self.dispersed.at(t_ms)),
        )

    def _cut_from(self, t_ms: int) -> None:
        self.tension.cut(int(np.searchsorted(self.tension.x, t_ms)))
        for name in STEPPED:
            getattr(self, name).cut_from(t_ms)
        self.end_ms = min(self.end_ms, int(self.tension.x[-1]) if len(self.tension) else -1)
