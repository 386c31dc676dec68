"""Golden files: what a test gave once, was read by a person, and must give again."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

GOLDEN_FOLDER = Path(__file__).resolve().parent.parent / "golden"


@dataclass(frozen=True, slots=True)
class Golden:
    """Compares with ``tests/golden/<name>``, or writes it anew under ``python3 -m tests --golden``.

    A test takes the fixture ``golden: Golden`` and calls ``golden("run/log.txt", text)``.
    """

    rewrite: bool
    folder: Path = GOLDEN_FOLDER

    def __call__(self, name: str, actual: str | bytes) -> None:
        """Fail unless ``actual`` is what stands in the golden file; text is compared line by line."""
        file = self.folder / name
        if self.rewrite:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(actual.encode() if isinstance(actual, str) else actual)
            return
        if not file.exists():
            pytest.fail(f"no golden file {name}; look at the result, then make it with: python3 -m tests --golden")
        if isinstance(actual, str):
            assert actual.splitlines() == file.read_bytes().decode().splitlines(), f"differs from golden/{name}"
        assert (actual.encode() if isinstance(actual, str) else actual) == file.read_bytes(), (
            f"differs from golden/{name}"
        )
