"""The set-up: what it decides, and real ones of a small checkout."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from player import setup
from player.setup import build, environment, screen, texts
from tests.helpers.checkout import BASE_PYTHON, Checkout, clean_environment, make_checkout

MakeVenv = Callable[[], Path]
SCREEN_VARIABLES = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="about Linux")


# Whether .venv is ready


@pytest.fixture
def make_venv(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MakeVenv:
    """Make what the set-up takes for a whole .venv, without installing anything."""

    def make() -> Path:
        venv = tmp_path / ".venv"
        for folder in ("bin", f"lib/python{environment.running_version()}/site-packages/leaf"):
            (venv / folder).mkdir(parents=True)
        (tmp_path / "tests").mkdir()
        (venv / "bin" / "python").symlink_to(os.path.realpath(sys.executable))
        (venv / "bin" / "tool").write_text(f"#!{venv}/bin/python\n")
        monkeypatch.setattr(environment, "FOLDER", str(tmp_path))
        monkeypatch.setattr(environment, "VENV", str(venv))
        for tests in (False, True):
            Path(environment.lock_file(tests=tests)).write_text("leaf==1.0\n")
            environment.write_stamp(str(venv), ["leaf"], tests=tests)
        return venv

    return make


def test_a_whole_venv_is_ready(make_venv: MakeVenv) -> None:
    make_venv()
    assert environment.is_ready(tests=False)
    assert environment.is_ready(tests=True)


def test_a_venv_without_stamp_is_not_ready(make_venv: MakeVenv) -> None:
    (make_venv() / "gladi.txt").unlink()
    assert not environment.is_ready(tests=False)


def test_a_cut_off_stamp_is_not_ready(make_venv: MakeVenv) -> None:
    stamp = make_venv() / "gladi.txt"
    whole = stamp.read_text()
    for length in range(len(whole)):
        stamp.write_text(whole[:length])
        assert not environment.is_ready(tests=False), whole[:length]


def test_another_lock_is_not_ready(make_venv: MakeVenv, tmp_path: Path) -> None:
    make_venv()
    (tmp_path / "requirements.lock").write_text("leaf==1.1\n")
    assert not environment.is_ready(tests=False)
    assert environment.is_ready(tests=True)


def test_another_python_behind_the_same_name_is_not_ready(
    make_venv: MakeVenv, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    venv = make_venv()
    monkeypatch.setattr(environment, "running_version", lambda: "3.99")
    assert not environment.is_ready(tests=False)
    monkeypatch.undo()
    other = tmp_path / "python3.99"
    other.touch()
    (venv / "bin" / "python").unlink()
    (venv / "bin" / "python").symlink_to(other)
    monkeypatch.setattr(environment, "VENV", str(venv))
    assert not environment.is_ready(tests=False)


def test_a_python_that_is_gone_is_not_ready(make_venv: MakeVenv, tmp_path: Path) -> None:
    venv = make_venv()
    (venv / "bin" / "python").unlink()
    (venv / "bin" / "python").symlink_to(tmp_path / "gone")
    assert not environment.is_ready(tests=False)


def test_a_package_that_is_gone_is_not_ready(make_venv: MakeVenv) -> None:
    venv = make_venv()
    shutil.rmtree(venv / "lib" / f"python{environment.running_version()}" / "site-packages" / "leaf")
    assert not environment.is_ready(tests=False)


def test_a_moved_venv_is_put_right(make_venv: MakeVenv, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_venv()
    moved = tmp_path / "moved"
    (tmp_path / ".venv").rename(moved)
    monkeypatch.setattr(environment, "VENV", str(moved))
    assert environment.is_ready(tests=False)
    assert (moved / "bin" / "tool").read_text() == f"#!{moved}/bin/python\n"
    assert (moved / "gladi-tests.txt").read_text().split("\n")[2] == str(moved)


# Screen and system libraries


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
        ("rehearse a.yaml --json", {}, None),
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


def set_screen(monkeypatch: pytest.MonkeyPatch, variables: dict[str, str]) -> None:
    for name in SCREEN_VARIABLES:
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)


# Words


@pytest.mark.parametrize("key", texts.TEXTS)
def test_every_text_is_in_both_languages_with_values_once(key: str) -> None:
    indonesian, english, *lines = texts.TEXTS[key]
    assert indonesian != english
    assert len(lines) <= 2


@pytest.mark.parametrize("version", [(2, 7), (3, 6), (3, 10), (3, 14)])
def test_another_python_is_told_which_one_is_needed(version: tuple[int, int], tmp_path: Path) -> None:
    pretend = f"import sys; sys.version_info = {(*version, 0, 'final', 0)}; import main; main.main()"
    answer = subprocess.run(
        [sys.executable, "-c", pretend],
        cwd=setup.FOLDER,
        env=clean_environment(PATH=str(tmp_path)),
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 1
    assert f"3.11, 3.12 atau 3.13; ini Python {version[0]}.{version[1]}." in answer.stderr
    assert "Traceback" not in answer.stderr


def test_another_python_passes_over_to_one_that_works(tmp_path: Path) -> None:
    for name, script in {"python3.13": "exit 127", "python3.12": f'exec {sys.executable} "$@"'}.items():
        (tmp_path / name).write_text(f"#!/bin/sh\n{script}\n")
        (tmp_path / name).chmod(0o755)
    pretend = (
        "import sys; sys.version_info = (3, 9); import main; main.leave_unsupported_python(['-c', 'print(6 * 7)'])"
    )
    answer = subprocess.run(
        [sys.executable, "-c", pretend],
        cwd=setup.FOLDER,
        env=clean_environment(PATH=str(tmp_path)),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (answer.returncode, answer.stdout) == (0, "42\n"), answer.stderr


def test_wheels_without_a_folder_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        setup.prepare(["check", "--wheels"], ["main.py"])
    assert "--wheels /media/usb/wheels" in capsys.readouterr().err


def test_a_complete_foreign_environment_is_used_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "prefix", "/somewhere/else")
    assert setup.prepare(["check", "--wheels", "w", "a.yaml"], ["main.py"]) == ["check", "a.yaml"]


def test_the_packages_of_a_lock() -> None:
    lock = Path(environment.lock_file(tests=False)).read_text()
    assert build.locked_packages(lock)["pyside6-essentials"].startswith("6.")


# Real set-ups of a small checkout


@pytest.fixture(scope="module")
def first_start(tmp_path_factory: pytest.TempPathFactory) -> tuple[Checkout, subprocess.CompletedProcess[str]]:
    """A checkout after its first start, and what that start said."""
    checkout = make_checkout(tmp_path_factory.mktemp("first"))
    return checkout, checkout.start("check", "a b.yaml", "--json")


@pytest.fixture
def checkout(first_start: tuple[Checkout, object], tmp_path: Path) -> Checkout:
    """A copy of that checkout, to spoil."""
    folder = tmp_path / "gladi"
    shutil.copytree(first_start[0].folder, folder, symlinks=True)
    wheels = tmp_path / "wheels"
    shutil.copytree(first_start[0].wheels, wheels)
    return Checkout(folder, wheels)


group = pytest.mark.xdist_group("set-up")


@group
def test_the_first_start_installs_and_hands_over(
    first_start: tuple[Checkout, subprocess.CompletedProcess[str]],
) -> None:
    checkout, answer = first_start
    assert answer.returncode == 7, answer.stderr
    assert answer.stdout == f"leaf 1.0 {checkout.venv} check a b.yaml --json\n"
    assert "  [1/1] leaf 1.0\n" in answer.stderr
    assert "Memasang 1 paket.\nInstalling 1 packages.\n" in answer.stderr
    assert list(checkout.venv.glob("lib/*/site-packages/leaf/__pycache__/*.pyc")), "compiled although told not to"
    assert list(checkout.folder.glob("player/setup/__pycache__/environment.*.pyc"))
    assert str(checkout.venv / "bin").encode() in (checkout.venv / "bin" / "pip").read_bytes()
    assert [path.name for path in checkout.folder.glob(".venv?*")] == [".venv.lock"]


@group
def test_a_later_start_only_hands_over(first_start: tuple[Checkout, object]) -> None:
    answer = first_start[0].start("check", PYTHONPROFILEIMPORTTIME="1")
    imported = {line.rpartition("|")[2].strip() for line in answer.stderr.splitlines()}
    assert answer.returncode == 7
    assert "player.setup.environment" in imported
    assert not imported & {"subprocess", "player.setup.build", "player.setup.texts"}
    assert all(line.startswith("import time:") for line in answer.stderr.splitlines()), "says nothing"


@group
def test_a_moved_folder_needs_nothing_to_install_from(checkout: Checkout) -> None:
    shutil.rmtree(checkout.wheels)
    answer = checkout.start("check")
    assert (answer.returncode, answer.stderr) == (7, "")
    assert str(checkout.venv) in answer.stdout
    pip = subprocess.run([checkout.venv / "bin" / "pip", "--version"], capture_output=True, text=True, check=True)
    assert str(checkout.venv) in pip.stdout


@group
@linux
def test_no_screen_ends_before_the_window(first_start: tuple[Checkout, object]) -> None:
    answer = first_start[0].start("a.yaml")
    assert (answer.returncode, answer.stdout) == (setup.EXIT_NO_SCREEN, "")
    assert answer.stderr.splitlines()[-1].strip() == "python3 main.py run SCENARIO --headless"


@group
def test_missing_wheels_are_all_named(tmp_path: Path) -> None:
    checkout = make_checkout(tmp_path)
    (checkout.folder / "requirements.lock").write_text("leaf==1.0\nLonely_Leaf==2.0\nmissing-leaf==3.0\n")
    answer = checkout.start("check")
    assert answer.returncode == 1
    assert "Lonely_Leaf, missing-leaf." in answer.stderr
    assert not checkout.venv.exists()


@group
def test_an_update_that_cannot_be_fetched_keeps_what_is_there(checkout: Checkout) -> None:
    checkout.lock("2.0")
    (checkout.wheels / "leaf-2.0-py3-none-any.whl").write_bytes(b"damaged")
    answer = checkout.start("check")
    assert answer.returncode == 1
    assert "Traceback" not in answer.stderr
    assert "python3 main.py --wheels" in answer.stderr
    assert [path.name for path in checkout.folder.glob(".venv*")].count(".venv") == 1
    checkout.lock("1.0")
    assert checkout.start("check").stdout.startswith("leaf 1.0")


@pytest.mark.faults
def test_another_lock_is_installed(checkout: Checkout) -> None:
    checkout.lock("2.0")
    assert checkout.start("check").stdout.startswith("leaf 2.0")
    assert checkout.start("check").stderr == ""


@pytest.mark.faults
def test_a_python_that_went_away_is_replaced(checkout: Checkout) -> None:
    for link in (checkout.venv / "bin").glob("python*"):
        link.unlink()
        link.symlink_to("/gone/python3")
    answer = checkout.start("check")
    assert (answer.returncode, answer.stdout.split()[0]) == (7, "leaf"), answer.stderr


@pytest.mark.faults
def test_a_deleted_package_is_installed_again(checkout: Checkout) -> None:
    shutil.rmtree(next(checkout.venv.glob("lib/*/site-packages/leaf")))
    assert checkout.start("check").returncode == 7


@pytest.mark.faults
@pytest.mark.parametrize("lines", range(8))
def test_a_start_killed_anywhere_is_made_good_by_the_next(lines: int, tmp_path: Path) -> None:
    checkout = make_checkout(tmp_path)
    with checkout.begin("check") as killed:
        assert killed.stderr is not None
        for _ in range(lines):
            killed.stderr.readline()
        killed.kill()
    answer = checkout.start("check")
    assert (answer.returncode, answer.stdout.split()[0]) == (7, "leaf"), answer.stderr
    assert [path.name for path in checkout.folder.glob(".venv?*")] == [".venv.lock"]


@pytest.mark.faults
def test_two_first_starts_at_once_share_one_set_up(tmp_path: Path) -> None:
    checkout = make_checkout(tmp_path)
    with checkout.begin("check") as one, checkout.begin("check") as other:
        told = [one.communicate(), other.communicate()]
    assert (one.returncode, other.returncode) == (7, 7), told
    assert sum("[1/1] leaf" in errors for _, errors in told) == 1, told


@pytest.mark.faults
def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    checkout = make_checkout(tmp_path)
    checkout.venv.with_name(".venv.lock").mkdir()
    answer = checkout.start("check")
    assert answer.returncode == 1
    assert "Traceback" not in answer.stderr
    assert ".venv.lock" in answer.stderr


def test_the_python_used_for_these_is_outside_every_environment() -> None:
    question = "import sys; print(sys.prefix == sys.base_prefix)"
    answer = subprocess.run(
        [BASE_PYTHON, "-c", question], env=clean_environment(), capture_output=True, text=True, check=True
    )
    assert answer.stdout == "True\n"
