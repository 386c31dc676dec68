"""``import``: what it prints, writes and gives, and when it ends with what."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from player import cli
from player.scenario import load_scenario
from tests.cli.conftest import Speaker
from tests.scenario.msel.sheets import REAL, SHEETS
from tests.scenario.msel.workbooks import workbook

ROOT = Path(__file__).resolve().parents[2]
CSV = '''\
Waktu;Judul;Uraian;Kepada;Lokasi
09.00;Massa tiba;Sekitar 200 orang tiba;Dalmas Awal;Gerbang
09.10;Orasi;"Orator: ""tolak hasil""";Negosiator;Gerbang
menyesuaikan;Hujan;Hujan turun;Semua satuan;
;;;;Catatan kaki
'''


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "msel.csv"
    path.write_text(CSV, encoding="utf-8-sig")
    return path


@pytest.mark.parametrize("name", REAL)
def test_the_real_sheets_become_scripts_that_pass_check(gladi: Speaker, tmp_path: Path, name: str) -> None:
    target = tmp_path / "drill.yaml"
    said = gladi("import", SHEETS / name, "-o", target)
    assert (said.code, said.err) == (0, "")
    assert said.out.endswith(f"rows imported.\nWritten: {target}\n")
    assert gladi("check", target).code == 0
    assert gladi("rehearse", target).code == 0


def test_what_is_printed(gladi: Speaker, sheet: Path, tmp_path: Path) -> None:
    said = gladi("import", sheet, "-o", tmp_path / "drill.yaml")
    assert said.code == 1
    assert said.out.splitlines() == [
        "msel.csv: row 1 names the columns",
        "",
        "COLUMNS",
        "  A   Waktu   time         90%  09.00",
        "  B   Judul   title       100%  Massa tiba",
        "  C   Uraian  text        100%  Sekitar 200 orang tiba",
        "  D   Kepada  to          100%  Dalmas Awal",
        "  E   Lokasi  keep              Gerbang",
        "",
        "PHASES, from 09:00 on",
        "    1  Exercise       20m  3 injects",
        "",
        "ROWS TO LOOK AT",
        '  4   A4: "menyesuaikan" is not understood as a time; it is kept as a field.',
        "  5 ✗ The row has neither a text nor a time: Catatan kaki",
        "",
        "ASSUMED",
        "  The story's clock begins at 09:00.",
        "  How long each phase lasts is assumed: until the next begins, or some minutes beyond its last inject.",
        "  The sheet names no place.",
        "  The time zone is assumed to be Asia/Jakarta.",
        "  The units are those the injects go to; each is assumed to have 10 persons.",
        "  The sheet says nothing of a crowd: 100 calm persons are assumed, and no inject has an effect on them.",
        "  Injects for which the sheet has no time are delivered by hand.",
        "",
        "3 rows imported, 1 not imported.",
        f"Written: {tmp_path / 'drill.yaml'}",
    ]


def test_a_dry_run_says_the_same_and_writes_nothing(gladi: Speaker, sheet: Path, tmp_path: Path) -> None:
    said = gladi("import", sheet, "--dry-run", "-o", tmp_path / "drill.yaml")
    assert said.code == 1
    assert said.out.endswith("\n3 rows imported, 1 not imported.\nNothing was written.\n")
    assert list(tmp_path.glob("*.yaml")) == []
    assert gladi("import", sheet, "--dry-run").out == said.out


def test_json(gladi: Speaker, sheet: Path, tmp_path: Path) -> None:
    target = tmp_path / "drill.yaml"
    said = gladi("import", sheet, "-o", target, "--json")
    assert (said.code, said.err) == (1, "")
    told = json.loads(said.out)
    assert (told["file"], told["output"], told["ok"]) == (str(sheet), str(target), False)
    assert (told["sheet"], told["sheets"], told["header"], told["starts"]) == ("", [""], 1, "09:00")
    assert [(column["letter"], column["field"]) for column in told["columns"]] == [
        ("A", "time"),
        ("B", "title"),
        ("C", "text"),
        ("D", "to"),
        ("E", "keep"),
    ]
    assert told["phases"] == [
        {
            "id": "exercise",
            "title": "Exercise",
            "planned": "20m",
            "planned_ms": 1_200_000,
            "injects": 3,
            "rows": [2, 3, 4],
        }
    ]
    assert [(row["row"], row["status"], row["inject"]) for row in told["rows"]] == [
        (2, "imported", "massa-tiba"),
        (3, "imported", "orasi"),
        (4, "imported", "hujan"),
        (5, "rejected", None),
    ]
    assert told["counts"] == {
        "imported": 3,
        "joined": 0,
        "phase": 0,
        "above": 0,
        "skipped": 0,
        "rejected": 1,
        "blank": 0,
    }
    assert json.loads(gladi("import", sheet, "--dry-run", "--json").out)["output"] is None


def test_columns_and_startex_may_be_given(gladi: Speaker, sheet: Path, tmp_path: Path) -> None:
    target = tmp_path / "drill.yaml"
    said = gladi("import", sheet, "-o", target, "--map", "lokasi=from", "--map", "B=ignore", "--start", "08:30")
    assert "  E   Lokasi  from       --map  Gerbang\n" in said.out
    scenario = load_scenario(target).scenario
    first = scenario.phases[0].injects[0]
    assert (str(first.sender), first.at_ms, str(first.title)) == ("Gerbang", 1_800_000, "Sekitar 200 orang tiba")


def test_a_sheet_and_its_header_may_be_given(gladi: Speaker, tmp_path: Path) -> None:
    rows = [["Time", "Text"], ["09:00", "one"], ["09:10", "more"], ["09:20", "more"]]
    path = tmp_path / "two.xlsx"
    path.write_bytes(workbook(MSEL=rows, Lampiran=[["Start", "Message"], ["Time", "Text"], ["10:00", "two"]]))
    assert json.loads(gladi("import", path, "--dry-run", "--json").out)["sheet"] == "MSEL"
    told = json.loads(gladi("import", path, "--dry-run", "--json", "--sheet", "lampiran", "--header", "2").out)
    assert (told["sheet"], told["header"], told["starts"]) == ("Lampiran", 2, "10:00")
    assert json.loads(gladi("import", path, "--dry-run", "--json", "--header", "0").out)["header"] is None


def test_a_script_that_is_there_is_not_replaced_unless_told(gladi: Speaker, sheet: Path, tmp_path: Path) -> None:
    target = tmp_path / "drill.yaml"
    target.write_text("mine")
    said = gladi("import", sheet, "-o", target)
    assert said.code == 2
    assert said.err == f"{target}: The file exists already. With --force it is replaced.\n"
    assert target.read_text() == "mine"
    assert gladi("import", sheet, "-o", target, "--force").code == 1
    assert target.read_text(encoding="utf-8").startswith("# Imported from msel.csv")


def test_what_cannot_be_read_or_written(gladi: Speaker, sheet: Path, tmp_path: Path) -> None:
    (tmp_path / "old.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512))
    (tmp_path / "empty.csv").write_bytes(b"")
    for path in (tmp_path / "none.xlsx", tmp_path, tmp_path / "old.xls", tmp_path / "empty.csv"):
        said = gladi("import", path, "-o", tmp_path / "drill.yaml")
        assert (said.code, said.out) == (2, ""), path
        assert said.err.startswith(f"{path}: ")
        assert said.err.count("\n") == 1
        told = json.loads(gladi("import", path, "--dry-run", "--json").out)
        assert told == {"file": str(path), "ok": False, "problem": said.err.removeprefix(f"{path}: ").strip()}
    target = tmp_path / "none" / "drill.yaml"
    said = gladi("import", sheet, "-o", target)
    assert (said.code, said.err) == (2, f"{target}: The file cannot be written: No such file or directory.\n")


def test_nothing_to_import(gladi: Speaker, tmp_path: Path) -> None:
    (tmp_path / "header.csv").write_text("Waktu;Judul;Uraian\n")
    said = gladi("import", tmp_path / "header.csv", "-o", tmp_path / "drill.yaml")
    assert said.code == 1
    assert said.out.endswith("0 rows imported.\nNothing to write: no row could be imported.\n")
    assert not (tmp_path / "drill.yaml").exists()


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        ([], "name the script to write with -o, or try with --dry-run"),
        (["-o", "drill.xlsx"], "a script ends in .yaml; drill.xlsx does not"),
        (["-o", "drill.gladi"], "a session is made of JSON lines, in a file ending in .jsonl"),
        (["--dry-run", "--map", "Wktu=time"], 'There is no column "Wktu"; did you mean "Waktu"?'),
        (["--dry-run", "--map", "Waktu=tme"], 'There is no field "tme"; did you mean "time"?'),
        (["--dry-run", "--start", "soon"], "StartEx is a clock time, with a date or without: "),
        (["--dry-run", "--sheet", "MSEL"], 'There is no sheet "MSEL"'),
        (["--dry-run", "--header", "99"], "Row 99 has nothing in it that could name columns."),
        (["--dry-run", "--header", "one"], "invalid int value"),
    ],
)
def test_a_command_line_that_does_not_fit(gladi: Speaker, sheet: Path, words: list[str], complaint: str) -> None:
    said = gladi("import", sheet, *words)
    assert said.code == cli.EXIT_USAGE
    assert complaint in said.err


def test_help_lists_the_fields(gladi: Speaker) -> None:
    said = gladi("import", "--help")
    assert "  offset     when it is due, counted from StartEx" in said.out
    assert said.out.splitlines()[0].startswith("usage: gladi import")


def test_many_rows_to_look_at_are_counted(gladi: Speaker, tmp_path: Path) -> None:
    rows = "".join(f"nanti;Kejadian {number};a\n" for number in range(60))
    (tmp_path / "many.csv").write_text(f"Waktu;Judul;Uraian\n09.00;a;b\n{rows}")
    said = gladi("import", tmp_path / "many.csv", "--dry-run", "--map", "A=time")
    assert "  … and 20 more. --json gives them all.\n" in said.out


def test_no_other_command_waits_for_what_reads_workbooks(tmp_path: Path) -> None:
    question = (
        "import sys, player.cli as c\n"
        "try: c.main(sys.argv[1:])\n"
        "except SystemExit: pass\n"
        "print(sorted({'openpyxl', 'PySide6'} & set(sys.modules)))"
    )
    script = ROOT / "scenarios" / "okut-2024-water-cannon.yaml"
    sheet = tmp_path / "a.csv"
    sheet.write_text(CSV, encoding="utf-8")
    for words in (["check", script], ["import", sheet, "--dry-run"], ["import", "--help"]):
        command = [sys.executable, "-c", question, *map(str, words)]
        answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        assert answer.stdout.splitlines()[-1:] == ["[]"], answer
