"""``check`` on heavy files: refused with a reason, without a crash or a hang, in less than 200 MB.

How long it takes is a benchmark (``bench_bad_input``); here only what hangs fails.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from player.cli.scripts import PROBLEMS, UNREADABLE
from player.scenario.load import LARGEST_FILE
from tests.scenario.bad_input.command import check
from tests.scenario.bad_input.heavy import BYTES, HEAVY, LONG
from tests.scenario.bad_input.judge import judge

EVERY_FILE = {**HEAVY, **BYTES}
MOST_MIB = 200

WORST = (
    "references-nearly-right",
    "a-drill-with-a-mistake-at-the-end",
    "long-texts-of-wide-letters",
    "tag-handles-after-a-document",
    "aliases-of-aliases",
    "no-utf-8-at-the-end",
)
"""The largest, the slowest and those that once took minutes or half a gigabyte."""


def refuse(name: str, folder: Path) -> None:
    """See how ``check`` refuses a heavy file of this name."""
    code, make = EVERY_FILE[name]
    file = folder / f"{name}.yaml"
    file.write_bytes(make(LARGEST_FILE))
    outcome = check("--json", file, report=folder / "report")
    assert outcome.code in {PROBLEMS, UNREADABLE}
    assert outcome.errors == ""
    (told,) = outcome.files
    assert code in {problem["code"] for problem in told["problems"]}
    assert outcome.peak_mib <= MOST_MIB


@pytest.mark.parametrize("name", WORST)
def test_the_worst_heavy_files_are_refused(name: str, tmp_path: Path) -> None:
    refuse(name, tmp_path)


@pytest.mark.faults
@pytest.mark.parametrize("name", EVERY_FILE)
def test_every_heavy_file_is_refused(name: str, tmp_path: Path) -> None:
    refuse(name, tmp_path)


@pytest.mark.parametrize("size", [0, 1, 100, 2_000, 20_000])
def test_the_same_files_when_they_are_light(size: int) -> None:
    for name, (_, make) in EVERY_FILE.items():
        try:
            judge(make(max(size, 1))[:size])
        except Exception as error:
            raise AssertionError(name) from error


@pytest.mark.parametrize("name", EVERY_FILE)
def test_a_heavy_file_is_as_large_as_may_be(name: str) -> None:
    size = 100_000
    _, make = EVERY_FILE[name]
    assert size * 0.3 < len(make(size)) <= size


def test_scripts_longer_than_any_drill_are_read_to_their_end(tmp_path: Path) -> None:
    files = []
    for place, make in enumerate(LONG.values()):
        files.append(tmp_path / f"{place}.yaml")
        files[-1].write_text(make())
    outcome = check("--json", *files, report=tmp_path / "report")
    assert outcome.errors == ""
    mistakes = {name: told["problems"][:3] for name, told in zip(LONG, outcome.files, strict=True) if not told["ok"]}
    assert mistakes == {}
    assert outcome.peak_mib <= MOST_MIB
