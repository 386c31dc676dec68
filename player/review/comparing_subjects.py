"""What is compared: sessions of a scenario, and the plan they were played by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from player.engine.findings import Finding, find
from player.engine.fold import Fold, fold_events
from player.engine.programme import opening_of
from player.engine.rehearsal import rehearse
from player.i18n import N_, Message
from player.model import events as ev
from player.model.scenario import Scenario
from player.review.comparing_axis import Stay, stays_of
from player.review.held import held
from player.review.measures import Measures, measures
from player.session.store import SavedSession, fitting, read_session

MOST = 10
"""So many can be told apart on one figure."""


class State(StrEnum):
    """How a drill stands."""

    ENDED = "ended"
    CUT_OFF = "cut_off"
    """It was cut off: what it tells goes as far as it went."""
    DAMAGED = "damaged"
    """Behind damage nothing is known of it."""


class Run(NamedTuple):
    """A stretch of exercise time in which a value held."""

    from_ms: int
    to_ms: int
    value: int


class CannotCompare(Exception):  # noqa: N818  what it says is a sentence for people
    """These cannot be compared; ``str(error)`` says why, and what can be.

    Attributes:
        message: the same, to be said in any language.
    """

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message

    def __str__(self) -> str:
        return str(self.message)


@dataclass(frozen=True, eq=False)
class Subject:
    """A drill to be compared.

    Attributes:
        name: of its file, without the suffix; empty for a plan.
        events: the whole log; ``fold``: the drill they tell, at its end.
        end_ms: exercise time it reached.
        sha256: of the text of its script; ``rules``: the version of the rules it was run with, 0 for a plan.
        path: its file, or None; ``started``: the wall clock at StartEx, or where it was opened.
        is_plan: it is what the script plans, and nobody has played it.
    """

    name: str
    scenario: Scenario
    events: tuple[ev.Event, ...]
    fold: Fold
    end_ms: int
    sha256: str = ""
    rules: int = 0
    path: Path | None = None
    started: ev.WallTime | None = None
    state: State = State.ENDED
    is_plan: bool = False

    @cached_property
    def measures(self) -> Measures:
        """All that is measured of it."""
        return measures(self.scenario, self.events, self.fold)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What the rules it was run with find in it."""
        return find(self.scenario, self.events, self.fold)

    @cached_property
    def stays(self) -> tuple[Stay, ...]:
        """Its phases as they were played."""
        return stays_of(
            (run.phase, run.started_ms, self.end_ms if run.ended_ms is None else run.ended_ms)
            for run in self.fold.state.phases
        )

    @cached_property
    def runs(self) -> Mapping[str, tuple[Run, ...]]:
        """From when to when which stage of ``force`` and ``ceiling`` stood; ``above`` is 1 while force was higher."""
        columns = self.fold.crowd.columns()
        force, ceiling = columns["force"], columns["ceiling"]
        above = [int(stage > limit) for stage, limit in zip(force, ceiling, strict=True)]
        return {
            name: tuple(Run(from_ms, to_ms, int(value)) for from_ms, to_ms, value in held(values, self.end_ms))
            for name, values in (("force", force), ("ceiling", ceiling), ("above", above))
        }

    @property
    def ended(self) -> bool:
        """Whether EndEx is in it: its figures are final."""
        return self.measures.ended

    def stay_at(self, ms: int) -> Stay | None:
        """The phase under way at a moment; at which one ends and the next begins, the latter."""
        return next((stay for stay in reversed(self.stays) if stay.start_ms <= ms), None)


def subject_of(saved: SavedSession) -> Subject:
    """A session to be compared, as far as it is whole and fits its script."""
    saved = fitting(saved)
    scenario, events = saved.loaded.scenario, tuple(record.event for record in saved.records)
    trail = saved.take_trail()
    fold = fold_events(scenario, events) if trail is None else trail.fold
    if saved.damage is None:  # behind damage nothing is known of the drill but that it went on
        fold.advance(saved.last_exercise_ms)
    state = State.ENDED if saved.finished else State.CUT_OFF
    return Subject(
        saved.path.stem,
        scenario,
        events,
        fold,
        fold.now_ms,
        saved.loaded.sha256,
        saved.opened.rules_version,
        saved.path,
        _started(saved),
        State.DAMAGED if saved.damage is not None else state,
    )


def read_subject(path: Path) -> Subject:
    """Read a session to be compared.

    Raises:
        SessionUnreadable: it is no session, or nothing in it can be used.
    """
    return subject_of(read_session(path))


def plan_of(subject: Subject) -> Subject:
    """The plan of the script a session was run with, along its planned way, from what the session took over."""
    plan = rehearse(subject.scenario, opening=opening_of(subject.events))
    return Subject(
        "", subject.scenario, plan.events, plan.fold, plan.fold.now_ms, subject.sha256, subject.rules, is_plan=True
    )


def check_comparable(subjects: Sequence[Subject]) -> None:
    """See that these can be compared.

    Raises:
        CannotCompare: they are too few, too many, or of other scenarios.
    """
    if len(subjects) < 2:
        raise CannotCompare(Message("There is nothing to compare with: choose two sessions, or one and its plan."))
    if len(subjects) > MOST:
        raise CannotCompare(
            Message(
                "{n} cannot be told apart on one figure: at most {most} can be compared at once.",
                {"n": len(subjects), "most": MOST},
            )
        )
    first = subjects[0]
    for other in subjects[1:]:
        refuse_other_scenario(first, other)


def refuse_other_scenario(first: Subject, other: Subject) -> None:
    """See that another session is of the same scenario.

    Raises:
        CannotCompare: it is not.
    """
    if other.scenario.id != first.scenario.id:
        message = N_(
            "{name} is a session of the scenario {other}, not of {scenario}. Only sessions of one scenario can be "
            "compared."
        )
        values = {"name": other.name, "other": other.scenario.id, "scenario": first.scenario.id}
        raise CannotCompare(Message(message, values))


def _started(saved: SavedSession) -> ev.WallTime:
    starts = (record.wall for record in saved.records if isinstance(record.event.body, ev.ExerciseStarted))
    return next(starts, saved.records[0].wall)
