"""Everything on every page, face and sheet can be reached by keys, has a name and a role, and speaks one language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from player import i18n
from player.i18n import use_language
from player.model.scenario import LoadedScenario
from tests.helpers.desk import Desk
from tests.helpers.desk_branches import branching_script
from tests.helpers.everywhere import PLACES, SHEETS, Hands, accessible, menu_texts, texts_of
from tests.helpers.mapper_sheets import TABLE

NO_ROLES = {QAccessible.Role.NoRole}
each_place = pytest.mark.parametrize("place", PLACES)
each_sheet = pytest.mark.parametrize("sheet", SHEETS)
MOST_TABS = 150


@pytest.fixture
def hands(desk: Desk, short: LoadedScenario, tmp_path: Path) -> Iterator[Hands]:
    yield Hands(desk, short, tmp_path)
    use_language("id")


def nameless(root: QWidget) -> list[str]:
    """What takes the keyboard and has no name or no role, in words."""
    found = []
    for one in accessible(root):
        state = one.state()
        if one.object() is root or not state.focusable or state.disabled:
            continue
        name, role = one.text(QAccessible.Text.Name), one.role()
        if not name.strip() or role in NO_ROLES:
            found.append(f"{_place_of(one.object())}: {name!r} as {role}")
    return found


def _place_of(found: QObject) -> str:
    names = [type(found).__name__]
    while (parent := found.parent()) is not None:
        found = parent
        names.append(type(found).__name__)
    return " < ".join(names)


@each_place
def test_every_control_of_a_page_has_a_name_and_a_role_and_is_reached(hands: Hands, place: str) -> None:
    PLACES[place](hands)
    desk = hands.desk
    QApplication.processEvents()
    assert len(list(accessible(desk.window))) > 10
    assert nameless(desk.window) == []
    reached = tabbed_through(desk.target)
    wanted = {
        widget
        for widget in desk.focusable()
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.accessibleName()
    }
    assert {one.accessibleName() for one in wanted - reached} == set()


@each_sheet
def test_every_control_of_a_sheet_has_a_name_in_one_language_and_is_reached(hands: Hands, sheet: str) -> None:
    place, action = SHEETS[sheet]
    PLACES[place](hands)
    seen: list[str] = []

    def look(shown: QWidget) -> None:
        QApplication.processEvents()
        assert nameless(shown) == []
        assert of_the_other("id", texts_of(shown), hands.short.text + branching_script().text) == set()
        reached = tabbed_through(shown)
        wanted = {
            one
            for one in shown.findChildren(QWidget)
            if one.isVisible()
            and one.isEnabled()
            and one.focusPolicy() & Qt.FocusPolicy.TabFocus
            and one.focusPolicy() != Qt.FocusPolicy.NoFocus
            and one.focusProxy() is None
            and one.accessibleName()
        }
        assert {one.accessibleName() for one in wanted - reached} == set()
        seen.append(sheet)
        shown.close()

    with hands.desk.answering(look):
        hands.do(action)
    assert seen


def tabbed_through(start: QWidget) -> set[QWidget]:
    """What the keyboard comes to by Tab, once around."""
    reached: set[QWidget] = set()
    top = start.window()
    for _turn in range(MOST_TABS):
        QTest.keyClick(top.focusWidget() or top, Qt.Key.Key_Tab)
        focus = top.focusWidget()
        if focus is None or focus in reached:
            break
        reached.add(focus)
    return reached


@cache
def words_of_the_other(language: str) -> tuple[frozenset[str], tuple[tuple[str, re.Pattern[str]], ...]]:
    """Texts that are only of the other language: whole ones, and patterns of those with names in them.

    With each pattern goes the longest piece of it, which is looked for much sooner.
    """
    catalogue = i18n._catalogue("id")._catalog  # type: ignore[attr-defined]
    pairs = [(key if isinstance(key, str) else key[0], text) for key, text in catalogue.items() if key and text]
    here = {pair[0 if language == "en" else 1] for pair in pairs}
    there = {pair[1 if language == "en" else 0] for pair in pairs} - here
    plain = frozenset(text for text in there if "{" not in text)
    patterns = []
    for text in there - plain:
        pieces = re.split(r"\{[^}]*\}", text)
        longest = max(pieces, key=len)
        if len(longest) >= 8:
            patterns.append((longest, re.compile("(.+)".join(map(re.escape, pieces)))))
    return plain, tuple(patterns)


def of_the_other(language: str, said: set[str], own: str) -> set[str]:
    """What is said in the other language; the words of scripts count for none."""
    plain, patterns = words_of_the_other(language)

    def quotes_script(text: str) -> bool:
        return any(piece.strip() in own for piece in re.split("[.:]", text) if len(piece.split()) >= 3)

    def fits(text: str) -> bool:
        return any(piece in text and pattern.fullmatch(text) is not None for piece, pattern in patterns)

    return {text for text in said if text not in own and (text in plain or (fits(text) and not quotes_script(text)))}


@each_place
def test_another_language_leaves_no_word_of_the_one_before(hands: Hands, place: str) -> None:
    desk, script = hands.desk, hands.short.text + branching_script().text + TABLE
    use_language("id")
    PLACES[place](hands)
    for language in ("en", "id", "en"):
        desk.window.set_language(language)
        QApplication.processEvents()
        said = texts_of(desk.window) | menu_texts(desk)
        assert len(said) > 10
        assert of_the_other(language, said, script) == set(), language


@each_sheet
def test_a_sheet_in_english_has_no_word_of_indonesian(hands: Hands, sheet: str) -> None:
    place, action = SHEETS[sheet]
    use_language("en")
    PLACES[place](hands)
    found: list[set[str]] = []

    def look(shown: QWidget) -> None:
        found.append(of_the_other("en", texts_of(shown), hands.short.text + branching_script().text))
        shown.close()

    with hands.desk.answering(look):
        hands.do(action)
    assert found == [set()]


def test_a_word_of_the_other_language_is_found() -> None:
    assert of_the_other("en", {"Keys", "Tombol pintas"}, "") == {"Tombol pintas"}
    assert of_the_other("id", {"Keys", "Tombol pintas"}, "") == {"Keys"}
    assert of_the_other("id", {"Keys"}, "Keys of the house") == set()
