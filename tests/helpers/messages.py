"""The texts of the program, gathered from its source, and the catalogues brought up to date with them.

``python -m tests.helpers.messages`` merges new texts into every .po file, drops those no longer used and says which are
still to be translated. The files depend on nothing but the texts: no dates, no places in the source.
"""

from __future__ import annotations

import ast
import io
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

from player.i18n import LANGUAGES, SOURCE_LANGUAGE, catalogue_file

PACKAGE = Path(__file__).resolve().parents[2] / "player"
MARKERS = {"_": 1, "N_": 1, "Message": 1, "refusal": 1, "ngettext": 2}
"""What marks a text, and how many of its first arguments are texts."""

PLURALS = {"id": "nplurals=1; plural=0;"}
"""How many forms a text about some number of things has in a language."""

HEADER = r"""# The texts of Gladi: {name}.
msgid ""
msgstr ""
"Project-Id-Version: gladi\n"
"Language: {code}\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=utf-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: {plurals}\n"
"""

TextId = str | tuple[str, str]
"""A text as the code has it, or the two for one and for many."""


@dataclass(frozen=True, slots=True)
class Found:
    """A text in the source: what it is, and its first place, ``player/file.py:line``."""

    text: TextId
    place: str


def name_of_call(node: ast.AST) -> str:
    """The name of what is called, without what stands before its last dot; empty for anything else."""
    if not isinstance(node, ast.Call):
        return ""
    called = node.func
    if isinstance(called, ast.Name):
        return called.id
    return called.attr if isinstance(called, ast.Attribute) else ""


def texts_of(tree: ast.AST, file: str) -> Iterator[Found]:
    """Every marked text of a module.

    Raises:
        ValueError: a text is put together before it is translated, so no catalogue can have it.
    """
    for node in ast.walk(tree):
        count = MARKERS.get(name_of_call(node), 0)
        if not isinstance(node, ast.Call) or not count or not node.args:
            continue
        place = f"{file}:{node.lineno}"
        choices = [list(_texts_in(argument, place)) for argument in node.args[:count]]
        if count == 1:
            yield from (Found(text, place) for text in choices[0])
        else:
            yield from (Found((one, many), place) for one, many in zip(*choices, strict=True))


def _texts_in(node: ast.expr, place: str) -> Iterator[str]:
    """The texts an argument can be; none for a variable, whose text is marked where it is written."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _texts_in(node.body, place)
        yield from _texts_in(node.orelse, place)
    elif isinstance(node, (ast.JoinedStr, ast.BinOp)):
        raise ValueError(f"{place}: translate the text first, then fill in what varies with .format()")  # noqa: TRY004


def gather() -> dict[TextId, Found]:
    """Every text of the program that can be translated, each once."""
    found: dict[TextId, Found] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        file = path.relative_to(PACKAGE.parent).as_posix()
        for one in texts_of(ast.parse(path.read_text(encoding="utf-8")), file):
            if one.text:
                found.setdefault(one.text, one)
    return found


def read(code: str) -> Catalog:
    """The catalogue of a language as it lies on the disk."""
    with catalogue_file(code).open("rb") as source:
        return read_po(source, locale=code)


def merged(code: str, old: Catalog) -> Catalog:
    """The texts of the program with what a catalogue has for them."""
    new = Catalog(locale=code)
    for text in gather():
        entry = old.get(text if isinstance(text, str) else text[0])
        kept = entry.string if entry is not None and entry.id == text else ""
        added = new.add(text, kept or ("" if isinstance(text, str) else ("",)))
        added.flags.discard("python-format")  # Babel takes a percent sign after a number for one
    return new


def as_text(code: str, catalogue: Catalog) -> str:
    """A catalogue as the text of its .po file."""
    written = io.BytesIO()
    header = HEADER.format(name=LANGUAGES[code], code=code, plurals=PLURALS[code])
    catalogue.mime_headers = [("Plural-Forms", PLURALS[code])]
    write_po(written, catalogue, width=110, no_location=True, sort_output=True, omit_header=True)
    return f"{header}\n{written.getvalue().decode().strip()}\n"


def strings_of(entry: Message) -> list[str]:
    """What a catalogue has for a text: one string, or one for each plural form."""
    return [entry.string] if isinstance(entry.string, str) else list(entry.string or [""])


def untranslated(catalogue: Catalog) -> list[str]:
    """The texts a catalogue has nothing for; of two for one and for many, the first."""
    return [source_of(entry) for entry in catalogue if entry.id and not all(strings_of(entry))]


def source_of(entry: Message) -> str:
    """The text in the code; of two for one and for many, the first."""
    return entry.id if isinstance(entry.id, str) else entry.id[0]


def update(code: str) -> Catalog:
    """Bring the catalogue of a language up to date with the source; gives what it is now."""
    path = catalogue_file(code)
    old = read(code) if path.exists() else Catalog(locale=code)
    new = merged(code, old)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(as_text(code, new), encoding="utf-8")
    return new


if __name__ == "__main__":
    for language in LANGUAGES:
        if language != SOURCE_LANGUAGE:
            sys.stdout.writelines(f"{language}: {text!r}\n" for text in untranslated(update(language)))
