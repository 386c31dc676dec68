"""``shot``: pictures of the right size, the same bytes each time, and sentences where there can be none."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from player import cli
from player.cli.shot import PANELS, REVIEW_PANELS, SHEETS, TABS
from player.ui.main_window import MainWindow
from tests.cli.conftest import OKUT, Speaker
from tests.helpers.desk_branches import BRANCHING_TEXT

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def _same_environment(monkeypatch: pytest.MonkeyPatch, qapp: QApplication) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setenv("QT_SCALE_FACTOR", "1")


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    return tmp_path / "picture.png"


@pytest.mark.parametrize("mode", ["run", "review", "home", "scenario"])
def test_the_same_picture_each_time(gladi: Speaker, script: Path, tmp_path: Path, mode: str) -> None:
    taken = []
    for name in ("a.png", "b.png"):
        said = gladi("shot", mode, script, "--at", "1m30s", "-o", tmp_path / name)
        assert (said.code, said.out, said.err) == (0, "", "")
        taken.append((tmp_path / name).read_bytes())
    assert taken[0] == taken[1]
    image = QImage.fromData(taken[0])
    assert (image.width(), image.height()) == (1366, 768)
    assert [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, MainWindow)] == []


def test_size_theme_language_and_moment_all_show(gladi: Speaker, script: Path, picture: Path) -> None:
    different = set()
    for more in ([], ["--theme", "malam"], ["--lang", "id"], ["--at", "3m"], ["--at", "9h"]):
        assert gladi("shot", "run", script, "-o", picture, *more, lang="id" if "id" in more else "en").code == 0
        different.add(picture.read_bytes())
    assert len(different) == 5
    assert gladi("shot", "run", script, "-o", picture, "--size", "1920x1080").code == 0
    image = QImage(str(picture))
    assert (image.width(), image.height()) == (1920, 1080)


def test_a_question_that_waits_is_shown_and_every_sheet(gladi: Speaker, tmp_path: Path, picture: Path) -> None:
    script = tmp_path / "branches.yaml"
    script.write_text(BRANCHING_TEXT, encoding="utf-8")
    arguments = ("shot", "run", script, "--at", "3m30s", "-o", picture)
    taken = []
    for more in ([], ["--undecided", "gas"], *(["--sheet", name] for name in SHEETS), ["--muster"]):
        said = gladi(*arguments, *more)
        assert (said.code, said.err) == (0, ""), more
        taken.append(picture.read_bytes())
    assert len(set(taken)) == len(taken)
    assert gladi(*arguments, "--muster", "--sheet", "readiness").code == 0
    assert picture.read_bytes() not in taken


def test_the_command_line_names_the_sheets_there_are() -> None:
    from player.ui.shot import SHEETS as OF_THE_WINDOW

    assert tuple(OF_THE_WINDOW) == SHEETS


def test_a_decision_that_is_none_is_named(gladi: Speaker, script: Path, picture: Path) -> None:
    said = gladi("shot", "run", script, "--undecided", "nobody", "-o", picture)
    assert (said.code, picture.exists()) == (2, False)
    assert "nobody" in said.err


@pytest.mark.parametrize(
    ("asked", "told"),
    [("reports", "There is no action reports; like it are report, "), ("qqqqqq", "There is no action qqqqqq.\n")],
)
def test_an_action_that_is_none_is_told_of(gladi: Speaker, script: Path, picture: Path, asked: str, told: str) -> None:
    said = gladi("shot", "run", script, "--do", asked, "-o", picture)
    assert said.code == 2
    assert said.err.startswith(told)
    assert not picture.exists()


def test_every_tab_of_a_script_is_another_picture(gladi: Speaker, script: Path, picture: Path) -> None:
    from player.ui.scenario.page import TABS as OF_THE_PAGE

    assert tuple(tab.NAME for tab in OF_THE_PAGE) == TABS
    taken = set()
    for tab in TABS:
        assert gladi("shot", "scenario", script, "--tab", tab, "-o", picture).code == 0
        taken.add(picture.read_bytes())
    assert len(taken) == len(TABS)


@pytest.mark.parametrize("mode", ["run", "review"])
def test_every_tab_of_the_instrument_is_another_picture(gladi: Speaker, script: Path, picture: Path, mode: str) -> None:
    taken = set()
    tabs = (*PANELS, *REVIEW_PANELS) if mode == "review" else PANELS[:2]  # the same panels, in a drill under way
    for more in (["--page", "panels"], *(["--page", "instrument", "--tab", tab] for tab in tabs)):
        said = gladi("shot", mode, script, "--at", "1m30s", "-o", picture, *more)
        assert (said.code, said.err) == (0, ""), more
        taken.add(picture.read_bytes())
    assert len(taken) == 1 + len(tabs)


@pytest.mark.parametrize("tab", [["--page", "instrument", "--tab", "routes"], ["--tab", "measures"]])
def test_a_tab_of_another_page_is_none(gladi: Speaker, script: Path, picture: Path, tab: list[str]) -> None:
    said = gladi("shot", "run", script, "-o", picture, *tab)
    assert (said.code, picture.exists()) == (2, False)
    assert tab[-1] in said.err


def test_the_page_of_a_script_shows_the_phase_of_a_moment(gladi: Speaker, script: Path, picture: Path) -> None:
    taken = set()
    for moment in ("0s", "9h"):
        assert gladi("shot", "scenario", script, "--at", moment, "-o", picture).code == 0
        taken.add(picture.read_bytes())
    assert len(taken) == 2


def test_the_page_of_a_script_with_errors_shows_them(gladi: Speaker, bad_script: Path, picture: Path) -> None:
    said = gladi("shot", "scenario", bad_script, "-o", picture)
    assert (said.code, said.err) == (0, "")
    picture.unlink()
    assert gladi("shot", "scenario", bad_script.with_name("none.yaml"), "-o", picture).code == 2
    assert not picture.exists()


def test_a_picture_that_is_there_is_taken_anew(gladi: Speaker, script: Path, picture: Path) -> None:
    picture.write_bytes(b"old")
    assert gladi("shot", "home", script, "-o", picture).code == 0
    assert picture.read_bytes().startswith(b"\x89PNG")


def test_a_saved_session_is_shown_as_it_was_played(gladi: Speaker, tmp_path: Path, picture: Path) -> None:
    saved = tmp_path / "saved.gladi"
    saved.write_bytes((ROOT / "tests" / "golden" / "session" / "version-2.gladi").read_bytes())
    before = saved.read_bytes()
    different = set()
    for more in ([], ["--at", "2m"], ["--page", "panels"]):
        said = gladi("shot", "review", saved, "-o", picture, *more)
        assert (said.code, said.out, said.err) == (0, "", "")
        different.add(picture.read_bytes())
    assert len(different) == 3
    assert saved.read_bytes() == before


def test_a_session_that_is_none_is_told_of(gladi: Speaker, tmp_path: Path, picture: Path) -> None:
    bad = tmp_path / "bad.gladi"
    bad.write_bytes(b"nothing")
    said = gladi("shot", "review", bad, "-o", picture)
    assert (said.code, said.out) == (2, "")
    assert "bad.gladi" in said.err
    assert not picture.exists()


def test_where_it_cannot_be_written(gladi: Speaker, script: Path, tmp_path: Path) -> None:
    (tmp_path / "folder.png").mkdir()
    for target in (tmp_path / "none" / "a.png", tmp_path / "folder.png"):
        said = gladi("shot", "home", script, "-o", target)
        assert said.code == 2
        assert said.err.startswith(f"{target}: ")


def test_a_script_with_errors(gladi: Speaker, bad_script: Path, picture: Path) -> None:
    assert gladi("shot", "run", bad_script, "-o", picture).code == 1
    assert gladi("shot", "run", bad_script.parent, "-o", picture).code == 2
    assert not picture.exists()


def test_no_picture_of_half_a_window(
    gladi: Speaker, script: Path, picture: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = QWidget.show

    def show(self: QWidget) -> None:
        QTimer.singleShot(0, lambda: 1 / 0)
        shown(self)

    monkeypatch.setattr(MainWindow, "show", show)
    said = gladi("shot", "run", script, "-o", picture)
    assert said.code == cli.EXIT_CRASH
    assert "ZeroDivisionError" in said.err
    assert not picture.exists()


def _shoot_in_a_process(target: Path, *more: str) -> None:
    command = [sys.executable, "-X", "faulthandler", "main.py", "shot", "run", str(OKUT), "-o", str(target), *more]
    answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (answer.returncode, answer.stdout, answer.stderr) == (0, "", "")


def test_a_process_of_its_own_ends_in_peace(picture: Path) -> None:
    _shoot_in_a_process(picture, "--at", "12m")
    first = picture.read_bytes()
    _shoot_in_a_process(picture, "--at", "12m")
    assert picture.read_bytes() == first


FAILING_PAINTER = """
import sys
from PySide6.QtGui import QPainter
from player.ui.widgets import Panel

def paint(self, event):
    painter = QPainter(self)
    painter.fillRect(self.rect(), 0)
    raise ZeroDivisionError

Panel.paintEvent = paint
from player.cli import main
sys.exit(main(sys.argv[1:]))
"""


def test_a_widget_that_cannot_be_painted_is_told_of(picture: Path, script: Path) -> None:
    """Without care the process dies by a segmentation fault: the painter outlives what it paints on."""
    command = [sys.executable, "-X", "faulthandler", "-c", FAILING_PAINTER, "shot", "home", str(script)]
    answer = subprocess.run([*command, "-o", str(picture)], cwd=ROOT, capture_output=True, text=True, check=False)
    assert answer.returncode == cli.EXIT_CRASH, answer.stderr
    assert "ZeroDivisionError" in answer.stderr
    assert "painter" not in answer.stderr
    assert not picture.exists()


@pytest.mark.faults
def test_sixty_processes_end_in_peace(picture: Path) -> None:
    """A window taken apart in the wrong order dies only now and then."""
    for number in range(60):
        _shoot_in_a_process(picture, "--at", f"{number % 45}m")
