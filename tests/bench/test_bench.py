"""The table of benchmarks is whole, and tells plainly what was reached, missed, not there or broken."""

from __future__ import annotations

import importlib
import json
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from tests.bench import MODULES
from tests.bench import __main__ as bench
from tests.bench.measure import Goal, NotThereYet, Result, cpu_milliseconds, in_turn, median, milliseconds

FOLDER = Path(__file__).parent


@pytest.fixture
def benches(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Put made-up benchmarks into the table: each by its name and what running it does."""

    def put(**runs: Callable[[], Result]) -> None:
        for name, run in runs.items():
            module = ModuleType(name)
            vars(module).update(NAME=f"the {name}", GOAL=Goal(2.0, 50.0), run=run)
            monkeypatch.setitem(sys.modules, f"tests.bench.{name}", module)
        monkeypatch.setattr(bench, "MODULES", tuple(runs))

    return put


def test_every_benchmark_is_in_the_table() -> None:
    there = {file.stem for file in FOLDER.glob("bench_*.py")}
    assert there <= set(MODULES)
    assert len(MODULES) == len(set(MODULES))


@pytest.mark.parametrize("name", [file.stem for file in sorted(FOLDER.glob("bench_*.py"))])
def test_a_benchmark_has_a_name_a_goal_and_a_run(name: str) -> None:
    module = importlib.import_module(f"tests.bench.{name}")
    assert module.NAME.strip()
    assert isinstance(module.GOAL, Goal)
    assert callable(module.run)


@pytest.mark.parametrize(
    ("measured", "floor", "outcome"), [(40.0, 20.0, "ok"), (41.0, 20.0, "missed"), (51.0, 40.0, "missed")]
)
def test_ok_takes_the_ratio_and_the_figure(
    benches: Callable[..., None], measured: float, floor: float, outcome: str
) -> None:
    benches(thing=lambda: Result(measured, floor))
    assert bench.measure("thing").outcome == outcome


def test_one_table_shows_all_and_figures_decide_nothing(
    benches: Callable[..., None], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def gap() -> Result:
        raise NotThereYet("there is no wheel")

    benches(good=lambda: Result(3.14159, 2.0, "MiB", "of one run"), bad=lambda: Result(900.0, 1.0), gap=gap)
    assert bench.main(["--json", str(tmp_path / "figures.json")]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "benchmark  measured     floor    ratio  goal",
        "the good   3.14 MiB  2.00 MiB    1.57×  ≤ 2×, ≤ 50 MiB  ok",
        "the bad      900 ms   1.00 ms  900.00×  ≤ 2×, ≤ 50 ms   missed",
        "the gap           –         –        –  ≤ 2×, ≤ 50 ms   not there yet",
        "",
        "the good: of one run",
        "the gap: there is no wheel",
    ]
    figures = json.loads((tmp_path / "figures.json").read_text(encoding="utf-8"))
    assert [row["outcome"] for row in figures] == ["ok", "missed", "not there yet"]
    assert figures[0]["ratio"] == pytest.approx(1.5708)


def test_a_benchmark_that_cannot_be_carried_out_is_told_and_the_rest_still_run(
    benches: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    def broken() -> Result:
        raise OSError("no disk")

    benches(broken=broken, good=lambda: Result(1.0, 1.0))
    assert bench.main([]) == 1
    told = capsys.readouterr()
    assert "crashed" in told.out
    assert "the good" in told.out
    assert "no disk" in told.err


def test_a_module_that_is_not_written_yet_is_told_as_such() -> None:
    assert bench.measure("bench_nothing").outcome == "not there yet"


def test_words_choose_benchmarks(benches: Callable[..., None], capsys: pytest.CaptureFixture[str]) -> None:
    benches(good=lambda: Result(1.0, 1.0), bad=lambda: Result(9.0, 1.0))
    assert bench.main(["goo"]) == 0
    assert "bad" not in capsys.readouterr().out
    with pytest.raises(SystemExit):
        bench.main(["nothing"])


def test_samples_are_taken_in_turn_and_picked() -> None:
    order: list[str] = []
    measured, floor = iter([5.0, 3.0, 4.0]), iter([2.0, 1.0, 9.0])

    def sample(name: str, values: object) -> Callable[[], float]:
        def take() -> float:
            order.append(name)
            return float(next(values))  # type: ignore[call-overload]

        return take

    assert in_turn(sample("ours", measured), sample("bare", floor), 3, median) == (4.0, 2.0)
    assert order == ["bare", "ours"] * 3


def test_both_clocks_count_in_milliseconds() -> None:
    for clock in (milliseconds, cpu_milliseconds):
        assert 0 <= clock(lambda: sum(range(10_000))) < 60_000
