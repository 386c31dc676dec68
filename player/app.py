"""The application: the only place where objects are wired together.

The window is shown first and empty; only then is the rest of the program read, so what is needed for that alone is
imported inside the functions that come later.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtWidgets import QApplication

from player import i18n
from player.resources import scenarios_folder
from player.ui.crash_watch import CrashWatch
from player.ui.look.themes import DEFAULT_THEME, THEMES
from player.ui.settings import load_settings, read_settings, remember
from player.ui.shell import Shell

if TYPE_CHECKING:
    from player.model.scenario import LoadedScenario, Scenario
    from player.review.comparing_axis import By
    from player.review.course import PlannedCourse
    from player.session.store import SavedSession
    from player.ui.background import ThreadBackground
    from player.ui.main_window import MainWindow

MEASURE_FIRST_PAINT = "GLADI_MEASURE_FIRST_PAINT"
MEASURE_READY = "GLADI_MEASURE_READY"
MEASURE_MEMORY = "GLADI_MEASURE_MEMORY"
_PAGE_STANDS_MS = 1500
_PLOTS_STAND_MS = 5500
_CRASH_TOLD_MS = 60_000
EXIT_CRASH = 70


def show_window(file: Path | None, *, language: str | None, theme: str | None) -> int:
    """Open the window and stay until it is closed; gives the exit code.

    Args:
        file: script or session to open, or None for the start page.
        language: None for the one chosen last; ``theme``: likewise.
    """
    found = load_settings()
    settings = found.values
    chosen = language or settings.get("language", i18n.DEFAULT_LANGUAGE)
    i18n.use_language(chosen if chosen in i18n.LANGUAGES else i18n.DEFAULT_LANGUAGE)
    look = THEMES.get(theme or settings.get("theme", ""), DEFAULT_THEME)
    application = make_application()
    shell = Shell(look)
    started = _Started(shell)

    def fill() -> None:
        from player.ui.background import ThreadBackground
        from player.ui.theme import TEXT_SCALES, apply

        apply(application, look, scale=TEXT_SCALES.get(settings.get("text_size", ""), 1.0))
        started.background = ThreadBackground()
        started.window = make_window(started.background, settings)
        shell.fill(started.window)
        if found.trouble is not None:
            started.tell(str(found.trouble))
        if file is not None:
            started.window.open_file(file)
        _measure_later(shell, started.window)

    if os.environ.get(MEASURE_FIRST_PAINT):
        shell.painted.connect(lambda: _tell_and_close(shell, f"first-paint {time.monotonic_ns()}"))
    else:
        shell.painted.connect(lambda: QTimer.singleShot(0, fill))

    def tell_later(sentence: str) -> None:  # an error in a paintEvent comes while nothing may be shown anew
        QTimer.singleShot(0, lambda: started.tell_crash(sentence))

    with CrashWatch(tell_later, shell.close):
        shell.show_fitting(settings.get("frame", ""))
        code = application.exec()
        if started.background is not None:
            started.background.wait()
        delete_windows()
    return EXIT_CRASH if started.failed else code


class _Started:
    """What was made after the window was shown."""

    def __init__(self, shell: Shell) -> None:
        self._shell = shell
        self.background: ThreadBackground | None = None
        self.window: MainWindow | None = None
        self.failed = False

    def tell_crash(self, sentence: str) -> None:
        """Say that something unforeseen happened; a drill under way goes on."""
        if self.window is None:
            self.failed = True
            self._shell.fail(sentence)
            return
        self.tell(sentence)

    def tell(self, sentence: str) -> None:
        """Say something in the notice of the page shown, or on a sheet where it has none."""
        from player.ui.problems import ProblemSheet
        from player.ui.widgets import Notice

        if self.window is None:
            return
        notices = [one for one in self.window.findChildren(Notice) if (page := one.parentWidget()) and page.isVisible()]
        if notices:
            notices[0].say(sentence, "warn", for_ms=_CRASH_TOLD_MS)
            return
        sheet = ProblemSheet("Gladi", sentence, self.window)
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.open()


def delete_windows() -> None:
    """Take all windows apart while Qt still stands, instead of in whatever order Python ends in."""
    for widget in QApplication.topLevelWidgets():
        widget.close()
        widget.deleteLater()
    for _turn in range(2):
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def make_window(background: ThreadBackground, choices: Mapping[str, str] | None = None) -> MainWindow:
    """The window's content, on this machine's clocks and folders.

    Args:
        choices: what the user has chosen before, by name; None: as it is kept.
    """
    from player.session.clocks import SystemClock
    from player.session.places import drafts_folder, session_folder
    from player.ui.announce.sounds import play
    from player.ui.battery import read_charge
    from player.ui.gap.awake import system_awake
    from player.ui.main_window import MainWindow
    from player.ui.surroundings import Surroundings

    return MainWindow(
        Surroundings(
            clock=SystemClock,
            background=background,
            session_folder=session_folder,
            scenarios=shipped_scenarios,
            charge=read_charge,
            remember=remember,
            choices=read_settings() if choices is None else choices,
            play=play,
            drafts_folder=drafts_folder,
            awake=system_awake(),
        )
    )


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
    size: tuple[int, int],
    language: str,
    theme: str | None,
    undecided: Collection[str] = (),
    sheet: str | None = None,
    muster: bool = False,
    panel: str | None = None,
    saved: SavedSession | None = None,
    does: str | None = None,
) -> bytes:
    """A picture of the window at a moment of the script's plan, as the bytes of a PNG file.

    Args:
        mode: ``run``, ``review``, ``home``, ``observe``, ``emergency``, ``hotwash`` or ``display``.
        at_ms: exercise time.
        size: pixels across and down.
        theme: None for the default.
        undecided: ids of decisions that are left open, so that their questions stand.
        sheet: the sheet shown over the window, one of ``player.ui.shot.SHEETS``.
        muster: show a drill before StartEx, half of its muster done.
        panel: show the instrument of the drill, with the panel of this name; empty: its panels. None: what is shown
            first.
        saved: in ``review``, the session to look at instead of the plan.
        does: id of an action that is done before the picture is taken; a sheet it opens is in the picture.

    Raises:
        Exception: whatever went wrong anywhere while the window was made: such a picture would show half of it.
    """
    from player.ui.shot import shoot
    from player.ui.theme import apply

    i18n.use_language(language)
    application = make_application()
    apply(application, THEMES.get(theme or "", DEFAULT_THEME))
    try:
        return shoot(
            mode,
            loaded,
            at_ms=at_ms,
            size=size,
            scenarios=shipped_scenarios(),
            undecided=undecided,
            sheet=sheet,
            muster=muster,
            panel=panel,
            saved=saved,
            does=does,
        )
    finally:
        delete_windows()


def take_script_shot(
    path: Path, *, at_ms: int, tab: str, size: tuple[int, int], language: str, theme: str | None
) -> bytes:
    """A picture of the page of a script or a programme, also of one with errors, as the bytes of a PNG file.

    Args:
        at_ms: the phase then planned is chosen.
        tab: name of the tab shown, or empty for the first.
        size: pixels across and down.
        theme: None for the default.

    Raises:
        Exception: whatever went wrong anywhere while the window was made.
    """
    from player.ui.shot import shoot_script
    from player.ui.theme import apply

    i18n.use_language(language)
    application = make_application()
    apply(application, THEMES.get(theme or "", DEFAULT_THEME))
    try:
        return shoot_script(path, at_ms=at_ms, tab=tab, size=size, scenarios=shipped_scenarios())
    finally:
        delete_windows()


def take_comparison_shot(
    paths: Sequence[Path],
    *,
    with_plan: bool,
    by: By,
    at_ms: int,
    does: str | None,
    size: tuple[int, int],
    language: str,
    theme: str | None,
) -> bytes:
    """A picture of sessions side by side, as the bytes of a PNG file.

    Args:
        with_plan: beside them the plan of the script.
        at_ms: where on the common axis the cursor stands; 0: nowhere.
        does: id of an action that is done before the picture is taken.
        size: pixels across and down.
        theme: None for the default.

    Raises:
        Exception: whatever went wrong anywhere while the window was made.
    """
    from player.ui.compare.work import Choice
    from player.ui.shot import shoot_comparison
    from player.ui.theme import apply

    i18n.use_language(language)
    application = make_application()
    apply(application, THEMES.get(theme or "", DEFAULT_THEME))
    try:
        return shoot_comparison(Choice(tuple(paths), with_plan, by), at_ms=at_ms, size=size, does=does)
    finally:
        delete_windows()


def draw_courses(courses: Sequence[tuple[Scenario, str, PlannedCourse]], *, svg: bool) -> bytes:
    """The planned curves of these routes on one sheet, as the bytes of an SVG or a PNG file.

    Args:
        courses: of each the scenario, what to call the route, and its curves.
    """
    from player.ui.scenario.picture import draw_sheet
    from player.ui.theme import apply

    application = make_application()
    apply(application, DEFAULT_THEME)
    return draw_sheet(courses, DEFAULT_THEME, svg=svg)


def _measure_later(shell: Shell, window: MainWindow) -> None:
    """Hooks for the benchmarks: tell when the content stands, or of the memory once the plots of a drill do; end."""
    if os.environ.get(MEASURE_READY):
        QTimer.singleShot(0, lambda: _tell_and_close(shell, f"ready {time.monotonic_ns()}"))
    if os.environ.get(MEASURE_MEMORY):
        QTimer.singleShot(_PAGE_STANDS_MS, window.scripts.run)
        QTimer.singleShot(_PLOTS_STAND_MS, lambda: _tell_and_close(shell, f"peak-rss-kib {_peak_rss_kib()}"))


def _peak_rss_kib() -> int:
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _tell_and_close(shell: Shell, line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
    close: Callable[[], object] = shell.close
    QTimer.singleShot(0, close)
