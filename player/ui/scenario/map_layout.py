"""Where everything on the map of a script lies: phases in lanes, and the ways between them. Pure; no Qt.

The phases of the chosen route follow one another in the lane at the top. What lies beside that route hangs below it:
each branch begins where the course leaves, and the phases it goes on with follow it in its lane, until it comes to a
phase that is drawn already. Branches that leave last lie nearest to the top, so that hardly a line crosses a block.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property

from player.model.course import Phase
from player.model.scenario import Scenario
from player.review.course import Visit
from player.ui.scenario.marks import Bar, Tick, bars_of, ticks_of
from player.ui.scenario.ways import Way, WayKind, phases_after, ways_of

_ROOM_SHARE = 32
"""Between two branches in one lane at least this part of the whole axis stays free, for the sign at the end of one."""


class LinkKind(StrEnum):
    """What a way is on the map."""

    ONWARD = "onward"
    """To the block right after it, in its lane."""
    BRANCH = "branch"
    """Down to a block that begins there."""
    JOIN = "join"
    """To a phase that is drawn elsewhere."""
    BACK = "back"
    """To a phase from which it can be reached again: a loop."""
    END = "end"
    """To the end of the script."""


@dataclass(frozen=True, slots=True)
class Fork:
    """Where a question is put in a phase, or where it is left by itself.

    Attributes:
        kind: decision or exit; ``name``: its id.
        at_ms: exercise time.
    """

    kind: WayKind
    name: str
    at_ms: int


@dataclass(frozen=True, slots=True)
class Block:
    """A phase as it is drawn.

    Attributes:
        number: as the whole program counts phases; ``visit``: 1, or more where the route comes back to it.
        lane: 0 is the route chosen, below it the branches.
        start_ms, end_ms: exercise time.
        planned_ms: how long the script plans it; a rehearsal may leave it earlier.
        begins: a branch begins with it.
    """

    phase: str
    number: int
    lane: int
    start_ms: int
    end_ms: int
    planned_ms: int
    optional: bool = False
    visit: int = 1
    begins: bool = False
    ticks: tuple[Tick, ...] = ()
    bars: tuple[Bar, ...] = ()
    forks: tuple[Fork, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """A way from one block to another.

    Attributes:
        source: place of the block it leaves; ``target``: of the one it leads to, None for the end of the script.
        at_ms: where on the axis it leaves.
        taken: the chosen route goes this way.
    """

    kind: LinkKind
    way: Way
    source: int
    target: int | None
    at_ms: int
    taken: bool = False


@dataclass(frozen=True)
class MapLayout:
    """The whole map.

    Attributes:
        blocks: those of the route first, in order.
        links: every way out of every block, in the order of the blocks.
        lanes: how many there are.
        end_ms: where the axis must reach.
        route_end_ms: where the chosen route ends.
    """

    blocks: tuple[Block, ...]
    links: tuple[Link, ...]
    lanes: int
    end_ms: int
    route_end_ms: int
    _by_phase: Mapping[str, int] = field(default_factory=dict)

    def block_of(self, phase: str) -> Block | None:
        """The block of a phase, the first one where the route comes back to it."""
        place = self._by_phase.get(phase)
        return None if place is None else self.blocks[place]

    def links_of(self, place: int) -> list[Link]:
        """The ways out of a block."""
        return self._by_source.get(place, [])

    @cached_property
    def _by_source(self) -> Mapping[int, list[Link]]:
        found: dict[int, list[Link]] = {}
        for link in self.links:
            found.setdefault(link.source, []).append(link)
        return found

    @cached_property
    def loops(self) -> Mapping[Link, int]:
        """The ways that lead back on the chosen route itself, with the row over it each is drawn in, from 0."""
        spans: dict[Link, tuple[int, int]] = {}
        for link in self.links:
            if link.kind is LinkKind.BACK and link.target is not None:
                source, target = self.blocks[link.source], self.blocks[link.target]
                if not source.lane and not target.lane:
                    spans[link] = (target.start_ms, max(link.at_ms, target.start_ms + 1))
        found: dict[Link, int] = {}
        rows: list[list[tuple[int, int]]] = []
        for link, span in sorted(spans.items(), key=lambda pair: pair[1][1] - pair[1][0]):
            row = next((n for n, taken in enumerate(rows) if all(_apart(span, one) for one in taken)), len(rows))
            rows[row:] = [[*(rows[row] if row < len(rows) else ()), span], *rows[row + 1 :]]
            found[link] = row
        return found

    @cached_property
    def order(self) -> list[Block]:
        """The blocks in the order one goes through them: by number, and each visit by itself."""
        return sorted(self.blocks, key=lambda block: (block.number, block.visit))


@dataclass
class _Chain:
    """A branch: the phases that follow one another in one lane."""

    parent: int | None
    start_ms: int
    phases: list[Visit]
    depth: int
    lane: int = 0

    @property
    def end_ms(self) -> int:
        return self.phases[-1].end_ms


def lay_out(scenario: Scenario, visits: Sequence[Visit], fired: Mapping[str, Sequence[int]] | None = None) -> MapLayout:
    """Lay out the map of a script.

    Args:
        visits: the phases of the chosen route, as planned or as rehearsed; at least one.
        fired: when a rehearsal of that route delivered each inject, by its id.
    """
    return _Layout(scenario, visits, fired or {}).made()


class _Layout:
    def __init__(self, scenario: Scenario, visits: Sequence[Visit], fired: Mapping[str, Sequence[int]]) -> None:
        self._scenario = scenario
        self._fired = fired
        self._numbers = _numbers(scenario)
        self._reach = phases_after(scenario)
        self._chains = [_Chain(None, 0, list(visits), 0)]
        self._placed = {visit.phase for visit in visits}
        self._hang_branches()
        self._hang_unreached()
        self._choose_lanes()

    def made(self) -> MapLayout:
        """The map."""
        blocks: list[Block] = []
        first: dict[str, int] = {}
        times: dict[str, int] = {}
        followed: dict[int, int] = {}
        for chain in self._chains:
            for step, visit in enumerate(chain.phases):
                times[visit.phase] = times.get(visit.phase, 0) + 1
                first.setdefault(visit.phase, len(blocks))
                if step:
                    followed[len(blocks) - 1] = len(blocks)
                block = self._block(visit, chain.lane, times[visit.phase])
                blocks.append(replace(block, begins=bool(chain.lane) and not step))
        links = [
            link for place, block in enumerate(blocks) for link in self._links(place, block, blocks, first, followed)
        ]
        return MapLayout(
            tuple(blocks),
            tuple(links),
            1 + max(chain.lane for chain in self._chains),
            max(1, *(block.end_ms for block in blocks)),
            self._chains[0].end_ms,
            first,
        )

    # Branches

    def _hang_branches(self) -> None:
        """Hang what lies beside the route below it, breadth first: what leaves the route itself has the first say."""
        place = 0
        while place < len(self._chains):
            for visit in self._chains[place].phases:
                phase = self._scenario.phase_by_id[visit.phase]
                for way in ways_of(self._scenario, phase):
                    if way.to is not None and way.to not in self._placed:
                        self._hang(place, way.to, _leaves_at(visit, way))
            place += 1

    def _hang(self, parent: int, phase_id: str, start_ms: int) -> None:
        phases = []
        at_ms, to = start_ms, phase_id
        while True:
            self._placed.add(to)
            phase = self._scenario.phase_by_id[to]
            phases.append(Visit(to, at_ms, at_ms + phase.planned_ms))
            at_ms += phase.planned_ms
            following = phase.planned_next
            if following is None or following in self._placed:
                break
            to = following
        self._chains.append(_Chain(parent, start_ms, phases, self._chains[parent].depth + 1))

    def _hang_unreached(self) -> None:
        """Phases no way leads to stand at the beginning, so that they are seen."""
        for phase in self._scenario.phases:
            if phase.id not in self._placed:
                self._hang(0, phase.id, 0)
                self._hang_branches()

    def _choose_lanes(self) -> None:
        axis_ms = max(chain.end_ms for chain in self._chains)
        room_ms = axis_ms // _ROOM_SHARE
        taken: dict[int, list[tuple[int, int]]] = {}
        order = sorted(range(1, len(self._chains)), key=lambda n: (self._chains[n].depth, -self._chains[n].start_ms, n))
        for number in order:
            chain = self._chains[number]
            parent = self._chains[chain.parent or 0]
            lane = parent.lane + 1
            start_ms, end_ms = chain.start_ms, chain.end_ms + room_ms
            while any(start_ms < end and begin < end_ms for begin, end in taken.get(lane, ())):
                lane += 1
            chain.lane = lane
            taken.setdefault(lane, []).append((start_ms, end_ms))

    # Blocks and links

    def _block(self, visit: Visit, lane: int, times: int) -> Block:
        phase = self._scenario.phase_by_id[visit.phase]
        block = Block(
            phase.id,
            self._numbers[phase.id],
            lane,
            visit.start_ms,
            visit.end_ms,
            phase.planned_ms,
            phase.optional,
            times,
        )
        ticks = ticks_of(self._scenario, phase, visit, self._fired if lane == 0 else {})
        return replace(block, ticks=ticks, bars=bars_of(phase, visit), forks=tuple(_forks(phase, visit)))

    def _links(
        self, place: int, block: Block, blocks: Sequence[Block], first: Mapping[str, int], followed: Mapping[int, int]
    ) -> list[Link]:
        phase = self._scenario.phase_by_id[block.phase]
        visit = Visit(block.phase, block.start_ms, block.end_ms)
        after = followed.get(place)
        links = []
        for way in ways_of(self._scenario, phase):
            at_ms = _leaves_at(visit, way)
            if way.to is None:
                links.append(Link(LinkKind.END, way, place, None, at_ms))
            elif after is not None and blocks[after].phase == way.to:
                links.append(Link(LinkKind.ONWARD, way, place, after, at_ms, taken=block.lane == 0))
            else:
                target = first[way.to]
                links.append(Link(self._kind(block, blocks[target], at_ms), way, place, target, at_ms))
        return links

    def _kind(self, block: Block, target: Block, at_ms: int) -> LinkKind:
        if target.begins and target.lane > block.lane and target.start_ms == at_ms:
            return LinkKind.BRANCH
        back = block.phase == target.phase or block.phase in self._reach[target.phase]
        return LinkKind.BACK if back else LinkKind.JOIN


def _numbers(scenario: Scenario) -> Mapping[str, int]:
    """The number of each phase, as `Scenario.phase_number` counts, all at once."""
    planned = [phase.id for phase in scenario.phase_order]
    aside = [phase.id for phase in scenario.phases if phase.id not in set(planned)]
    return {phase: number for number, phase in enumerate([*planned, *aside], start=1)}


def _forks(phase: Phase, visit: Visit) -> Iterator[Fork]:
    for decision in phase.decisions:
        planned_ms = decision.trigger.planned_ms if decision.trigger is not None else None
        yield Fork(WayKind.DECISION, decision.id, _within(visit, planned_ms))
    for way in phase.exits:
        yield Fork(WayKind.EXIT, way.id, _within(visit, way.trigger.planned_ms))


def _apart(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[1] <= other[0] or other[1] <= one[0]


def _leaves_at(visit: Visit, way: Way) -> int:
    return _within(visit, way.at_ms)


def _within(visit: Visit, after_ms: int | None) -> int:
    return visit.end_ms if after_ms is None else min(visit.end_ms, visit.start_ms + after_ms)
