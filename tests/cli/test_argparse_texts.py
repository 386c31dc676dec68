"""The words of argparse, in the language in use."""

from __future__ import annotations

import argparse
import inspect

import pytest

from player import cli
from player.cli.argparse_texts import ARGPARSE_TEXTS


@pytest.mark.parametrize("text", ARGPARSE_TEXTS)
def test_argparse_says_it_so(text: str) -> None:
    assert f"_({text!r})" in inspect.getsource(argparse)


@pytest.mark.parametrize(
    ("language", "heads"),
    [("id", ["pemakaian: gladi check", "argumen:\n", "pilihan:\n"]), ("en", ["usage: gladi check", "options:\n"])],
)
def test_help_is_in_the_language_asked_for(language: str, heads: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(["check", f"--lang={language}", "--help"])
    assert ended.value.code == 0
    said = capsys.readouterr().out
    assert [head for head in heads if head not in said] == []


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["verify"], "argumen ini wajib diisi: SESI"),
        (["check", "a.yaml", "--lang=tlh"], "argumen --lang: pilihan 'tlh' tidak dikenal"),
        (["check", "a.yaml", "--jsno"], "argumen tidak dikenal: --jsno"),
    ],
)
def test_complaints_are_in_the_language_in_use(
    words: list[str], complaint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(words)
    assert ended.value.code == cli.EXIT_USAGE
    assert f"Perintah ini tidak dipahami: {complaint}" in capsys.readouterr().err
