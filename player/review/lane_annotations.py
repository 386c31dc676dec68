"""The lane of what trainers noted after EndEx: on a moment or a span, with bookmarks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from player.model import events as ev
from player.review.lane_marks import AnnotationSpan


class AnnotationLane:
    """The annotations after the events followed so far.

    Attributes:
        handlers: what takes in each kind of event: exercise time, number, body.
    """

    def __init__(self) -> None:
        self._written: dict[int, list[int]] = {}
        self._bodies: dict[int, ev.AnnotationWritten] = {}
        self._void: set[int] = set()
        self._standing: tuple[AnnotationSpan, ...] | None = ()
        self.handlers: Mapping[type[ev.Body], Callable[[int, int, Any], None]] = {
            ev.AnnotationWritten: self._write,
            ev.EntryVoided: self._take_back,
            ev.EntryRestored: self._take_back,
        }

    @property
    def standing(self) -> tuple[AnnotationSpan, ...]:
        """What stands of them, in the order of time: of each the last version that is not void."""
        if self._standing is None:
            last = (
                next((seq for seq in reversed(seqs) if seq not in self._void), 0) for seqs in self._written.values()
            )
            self._standing = tuple(sorted((_span(seq, self._bodies[seq]) for seq in last if seq), key=_order))
        return self._standing

    def _write(self, _ms: int, seq: int, body: ev.AnnotationWritten) -> None:
        self._written.setdefault(body.annotation, []).append(seq)
        self._bodies[seq] = body
        self._standing = None

    def _take_back(self, _ms: int, _seq: int, body: ev.EntryVoided | ev.EntryRestored) -> None:
        if body.seq in self._bodies:
            (self._void.add if isinstance(body, ev.EntryVoided) else self._void.discard)(body.seq)
            self._standing = None


def _span(seq: int, body: ev.AnnotationWritten) -> AnnotationSpan:
    end_ms = body.at_ms if body.to_ms is None else max(body.at_ms, body.to_ms)
    return AnnotationSpan(
        body.at_ms, end_ms, seq, body.annotation, body.kind, body.text, body.who, body.on, body.finding, body.objective
    )


def _order(span: AnnotationSpan) -> tuple[int, int]:
    return span.start_ms, span.number
