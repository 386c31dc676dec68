"""The panels and sheets of an assessment to the eye and to a screen reader: every look, size and language."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from player.cli import shot
from player.engine import commands as do
from player.i18n import LANGUAGES, _, use_language
from player.model import events as ev
from player.model.doctrine import Rating
from player.ui.assess.book import Target
from player.ui.assess.deeds import targets
from player.ui.assess.note_sheet import NoteSheet
from player.ui.assess.panels import ASSESS_PANELS
from player.ui.assess.plan_sheet import PlanSheet
from player.ui.assess.rating_sheet import RatingSheet
from player.ui.assess.sheet import EntrySheet
from player.ui.review.panels import REVIEW_PANELS
from player.ui.theme import TEXT_SCALES, THEMES, theme_in_use
from player.ui.widgets import Label
from tests.helpers.desk import Desk
from tests.helpers.desk_assess import ended_drill, on_disk, panel_of, ratings_of, view_of
from tests.ui.looks import colours_in, put_on
from tests.ui.test_panels_plain_text import NASTY, assert_plain

LONG = "Perintah berhenti tidak disampaikan kepada operator water cannon. " * 40
PARTS = (QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox)


def sheets_of(desk: Desk) -> list[EntrySheet]:
    """Every kind of sheet, over the window."""
    view, window = view_of(desk), desk.window
    targets = [Target(1_000, 5_000), Target(1_000, 1_000, on=3), Target(0, 9_000, finding=view.findings[0].key)]
    note = NoteSheet(view, targets, ev.AnnotationKind.IMPROVEMENT, window)
    rating = RatingSheet(view, view.scenario.objectives["warned"], window)
    return [note, rating, PlanSheet(view, window)]


def fill(desk: Desk, text: str) -> None:
    """One of everything, in these words."""
    view = view_of(desk)
    for kind in ev.AnnotationKind:
        assert view.do(do.Annotate(kind, 60_000, f"{text} {kind}", objective="calm", who=text))
    assert view.do(do.PlanCorrective(text, text, "2020-01-01", annotation=3))
    assert view.do(do.PlanCorrective(text, "", ""))
    assert view.do(do.RateObjective("calm", "M", text, text))
    assert view.do(do.WriteSummary(text, text))


def test_the_stretch_in_view_is_offered_while_the_moment_is_out_of_it(desk: Desk) -> None:
    view = ended_drill(desk)
    face = desk.page.show_instrument(on=True)
    face.plots.load_now()
    face.plots.look_at(60_000, 180_000)
    start_ms, end_ms = face.plots.time_range_ms
    view.seek(start_ms + 1_000)
    assert Target(start_ms, end_ms) not in targets(desk.window, view)
    view.seek(1_000)
    face.plots.look_at(start_ms, end_ms)
    offered = targets(desk.window, view)
    assert offered[-2:] == [Target(1_000, 1_000), Target(start_ms, end_ms)], "the moment comes first, as before"
    face.lanes.select(start_ms, end_ms)
    assert targets(desk.window, view).count(Target(start_ms, end_ms)) == 1


def check_panels(desk: Desk) -> None:
    """No button runs out of its panel."""
    for kind in ASSESS_PANELS:
        panel = panel_of(desk, kind.name)
        QApplication.processEvents()
        assert panel.width() >= panel.minimumSizeHint().width(), kind.name
        for button in panel.findChildren(QAbstractButton):
            right = button.mapTo(panel, QPoint(button.width(), 0)).x()
            assert not button.isVisible() or right <= panel.width(), (kind.name, button.accessibleName())


def check_sheets(desk: Desk, height: int) -> None:
    """Every sheet fits into the window, everything in it is in sight and has a name."""
    for sheet in sheets_of(desk):
        sheet.say(LONG[:140])
        sheet.setModal(False)
        sheet.show()
        QApplication.processEvents()
        assert sheet.height() <= height, type(sheet).__name__
        for part in sheet.findChildren(QWidget):
            if part.isVisible() and isinstance(part, PARTS):
                assert sheet.rect().contains(part.mapTo(sheet, part.rect().center())), part
                assert part.accessibleName(), part
        sheet.reject()
        sheet.deleteLater()


def test_every_look_size_and_language(desk: Desk) -> None:
    """One window for all: it takes long to make."""
    use_language("en")
    ended_drill(desk)
    fill(desk, LONG)
    for theme, name in zip(THEMES.values(), ("small", "normal", "largest"), strict=True):
        put_on(theme, TEXT_SCALES[name])
        QApplication.processEvents()
        check_panels(desk)
    check_sheets(desk, 768)
    put_on()
    desk.shell.resize(1024, 640)
    QApplication.processEvents()
    check_sheets(desk, 640)
    desk.shell.resize(1366, 768)
    QApplication.processEvents()
    for language in LANGUAGES:
        desk.window.set_language(language)
        panel = ratings_of(desk)
        assert panel.list.accessibleName() == _("Ratings")
        assert [row.letter for row in panel.list.rows.rows] == ["–", "–", "M"]
        assert panel.buttons[Rating.M].accessibleName().startswith("M ")
        assert desk.shell.focusWidget() is panel.list
    tab = desk.page.show_instrument(on=True).column.tabs["ratings"]
    assert tab.count == 2
    assert theme_in_use().tones.warn.fill in colours_in(tab.grab().toImage()), "how many wait stands out"


def test_what_is_written_is_shown_as_it_was_written(desk: Desk) -> None:
    use_language("en")
    ended_drill(desk)
    fill(desk, NASTY)
    for kind in ASSESS_PANELS:
        assert_plain(panel_of(desk, kind.name))
    assert on_disk(desk).summary == NASTY
    rows = [row for name in ("notes", "plan") for row in panel_of(desk, name).list.rows.rows]  # type: ignore[attr-defined]
    assert sum(NASTY in row.text for row in rows) >= 2 + len(ev.AnnotationKind)
    assert all(row.spoken for row in rows)
    for sheet in sheets_of(desk):
        assert_plain(sheet)
        assert all(label.textFormat() == Qt.TextFormat.PlainText for label in sheet.findChildren(Label))
        sheet.deleteLater()


def test_the_panels_are_known_by_name() -> None:
    assert (*shot.PANELS, *shot.REVIEW_PANELS) == tuple(kind.name for kind in REVIEW_PANELS)
    assert all(kind.title for kind in ASSESS_PANELS)


@pytest.mark.parametrize("name", ["ratings", "notes", "plan"])
def test_an_empty_panel_says_what_fills_it(run: Desk, name: str) -> None:
    """A script without objectives or findings, and nobody has written anything."""
    if name != "ratings":
        run.press(Qt.Key.Key_Space)
    run.end_ex(_("END"))
    run.window.actions_table["to_review"].do()
    panel = panel_of(run, name)
    assert panel._hint is not None
    assert panel._hint.isVisible()
