"""The list of findings: its order and filter, what shows a finding, and that it works only while it is in sight."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from player.engine.commands import AnswerFinding, StartAction, VoidEntry, WriteNote
from player.engine.findings import Finding
from player.i18n import use_language
from player.model.entries import RuleSettings
from player.model.events import AnswerKind
from player.model.rules import MARK_TITLES, RULES, BasisMark, Certainty
from player.ui.instrument.badge import CERTAINTY_LOOKS
from player.ui.instrument.findings import ALL, OPEN, FindingsPanel
from player.ui.widgets import EmptyHint, Label
from tests.helpers.desk import Desk
from tests.helpers.desk_findings import provoke
from tests.helpers.desk_script import short_script
from tests.ui.looks import picture
from tests.ui.test_panels_plain_text import NASTY, WORDS, assert_plain


@pytest.fixture
def place(desk: Desk) -> Iterator[Callable[[], FindingsPanel]]:
    """Puts the panel over the page of the drill."""
    panels: list[FindingsPanel] = []

    def put() -> FindingsPanel:
        panel = FindingsPanel(desk.view, desk.window.actions_table)
        panel.setParent(desk.window)
        panel.setGeometry(0, 60, 1000, 600)
        panel.show()
        panel.raise_()
        QApplication.processEvents()
        panels.append(panel)
        return panel

    use_language("en")
    yield put
    for panel in panels:
        panel.setParent(None)
        panel.deleteLater()


Place = Callable[[], FindingsPanel]


def rules(panel: FindingsPanel) -> list[str]:
    return [row.rule for row in panel.list.rows.rows]


def answer(desk: Desk, finding: Finding, text: str = "") -> None:
    kind = AnswerKind.EXPLAINED if text else AnswerKind.ACCEPTED
    assert desk.view.do(AnswerFinding(finding.key, kind, text, "AKP Sari"))


def hints(panel: FindingsPanel) -> str:
    shown = [hint for hint in panel.findChildren(EmptyHint) if hint.isVisible()]
    return "\n".join(label.text() for hint in shown for label in hint.findChildren(Label))


class TestTheList:
    def test_the_surer_ones_come_first(self, run: Desk, place: Place) -> None:
        found = provoke(run)
        assert [one.rule for one in found] == ["R1", "R2", "R4"], "in the order of time and of the rules"
        assert rules(place()) == ["R2", "R1", "R4"]

    def test_a_row_says_what_how_sure_when_and_whether_it_is_answered(self, run: Desk, place: Place) -> None:
        found = provoke(run)
        row = place().list.rows.rows[0]
        assert row.text == str(found[1].message)
        said = row.spoken
        for words in ("R2", "high certainty", "00:01:00 – 00:02:30", "not answered"):
            assert words in said, words
        assert "violation" not in said

    def test_what_goes_on_says_so_and_its_span_grows(self, run: Desk, place: Place) -> None:
        run.pass_until(60_000)
        assert run.view.do(StartAction("arrest"))
        run.pass_until(120_000)
        panel = place()
        (row,) = (row for row in panel.list.rows.rows if row.rule == "R2")
        assert row.state == "still going on"
        assert row.span.endswith("00:02:00")
        run.pass_ms(5_000)
        (row,) = (row for row in panel.list.rows.rows if row.rule == "R2")
        assert row.span.endswith("00:02:05")

    def test_answered_ones_leave_the_open_ones_and_stay_among_all(self, run: Desk, place: Place) -> None:
        found = provoke(run)
        panel = place()
        panel.select(found[0].key)
        answer(run, found[1])
        assert rules(panel) == ["R1", "R4"]
        panel.filter.buttons[ALL].click()
        assert rules(panel) == ["R1", "R4", "R2"], "what is answered comes last"
        assert panel.list.rows.rows[-1].answered == "accepted"
        assert [button.accessibleName() for button in panel.filter.buttons.values()] == ["Not answered 2", "All 3"]

    def test_the_one_chosen_stays_in_sight_when_it_is_answered(self, run: Desk, place: Place) -> None:
        found = provoke(run)
        panel = place()
        panel.select(found[1].key)
        answer(run, found[1])
        assert panel.chosen is not None
        assert panel.chosen.key == found[1].key
        assert "R2" in rules(panel)

    def test_a_void_answer_opens_it_again(self, run: Desk, place: Place) -> None:
        found = provoke(run)
        panel = place()
        answer(run, found[1])
        assert rules(panel) == ["R1", "R4"]
        run.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert rules(panel) == ["R2", "R1", "R4"]

    def test_one_that_something_cleared_says_how(self, run: Desk, place: Place) -> None:
        found = provoke(run)
        panel = place()
        assert run.view.do(WriteNote("They were throwing stones.", found[2].events[0]))
        assert rules(panel) == ["R2", "R1"]
        panel.select(found[2].key)
        row = panel.list.chosen
        assert row.cleared
        assert row.answered == "cleared"
        (finding,) = (one for one in run.view.findings if one.rule == "R4")
        assert finding.cleared is not None
        text = panel.detail.text
        assert f"✓ 00:03:00 · {finding.cleared.message}" in text
        assert "What keeps it away" in text
        assert "What would clear it" not in text
        answer(run, finding)
        assert panel.list.chosen.state == "cleared"
        assert panel.list.chosen.answered == "accepted"

    def test_both_certainties_have_a_shape_of_their_own(self, run: Desk, place: Place) -> None:
        assert set(CERTAINTY_LOOKS) == set(Certainty)
        assert len({(look.shape, look.hollow) for look in CERTAINTY_LOOKS.values()}) == len(Certainty)
        provoke(run)
        assert picture(place(), 900, 500).width() == 900


class TestChoosing:
    def test_a_click_tells(self, run: Desk, place: Place) -> None:
        found = provoke(run)
        panel = place()
        told: list[str] = []
        panel.picked.connect(told.append)
        view, spot = panel.list, panel.list.visualRect(panel.list.rows.index(2)).center()
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot)
        assert told == [found[2].key]
        assert panel.chosen == found[2]

    def test_from_outside_it_tells_nobody(self, run: Desk, place: Place) -> None:
        found = provoke(run)
        panel = place()
        told: list[str] = []
        panel.picked.connect(told.append)
        panel.select(found[2].key)
        assert panel.chosen == found[2]
        assert told == []

    def test_an_answered_one_from_outside_is_shown_among_all(self, run: Desk, place: Place) -> None:
        found = provoke(run)
        answer(run, found[1])
        panel = place()
        panel.select(found[1].key)
        assert panel.chosen is not None
        assert panel.chosen.rule == "R2"
        assert panel.list.chosen.rule == "R2"

    def test_an_unknown_key_changes_nothing(self, run: Desk, place: Place) -> None:
        provoke(run)
        panel = place()
        before = panel.chosen
        panel.select("R5.99.0")
        assert panel.chosen == before
        assert panel.filter.value == OPEN


class TestTheDetail:
    def test_it_has_the_sentence_the_basis_and_what_would_clear_it(self, run: Desk, place: Place) -> None:
        found = provoke(run)
        panel = place()
        panel.select(found[1].key)
        text = panel.detail.text
        for words in (str(found[1].message), str(found[1].basis), str(found[1].cleared_by), "Nobody has answered yet."):
            assert words in text, words

    @pytest.mark.parametrize("mark", BasisMark)
    def test_the_basis_says_where_it_comes_from(self, run: Desk, place: Place, mark: BasisMark) -> None:
        found = provoke(run)
        panel = place()
        panel.detail.show_finding(replace(found[1], mark=mark))
        assert MARK_TITLES[mark] in panel.detail.text

    def test_it_lists_the_entries_that_show_it(self, run: Desk, place: Place) -> None:
        found = provoke(run)
        panel = place()
        panel.select(found[0].key)
        (row,) = run.list_of(panel.detail).rows.rows
        assert row.seq == found[0].events[0]
        assert row.text == next(one.text for one in run.rows(run.page.log) if one.seq == row.seq)

    def test_an_entry_leads_to_its_moment(self, run: Desk, place: Place) -> None:
        found = provoke(run)
        panel = place()
        panel.select(found[0].key)
        sought: list[int] = []
        wanted: list[int] = []
        panel.sought.connect(sought.append)
        panel.wanted.connect(wanted.append)
        run.click_row(panel.detail, 0)
        assert sought == [60_000]
        assert wanted == []
        run.list_of(panel.detail).setFocus()
        run.press(Qt.Key.Key_Return)
        assert sought == [60_000, 60_000]
        assert wanted == [found[0].events[0]]

    def test_all_answers_are_there_and_the_one_that_stands_is_marked(self, run: Desk, place: Place) -> None:
        found = provoke(run)
        answer(run, found[0], "Ordered by the Kapolres.")
        answer(run, found[0])
        panel = place()
        panel.select(found[0].key)
        text = panel.detail.text
        assert "Accepted · stands" in text
        assert "Explained · answered anew later" in text
        assert "Ordered by the Kapolres." in text
        assert "AKP Sari · 00:03:00" in text
        assert run.view.do(VoidEntry(run.view.entries[-1].event.seq))
        text = panel.detail.text
        assert "✓ Explained · stands" in text
        assert "Accepted · void" in text

    def test_nothing_is_chosen_where_nothing_is_found(self, run: Desk, place: Place) -> None:
        panel = place()
        assert panel.chosen is None
        panel.answer()
        assert QApplication.activeModalWidget() is None


class TestNothingToList:
    def test_that_is_no_praise(self, run: Desk, place: Place) -> None:
        said = hints(place())
        assert "No findings up to now" in said
        assert "says nothing about how well the drill went" in said

    def test_all_answered(self, run: Desk, place: Place) -> None:
        for finding in provoke(run):
            answer(run, finding)
        panel = place()
        assert "answered or cleared" in hints(panel)
        panel.filter.buttons[ALL].click()
        assert len(rules(panel)) == 3
        assert hints(panel) == ""

    def test_a_script_with_every_rule_off_says_so(self, desk: Desk, place: Place) -> None:
        loaded = short_script()
        off = replace(loaded.scenario, findings=dict.fromkeys(RULES, RuleSettings(active=False)))
        desk.run(replace(loaded, scenario=off))
        assert "no rule applied" in hints(place())


class TestOnlyWhileInSight:
    def test_hidden_it_reads_nothing_and_catches_up(
        self, run: Desk, place: Place, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        panel = place()
        panel.hide()
        calls: list[int] = []
        real = panel.refresh

        def refresh() -> None:
            calls.append(1)
            real()

        monkeypatch.setattr(panel, "refresh", refresh)
        provoke(run)
        assert calls == []
        assert rules(panel) == []
        panel.show()
        assert calls == [1]
        assert rules(panel) == ["R2", "R1", "R4"]

    def test_while_nothing_goes_on_a_second_is_no_work(
        self, run: Desk, place: Place, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        provoke(run)
        panel = place()
        calls: list[int] = []
        monkeypatch.setattr(panel, "refresh", lambda: calls.append(1))
        run.pass_ms(3_000)
        assert calls == []


def test_review_lists_all_and_marks_what_comes_later(run: Desk, place: Place) -> None:
    provoke(run)
    run.end_ex("END")
    run.window.actions_table["to_review"].do()
    view = run.window.review_view
    assert view is not None
    panel = FindingsPanel(view, run.window.actions_table)
    panel.setParent(run.window)
    panel.show()
    assert len(panel.list.rows.rows) >= 3
    assert not any(row.later for row in panel.list.rows.rows)
    view.seek(30_000)
    assert all(row.later for row in panel.list.rows.rows)
    panel.setParent(None)
    panel.deleteLater()


def test_the_words_follow_the_language(run: Desk, place: Place) -> None:
    provoke(run)
    use_language("id")
    assert "kepastian tinggi" in place().list.rows.rows[0].spoken
    use_language("en")
    assert "high certainty" in place().list.rows.rows[0].spoken


def test_what_was_set_is_there_again_in_another_language(run: Desk, place: Place) -> None:
    found = provoke(run)
    answer(run, found[1])
    place().filter.buttons[ALL].click()
    use_language("id")
    again = place()
    assert again.filter.value == ALL
    assert len(rules(again)) == 3


def test_what_a_script_says_is_plain_text(desk: Desk, place: Place) -> None:
    desk.run(short_script(**{word: f"{NASTY} {word}" for word in WORDS}))
    desk.start_ex()
    found = provoke(desk)
    answer(desk, found[0], NASTY)
    panel = place()
    panel.filter.put(ALL)
    panel.select(found[0].key)
    picture(panel, 700, 600)
    assert_plain(panel)
    assert f"{NASTY} unit" in panel.detail.text
    assert NASTY in panel.detail.text.split("Answers")[1]


def test_beside_or_under_by_the_room_there_is(run: Desk, place: Place) -> None:
    provoke(run)
    panel = place()
    panel.resize(1200, 400)
    assert panel.detail.x() > panel.list.mapTo(panel, panel.list.pos()).x()
    wide = panel.detail.height()
    panel.resize(500, 700)
    QApplication.processEvents()
    assert panel.detail.height() < panel.height() - 100
    assert wide < panel.height()
