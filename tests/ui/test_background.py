from __future__ import annotations

import threading

import pytest
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from player.ui.background import ThreadBackground


def test_work_runs_elsewhere_and_its_result_comes_back_here(qtbot: QtBot) -> None:
    background = ThreadBackground()
    seen: list[tuple[threading.Thread, threading.Thread]] = []
    background.run(threading.current_thread, lambda worker: seen.append((worker, threading.current_thread())))
    qtbot.waitUntil(lambda: bool(seen))
    worker, here = seen[0]
    assert worker is not here
    assert here is threading.main_thread()
    assert not worker.is_alive()


def test_a_failure_comes_back_as_the_exception(qtbot: QtBot) -> None:
    background = ThreadBackground()
    failed: list[Exception] = []

    def work() -> int:
        raise OSError("no such thing")

    background.run(work, lambda _result: pytest.fail("it did not fail"), failed.append)
    qtbot.waitUntil(lambda: bool(failed))
    assert str(failed[0]) == "no such thing"


def test_a_failure_nobody_waits_for_is_not_swallowed(qtbot: QtBot) -> None:
    background = ThreadBackground()

    def work() -> int:
        raise ValueError("unforeseen")

    with capture_exceptions() as caught:
        background.run(work, lambda _result: None)
        background.wait()
        qtbot.waitUntil(lambda: bool(caught))
    assert str(caught[0][1]) == "unforeseen"


def test_several_pieces_of_work_run_side_by_side(qtbot: QtBot) -> None:
    background = ThreadBackground()
    meeting = threading.Barrier(3, timeout=10)
    done: list[int] = []
    for number in range(3):

        def work(number: int = number) -> int:
            meeting.wait()  # only passes when all three are at it
            return number

        background.run(work, done.append)
    qtbot.waitUntil(lambda: len(done) == 3)
    assert sorted(done) == [0, 1, 2]


def test_what_comes_after_the_window_has_gone_is_dropped(qapp: object) -> None:
    background = ThreadBackground()
    gate = threading.Event()
    background.run(lambda: gate.wait(10), lambda _result: pytest.fail("nobody is there"))
    threads = list(background._threads)
    delete(background)
    gate.set()
    for thread in threads:
        thread.join(10)
        assert not thread.is_alive()


def test_waiting_ends_when_the_work_does(qtbot: QtBot) -> None:
    background = ThreadBackground()
    done: list[str] = []
    background.run(lambda: "ready", done.append)
    background.wait()
    assert done == []  # handed over by the event loop, never from inside wait()
    qtbot.waitUntil(lambda: done == ["ready"])
