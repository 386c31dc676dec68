"""The words of argparse, in the language in use."""

from __future__ import annotations

import argparse
import inspect

import pytest

from player import cli
from player.cli.argparse_texts import ARGPARSE_TEXTS
from player.i18n import use_language


@pytest.mark.parametrize("text", ARGPARSE_TEXTS)
def test_argparse_says_it_so(text: str) -> None:
    assert f"_({text!r})" in inspect.getsource(argparse)


def test_help_is_in_the_language_in_use() -> None:
    use_language("id")
    said = cli.overview().format_help()
    assert said.startswith("pemakaian: gladi")
    assert "argumen:\n" in said
    assert "pilihan:\n" in said
    assert "tampilkan bantuan ini" in said


def test_help_can_be_in_english() -> None:
    use_language("en")
    said = cli.overview().format_help()
    assert said.startswith("usage: gladi")
    assert "positional arguments:\n" in said


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        ([], "argumen ini wajib diisi: BERKAS"),
        (["a.yaml", "--lang=tlh"], "argumen --lang: pilihan 'tlh' tidak dikenal"),
        (["a.yaml", "--jsno"], "argumen tidak dikenal: --jsno"),
    ],
)
def test_complaints_are_in_the_language_in_use(
    words: list[str], complaint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(["check", *words])
    assert ended.value.code == cli.EXIT_USAGE
    assert f"Perintah ini tidak dipahami: {complaint}" in capsys.readouterr().err
