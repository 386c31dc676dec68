"""``export``: what it writes, what it refuses, and when it ends with what."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from player.export import session_parquet
from player.resources import scenarios_folder
from player.session.store import read_session
from tests.cli.conftest import OKUT, Speaker
from tests.session.damage import change

PROGRAMME = scenarios_folder() / "pasuruan-2023-programme.yaml"


@pytest.mark.parametrize("ending", ["xlsx", "csv", "XLSX"])
def test_a_script_goes_out_and_comes_back(gladi: Speaker, tmp_path: Path, ending: str) -> None:
    sheet, again = tmp_path / f"msel.{ending}", tmp_path / "again.yaml"
    said = gladi("export", OKUT, "-o", sheet)
    assert (said.code, said.err) == (0, "")
    assert said.out == f"64 injects written.\nWritten: {sheet}\n"
    said = gladi("import", sheet, "-o", again)
    assert said.code == 0
    assert "64 rows imported." in said.out
    assert gladi("check", again).code == 0
    assert gladi("rehearse", again).code == 0


def test_nothing_is_overwritten_unless_asked(gladi: Speaker, script: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "msel.csv"
    sheet.write_text("mine")
    said = gladi("export", script, "-o", sheet)
    assert (said.code, said.out) == (2, "")
    assert said.err == f"{sheet}: The file exists already. With --force it is replaced.\n"
    assert sheet.read_text() == "mine"
    assert gladi("export", script, "-o", sheet, "--force").code == 0
    assert sheet.read_bytes().startswith(b"\xef\xbb\xbf")


def test_a_target_that_cannot_be_written(gladi: Speaker, script: Path, tmp_path: Path) -> None:
    target = tmp_path / "no" / "msel.xlsx"
    said = gladi("export", script, "-o", target)
    assert (said.code, said.err) == (2, f"{target}: The file cannot be written: No such file or directory.\n")
    folder = tmp_path / "folder.csv"
    folder.mkdir()
    said = gladi("export", script, "-o", folder, "--force")
    assert (said.code, said.err) == (2, f"{folder}: This is a folder.\n")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder.csv", script.name]


def test_an_ending_without_a_format(gladi: Speaker, script: Path, tmp_path: Path) -> None:
    said = gladi("export", script, "-o", tmp_path / "msel.ods")
    assert said.code == 64
    assert "an export ends in one of .xlsx, .csv;" in said.err


def test_of_a_programme_one_stage_is_exported(gladi: Speaker, tmp_path: Path) -> None:
    said = gladi("export", PROGRAMME, "-o", tmp_path / "msel.xlsx")
    assert said.code == 64
    assert "is a programme; export the script of one of its stages: pasuruan-2023-campaign.yaml," in said.err


def test_a_bad_script_is_not_exported(gladi: Speaker, bad_script: Path, tmp_path: Path) -> None:
    said = gladi("export", bad_script, "-o", tmp_path / "msel.xlsx")
    assert said.code == 1
    assert "2 problems." in said.err
    assert gladi("export", tmp_path / "none.yaml", "-o", tmp_path / "msel.xlsx").code == 2
    assert not (tmp_path / "msel.xlsx").exists()


def test_json(gladi: Speaker, script: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "msel.xlsx"
    told = json.loads(gladi("export", script, "-o", sheet, "--json").out)
    assert told == {"file": str(sheet), "ok": True, "format": "msel-xlsx", "injects": told["injects"], "notes": []}
    told = json.loads(gladi("export", script, "-o", sheet, "--json").out)
    assert told == {
        "file": str(sheet),
        "ok": False,
        "problem": "The file exists already. With --force it is replaced.",
    }


class TestSession:
    @pytest.mark.parametrize("ending", ["xlsx", "csv", "jsonl", "zip", "json", "JSONL"])
    def test_by_its_ending(self, gladi: Speaker, session: Path, tmp_path: Path, ending: str) -> None:
        target, before = tmp_path / f"out.{ending}", session.read_bytes()
        said = gladi("export", session, "-o", target)
        assert (said.code, said.err) == (0, "")
        assert said.out == f"8 events written.\nWritten: {target}\n"
        assert target.stat().st_size > 500
        assert session.read_bytes() == before
        assert gladi("export", session, "-o", target).code == 2
        assert gladi("export", session, "-o", target, "--force", lang="id").out.startswith("8 entri ditulis.")

    def test_by_what_it_holds_whatever_its_name(self, gladi: Speaker, session: Path, tmp_path: Path) -> None:
        other = session.rename(tmp_path / "sesi.bak")
        assert gladi("export", other, "-o", tmp_path / "a.csv").code == 0

    def test_never_over_itself(self, gladi: Speaker, session: Path, tmp_path: Path) -> None:
        other = session.rename(tmp_path / "sesi.csv")
        before = other.read_bytes()
        said = gladi("export", other, "-o", other, "--force")
        assert (said.code, "an export of itself" in said.err) == (64, True)
        assert other.read_bytes() == before

    def test_json(self, gladi: Speaker, session: Path, tmp_path: Path) -> None:
        target = tmp_path / "out.jsonl"
        told = json.loads(gladi("export", session, "-o", target, "--json").out)
        head = read_session(session).head_hash
        assert told == {
            "file": str(target),
            "ok": True,
            "format": "jsonl",
            "events": 8,
            "head_hash": head,
            "finished": True,
            "notes": [],
        }

    def test_what_is_intact_of_a_damaged_one(self, gladi: Speaker, session: Path, tmp_path: Path) -> None:
        change(session, "UPDATE events SET zone = 'x' WHERE seq = 5")
        target = tmp_path / "out.csv"
        said = gladi("export", session, "-o", target)
        assert (said.code, said.out) == (1, f"4 events written.\nWritten: {target}\n")
        assert "This session is damaged; its 4 usable events are exported. It is not what was saved" in said.err
        assert "cut off before EndEx" in said.err
        assert len(target.read_text(encoding="utf-8-sig").splitlines()) == 5

    def test_what_is_no_session(self, gladi: Speaker, tmp_path: Path) -> None:
        empty = tmp_path / "a.gladi"
        empty.write_bytes(b"")
        for path, words in (
            (empty, "is empty"),
            (tmp_path / "none.gladi", "does not exist"),
            (tmp_path, "folder"),
        ):
            said = gladi("export", path, "-o", tmp_path / "a.xlsx")
            assert (said.code, said.out) == (2, "")
            assert words in said.err
        assert not (tmp_path / "a.xlsx").exists()

    def test_options_of_tables(self, gladi: Speaker, session: Path, tmp_path: Path) -> None:
        target = tmp_path / "a.csv"
        options = ("--what", "trace", "--separator", "tab", "--step", "2s", "--lang", "en")
        assert gladi("export", session, "-o", target, *options).code == 0
        rows = target.read_text(encoding="utf-8-sig").splitlines()
        assert [row.split("\t")[0] for row in rows[1:]] == ["0:00:00", "0:00:02", "0:00:04", "0:00:06"]
        assert gladi("export", session, "-o", tmp_path / "b.json", "--xapi").code == 0
        for bad, words in (
            (("--step", "1.5"), "a time in whole seconds"),
            (("--step", "500ms"), "a time in whole seconds"),
            (("--xapi",), "ends in .json"),
            (("--what", "nothing"), "nothing"),
        ):
            said = gladi("export", session, "-o", tmp_path / "c.csv", *bad)
            assert said.code == 64
            assert words in said.err
        said = gladi("export", session, "-o", tmp_path / "c.ods")
        assert (said.code, "one of .xlsx, .csv, .jsonl" in said.err) == (64, True)

    def test_options_of_sessions_are_not_for_scripts(self, gladi: Speaker, script: Path, tmp_path: Path) -> None:
        for option in (("--what", "trace"), ("--step", "2s"), ("--xapi",)):
            said = gladi("export", script, "-o", tmp_path / "a.csv", *option)
            assert said.code == 64
            assert f"{option[0]} is for sessions" in said.err

    def test_parquet_without_its_package(
        self, gladi: Speaker, session: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def none_such(name: str) -> object:
            raise ImportError(name)

        monkeypatch.setattr(session_parquet, "import_module", none_such)
        target = tmp_path / "a.parquet"
        said = gladi("export", session, "-o", target)
        assert (said.code, target.exists()) == (2, False)
        assert said.err.endswith("pip install pyarrow.\n")


class TestImportOfLines:
    @pytest.fixture
    def lines(self, gladi: Speaker, session: Path, tmp_path: Path) -> Path:
        folder = tmp_path / "lines"
        folder.mkdir()
        assert gladi("export", session, "-o", folder / "sesi.jsonl").code == 0
        return folder / "sesi.jsonl"

    def test_the_same_session_again(self, gladi: Speaker, session: Path, lines: Path) -> None:
        head = read_session(session).head_hash
        said = gladi("import", lines)
        target = lines.with_suffix(".gladi")
        assert (said.code, said.out) == (0, f"8 events read; head hash {head}\nWritten: {target}\n")
        assert read_session(target).head_hash == head
        assert gladi("verify", target, lines).code == 0
        said = gladi("import", lines)
        assert said.code == 2
        assert said.err.endswith("never written over. With --force it is replaced.\n")
        assert gladi("import", lines, "--force", lang="id").out.startswith("8 entri dibaca; sidik (hash) terakhir")

    def test_json_and_dry_run(self, gladi: Speaker, lines: Path, tmp_path: Path) -> None:
        target = tmp_path / "b.gladi"
        told = json.loads(gladi("import", lines, "-o", target, "--dry-run", "--json").out)
        assert (told["ok"], told["output"], told["events"], told["first_bad_seq"]) == (True, None, 8, None)
        assert "Nothing was written." in gladi("import", lines, "-o", target, "--dry-run").out
        assert not target.exists()
        told = json.loads(gladi("import", lines, "-o", target, "--json").out)
        assert told["output"] == str(target)
        assert json.loads(gladi("import", lines, "-o", target, "--json").out)["ok"] is False

    def test_lines_that_are_not_whole(self, gladi: Speaker, lines: Path, tmp_path: Path) -> None:
        text = lines.read_text(encoding="utf-8")
        lines.write_text(text.replace("dari kiri", "dari kanan"), encoding="utf-8")
        target = tmp_path / "b.gladi"
        said = gladi("import", lines, "-o", target)
        assert (said.code, said.out, target.exists()) == (2, "", False)
        assert said.err == f"{lines} cannot be imported. Line 6: It is not what was saved: its hash does not fit.\n"
        said = gladi("verify", lines)
        assert said.code == 1
        intact = "the 4 events before it, up to 00:00:03 of exercise time, are intact. Line 6:"
        assert f"damaged from event 5 on; {intact}" in said.err

    def test_what_does_not_go_together(self, gladi: Speaker, lines: Path, tmp_path: Path) -> None:
        said = gladi("import", lines, "--sheet", "MSEL")
        assert (said.code, "--sheet is for sheets" in said.err) == (64, True)
        said = gladi("import", lines, "-o", tmp_path / "a.yaml")
        assert (said.code, "a session ends in .gladi" in said.err) == (64, True)
        assert gladi("import", tmp_path / "none.jsonl").code == 2
