"""The house itself: what lies where, who may import whom, what is locked, and what a wheel holds."""

from __future__ import annotations

import ast
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from player.setup import FOLDER
from player.setup.build import locked_packages
from tests.__main__ import PYTEST, run, steps

ROOT = Path(FOLDER)
TOP_LEVEL = {
    "player",
    "scenarios",
    "assets",
    "tests",
    "main.py",
    "pyproject.toml",
    "README.md",
    "LICENSE",
    "CHANGELOG.md",
}
MOST_LINES = 400
SLEEPS = {"sleep", "usleep", "msleep", "qSleep", "qWait"}
PLANTS = {
    "player/engine/planted.py": ("import player.ui\n", "Imports between rooms run one way"),
    "player/model/planted.py": ("from player.engine import fold\n", "Imports between rooms run one way"),
    "player/scenario/planted.py": ("import player.engine\n", "Imports between rooms run one way"),
    "player/attic.py": ("", "Imports between rooms run one way"),
    "player/session/planted.py": ("from PySide6.QtCore import QTimer\n", "Only ui and app know Qt"),
    "player/export/planted.py": ("import player.ui\n", "Imports between rooms run one way"),
    "player/review/export.py": ("from player.export import inert\n", "Imports between rooms run one way"),
    "player/export/screen.py": ("from PySide6.QtGui import QImage\n", "Only ui and app know Qt"),
    "player/review/planted.py": ("import pyqtgraph\n", "Only ui and app know Qt"),
    "player/cli/planted.py": ("import PySide6.QtWidgets\n", "Only ui and app know Qt"),
    "player/engine/chance.py": ("import random\n", "The engine reads no clock, no file and no chance"),
    "player/engine/hours.py": ("from time import monotonic\n", "The engine reads no clock, no file and no chance"),
    "player/engine/store.py": ("import sqlite3\n", "The engine reads no clock, no file and no chance"),
    "player/engine/paths.py": ("from pathlib import Path\n", "The engine reads no clock, no file and no chance"),
    "player/setup/planted.py": ("import yaml\n", "Set-up stands alone, on the standard library"),
}
"""Files which the contracts must refuse, with the contract that does."""


def settings() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text())


def modules(*folders: str) -> Iterator[Path]:
    for folder in folders:
        yield from sorted((ROOT / folder).rglob("*.py"))


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


# Files


def test_the_top_level_holds_what_was_agreed() -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    answer = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True)
    found = {line.partition("/")[0] for line in answer.stdout.splitlines()}
    surplus = {name for name in found - TOP_LEVEL if not name.startswith(".") and not name.endswith(".lock")}
    assert surplus == set()
    assert {name for name in TOP_LEVEL if not (ROOT / name).exists()} == set()


def test_modules_are_short_enough_to_read() -> None:
    lines = {name_of(path): len(path.read_text().splitlines()) for path in modules("player", "tests")}
    assert {name: count for name, count in lines.items() if count > MOST_LINES} == {}


def test_every_package_says_what_it_is_for() -> None:
    packages = [path for path in modules("player") if path.name == "__init__.py"]
    assert [name_of(path) for path in packages if not ast.get_docstring(ast.parse(path.read_text()))] == []
    folders = {path.parent for path in modules("player")}
    assert sorted(name_of(folder) for folder in folders if not (folder / "__init__.py").exists()) == []


def test_no_test_sleeps() -> None:
    found = []
    for path in modules("tests"):
        for node in ast.walk(ast.parse(path.read_text())):
            called = node.func if isinstance(node, ast.Call) else None
            name = getattr(called, "attr", getattr(called, "id", ""))
            owner = getattr(getattr(called, "value", None), "id", "")
            if name in SLEEPS or (owner, name) == ("qtbot", "wait"):
                found.append(f"{name_of(path)}:{getattr(node, 'lineno', 0)} {name}")
    assert found == [], "wait for what must happen (qtbot.waitUntil, qtbot.waitSignal) or give a fake clock"


@pytest.mark.parametrize("name", ["main.py", "tests/__main__.py", "player/__init__.py", "tests/__init__.py"])
def test_what_an_old_python_reads_it_can_parse(name: str) -> None:
    ast.parse((ROOT / name).read_text(), feature_version=(3, 6))


def test_continuous_integration_runs_the_tests_and_nothing_else() -> None:
    script = ROOT / ".ci" / "run"
    lines = [line for line in script.read_text().splitlines() if line and not line.startswith("#")]
    assert lines == ["set -eu", 'cd "$(dirname "$0")/.."', "exec python3 -m tests"]
    assert os.access(script, os.X_OK)


def test_without_arguments_everything_runs_and_with_them_only_pytest() -> None:
    assert list(steps([])) == ["ruff check", "ruff format", "mypy", "lint-imports", "pytest"]
    assert steps(["-k", "house"]) == {"pytest": [*PYTEST, "-k", "house"]}
    assert steps(["faults", "-x"]) == {"faults": [*PYTEST, "-m", "faults", "-x"]}
    assert steps(["bench", "start"])["bench"][1:] == ["-m", "tests.bench", "start"]


def test_every_step_runs_although_one_fails(capfd: pytest.CaptureFixture[str]) -> None:
    commands = {
        "first": [sys.executable, "-c", "raise SystemExit(5)"],
        "second": [sys.executable, "-c", "print('here')"],
    }
    assert run(commands) == 1
    told = capfd.readouterr().out.splitlines()
    assert "here" in told
    assert re.fullmatch(r"== FAILED: first FAILED \d+\.\d s, second ok \d+\.\d s", told[-1])
    assert run({"second": commands["second"]}) == 0


# Imports


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("house")
    shutil.copytree(ROOT / "player", folder / "player", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def check_contracts(folder: Path) -> subprocess.CompletedProcess[str]:
    check = "import sys, importlinter.cli as cli; sys.exit(cli.lint_imports(no_cache=True, no_logo=True))"
    # the folder of the copy alone: the contracts must not read this checkout's player
    environment = {**os.environ, "PYTHONPATH": str(folder), "COLUMNS": "200"}
    return subprocess.run(
        [sys.executable, "-c", check], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


def test_the_contracts_hold(copy: Path) -> None:
    answer = check_contracts(copy)
    assert answer.returncode == 0, answer.stdout


@pytest.mark.parametrize("name", PLANTS)
def test_the_contracts_bite(copy: Path, name: str) -> None:
    content, contract = PLANTS[name]
    planted = copy / name
    planted.write_text(f'"""Planted."""\n{content}')
    try:
        answer = check_contracts(copy)
    finally:
        planted.unlink()
    assert answer.returncode == 1
    assert f"{contract} BROKEN" in answer.stdout, answer.stdout
    assert name.removesuffix(".py").replace("/", ".") in answer.stdout


HEADLESS = """
import contextlib, io, json, sys
from player.cli import main
with contextlib.redirect_stdout(io.StringIO()) as told:
    code = main(sys.argv[1:])
qt = sorted({name.partition(".")[0] for name in sys.modules} & {"PySide6", "shiboken6", "pyqtgraph"})
print(json.dumps([code, qt]))
"""


def test_headless_commands_import_no_qt(tmp_path: Path) -> None:
    script = next((ROOT / "scenarios").glob("*.yaml"))
    session = tmp_path / "out.gladi"
    commands = {
        "check": ["check", str(script)],
        "rehearse": ["rehearse", str(script), "--json"],
        "run": ["run", str(script), "--headless", "--speed", "max", "--session", str(session)],
        "verify": ["verify", str(session)],
    }
    for name, arguments in commands.items():
        answer = subprocess.run(
            [sys.executable, "-c", HEADLESS, *arguments], cwd=ROOT, capture_output=True, text=True, check=False
        )
        assert answer.returncode == 0, answer.stderr
        assert json.loads(answer.stdout) == [0, []], name


# Packages


def test_the_locks_name_no_index_and_hash_everything() -> None:
    for name in ("requirements.lock", "tests/requirements.lock"):
        lock = (ROOT / name).read_text()
        assert re.findall(r"^\s*-(?!-hash=)\S+|\w+://\S+", lock, re.MULTILINE) == []
        entries = [entry for entry in re.split(r"^(?=\w)", lock, flags=re.MULTILINE) if "==" in entry.split("\n")[0]]
        assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []
        assert len(entries) == len(locked_packages(lock))


def test_the_locks_hold_what_is_asked_for() -> None:
    project = settings()["project"]
    plain = locked_packages((ROOT / "requirements.lock").read_text())
    with_tests = locked_packages((ROOT / "tests" / "requirements.lock").read_text())
    assert {name: with_tests.get(name) for name in plain} == plain, "the tests run on the very packages of the player"
    for asked, locked in ((project["dependencies"], plain), (project["optional-dependencies"]["test"], with_tests)):
        names = {re.split(r"[<>=]", requirement)[0].lower() for requirement in asked}
        assert names - set(locked) == set()
    version = plain["pyside6-essentials"]
    assert (6, 8, 3) <= tuple(map(int, version.split("."))) < (6, 12), "6.12.0 drops references under CPython 3.11"


def test_none_and_true_keep_their_references(qtbot: Any) -> None:
    from PySide6.QtWidgets import QLabel

    label = QLabel()
    qtbot.addWidget(label)
    before = [sys.getrefcount(None), sys.getrefcount(True)]
    for number in range(10_000):
        label.setText(str(number))
        label.setEnabled(True)
    after = [sys.getrefcount(None), sys.getrefcount(True)]
    assert all(late > early - 1000 for early, late in zip(before, after, strict=True)), (before, after)


def test_a_wheel_holds_what_the_player_needs(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, capture_output=True, check=True)
    (wheel,) = tmp_path.glob("gladi-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    assert [name for name in names if name.endswith((".pyc", ".gladi")) or "/tests/" in name] == []
    venv = tmp_path / "venv"
    base = getattr(sys, "_base_executable", sys.executable)
    subprocess.run([base, "-m", "venv", "--without-pip", str(venv)], check=True)
    python = venv / "bin" / "python"
    install = [sys.executable, "-m", "pip", "--python", str(python), "install", "--no-deps", "--no-index", str(wheel)]
    subprocess.run(install, capture_output=True, check=True)
    question = (
        "from player import resources as r; from importlib.metadata import entry_points as e\n"
        "import json, player; print(json.dumps([str(r.assets_folder()), str(r.scenarios_folder()),"
        " [p.value for p in e(group='console_scripts', name='gladi')], player.__version__]))"
    )
    answer = subprocess.run([python, "-c", question], cwd=tmp_path, capture_output=True, text=True, check=True)
    assets, scenarios, entries, version = json.loads(answer.stdout)
    assert sorted(path.name for path in Path(scenarios).glob("*.yaml")) == sorted(
        path.name for path in (ROOT / "scenarios").glob("*.yaml")
    )
    assert list(Path(assets).glob("fonts/*.?tf"))
    assert (Path(assets) / "i18n" / "id.po").exists()
    assert all(Path(folder).is_relative_to(venv) for folder in (assets, scenarios))
    assert entries == ["player.cli:main"]
    assert (venv / "bin" / "gladi").exists()
    assert wheel.name.startswith(f"gladi-{version}-")
