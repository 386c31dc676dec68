"""Errors nobody foresaw, while a window is open."""

from __future__ import annotations

import sys

import pytest

from player.session.places import logs_folder
from player.ui.crash_watch import CrashWatch


class Watch(CrashWatch):
    """One that keeps what it tells."""

    def __init__(self) -> None:
        self.told: list[str] = []
        self.interrupts: list[bool] = []
        super().__init__(self.told.append, lambda: self.interrupts.append(True))

    def throw(self, error: BaseException) -> None:
        """Raise an error where no code catches it."""
        sys.excepthook(type(error), error, error.__traceback__)


def test_an_error_that_comes_back_is_told_once(capsys: pytest.CaptureFixture[str]) -> None:
    with Watch() as watch:
        for _again in range(5):
            watch.throw(ValueError("again"))
        watch.throw(KeyError("another"))
    assert ["ValueError" in sentence for sentence in watch.told] == [True, False]
    assert capsys.readouterr().err.splitlines() == watch.told
    log = (logs_folder() / "gladi.log").read_text()
    assert (log.count("ValueError: again"), log.count("KeyError: 'another'")) == (1, 1)


def test_ctrl_c_is_no_error() -> None:
    with Watch() as watch:
        watch.throw(KeyboardInterrupt())
    assert (watch.told, watch.interrupts) == ([], [True])


def test_a_window_that_cannot_say_it(capsys: pytest.CaptureFixture[str]) -> None:
    def broken(_sentence: str) -> None:
        raise RuntimeError("the strip is gone")

    with CrashWatch(broken, lambda: None):
        error = ValueError("one")
        sys.excepthook(ValueError, error, None)
    assert "ValueError" in capsys.readouterr().err
    log = (logs_folder() / "gladi.log").read_text()
    assert "ValueError: one" in log
    assert "RuntimeError: the strip is gone" in log
