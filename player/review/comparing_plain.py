"""A comparison as plain data, for JSON and for other programs.

Every list of values has one for each of ``sessions``, in their order; a drill is named by its place there, from 0. All
times are whole milliseconds, of exercise time where they are moments. Keys are never renamed; what is not known is
null.
"""

from __future__ import annotations

from typing import Any

from player.review.comparing import Comparison
from player.review.comparing_subjects import Subject


def plain_comparison(comparison: Comparison) -> dict[str, Any]:
    """All of it."""
    alignment, scenario = comparison.alignment, comparison.subjects[0].scenario
    return {
        "scenario": {"id": scenario.id, "title": str(scenario.title)},
        "by": comparison.by.value,
        "base": comparison.base,
        "sessions": [_subject(subject) for subject in comparison.subjects],
        "scripts": [
            {"part": one.part.value, "changed": list(one.changed), "lacking": list(one.lacking)}
            for one in comparison.scripts
        ],
        "axis": {
            "length_ms": alignment.length_ms,
            "phases": [
                {
                    "phase": slot.phase,
                    "round": slot.round,
                    "start_ms": slot.start_ms,
                    "length_ms": slot.length_ms,
                    "has": list(slot.has),
                }
                for slot in alignment.slots
            ],
            "pieces": [
                [{"from_ms": one.from_ms, "to_ms": one.to_ms, "shift_ms": one.shift_ms} for one in placed.pieces]
                for placed in alignment.placed
            ],
        },
        "measures": [
            {
                "group": row.section.value,
                "key": row.key,
                "of": row.of,
                "unit": row.unit.value,
                "values": list(row.values),
                "wholes": list(row.wholes) or None,
                "differences": list(row.differences(comparison.base)),
                "toward": row.toward and row.toward.value,
                "named": list(row.named),
            }
            for row in comparison.rows
        ],
        "firsts": [
            {
                "of": one.of.value,
                "id": one.id,
                "round": one.round,
                "phase": one.phase,
                "results": [
                    {"outcome": result.outcome.value, "time_ms": result.time_ms, "at_ms": result.at_ms}
                    for result in one.results
                ],
                "first": list(one.first),
            }
            for one in comparison.contests
        ],
    }


def _subject(subject: Subject) -> dict[str, Any]:
    started = subject.started
    return {
        "file": None if subject.path is None else str(subject.path),
        "plan": subject.is_plan,
        "state": subject.state.value,
        "started_utc_ms": None if started is None else started.utc_ms,
        "reached_ms": subject.end_ms,
        "script_sha256": subject.sha256,
        "phases": [
            {"phase": stay.phase, "round": stay.round, "start_ms": stay.start_ms, "end_ms": stay.end_ms}
            for stay in subject.stays
        ],
    }
