"""The real window for benchmarks: clocks, threads, timers and disk of this machine, no screen."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from player.engine.engine import Engine
from player.engine.fold import fold_events
from player.model.scenario import LoadedScenario
from player.session.clocks import Clock, SystemClock
from player.session.store import SessionWriter
from player.ui.background import ThreadBackground
from player.ui.main_window import MainWindow
from player.ui.run.page import RunPage
from player.ui.surroundings import Surroundings
from player.ui.theme import DEFAULT_THEME, apply
from tests.bench.programs import FOLDER

SIZE = (1366, 768)


def application() -> QApplication:
    """The application, in the theme of the program."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    found = QApplication.instance()
    one = found if isinstance(found, QApplication) else QApplication([])
    apply(one, DEFAULT_THEME)
    return one


@contextmanager
def real_window(
    clock: Callable[[str | None], Clock] = SystemClock, *, ticks: bool = True
) -> Iterator[tuple[MainWindow, Path]]:
    """A window in its usual size, with the folder of its sessions: on the disk of the checkout, not in memory.

    Args:
        clock, ticks: as of `Surroundings`.
    """
    one = application()
    background = ThreadBackground()
    # Not in /tmp, which may be memory: there nothing costs what it costs on a disk.
    with tempfile.TemporaryDirectory(prefix=".bench-", dir=FOLDER) as name:
        folder = Path(name)
        window = MainWindow(
            Surroundings(
                clock=clock,
                ticks=ticks,
                background=background,
                session_folder=lambda: folder,
                scenarios=list,
                charge=lambda: None,
                remember=lambda _name, _value: None,
            )
        )
        window.resize(*SIZE)
        window.show()
        window.activateWindow()
        one.processEvents()
        try:
            yield window, folder
        finally:
            window.close_at_once()
            background.wait()
            window.deleteLater()
            one.processEvents()


def wait_for(is_so: Callable[[], bool], patience_ms: int = 60_000) -> None:
    """Let the window live until something is so.

    Raises:
        TimeoutError: it never was.
    """
    loop, patience, look = QEventLoop(), QTimer(), QTimer()
    patience.setSingleShot(True)
    patience.timeout.connect(loop.quit)
    look.timeout.connect(lambda: loop.quit() if is_so() else None)
    patience.start(patience_ms)
    look.start(2)
    loop.exec()
    look.stop()
    if not is_so():
        raise TimeoutError("what was waited for has not come about")


def live_for(ms: int) -> None:
    """Let the window live for a while: its timers run, and it paints."""
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()


def page_of(window: MainWindow) -> RunPage:
    """The page of the drill shown, its plots there."""
    page = window.page
    assert page is not None
    wait_for(lambda: page.plots._plots is not None)
    return page


def prepared_session(path: Path, loaded: LoadedScenario, fill: Callable[[Engine], list[object]]) -> None:
    """A session cut off after what ``fill`` does with its engine, saved in one go."""
    clock = SystemClock(loaded.scenario.place.zone)
    with SessionWriter.create(path, loaded, clock) as writer:
        engine = Engine(loaded.scenario, fold_events(loaded.scenario, [writer.opening.event]))
        writer.append(fill(engine))  # type: ignore[arg-type]


def p99(samples: list[float]) -> float:
    """The sample that one in a hundred exceeds."""
    ordered = sorted(samples)
    return ordered[min(len(ordered) - 1, round(0.99 * len(ordered)))]
