"""What the page shows of a script, and what is chosen on it. Panels read from it and listen to its signals."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from player.engine.rehearsal import Route, Superseded, rehearse
from player.engine.routes import routes_of
from player.model.course import Inject, Phase
from player.model.scenario import LoadedScenario, Scenario
from player.review.course import PlannedCourse, planned_course
from player.ui.background import Background
from player.ui.scenario.axis import Axis
from player.ui.scenario.map_layout import Block, MapLayout, lay_out
from player.ui.scenario.ways import planned_visits

MOST_COMPARED = 24
"""So many routes are rehearsed beside the chosen one, to be compared."""

_QUICK_INJECTS = 1_000
"""A script with more injects is rehearsed on the chosen route only."""


@dataclass(frozen=True, slots=True)
class _Rehearsed:
    routes: list[Route]
    number: int
    course: PlannedCourse
    layout: MapLayout


class Board(QObject):
    """A script on the page.

    Args:
        background: where it is rehearsed.

    Signals:
        shown: another script, or the same one changed.
        routed: another route was chosen, or its rehearsal is there.
        compared: the rehearsal of some other route is there.
        picked: another phase or inject was chosen.
        viewed: another stretch of time is in view.
    """

    shown = Signal()
    routed = Signal()
    compared = Signal()
    picked = Signal()
    viewed = Signal()

    def __init__(self, loaded: LoadedScenario, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = background
        self._task = 0
        self._is_stopped = False
        self.axis = Axis()
        self.layout: MapLayout
        self.routes: list[Route] = [Route()]
        self.route_number = 0
        self.courses: dict[int, PlannedCourse] = {}
        self.phase = ""
        self.visit = 1
        self.inject = ""
        self._take(loaded)

    # The script

    def show(self, loaded: LoadedScenario) -> None:
        """Show another state of the script; what was chosen stays chosen where it is still there."""
        self._take(loaded)
        self.rehearse()
        self.shown.emit()

    def stop(self) -> None:
        """Rehearse no longer."""
        self._task += 1
        self._is_stopped = True

    @property
    def scenario(self) -> Scenario:
        """The script."""
        return self.loaded.scenario

    @property
    def route(self) -> Route:
        """The route chosen."""
        return self.routes[self.route_number]

    @property
    def course(self) -> PlannedCourse | None:
        """The rehearsal of the route chosen, as soon as it is there."""
        return self.courses.get(self.route_number)

    def choose_route(self, number: int) -> None:
        """Choose another route; what lies beyond the last begins anew."""
        number %= len(self.routes)
        if number != self.route_number:
            self.route_number = number
            self._draw()
            self.rehearse()

    # What is chosen

    @property
    def block(self) -> Block:
        """The block chosen."""
        chosen = (self.phase, self.visit)
        same = (block for block in self.layout.blocks if (block.phase, block.visit) == chosen)
        return next(same, None) or self.layout.block_of(self.phase) or self.layout.blocks[0]

    @property
    def chosen_phase(self) -> Phase:
        """The phase chosen."""
        return self.scenario.phase_by_id[self.block.phase]

    @property
    def chosen_inject(self) -> Inject | None:
        """The inject chosen, or None."""
        return self.scenario.inject_by_id.get(self.inject)

    def pick_block(self, block: Block, inject: str = "") -> None:
        """Choose a phase, and an inject of it or, without one, its first."""
        if not inject and block.phase == self.phase:
            inject = self.inject
        elif not inject:
            injects = self.scenario.injects_by_time[block.phase]
            inject = injects[0].id if injects else ""
        if (block.phase, block.visit, inject) == (self.phase, self.visit, self.inject):
            return
        self.phase, self.visit, self.inject = block.phase, block.visit, inject
        self._follow(block)
        self.picked.emit()

    def pick_inject(self, inject_id: str) -> None:
        """Choose an inject, and its phase."""
        inject = self.scenario.inject_by_id[inject_id]
        block = self.block
        if block.phase != inject.phase:
            block = self.layout.block_of(inject.phase) or block
        self.pick_block(block, inject_id)

    def step_phase(self, step: int) -> None:
        """Choose the phase so many further on; at the ends it stays."""
        order = self.layout.order
        place = order.index(self.block)
        self.pick_block(order[max(0, min(place + step, len(order) - 1))])

    def block_at(self, ms: int) -> Block:
        """The block of the route at this exercise time; beyond its end, the last."""
        route = [block for block in self.layout.blocks if block.lane == 0]
        return next((block for block in route if ms < block.end_ms), route[-1])

    def number_of(self, phase: str) -> int:
        """The number of a phase, as the map shows it."""
        block = self.layout.block_of(phase)
        return block.number if block is not None else 0

    # What is in view

    def set_axis(self, axis: Axis) -> None:
        """Show another stretch of time, or the same in another place."""
        if axis != self.axis:
            self.axis = axis
            self.viewed.emit()

    def zoom(self, factor: float) -> None:
        """Show less or more of the time around the chosen phase."""
        block = self.block
        middle = (max(block.start_ms, self.axis.start_ms) + min(block.end_ms, self.axis.end_ms)) / 2
        self.set_axis(self.axis.zoomed(factor, middle))

    # Within

    def _take(self, loaded: LoadedScenario) -> None:
        self.loaded = loaded
        self.courses = {}
        if self.phase not in self.scenario.phase_by_id:
            self.phase, self.visit = self.scenario.phases[0].id, 1
        inject = self.chosen_inject
        if inject is None or inject.phase != self.phase:
            injects = self.scenario.injects_by_time[self.phase]
            self.inject = injects[0].id if injects else ""
        self._draw(tell=False)

    def _draw(self, layout: MapLayout | None = None, *, tell: bool = True) -> None:
        """Lay out the map along the chosen route, as rehearsed or else as planned."""
        course = self.course
        if layout is None and course is None:
            layout = lay_out(self.scenario, planned_visits(self.scenario, self.route))
        elif layout is None and course is not None:
            layout = lay_out(self.scenario, course.visits, course.fired)
        if layout is not None:
            self.layout = layout
        self.axis = self.axis.over(self.layout.end_ms)
        if tell:
            self.routed.emit()

    def _follow(self, block: Block) -> None:
        """Bring the chosen block into view."""
        axis = self.axis.with_in_view(block.start_ms, block.end_ms)
        if axis != self.axis:
            self.axis = axis
            self.viewed.emit()

    def rehearse(self) -> None:
        """Rehearse the chosen route, then the others; what is still under way is given up.

        A new board waits for this: a rehearsal beside it makes the building of a page several times slower.
        """
        if self._is_stopped:
            return
        self._task += 1
        task, scenario, route, chosen, known = self._task, self.scenario, self.route, self.route_number, self.course

        def work() -> _Rehearsed:
            routes = routes_of(scenario) or [Route()]
            number = routes.index(route) if route in routes else 0
            course = known if number == chosen else None
            if course is None:
                course = planned_course(rehearse(scenario, routes[number], wanted=lambda: task == self._task))
            return _Rehearsed(routes, number, course, lay_out(scenario, course.visits, course.fired))

        self._background.run(work, lambda done: self._show_course(task, done), _forgive)

    def _show_course(self, task: int, done: _Rehearsed) -> None:
        if task != self._task:
            return
        self.routes, self.route_number = done.routes, done.number
        self.courses[done.number] = done.course
        self._draw(done.layout)
        self._compare(task)

    def _compare(self, task: int) -> None:
        """Rehearse the next route that has not been yet."""
        if task != self._task or len(self.scenario.inject_by_id) > _QUICK_INJECTS:
            return
        number = next((n for n in range(min(len(self.routes), MOST_COMPARED)) if n not in self.courses), None)
        if number is None:
            return
        scenario, route = self.scenario, self.routes[number]

        def done(course: PlannedCourse) -> None:
            if task == self._task:
                self.courses[number] = course
                self.compared.emit()
                self._compare(task)

        self._background.run(
            lambda: planned_course(rehearse(scenario, route, wanted=lambda: task == self._task)), done, _forgive
        )


def _forgive(error: Exception) -> None:
    """A rehearsal nobody waits for any more is no failure."""
    if not isinstance(error, Superseded):
        raise error
