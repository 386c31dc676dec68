"""A drill of a shipped script that reached EndEx, with what a trainer said of it afterwards."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

from player.engine import commands as do
from player.export import session_jsonl
from player.export.formats import SessionExporter
from player.export.session_options import DEFAULTS, SessionOptions
from player.export.session_source import SessionSource, session_source
from player.model.events import AnnotationKind, AnswerKind
from player.session.afterwards import Afterwards
from player.session.store import read_session
from tests.helpers.clocks import FakeClock

PLAYED = Path(__file__).parents[1] / "golden" / "session" / "version-1.gladi"
FORMULA = '=HYPERLINK("http://x","y")'


def reviewed_session(path: Path) -> Path:
    """Write such a session; gives its path."""
    shutil.copy(PLAYED, path)
    saved = read_session(path)
    clock = FakeClock(utc_ms=saved.last_wall.utc_ms + 600_000)
    after = Afterwards(saved, clock)
    source = SessionSource(saved)
    objective = next(iter(source.scenario.objectives))
    note = source.fit.records[4].event.seq
    for command in (
        do.Annotate(AnnotationKind.STRENGTH, 60_000, FORMULA, to_ms=120_000, objective=objective, who="Ipda Sari"),
        do.Annotate(AnnotationKind.IMPROVEMENT, 0, '+62 812; "kutip"\nbaris dua', on=note, who="Ipda Sari"),
        do.Annotate(AnnotationKind.BOOKMARK, 300_000),
        do.RateObjective(objective, "S", "-5 orang terlambat", "Ipda Sari"),
        do.PlanCorrective("Latih himbauan", "Kasat Samapta", "2026-12-31", annotation=2, objective=objective),
        do.WriteSummary("Latihan berjalan baik.", "Ipda Sari"),
        do.AnswerFinding(source.findings[0].key, AnswerKind.EXPLAINED, "@atas perintah", "Kabag Ops"),
    ):
        after.do(command)
        clock.advance_ms(1_000)
    last = after.saved.records[-1].event.seq
    for undo in (do.VoidEntry(last), do.RestoreEntry(last), do.VoidEntry(last)):
        after.do(undo)
    return path


def exported(source: SessionSource | Path, exporter: SessionExporter, options: SessionOptions = DEFAULTS) -> bytes:
    """The file of a session."""
    target = io.BytesIO()
    exporter.write(session_source(source) if isinstance(source, Path) else source, target, options)
    return target.getvalue()


def exported_to(path: Path, source: SessionSource) -> Path:
    """Write a session as JSON lines to a file."""
    with path.open("wb") as target:
        session_jsonl.write(source, target, DEFAULTS)
    return path
