"""The pages of the help: Markdown in ``assets/help/<language>``, with the names of keys filled in from the actions.

A page never names a key by itself. ``{key:go}`` becomes the keys of that action, ``{do:go}`` its title, ``{menu:go}``
its way through the menu, ``{keys:run}`` every key of a mode; so no page can say what is no longer so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from player.i18n import _, current_language
from player.resources import assets_folder
from player.ui.actions import ActionTable, Mode
from player.ui.key_lists import key_groups
from player.ui.keys import stroke_text

PAGES = ("first-drill", "keys", "emergencies", "observing", "curves", "assessing", "saving")
"""The pages in their order."""

PAGE_ICONS: Mapping[str, str] = {
    "first-drill": "play",
    "keys": "keyboard",
    "emergencies": "siren",
    "observing": "eye",
    "curves": "activity",
    "assessing": "target",
    "saving": "save",
}

_PAGE_OF_MODE: Mapping[Mode, str] = {
    Mode.OBSERVE: "observing",
    Mode.EMERGENCY: "emergencies",
    Mode.REVIEW: "curves",
    Mode.HOTWASH: "assessing",
}

PLACEHOLDER = re.compile(r"\{(\w+):([\w-]+)\}")
"""Kind and name of what is filled in."""


@dataclass(frozen=True, slots=True)
class HelpPage:
    """A page in the language in use.

    Attributes:
        name: one of `PAGES`; ``title``: its heading; ``text``: its Markdown, everything filled in.
    """

    name: str
    title: str
    text: str

    @property
    def plain(self) -> str:
        """Its words without marks, for searching."""
        return re.sub(r"\]\([^)]*\)|[#*`|>\[]", "", self.text)


def page_file(name: str, language: str) -> Path:
    """Where a page lies."""
    return assets_folder() / "help" / language / f"{name}.md"


def page_for(mode: Mode) -> str:
    """The page that says most about a mode."""
    return _PAGE_OF_MODE.get(mode, PAGES[0])


def read_page(name: str, table: ActionTable) -> HelpPage:
    """A page in the language in use; where its file is missing, a page that says so."""
    try:
        source = page_file(name, current_language()).read_text(encoding="utf-8")
    except (OSError, ValueError):
        source = f"# {name}\n\n" + _("This page of the help is missing in this installation.")
    title = source.partition("\n")[0].lstrip("# ").strip()
    return HelpPage(name, title, filled(source, table))


def filled(source: str, table: ActionTable) -> str:
    """The Markdown of a page with everything filled in; what is not known stays as its name."""

    def fill(found: re.Match[str]) -> str:
        kind, name = found.groups()
        try:
            return _FILLS[kind](table, name)
        except (KeyError, ValueError, IndexError):
            return name

    return PLACEHOLDER.sub(fill, source)


def _key(table: ActionTable, name: str) -> str:
    strokes = table[name].strokes
    if not strokes:
        raise ValueError(f"{name} has no key")
    return f"`{stroke_text(strokes[0])}`"


def _do(table: ActionTable, name: str) -> str:
    return f"**{table[name].text}**"


def _menu(table: ActionTable, name: str) -> str:
    action = table[name]
    return f"**{_('Menu')} › {_(action.group)} › {action.text}**"


def _keys(table: ActionTable, name: str) -> str:
    """Every key of a mode as a table."""
    lines: list[str] = []
    for group, keys in key_groups(table, Mode(name)).items():
        lines += ["", f"**{group}**", "", f"| {_('Keys')} | {_('What it does')} |", "|---|---|"]
        lines += [f"| {' '.join(f'`{key}`' for key in one.keys)} | {one.title} |" for one in keys]
    return "\n".join(lines)


_FILLS: Mapping[str, Callable[[ActionTable, str], str]] = {"key": _key, "do": _do, "menu": _menu, "keys": _keys}
KINDS = frozenset(_FILLS)
"""What can be filled in."""
