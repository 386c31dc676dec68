"""The command line as a whole: help, mistakes, and how it ends."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from player import __version__, cli
from player.cli import check, window
from player.i18n import LANGUAGES
from player.session.crashes import LARGEST_LOG, report_crash
from player.session.places import logs_folder
from player.ui.look.themes import THEMES
from tests.cli.conftest import OKUT, Speaker

ROOT = Path(__file__).resolve().parents[2]


def _start(*arguments: object, **environment: str) -> subprocess.Popen[str]:
    command = [sys.executable, "main.py", *map(str, arguments)]
    return subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", [*cli.COMMANDS, ""])
def test_help(gladi: Speaker, name: str, lang: str) -> None:
    said = gladi(*[name] * bool(name), "--help", lang=lang)
    assert said.code == 0
    assert said.err == ""
    assert said.out.startswith({"id": "pemakaian: gladi ", "en": "usage: gladi "}[lang] + name)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_help_lists_every_command_with_its_own_words(gladi: Speaker, lang: str) -> None:
    said = gladi("--help", lang=lang)
    for name in cli.COMMANDS:
        assert f"  {name:<8}  {cli.command(name).summary()}\n" in said.out


@pytest.mark.parametrize("name", [*cli.COMMANDS, cli.WINDOW])
def test_every_argument_says_what_it_is_for(name: str) -> None:
    parser = cli.parser_of(name)
    assert [action.dest for action in parser._actions if not action.help] == []


def test_version(gladi: Speaker) -> None:
    said = gladi("--version")
    assert (said.code, said.out) == (0, f"Gladi {__version__}\n")


def test_the_language_may_come_first(gladi: Speaker, capsys: pytest.CaptureFixture[str], script: Path) -> None:
    for before in (["--lang", "en"], ["--lang=en"]):
        assert cli.main([*before, "check", str(script)]) == 0
        assert "no errors" in capsys.readouterr().out


def test_without_a_language_it_is_indonesian(capsys: pytest.CaptureFixture[str], script: Path) -> None:
    assert cli.main(["check", str(script)]) == 0
    assert "tidak ada kesalahan" in capsys.readouterr().out


def test_the_looks_on_offer_are_those_there_are() -> None:
    assert set(window.THEMES) == set(THEMES)


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["chek", "a.yaml"], "there is no command chek; did you mean check?"),
        (["frobnicate"], "there is no command frobnicate, and no such file"),
        (["verify"], "the following arguments are required: SESSION"),
        (["check", "--jsno", "a.yaml"], "unrecognized arguments: --jsno"),
        (["run", "a.yaml", "--head"], "unrecognized arguments: --head"),
        (["run", "a.yaml", "--speed", "4"], "--speed, --session and --miss go with --headless"),
        (["run", "a.yaml", "--session", "b.gladi"], "--speed, --session and --miss go with --headless"),
        (["run", "a.yaml", "--headless", "--speed", "121"], "a speed is a number from 0.1 to 120, or max; not 121"),
        (["run", "a.yaml", "--headless", "--speed", "nan"], "a speed is a number from 0.1 to 120, or max; not nan"),
        (["shot", "run", "a.yaml"], "the following arguments are required: -o/--output"),
        (["shot", "run", "a.yaml", "-o", "b.jpg"], "a picture ends in .png; b.jpg does not"),
        (["shot", "run", "a.yaml", "-o", "b.png", "--at", "12"], "a moment is written as 90s, 4m30s or 1h05m; not 12"),
        (["shot", "run", "a.yaml", "-o", "b.png", "--at", ""], "a moment is written as 90s, 4m30s or 1h05m; not "),
        (["shot", "run", "a.yaml", "-o", "b.png", "--size", "big"], "a size is written as 1366x768; not big"),
        (
            ["shot", "run", "a.yaml", "-o", "b.png", "--size", "800x600"],
            "a size lies between 1024x640 and 7680x4320; 800x600 does not",
        ),
        (["shot", "run", "a.yaml", "-o", "b.png", "--theme", "pink"], "invalid choice: 'pink'"),
    ],
)
def test_a_command_line_not_understood(gladi: Speaker, words: list[str], complaint: str) -> None:
    said = gladi(*words)
    assert said.code == cli.EXIT_USAGE
    assert said.out == ""
    assert said.err.startswith("usage: gladi ")
    assert "This command line is not understood: " in said.err
    assert complaint in said.err


def test_a_file_that_is_not_there_is_said_before_a_window_opens(gladi: Speaker, tmp_path: Path) -> None:
    said = gladi(tmp_path / "nosuch.yaml")
    assert (said.code, said.err) == (cli.EXIT_UNUSABLE, f"{tmp_path / 'nosuch.yaml'} does not exist.\n")
    assert gladi("run", tmp_path / "nosuch.yaml").code == cli.EXIT_UNUSABLE


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a screen")
@pytest.mark.parametrize("words", [[], [OKUT], ["run", OKUT]])
def test_without_a_screen_the_headless_command_is_named(
    gladi: Speaker, words: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    said = gladi(*words)
    assert said.code == 3
    assert "python3 main.py run SCENARIO --headless" in said.err


# Ends


def _break(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    def broken(_options: object) -> int:
        raise error

    monkeypatch.setattr(check, "main", broken)


def test_an_error_nobody_foresaw(gladi: Speaker, monkeypatch: pytest.MonkeyPatch) -> None:
    _break(monkeypatch, ZeroDivisionError("by nothing"))
    said = gladi("check", "a.yaml")
    log = logs_folder() / "gladi.log"
    assert said.code == cli.EXIT_CRASH
    assert said.err == f"Gladi met an error it did not expect (ZeroDivisionError). What happened stands in {log}.\n"
    written = log.read_text(encoding="utf-8")
    assert re.match(rf"\d{{4}}-\S+ Gladi {re.escape(__version__)}, Python 3\.", written)
    assert "in broken\n" in written
    assert "ZeroDivisionError: by nothing\n" in written


def test_an_error_about_a_file_nobody_foresaw_is_no_error_of_the_output(
    gladi: Speaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    _break(monkeypatch, PermissionError(13, "Permission denied", "/somewhere"))
    assert gladi("check", "a.yaml").code == cli.EXIT_CRASH


def test_an_error_nobody_foresaw_where_no_log_can_be_written(
    gladi: Speaker, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "home").write_text("in the way")
    _break(monkeypatch, ZeroDivisionError())
    said = gladi("check", "a.yaml")
    assert said.code == cli.EXIT_CRASH
    assert said.err.endswith("(ZeroDivisionError), and no log file could be written.\n")


def test_the_log_does_not_grow_for_ever() -> None:
    log = logs_folder() / "gladi.log"
    log.write_text("x" * (LARGEST_LOG + 1))
    report_crash(ValueError("one"))
    report_crash(ValueError("two"))
    assert log.read_text().count("ValueError: ") == 2
    assert (logs_folder() / "gladi.old.log").stat().st_size == LARGEST_LOG + 1


def test_interrupted(gladi: Speaker, monkeypatch: pytest.MonkeyPatch) -> None:
    _break(monkeypatch, KeyboardInterrupt())
    said = gladi("check", "a.yaml")
    assert (said.code, said.err) == (cli.EXIT_INTERRUPTED, "")


@pytest.mark.skipif(sys.platform == "win32", reason="there a pipe without a reader is another error")
@pytest.mark.parametrize("words", [["rehearse", OKUT], ["rehearse", OKUT, "--json"], ["check", "nosuch.yaml"]])
def test_nobody_reads_what_is_printed(words: list[object]) -> None:
    with _start(*words) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        told = process.stderr.read() if words[0] == "rehearse" else process.stderr.close()
    if words[0] == "rehearse":
        assert (process.returncode, told) == (cli.EXIT_NOBODY_READS, "")
    else:
        assert process.returncode == cli.EXIT_NOBODY_READS


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that is always full")
def test_the_output_cannot_be_written() -> None:
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "main.py", "rehearse", str(OKUT), "--lang", "en"]
        answer = subprocess.run(command, cwd=ROOT, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert answer.returncode == cli.EXIT_UNUSABLE
    assert answer.stderr == "The output cannot be written: No space left on device.\n"


def test_a_terminal_that_lacks_letters() -> None:
    with _start("rehearse", OKUT, PYTHONIOENCODING="ascii", PYTHONUTF8="0") as process:
        out, err = process.communicate()
    assert (process.returncode, err) == (0, "")
    assert "Bertahan di barikade ? Water cannon" in out
