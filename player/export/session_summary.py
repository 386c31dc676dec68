"""What an exported session is, in a few lines: for the first sheet of a workbook and the note beside the files."""

from __future__ import annotations

from collections.abc import Iterator

from player.export.msel import line
from player.export.session_source import SessionSource
from player.i18n import _
from player.model.events import ExerciseEnded, ExerciseStarted, WallTime
from player.model.times import clock_text


def summary_rows(source: SessionSource) -> Iterator[tuple[str, str | int]]:
    """Each thing by its name, in the language in use."""
    saved, opened = source.saved, source.saved.opened
    yield _("Exercise"), line(source.scenario.title)
    yield _("Place"), line(source.scenario.place.name)
    yield _("StartEx"), _wall(source.wall_of(ExerciseStarted))
    yield _("EndEx"), _wall(source.wall_of(ExerciseEnded))
    yield _("Length"), clock_text(source.measures.length_ms, hours=True)
    yield _("Events"), len(source.fit.records)
    yield _("Events after EndEx"), len(source.fit.records) - source.fit.exercise_entries
    yield _("Script"), saved.loaded.name
    yield _("SHA-256 of the script"), saved.loaded.sha256
    yield _("Session"), opened.session_id
    yield _("Run with"), f"Gladi {opened.gladi_version}"
    yield _("Finding rules"), opened.rules_version
    yield _("Head hash"), saved.head_hash
    if source.fit.finished:
        yield _("Head hash at EndEx"), source.fit.records[source.fit.exercise_entries - 1].hash
    yield _("To be read so"), f"{_('training index, not a prediction')} · {_('findings, no verdicts')}"
    for note in source.notes():
        yield _("Mind"), str(note)


def _wall(wall: WallTime | None) -> str:
    return "–" if wall is None else f"{wall.local:%Y-%m-%d %H:%M:%S} {wall.zone}"
