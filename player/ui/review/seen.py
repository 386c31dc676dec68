"""A saved session as its controller saw it at the moment shown: nothing of what came later."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from player.engine.commands import Command
from player.engine.crowd import CrowdSample, CrowdTrace
from player.engine.findings import Finding
from player.engine.state import DrillState
from player.model.events import Body
from player.session.live import Entry
from player.ui.review_view import ReviewView
from player.ui.views import DrillView

_MOST_FINDINGS = 100


class SeenView(DrillView):
    """What the Run panels showed at the moment a review is at.

    It tells of nothing while nobody looks, so that panels out of sight cost nothing, and makes up for it when somebody
    looks again. Its plots know the course, the marks and the findings up to the moment, its log the entries up to it.

    Args:
        review: the session; it owns this view.

    Attributes:
        watched: somebody looks.
    """

    def __init__(self, review: ReviewView) -> None:
        super().__init__(review.loaded, review)
        self.review = review
        self.watched = False
        self._columns: Mapping[str, Sequence[float]] | None = None
        review.planned.connect(self._take_plan)
        review.moved.connect(lambda: self._pass_on(self.moved.emit))
        review.changed.connect(lambda: self._pass_on(self.changed.emit))
        review.grown.connect(lambda: self._pass_on(self.grown.emit))
        review.judged.connect(lambda: self._pass_on(self.judged.emit))
        review.passed.connect(lambda: self._pass_on(self._tell_time))
        self._take_plan()

    def watch(self, *, on: bool) -> None:
        """Look, or look away."""
        if on and not self.watched:
            self.watched = True
            for tell in (self.grown.emit, self.moved.emit, self.changed.emit, self.judged.emit, self._tell_time):
                tell()
        self.watched = on

    @property
    def state(self) -> DrillState:
        return self.review.state

    @property
    def sample(self) -> CrowdSample:
        return self.review.sample

    @property
    def now_ms(self) -> int:
        return self.review.now_ms

    @property
    def entries(self) -> Sequence[Entry]:
        return self.review.entries

    def entries_of(self, kinds: Collection[type[Body]], since: int = 0) -> Sequence[Entry]:
        return self.review.entries_of(kinds, since)

    @property
    def entry_count(self) -> int:
        return self.review.entry_count

    @property
    def saved_seq(self) -> int:
        return self.entry_count

    @property
    def intact_seq(self) -> int | None:
        return self.review.intact_seq

    @property
    def trace(self) -> CrowdTrace:
        return self.review.trace

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Those that had begun by the moment shown, up to it; of very many the newest, which lie over the others."""
        now_ms = self.now_ms
        begun = [finding for finding in self.review.findings if finding.from_ms <= now_ms][-_MOST_FINDINGS:]
        return tuple(replace(one, to_ms=now_ms, lasting=True) if one.to_ms > now_ms else one for one in begun)

    def columns(self, start_row: int = 0) -> Mapping[str, Sequence[float]]:
        """The course up to the second of the moment shown."""
        if self._columns is None:
            self._columns = self.review.columns()
        end = bisect_right(self._columns["t_ms"], self.now_ms)
        return {name: column[start_row : max(end, 1)] for name, column in self._columns.items()}

    def do(self, command: Command) -> bool:
        return self.review.do(command)

    def _take_plan(self) -> None:
        if self.review.plan is not None:
            self.plan = self.review.plan
            self.planned.emit()

    def _pass_on(self, tell: object) -> None:
        if self.watched and callable(tell):
            tell()
