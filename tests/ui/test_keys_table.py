"""The table of actions: no key means two things, and everything it holds can be found on screen."""

from __future__ import annotations

import dataclasses
import re
import string

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from player.i18n import _, use_language
from player.model.scenario import LoadedScenario
from player.ui.actions import Action, ActionTable, Mode
from player.ui.key_sheet import EXTRA_KEYS, KeySheet
from player.ui.keys import stroke, stroke_text
from player.ui.widgets import ActionButton, KeyCap, Label
from tests.helpers.desk import Desk

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
FAMILIES = ("start_", "stop_", "order_", "tick_", "tag_", "record_", "contact_", "column_")
"""Actions the key sheet names as one line each family."""

KINDS_OF_LOG = tuple(f"log_group_{digit}" for digit in range(1, 10))
"""Actions it names in one line of the review."""

_STANDARD = QKeySequence.StandardKey
FIELD_KEYS = (
    _STANDARD.Copy,
    _STANDARD.Cut,
    _STANDARD.Paste,
    _STANDARD.Undo,
    _STANDARD.Redo,
    _STANDARD.SelectAll,
    _STANDARD.MoveToNextWord,
    _STANDARD.MoveToPreviousWord,
    _STANDARD.MoveToStartOfLine,
    _STANDARD.MoveToEndOfLine,
    _STANDARD.SelectNextWord,
    _STANDARD.SelectPreviousWord,
    _STANDARD.SelectStartOfLine,
    _STANDARD.SelectEndOfLine,
    _STANDARD.DeleteStartOfWord,
    _STANDARD.DeleteEndOfWord,
    _STANDARD.DeleteEndOfLine,
    _STANDARD.DeleteCompleteLine,
)
"""What a field for text does by keys of its own."""


def action(id: str, *strokes: object, modes: frozenset[Mode] = frozenset(Mode)) -> Action:
    return Action(id, id, "group", strokes, modes, lambda: None)  # type: ignore[arg-type]


def table(desk: Desk) -> ActionTable:
    return desk.window.actions_table


class TestTheTableItself:
    def test_two_actions_of_a_mode_cannot_share_a_key(self) -> None:
        m = stroke(Qt.Key.Key_M)
        with pytest.raises(ValueError, match=r"M in .* is both a and b"):
            ActionTable([action("a", m), action("b", m)])

    def test_in_two_modes_they_can(self) -> None:
        m = stroke(Qt.Key.Key_M)
        run, review = action("a", m, modes=frozenset({Mode.RUN})), action("b", m, modes=frozenset({Mode.REVIEW}))
        both = ActionTable([run, review])
        assert both.of_stroke(Mode.RUN, m.key, m.modifiers) is run
        assert both.of_stroke(Mode.REVIEW, m.key, m.modifiers) is review
        assert both.of_stroke(Mode.HOME, m.key, m.modifiers) is None

    def test_with_and_without_ctrl_are_two_keys(self) -> None:
        plain, ctrl = stroke(Qt.Key.Key_M), stroke(Qt.Key.Key_M, CTRL)
        ActionTable([action("a", plain), action("b", ctrl)])

    def test_two_actions_cannot_share_an_id(self) -> None:
        with pytest.raises(ValueError, match="two actions named a"):
            ActionTable([action("a"), action("a")])


class TestTheTableOfTheWindow:
    def test_plain_keys_that_write_are_dead_while_typing(self, desk: Desk) -> None:
        writing = {ord(letter) for letter in string.ascii_uppercase + string.digits + " +-=,."}
        alive = {
            one.id
            for one in table(desk)
            for key in one.strokes
            if one.while_typing and key.key in writing and not key.modifiers & CTRL.value
        }
        assert alive == set()

    def test_keys_of_a_text_field_are_left_to_it(self, desk: Desk) -> None:
        edits = {stroke(key, CTRL) for key in map(Qt.Key, map(ord, "ACVXZYE"))}
        assert not [one.id for one in table(desk) if one.while_typing and edits & set(one.strokes)]

    def test_no_key_a_text_field_knows_is_taken_from_it(self, desk: Desk) -> None:
        """On any system; the one exception cuts a line to its end, which nobody looks for there."""
        known = {binding.toString() for standard in FIELD_KEYS for binding in QKeySequence.keyBindings(standard)} | {
            "Ctrl+A",
            "Ctrl+C",
            "Ctrl+V",
            "Ctrl+X",
            "Ctrl+Z",
            "Ctrl+Shift+Z",
            "Ctrl+Y",
        }
        taken = {
            f"{one.id}: {key.text}"
            for one in table(desk)
            for key in one.strokes
            if one.while_typing and QKeySequence(key.key | key.modifiers).toString() in known
        }
        assert taken <= {"palette: Ctrl+K"}

    def test_no_key_means_two_things_in_any_mode(self, desk: Desk) -> None:
        for mode in Mode:
            seen: dict[tuple[int, int], str] = {}
            for one in table(desk).of_mode(mode):
                for key in one.strokes:
                    other = seen.setdefault((key.key, key.modifiers), one.id)
                    assert other == one.id, (mode, key.text)

    def test_what_is_printed_on_a_key_is_printed_on_no_other(self, desk: Desk) -> None:
        printed: dict[str, tuple[int, int]] = {}
        for language in ("id", "en"):
            use_language(language)
            printed.clear()
            for one in table(desk):
                for key in one.strokes:
                    code = (key.key, key.modifiers)
                    assert printed.setdefault(stroke_text(key), code) == code, one.id

    def test_f_is_left_free_where_it_is_held_for_a_stage(self, desk: Desk) -> None:
        assert table(desk).of_stroke(Mode.RUN, Qt.Key.Key_F, 0) is None

    def test_no_key_both_starts_and_ends_a_thing(self, desk: Desk) -> None:
        for one in table(desk).of_mode(Mode.RUN):
            if one.id.startswith("start_"):
                twin = table(desk)["stop_" + one.id.removeprefix("start_")]
                (begins,), (ends,) = one.strokes, twin.strokes
                assert begins.key == ends.key
                assert (begins.modifiers, ends.modifiers) == (0, SHIFT.value)
        (go,) = table(desk)["go"].strokes
        assert [one.id for one in table(desk) if go in one.strokes] == ["go", "play"], "in a saved session it plays"
        assert table(desk)["play"].modes == {Mode.REVIEW}

    def test_only_the_hold_and_the_real_emergency_work_everywhere(self, desk: Desk) -> None:
        assert [one.id for one in table(desk) if one.everywhere] == ["hold", "emergency"]
        assert [one.id for one in table(desk) if one.held is not None] == ["emergency"]

    def test_every_title_is_said_in_both_languages(self, desk: Desk) -> None:
        same = {"GO", "EndEx …", "StartEx", "Bahasa Indonesia", "English"}
        for one in table(desk):
            titles = []
            for language in ("id", "en"):
                use_language(language)
                titles.append(one.text)
            assert all(titles), one.id
            assert titles[0] != titles[1] or titles[0] in same, one.id
            assert not re.search(r"[&\t\n]", "".join(titles)), f"{one.id}: menus take & and tabs for something else"

    def test_every_key_has_a_printed_name(self, desk: Desk) -> None:
        for one in table(desk):
            for key in one.strokes:
                assert stroke_text(key).strip("+") or stroke_text(key) == "+", one.id
                assert stroke_text(key).isprintable(), one.id

    def test_every_action_has_a_group_that_has_a_name(self, desk: Desk) -> None:
        use_language("id")
        assert all(one.group for one in table(desk))


def listed(sheet: QWidget) -> list[str]:
    return [label.text() for label in sheet.findChildren(Label)] + [
        cap.accessibleName() for cap in sheet.findChildren(KeyCap)
    ]


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("mode", list(Mode))
def test_the_key_sheet_lists_every_action_with_a_key(desk: Desk, mode: Mode, language: str) -> None:
    use_language(language)
    sheet = KeySheet(table(desk), mode, desk.shell)
    shown = listed(sheet)
    caps = set(" ".join(cap.accessibleName() for cap in sheet.findChildren(KeyCap)).split())
    for one in table(desk).of_mode(mode):
        if one.strokes and not one.id.startswith((*FAMILIES, *KINDS_OF_LOG)):
            assert one.text in shown, one.id
            assert all(stroke_text(key) in caps for key in one.strokes), one.id
    wanted = {(keys, title) for where, _group, keys, title in EXTRA_KEYS if where is mode}
    for _where, _group, keys, title in EXTRA_KEYS:
        assert (_(keys) in shown and _(title) in shown) == ((keys, title) in wanted)
    sheet.deleteLater()


def test_every_family_of_keys_has_its_line(desk: Desk) -> None:
    found = set()
    for mode in Mode:
        hidden = [one for one in table(desk).of_mode(mode) if one.strokes and not one.in_menu]
        families = {family for family in FAMILIES if any(one.id.startswith(family) for one in hidden)}
        lines = [title for where, _group, _keys, title in EXTRA_KEYS if where is mode]
        assert len(set(lines)) == len(lines) >= len(families), mode
        found |= families
    assert found == set(FAMILIES)


@pytest.mark.parametrize("mode", ["home", "run", "review"])
def test_the_menu_lists_what_can_be_done(desk: Desk, short: LoadedScenario, mode: str) -> None:
    if mode != "home":
        desk.run(short)
        desk.start_ex()
    if mode == "review":
        path = desk.view.drill.path
        desk.window.let_go()
        desk.window.open_file(path)
    band = desk.window.findChildren(ActionButton)
    button = next(one for one in band if one.text() == "Menu" and one.isVisible())
    entries: dict[str, QAction] = {}

    def read() -> None:
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        for section in menu.actions():
            inner = section.menu()
            assert isinstance(inner, QMenu)
            for entry in inner.actions():
                text, _tab, key = entry.text().partition("\t")
                entries[f"{section.text()}|{text}|{key}"] = entry
        enabled.update(name for name, entry in entries.items() if entry.isEnabled())

    enabled: set[str] = set()
    with desk.popup(read):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    wanted = {}
    from player.i18n import _

    for one in table(desk).of_mode(Mode(mode)):
        if one.in_menu:
            key = stroke_text(one.strokes[0]) if one.strokes else ""
            wanted[f"{_(one.group)}|{one.text}|{key}"] = one.enabled()
    assert set(entries) == set(wanted)
    assert enabled == {name for name, can in wanted.items() if can}


def test_an_action_is_a_plain_record(desk: Desk) -> None:
    one = table(desk)["go"]
    assert dataclasses.is_dataclass(one)
    with pytest.raises(dataclasses.FrozenInstanceError):
        one.id = "other"  # type: ignore[misc]
