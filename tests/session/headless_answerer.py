"""A program that answers a finding again and again, each time with less room to write in.

    python -m tests.session.headless_answerer PATH STEP [--kill]

For every limit from nothing up to more than the whole file, in steps of so many bytes, a child of it answers; the
system then fails every write beyond the limit, of whatever file, or with ``--kill`` kills the child at it. Prints a
line of JSON for each: ``limit``, how the child ended (``saved``, ``refused``, ``killed``), and what is in the file.
"""

# ruff: noqa: T201  its lines are what the tests read

from __future__ import annotations

import argparse
import json
import os
import resource
import signal
from pathlib import Path

from player.engine.commands import AnswerFinding
from player.i18n import SOURCE_LANGUAGE, use_language
from player.model.events import AnswerKind
from player.session.afterwards import Afterwards
from player.session.errors import SessionNotSaved
from player.session.store import read_session, verify_session
from tests.helpers.clocks import FakeClock

SAVED, REFUSED = 0, 3
ANSWER = AnswerFinding("R2.5", AnswerKind.EXPLAINED, "batu " * 2000, "Pelatih")


def _answer(afterwards: Afterwards, limit: int, *, kill: bool) -> int:
    """In a child: answer with so much room; gives how it ends."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL if kill else signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))
    try:
        afterwards.do(ANSWER)
    except SessionNotSaved:
        return REFUSED
    return SAVED


def _outcome(afterwards: Afterwards, limit: int, *, kill: bool) -> str:
    child = os.fork()
    if not child:
        code = 1
        try:
            code = _answer(afterwards, limit, kill=kill)
        finally:
            os._exit(code)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return {SAVED: "saved", REFUSED: "refused", -signal.SIGXFSZ: "killed"}.get(status, f"ended with {status}")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("path", type=Path)
    parser.add_argument("step", type=int)
    parser.add_argument("--kill", action="store_true")
    options = parser.parse_args()
    use_language(SOURCE_LANGUAGE)
    path: Path = options.path
    before, bytes_before = read_session(path), path.read_bytes()
    for limit in range(0, len(bytes_before) + 32_768, options.step):
        for left in path.parent.iterdir():
            left.unlink()
        path.write_bytes(bytes_before)
        outcome = _outcome(Afterwards(read_session(path), FakeClock()), limit, kill=options.kill)
        found, now = verify_session(path), read_session(path)
        is_as_before = now.records[: len(before.records)] == before.records
        Afterwards(now, FakeClock()).do(ANSWER)
        line = {
            "limit": limit,
            "outcome": outcome,
            "status": found.status,
            "finished": found.finished,
            "added": found.events - len(before.records),
            "as_before": is_as_before,
            "added_by_the_next": len(read_session(path).records) - found.events,
            "left": sorted(each.name for each in path.parent.iterdir()),
        }
        print(json.dumps(line), flush=True)


if __name__ == "__main__":
    main()
