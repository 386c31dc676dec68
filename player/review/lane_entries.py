"""The lanes of what people put down: what was observed, by observer, and casualties, arrests and evidence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any

from player.engine.transitions import RECORDED
from player.model import events as ev
from player.model.doctrine import RecordKind
from player.review.lane_marks import ObservedKind, ObservedMark, RecordMark
from player.review.lane_spans import Track

_DETAILS = {
    kind: tuple(field.name for field in fields(body) if field.name != "number") for body, kind in RECORDED.items()
}


class EntryLanes:
    """What was put down after the events followed so far.

    Attributes:
        observed: tags, notes and markers, by the name of who put them down (empty: the controller), in the order in
            which they were first heard of; ``every``: all of them in one track.
        records: casualties, arrests and evidence.
        handlers: what takes in each kind of event: exercise time, number, body.
    """

    def __init__(self) -> None:
        self.observed: dict[str, Track[ObservedMark]] = {}
        self.every: Track[ObservedMark] = Track()
        self.records: Track[RecordMark] = Track()
        self._seen: dict[int, tuple[str, int, int]] = {}
        self._recorded: dict[int, int] = {}
        self._numbers: dict[tuple[RecordKind, int], int] = {}
        self.handlers: Mapping[type[ev.Body], Callable[[int, int, Any], None]] = {
            ev.TagObserved: self._tag,
            ev.NoteWritten: self._note,
            ev.MarkerPlaced: self._marker,
            ev.ObservationAmended: self._amend_tag,
            **dict.fromkeys(RECORDED, self._record),
            ev.RecordAmended: self._amend_record,
            ev.EntryVoided: self._void,
            ev.EntryRestored: self._void,
        }

    def _tag(self, ms: int, seq: int, body: ev.TagObserved) -> None:
        kind, who = ObservedKind.TAG, body.observer
        self._see(ObservedMark(ms, seq, kind, who, body.text, body.tag, body.unit, body.place, body.rating))

    def _note(self, ms: int, seq: int, body: ev.NoteWritten) -> None:
        self._see(
            ObservedMark(ms, seq, ObservedKind.NOTE, body.observer, body.text, on=body.on, begun_ms=body.begun_ms)
        )

    def _marker(self, ms: int, seq: int, body: ev.MarkerPlaced) -> None:
        self._see(ObservedMark(ms, seq, ObservedKind.MARKER, body.observer, body.text))

    def _see(self, mark: ObservedMark) -> None:
        track = self.observed.setdefault(mark.observer, Track())
        self._seen[mark.seq] = mark.observer, len(track), len(self.every)
        track.add(mark)
        self.every.add(mark)

    def _change(self, seq: int, **changes: Any) -> None:
        who, place, place_of_all = self._seen[seq]
        mark = self.observed[who].items[place]._replace(**changes)
        self.observed[who].exchange(place, mark)
        self.every.exchange(place_of_all, mark)

    def _amend_tag(self, _ms: int, _seq: int, body: ev.ObservationAmended) -> None:
        value = body.value or None if body.field == "unit" else body.value
        self._change(body.seq, **{body.field: value})

    def _record(self, ms: int, seq: int, body: ev.Body) -> None:
        kind = RECORDED[type(body)]
        details = {name: getattr(body, name) or "" for name in _DETAILS[kind]}
        number: int = getattr(body, "number")  # noqa: B009 - each of these bodies has one
        self._numbers[kind, number] = self._recorded[seq] = len(self.records)
        self.records.add(RecordMark(ms, seq, kind, number, details))

    def _amend_record(self, _ms: int, _seq: int, body: ev.RecordAmended) -> None:
        place = self._numbers[body.kind, body.number]
        mark = self.records.items[place]
        self.records.exchange(place, mark._replace(details={**mark.details, body.field: body.value}))

    def _void(self, _ms: int, _seq: int, body: ev.EntryVoided | ev.EntryRestored) -> None:
        voided = isinstance(body, ev.EntryVoided)
        if body.seq in self._seen:
            self._change(body.seq, voided=voided)
        elif body.seq in self._recorded:
            place = self._recorded[body.seq]
            self.records.exchange(place, self.records.items[place]._replace(voided=voided))
