"""The report of an hour's drill as a PDF, in a process that has written one before, and the least that could do it."""

from __future__ import annotations

import io
import tempfile
from pathlib import Path

from player.export.report.content import report_of
from player.export.report.formats import REPORT_FORMATS
from player.export.report.pdf import STANDARD
from player.model.paper import Report
from player.review.timeline import Timeline
from player.session.reader import SavedSession
from player.session.store import read_session
from tests.bench.measure import Goal, Result, in_turn, median, milliseconds
from tests.helpers.hour_session import hour_session

NAME = "report of an hour's drill as PDF / folding it + an empty page by typst"
GOAL = Goal(ratio=20.0, figure=1_000)
ROUNDS = 5


def run() -> Result:
    """Write it several times after a first time that reads fonts and modules; tell of the other formats beside it."""
    with tempfile.TemporaryDirectory(prefix="gladi-bench-") as folder:
        saved = read_session(hour_session(Path(folder) / "hour.gladi"))
    pdf, *others = REPORT_FORMATS
    report = report_of(saved, "id")
    pdf.write(report, io.BytesIO())

    def whole() -> None:
        pdf.write(report_of(saved, "id"), io.BytesIO())

    measured, floor = in_turn(lambda: milliseconds(whole), lambda: milliseconds(lambda: least(saved)), ROUNDS, median)
    told = [f"{each.NAME} {_written_ms(each, report):.0f} ms" for each in others]
    return Result(measured, floor, note=f"median of {ROUNDS}; {len(saved.records)} events; beside it {', '.join(told)}")


def least(saved: SavedSession) -> None:
    """The least that any such report must do: fold the drill, and set one page."""
    from typst import Compiler, Fonts

    Timeline.of(saved)
    page = b'#set document(title: "t")\n#set page("a4")\nx'
    fonts = Fonts(include_system_fonts=False)
    Compiler(page, font_paths=fonts, ignore_system_fonts=True).compile(
        format="pdf", pdf_standards=STANDARD, timestamp=0
    )


def _written_ms(each: object, report: Report) -> float:
    write = getattr(each, "write")  # noqa: B009  modules stand in for objects here
    write(report, io.BytesIO())
    return milliseconds(lambda: write(report, io.BytesIO()))
