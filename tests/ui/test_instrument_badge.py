"""The number of findings in the band, and the notice of a new one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from player.engine.commands import AnswerFinding, WriteNote
from player.i18n import use_language
from player.model.events import AnswerKind
from player.ui.battery import Charge
from player.ui.instrument.badge import FindingsBadge
from player.ui.theme import TEXT_SCALES, THEMES, Theme
from tests.helpers.desk import Desk
from tests.helpers.desk_findings import provoke
from tests.ui.looks import colours_in, picture, put_on


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    use_language("en")
    yield
    put_on()


def accept(desk: Desk, *rules: str) -> None:
    for finding in desk.view.findings:
        if finding.rule in rules:
            assert desk.view.do(AnswerFinding(finding.key, AnswerKind.ACCEPTED))


class TestTheNumber:
    def test_without_a_finding_there_is_none(self, run: Desk) -> None:
        assert not run.page.band.findings.isVisible()

    def test_it_counts_those_that_wait(self, run: Desk) -> None:
        provoke(run)
        badge = run.page.band.findings
        assert badge.isVisible()
        assert (badge.count, badge.sure_count) == (3, 1)
        assert badge.accessibleName() == "3 findings, 1 of high certainty, not answered"
        accept(run, "R1")
        assert (badge.count, badge.sure_count) == (2, 1)

    def test_high_certainty_has_another_word_and_another_picture(self, run: Desk) -> None:
        provoke(run)
        badge = run.page.band.findings
        before = picture(badge)
        accept(run, "R2")
        assert badge.sure_count == 0
        assert badge.accessibleName() == "2 findings, medium certainty, not answered"
        assert picture(badge) != before

    def test_it_goes_when_all_are_answered_and_comes_back_when_one_is_void(self, run: Desk) -> None:
        provoke(run)
        badge = run.page.band.findings
        accept(run, "R1", "R2", "R4")
        assert not badge.isVisible()
        run.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert badge.isVisible()
        assert badge.count == 1

    def test_one_that_something_cleared_waits_no_longer(self, run: Desk) -> None:
        found = provoke(run)
        badge = run.page.band.findings
        (rise,) = (one for one in found if one.rule == "R4")
        assert run.view.do(WriteNote("They were throwing stones.", rise.events[0]))
        assert badge.count == 2

    def test_a_page_built_anew_has_it_again(self, run: Desk) -> None:
        provoke(run)
        accept(run, "R2")
        run.window.set_language("id")
        badge = run.page.band.findings
        assert badge.isVisible()
        assert badge.count == 2
        assert "kepastian sedang" in badge.accessibleName()

    @pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
    def test_it_stands_out_from_the_band(self, run: Desk, theme: Theme) -> None:
        put_on(theme)
        provoke(run)
        badge = run.page.band.findings
        counts = colours_in(picture(badge))
        assert counts[theme.tones.warn.fill] > 0.4 * badge.width() * badge.height()

    @pytest.mark.parametrize("scale", TEXT_SCALES.values(), ids=TEXT_SCALES)
    def test_it_fits_the_band_of_the_smallest_screen(self, run: Desk, scale: float) -> None:
        put_on(scale=scale)
        use_language("id")
        provoke(run)
        run.page.band.show_charge(Charge(78, plugged=False))
        run.shell.resize(1366, 768)
        QApplication.processEvents()
        band = run.page.band
        badge = band.findings
        assert badge.width() == badge.sizeHint().width()
        assert band.minimumSizeHint().width() <= 1366
        assert badge.height() <= band.height()

    @pytest.mark.parametrize("language", ["id", "en"])
    def test_where_it_must_give_way_the_number_stays(self, run: Desk, language: str) -> None:
        use_language(language)
        provoke(run)
        badge = run.page.band.findings
        assert badge.words_at(badge.sizeHint().width()).endswith(" 3")
        for width in (40, 60, 80, 100, 120):
            assert "3" in badge.words_at(width), width


class TestTheWay:
    def test_a_click_leads_to_their_list(self, run: Desk) -> None:
        provoke(run)
        QTest.mouseClick(run.page.band.findings, Qt.MouseButton.LeftButton)
        face = run.page.instrument
        assert run.page.shows_instrument
        assert face is not None
        assert face.column.findings.isVisible()
        assert face.column.findings.chosen is not None

    def test_space_never_presses_it(self, run: Desk) -> None:
        provoke(run)
        pressed: list[int] = []
        badge = run.page.band.findings
        badge.clicked.connect(lambda: pressed.append(1))
        badge.setFocus(Qt.FocusReason.TabFocusReason)
        run.press(Qt.Key.Key_Space)
        assert pressed == []


class TestTheNotice:
    def test_a_new_one_of_high_certainty_is_told_once(self, run: Desk) -> None:
        said: list[tuple[str, bool]] = []
        run.view.said.connect(lambda text, warning: said.append((text, warning)))
        provoke(run)
        (told,) = said
        assert told[0].startswith("New finding R2: ")
        assert "F7" in told[0]
        assert told[1] is False, "quiet: it is no warning of the machine"
        assert run.page.notice.tone == "accent"

    def test_a_page_built_anew_does_not_tell_it_again(self, run: Desk) -> None:
        provoke(run)
        said: list[str] = []
        run.view.said.connect(lambda text, _warning: said.append(text))
        run.window.set_language("id")
        run.pass_ms(3_000)
        assert said == []

    def test_it_takes_no_key_away(self, run: Desk) -> None:
        run.press(Qt.Key.Key_N)
        run.type("half a no")
        provoke(run)
        run.type("te")
        run.press(Qt.Key.Key_Return)
        assert [note.text for note in run.bodies() if type(note).__name__ == "NoteWritten"] == ["half a note"]


def test_before_it_has_its_place_it_is_no_window(run: Desk) -> None:
    provoke(run)
    badge = FindingsBadge(run.view)
    assert not badge.isVisible()
    badge.deleteLater()
