"""Every text a person sees: marked in the code, whole in each catalogue, and said in the words of the field."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message

from player import i18n
from player.i18n import LANGUAGES, N_, SOURCE_LANGUAGE, _, compile_catalogue, ngettext, use_language
from tests.helpers.messages import (
    HEADER,
    MARKERS,
    PACKAGE,
    PLURALS,
    as_text,
    gather,
    merged,
    name_of_call,
    read,
    source_of,
    strings_of,
    texts_of,
    untranslated,
)
from tests.helpers.words import MEANING_BY_CASE, NOT_THE_WORD, SAME_IN_BOTH

UPDATE = "run `python -m tests.helpers.messages`, then translate what it lists"
TRANSLATED = [code for code in LANGUAGES if code != SOURCE_LANGUAGE]

SHOWN_PACKAGES = ("ui", "cli")
NOT_SHOWN = {
    "ui/theme/sheet.py": "a style sheet",
    "ui/theme/fonts.py": "names of fonts",
    "ui/look/tokens.py": "names of pairs of colours",
}
SAME_IN_ALL = frozenset(
    {
        "Gladi",
        "Gladi ",
        " – Gladi",
        "Esc",
        "Enter",
        "Ctrl",
        "Ctrl+",
        "Ctrl+Enter",
        "Ctrl+P",
        "Shift",
        "Shift+",
        "Alt",
        "Alt+",
        "Fusion",
        "PgUp",
        "PgDn",
    }
)
"""What is shown as it is written: the name of the program, keys as keyboards have them, Qt's name of a style."""

FOR_MACHINES = frozenset({"first-paint ", "peak-rss-kib ", "Asia/Jakarta", "Bin", "Skenario"})
"""What the benchmarks read, the name of a time zone, and names of folders."""

SHOWING = frozenset(
    {
        "ActionButton",
        "Chip",
        "Label",
        "Panel",
        "QLabel",
        "QPushButton",
        "Readout",
        "addAction",
        "addItem",
        "addMenu",
        "print",
        "say",
        "setAccessibleDescription",
        "setAccessibleName",
        "setPlaceholderText",
        "setStatusTip",
        "setText",
        "setTitle",
        "setToolTip",
        "setWhatsThis",
        "setWindowTitle",
        "set_note",
        "show_as",
        "write",
        "writelines",
    }
)
"""Calls whose first argument is shown."""

_LETTER = re.compile(r"[^\W\d_]")
_WORDS = re.compile(r"[A-Za-z]{2,}\s+[A-Za-z]{2,}|^[A-Z][a-z]{2,}")
_KEYS = re.compile(r"(Shift|Alt|Ctrl|F) \+ [A-Z0-9 …–]+")
_PLACEHOLDER = re.compile(r"\{[^{}]*\}")
_ENDINGS = ".…:?!,;"


@pytest.fixture(params=TRANSLATED)
def code(request: pytest.FixtureRequest) -> str:
    """Each language but that of the source."""
    return str(request.param)


@pytest.fixture
def catalogue(code: str) -> Catalog:
    """The catalogue of that language."""
    return read(code)


def entries(catalogue: Catalog) -> Iterator[tuple[str, str]]:
    """Every text with each of its translations."""
    for entry in catalogue:
        if entry.id:
            yield from ((source_of(entry), said) for said in strings_of(entry))


def test_no_text_is_missing(catalogue: Catalog) -> None:
    known = {entry.id for entry in catalogue}
    assert [f"{one.place}: {text!r}" for text, one in gather().items() if text not in known] == [], UPDATE


def test_no_text_is_untranslated(catalogue: Catalog) -> None:
    assert untranslated(catalogue) == []


def test_no_text_is_obsolete(catalogue: Catalog) -> None:
    used = gather()
    assert [entry.id for entry in catalogue if entry.id and entry.id not in used] == [], UPDATE
    assert not catalogue.obsolete, UPDATE


def test_file_is_as_it_is_written(code: str, catalogue: Catalog) -> None:
    content = i18n.catalogue_file(code).read_text(encoding="utf-8")
    assert content.startswith(HEADER.format(name=LANGUAGES[code], code=code, plurals=PLURALS[code]))
    assert content == as_text(code, merged(code, catalogue)), UPDATE


def test_nothing_is_in_doubt(catalogue: Catalog) -> None:
    assert not catalogue.fuzzy
    assert [entry.id for entry in catalogue if entry.fuzzy and entry.id] == []


def test_placeholders_agree(catalogue: Catalog) -> None:
    wrong = [
        f"{entry.id!r} -> {said!r}"
        for entry in catalogue
        if entry.id
        for said in strings_of(entry)
        if placeholders(said) != placeholders(" ".join(ids_of(entry)))
    ]
    assert wrong == []


def test_endings_and_blanks_agree(catalogue: Catalog) -> None:
    wrong = [(source, said) for source, said in entries(catalogue) if ending(source) != ending(said)]
    assert wrong == [], "a text ends with the same mark in every language"
    loose = [said for source, said in entries(catalogue) if blanks(said) != blanks(source)]
    assert loose == [], "blanks at an end, or two in a row"


def test_nothing_is_left_in_english(catalogue: Catalog) -> None:
    same = {source for source, said in entries(catalogue) if source == said}
    assert sorted(same - SAME_IN_BOTH) == []
    assert sorted(SAME_IN_BOTH - same) == [], "no longer the same in both languages"


def test_words_of_the_field() -> None:
    found = [
        f"{said!r}: {instead}"
        for _source, said in entries(read("id"))
        for word, instead in NOT_THE_WORD.items()
        if re.search(rf"\b{word}\b", _PLACEHOLDER.sub("", said), re.IGNORECASE)
    ]
    assert found == []


def test_one_text_has_one_meaning_per_case(catalogue: Catalog) -> None:
    """A heading and the same word inside a sentence are the same word; else the code should have two texts."""
    by_text: dict[str, set[str]] = {}
    for source, said in entries(catalogue):
        by_text.setdefault(source.casefold(), set()).add(said.casefold())
    apart = {source: said for source, said in by_text.items() if len(said) > 1}
    assert apart.keys() == MEANING_BY_CASE, apart


def test_disclaimer_and_mark_of_exercise_are_fixed() -> None:
    assert _(N_("training index, not a prediction")) == "indeks latihan, bukan prediksi"
    assert _(N_("EXERCISE")) == "LATIHAN"


def test_numbers_have_one_form() -> None:
    assert [ngettext("{n} person", "{n} persons", count).format(n=count) for count in (1, 2)] == [
        "1 personel",
        "2 personel",
    ]


def test_catalogue_compiles(code: str) -> None:
    compiled = GNUTranslations(BytesIO(compile_catalogue(code)))
    for text in gather():
        if isinstance(text, str):
            assert compiled.gettext(text) or text in SAME_IN_BOTH
        else:
            said = {compiled.ngettext(*text, count) for count in (1, 2, 5)}
            assert said.isdisjoint(text) or said <= SAME_IN_BOTH


def test_language_can_be_changed_and_changed_back() -> None:
    said = []
    for language in ("id", "en", "id"):
        use_language(language)
        said.append((_("Cancel"), ngettext("{n} person", "{n} persons", 1)))
    assert said == [("Batal", "{n} personel"), ("Cancel", "{n} person"), ("Batal", "{n} personel")]


def test_unknown_language_is_refused() -> None:
    use_language("en")
    with pytest.raises(ValueError, match="unknown language 'tlh'"):
        use_language("tlh")
    assert i18n.current_language() == "en"


def test_every_text_shown_is_translatable() -> None:
    assert [file for file in NOT_SHOWN if not (PACKAGE / file).exists()] == []
    bare = [
        one
        for path in shown_modules()
        for one in bare_texts(ast.parse(path.read_text(encoding="utf-8")), path.relative_to(PACKAGE).as_posix())
    ]
    assert bare == [], "wrap it in _(), or in N_() where it becomes text later"


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('Label("left")', ["m.py:1: 'left'"]),
        ('Label(_("left"))', []),
        ('title = "Inject list"', ["m.py:1: 'Inject list'"]),
        ('title = N_("Inject list")', []),
        ('button.setText(f"{n} more")', ["m.py:1: ' more'"]),
        ('button.setText("GO" if live else _("Review"))', ["m.py:1: 'GO'"]),
        ('button.setText(f"{n}×")', []),
        ('panel = Panel("", pad_px=0)', []),
        ('Label("Gladi", "title", "band")', []),
        ('raise ValueError("two actions named the same")', []),
        ('"""What the module does."""\n__all__ = ["ActionButton"]', []),
        ('print("saved", path)', ["m.py:1: 'saved'"]),
        ('keys = "Shift + Q W E …"', []),
    ],
)
def test_bare_texts_are_found(source: str, found: list[str]) -> None:
    assert bare_texts(ast.parse(source), "m.py") == found


@pytest.mark.parametrize(
    ("source", "texts"),
    [
        ("f\"{_('key')} | {_('meaning')}\"", ["key", "meaning"]),
        ('_("late" if late else "due")', ["late", "due"]),
        ('Message("one " "text", values)', ["one text"]),
        ('ngettext("{n} person", "{n} persons", count)', [("{n} person", "{n} persons")]),
        ("_(title)", []),
        ('i18n._("OK")', ["OK"]),
    ],
)
def test_texts_are_gathered(source: str, texts: list[str]) -> None:
    assert sorted(map(str, (one.text for one in texts_of(ast.parse(source), "m.py")))) == sorted(map(str, texts))


@pytest.mark.parametrize("source", ['_(f"{n} more")', '_("saved " + name)', '_("saved %s" % name)'])
def test_texts_put_together_too_early_are_refused(source: str) -> None:
    with pytest.raises(ValueError, match=r"m\.py:1: translate the text first"):
        list(texts_of(ast.parse(source), "m.py"))


def ids_of(entry: Message) -> tuple[str, ...]:
    return (entry.id,) if isinstance(entry.id, str) else tuple(entry.id)


def placeholders(text: str) -> set[tuple[str | None, ...]]:
    """The ``{names}`` of a text, with how they are formatted, and the ``%s`` of a text of the standard library."""
    named = {(name, spec, how) for _text, name, spec, how in string.Formatter().parse(text) if name is not None}
    return named | {(found,) for found in re.findall(r"%(?:\(\w+\))?[drs]\b", text)}


def ending(text: str) -> str:
    """The marks a text ends with."""
    return text[len(text.rstrip(_ENDINGS)) :]


def blanks(text: str) -> list[str]:
    """Blanks at the ends of a text, and those in a row."""
    return re.findall(r"^\s+|\s+$|\s{2,}", text)


def shown_modules() -> list[Path]:
    paths = [PACKAGE / "app.py", *(path for name in SHOWN_PACKAGES for path in sorted((PACKAGE / name).rglob("*.py")))]
    return [path for path in paths if path.relative_to(PACKAGE).as_posix() not in NOT_SHOWN]


def bare_texts(tree: ast.Module, file: str) -> list[str]:
    """Literals of a module that read like words on screen and are not marked for translation."""
    hidden = {id(part) for node in ast.walk(tree) for part in parts_not_shown(node)}
    shown = {id(part) for node in ast.walk(tree) for part in parts_shown(node)}
    found = []
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str) or id(node) in hidden:
            continue
        text = node.value
        if text in SAME_IN_ALL | FOR_MACHINES or _KEYS.fullmatch(text):
            continue
        if _WORDS.search(text) or (id(node) in shown and _LETTER.search(text)):
            found.append(f"{file}:{node.lineno}: {text!r}")
    return found


def parts_not_shown(node: ast.AST) -> Iterator[ast.AST]:
    """What of a node no person sees or is marked already: docstrings, errors for programmers, annotations, exports."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        yield node.value
    elif isinstance(node, (ast.Raise, ast.Assert)) or name_of_call(node) in {*MARKERS, "TypeVar", "cast"}:
        yield from ast.walk(node)
    elif isinstance(node, (ast.arg, ast.AnnAssign)) and node.annotation is not None:
        yield from ast.walk(node.annotation)
    elif isinstance(node, ast.Assign) and any(isinstance(to, ast.Name) and to.id == "__all__" for to in node.targets):
        yield from ast.walk(node)


def parts_shown(node: ast.AST) -> Iterator[ast.AST]:
    """The literals in what a call shows."""
    if isinstance(node, ast.Call) and name_of_call(node) in SHOWING and node.args:
        yield from literals_of(node.args[0])


def literals_of(node: ast.expr) -> Iterator[ast.AST]:
    if isinstance(node, ast.Constant):
        yield node
    elif isinstance(node, ast.IfExp):
        yield from literals_of(node.body)
        yield from literals_of(node.orelse)
    elif isinstance(node, ast.JoinedStr):
        for part in node.values:
            yield from literals_of(part)
    elif isinstance(node, ast.BinOp):
        yield from literals_of(node.left)
        yield from literals_of(node.right)
