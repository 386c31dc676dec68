"""A damaged session in Review: what is said of it, and its button; the command line agrees with the window."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from player import cli
from player.i18n import SOURCE_LANGUAGE, _, use_language
from player.model.scenario import LoadedScenario
from player.session.copying import copy_session
from player.session.places import scripts_folder
from player.session.store import SessionNotSaved, SessionState, VerifyStatus, read_session, verify_session
from player.ui.actions import Mode
from player.ui.home.bar import offered
from player.ui.home.pages import HomePages
from player.ui.problems import ProblemSheet
from player.ui.review import salvaging
from player.ui.review.notices import SALVAGE, what_is_amiss
from player.ui.review.page import ReviewPage
from player.ui.widgets import ActionButton, Chip
from tests.helpers.background import HeldBackground
from tests.helpers.desk import CTRL, SHIFT, Desk
from tests.helpers.home_hands import drill, go_to, sessions
from tests.session.bad_files import look_at
from tests.session.damage import change
from tests.session.play import TROUBLE

OTHER = "UPDATE scenario SET text = replace(text, 'Short', 'Shirt')"
BROKEN = "UPDATE scenario SET text = replace(text, 'phases', 'phrases')"


def flip(path: Path, seq: int) -> Path:
    return change(path, f"UPDATE events SET exercise_ms = exercise_ms + 1 WHERE seq = {seq}")  # noqa: S608


def cut(path: Path) -> Path:
    """The end of the file is gone, in the middle of its pages."""
    path.write_bytes(path.read_bytes()[:-1])
    return path


def page_of(desk: Desk) -> ReviewPage:
    assert isinstance(desk.window.page, ReviewPage)
    return desk.window.page


def helping(desk: Desk) -> ActionButton | None:
    """The button in the notice over the page, if it has one."""
    found = [one for one in page_of(desk).notice.findChildren(ActionButton) if one.isVisible() and one.text()]
    return found[0] if found else None


def salvages(desk: Desk) -> bool:
    return desk.window.actions_table[SALVAGE].enabled()


def test_the_button_salvages_and_opens_what_is_intact(desk: Desk, short: LoadedScenario) -> None:
    path = flip(drill(desk, short, ended=True), 6)
    before = look_at(desk.folder)
    desk.window.open_file(path)
    QApplication.processEvents()
    button = helping(desk)
    assert button is not None
    assert button.text() == desk.window.actions_table[SALVAGE].text
    assert page_of(desk).notice.tone == "alarm"
    chips = {chip.accessibleName() for chip in page_of(desk).band.findChildren(Chip)}
    assert _("intact up to #{seq}").format(seq=5) in chips, "in the place of: saved #5"
    assert _("saved #{seq}").format(seq=5) not in chips

    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QApplication.processEvents()

    view = desk.window.review_view
    assert view is not None
    assert view.saved.path.name == f"{path.stem}_salvaged.gladi"
    assert (view.saved.damage, len(view.saved.records)) == (None, 5)
    assert view.saved.path.name in page_of(desk).notice.text
    assert helping(desk) is None, "whether the drill was cut off there nobody can tell"
    told = what_is_amiss(view.saved)
    assert told is not None
    assert "#5" in told.text
    assert told.offers == ""
    assert not salvages(desk)
    desk.press(Qt.Key.Key_S, SHIFT)
    after = look_at(desk.folder)
    assert after.pop(view.saved.path.name)
    assert after == before, "the damaged file lies where it lay; a sound one is not salvaged"
    desk.window.go_home()
    row = next(row for row in sessions(desk) if row.path == view.saved.path)
    assert (row.state, row.is_interrupted, "home_resume" in offered(row)) == (SessionState.SALVAGED, False, False)
    desk.press(Qt.Key.Key_R)
    assert desk.window.live_view is None, "the key of the start page does not take it up"
    desk.window.open_file(row.path)
    assert page_of(desk).notice.tone == "warn"
    assert helping(desk) is None
    assert "Ctrl+R" in page_of(desk).notice.text
    desk.press(Qt.Key.Key_R, CTRL)
    assert desk.window.mode is Mode.RUN, "who knows that it was cut off there can go on"


def test_the_key_does_the_same_and_a_whole_log_is_simply_opened(desk: Desk, short: LoadedScenario) -> None:
    path = cut(drill(desk, short, ended=True))
    events = len(read_session(path).records)
    desk.window.open_file(path)
    desk.press(Qt.Key.Key_S, SHIFT)
    view = desk.window.review_view
    assert view is not None
    assert (view.saved.damage, len(view.saved.records), view.saved.finished) == (None, events, True)
    assert page_of(desk).notice.tone == "accent"
    assert f"#{events}" in page_of(desk).notice.text
    assert helping(desk) is None


@pytest.mark.parametrize("statement", [OTHER, BROKEN])
def test_of_another_scenario_all_is_saved_where_the_script_is_at_hand(
    desk: Desk, short: LoadedScenario, statement: str
) -> None:
    path = drill(desk, short, ended=True)
    records = read_session(path).records
    change(path, statement)
    if statement is OTHER:
        desk.window.open_file(path)
        assert short.name in page_of(desk).notice.text
        assert helping(desk) is not None
        desk.press(Qt.Key.Key_S, SHIFT)
    else:
        desk.press(Qt.Key.Key_F5)
        checks = desk.window.part(HomePages).feed.checks
        while checks.check_next():
            pass
        go_to(desk, path)
        desk.press(Qt.Key.Key_S)
        desk.press(Qt.Key.Key_Return)
    view = desk.window.review_view
    assert view is not None
    assert view.saved.path.name == f"{path.stem}_salvaged.gladi"
    assert (view.saved.records, view.saved.damage, view.saved.loaded.text) == (records, None, short.text)


def test_without_the_script_that_is_said_and_it_can_be_put_there(desk: Desk, short: LoadedScenario) -> None:
    path = change(drill(desk, short, ended=True), OTHER)
    other = Desk(desk.folder, (), desk.clock)
    other.window.open_file(path)
    other.press(Qt.Key.Key_S, SHIFT)
    assert short.name in page_of(other).notice.text
    assert other.sessions() == [path]
    scripts_folder().mkdir(parents=True)
    (scripts_folder() / "mine.yaml").write_text(short.text, encoding="utf-8")
    other.window.go_home()
    other.window.open_file(path)
    other.press(Qt.Key.Key_S, SHIFT)
    assert len(other.sessions()) == 2
    other.close()


def test_a_disk_that_takes_nothing_is_said_and_all_stays(
    desk: Desk, short: LoadedScenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = flip(drill(desk, short, ended=True), 6)
    desk.window.open_file(path)

    def refuse(*_arguments: object) -> Path:
        raise SessionNotSaved(TROUBLE)

    monkeypatch.setattr(salvaging, "salvage", refuse)
    desk.press(Qt.Key.Key_S, SHIFT)
    assert page_of(desk).notice.text == str(TROUBLE)
    assert desk.window.review_view is not None
    assert desk.window.review_view.saved.path == path
    assert salvages(desk), "it can be tried again"


def test_pressed_twice_it_is_one_and_who_has_left_is_not_fetched_back(desk: Desk, short: LoadedScenario) -> None:
    path = flip(drill(desk, short, ended=True), 6)
    desk.window.open_file(path)
    held, around = HeldBackground(), desk.window.around
    object.__setattr__(around, "background", held)
    for _turn in range(2):
        desk.press(Qt.Key.Key_S, SHIFT)
    assert not salvages(desk)
    desk.window.go_home()
    held.finish()
    assert desk.window.mode is Mode.HOME
    assert len(desk.sessions()) == 2


HURT: Mapping[str, Callable[[Path], Path]] = {
    "flipped byte": lambda path: flip(path, 6),
    "cut tail": cut,
    "other scenario": lambda path: change(path, OTHER),
}


@pytest.mark.parametrize("how", HURT)
def test_window_list_and_command_line_say_the_same(
    how: str, desk: Desk, short: LoadedScenario, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = HURT[how](drill(desk, short, ended=True))
    before = look_at(desk.folder)
    use_language(SOURCE_LANGUAGE)
    desk.window.open_file(path)
    view = desk.window.review_view
    assert view is not None
    events, said = len(view.saved.records), page_of(desk).notice.text
    damage = view.saved.damage
    assert damage is not None
    assert f"{events} events" in said

    lines = tmp_path / "a.jsonl"
    assert cli.main(["verify", str(path), "--json"]) == 1
    (told,) = json.loads(capsys.readouterr().out)
    assert (told["status"], told["events"], told["first_bad_seq"]) == ("damaged", events, damage.seq)
    assert cli.main(["export", str(path), "-o", str(lines), "--lang", "en"]) == 1
    assert f"its {events} usable events" in capsys.readouterr().err
    assert len(lines.read_text(encoding="utf-8").splitlines()) == 1 + events
    copy = copy_session(path)
    assert copy.read_bytes() == path.read_bytes()
    copy.unlink()

    desk.window.go_home()
    checks = desk.window.part(HomePages).feed.checks
    while checks.check_next():
        pass
    (row,) = sessions(desk)
    assert row.state is SessionState.DAMAGED
    assert f"{events} events" in row.detail
    assert look_at(desk.folder) == before


def test_what_cannot_be_opened_names_what_helps(
    desk: Desk, short: LoadedScenario, capsys: pytest.CaptureFixture[str]
) -> None:
    path = change(drill(desk, short, ended=True), BROKEN)
    use_language(SOURCE_LANGUAGE)
    said: list[str] = []

    def read(sheet: QWidget) -> None:
        assert isinstance(sheet, ProblemSheet)
        said.extend(one.toPlainText() for one in sheet.findChildren(QPlainTextEdit))
        QTest.keyClick(sheet, Qt.Key.Key_Escape)

    with desk.answering(read):
        assert not desk.window.open_file(path)
    assert "events are whole, but its scenario cannot be used" in said[0]
    assert f"if {short.name}, as it was then, is still among the scenarios there" in said[0]
    assert "open another copy of this session" in said[0]
    for command in (["verify", str(path)], ["export", str(path), "-o", str(path.with_suffix(".jsonl"))]):
        assert cli.main([*command, "--lang", "en"]) in {1, 2}
        assert capsys.readouterr().err == f"{said[0]}\n"
    assert verify_session(path).status is VerifyStatus.DAMAGED


def test_the_button_is_named_in_the_language_of_the_window(desk: Desk, short: LoadedScenario) -> None:
    desk.window.open_file(flip(drill(desk, short, ended=True), 6))
    button = helping(desk)
    assert button is not None
    assert button.text() == _("Salvage what is intact")
    assert _("Salvage what is intact") in page_of(desk).notice.text
