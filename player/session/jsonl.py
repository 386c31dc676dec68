"""A session as lines of text that any program can read: JSON Lines, which can be made a session again.

The first line tells of the session: ``format`` and ``version`` of these lines, the ``scenario`` (name, title, text and
its sha256), the ``pulse`` (last sign of life), how many ``events`` follow and the ``head_hash`` of the last, the
``session_id``, the ``gladi_version`` it was run with and, where the file it came from was damaged, ``first_bad_seq``,
the first event left behind. Every further line is one event as canonical JSON: the columns of the log with ``data`` as
an object. The hash of a line is that of `player.session.chain`: put ``previous`` in the place of ``hash``, in canonical
JSON, and take the SHA-256.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from player.model.events import Record
from player.session.chain import Row
from player.session.codec import canonical_json
from player.session.reader import Pulse, SavedSession
from player.session.rows import saved_rows

JSONL_SUFFIX = ".jsonl"

FORMAT_NAME = "gladi session"
"""Says in the first line what the lines are."""

FORMAT_VERSION = 1


def jsonl_lines(saved: SavedSession) -> Iterator[str]:
    """A session as lines, without their ends: always the same for the same session.

    Raises:
        SessionUnreadable: its file is no longer what was read.
    """
    yield canonical_json(_header(saved))
    for row in saved_rows(saved):
        yield row_line(row)


def row_line(row: Row) -> str:
    """One event as canonical JSON. Its data stands in it as the very text the file holds."""
    columns = row._asdict()
    data = columns.pop("data")
    parts = [(name, canonical_json(value)) for name, value in columns.items()]
    return "{" + ",".join(f'"{name}":{text}' for name, text in sorted([*parts, ("data", data)])) + "}"


def _header(saved: SavedSession) -> dict[str, Any]:
    pulse, loaded = _pulse(saved), saved.loaded
    return {
        "format": FORMAT_NAME,
        "version": FORMAT_VERSION,
        "session_id": saved.opened.session_id,
        "gladi_version": saved.opened.gladi_version,
        "events": len(saved.records),
        "head_hash": saved.head_hash,
        "first_bad_seq": None if saved.damage is None else saved.damage.seq,
        "pulse": {
            "exercise_ms": pulse.exercise_ms,
            "wall_utc_ms": pulse.wall.utc_ms,
            "zone": pulse.wall.zone,
            "offset_min": pulse.wall.offset_min,
            "seq": pulse.seq,
        },
        "scenario": {
            "name": loaded.name,
            "title": dict(loaded.scenario.title.by_language),
            "text": loaded.text,
            "sha256": loaded.sha256,
        },
    }


def _pulse(saved: SavedSession) -> Pulse:
    """The last sign of life; where it tells of events that are lost, the last event that is not."""
    last: Record = saved.records[-1]
    if saved.pulse is None or saved.pulse.seq > last.event.seq:
        return Pulse(last.event.exercise_ms, last.wall, last.event.seq)
    return saved.pulse
