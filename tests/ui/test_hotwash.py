"""The page after EndEx: it comes by itself, everything on it is done by keys, and its figures are those of the log."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from player.engine import commands as do
from player.engine.state import Status
from player.i18n import _
from player.model import events as ev
from player.model.times import MINUTE_MS
from player.ui.actions import Mode
from player.ui.hotwash.face import COLUMNS, HotwashFace
from player.ui.hotwash.part import HotwashPart
from player.ui.paper.offers import OfferSheet
from player.ui.paper.sheet import PrintSheet
from player.ui.widgets import ActionButton
from tests.helpers.background import HeldBackground
from tests.helpers.desk import CTRL, Desk

W, R, P, H, OPEN, ESC = (
    Qt.Key.Key_W,
    Qt.Key.Key_R,
    Qt.Key.Key_P,
    Qt.Key.Key_H,
    Qt.Key.Key_O,
    Qt.Key.Key_Escape,
)


def settle() -> None:
    QApplication.processEvents()
    QApplication.processEvents()


@pytest.fixture
def ended(run: Desk) -> Desk:
    """A short drill that was led badly, and has ended."""
    run.pass_until(3 * MINUTE_MS)
    run.view.do(do.StartAction("line"))
    run.view.do(do.StartAction("arrest", reason="seen throwing"))
    run.pass_until(9 * MINUTE_MS)
    run.end_ex(_("END"))
    settle()
    return run


def face_of(desk: Desk) -> HotwashFace:
    face = desk.window.part(HotwashPart).face
    assert face is not None
    return face


def lines(face: HotwashFace, column: str) -> list[str]:
    return [row.text for row in face.lists[column].rows.rows if row.line is not None]


class TestItComes:
    def test_by_itself_at_endex(self, ended: Desk) -> None:
        assert ended.view.state.status is Status.ENDED
        assert ended.window.mode is Mode.HOTWASH
        face = face_of(ended)
        assert ended.page.face is face
        assert face.isVisible()
        assert face.told is not None
        assert lines(face, "talk")

    def test_not_before_it(self, run: Desk) -> None:
        assert run.window.part(HotwashPart).face is None
        run.press(H, CTRL)
        assert run.window.mode is Mode.RUN

    def test_after_a_real_emergency_too(self, run: Desk) -> None:
        run.view.do(do.DeclareEmergency())
        run.view.do(do.EndExercise())
        settle()
        told = face_of(run).told
        assert told is not None
        assert told.in_emergency

    def test_before_it_is_summed_up_it_already_stands(self, run: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        held = HeldBackground()
        object.__setattr__(run.window.around, "background", held)
        run.view.do(do.EndExercise())
        settle()
        face = face_of(run)
        assert run.window.mode is Mode.HOTWASH
        assert (face.told, face.said.text()) == (None, _("Summing up …"))
        held.finish()
        assert face.told is not None

    def test_another_language_keeps_it(self, ended: Desk) -> None:
        ended.window.set_language("en")
        try:
            settle()
            assert ended.window.mode is Mode.HOTWASH
            assert face_of(ended).told is not None
            assert face_of(ended).isVisible()
        finally:
            ended.window.set_language("id")
            settle()


def test_what_is_said_is_shown_as_it_is(ended: Desk) -> None:
    face = face_of(ended)
    face.say("Report saved: /media/<b>stick</b>")
    assert face.said.textFormat() is Qt.TextFormat.PlainText
    assert "<b>" not in face.said.toolTip()
    assert "&lt;b&gt;stick" in face.said.toolTip()


class TestKeys:
    def test_p_shows_the_panels_and_ctrl_h_the_page_again(self, ended: Desk) -> None:
        ended.press(P)
        assert (ended.window.mode, ended.page.face) == (Mode.RUN, None)
        ended.press(H, CTRL)
        assert ended.window.mode is Mode.HOTWASH

    def test_r_opens_the_review(self, ended: Desk) -> None:
        ended.press(R)
        settle()
        assert ended.window.mode is Mode.REVIEW

    def test_h_leads_to_the_start_page(self, ended: Desk) -> None:
        ended.press(H)
        assert ended.window.mode is Mode.HOME

    def test_enter_opens_the_moment_of_a_line_in_the_review_and_ctrl_h_leads_back(self, ended: Desk) -> None:
        face = face_of(ended)
        one = face.lists["talk"]
        assert one.hasFocus()
        at_ms = one.chosen.at_ms
        assert at_ms is not None
        ended.press(Qt.Key.Key_Return)
        settle()
        view = ended.window.review_view
        assert view is not None
        assert view.now_ms == at_ms
        ended.press(H, CTRL)
        settle()
        part = ended.window.part(HotwashPart)
        assert part.is_shown
        ended.press(R)
        assert not part.is_shown
        assert ended.window.review_view is view

    def test_arrows_pass_over_heads_and_remarks(self, ended: Desk) -> None:
        one = face_of(ended).lists["talk"]
        seen = [one.chosen.key]
        for _press in range(len(one.rows.rows)):
            ended.press(Qt.Key.Key_Down)
            seen.append(one.chosen.key)
        assert all(place >= 0 for _name, place in seen)
        assert set(seen) == {row.key for row in one.rows.rows if row.line is not None}

    def test_w_and_enter_write_the_report_and_o_opens_it(self, ended: Desk) -> None:
        session = ended.view.drill.path

        def write(sheet: QWidget) -> None:
            QTest.keyClick(sheet, Qt.Key.Key_Return)
            QTest.keyClick(sheet, ESC)

        with ended.answering(write):
            ended.press(W)
        (written,) = session.parent.glob("*.pdf")
        assert str(written) in face_of(ended).said.text()
        ended.press(OPEN)
        assert ended.opened == [written]

    def test_findings_can_still_be_answered(self, ended: Desk) -> None:
        told = face_of(ended).told
        assert told is not None
        waiting = len(told.waiting)
        finding = told.waiting[0].finding
        ended.view.do(do.AnswerFinding(finding.key, ev.AnswerKind.EXPLAINED, "seen otherwise", "AKP Budi"))
        settle()
        told = face_of(ended).told
        assert told is not None
        assert len(told.waiting) == waiting - 1

    def test_space_does_nothing(self, ended: Desk) -> None:
        before = len(ended.view.entries)
        ended.go()
        assert len(ended.view.entries) == before
        assert ended.window.mode is Mode.HOTWASH


class TestWhatItShows:
    def test_every_button_has_its_key_and_every_list_a_name(self, ended: Desk) -> None:
        face = face_of(ended)
        buttons = [one for one in face.findChildren(ActionButton) if one.isVisible()]
        assert len(buttons) == 5
        assert all(one.accessibleName() or one.text() for one in buttons)
        assert [one.accessibleName() for one in face.lists.values()] == [_(title) for _n, title, _s, _w in COLUMNS]

    def test_each_section_stands_in_one_column(self, ended: Desk) -> None:
        from player.review.hotwash_wording import hotwash_sections

        face = face_of(ended)
        assert face.told is not None
        named = {section.name for section in hotwash_sections(face.told, ended.view.scenario)}
        placed = [name for _n, _t, _s, sections in COLUMNS for name in sections]
        assert named <= set(placed)
        assert len(placed) == len(set(placed))


class TestPrinting:
    def test_ctrl_p_after_endex_offers_the_report_and_the_keys(self, ended: Desk) -> None:
        kinds: list[type[QWidget]] = []

        def choose(sheet: QWidget) -> None:
            kinds.append(type(sheet))
            QTest.keyClick(sheet, Qt.Key.Key_1)

        def save(sheet: QWidget) -> None:
            kinds.append(type(sheet))
            QTest.keyClick(sheet, Qt.Key.Key_Return)
            QTest.keyClick(sheet, ESC)

        with ended.answering(choose, save):
            ended.press(P, CTRL)
        assert kinds == [OfferSheet, PrintSheet]
        session = ended.view.drill.path
        assert [path.name for path in session.parent.glob("*.pdf")] == [f"hotwash_{session.stem}.pdf"]

    def test_on_the_start_page_it_is_the_keys_at_once(self, desk: Desk) -> None:
        kinds: list[type[QWidget]] = []

        def leave(sheet: QWidget) -> None:
            kinds.append(type(sheet))
            QTest.keyClick(sheet, ESC)

        with desk.answering(leave):
            desk.press(P, CTRL)
        assert kinds == [PrintSheet]

    def test_while_the_muster_stands_it_is_the_muster_at_once(self, desk: Desk) -> None:
        from tests.helpers.desk_branches import branching_script

        desk.run(branching_script())
        titles: list[str] = []

        def leave(sheet: QWidget) -> None:
            titles.append(sheet.windowTitle())
            QTest.keyClick(sheet, ESC)

        with desk.answering(leave):
            desk.press(P, CTRL)
        assert titles == [_("Muster and readiness")]
        assert desk.view.state.status is Status.READY
