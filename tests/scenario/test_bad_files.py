"""``check`` on what is no file, no text or not in UTF-8: told apart, with a reason, at once."""

from __future__ import annotations

import os
import random
import socket
import sqlite3
import stat
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from player.scenario import ScenarioProblems, load_scenario
from tests.scenario.bad_input.command import check
from tests.scenario.corpus import BASE, problems_of

NOT_ASCII = BASE.replace("Orator", "Orateur élevé", 1)
WIDE_MARKS = {"utf-16-le": "\ufeff", "utf-16-be": "\ufeff", "utf-32-le": "\ufeff", "utf-32-be": "\ufeff"}


def codes_in(path: Path) -> list[str]:
    """What is wrong with a file."""
    try:
        load_scenario(path)
    except ScenarioProblems as found:
        return [problem.code for problem in found.problems]
    return []


# Encodings


@pytest.mark.parametrize("encoding", WIDE_MARKS)
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["without a mark", "with a mark"])
@pytest.mark.parametrize("text", [BASE, NOT_ASCII, "gladi: 2\n", "# é\n" + BASE], ids=["base", "é", "short", "é first"])
def test_wide_encodings(encoding: str, mark: str, text: str) -> None:
    (problem,) = problems_of((mark + text).encode(encoding))
    assert (problem.code, problem.line) == ("encoding", 0)
    assert "UTF-8" in str(problem)


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "cp437", "mac-roman", "iso8859-15"])
def test_narrow_encodings(encoding: str) -> None:
    (problem,) = problems_of(NOT_ASCII.encode(encoding))
    assert (problem.code, problem.line) == ("encoding", NOT_ASCII[: NOT_ASCII.index("é")].count("\n") + 1)
    assert problem.quoted_line.strip().startswith("from: Orateur \ufffd")


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_the_place_of_a_byte_that_is_no_utf_8(mark: str, line_end: str) -> None:
    data = f"{mark}title: a{line_end}{line_end}id: é\n".encode().replace("é".encode(), b"\xff")
    (problem,) = problems_of(data)
    assert (problem.line, problem.column, problem.quoted_line) == (3, 5, "id: \ufffd")


@pytest.mark.parametrize(
    "text",
    [
        BASE.replace("\n", "\r\n"),
        BASE.replace("\n", "\r"),
        "\ufeff" + BASE,
        "\ufeff" + BASE.replace("\n", "\r\n"),
        BASE.rstrip("\n"),
        BASE.replace("\n", " \n"),
        BASE.replace("title:", "title:\t", 1).replace("\n", "\t\n", 1),
        f"%YAML 1.2\n---\n{BASE}...\n",
        BASE + "\n" * 1000,
        BASE.replace("maju!", "maju\u00a0! Ünjük 抗議 😀 \u200d"),
    ],
    ids=["windows", "mac", "mark", "both", "no end", "blanks", "tabs", "markers", "lines", "letters"],
)
def test_what_an_editor_does_to_a_good_script_does_no_harm(text: str) -> None:
    assert problems_of(text.encode()) == ()


# No text


def _session(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE events (seq INTEGER)")


def _archive(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("drill.yaml", BASE)


NO_TEXTS: dict[str, Callable[[Path], object]] = {
    "session": _session,
    "archive": _archive,
    "packed archive": lambda path: path.write_bytes(b"\x1f\x8b\x08\x00" + random.Random(1).randbytes(300)),
    "program": lambda path: path.write_bytes(b"\x7fELF\x02\x01\x01" + bytes(200)),
    "program of Windows": lambda path: path.write_bytes(b"MZ\x90\x00\x03" + bytes(200)),
    "picture": lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(200)),
    "photo": lambda path: path.write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(200)),
    "film": lambda path: path.write_bytes(b"\x00\x00\x00\x20ftypisom\x00\x00\x02\x00isomiso2"),
    "font": lambda path: path.write_bytes(b"\x00\x01\x00\x00\x00\x0e\x00\x80\x00\x03\x00`OS/2"),
    "report": lambda path: path.write_bytes(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog >>\nendobj\n"),
    "noise without zeros": lambda path: path.write_bytes(bytes(range(1, 256))),
    "zeros": lambda path: path.write_bytes(bytes(1000)),
    "a zero": lambda path: path.write_bytes(b"\0"),
    "zeros before a script": lambda path: path.write_bytes(bytes(512) + BASE.encode()),
}


@pytest.mark.parametrize("kind", NO_TEXTS)
def test_what_is_no_text(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "drill.yaml"
    NO_TEXTS[kind](path)
    assert codes_in(path) == ["binary"]


def test_zeros_at_the_end_of_a_script_are_told_by_their_place() -> None:
    # what a stick leaves behind that was pulled out too early
    problems = problems_of(BASE.encode() + bytes(3))
    assert [(problem.code, problem.line) for problem in problems] == [("control-character", BASE.count("\n") + 1)] * 3


# No file


def _is_a_file(_mode: int) -> bool:
    return True


@pytest.mark.parametrize("device", ["/dev/zero", "/dev/urandom", "/dev/full", "/dev/null", "/dev/tty"])
def test_devices(device: str) -> None:
    if not Path(device).exists():
        pytest.skip(f"no {device} here")
    assert codes_in(Path(device)) == ["not-a-file"]


def test_pipe_that_nobody_writes_to(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "drill.yaml")
    assert codes_in(tmp_path / "drill.yaml") == ["not-a-file"]


def test_file_that_is_a_pipe_when_it_is_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "drill.yaml"
    os.mkfifo(path)
    monkeypatch.setattr(stat, "S_ISREG", _is_a_file)
    assert codes_in(path) == ["empty"]


def test_socket(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as door:
        door.bind("drill.yaml")
        assert codes_in(Path("drill.yaml")) == ["not-a-file"]


def test_link_to_itself(tmp_path: Path) -> None:
    path = tmp_path / "drill.yaml"
    path.symlink_to(path)
    assert codes_in(path) == ["unreadable-file"]


def test_link_to_nowhere(tmp_path: Path) -> None:
    path = tmp_path / "drill.yaml"
    path.symlink_to(tmp_path / "gone")
    assert codes_in(path) == ["missing-file"]


def test_file_far_too_large(tmp_path: Path) -> None:
    path = tmp_path / "drill.yaml"
    with path.open("wb") as file:
        file.truncate(10**12)  # takes no room on the disk
    assert codes_in(path) == ["too-large"]


# The command itself


def test_one_command_tells_of_every_file(tmp_path: Path) -> None:
    (tmp_path / "folder.yaml").mkdir()
    os.mkfifo(tmp_path / "pipe.yaml")
    made: dict[str, Callable[[Path], object]] = {
        "session.yaml": _session,
        "wide.yaml": lambda path: path.write_text(BASE, encoding="utf-16"),
        "large.yaml": lambda path: path.write_bytes(b"# a\n" * (17 * 2**18)),
        "ten.yaml": lambda path: path.write_bytes(b"- a\n" * (10 * 2**18)),
        "bad.yaml": lambda path: path.write_text("title: ]\n"),
        "good.yaml": lambda path: path.write_text(BASE),
    }
    for name, make in made.items():
        make(tmp_path / name)
    names = ["folder.yaml", "pipe.yaml", *made, "none.yaml"]
    outcome = check("--json", *(tmp_path / name for name in names), "/dev/zero", report=tmp_path / "report")
    assert outcome.code == 2
    assert outcome.errors == ""
    first = [told["problems"][0]["code"] if told["problems"] else "good" for told in outcome.files]
    refused = ["not-a-file", "not-a-file", "binary", "encoding", "too-large", "too-large", "yaml-surplus-bracket"]
    assert first == [*refused, "good", "missing-file", "not-a-file"]
    assert outcome.peak_mib < 100
