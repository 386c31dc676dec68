"""Several drills on one axis of time: counted from StartEx, or laid phase by phase.

Phase by phase each phase begins at the same place in all of them, and has the room of the longest. Time itself is never
stretched: a second is a second everywhere, and behind the end of a shorter phase its room stays empty. A phase that is
played again counts as another one, by its round; one that only some have played has its room, too, and the others
nothing in it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple, TypeAlias


class By(StrEnum):
    """What the drills are aligned by."""

    STARTEX = "startex"
    PHASE = "phase"


class Stay(NamedTuple):
    """A phase as it was played once, in the time of its own drill; ``round`` counts from 0."""

    phase: str
    round: int
    start_ms: int
    end_ms: int

    @property
    def length_ms(self) -> int:
        """How long it lasted."""
        return self.end_ms - self.start_ms


class Slot(NamedTuple):
    """The room of a phase on the common axis.

    Attributes:
        has: of each drill, whether it has played this.
    """

    phase: str
    round: int
    start_ms: int
    length_ms: int
    has: tuple[bool, ...]

    @property
    def end_ms(self) -> int:
        """Where the room ends."""
        return self.start_ms + self.length_ms


class Piece(NamedTuple):
    """A stretch of a drill that lies on the axis without a break.

    Attributes:
        from_ms, to_ms: in the time of the drill.
        shift_ms: what has to be added to come to the axis.
        slot: number of its room, or None where there are none.
    """

    from_ms: int
    to_ms: int
    shift_ms: int
    slot: int | None = None


@dataclass(frozen=True)
class Placed:
    """A drill on the common axis, which goes on along it as the drill does and loses no moment of it.

    Attributes:
        pieces: from its beginning to its end, without a gap in its own time; at least one.
    """

    pieces: tuple[Piece, ...]

    @cached_property
    def _starts_ms(self) -> list[int]:
        return [piece.from_ms for piece in self.pieces]

    def x_of(self, ms: int) -> int:
        """Where a moment of the drill lies; one at which a phase ends and the next begins, where that begins."""
        return ms + self._piece_at(ms).shift_ms

    def end_x_of(self, ms: int) -> int:
        """Where what ends at this moment ends: with the phase that ends there, not where the next one begins."""
        return ms + self._piece_at(max(self.pieces[0].from_ms, ms - 1)).shift_ms

    def own_ms(self, x: int) -> int | None:
        """The moment of the drill that lies here, or None where nothing of it does."""
        for piece in self.pieces:
            if piece.from_ms + piece.shift_ms <= x <= piece.to_ms + piece.shift_ms:
                return x - piece.shift_ms
        return None

    def last_ms(self, x: int) -> int:
        """The last moment of the drill up to here; before its beginning, its first."""
        place = max(0, bisect_right([piece.from_ms + piece.shift_ms for piece in self.pieces], x) - 1)
        piece = self.pieces[place]
        return max(piece.from_ms, min(x - piece.shift_ms, piece.to_ms))

    def spans(self, start_ms: int, end_ms: int) -> Iterable[tuple[int, int]]:
        """Where a stretch of the drill lies: more than one stretch, where a break of the axis falls into it."""
        for piece in self.pieces:
            start, end = max(start_ms, piece.from_ms), min(end_ms, piece.to_ms)
            if start < end or (start == end and start_ms == end_ms and self._piece_at(start_ms) is piece):
                yield start + piece.shift_ms, end + piece.shift_ms

    def _piece_at(self, ms: int) -> Piece:
        return self.pieces[max(0, bisect_right(self._starts_ms, ms) - 1)]


@dataclass(frozen=True)
class Alignment:
    """Drills on one axis.

    Attributes:
        length_ms: how far the axis reaches.
        slots: the rooms of the phases; none where the drills are aligned by StartEx.
        placed: each drill, in their order.
    """

    by: By
    length_ms: int
    slots: tuple[Slot, ...]
    placed: tuple[Placed, ...]


Course: TypeAlias = tuple[Sequence[Stay], int]
"""The phases of a drill as they were played, and the time it has reached."""


def stays_of(phases: Iterable[tuple[str, int, int]]) -> tuple[Stay, ...]:
    """Phases as they were played, each id with its start and end, with the round of each counted."""
    rounds: dict[str, int] = {}
    found = []
    for phase, start_ms, end_ms in phases:
        number = rounds.get(phase, 0)
        rounds[phase] = number + 1
        found.append(Stay(phase, number, start_ms, max(start_ms, end_ms)))
    return tuple(found)


def align(courses: Sequence[Course], by: By, order: Mapping[str, int]) -> Alignment:
    """Lay drills on one axis. In which order they are given makes no difference to where they lie.

    Args:
        order: the place of each phase in the script, by its id, for those that lie between others in some only.
    """
    if by is By.STARTEX:
        placed = tuple(Placed((Piece(0, end_ms, 0),)) for _stays, end_ms in courses)
        return Alignment(by, max((end_ms for _stays, end_ms in courses), default=0), (), placed)
    sequences = {tuple((stay.phase, stay.round) for stay in stays) for stays, _end_ms in courses}
    merged: list[_Token] = []
    for sequence in sorted(sequences, key=lambda one: (-len(one), one)):
        merged = _merge(merged, sequence, order)
    tokens = [[(stay.phase, stay.round) for stay in stays] for stays, _end_ms in courses]
    used = sorted({place for own in tokens for place in _places(merged, own)})
    merged = [merged[place] for place in used]  # a row made for some may hold more than all together need
    places = [_places(merged, own) for own in tokens]
    lengths_ms = [0] * len(merged)
    for (stays, _end_ms), own in zip(courses, places, strict=True):
        for stay, place in zip(stays, own, strict=True):
            lengths_ms[place] = max(lengths_ms[place], stay.length_ms)
    slots, start_ms = [], 0
    for place, (phase, number) in enumerate(merged):
        has = tuple(place in own for own in places)
        slots.append(Slot(phase, number, start_ms, lengths_ms[place], has))
        start_ms += lengths_ms[place]
    placed = tuple(_place(course, own, slots) for course, own in zip(courses, places, strict=True))
    reached_ms = max((one.pieces[-1].to_ms + one.pieces[-1].shift_ms for one in placed), default=0)
    return Alignment(by, max(start_ms, reached_ms), tuple(slots), placed)


_Token: TypeAlias = tuple[str, int]


def _place(course: Course, places: Sequence[int], slots: Sequence[Slot]) -> Placed:
    stays, end_ms = course
    if not stays:
        return Placed((Piece(0, end_ms, 0),))
    pieces = [
        Piece(stay.start_ms, stay.end_ms, slots[place].start_ms - stay.start_ms, place)
        for stay, place in zip(stays, places, strict=True)
    ]
    return Placed(tuple(pieces))


def _merge(merged: Sequence[_Token], other: Sequence[_Token], order: Mapping[str, int]) -> list[_Token]:
    """The shortest row that holds both, each in its own order; what lies apart comes as in the script."""
    lengths = [[0] * (len(other) + 1) for _ in range(len(merged) + 1)]
    for i in range(len(merged) - 1, -1, -1):
        for j in range(len(other) - 1, -1, -1):
            if merged[i] == other[j]:
                lengths[i][j] = lengths[i + 1][j + 1] + 1
            else:
                lengths[i][j] = max(lengths[i + 1][j], lengths[i][j + 1])
    row: list[_Token] = []
    i = j = 0
    while i < len(merged) and j < len(other):
        if merged[i] == other[j]:
            row.append(merged[i])
            i, j = i + 1, j + 1
            continue
        without_mine, without_other = lengths[i + 1][j], lengths[i][j + 1]
        mine_first = without_mine > without_other
        if without_mine == without_other:
            mine_first = order.get(merged[i][0], 0) <= order.get(other[j][0], 0)
        if mine_first:
            row.append(merged[i])
            i += 1
        else:
            row.append(other[j])
            j += 1
    return [*row, *merged[i:], *other[j:]]


def _places(merged: Sequence[_Token], own: Sequence[_Token]) -> list[int]:
    """The first places in the row at which these come one after the other."""
    places, place = [], 0
    for token in own:
        place = merged.index(token, place)
        places.append(place)
        place += 1
    return places
