"""Every page, face and sheet of the window, each with the way to it, for tests that walk over all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTabBar,
    QTextBrowser,
    QWidget,
)

from player.i18n import _
from player.model.scenario import LoadedScenario
from player.model.times import MINUTE_MS
from player.resources import scenarios_folder
from player.ui.emergency.part import EmergencyPart
from player.ui.menu import build_menu
from player.ui.widgets import ActionButton
from tests.helpers.desk import ALT, Desk
from tests.helpers.desk_branches import branching_script
from tests.helpers.mapper_sheets import open_sheet, write_sheet


@dataclass(frozen=True, slots=True)
class Hands:
    """What a way needs: the desk, a short script, and a folder to put files into."""

    desk: Desk
    short: LoadedScenario
    folder: Path

    def do(self, action: str) -> None:
        """Do an action of the table."""
        self.desk.window.actions_table[action].do()


def home(_hands: Hands) -> None:
    """Where it begins."""


def welcome(hands: Hands) -> None:
    hands.do("home_welcome")


def scenario(hands: Hands) -> None:
    hands.desk.open_script()


def programme(hands: Hands) -> None:
    hands.desk.window.open_file(scenarios_folder() / "pasuruan-2023-programme.yaml")


def mapper(hands: Hands) -> None:
    open_sheet(hands.desk, write_sheet(hands.folder))


def ready(hands: Hands) -> None:
    hands.desk.run(hands.short)


def muster(hands: Hands) -> None:
    hands.desk.run(branching_script())


def running(hands: Hands) -> None:
    muster(hands)
    hands.desk.start_ex()
    hands.desk.pass_until(4 * MINUTE_MS)
    hands.desk.press(Qt.Key.Key_4)
    hands.desk.press(Qt.Key.Key_2, ALT)


def instrument(hands: Hands) -> None:
    running(hands)
    hands.do("instrument")


def observe(hands: Hands) -> None:
    running(hands)
    hands.do("observe")


def emergency(hands: Hands) -> None:
    running(hands)
    hands.desk.window.part(EmergencyPart).declare()


def hotwash(hands: Hands) -> None:
    running(hands)
    hands.desk.end_ex(_("END"))
    hands.do("hotwash")


def review(hands: Hands) -> None:
    hands.desk.run(hands.short)
    hands.desk.start_ex()
    hands.desk.pass_ms(MINUTE_MS)
    hands.desk.end_ex(_("END"))
    hands.do("to_review")


PLACES: Mapping[str, Callable[[Hands], None]] = {
    "home": home,
    "welcome": welcome,
    "scenario": scenario,
    "programme": programme,
    "mapper": mapper,
    "ready": ready,
    "muster": muster,
    "running": running,
    "instrument": instrument,
    "observe": observe,
    "emergency": emergency,
    "hotwash": hotwash,
    "review": review,
}
"""Every page and face, by the way to it."""

SHEETS: Mapping[str, tuple[str, str]] = {
    "preferences": ("running", "preferences"),
    "palette": ("running", "palette"),
    "keys": ("running", "keys"),
    "help": ("running", "help"),
    "print": ("running", "print_keys"),
    "end": ("running", "end"),
    "decide": ("running", "decide"),
    "readiness": ("muster", "readiness"),
    "phases": ("running", "go_to_phase"),
    "record": ("running", "record"),
    "override": ("running", "override"),
    "deliver": ("running", "deliver_any"),
    "words": ("running", "edit_words"),
    "times": ("running", "times"),
    "emergency": ("running", "emergency"),
    "over": ("emergency", "emergency_over"),
    "observer": ("observe", "observer"),
}
"""Every sheet: the place it is opened from, and the action that opens it."""


def accessible(root: QWidget) -> Iterator[QAccessibleInterface]:
    """All a screen reader finds in a widget, what is not shown left out."""
    queue = [QAccessible.queryAccessibleInterface(root)]
    while queue:
        found = queue.pop()
        if found is None or not found.isValid():
            continue
        if found.state().invisible:
            continue
        yield found
        queue += [found.child(place) for place in range(min(found.childCount(), 60))]


def texts_of(root: QWidget) -> set[str]:
    """Every text a widget and what is in it show or say."""
    said: set[str] = {root.windowTitle()}
    for widget in (root, *root.findChildren(QWidget)):
        if not widget.isVisibleTo(root) or isinstance(widget.parent(), QTextBrowser):
            continue
        said |= {widget.accessibleName(), widget.accessibleDescription(), widget.toolTip()}
        match widget:
            case QTextBrowser():
                said |= set(widget.toPlainText().splitlines())
            case QLabel() | QAbstractButton():
                said.add(widget.text())
            case QLineEdit() | QPlainTextEdit():
                said.add(widget.placeholderText())
            case QComboBox():
                said |= {widget.itemText(place) for place in range(widget.count())}
            case QTabBar():
                said |= {widget.tabText(place) for place in range(widget.count())}
            case _:
                pass
    for one in accessible(root):
        said.add(one.text(QAccessible.Text.Name))
    return {part.strip() for text in said for part in text.split(" · ")} - {""}


def menu_texts(desk: Desk) -> set[str]:
    """What the menu of the page shown says."""
    button = ActionButton("", parent=desk.window)
    menu = build_menu(desk.window.actions_table, desk.window.mode, button)
    said: set[str] = set()
    for section in menu.actions():
        inner = section.menu()
        said.add(section.text())
        if isinstance(inner, QMenu):
            said |= {entry.text().partition("\t")[0] for entry in inner.actions()}
    menu.deleteLater()
    button.deleteLater()
    return said
