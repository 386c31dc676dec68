"""What tests/conftest.py promises about every test, shown on tests which break it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from player.setup import FOLDER
from tests.helpers.golden import Golden

NOISY = """
import logging, os, threading, warnings
import pytest
from PySide6.QtCore import QObject, QTimer, qWarning
from player.i18n import current_language, use_language

def test_quiet(): pass
def test_changes_language(): use_language("en")
def test_finds_its_language(): assert current_language() == "id"
def test_finds_its_home(tmp_path): assert os.environ["GLADI_HOME"].startswith(str(tmp_path))
def test_expects_a_log(caplog): logging.getLogger("any").warning("expected")
def test_short_thread(): threading.Thread(target=print).start()

def test_bad_warning(): warnings.warn("old", DeprecationWarning)
def test_bad_log(): logging.getLogger("any").warning("unexpected")
def test_bad_qt_message(qtbot): qWarning("Qt complains")
def test_bad_timer_with_parent(qapp):
    timer = QTimer(qapp)
    timer.start(60_000)
def test_bad_timer_without_parent(qapp):
    global kept
    kept = QTimer()
    kept.start(60_000)
def test_bad_thread():
    from tests.helpers import leftovers
    leftovers.PATIENCE_S = 0.05
    threading.Thread(target=threading.main_thread().join, name="endless").start()
"""


def test_noise_and_leftovers_fail_a_test(tmp_path: Path) -> None:
    file = tmp_path / "test_noisy.py"
    file.write_text(NOISY)
    command = [sys.executable, "-m", "pytest", "-c", f"{FOLDER}/pyproject.toml", "--rootdir", FOLDER]
    answer = subprocess.run(
        [*command, "-p", "tests.conftest", "-rA", str(file)], cwd=FOLDER, capture_output=True, text=True, check=False
    )
    told = [line.partition(" - ")[0] for line in answer.stdout.splitlines() if line.startswith(("FAILED", "ERROR "))]
    unhappy = {line.rpartition("::")[2] for line in told}
    assert unhappy == {name.partition("(")[0] for name in NOISY.split("def ") if name.startswith("test_bad_")}, (
        answer.stdout
    )
    for sentence in ("QTimer in QApplication, every 60000 ms", "'endless'", "'unexpected'", "Qt complains"):
        assert sentence in answer.stdout


def test_a_golden_file_is_compared_or_written(tmp_path: Path) -> None:
    Golden(rewrite=True, folder=tmp_path)("run/log.txt", "one\ntwo\n")
    Golden(rewrite=True, folder=tmp_path)("run/picture.png", b"\0\1")
    compare = Golden(rewrite=False, folder=tmp_path)
    compare("run/log.txt", "one\ntwo\n")
    compare("run/picture.png", b"\0\1")
    with pytest.raises(AssertionError, match=r"golden/run/log\.txt"):
        compare("run/log.txt", "one\n2\n")
    with pytest.raises(AssertionError, match=r"golden/run/picture\.png"):
        compare("run/picture.png", b"\0\2")
    with pytest.raises(pytest.fail.Exception, match="--golden"):
        compare("missing.txt", "")
