"""What Review shows of a tick that the log tells otherwise."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QApplication

from player.engine import commands as do
from player.i18n import use_language
from player.model import events as ev
from player.model.times import MINUTE_MS, SECOND_MS
from player.scenario import read_scenario
from player.session.live import LiveDrill
from player.session.store import SessionWriter, read_session
from player.ui.assess.book import Book
from player.ui.assess.lists import evidence_rows, tally_text
from player.ui.instrument.lane_kinds import LaneKind
from player.ui.instrument.lanes import LanesView
from player.ui.review_view import ReviewView
from tests.helpers.clocks import FakeClock
from tests.helpers.desk_script import short_script
from tests.ui.lanes_looked import lane_of, told

_AIMS = "objectives:\n  - {id: told, title: The crowd is told, tasks: [{id: say, title: Say it}]}\n"
SAID = "ticked 00:03:00; by the log begun 00:03:08 (8 s later)"


def _session(folder: Path) -> Path:
    """The warning is ticked at 3:00 and begins at 3:08; the report is ticked, and nothing could show it."""
    text = short_script().text.replace("within: 3m}", "within: 3m, objective: told, task: say}", 1)
    loaded = read_scenario(text.replace("phases:\n", _AIMS + "phases:\n", 1), "told.yaml")
    path, clock = folder / "told.gladi", FakeClock()
    drill = LiveDrill(loaded, SessionWriter.create(path, loaded, clock), clock)
    turns = (
        (0, (do.StartExercise(),)),
        (2 * MINUTE_MS, (do.FireInject("orator", ev.Firing.GO),)),
        (3 * MINUTE_MS, (do.TickExpected("warn"), do.TickExpected("report"))),
        (3 * MINUTE_MS + 8 * SECOND_MS, (do.StartAction("warning"),)),
        (9 * MINUTE_MS, (do.EndExercise(),)),
    )
    for at_ms, commands in turns:
        clock.advance_ms(at_ms - drill.now_ms)
        drill.tick()
        for command in commands:
            drill.do(command)
    drill.close()
    return path


def test_the_lane_and_the_assessment_have_both_times(tmp_path: Path, qapp: QApplication) -> None:
    use_language("en")
    view = ReviewView(read_session(_session(tmp_path)))
    lanes = LanesView(view)
    lanes.set_edges(170, 12)
    lanes.resize(1200, 700)
    lanes.set_range(0, 12 * MINUTE_MS, (0, 12 * MINUTE_MS))
    lanes.show()
    qapp.processEvents()
    lane = lane_of(lanes, LaneKind.EXPECTED)
    shift = lanes.lane_box(lane).top() - lane.top
    words = []
    for bar in lanes.places.bars[LaneKind.EXPECTED]:
        box = lanes.places.bar_box(lane, bar).translated(0, shift)
        words.append(told(lanes, QPointF(box.left() + 12, box.center().y())))
    lanes.close()
    lanes.deleteLater()
    warned, reported = sorted(words, key=lambda text: "Warn the crowd" not in text)
    assert SAID in warned.split("\n")
    assert "by the log" not in reported

    book = Book(view)
    rows = {row.key[0]: row for row in evidence_rows(view, book, view.scenario.objectives["told"])}
    assert SAID in rows["called"].detail
    assert (rows["called"].icon, rows["called"].tone) == ("circle-help", "warn")
    assert rows["task"].icon == "circle-help"
    assert tally_text(list(book.called)) == "2 on time, of them 1 otherwise by the log"
