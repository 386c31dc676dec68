"""Pictures of the window at a moment of a script's plan, taken offscreen with simulated time."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from PySide6.QtCore import QBuffer, QRect, Qt, QTimer
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget

from player.engine.commands import CheckReadiness, Decide, EndExercise
from player.engine.rehearsal import Plan, next_moment_ms
from player.engine.state import Status
from player.i18n import _
from player.model.entries import AT_STARTEX
from player.model.events import Actor, WallTime
from player.model.scenario import LoadedScenario
from player.model.times import DAY_MS, MINUTE_MS
from player.session.clocks import Clock, SystemClock
from player.session.places import new_session_path
from player.session.store import SavedSession, read_session
from player.ui.battery import Charge
from player.ui.compare.work import Choice
from player.ui.crash_watch import release_frames
from player.ui.display.part import DisplayPart
from player.ui.emergency.part import EmergencyPart
from player.ui.home.pages import SEEN, WELCOME, HomePages
from player.ui.live_view import LiveView
from player.ui.main_window import MainWindow
from player.ui.mapper.pages import is_sheet
from player.ui.observe.part import ObservePart
from player.ui.override.sheet import OverrideSheet
from player.ui.run.course import questions
from player.ui.run.decide import DecideSheet
from player.ui.run.phases import PhaseSheet
from player.ui.run.readiness import ReadinessSheet
from player.ui.run.records import RecordSheet
from player.ui.surroundings import Surroundings
from player.ui.theme import colour, theme_in_use

Result = TypeVar("Result")


class StoryClock:
    """A clock that stands where it is put; its wall clock is the story's own, so that a picture is always the same."""

    def __init__(self, loaded: LoadedScenario | None) -> None:
        zone, starts_ms = (
            ("Asia/Jakarta", 0)
            if loaded is None
            else (
                loaded.scenario.place.zone,
                loaded.scenario.place.starts_ms,
            )
        )
        today = SystemClock(zone).wall()
        start_utc_ms = starts_ms - today.offset_min * MINUTE_MS
        self._start = WallTime(start_utc_ms + _DAY_OF_PICTURES_MS, today.zone, today.offset_min)
        self.now_ms = 0

    def monotonic_ms(self) -> int:
        """Milliseconds since StartEx."""
        return self.now_ms

    def wall(self) -> WallTime:
        """The story's clock as a wall clock."""
        return WallTime(self._start.utc_ms + self.now_ms, self._start.zone, self._start.offset_min)


_DAY_OF_PICTURES_MS = 20_000 * DAY_MS


class Foreground:
    """Does slow work at once."""

    def run(
        self,
        work: Callable[[], Result],
        on_done: Callable[[Result], None],
        on_failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Do the work and hand it over; a failure is raised here."""
        del on_failed
        on_done(work())


SHEETS: Mapping[str, Callable[[LiveView, QWidget], QWidget | None]] = {
    "question": lambda view, parent: next(
        (DecideSheet(view.state, one, parent) for one in questions(view.state)), None
    ),
    "readiness": lambda view, parent: ReadinessSheet(
        view, None if view.state.phases else AT_STARTEX, _("StartEx"), parent
    ),
    "phases": lambda view, parent: PhaseSheet(view.state, parent),
    "record": lambda _view, parent: RecordSheet(parent),
    "override": OverrideSheet,
}
"""The sheets that can be shown over the window, by name."""


def _observe(window: MainWindow) -> QWidget:
    window.part(ObservePart).toggle()
    return window


def _emergency(window: MainWindow) -> QWidget:
    window.part(EmergencyPart).declare()
    return window


def _hotwash(window: MainWindow) -> QWidget:
    if window.live_view is not None:
        window.live_view.do(EndExercise(), Actor.PLAN)
    return window


def _display(window: MainWindow) -> QWidget:
    window.part(DisplayPart).open()
    screen = window.part(DisplayPart).display
    if screen is None:
        return window
    screen.resize(window.size())
    return screen


STAGED: Mapping[str, Callable[[MainWindow], QWidget]] = {
    "observe": _observe,
    "emergency": _emergency,
    "hotwash": _hotwash,
    "display": _display,
}
"""What else can be shown of a drill under way; each gives the window that is pictured."""


def shoot(
    mode: str,
    loaded: LoadedScenario,
    *,
    at_ms: int,
    size: tuple[int, int],
    scenarios: Sequence[Path],
    undecided: Collection[str] = (),
    sheet: str | None = None,
    muster: bool = False,
    panel: str | None = None,
    saved: SavedSession | None = None,
    does: str | None = None,
) -> bytes:
    """The picture, as the bytes of a PNG file.

    Args:
        mode: ``run``, ``review``, ``home``, or one of `STAGED`.
        at_ms: exercise time; beyond the end of the plan, its end.
        size: pixels across and down.
        scenarios: the scripts the start page lists.
        undecided: ids of decisions that are left open, so that their questions stand.
        sheet: one of `SHEETS` to show over a drill.
        muster: show a drill before StartEx, half of its muster done.
        panel: show the instrument of the drill, with the panel of this name; empty: its panels, in ``review`` as the
            controller saw them. None: what is shown first.
        saved: in ``review``, the session to look at instead of the plan.
        does: id of an action that is done before the picture is taken; a sheet it opens is in the picture.

    Raises:
        Exception: whatever went wrong anywhere while the window was made: such a picture would show half of it.
    """
    clock = StoryClock(loaded)
    with _Errors() as errors, tempfile.TemporaryDirectory(prefix="gladi-") as folder:
        window = MainWindow(_surroundings(clock, Path(folder), scenarios))
        window.resize(*size)
        try:
            if saved is not None:
                window.review(saved)
            elif mode != "home":
                window.run(loaded, new_session_path(loaded.scenario.id, clock.wall(), Path(folder)))
                until_ms = loaded.scenario.planned_ms + 1 if mode == "review" else at_ms
                if muster:
                    _muster(window)
                else:
                    _play(window, clock, until_ms, undecided)
            if mode == "review":
                _go_to_review(window, at_ms)
            if window.page is not None and panel is not None:
                window.page.show_instrument(on=bool(panel)).column.show_panel(panel)
            shown = STAGED[mode](window) if mode in STAGED else window
            window.part(HomePages).call_folders("~/Documents/Gladi/Skenario", "~/Documents/Gladi")
            return _grab(window, errors, sheet, does, shown)
        finally:
            window.close_at_once()


def shoot_script(path: Path, *, at_ms: int, tab: str, size: tuple[int, int], scenarios: Sequence[Path]) -> bytes:
    """The picture of the page of a script, a programme or a sheet to import, as the bytes of a PNG file.

    Args:
        path: the file; one with errors shows them.
        at_ms: the phase planned at this exercise time is chosen.
        tab: name of the tab shown, or empty for the first.
        size: pixels across and down.

    Raises:
        Exception: as `shoot`.
    """
    with _Errors() as errors, tempfile.TemporaryDirectory(prefix="gladi-") as folder:
        window = MainWindow(_surroundings(StoryClock(None), Path(folder), scenarios))
        window.resize(*size)
        try:
            (window.sheets if is_sheet(path) else window.scripts).open(path)
            page = window.scripts.scenario_page
            if page is not None and page.tabs is not None and page.board is not None:
                page.tabs.show_named(tab or page.tabs.shown.NAME)
                page.board.pick_block(page.board.block_at(at_ms))
            return _grab(window, errors)
        finally:
            window.close_at_once()


def shoot_comparison(choice: Choice, *, at_ms: int, size: tuple[int, int], does: str | None = None) -> bytes:
    """The picture of sessions side by side, as the bytes of a PNG file.

    Args:
        at_ms: where on the common axis the cursor stands; 0: nowhere.
        does: as of `shoot`.

    Raises:
        Exception: as `shoot`.
    """
    with _Errors() as errors, tempfile.TemporaryDirectory(prefix="gladi-") as folder:
        window = MainWindow(_surroundings(StoryClock(None), Path(folder), ()))
        window.resize(*size)
        try:
            window.comparisons.open(choice)
            if window.comparisons.work is not None and at_ms:
                window.comparisons.work.board.put_cursor(at_ms)
            return _grab(window, errors, does=does)
        finally:
            window.close_at_once()


def _grab(
    window: MainWindow,
    errors: _Errors,
    sheet: str | None = None,
    does: str | None = None,
    pictured: QWidget | None = None,
) -> bytes:
    window.show()
    shown = SHEETS[sheet](window.live_view, window) if sheet is not None and window.live_view is not None else None
    if shown is not None:
        _lay_over(window, shown)
    _settle()
    errors.raise_first()
    stands = window if pictured is None else pictured
    image = stands.grab().toImage() if does is None else _after(window, does)
    if shown is not None:
        _frame(image, shown.geometry())
    errors.raise_first()
    return _png(image)


def _settle() -> None:
    for _turn in range(6):
        QApplication.processEvents()


def _after(window: MainWindow, does: str) -> QImage:
    """The picture once an action was done, with the sheet it opened in the middle of the window."""
    taken: list[QImage] = []

    def take() -> None:
        sheet = QApplication.activeModalWidget()
        if sheet is None:
            return
        _settle()
        image = window.grab().toImage()
        box = sheet.rect()
        box.moveCenter(window.rect().center())
        painter = QPainter(image)
        painter.drawPixmap(box.topLeft(), sheet.grab())
        painter.end()
        _frame(image, box)
        taken.append(image)
        sheet.close()

    QTimer.singleShot(0, take)
    window.actions_table[does].do()
    _settle()
    return taken[0] if taken else window.grab().toImage()


def _lay_over(window: MainWindow, sheet: QWidget) -> None:
    """Show a sheet in the middle of the window, as a part of it, so that one picture holds both."""
    sheet.setParent(window, Qt.WindowType.Widget)
    sheet.setAutoFillBackground(True)
    sheet.show()
    sheet.adjustSize()
    sheet.move((window.width() - sheet.width()) // 2, (window.height() - sheet.height()) // 2)


def _frame(image: QImage, sheet: QRect) -> None:
    """Draw the frame that the system gives a sheet."""
    painter = QPainter(image)
    painter.setPen(colour(theme_in_use().edge))
    painter.drawRect(sheet.adjusted(-1, -1, 0, 0))
    painter.end()


class _Errors:
    """Keeps the errors that no code catches, in slots and while painting."""

    def __init__(self) -> None:
        self._first: BaseException | None = None
        self._before = sys.excepthook

    def __enter__(self) -> Self:
        self._before, sys.excepthook = sys.excepthook, self._keep
        return self

    def __exit__(self, *_error: object) -> None:
        sys.excepthook = self._before

    def raise_first(self) -> None:
        """Raise the first of them, if there is one."""
        if self._first is not None:
            raise self._first

    def _keep(self, _kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
        release_frames(error)
        self._first = self._first or error


def _png(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs want bytes, Qt takes str
    return bytes(buffer.data().data())


def _surroundings(clock: Clock, folder: Path, scenarios: Sequence[Path]) -> Surroundings:
    return Surroundings(
        clock=lambda _zone: clock,
        background=Foreground(),
        session_folder=lambda: folder,
        own_scripts=lambda: folder / "Skenario",
        scenarios=lambda: scenarios,
        charge=lambda: Charge(78, plugged=False),
        remember=lambda _name, _value: None,
        choices={WELCOME: SEEN},
        ticks=False,
    )


def _muster(window: MainWindow) -> None:
    """Check every other item of the muster, so that both kinds can be seen."""
    view = window.live_view
    if view is not None:
        for item in list(view.scenario.readiness)[::2]:
            view.do(CheckReadiness(item), Actor.PLAN)


def _play(window: MainWindow, clock: StoryClock, until_ms: int, undecided: Collection[str]) -> None:
    """Play the plan up to a moment, a step of at most ten seconds at a time so that no sleep is suspected.

    Args:
        undecided: ids of decisions that nobody takes.
    """
    view = window.live_view
    if view is None:
        return
    plan = Plan(view.scenario)
    view.drill.subscribe(lambda entries: plan.observe((entry.event for entry in entries), view.drill.fold))
    for command in plan.begin():
        view.do(command, Actor.PLAN)
    while clock.now_ms < until_ms and view.state.status is not Status.ENDED:
        moment_ms = next_moment_ms(plan, view.drill.next_due_ms)
        clock.now_ms = min(until_ms, clock.now_ms + 5_000, max(clock.now_ms, moment_ms or until_ms))
        window.tick()
        while plan.next_ms is not None and plan.next_ms <= clock.now_ms:
            for command in plan.take(view.drill.fold):
                if not (isinstance(command, Decide) and command.decision in undecided):
                    view.do(command, Actor.PLAN)
    window.tick()


def _go_to_review(window: MainWindow, at_ms: int) -> None:
    view = window.live_view
    if view is not None:
        path = view.drill.path
        window.let_go()
        window.review(read_session(path))
    if window.review_view is not None:
        window.review_view.seek(at_ms)
