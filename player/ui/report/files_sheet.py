"""A sheet that asks in which formats and language files are wanted, and where; Enter writes them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from player.i18n import LANGUAGES, _
from player.ui.file_choice import ask_folder
from player.ui.override.choice import ChoiceButton
from player.ui.report.writing import Wish, Written
from player.ui.sheets import Sheet
from player.ui.theme import SPACE, scaled
from player.ui.widgets import ActionButton, Label


class Desk(Protocol):
    """Who writes it, and opens what was written."""

    def write(self, wish: Wish, heard: Callable[[Written], None]) -> None:
        """Write it in the background; ``heard`` is told what came of it."""

    def open(self, path: Path) -> bool:
        """Open a file, or a folder, with the program the system has for it; gives whether there is one."""


@dataclass(frozen=True, slots=True)
class Words:
    """What stands on a sheet, in the language in use.

    Attributes:
        title: its title. ``about``: of what files are written, beneath it.
        write: what is on the button that writes. ``busy``: what is said while they are made.
        formats: name and title of each.
        missing: what they will lack, and can still be had; or empty.
    """

    title: str
    about: str
    write: str
    busy: str
    formats: Sequence[tuple[str, str]]
    missing: str = ""


class FilesSheet(Sheet):
    """Asks how files are wanted.

    Args:
        wish: what stands there at first.
        desk: who writes them.
        words: what stands on it.

    Attributes:
        wish: what is wanted now.
        written: what came of it; without paths as long as nothing was written.
    """

    def __init__(self, wish: Wish, desk: Desk, parent: QWidget, words: Words) -> None:
        super().__init__(words.title, parent)
        self.wish, self.written = wish, _NOTHING
        self._desk, self._busy, self._busy_text = desk, False, words.busy
        self.column.addWidget(Label(words.title, "title"))
        self.column.addWidget(Label(words.about, "body", "soft", wrap=True))
        if words.missing:
            self.column.addWidget(Label(words.missing, "body", wrap=True))
        self._choices: dict[str, ChoiceButton] = {}
        for number, (name, title) in enumerate(words.formats, 1):
            button = ChoiceButton(str(number), title, about_lines=0)
            button.clicked.connect(partial(self._toggle, name))
            self._choices[name] = button
            self.column.addWidget(button)
        self._language = ActionButton("", "languages", "L")
        self._language.clicked.connect(self._next_language)
        self._elsewhere = ActionButton(_("Another folder …"), "folder-open", "F")
        self._elsewhere.clicked.connect(self._choose_folder)
        self._where = Label("", "body", "soft", wrap=True)
        self._said = Label("", "body", wrap=True)
        self._write = ActionButton(words.write, "file-text", "Enter", variant="primary", size="large")
        self._write.clicked.connect(self._go)
        self._open = ActionButton(_("Open it"), "file-text", "O")
        self._open.clicked.connect(self._open_written)
        self._folder = ActionButton(_("Show in folder"), "folder", "S")
        self._folder.clicked.connect(self._show_folder)
        leave = ActionButton(_("Close"), "x", "Esc", variant="quiet")
        leave.clicked.connect(self.reject)
        more = self.more_choices()
        if more:
            self._row(*more)
        self._row(self._language, self._elsewhere)
        self.column.addWidget(self._where)
        self.column.addWidget(self._said)
        self._row(self._open, self._folder)
        self._row(self._write, None, leave)
        self.setFixedWidth(scaled(600))
        self._show()
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter writes, a digit puts a format on or off, L changes the language, F the folder, O and S open."""
        if event.isAutoRepeat() or event.key() == Qt.Key.Key_Space:
            return
        number = event.key() - Qt.Key.Key_1
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        does = {
            Qt.Key.Key_Return: self._go,
            Qt.Key.Key_Enter: self._go,
            Qt.Key.Key_L: self._next_language,
            Qt.Key.Key_F: self._choose_folder,
            Qt.Key.Key_O: self._open_written,
            Qt.Key.Key_S: self._show_folder,
            **self.more_keys,
        }.get(Qt.Key(event.key()))
        if plain and does is not None:
            does()
        elif plain and 0 <= number < len(self._choices):
            self._toggle(list(self._choices)[number])
        else:
            super().keyPressEvent(event)

    def more_choices(self) -> Sequence[ActionButton]:
        """Buttons for what else can be chosen."""
        return ()

    @property
    def more_keys(self) -> Mapping[Qt.Key, Callable[[], object]]:
        """What the keys for that do."""
        return {}

    def change(self, **changes: Any) -> None:
        """Want it otherwise, unless it is being written."""
        if not self._busy:
            self.wish = replace(self.wish, **changes)
            self.written = _NOTHING
            self._say("")
            self._show()

    def tell_progress(self, number: int, count: int, name: str) -> None:
        """Show which of several files is being written."""
        if self._busy and count > 1:
            self._say(_("Writing {n} of {count}: {file} …").format(n=number, count=count, file=name))
            self._show()

    def tell(self, written: Written) -> None:
        """Show what came of it: what lies there, and what could not be written and why."""
        self._busy = False
        self.written = written
        paths = "\n".join(str(path) for path in written.paths)
        saved = _("Saved: {path}").format(path=paths) if paths else ""
        trouble = written.trouble
        if trouble and written.elsewhere:
            trouble = _("{reason} Choose another folder (F).").format(reason=trouble)
        said = "\n".join(filter(None, (trouble, saved, *written.notes)))
        self._say(said, "alarm" if trouble else "go")
        self._show()

    @property
    def _is_done(self) -> bool:
        return bool(self.written.paths) and not self.written.trouble

    def _row(self, *buttons: ActionButton | None) -> None:
        row = QHBoxLayout()
        row.setSpacing(2 * SPACE)
        for button in buttons:
            if button is None:
                row.addStretch(1)
            else:
                row.addWidget(button)
        if None not in buttons:
            row.addStretch(1)
        self.column.addLayout(row)

    def _toggle(self, name: str, _checked: bool = False) -> None:  # noqa: FBT001, FBT002  what a signal of Qt gives
        wanted = set(self.wish.formats) ^ {name}
        if wanted:  # the last one stays: nothing to write is no wish
            self.change(formats=tuple(one for one in self._choices if one in wanted))

    def _next_language(self) -> None:
        codes = list(LANGUAGES)
        self.change(language=codes[(codes.index(self.wish.language) + 1) % len(codes)])

    def _choose_folder(self) -> None:
        if self._busy:
            return
        folder = ask_folder(self, self.wish.folder, _("Save here"))
        if folder is not None:
            self.change(folder=folder)

    def _go(self) -> None:
        if self._busy:
            return
        if self._is_done:
            self.accept()  # a second Enter is no second report
            return
        self._busy = True
        self._say(self._busy_text)
        self._show()
        self._desk.write(self.wish, self.tell)

    def _open_written(self) -> None:
        if self.written.paths and not self._desk.open(self.written.paths[0]):
            self._say(_("There is no program here that opens it."), "warn")

    def _show_folder(self) -> None:
        if self.written.paths and not self._desk.open(self.written.paths[0].parent):
            self._say(_("There is no program here that opens it."), "warn")

    def _say(self, text: str, tone: str = "soft") -> None:
        self._said.setText(text)
        self._said.set_tone(tone)
        self._said.setVisible(bool(text))

    def _show(self) -> None:
        for name, choice in self._choices.items():
            choice.set_chosen(name in self.wish.formats)
            choice.setEnabled(not self._busy)
        self._language.setText(_("Language: {language}").format(language=LANGUAGES[self.wish.language]))
        self._language.setAccessibleName(self._language.text())
        self._where.setText(_("It goes into {folder}").format(folder=self.wish.folder))
        for button in (self._language, *self.more_choices(), self._elsewhere, self._write):
            button.setEnabled(not self._busy and (button is not self._write or not self._is_done))
        for button in (self._open, self._folder):
            button.setVisible(bool(self.written.paths))
        self.adjustSize()


_NOTHING = Written()
