"""The program that checks a session without Gladi: one file that goes along with reports and exports."""

from __future__ import annotations

from player.resources import assets_folder

VERIFIER_NAME = "verify_gladi.py"


def verifier_text() -> str:
    """Its text: Python 3.8 or later and its standard library are all it takes."""
    return (assets_folder() / VERIFIER_NAME).read_text(encoding="utf-8")
