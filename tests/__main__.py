"""Everything that must hold: ``python3 -m tests``.

With arguments, they go to pytest and only pytest runs. ``bench``, ``faults`` and ``soak`` run what their names say;
``deep`` runs the tests with every example of every property, of which the normal run tries a fifth.
"""

import os
import sys

import main

main.leave_unsupported_python(["-m", "tests"] + sys.argv[1:])  # noqa: RUF005  readable for Python 3.6

from player import setup  # noqa: E402  only after the Python is known to be one we can run on

PYTHON = sys.executable
PYTEST = [PYTHON, "-m", "pytest"]
LINT_IMPORTS = "import sys, importlinter.cli as cli; sys.exit(cli.lint_imports(no_cache=True, no_logo=True))"
STEPS = {
    "ruff check": [PYTHON, "-m", "ruff", "check"],
    "ruff format": [PYTHON, "-m", "ruff", "format", "--check"],
    "mypy": [PYTHON, "-m", "mypy"],
    "lint-imports": [PYTHON, "-c", LINT_IMPORTS],
    "pytest": [*PYTEST, "-n", "2", "--dist", "worksteal"],
}
COLLECT = [*PYTEST, "--collect-only", "-q", "-p", "no:cacheprovider"]
"""Compiles the tests while one core waits for mypy: else both workers of pytest do it, 18 s long each.

Compiled files are written even where the environment says not to: they are read all the same, as set-up's own are.
"""
CHOICES = {
    "bench": [PYTHON, "-m", "tests.bench"],
    "deep": [*PYTEST, "-n", "2", "--dist", "worksteal"],
    "faults": [*PYTEST, "-m", "faults"],
    "soak": [*PYTEST, "-m", "soak", "--hypothesis-profile=search"],
}


def steps(arguments: list[str]) -> dict[str, list[str]]:
    """What these arguments ask for: the command of each step by its name."""
    if not arguments:
        return STEPS
    first, *rest = arguments
    return {first: [*CHOICES[first], *rest]} if first in CHOICES else {"pytest": [*PYTEST, *arguments]}


def run(commands: dict[str, list[str]]) -> int:
    """Run every step, whatever the others gave, and print one line about them all; gives 1 when one failed."""
    import subprocess
    import time

    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if "deep" in commands:
        os.environ["GLADI_TEST_DEEP"] = "1"
    told, failed = [], 0
    ahead = None
    if commands is STEPS:
        kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        nothing = subprocess.DEVNULL
        ahead = subprocess.Popen(COLLECT, cwd=setup.FOLDER, env=kept, stdout=nothing, stderr=nothing)
    for name, command in commands.items():
        if name == "pytest" and ahead is not None:
            ahead.terminate()  # what it has compiled by now stays
            ahead.wait()
        print(f"== {name}", flush=True)
        start = time.monotonic()
        code = subprocess.run(command, cwd=setup.FOLDER, check=False).returncode
        failed += code != 0
        told.append(f"{name} {'ok' if code == 0 else 'FAILED'} {time.monotonic() - start:.1f} s")
    print(f"== {'FAILED' if failed else 'PASSED'}: {', '.join(told)}", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(run(steps(setup.prepare(sys.argv[1:], ["-m", "tests"], tests=True))))
