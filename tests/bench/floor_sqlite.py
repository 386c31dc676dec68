"""The floor under the cost of saving an event: one row into one table of bare sqlite3, as safe on the disk as ours."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path


def bare_log(path: Path) -> sqlite3.Connection:
    """A new file with a table of the columns of an event and the same guarantees of the disk, and nothing else."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode=DELETE")
    connection.execute("PRAGMA synchronous=EXTRA")
    connection.execute(
        "CREATE TABLE events (seq INTEGER PRIMARY KEY, kind TEXT, version INTEGER, wall_utc_ms INTEGER, zone TEXT,"
        " offset_min INTEGER, exercise_ms INTEGER, scenario_ms INTEGER, actor TEXT, data TEXT, hash TEXT)"
    )
    return connection


def bare_append(connection: sqlite3.Connection, rows: Iterable[Sequence[object]]) -> None:
    """Save finished rows in one transaction each."""
    for row in rows:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
        connection.execute("COMMIT")
