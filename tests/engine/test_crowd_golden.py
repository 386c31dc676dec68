"""The crowd of every shipped scenario on its planned route: its trace changes only on purpose."""

from __future__ import annotations

from pathlib import Path

import pytest

from player.engine.crowd import CrowdTrace
from player.engine.rehearsal import rehearse
from player.resources import scenarios_folder
from player.scenario.load import is_programme, load_scenario
from tests.helpers.golden import Golden

SHIPPED = [path for path in sorted(scenarios_folder().glob("*.yaml")) if not is_programme(path)]
EVERY_ROWS = 15
STEPS = ("force", "ceiling", "situation", "behaviour", "dispersed")
"""What stands and then changes at once: a row is kept wherever one of these does."""


def trace_text(trace: CrowdTrace) -> str:
    """A row for every 15 seconds, for every change of what stands, and for the end."""
    columns = trace.columns()
    last = len(columns["t_ms"]) - 1
    lines = [",".join(columns)]
    for row in range(last + 1):
        changed = any(columns[name][row] != columns[name][row - 1] for name in STEPS)
        if row % EVERY_ROWS == 0 or row == last or changed:
            # Ten digits: the last ones are the machine's, not the model's.
            values = (column[row] for column in columns.values())
            lines.append(",".join(str(value) if isinstance(value, int) else f"{value:.10g}" for value in values))
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_the_planned_route_gives_the_golden_trace(path: Path, golden: Golden) -> None:
    golden(f"crowd/{path.stem}.csv", trace_text(rehearse(load_scenario(path).scenario).fold.crowd))


def test_every_shipped_scenario_has_its_trace_and_no_other_has(golden: Golden) -> None:
    kept = {file.stem for file in (golden.folder / "crowd").glob("*.csv")}
    assert kept == {path.stem for path in SHIPPED} | {"trace"}
