"""The good and the bad scripts that the tests of this folder share."""

from __future__ import annotations

from pathlib import Path

from player.scenario import Problem, ScenarioProblems, read_scenario

_HERE = Path(__file__).parent
GOOD = {path.name: path.read_bytes() for path in sorted(_HERE.glob("good/*.yaml"))}
BASE = GOOD["base.yaml"].decode()
"""A small script without problems, which the bad ones are made from."""

_IN_BASE = BASE.encode()

# What an editor, git or a reader would not let pass in a file of the folder.
_MADE = {
    "utf-16.yaml": BASE.encode("utf-16"),
    "latin-1.yaml": BASE.replace("Orator", "Orateur élevé", 1).encode("latin-1"),
    "cut-character.yaml": _IN_BASE + "# é".encode()[:-1],
    "picture.yaml": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    "saved-session.yaml": b"SQLite format 3\0\x10\0\x01\x01",
    "surrogate.yaml": _IN_BASE.replace(b"Kawan-kawan", b"Kawan \xed\xa0\x80"),
    "mark-in-the-middle.yaml": BASE.replace("Kawan-kawan", "Kawan\ufeff-kawan").encode(),
    "tabs-everywhere.yaml": _IN_BASE.replace(b"  ", b"\t"),
    "too-deep.yaml": b"gladi: 2\ntitle: " + b"[" * 40 + b"]" * 40,
    "too-deep-in-blocks.yaml": b"- " * 40 + b"a",
    "long-text.yaml": _IN_BASE.replace(b"Kawan-kawan", b"Kawan " * 2000),
    "too-many-problems.yaml": _IN_BASE + b"".join(b"key%d: 1\n" % n for n in range(1200)),
    "too-many-tabs.yaml": b"\ta: 1\n" * 1200,
    "old-mac-line-ends.yaml": _IN_BASE.replace(b"\n", b"\r").replace(b"4m30s", b"4:30"),
    "windows-line-ends.yaml": _IN_BASE.replace(b"\n", b"\r\n").replace(b"4m30s", b"4:30"),
    "byte-order-mark.yaml": b"\xef\xbb\xbf" + _IN_BASE.replace(b"gladi: 2", b"gladi: 0"),
}
BAD = {path.name: path.read_bytes() for path in sorted(_HERE.glob("bad/*.yaml"))} | _MADE


def problems_of(data: str | bytes, name: str = "script.yaml") -> tuple[Problem, ...]:
    """What is wrong with a script; nothing for a good one."""
    try:
        read_scenario(data, name)
    except ScenarioProblems as error:
        return error.problems
    return ()


def codes_of(data: str | bytes) -> list[str]:
    """The codes of what is wrong with a script, in the order of the file."""
    return [problem.code for problem in problems_of(data)]
