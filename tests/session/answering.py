"""What the tests of answers behind EndEx share."""

from __future__ import annotations

import hashlib
from pathlib import Path

from player.engine import commands as do
from player.engine.fold import fold_events
from player.engine.state import Answer
from player.model.events import AnswerKind
from player.session.afterwards import Afterwards
from player.session.store import fitting, read_session
from tests.helpers.clocks import FakeClock
from tests.session.samples import RUN

ENDED_MS = 7000
"""Exercise time of EndEx in the sample session that came to it."""

EVENTS = 2 + len(RUN)
"""How many events it has, that of EndEx the last."""

ANSWER = do.AnswerFinding("R2.5", AnswerKind.EXPLAINED, "Perintah Danki, lihat catatan.", "AKP Sari")


def open_up(path: Path, clock: FakeClock | None = None) -> Afterwards:
    """What a trainer has open who has just opened this session."""
    return Afterwards(fitting(read_session(path)), clock or FakeClock())


def answers(path: Path) -> dict[str, Answer | None]:
    """The answer that stands to each finding ever answered, as the file tells it."""
    saved = read_session(path)
    state = fold_events(saved.loaded.scenario, [record.event for record in saved.records]).state
    return {key: state.answer_of(key) for key in state.answers}


def digest(folder: Path) -> dict[str, tuple[str, int]]:
    """What changes when anything in a folder does."""
    return {
        path.name: (hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns) for path in folder.iterdir()
    }
