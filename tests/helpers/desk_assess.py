"""A drill with objectives, ended and opened in the review, for tests of its assessment."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from player.engine.fold import fold_events
from player.i18n import _
from player.model.scenario import LoadedScenario
from player.review.assessment import Assessment, assessment_of
from player.scenario import read_scenario
from player.session.store import read_session
from player.ui.assess.notes import NotesPanel
from player.ui.assess.panel import AssessPanel
from player.ui.assess.plan import PlanPanel
from player.ui.assess.ratings import RatingsPanel
from player.ui.assess.summary import SummaryPanel
from player.ui.review_view import ReviewView
from tests.helpers.desk import Desk
from tests.helpers.desk_findings import provoke
from tests.helpers.desk_script import short_script

_OBJECTIVES = """\
objectives:
  - id: warned
    title: Warn before force
    tasks: [{id: heard, title: The warning is heard}]
    ratings: {P: Every time., U: Never.}
  - {id: reported, title: Report to the post}
  - {id: calm, title: Stay calm}
"""

ENDED_MS = 370_000
"""When it ends: the warning has been missed by then, the report to the post is still open."""

Stroke = str | Qt.Key | tuple[Qt.Key, Qt.KeyboardModifier]


def assessed_script() -> LoadedScenario:
    """The short script with three objectives, of which two are shown by expected actions."""
    text = short_script().text
    text = text.replace("within: 3m}", "within: 3m, objective: warned, task: heard}")
    text = text.replace("within: 5m}", "within: 5m, objective: reported}")
    return read_scenario(text + _OBJECTIVES, "assessed.yaml")


def ended_drill(desk: Desk) -> ReviewView:
    """Play that drill with findings and missed actions, end it, and review it the day after, at its end."""
    desk.run(assessed_script())
    desk.start_ex()
    provoke(desk)
    desk.go()
    desk.pass_until(ENDED_MS)
    desk.end_ex(_("END"))
    desk.window.actions_table["to_review"].do()
    desk.clock.advance_ms(86_400_000)
    return view_of(desk)


def view_of(desk: Desk) -> ReviewView:
    """The session shown."""
    view = desk.window.review_view
    assert view is not None
    return view


def on_disk(desk: Desk) -> Assessment:
    """What stands in the file."""
    saved = read_session(view_of(desk).saved.path)
    return assessment_of(fold_events(saved.loaded.scenario, [one.event for one in saved.records]).state)


def panel_of(desk: Desk, name: str) -> AssessPanel:
    """A panel of the assessment, brought into sight."""
    column = desk.page.show_instrument(on=True).column
    column.show_panel(name)
    panel = column.panels[name]
    assert isinstance(panel, AssessPanel)
    return panel


def ratings_of(desk: Desk) -> RatingsPanel:
    """The panel of ratings, with the keyboard in it, by its key."""
    desk.press(Qt.Key.Key_A)
    panel = panel_of(desk, "ratings")
    assert isinstance(panel, RatingsPanel)
    return panel


def notes_of(desk: Desk) -> NotesPanel:
    """The panel of notes."""
    panel = panel_of(desk, "notes")
    assert isinstance(panel, NotesPanel)
    return panel


def plan_of(desk: Desk) -> PlanPanel:
    """The panel of the plan."""
    panel = panel_of(desk, "plan")
    assert isinstance(panel, PlanPanel)
    return panel


def summary_of(desk: Desk) -> SummaryPanel:
    """The panel of the summary."""
    panel = panel_of(desk, "summary")
    assert isinstance(panel, SummaryPanel)
    return panel


def keys(sheet: QWidget, *strokes: Stroke) -> None:
    """Type texts and press keys, each where the keyboard is in the sheet."""
    for stroke in strokes:
        target = sheet.focusWidget() or sheet
        if isinstance(stroke, str):
            QTest.keyClicks(target, stroke)
        elif isinstance(stroke, tuple):
            QTest.keyClick(target, *stroke)
        else:
            QTest.keyClick(target, stroke)
