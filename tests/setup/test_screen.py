"""What is done about a missing screen and missing system libraries."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from player import setup
from player.setup import build, screen

SCREEN_VARIABLES = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="about Linux")


@pytest.mark.parametrize(
    ("line", "variables", "platform"),
    [
        ("", {"DISPLAY": ":0"}, "xcb"),
        ("", {"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, "xcb"),
        ("", {"WAYLAND_DISPLAY": "wayland-0"}, "wayland"),
        ("", {"QT_QPA_PLATFORM": "offscreen"}, "offscreen"),
        ("", {"QT_QPA_PLATFORM": "offscreen:enable_fonts"}, "offscreen"),
        ("", {"QT_QPA_PLATFORM": "wayland;xcb"}, "wayland"),
        ("", {"QT_QPA_PLATFORM": "vnc:size=800x600"}, "offscreen"),
        ("a.yaml", {}, "xcb"),
        ("run a.yaml", {}, "xcb"),
        ("shot run a.yaml --at 1m -o a.png", {"DISPLAY": ":0"}, "offscreen"),
        ("run a.yaml --headless", {}, None),
        ("check a.yaml", {}, None),
        ("--lang en check a.yaml", {}, None),
        ("--lang=en verify a.gladi", {}, None),
        ("--lang en", {}, "xcb"),
        ("rehearse a.yaml --json", {}, None),
        ("import a.xlsx -o a.yaml", {}, None),
        ("verify a.gladi", {}, None),
        ("--help", {}, None),
        ("shot --help", {}, None),
        ("--version", {}, None),
    ],
)
def test_the_platform_a_command_line_wants(
    line: str, variables: dict[str, str], platform: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_screen(monkeypatch, variables)
    assert setup.wanted_platform(line.split()) == platform


@linux
@pytest.mark.parametrize("line", ["", "a.yaml", "a.gladi"])
def test_no_screen_is_said_with_the_headless_command(line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    set_screen(monkeypatch, {})
    assert "python3 main.py run SCENARIO --headless" in (setup.screen_problem(line.split()) or "")
    set_screen(monkeypatch, {"QT_QPA_PLATFORM": "xcb"})
    assert setup.screen_problem(line.split())


@pytest.mark.parametrize(
    ("line", "variables"),
    [
        ("", {"DISPLAY": ":0"}),
        ("", {"WAYLAND_DISPLAY": "wayland-0"}),
        ("", {"QT_QPA_PLATFORM": "minimal"}),
        ("", {"QT_QPA_PLATFORM": "vnc"}),
        ("run a.yaml --headless", {}),
        ("shot run a.yaml -o a.png", {}),
    ],
)
def test_no_screen_is_no_problem_where_none_is_needed(
    line: str, variables: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    set_screen(monkeypatch, variables)
    assert setup.screen_problem(line.split()) is None


@pytest.mark.parametrize(
    ("library", "package"),
    [
        ("libEGL.so.1", "libegl1"),
        ("libX11-xcb.so.1", "libx11-xcb1"),
        ("libX11.so.6", "libx11-6"),
        ("libdbus-1.so.3", "libdbus-1-3"),
        ("libfontconfig.so.1", "libfontconfig1"),
        ("libglib-2.0.so.0", "libglib2.0-0"),
        ("libgthread-2.0.so.0", "libglib2.0-0"),
        ("libwayland-client.so.0", "libwayland-client0"),
        ("libxcb-cursor.so.0", "libxcb-cursor0"),
        ("libxcb-icccm.so.4", "libxcb-icccm4"),
        ("libxcb-keysyms.so.1", "libxcb-keysyms1"),
        ("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
        ("libxkbcommon.so.0", "libxkbcommon0"),
        ("libz.so.1", "zlib1g"),
    ],
)
def test_libraries_and_their_debian_packages(library: str, package: str) -> None:
    assert screen.debian_package(library) == package


@linux
def test_the_files_asked_about_exist() -> None:
    import PySide6

    qt_folder = Path(PySide6.__file__).parent / "Qt"
    assert [name for names in screen.QT_FILES.values() for name in names if not (qt_folder / name).exists()] == []
    assert setup.missing_libraries("offscreen", str(qt_folder)) == []


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder on PATH with an ``ldd`` that lacks two libraries until ``apt-get`` has installed something."""
    tools = tmp_path / "tools"
    tools.mkdir()
    lacking = "\\tlibxcb-cursor.so.0 => not found\\n\\tlibEGL.so.1 => not found\\n\\tlibc.so.6 => /lib/libc.so.6\\n"
    scripts = {
        "ldd": f"[ -e {tmp_path}/installed ] || printf '{lacking}'",
        "apt-get": f'echo "$DEBIAN_FRONTEND $*" >> {tmp_path}/apt.txt; [ "$1" = update ] || : > {tmp_path}/installed',
    }
    for name, script in scripts.items():
        (tools / name).write_text(f"#!/bin/sh\n{script}\n")
        (tools / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{tools}:/bin")
    return tmp_path


def provide(machine: Path) -> None:
    screen.provide_libraries("xcb", str(machine / "packages"), str(machine / "stamp.txt"))


@linux
def test_root_on_debian_gets_the_libraries_once(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    provide(machine)
    asked = ["noninteractive update", "noninteractive install -y --no-install-recommends libegl1 libxcb-cursor0"]
    assert (machine / "apt.txt").read_text().splitlines() == asked
    (machine / "installed").unlink()
    provide(machine)
    assert (machine / "apt.txt").read_text().splitlines() == asked, "a later start looks no more"
    (machine / "stamp.txt").write_text("another machine")
    provide(machine)
    assert (machine / "apt.txt").read_text().splitlines() == asked * 2, "the folder may have been carried elsewhere"


@linux
def test_other_users_on_debian_get_the_line(
    machine: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(SystemExit, match="3"):
        provide(machine)
    told = capsys.readouterr().err
    assert "\n    sudo apt-get install -y --no-install-recommends libegl1 libxcb-cursor0\n" in told
    assert not (machine / "apt.txt").exists()
    assert not (machine / "stamp.txt").exists()


@linux
def test_elsewhere_the_libraries_are_named(
    machine: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (machine / "tools" / "apt-get").unlink()
    monkeypatch.setenv("PATH", str(machine / "tools"))
    with pytest.raises(SystemExit, match="3"):
        provide(machine)
    told = capsys.readouterr().err
    assert "libEGL.so.1, libxcb-cursor.so.0" in told
    assert "apt-get" not in told


@linux
def test_a_debian_without_venv_gets_one_line_for_all(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(build, "find_spec", lambda _name: None)
    monkeypatch.setattr(screen, "KNOWN_NEEDS", ("libc.so.6", "libnot-there-2.so.7"))
    with pytest.raises(SystemExit, match="1"):
        build.provide_ensurepip()
    line = capsys.readouterr().err.splitlines()[-1].strip()
    packages = f"libnot-there-2-7 python3.{sys.version_info[1]}-venv"
    assert line == f"sudo apt-get install -y --no-install-recommends {packages}"


def set_screen(monkeypatch: pytest.MonkeyPatch, variables: dict[str, str]) -> None:
    for name in SCREEN_VARIABLES:
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
