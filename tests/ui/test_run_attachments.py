"""Attachments: named with their inject, opened with the system's viewer, and only from the folder of the script."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from player.i18n import Message, _
from player.model.entries import Attachment
from player.model.text import Text
from player.scenario import load_scenario
from player.ui.run.attachments import attachment_path
from player.ui.widgets import ActionButton
from tests.helpers.desk import Desk
from tests.helpers.desk_branches import BRANCHING_TEXT

WITH_FILE = BRANCHING_TEXT.replace(
    "        note: Helmets first.\n",
    "        attachments: [{file: pictures/map.png, title: Map}, {file: order.pdf, title: Written order}]\n",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a script and the files it brings along."""
    home = tmp_path / "scripts"
    (home / "pictures").mkdir(parents=True)
    (home / "pictures" / "map.png").write_bytes(b"png")
    (home / "order.pdf").write_bytes(b"pdf")
    (home / "script.yaml").write_text(WITH_FILE, encoding="utf-8")
    return home


def attachment(file: str, kind: str = "image") -> Attachment:
    return Attachment(file, kind, Text.plain(file))


def buttons(desk: Desk) -> list[ActionButton]:
    return desk.page.next.files.buttons


class TestWhereItLies:
    def test_in_the_folder_of_the_script(self, folder: Path) -> None:
        assert attachment_path(str(folder), attachment("pictures/map.png")) == folder / "pictures" / "map.png"

    @pytest.mark.parametrize(
        "file", ["../secret.png", "/etc/hostname.png", "pictures/../../secret.png", "pictures/map.png/../../../x.png"]
    )
    def test_never_outside_it(self, folder: Path, file: str) -> None:
        (folder.parent / "secret.png").write_bytes(b"png")
        assert isinstance(attachment_path(str(folder), attachment(file)), Message)

    def test_nor_by_a_link_out_of_it(self, folder: Path) -> None:
        (folder.parent / "secret.png").write_bytes(b"png")
        (folder / "link.png").symlink_to(folder.parent / "secret.png")
        assert isinstance(attachment_path(str(folder), attachment("link.png")), Message)

    @pytest.mark.parametrize(("file", "kind"), [("run.sh", "image"), ("map.png", "document"), ("x.desktop", "other")])
    def test_nothing_of_another_kind_than_it_says(self, folder: Path, file: str, kind: str) -> None:
        (folder / file).write_bytes(b"x")
        assert isinstance(attachment_path(str(folder), attachment(file, kind)), Message)

    def test_one_that_is_gone_is_told_of(self, folder: Path) -> None:
        said = attachment_path(str(folder), attachment("gone.png"))
        assert str(said) == _("“{file}” is not in the folder of the script.").format(file="gone.png")

    def test_a_session_without_its_script_has_none(self) -> None:
        said = attachment_path(None, attachment("map.png"))
        text = _("“{file}” lies beside the script; open the script itself to see it.")
        assert str(said) == text.format(file="map.png")


class TestInTheWindow:
    def test_they_are_named_under_the_words_of_their_inject(self, desk: Desk, folder: Path) -> None:
        desk.run(load_scenario(folder / "script.yaml"))
        desk.start_ex()
        assert [one.text() for one in buttons(desk)] == ["Map", "Written order"]
        desk.view.pick_standby("wait")
        assert buttons(desk) == []
        assert not desk.page.next.files.isVisible()

    def test_a_click_opens_the_file(self, desk: Desk, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        opened: list[Path] = []

        def open_url(url: QUrl) -> bool:
            opened.append(Path(url.toLocalFile()))
            return True

        monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
        desk.run(load_scenario(folder / "script.yaml"))
        desk.start_ex()
        desk.click(buttons(desk)[0])
        assert opened == [folder / "pictures" / "map.png"]
        assert not desk.page.notice.isVisible()

    def test_where_no_program_opens_it_that_is_said(
        self, desk: Desk, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
        desk.run(load_scenario(folder / "script.yaml"))
        desk.start_ex()
        desk.click(buttons(desk)[1])
        text = _("No program was found that opens “{file}”.")
        assert desk.page.notice.text == text.format(file="order.pdf")

    def test_one_that_was_taken_away_meanwhile_is_told_of(self, desk: Desk, folder: Path) -> None:
        desk.run(load_scenario(folder / "script.yaml"))
        desk.start_ex()
        (folder / "order.pdf").unlink()
        desk.click(buttons(desk)[1])
        assert desk.page.notice.text == _("“{file}” is not in the folder of the script.").format(file="order.pdf")
