from __future__ import annotations

from pathlib import Path

import pytest

from player.language.problems import MOST_PROBLEMS
from player.model.entries import Attachment
from player.model.text import Text
from player.scenario import ScenarioProblems, attachments, load_scenario, read_scenario
from tests.scenario.corpus import BASE

FILE = "gambar/denah.png"
SCRIPT = BASE.replace("phases:\n", f"attachments:\n  - {{file: {FILE}}}\nphases:\n")


@pytest.fixture
def script(tmp_path: Path) -> Path:
    folder = tmp_path / "skenario"
    (folder / "gambar").mkdir(parents=True)
    path = folder / "script.yaml"
    path.write_text(SCRIPT, encoding="utf-8")
    return path


def codes(path: Path) -> list[str]:
    with pytest.raises(ScenarioProblems) as found:
        load_scenario(path)
    return [problem.code for problem in found.value.problems]


def test_a_file_beside_the_script_is_attached(script: Path) -> None:
    (script.parent / FILE).write_bytes(b"x")
    assert load_scenario(script).scenario.attachments == (Attachment(FILE, "image", Text.plain("denah.png")),)


def test_one_that_is_not_there_is_said_with_its_line(script: Path) -> None:
    assert codes(script) == ["missing-attachment"]
    with pytest.raises(ScenarioProblems) as found:
        load_scenario(script)
    assert found.value.problems[0].quoted_line == f"  - {{file: {FILE}}}"


def test_a_folder_is_no_attachment(script: Path) -> None:
    (script.parent / FILE).mkdir()
    assert codes(script) == ["missing-attachment"]


def test_a_link_to_itself_is_no_attachment(script: Path) -> None:
    (script.parent / FILE).symlink_to(script.parent / FILE)
    assert codes(script) == ["missing-attachment"]


def test_a_file_that_may_not_be_looked_at_is_no_attachment(script: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_path: Path) -> bool:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "is_file", refuse)
    assert codes(script) == ["missing-attachment"]


def test_very_many_that_are_not_there_are_a_report(script: Path) -> None:
    many = "".join(f"  - {{file: gambar/{number}.png}}\n" for number in range(1_200))
    script.write_text(BASE.replace("phases:\n", f"attachments:\n{many}phases:\n"), encoding="utf-8")
    found = codes(script)
    assert len(found) == MOST_PROBLEMS + 1
    assert found[-1] == "too-many-problems"


def test_a_link_out_of_the_folder_is_not_followed(script: Path) -> None:
    secret = script.parent.parent / "secret.png"
    secret.write_bytes(b"x")
    (script.parent / FILE).symlink_to(secret)
    assert codes(script) == ["attachment-outside"]


def test_a_link_within_the_folder_is(script: Path) -> None:
    (script.parent / "denah-asli.png").write_bytes(b"x")
    (script.parent / FILE).symlink_to(script.parent / "denah-asli.png")
    assert load_scenario(script).scenario.attachments[0].file == FILE


def test_one_too_large_to_carry_is_refused(script: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (script.parent / FILE).write_bytes(b"xyz")
    monkeypatch.setattr(attachments, "LARGEST_ATTACHMENT", 3)
    assert load_scenario(script)
    monkeypatch.setattr(attachments, "LARGEST_ATTACHMENT", 2)
    assert codes(script) == ["attachment-too-large"]


def test_all_attachments_are_looked_for(tmp_path: Path) -> None:
    text = SCRIPT.replace("    planned: 10m", "    planned: 10m\n    attachments: [{file: fase.pdf}]").replace(
        "        text: Kawan", "        attachments: [{file: orasi.ogg}]\n        text: Kawan"
    )
    path = tmp_path / "script.yaml"
    path.write_text(text, encoding="utf-8")
    assert codes(path) == ["missing-attachment"] * 3


def test_the_script_inside_a_session_is_read_without_its_files() -> None:
    assert read_scenario(SCRIPT, "script.yaml").scenario.attachments[0].kind == "image"
