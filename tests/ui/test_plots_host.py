from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from player.i18n import use_language
from player.model.times import MINUTE_MS
from player.ui.background import ThreadBackground
from player.ui.plots.drill_plots import DrillPlots
from player.ui.plots.host import PlotHost, PlotsPlaceholder
from player.ui.theme import THEMES
from tests.helpers.background import HeldBackground, ImmediateBackground
from tests.ui.plot_gallery import MARKS, PHASES, PLANNED_MS, course, fill

LAZY = """
import sys
from PySide6.QtWidgets import QApplication
from player.ui.background import ThreadBackground
from player.ui.plots.host import PlotHost
application = QApplication([])
host = PlotHost(ThreadBackground())
host.set_now(5)
host.grab()
print(sorted({"numpy", "pyqtgraph"} & set(sys.modules)))
"""


QUIET = """
import gc
from PySide6.QtWidgets import QApplication
from player.ui.background import ThreadBackground
from player.ui.plots.host import PlotHost
collections = []
gc.callbacks.append(lambda phase, info: collections.append(info["generation"]) if phase == "start" else None)
application = QApplication([])
host = PlotHost(ThreadBackground())
host.ready.connect(application.quit)
full = collections.count(2)
host.start()
application.exec()
print(host.plots is not None, gc.isenabled(), gc.get_freeze_count() > 10_000, collections.count(2) - full)
"""


def hosted(qtbot: QtBot, background: HeldBackground | ImmediateBackground | ThreadBackground) -> PlotHost:
    host = PlotHost(background)
    qtbot.addWidget(host)
    host.resize(640, 430)
    return host


def test_neither_numpy_nor_pyqtgraph_is_imported_to_show_the_panel() -> None:
    done = subprocess.run([sys.executable, "-c", LAZY], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_import_is_not_held_up_by_collecting_garbage() -> None:
    done = subprocess.run([sys.executable, "-c", QUIET], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "True", "True", "0"]


def test_the_plots_come_by_themselves_after_the_first_painting(qtbot: QtBot) -> None:
    background = HeldBackground()
    host = hosted(qtbot, background)
    assert len(background) == 0
    host.show()
    qtbot.waitUntil(lambda: len(background) == 1)
    with qtbot.waitSignal(host.ready):
        background.finish()
    assert isinstance(host.plots, DrillPlots)
    qtbot.waitUntil(lambda: host.findChildren(PlotsPlaceholder) == [])
    assert host.plots.size() == host.size()


def test_a_real_thread_brings_the_plots(qtbot: QtBot) -> None:
    host = hosted(qtbot, ThreadBackground())
    with qtbot.waitSignal(host.ready, timeout=20_000):
        host.show()
    assert host.plots is not None


def test_what_was_said_before_is_said_again(qtbot: QtBot) -> None:
    use_language("en")
    background = HeldBackground()
    host = hosted(qtbot, background)
    host.show()
    rows = course(20 * MINUTE_MS)
    host.set_plan(course(PLANNED_MS, planned=True))
    host.set_course({name: values[:600] for name, values in rows.items()})
    host.append_rows({name: values[599:] for name, values in rows.items()})
    host.set_phases(iter(PHASES))
    host.set_marks(iter(MARKS))
    host.follow(PLANNED_MS)
    host.set_scrubbing(True)
    host.set_now(20 * MINUTE_MS)
    host.retranslate()
    host.start()
    background.finish()
    assert host.plots is not None
    direct = DrillPlots()
    qtbot.addWidget(direct)
    direct.resize(640, 430)
    fill(direct, 20 * MINUTE_MS)
    direct.set_marks(MARKS)
    direct.set_scrubbing(True)
    direct.show()
    QApplication.processEvents()
    assert host.grab().toImage() == direct.grab().toImage()
    host.set_range(0, 10 * MINUTE_MS)
    assert host.plots._tension.end_ms == 10 * MINUTE_MS


def test_scrubbing_is_heard_through_the_host(qtbot: QtBot) -> None:
    host = hosted(qtbot, ImmediateBackground())
    host.start()
    assert host.plots is not None
    with qtbot.waitSignal(host.scrubbed) as heard:
        host.plots.scrubbed.emit(4_200)
    assert heard.args == [4_200]


def test_the_range_of_the_axis_is_told_before_and_after_the_plots_come(qtbot: QtBot) -> None:
    background = HeldBackground()
    host = hosted(qtbot, background)
    heard: list[tuple[int, int]] = []
    host.range_changed.connect(lambda start_ms, end_ms: heard.append((start_ms, end_ms)))
    assert host.time_range_ms == (0, 5 * MINUTE_MS)
    host.follow(PLANNED_MS)
    edges = host.lane_edges
    host.start()
    background.finish()
    assert host.time_range_ms == heard[-1] == (0, PLANNED_MS)
    host.set_range(1_000, 9_000)
    assert host.time_range_ms == heard[-1] == (1_000, 9_000)
    host.show()
    assert host.plots is not None
    lane = host.plots._tension
    assert edges == host.lane_edges == (lane.pos().x(), host.plots.width() - lane.pos().x() - lane.width_px)


def test_a_picture_can_be_had_at_once(qtbot: QtBot) -> None:
    background = HeldBackground()
    host = hosted(qtbot, background)
    host.set_now(3_000)
    host.load_now()
    assert host.plots is not None
    assert host.plots._state.now_ms == 3_000
    host.grab()
    assert len(background) == 0


def test_the_plots_come_only_once(qtbot: QtBot) -> None:
    background = HeldBackground()
    host = hosted(qtbot, background)
    host.start()
    host.start()
    assert len(background) == 1
    host.load_now()
    first = host.plots
    background.finish()
    assert host.plots is first


def test_when_they_cannot_come_the_panel_says_why_and_nothing_is_kept(qtbot: QtBot) -> None:
    use_language("en")
    background = HeldBackground()
    host = hosted(qtbot, background)
    host.set_now(1)
    host.start()
    background.finish(ImportError("no module named pyqtgraph"))
    host.set_now(2)
    placeholder = host.findChild(PlotsPlaceholder)
    assert placeholder is not None
    assert placeholder.problem == "The plots cannot be shown: no module named pyqtgraph"
    assert placeholder.accessibleName() == placeholder.problem
    assert host.plots is None
    assert host._kept == []
    host.grab()


def test_plots_that_come_after_the_window_has_closed_are_let_go(qapp: QApplication) -> None:
    for error in (None, ImportError("too late")):
        background = HeldBackground()
        host = PlotHost(background)
        host.start()
        delete(host)
        background.finish(error)


@pytest.mark.parametrize("theme", THEMES)
def test_the_quiet_panel_is_where_the_plots_will_be(qtbot: QtBot, theme: str) -> None:
    from player.ui.theme import DEFAULT_THEME, apply

    application: Any = QApplication.instance()
    apply(application, THEMES[theme])
    try:
        host = hosted(qtbot, HeldBackground())
        quiet = host.grab().toImage()
        host.load_now()
        QApplication.processEvents()
        plots = host.grab().toImage()
        for x, y in ((2, 100), (630, 20), (300, 200), (630, 300), (320, 238)):
            assert quiet.pixelColor(x, y) == plots.pixelColor(x, y), (x, y)
    finally:
        apply(application, DEFAULT_THEME)
