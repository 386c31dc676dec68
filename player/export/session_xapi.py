"""A session as statements of the Experience API (xAPI 1.0.3), for a learning record store.

Every event is one statement: who did what to which activity of the script, with its result, under the registration of
the session. What was voided is voided by ADL's own verb; what was restored is stated anew, as the specification asks.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from typing import IO, Any
from uuid import UUID, uuid5

from player.export.inert import writable
from player.export.session_options import SessionOptions
from player.export.session_source import SessionSource
from player.export.xapi_terms import (
    LATE,
    NAMESPACE,
    OWN,
    VERBS,
    duration_text,
    extension,
    verb_object,
)
from player.export.xapi_things import Things
from player.i18n import N_, Message
from player.model import events as ev
from player.model.doctrine import Rating
from player.session.codec import CODEC

NAME = "xapi"
TITLE = N_("every event of the session as a statement for a learning record store (xAPI 1.0.3)")
SUFFIX = ".json"

_VERSION = "1.0.0"
"""What the specification has statements of every 1.0.x say."""

_WORDS = ("text", "reason", "why")
"""The fields of events in which somebody says something."""

_SCORES = {Rating.P: 3, Rating.S: 2, Rating.M: 1, Rating.U: 0}
_ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))


def write(source: SessionSource, target: IO[bytes], _options: SessionOptions) -> tuple[Message, ...]:
    """Write a JSON array of statements, one on a line."""
    target.write(b"[")
    for number, statement in enumerate(statements(source)):
        text = _ENCODER.encode(statement)
        target.write((",\n" if number else "\n").encode() + writable(text).encode())
    target.write(b"\n]\n")
    return source.notes()


def statements(source: SessionSource) -> Iterator[dict[str, Any]]:
    """The statements of a session, always with the same ids."""
    return _Teller(source).statements()


class _Teller:
    def __init__(self, source: SessionSource) -> None:
        self._source = source
        self._registration = registration_of(source.saved.opened.session_id)
        self._things = Things(source.scenario, source.saved.opened.session_id)
        self._stated: dict[int, dict[str, Any]] = {}

    def statements(self) -> Iterator[dict[str, Any]]:
        opened, voidable = self._source.saved.opened, self._source.state.voidable
        for record, line in self._source.lines():
            event = record.event
            self._things.learn(event.body)
            statement = {
                "id": str(uuid5(self._registration, f"{event.seq} {record.hash}")),
                "timestamp": timestamp_text(record.wall),
                "version": _VERSION,
                **self._said(event),
            }
            context = self._context(event, record.hash, line.text)
            if statement["object"].get("objectType") == "Activity":
                context.update(platform=f"Gladi {opened.gladi_version}", revision=opened.scenario_sha256)
            statement["context"] = {**statement.get("context", {}), **context}
            if event.seq in voidable:
                self._stated[event.seq] = statement
            yield statement

    def _said(self, event: ev.Event) -> dict[str, Any]:
        """Actor, verb, object and result of an event."""
        body = event.body
        verb = VERBS[type(body)]
        if isinstance(body, ev.ExpectedActionMet) and body.late:
            verb = LATE
        elif isinstance(body, ev.AnnotationWritten) and body.kind is ev.AnnotationKind.BOOKMARK:
            verb = VERBS[ev.MarkerPlaced]
        said: dict[str, Any] = {
            "actor": self._actor(event),
            "verb": verb_object(verb),
            "object": self._things.of(event),
        }
        match body:
            case ev.EntryVoided(seq=seq) if seq in self._stated:
                return {**said, "object": {"objectType": "StatementRef", "id": self._stated[seq]["id"]}}
            case ev.EntryRestored(seq=seq) if seq in self._stated:
                again = {**self._stated[seq], "id": str(uuid5(self._registration, f"restored {event.seq}"))}
                self._stated[seq] = again
                return again
            case ev.EntryVoided():
                return {**said, "verb": verb_object(VERBS[ev.RecordAmended])}  # only a statement can be voided
            case ev.ObjectiveRated(who=who):
                said["context"] = {"instructor": self._things.role(ev.Actor.TRAINER, who)}
        result = _result(event)
        return {**said, "result": result} if result else said

    def _actor(self, event: ev.Event) -> dict[str, Any]:
        """Who did it: the unit on the ground, who gave the order, or who sat at the desk."""
        things, body = self._things, event.body
        match body:
            case ev.ExpectedActionMet(expected=name) | ev.ExpectedActionMissed(expected=name):
                by_action = getattr(body, "by_action", None)
                unit = self._source.scenario.expected_by_id[name].by if by_action is None else things.doer(by_action)
                return things.everybody() if unit is None else things.unit(unit)
            case ev.ObjectiveRated():
                return things.everybody()
            case ev.ActionStarted() | ev.ActionStageChanged() | ev.ActionStopped():
                return things.unit(things.doer(body.action))
            case ev.OrderGiven(rank=rank, who=who):
                return things.giver(rank, who)
        by = {ev.ArrestRecorded: "", ev.ObserverTookTurn: "name"}  # "who" of an arrest is the person arrested
        names = (by[type(body)],) if type(body) in by else ("who", "observer")
        who = next((value for name in names if (value := getattr(body, name, ""))), "")
        return things.role(event.actor, who)

    def _context(self, event: ev.Event, row_hash: str, line: str) -> dict[str, Any]:
        return {
            "registration": str(self._registration),
            "contextActivities": {
                "grouping": [self._things.exercise],
                "category": [{"objectType": "Activity", "id": f"{OWN}profile/1"}],
            },
            "extensions": {
                extension("exercise-ms"): event.exercise_ms,
                extension("story-ms"): event.scenario_ms,
                extension("event"): event.seq,
                extension("kind"): event.body.NAME,
                extension("data"): CODEC.plain(event.body),
                extension("hash"): row_hash,
                extension("in-words"): line,
            },
        }


def _result(event: ev.Event) -> dict[str, Any]:
    """What came of an event."""
    body = event.body
    found = _response(next(filter(None, (getattr(body, name, "") for name in _WORDS)), ""))
    match body:
        case ev.ExpectedActionMet(late=late, latency_ms=latency_ms):
            found = {"success": not late, "completion": True, "duration": duration_text(latency_ms)}
        case ev.ExpectedActionMissed():
            found = {"success": False, "completion": False}
        case ev.ExerciseEnded() | ev.ScriptCompleted():
            found = {"completion": True, "duration": duration_text(event.exercise_ms)}
        case ev.ReadinessChecked(ready=ready, note=note):
            found = {"success": ready, **_response(note)}
        case ev.DecisionTaken(choice=choice):
            found = {"response": choice}
        case ev.ObjectiveRated(rating=rating, comment=comment):
            found = {**_score(rating), **_response(comment)}
    return found


def _response(words: str) -> dict[str, Any]:
    return {"response": words} if words else {}


def _score(rating: str) -> dict[str, Any]:
    if rating not in set(Rating):
        return {}
    raw = _SCORES[Rating(rating)]
    return {"score": {"scaled": round(raw / 3, 4), "raw": raw, "min": 0, "max": 3}}


def registration_of(session_id: str) -> UUID:
    """The registration of a session: its own id, where that is a UUID."""
    try:
        return UUID(session_id)
    except ValueError:
        return uuid5(NAMESPACE, f"session {writable(session_id)}")


def timestamp_text(wall: ev.WallTime) -> str:
    """A moment as RFC 3339 writes it, with the offset there."""
    try:
        zone = timezone(timedelta(minutes=wall.offset_min))
        moment = (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=wall.utc_ms)).astimezone(zone)
    except (OverflowError, ValueError):  # a clock gone mad
        moment = datetime(1970, 1, 1, tzinfo=UTC)
    return moment.isoformat(timespec="milliseconds")
