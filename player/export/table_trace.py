"""The curves of a session as a table: the crowd, the force and its ceiling, second by second."""

from __future__ import annotations

from collections.abc import Iterator

from player.export.cells import CLOCK, DECIMAL, SPAN, WHOLE, YES_NO
from player.export.session_source import SessionSource
from player.export.table import Column, Table, Value
from player.i18n import N_, _
from player.model.doctrine import BEHAVIOUR_TITLES, SITUATION_TITLES, Behaviour, Situation
from player.model.times import DAY_MS, SECOND_MS

_COLUMNS = (
    Column("exercise_time", N_("Exercise time"), 11, SPAN),
    Column("story_time", N_("Time in the story"), 11, CLOCK),
    Column("tension", N_("Tension, index 0–100"), 11, DECIMAL),
    Column("situation", N_("Situation"), 12),
    Column("behaviour", N_("Behaviour"), 22),
    Column("force", N_("Stage of force"), 9, WHOLE),
    Column("ceiling", N_("Ceiling of force"), 9, WHOLE),
    Column("personnel", N_("Personnel committed"), 11, WHOLE),
    Column("activity", N_("Activity, 0–1"), 10, DECIMAL),
    Column("legitimacy", N_("Legitimacy, 0–1"), 10, DECIMAL),
    Column("presence", N_("Presence, 0–1"), 10, DECIMAL),
    Column("dispersed", N_("Dispersed"), 10, YES_NO),
    Column("dialogue", N_("Dialogue, 0–1"), 10, DECIMAL),
    Column("provocateurs", N_("Provocateurs, 0–1"), 10, DECIMAL),
    Column("pressure", N_("Pressure, per minute"), 10, DECIMAL),
    Column("behaviour_key", N_("Behaviour, key"), 16),
    Column("exercise_ms", N_("Exercise time, ms"), 12, WHOLE),
)


def _rows(source: SessionSource, step_ms: int) -> Iterator[tuple[Value, ...]]:
    columns = source.timeline.crowd.columns()
    starts_ms = source.scenario.place.starts_ms
    situations = {int(one): _(SITUATION_TITLES[one]) for one in Situation}
    behaviours = {int(one): (_(BEHAVIOUR_TITLES[one]), one.key) for one in Behaviour}
    for row in range(0, source.last_second_ms // SECOND_MS + 1, max(1, step_ms // SECOND_MS)):
        t_ms = int(columns["t_ms"][row])
        behaviour, key = behaviours[int(columns["behaviour"][row])]
        yield (
            t_ms,
            (starts_ms + t_ms) % DAY_MS,
            round(columns["tension"][row], 3),
            situations[int(columns["situation"][row])],
            behaviour,
            int(columns["force"][row]),
            int(columns["ceiling"][row]),
            int(columns["personnel"][row]),
            round(columns["activity"][row], 5),
            round(columns["legitimacy"][row], 5),
            round(columns["presence"][row], 5),
            bool(columns["dispersed"][row]),
            round(columns["dialogue"][row], 5),
            round(columns["provocateurs"][row], 5),
            round(columns["pressure"][row], 5),
            key,
            t_ms,
        )


TRACE = Table("trace", N_("Curves"), _COLUMNS, _rows, printed=12)
