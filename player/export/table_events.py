"""The log of a session as a table: every event with its three times, its words and its place in the chain."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta

from player.export.cells import CLOCK, MOMENT, SPAN, WHOLE, YES_NO
from player.export.session_source import SessionSource
from player.export.table import Column, Table, Value
from player.i18n import N_, _
from player.model.events import Actor
from player.model.times import DAY_MS
from player.review.lines import LINE_KIND_TITLES
from player.session.codec import CODEC

ACTOR_TITLES: Mapping[Actor, str] = {
    Actor.CONTROLLER: N_("Controller"),
    Actor.ENGINE: N_("Gladi, by the script"),
    Actor.PLAN: N_("Plan"),
    Actor.OBSERVER: N_("Observer"),
    Actor.TRAINER: N_("Trainer"),
}
"""Who caused an event."""

_COLUMNS = (
    Column("seq", N_("No."), 7, WHOLE),
    Column("exercise_time", N_("Exercise time"), 11, SPAN),
    Column("line", N_("What happened"), 72),
    Column("about", N_("About"), 14),
    Column("actor", N_("By"), 18),
    Column("local_time", N_("Time there"), 20, MOMENT),
    Column("zone", N_("Time zone"), 10),
    Column("story_time", N_("Time in the story"), 11, CLOCK),
    Column("alert", N_("Late or not seen"), 9, YES_NO),
    Column("void", N_("Voided"), 9, YES_NO),
    Column("after_endex", N_("After EndEx"), 9, YES_NO),
    Column("wall_utc", N_("Time, UTC"), 26),
    Column("offset_min", N_("Minutes east of UTC"), 10, WHOLE),
    Column("exercise_ms", N_("Exercise time, ms"), 12, WHOLE),
    Column("story_ms", N_("Time in the story, ms"), 12, WHOLE),
    Column("kind", N_("Kind"), 24),
    Column("data", N_("Data of the event"), 48),
    Column("hash", N_("Hash of the event"), 68),
)


def _rows(source: SessionSource, _step_ms: int) -> Iterator[tuple[Value, ...]]:
    voided, entries = source.state.voided, source.fit.exercise_entries
    abouts = {kind: _(title) for kind, title in LINE_KIND_TITLES.items()}
    actors = {actor: _(title) for actor, title in ACTOR_TITLES.items()}
    for record, line in source.lines():
        event, wall = record.event, record.wall
        yield (
            event.seq,
            event.exercise_ms,
            line.text,
            abouts[line.kind],
            actors[event.actor],
            wall.local_ms,
            wall.zone,
            event.scenario_ms % DAY_MS,
            line.alert,
            event.seq in voided,
            event.seq > entries,
            utc_text(wall.utc_ms),
            wall.offset_min,
            event.exercise_ms,
            event.scenario_ms,
            event.body.NAME,
            CODEC.text(event.body),
            record.hash,
        )


def utc_text(utc_ms: int) -> str:
    """A moment as ISO 8601 writes it: ``2026-08-26T02:00:00.000Z``."""
    try:
        moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=utc_ms)
    except OverflowError:  # a clock gone mad, which is no reason to lose the event
        return f"{utc_ms} ms"
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


EVENTS = Table("events", N_("Events"), _COLUMNS, _rows, frozen=3, printed=11)
