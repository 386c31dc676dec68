"""What a start says and does: real set-ups of a small checkout."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from player import setup
from player.setup import build, environment, texts
from tests.helpers.checkout import BASE_PYTHON, Checkout, clean_environment, make_checkout

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="about Linux")


@pytest.mark.parametrize("key", texts.TEXTS)
def test_every_text_is_in_both_languages(key: str) -> None:
    indonesian, english, *lines = texts.TEXTS[key]
    assert indonesian != english
    assert all(line.startswith(("    {", "    python3 ")) for line in lines), "only commands beside"


def pretend(folder: Path, version: tuple[int, int], call: str) -> subprocess.CompletedProcess[str]:
    """Call main.py, alone in a folder that also is all of PATH, as if this were another version of Python."""
    shutil.copy(Path(setup.FOLDER) / "main.py", folder)
    code = f"import sys; sys.version_info = {(*version, 0, 'final', 0)}; import main; main.{call}"
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        env=clean_environment(PATH=str(folder)),
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("version", [(2, 7), (3, 6), (3, 10), (3, 14)])
def test_another_python_is_told_which_one_is_needed(version: tuple[int, int], tmp_path: Path) -> None:
    answer = pretend(tmp_path, version, "main()")
    assert answer.returncode == 1
    assert f"3.11, 3.12 atau 3.13; ini Python {version[0]}.{version[1]}." in answer.stderr
    assert "Traceback" not in answer.stderr


def test_another_python_passes_over_to_one_that_works(tmp_path: Path) -> None:
    for name, script in {"python3.13": "exit 127", "python3.12": f'exec {sys.executable} "$@"'}.items():
        (tmp_path / name).write_text(f"#!/bin/sh\n{script}\n")
        (tmp_path / name).chmod(0o755)
    answer = pretend(tmp_path, (3, 9), "leave_unsupported_python(['-c', 'print(6 * 7)'])")
    assert (answer.returncode, answer.stdout) == (0, "42\n"), answer.stderr


def test_a_translation_newer_than_its_compiled_form_is_noticed(tmp_path: Path) -> None:
    folder = str(tmp_path)
    assert not setup.catalogues_are_stale(folder + "/none")
    assert not setup.catalogues_are_stale(folder)
    (tmp_path / "id.po").touch()
    assert setup.catalogues_are_stale(folder)
    (tmp_path / "id.mo").touch()
    assert not setup.catalogues_are_stale(folder)
    os.utime(tmp_path / "id.mo", (0, 0))
    assert setup.catalogues_are_stale(folder)


@pytest.mark.parametrize("words", [["check", "--wheels"], ["--wheels="]])
def test_wheels_without_a_folder_is_explained(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        setup.prepare(words, ["main.py"])
    assert "--wheels /media/usb/wheels" in capsys.readouterr().err


@pytest.mark.parametrize("words", [["--wheels", "w"], ["--wheels=w"], []])
def test_a_complete_foreign_environment_is_used_as_it_is(words: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "prefix", "/somewhere/else")
    assert setup.prepare(["check", *words, "a.yaml"], ["main.py"]) == ["check", "a.yaml"]


def test_the_packages_of_a_lock() -> None:
    lock = Path(environment.lock_file(tests=False)).read_text()
    assert build.locked_packages(lock)["pyside6-essentials"].startswith("6.")


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


def test_a_later_start_only_hands_over(first_start: tuple[Checkout, object]) -> None:
    answer = first_start[0].start("check", PYTHONPROFILEIMPORTTIME="1")
    imported = {line.rpartition("|")[2].strip() for line in answer.stderr.splitlines()}
    assert answer.returncode == 7
    assert "player.setup.environment" in imported
    assert not imported & {"subprocess", "player.setup.build", "player.setup.texts"}
    assert all(line.startswith("import time:") for line in answer.stderr.splitlines()), "says nothing"


def test_a_moved_folder_needs_nothing_to_install_from(checkout: Checkout) -> None:
    shutil.rmtree(checkout.wheels)
    answer = checkout.start("check")
    assert (answer.returncode, answer.stderr) == (7, "")
    assert str(checkout.venv) in answer.stdout
    pip = subprocess.run([checkout.venv / "bin" / "pip", "--version"], capture_output=True, text=True, check=True)
    assert str(checkout.venv) in pip.stdout


@linux
def test_no_screen_ends_before_the_window(first_start: tuple[Checkout, object]) -> None:
    answer = first_start[0].start("a.yaml")
    assert (answer.returncode, answer.stdout) == (setup.EXIT_NO_SCREEN, "")
    assert answer.stderr.splitlines()[-1].strip() == "python3 main.py run SCENARIO --headless"


def test_missing_wheels_are_all_named(tmp_path: Path) -> None:
    checkout = make_checkout(tmp_path)
    (checkout.folder / "requirements.lock").write_text("leaf==1.0\nLonely_Leaf==2.0\nmissing-leaf==3.0\n")
    answer = checkout.start("check")
    assert answer.returncode == 1
    assert "Lonely_Leaf, missing-leaf." in answer.stderr
    assert not checkout.venv.exists()


@pytest.mark.faults
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
