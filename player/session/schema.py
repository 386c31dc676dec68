"""The layout of a session file: SQLite tables that take new events and refuse any change to old ones."""

from __future__ import annotations

from player.session.chain import Row

SUFFIX = ".gladi"

APPLICATION_ID = int.from_bytes(b"Glad")
"""Says in the header of the SQLite file whose file it is."""

FORMAT = 1
"""Version of the layout, the ``user_version`` of the SQLite file."""

NEVER_ALIVE = 0
"""What the sign of life of a salvaged copy names as the last event saved: none was, by a drill, in that file.

It stands under no hash and outside the log; the first sign of life of a drill that is taken up in it replaces it.
"""

STATEMENTS = (
    """\
CREATE TABLE events (
    seq INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    version INTEGER NOT NULL,
    wall_utc_ms INTEGER NOT NULL,
    zone TEXT NOT NULL,
    offset_min INTEGER NOT NULL,
    exercise_ms INTEGER NOT NULL,
    scenario_ms INTEGER NOT NULL,
    actor TEXT NOT NULL,
    data TEXT NOT NULL,
    hash TEXT NOT NULL
)""",
    """\
CREATE TABLE scenario (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    name TEXT NOT NULL,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    sha256 TEXT NOT NULL
)""",
    """\
CREATE TABLE pulse (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    exercise_ms INTEGER NOT NULL,
    wall_utc_ms INTEGER NOT NULL,
    zone TEXT NOT NULL,
    offset_min INTEGER NOT NULL,
    seq INTEGER NOT NULL
)""",
    """\
CREATE TRIGGER events_follow_each_other BEFORE INSERT ON events
WHEN NEW.seq IS NOT (SELECT ifnull(max(seq), 0) + 1 FROM events)
BEGIN SELECT RAISE(ABORT, 'events follow each other without a gap'); END""",
    """\
CREATE TRIGGER events_never_change BEFORE UPDATE ON events
BEGIN SELECT RAISE(ABORT, 'events never change'); END""",
    """\
CREATE TRIGGER events_are_never_deleted BEFORE DELETE ON events
BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END""",
    """\
CREATE TRIGGER scenario_is_written_once BEFORE INSERT ON scenario
WHEN EXISTS (SELECT 1 FROM scenario)
BEGIN SELECT RAISE(ABORT, 'the scenario is written once'); END""",
    """\
CREATE TRIGGER scenario_never_changes BEFORE UPDATE ON scenario
BEGIN SELECT RAISE(ABORT, 'the scenario never changes'); END""",
    """\
CREATE TRIGGER scenario_is_never_deleted BEFORE DELETE ON scenario
BEGIN SELECT RAISE(ABORT, 'the scenario is never deleted'); END""",
)
"""What makes an empty SQLite file a session. `verify_session` compares a file with exactly this."""

COLUMNS = Row._fields
"""The columns of ``events``, in the order of the fields of `Row`."""

NUMBERS = frozenset({"seq", "version", "wall_utc_ms", "offset_min", "exercise_ms", "scenario_ms"})
"""Those of them that hold numbers; all others hold texts."""

_COLUMNS = ", ".join(COLUMNS)
INSERT_EVENT = f"INSERT INTO events ({_COLUMNS}) VALUES ({', '.join('?' * len(COLUMNS))})"  # noqa: S608  own words only
SELECT_EVENTS = f"SELECT {_COLUMNS} FROM events"  # noqa: S608
INSERT_SCENARIO = "INSERT INTO scenario (id, name, title, text, sha256) VALUES (1, ?, ?, ?, ?)"
SELECT_SCENARIO = "SELECT name, title, text, sha256 FROM scenario"
INSERT_PULSE = "REPLACE INTO pulse (id, exercise_ms, wall_utc_ms, zone, offset_min, seq) VALUES (1, ?, ?, ?, ?, ?)"
SELECT_PULSE = "SELECT exercise_ms, wall_utc_ms, zone, offset_min, seq FROM pulse"
