"""The report says in words how long a class of behaviour stands, here and beside ceilings; the model has to agree."""

from __future__ import annotations

import pytest

from player.export.report.content import report_of
from player.model.crowd_parameters import BEHAVIOUR_HOLD_MS
from player.model.times import MINUTE_MS
from tests.export.report.report_cases import busy, outline


@pytest.mark.parametrize(
    ("language", "stands", "after"),
    [
        ("en", "each stands for {n} minutes.", "for {n} minutes after its last sign."),
        ("id", "masing-masing berlaku {n} menit.", "bertahan {n} menit sesudah tanda terakhirnya."),
    ],
)
def test_how_long_a_class_stands(language: str, stands: str, after: str) -> None:
    minutes, rest_ms = divmod(BEHAVIOUR_HOLD_MS, MINUTE_MS)
    said = outline(report_of(busy().saved, language))
    assert not rest_ms
    assert stands.format(n=minutes) in said
    assert after.format(n=minutes) in said
