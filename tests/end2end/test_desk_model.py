"""Anything at all done at the desk, by keys and by time: nothing is lost or doubled, and Space ends nothing.

What must hold after every step stands in `tests.helpers.desk_audit`, what can be done in `tests.helpers.desk_model`.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test
from PySide6.QtWidgets import QApplication

from tests.helpers.desk import dress
from tests.helpers.desk_model import machine_in

UNHURRIED = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]


@pytest.fixture(autouse=True)
def _dressed(qapp: QApplication) -> None:
    dress(qapp)


def test_whatever_is_done_screen_log_and_file_agree(tmp_path: Path, quick_disk: None) -> None:
    few = settings(max_examples=5, stateful_step_count=30, suppress_health_check=UNHURRIED)
    run_state_machine_as_test(machine_in(tmp_path), settings=few)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(4))
def test_for_a_long_time(tmp_path: Path, quick_disk: None, seed: int) -> None:
    many = settings(max_examples=60, stateful_step_count=60, derandomize=False, suppress_health_check=UNHURRIED)
    run_state_machine_as_test(machine_in(tmp_path, seed=seed), settings=many)
