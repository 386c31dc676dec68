"""The second screen on machines with one screen and with two, and a projector plugged in and out.

How many screens there are is settled when Qt starts, so the window with two of them has a process of its own.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QRect

from player.ui.display import places

LAPTOP, PROJECTOR = (0, 0, 1366, 768), (1366, 0, 1024, 768)

STORY = """
import json, sys
from pathlib import Path
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from player.ui.display import places
from player.ui.display.part import DisplayPart
from tests.helpers.desk import CTRL, Desk, dress
from tests.helpers.desk_script import short_script

application = QApplication([])
dress(application)
laptop, projector = application.screens()
desk = Desk(Path(sys.argv[1]))
desk.run(short_script())
told = {}

def tell(name):
    QApplication.processEvents()
    QApplication.processEvents()
    display = desk.window.part(DisplayPart).display
    told[name] = display and [
        display.screen().name(), display.isFullScreen(), list(display.geometry().getRect()),
        desk.shell.isActiveWindow(), laptop.geometry().contains(display.geometry()),
    ]

desk.press(Qt.Key.Key_D, CTRL)
tell("opened")
display = desk.window.part(DisplayPart).display
QTest.keyClick(display, Qt.Key.Key_F11)
tell("f11")
QTest.keyClick(display, Qt.Key.Key_F11)
tell("f11 again")
desk.shell.activateWindow()
every = places.screens
places.screens = lambda: [laptop]
application.screenRemoved.emit(projector)
tell("plugged out")
places.screens = every
application.screenAdded.emit(projector)
tell("plugged in")
application.screenRemoved.emit(laptop)
tell("plugged in, another went")
desk.press(Qt.Key.Key_D, CTRL)
tell("closed")
desk.press(Qt.Key.Key_D, CTRL)
tell("opened again")
desk.start_ex()
desk.press(Qt.Key.Key_Space)
told["running"] = desk.view.state.status.value
told["remembered"] = {name: value for name, value in desk.remembered.items() if name.startswith("display")}
desk.close()
print(json.dumps(told))
"""


@pytest.fixture(scope="module")
def two_screens(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What became of the second window, on a laptop with a projector to its right."""
    folder = tmp_path_factory.mktemp("two")
    screens = [
        {
            "name": name,
            "x": x,
            "y": y,
            "width": width,
            "height": height,
            "logicalDpi": 96,
            "logicalBaseDpi": 96,
            "dpr": 1,
        }
        for name, (x, y, width, height) in (("Laptop", LAPTOP), ("Projector", PROJECTOR))
    ]
    file = folder / "screens.json"
    file.write_text(json.dumps({"windowFrameMargins": False, "screens": screens}))
    environment = {**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={file}", "GLADI_HOME": str(folder)}
    root = Path(__file__).parents[2]
    answer = subprocess.run(
        [sys.executable, "-c", STORY, str(folder)],
        cwd=root,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 0, answer.stderr
    told: dict[str, Any] = json.loads(answer.stdout)
    return told


class TestTwoScreens:
    def test_it_fills_the_other_one(self, two_screens: dict[str, Any]) -> None:
        assert two_screens["opened"] == ["Projector", True, list(PROJECTOR), True, False]

    def test_f11_makes_it_a_window_there_and_fills_it_again(self, two_screens: dict[str, Any]) -> None:
        name, full, rect, *_rest = two_screens["f11"]
        assert (name, full) == ("Projector", False)
        assert QRect(*PROJECTOR).contains(QRect(*rect))
        assert rect != list(PROJECTOR)
        assert two_screens["f11 again"][:3] == ["Projector", True, list(PROJECTOR)]

    def test_plugged_out_it_becomes_a_window_beside_the_desk(self, two_screens: dict[str, Any]) -> None:
        _name, full, _rect, active, on_laptop = two_screens["plugged out"]
        assert (full, active, on_laptop) == (False, True, True)

    def test_plugged_in_it_goes_back(self, two_screens: dict[str, Any]) -> None:
        assert two_screens["plugged in"] == ["Projector", True, list(PROJECTOR), True, False]

    def test_it_is_opened_and_closed_by_the_same_key(self, two_screens: dict[str, Any]) -> None:
        assert two_screens["closed"] is None
        assert two_screens["opened again"] == ["Projector", True, list(PROJECTOR), True, False]
        assert two_screens["remembered"]["display"] == "open"

    def test_the_drill_goes_on_all_the_while(self, two_screens: dict[str, Any]) -> None:
        assert two_screens["running"] == "running"


@pytest.mark.parametrize("text", ["", "1", "1,2,3", "a,b,c,d", "1,2,0,4", "1,2,3,-4", "1,2,3,4,5", "9999999999,0,5,5"])
def test_what_is_no_place_is_none(text: str) -> None:
    assert places.place_of(text) is None


@pytest.mark.parametrize("text", ["0,0,10,10", "-5,7,300,200"])
def test_a_place_is_kept_as_it_is(text: str) -> None:
    place = places.place_of(text)
    assert place is not None
    assert places.text_of(place) == text
