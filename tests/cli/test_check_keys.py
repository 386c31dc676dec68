"""The reference of the scenario language on the command line."""

from __future__ import annotations

import pytest

from player.cli import main


@pytest.mark.parametrize(("language", "heading"), [("id", "rencana"), ("en", "planned")])
def test_check_keys_prints_every_key(capsys: pytest.CaptureFixture[str], language: str, heading: str) -> None:
    assert main(["check", "--keys", "--lang", language]) == 0
    printed = capsys.readouterr().out
    assert "`order_from`" in printed
    assert heading in printed
