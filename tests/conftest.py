"""What holds for every test: its own home, its own language, nothing noisy and nothing left running."""

from __future__ import annotations

import gc
import logging
import os
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import hypothesis
import pytest

from player.i18n import DEFAULT_LANGUAGE, use_language
from tests.helpers.depth import cases
from tests.helpers.golden import Golden
from tests.helpers.leftovers import leftover_threads, leftover_timers, running_threads, watch_timers

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

hypothesis.settings.register_profile("steady", max_examples=cases(150), derandomize=True, deadline=None, database=None)
hypothesis.settings.register_profile("search", max_examples=1000, deadline=None, database=None)
hypothesis.settings.load_profile("steady")

watch_timers()  # now: the next conftest imports the window, when a folder of tests is asked for by name

BETWEEN_COLLECTIONS = 20
_TESTS_OF_THE_WINDOW = count(1)


class LogListener(logging.Handler):
    """Keeps what is logged."""

    def __init__(self, level: int) -> None:
        super().__init__(level)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the text of a record."""
        self.heard.append(record.getMessage())


def pytest_collection_finish() -> None:
    """Let the garbage collector pass over what was there before the first test: it is most of what there is."""
    gc.freeze()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add ``--golden``."""
    parser.addoption("--golden", action="store_true", help="write the golden files anew instead of comparing with them")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compare with a golden file: ``golden("name.txt", text)``."""
    return Golden(rewrite=bool(request.config.getoption("--golden")))


@pytest.fixture(autouse=True)
def _nothing_left_running(request: pytest.FixtureRequest) -> Iterator[None]:
    before = running_threads()
    looks_for_timers = bool({"qtbot", "qapp"} & set(request.fixturenames))
    yield
    assert leftover_threads(before) == [], "the test left threads running"
    assert not looks_for_timers or leftover_timers() == [], "the test left timers running"
    if looks_for_timers and next(_TESTS_OF_THE_WINDOW) % BETWEEN_COLLECTIONS == 0:
        gc.collect()  # windows are full of circles; the collector by itself lets a worker grow to a gigabyte


@pytest.fixture(autouse=True)
def _nothing_logged(request: pytest.FixtureRequest) -> Iterator[None]:
    """A warning in the log fails the test; one which expects it takes ``caplog``."""
    if "caplog" in request.fixturenames:
        yield
        return
    listener = LogListener(logging.WARNING)
    logging.getLogger().addHandler(listener)
    yield
    logging.getLogger().removeHandler(listener)
    assert listener.heard == [], "unexpected warnings in the log"


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GLADI_HOME", str(tmp_path / "home"))


@pytest.fixture(autouse=True)
def _own_language() -> Iterator[None]:
    use_language(DEFAULT_LANGUAGE)
    yield
    use_language(DEFAULT_LANGUAGE)
