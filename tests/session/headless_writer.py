"""A program that writes a session as fast as the disk allows and says after each save what is on the disk.

    python -m tests.session.headless_writer PATH [--at-most N] [--user UID] [--wait]

Makes the session or goes on with it. Prints ``open SEQ``, then a line ``saved SEQ`` after each transaction; on a save
that failed ``failed: WHY``, and waits for a line on its standard input before it tries the same events again.
"""

# ruff: noqa: T201  its lines are what the tests read

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from itertools import count, islice
from pathlib import Path

from player.i18n import SOURCE_LANGUAGE, use_language
from player.model.events import Actor, Event, MarkerPlaced, NoteWritten
from player.session.clocks import SystemClock
from player.session.store import SessionNotSaved, SessionWriter
from tests.session.samples import new_session, small_drill


def portions(after: int) -> Iterator[list[Event]]:
    """Portions of one to seven events, some of them larger than a page of the file."""
    seq = after
    for turn in count():
        portion = []
        for _ in range(1 + turn % 7):
            seq += 1
            body = NoteWritten("batu " * (1500 if seq % 5 == 0 else 3), seq) if seq % 2 else MarkerPlaced()
            portion.append(Event(seq, seq * 10, seq * 10, Actor.CONTROLLER, body))
        yield portion


def _until_done(save: Callable[[], object]) -> None:
    while True:
        try:
            save()
        except SessionNotSaved as error:
            print(f"failed: {error}", flush=True)
            sys.stdin.readline()
        else:
            return


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("path", type=Path)
    parser.add_argument("--at-most", type=int)
    parser.add_argument("--wait", action="store_true", help="wait for a line after the first save")
    parser.add_argument("--user", type=int, help="become this user, for whom a read-only folder is one")
    options = parser.parse_args()
    use_language(SOURCE_LANGUAGE)
    clock = SystemClock("Asia/Jakarta")
    if options.user is not None:
        with tempfile.TemporaryDirectory() as folder:  # what is not yet imported may not be there for that user
            new_session(Path(folder) / "trial.gladi")
        os.setgroups([])
        os.setgid(options.user)
        os.setuid(options.user)
    if options.path.exists():
        writer = SessionWriter.reopen(options.path, clock)
    else:
        writer = SessionWriter.create(options.path, small_drill(), clock)
    print("open", writer.saved_seq, flush=True)
    for turn, events in enumerate(islice(portions(writer.saved_seq), options.at_most)):
        _until_done(lambda events=events: writer.append(events))  # type: ignore[misc]
        print("saved", writer.saved_seq, flush=True)
        if options.wait and turn == 0:
            sys.stdin.readline()
        if turn % 10 == 0:
            _until_done(lambda events=events: writer.pulse(events[-1].exercise_ms))  # type: ignore[misc]
    writer.close()
    print("closed", flush=True)


if __name__ == "__main__":
    main()
