"""Going from one page to another where a file stands in the way: the page that is shown is always one that works."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from player.i18n import _
from player.model.scenario import LoadedScenario
from player.ui.actions import Mode
from player.ui.problems import ProblemSheet
from tests.helpers.desk import Desk


def test_an_ended_drill_stays_when_its_file_cannot_be_read_back(run: Desk) -> None:
    run.end_ex(_("END"))
    view = run.view
    view.drill.path.unlink()

    def answer(sheet: QWidget) -> None:
        assert isinstance(sheet, ProblemSheet)
        sheet.reject()

    with run.answering(answer):
        run.window.actions_table["to_review"].do()
    assert run.window.live_view is view
    assert run.window.mode is Mode.HOTWASH
    assert run.page.view is view


def test_an_unused_session_that_cannot_be_removed_keeps_nobody_from_leaving(
    desk: Desk, short: LoadedScenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.run(short)
    path = desk.view.drill.path
    unlink = Path.unlink

    def refuse(self: Path, missing_ok: bool = False) -> None:  # noqa: FBT001, FBT002  as Path has it
        if self == path:
            raise PermissionError(13, "Permission denied", str(path))
        unlink(self, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", refuse)
    desk.window.actions_table["home"].do()
    assert desk.window.mode is Mode.HOME
    assert path.exists()
