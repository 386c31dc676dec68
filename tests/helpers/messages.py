"""The texts of the program, gathered from its source, and the catalogue brought up to date with them.

``python -m tests.helpers.messages`` merges new texts into every .po file and drops those no longer used.
"""

from __future__ import annotations

from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from player.i18n import LANGUAGES, SOURCE_LANGUAGE, catalogue_file

PACKAGE = Path(__file__).resolve().parents[2] / "player"
KEYWORDS = {"_": None, "N_": None, "Message": None, "ngettext": (1, 2)}


def gather() -> Catalog:
    """Every text of the program that can be translated."""
    catalogue = Catalog()
    for file, line, text, comments, context in extract_from_dir(str(PACKAGE), [("**.py", "python")], keywords=KEYWORDS):
        catalogue.add(text, locations=[(f"player/{file}", line)], auto_comments=comments, context=context)
    return catalogue


def read(code: str) -> Catalog:
    """The catalogue of a language as it lies on the disk."""
    with catalogue_file(code).open("rb") as source:
        return read_po(source, locale=code)


def update(code: str) -> None:
    """Bring the catalogue of a language up to date with the source."""
    path = catalogue_file(code)
    catalogue = read(code) if path.exists() else Catalog(locale=code, project="Gladi", charset="utf-8")
    catalogue.update(gather(), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as target:
        write_po(target, catalogue, width=110, no_location=True, sort_output=True, omit_header=False)


if __name__ == "__main__":
    for language in LANGUAGES:
        if language != SOURCE_LANGUAGE:
            update(language)
