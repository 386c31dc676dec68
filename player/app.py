"""The application: the only place where objects are wired together."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

from player import i18n
from player.model.scenario import LoadedScenario
from player.resources import scenarios_folder
from player.session.clocks import SystemClock
from player.session.places import session_folder
from player.ui.background import ThreadBackground
from player.ui.battery import read_charge
from player.ui.main_window import MainWindow, Surroundings
from player.ui.settings import read_settings, remember
from player.ui.theme import DEFAULT_THEME, THEMES, apply

MEASURE_FIRST_PAINT = "GLADI_MEASURE_FIRST_PAINT"
MEASURE_MEMORY = "GLADI_MEASURE_MEMORY"


def show_window(file: Path | None, *, language: str | None, theme: str | None) -> int:
    """Open the window and stay until it is closed; gives the exit code.

    Args:
        file: script or session to open, or None for the start page.
        language: None for the one chosen last; ``theme``: likewise.
    """
    settings = read_settings()
    chosen = language or settings.get("language", i18n.DEFAULT_LANGUAGE)
    i18n.use_language(chosen if chosen in i18n.LANGUAGES else i18n.DEFAULT_LANGUAGE)
    application = make_application()
    apply(application, THEMES.get(theme or settings.get("theme", ""), DEFAULT_THEME))
    background = ThreadBackground()
    window = MainWindow(
        Surroundings(
            clock=SystemClock,
            background=background,
            session_folder=session_folder,
            scenarios=shipped_scenarios,
            charge=read_charge,
            remember=remember,
        )
    )
    if file is not None:
        window.open_file(file)
    _measure_if_asked(window)
    window.show()
    code = application.exec()
    background.wait()
    return code


def make_application() -> QApplication:
    """The Qt application, with its name."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    application = QApplication(sys.argv[:1])
    application.setApplicationName("Gladi")
    application.setDesktopFileName("gladi")
    return application


def shipped_scenarios() -> Sequence[Path]:
    """The scripts that come with Gladi."""
    return sorted(scenarios_folder().glob("*.yaml"))


def take_shot(
    mode: str,
    loaded: LoadedScenario,
    *,
    at_ms: int,
    output: Path,
    size: tuple[int, int],
    language: str,
    theme: str,
) -> int:
    """Write a picture of the window at a moment of the script's plan; 0, or 2 when it cannot be written."""
    from player.ui.shot import shoot

    i18n.use_language(language)
    application = make_application()
    apply(application, THEMES[theme])
    if not shoot(mode, loaded, at_ms=at_ms, output=output, size=size, scenarios=shipped_scenarios()):
        sys.stderr.write(i18n._("{path} cannot be written.").format(path=output) + "\n")
        return 2
    return 0


class _FirstPaint(QObject):
    """Calls back once the window has been painted."""

    def __init__(self, window: MainWindow, then: Callable[[], None]) -> None:
        super().__init__(window)
        self._then = then
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self._then)
        return False


def _measure_if_asked(window: MainWindow) -> None:
    """Hooks for the benchmarks: tell of the first paint, or of the memory once the plots stand, and end."""
    if os.environ.get(MEASURE_FIRST_PAINT):

        def tell_paint() -> None:
            sys.stdout.write(f"first-paint {time.monotonic_ns()}\n")
            sys.stdout.flush()
            window.close()

        _FirstPaint(window, tell_paint)
    if os.environ.get(MEASURE_MEMORY):

        def tell_memory() -> None:
            import resource

            sys.stdout.write(f"peak-rss-kib {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}\n")
            sys.stdout.flush()
            window.close()

        _FirstPaint(window, lambda: QTimer.singleShot(4000, tell_memory))
