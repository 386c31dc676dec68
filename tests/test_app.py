"""The application: what is loaded when, what an error nobody foresaw does, and how it ends."""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QDeadlineTimer, QObject, Qt, QTimer
from PySide6.QtGui import QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from player import app
from player.engine.commands import CheckReadiness, StartExercise
from player.engine.state import Status
from player.resources import scenarios_folder
from player.session.places import logs_folder
from player.ui.actions import Mode
from player.ui.home.pages import SEEN, WELCOME
from player.ui.main_window import MainWindow
from player.ui.problems import ProblemSheet
from player.ui.settings import remember
from player.ui.shell import Shell
from player.ui.widgets import Notice, Panel
from tests.helpers.branched import BRANCHED, branched_script

ROOT = Path(__file__).resolve().parents[1]
OKUT = scenarios_folder() / "okut-2024-water-cannon.yaml"
PATIENCE_MS = 30_000
Steps = Iterator[Callable[[], object]]


class Hands(QObject):
    """Does the steps of a test while the application runs, each as soon as what the one before waits for holds."""

    def __init__(self, steps: Steps) -> None:
        super().__init__()
        self._steps = steps
        self._awaited: Callable[[], object] = lambda: True
        self._deadline = QDeadlineTimer(PATIENCE_MS)
        self.failure: BaseException | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._go_on)
        self._timer.start(10)

    def _go_on(self) -> None:
        try:
            assert not self._deadline.hasExpired(), "what was waited for never came"
            if self._awaited():
                self._awaited = next(self._steps)
        except StopIteration:
            self._timer.stop()
        except BaseException as error:  # noqa: BLE001  raised by `run` below
            self.failure = error
            self._timer.stop()
            for widget in QApplication.topLevelWidgets():
                if isinstance(widget, MainWindow | ProblemSheet):
                    widget.close()
            QApplication.exit(99)


def run(steps: Steps, file: Path | None = None) -> int:
    """Open the application and do these steps; gives its exit code."""
    hands = Hands(steps)
    code = app.show_window(file, language="en", theme=None)
    if hands.failure is not None:
        raise hands.failure
    assert list(steps) == [], "the application ended too early"
    hands.deleteLater()
    return code


def shell() -> Shell:
    return next(widget for widget in QApplication.topLevelWidgets() if isinstance(widget, Shell))


def window() -> MainWindow | None:
    return shell().findChild(MainWindow)


def sheet() -> ProblemSheet | None:
    found = QApplication.activeModalWidget()
    return found if isinstance(found, ProblemSheet) else None


def filled() -> MainWindow:
    found = window()
    assert found is not None
    return found


@pytest.fixture(autouse=True)
def _application(qapp: QApplication) -> None:
    """Every test here needs one."""


def test_the_start_page_opens_and_closes() -> None:
    def steps() -> Steps:
        yield window
        assert filled().mode is Mode.HOME
        shell().close()

    assert run(steps()) == 0
    assert [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, Shell | MainWindow)] == []


def test_a_script_with_errors_has_a_page_that_tells_them(tmp_path: Path) -> None:
    path = tmp_path / "salah.yaml"
    path.write_text("gladi: 2\nid: x\n")

    def steps() -> Steps:
        yield lambda: window() is not None and filled().mode is Mode.SCENARIO
        page = filled().scripts.scenario_page
        assert page is not None
        yield page.problems.isVisible
        assert "salah.yaml" in page.problems.card.column.text
        shell().close()

    assert run(steps(), path) == 0


def test_a_planner_edits_the_file_beside_its_page(tmp_path: Path) -> None:
    """With the clock, the threads and the file system of this machine, and an editor that saves by renaming."""
    path = branched_script(tmp_path)

    def save(text: str) -> None:
        fresh = path.with_suffix(".new")
        fresh.write_text(text, encoding="utf-8")
        fresh.replace(path)

    def steps() -> Steps:
        yield lambda: window() is not None and filled().scripts.can_run()
        page = filled().scripts.scenario_page
        assert page is not None
        assert page.title == "Branched drill"
        save(BRANCHED.replace("en: Branched drill", "en: Changed drill"))
        yield lambda: page.title == "Changed drill"
        save(BRANCHED.replace("planned: 8m", "planned: x"))
        yield page.problems.isVisible
        assert page.title == "Changed drill"
        path.unlink()
        yield lambda: page.script.reading is not None and page.script.reading.missing
        save(BRANCHED)
        yield lambda: page.title == "Branched drill" and page.problems.isHidden()
        QTest.keyClick(filled(), Qt.Key.Key_Return)
        yield lambda: filled().live_view is not None
        view = filled().live_view
        assert view is not None
        assert view.loaded.text == BRANCHED
        shell().close()

    assert run(steps(), path) == 0


def test_an_error_on_the_page_of_a_script_is_told_on_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def boom() -> None:
        raise ZeroDivisionError

    def steps() -> Steps:
        yield lambda: window() is not None and filled().scripts.can_run()
        page = filled().scripts.scenario_page
        assert page is not None
        QTimer.singleShot(0, boom)
        yield page.notice.isVisible
        assert "ZeroDivisionError" in page.notice.text
        shell().close()

    assert run(steps(), branched_script(tmp_path)) == 0
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_closing_while_problems_are_shown(tmp_path: Path) -> None:
    path = tmp_path / "salah.gladi"
    path.write_text("no session")

    def steps() -> Steps:
        yield sheet
        shell().close()
        over = sheet()
        if over is not None:
            over.close()

    assert run(steps(), path) == 0


def test_an_error_in_a_drill_is_told_once_and_the_drill_goes_on(capsys: pytest.CaptureFixture[str]) -> None:
    def boom() -> None:
        raise ZeroDivisionError("in a slot")

    def steps() -> Steps:
        yield lambda: window() is not None and filled().scripts.can_run()
        filled().scripts.run()
        view, page = filled().live_view, filled().page
        assert view is not None
        assert page is not None
        for item in view.scenario.readiness:
            view.do(CheckReadiness(item))
        view.do(StartExercise())
        for _again in range(3):
            QTimer.singleShot(0, boom)
        yield lambda: not page.notice.isHidden()
        assert page.notice.text == (
            "Gladi met an error it did not expect (ZeroDivisionError). "
            f"What happened stands in {logs_folder() / 'gladi.log'}."
        )
        before_ms = view.now_ms
        yield lambda: view.now_ms > before_ms + 200
        assert view.state.status is Status.RUNNING
        assert QApplication.activeModalWidget() is None
        filled().close_at_once()
        shell().close()

    assert run(steps(), OKUT) == 0
    assert (logs_folder() / "gladi.log").read_text().count("ZeroDivisionError: in a slot") == 1
    assert capsys.readouterr().err.count("ZeroDivisionError") == 1


def test_an_error_while_painting_harms_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A painter that outlives what it paints on ends the whole process; Qt warns of it, which fails a test."""

    times: list[int] = []

    def paint(self: QWidget, _event: object) -> None:
        times.append(len(times))
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.black)
        raise ZeroDivisionError

    monkeypatch.setattr(Panel, "paintEvent", paint)
    remember(WELCOME, SEEN)  # what is shown at the first start has no panels

    def steps() -> Steps:
        yield lambda: window() is not None and any(one.isVisible() for one in filled().findChildren(Notice))
        before = len(times)
        filled().findChildren(Panel)[0].update()
        yield lambda: len(times) > before
        shell().close()

    assert run(steps()) == 0
    gc.collect()
    assert capsys.readouterr().err.count("ZeroDivisionError") == 1


def test_an_error_on_the_start_page_is_told_on_a_sheet(capsys: pytest.CaptureFixture[str]) -> None:
    def boom() -> None:
        raise ZeroDivisionError

    def steps() -> Steps:
        yield window
        QTimer.singleShot(0, boom)
        yield sheet
        over = sheet()
        assert over is not None
        over.close()
        yield lambda: sheet() is None
        shell().close()

    assert run(steps()) == 0
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_an_error_before_anything_can_be_shown(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(_background: object, _choices: object) -> MainWindow:
        raise ZeroDivisionError

    monkeypatch.setattr(app, "make_window", broken)

    def words() -> list[str]:
        return [label.text() for label in shell().findChildren(QLabel) if label.text()]

    def steps() -> Steps:
        yield words
        assert str(logs_folder() / "gladi.log") in words()[0]
        shell().close()

    assert run(steps()) == app.EXIT_CRASH
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_ctrl_c_in_the_terminal_closes_the_window(capsys: pytest.CaptureFixture[str]) -> None:
    def interrupt() -> None:
        raise KeyboardInterrupt

    def steps() -> Steps:
        yield window
        QTimer.singleShot(0, interrupt)

    assert run(steps()) == 0
    assert capsys.readouterr().err == ""


def test_the_hook_is_given_back() -> None:
    before = sys.excepthook

    def steps() -> Steps:
        yield window
        assert sys.excepthook != before
        shell().close()

    run(steps())
    assert sys.excepthook == before


FIRST_PAINT = """
import json, sys
from player.cli import main
code = main([])
loaded = {name for name in sys.modules if name.split(".")[0] in {"yaml", "sqlite3", "pyqtgraph", "numpy", "babel"}}
rooms = {name for name in sys.modules if name.startswith(("player.engine", "player.scenario", "player.session"))}
print(json.dumps([code, sorted(loaded | rooms)]))
"""


def test_the_first_paint_waits_for_nothing() -> None:
    from player.i18n import write_compiled_catalogues

    write_compiled_catalogues()
    answer = subprocess.run(
        [sys.executable, "-c", FIRST_PAINT],
        cwd=ROOT,
        env={**os.environ, app.MEASURE_FIRST_PAINT: "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    paint, told = answer.stdout.splitlines()
    assert paint.startswith("first-paint ")
    assert json.loads(told) == [0, []], answer.stderr
