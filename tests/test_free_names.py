"""Free names: nothing is ever written over, and a name fits any stick."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import pytest

from player.free_names import LONGEST_NAME, free_path, paths_like, safe_name


def test_a_number_comes_after_the_name() -> None:
    assert [path.name for path in islice(paths_like(Path("a/drill.yaml")), 3)] == [
        "drill.yaml",
        "drill_2.yaml",
        "drill_3.yaml",
    ]


def test_the_first_on_which_nothing_lies(tmp_path: Path) -> None:
    wished = tmp_path / "drill.yaml"
    assert free_path(wished) == wished
    wished.touch()
    (tmp_path / "drill_2.yaml").symlink_to(tmp_path / "gone")
    assert free_path(wished).name == "drill_3.yaml"


@pytest.mark.parametrize(
    ("name", "safe"),
    [("a/b\\c:d", "abcd"), ("../", "x"), ("okut-2024_1", "okut-2024_1"), ("n" * 200, "n" * LONGEST_NAME)],
)
def test_a_name_is_safe_on_any_stick(name: str, safe: str) -> None:
    assert safe_name(name, "x") == safe
