"""A drill in which the rules find something: done through the window as its users would, but for the sheets."""

from __future__ import annotations

from player.engine.commands import StartAction, StopAction
from player.engine.findings import Finding
from tests.helpers.desk import Desk


def provoke(desk: Desk) -> tuple[Finding, ...]:
    """Let the short drill, under way since 00:00, find things of both certainties; gives what is found at 03:00.

    An arrest by force begins at 01:00 with no warning, no reason and no order, above the ceiling, and stops at 02:30.
    """
    desk.pass_until(60_000)
    assert desk.view.do(StartAction("arrest"))
    desk.pass_until(150_000)
    (run,) = desk.view.state.running.values()
    assert desk.view.do(StopAction(run.action))
    desk.pass_until(180_000)
    return desk.view.findings
