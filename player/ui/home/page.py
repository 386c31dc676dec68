"""The start page: scenarios to run, sessions to take up again or to review."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from player.i18n import N_, _, ngettext
from player.model.events import WallTime
from player.model.scenario import LoadedScenario
from player.model.times import clock_text
from player.scenario import ScenarioProblems, load_programme, load_scenario
from player.session.store import SessionState, SessionSummary
from player.ui.actions import ActionTable
from player.ui.background import Background
from player.ui.rows import RowView
from player.ui.run.panel import action_button
from player.ui.theme import GAP, MEDIUM_PX, PAD, SPACE, Theme, scaled, text_font
from player.ui.widgets import Band, Chip, EmptyHint, Label, Panel, paint_chip, paint_icon_in, paint_text
from player.ui.widgets.chips import chip_width
from player.ui.widgets.painted import RIGHT, text_width

_ROW_PX = 60
STATE_LOOKS = {
    SessionState.FINISHED: (N_("finished"), "circle-check", "go"),
    SessionState.INTERRUPTED: (N_("cut off: resume"), "circle-alert", "warn"),
    SessionState.RUNNING: (N_("running elsewhere"), "play", "accent"),
    SessionState.DAMAGED: (N_("damaged"), "octagon-alert", "alarm"),
    SessionState.UNREADABLE: (N_("unreadable"), "file-warning", "alarm"),
}


@dataclass(frozen=True, slots=True)
class HomeRow:
    """A scenario or a session as the page lists it."""

    path: Path
    title: str
    detail: str
    icon: str
    right: str = ""
    chip: tuple[str, str, str] | None = None

    @property
    def spoken(self) -> str:
        """The row in words."""
        return " ".join(filter(None, (self.title, self.detail, self.right, self.chip[0] if self.chip else "")))


class HomePage(QWidget):
    """What can be opened.

    Signals:
        chosen: a file to open.
    """

    chosen = Signal(object)

    def __init__(self, actions: ActionTable) -> None:
        super().__init__()
        band = Band()
        band.row.addWidget(Chip(_("EXERCISE"), "", "exercise", look="solid", role="banner"))
        band.row.addWidget(Label("Gladi", "title", "band"))
        band.row.addWidget(Label(_("Training drills for city security"), "body", "band_soft"), 1)
        self.band = band
        self._scenarios, self._scenario_list, self._scenario_hint = _panel(
            _("Scenarios"), "book-open", _("No scenarios"), _("Scripts (.yaml) in the folder of scenarios stand here.")
        )
        self._sessions, self._session_list, self._session_hint = _panel(
            _("Sessions"), "history", _("No sessions yet"), _("Every drill you run is saved and stands here.")
        )
        for view in (self._scenario_list, self._session_list):
            view.pressed_at.connect(lambda place, _where, view=view: self.chosen.emit(view.rows.rows[place].path))
            view.opened.connect(lambda place, view=view: self.chosen.emit(view.rows.rows[place].path))
        self._scenarios.add_to_strip(action_button(actions, "import_sheet", size="small"))
        self._scenarios.add_to_strip(action_button(actions, "open", size="small"))
        columns = QHBoxLayout()
        columns.setContentsMargins(GAP, GAP, GAP, GAP)
        columns.setSpacing(GAP)
        columns.addWidget(self._scenarios, 1)
        columns.addWidget(self._sessions, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(band)
        whole.addLayout(columns, 1)
        whole.addLayout(_first_steps())

    def show_scenarios(self, paths: Sequence[Path], background: Background) -> None:
        """List these scripts and programmes, by their file names until they have been read.

        Args:
            background: where they are read. One with errors is listed with their number.
        """
        self._scenario_list.setVisible(bool(paths))
        self._scenario_hint.setVisible(not paths)
        self._scenario_list.rows.set_rows([HomeRow(path, path.name, "", "clipboard-list") for path in paths])
        files = tuple(paths)
        if files:
            background.run(lambda: [scenario_row(path) for path in files], self._show_read)

    def _show_read(self, rows: list[HomeRow]) -> None:
        if isValid(self):
            self._scenario_list.rows.set_rows(rows)

    def take_focus(self) -> None:
        """Put the keyboard into the first list that has something."""
        view = next((one for one in (self._scenario_list, self._session_list) if one.rows.rows), None)
        if view is not None:
            view.setCurrentIndex(view.rows.index(0))
            view.setFocus()

    def show_sessions(self, sessions: Sequence[SessionSummary]) -> None:
        """List these sessions."""
        rows = [session_row(session) for session in sessions]
        self._session_list.rows.set_rows(rows)
        self._session_list.setVisible(bool(rows))
        self._session_hint.setVisible(not rows)


def _first_steps() -> QHBoxLayout:
    """What each of the three users does first, in a few lines."""
    steps = (
        (
            _("The controller"),
            _("Choose a scenario. Ctrl+Enter, then Enter: StartEx. Space (GO) delivers the standby inject, F9 holds."),
        ),
        (
            _("The observer"),
            _("N writes a note, stamped at its first letter. M marks a moment. Ctrl+1–9 ticks an expected action."),
        ),
        (
            _("The trainer"),
            _("Choose a session. ← → move through time, ↑ ↓ from event to event; log, panels and curves follow."),
        ),
    )
    row = QHBoxLayout()
    row.setContentsMargins(GAP, 0, GAP, GAP)
    row.setSpacing(GAP)
    for title, text in steps:
        panel = Panel(title)
        panel.body.addWidget(Label(text, "body", "ink", wrap=True))
        row.addWidget(panel, 1)
    return row


def scenario_row(path: Path) -> HomeRow:
    """A script as a row."""
    try:
        loaded: LoadedScenario = load_scenario(path)
    except ScenarioProblems as found:
        if any(problem.code == "is-a-programme" for problem in found.problems):
            return programme_row(path)
        text = _("{n} problems; see: check {file}").format(n=len(found.problems), file=path.name)
        return HomeRow(path, path.name, text, "file-warning", chip=(_("errors"), "triangle-alert", "alarm"))
    scenario = loaded.scenario
    detail = f"{scenario.place.name}"
    numbers = _("{time} · {phases} phases · {injects} injects").format(
        time=clock_text(scenario.planned_ms, hours=True),
        phases=len(scenario.phases),
        injects=len(scenario.inject_by_id),
    )
    return HomeRow(path, str(scenario.title), detail, "clipboard-list", numbers)


def programme_row(path: Path) -> HomeRow:
    """A programme as a row."""
    try:
        loaded = load_programme(path)
    except ScenarioProblems as found:
        text = _("{n} problems; see: check {file}").format(n=len(found.problems), file=path.name)
        return HomeRow(path, path.name, text, "file-warning", chip=(_("errors"), "triangle-alert", "alarm"))
    length_ms = sum(script.scenario.planned_ms for script in loaded.scenarios)
    count = len(loaded.scenarios)
    numbers = ngettext("{time} · {n} stage", "{time} · {n} stages", count)
    stages = " → ".join(str(stage.title) for stage in loaded.programme.stages)
    return HomeRow(
        path,
        str(loaded.programme.title),
        stages,
        "layers",
        numbers.format(time=clock_text(length_ms, hours=True), n=count),
        (_("programme"), "layers", "accent"),
    )


def session_row(session: SessionSummary) -> HomeRow:
    """A session as a row."""
    word, icon, tone = STATE_LOOKS[session.state]
    when = wall_text(session.started) if session.started is not None else ""
    detail = str(session.problem) if session.problem is not None else f"{when} · {session.path.name}"
    right = clock_text(session.length_ms, hours=True) if session.length_ms else ""
    title = str(session.title) or session.path.name
    return HomeRow(session.path, title, detail, "file-check", right, (_(word), icon, tone))


def wall_text(wall: WallTime) -> str:
    """Date and time of a moment where it was: ``2026-08-26 09:00 WIB``."""
    return f"{wall.local:%Y-%m-%d %H:%M} {wall.zone}"


def paint_home_row(painter: QPainter, box: QRectF, row: HomeRow, theme: Theme) -> None:
    """Paint a scenario or a session: title over detail, numbers and state at the right."""
    size = scaled(MEDIUM_PX)
    left, right = box.left() + PAD, box.right() - PAD
    paint_icon_in(painter, box, left, row.icon, theme.ink_soft, size)
    left += size + PAD
    half = box.height() / 2
    upper = QRectF(left, box.top() + 2 * SPACE, right - left, half - 2 * SPACE)
    lower = QRectF(left, upper.bottom(), right - left, half - 2 * SPACE)
    room = right
    if row.chip is not None:
        word, icon, tone = row.chip
        font = text_font("caption")
        width = chip_width(font, word, icon)
        chip = QRectF(right - width, upper.top(), width, upper.height())
        paint_chip(painter, chip, font, theme.tone(tone), word, icon)
        room = chip.left() - PAD
    paint_text(
        painter, text_font("title"), theme.ink, QRectF(left, upper.top(), room - left, upper.height()), row.title
    )
    figures = text_font("figure_s")
    width = text_width(figures, row.right) + 1 if row.right else 0
    paint_text(
        painter, figures, theme.ink_soft, QRectF(right - width, lower.top(), width, lower.height()), row.right, RIGHT
    )
    paint_text(painter, text_font("body"), theme.ink_soft, lower.adjusted(0, 0, -width - PAD, 0), row.detail)


def _panel(title: str, icon: str, hint: str, text: str) -> tuple[Panel, RowView, EmptyHint]:
    panel = Panel(title, pad_px=0)
    view = RowView(title, paint_home_row, height_px=_ROW_PX)
    empty = EmptyHint(icon, hint, text)
    panel.body.addWidget(view, 1)
    panel.body.addWidget(empty, 1)
    return panel, view, empty
