"""The reader over every kind of YAML file there is: it reads, or says what is wrong; it never stumbles."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from player.scenario import compose as composing
from tests.helpers.golden import Golden
from tests.scenario.bad_input.judge import judge
from tests.scenario.bad_input.kinds import KINDS
from tests.scenario.bad_input.kinds_of_text import KINDS_OF_TEXT
from tests.scenario.corpus import BASE, problems_of

EVERY_KIND = {**KINDS, **KINDS_OF_TEXT}
_BEFORE_TITLE, _, _AFTER_TITLE = BASE.partition("title: Unjuk rasa di KPU\n")


def _under_a_key(text: str) -> str:
    return _BEFORE_TITLE + "title:\n  " + text.replace("\n", "\n  ") + "\n" + _AFTER_TITLE


def _as_an_entry(text: str) -> str:
    return BASE + "      - " + text.replace("\n", "\n        ")


VARIANTS: dict[str, Callable[[str], str | bytes]] = {
    "alone": str,
    "behind a version": lambda text: f"gladi: 2\n{text}",
    "behind a script": lambda text: BASE + text,
    "before a script": lambda text: f"{text}\n{BASE}",
    "under a key of a script": _under_a_key,
    "as an entry of a script": _as_an_entry,
    "twice": lambda text: text + text,
    "as a second document": lambda text: f"---\n{text}\n---\n{text}\n...\n",
    "with line ends of Windows": lambda text: text.replace("\n", "\r\n"),
    "with line ends of an old Mac": lambda text: text.replace("\n", "\r"),
    "with a byte order mark": lambda text: f"\ufeff{text}",
    "without its last character": lambda text: text[:-1],
    "backwards": lambda text: text[::-1],
    "as UTF-16": lambda text: text.encode("utf-16"),
    "as UTF-16 without a mark": lambda text: text.encode("utf-16-le"),
    "as Latin-1": lambda text: text.encode("latin-1", "replace"),
}


@pytest.mark.parametrize("variant", VARIANTS)
def test_every_kind_is_read_or_refused(variant: str) -> None:
    for name, text in EVERY_KIND.items():
        try:
            judge(VARIANTS[variant](text))
        except Exception as error:
            raise AssertionError(f"{variant}: {name}") from error


def test_every_kind_is_read_or_refused_by_the_parser_in_python(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(composing, "parser_class", lambda: composing.PythonParser)
    for name, text in EVERY_KIND.items():
        try:
            judge(text)
        except Exception as error:
            raise AssertionError(name) from error


def test_no_kind_is_taken_for_a_script() -> None:
    assert [name for name, text in EVERY_KIND.items() if not problems_of(text)] == []


def test_what_is_said_of_each_kind(golden: Golden) -> None:
    golden("scenario/kinds.txt", "".join(f"{name}: {_said_of(text)}\n" for name, text in EVERY_KIND.items()))


def _said_of(text: str) -> str:
    """What is wrong, but not that the keys are no script's."""
    problems = problems_of(text)
    odd = [problem for problem in problems if problem.code not in {"missing-key", "unknown-key"}] or problems[:1]
    return ", ".join(f"{problem.code} {problem.line}:{problem.column}" for problem in odd)


def test_the_words_of_the_yaml_reader_are_never_passed_on() -> None:
    jargon = [name for name, text in EVERY_KIND.items() for found in problems_of(text) if found.code == "yaml-syntax"]
    assert jargon == []
