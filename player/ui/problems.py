"""What is wrong with a file, on a sheet that can be read and copied."""

from __future__ import annotations

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from player.i18n import ngettext
from player.scenario import Problem, ScenarioProblems
from player.ui.sheets import Sheet
from player.ui.theme import scaled, text_font
from player.ui.widgets import Label


class ProblemSheet(Sheet):
    """A heading and a text, as plain text."""

    def __init__(self, title: str, text: str, parent: QWidget) -> None:
        super().__init__(title, parent)
        words = QPlainTextEdit()
        words.setPlainText(text)
        words.setReadOnly(True)
        words.setFont(text_font("body"))
        words.setAccessibleName(title)
        self.column.addWidget(Label(title, "title"))
        self.column.addWidget(words, 1)
        self.add_close()
        lines = text.count("\n") + 1 + len(text) // 90
        self.resize(scaled(760), scaled(min(560, 170 + 20 * lines)))

    @classmethod
    def of_script(cls, found: ScenarioProblems, parent: QWidget) -> ProblemSheet:
        """The problems of a script."""
        count = len(found.problems)
        title = ngettext("The script has {n} problem", "The script has {n} problems", count).format(n=count)
        return cls(title, "\n\n".join(_told(one) for one in found.problems), parent)


def _told(one: Problem) -> str:
    """A problem without the caret, which points nowhere where letters differ in width; a mark stands in its place."""
    if not one.quoted_line.strip():
        return str(one)
    quoted = f"{one.quoted_line[: one.caret]}▸{one.quoted_line[one.caret :]}".strip()
    return f"{one.file}:{one.line}:{one.column}: {one.message}\n    {quoted}\n    {one.advice}"
