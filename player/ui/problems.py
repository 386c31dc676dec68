"""What is wrong with a file, on a sheet that can be read and copied."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from player.i18n import _, ngettext
from player.scenario import ScenarioProblems
from player.ui.theme import PAD, SPACE, scaled, text_font
from player.ui.widgets import ActionButton, Label


class ProblemSheet(QDialog):
    """A heading and a text, as plain text."""

    def __init__(self, title: str, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setModal(True)
        words = QPlainTextEdit()
        words.setPlainText(text)
        words.setReadOnly(True)
        words.setFont(text_font("body"))
        words.setAccessibleName(title)
        close = ActionButton(_("Close"), "x", "Esc")
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(2 * PAD, PAD, 2 * PAD, 2 * PAD)
        whole.setSpacing(2 * SPACE)
        whole.addWidget(Label(title, "title"))
        whole.addWidget(words, 1)
        whole.addLayout(foot)
        lines = text.count("\n") + 1 + len(text) // 90
        self.resize(scaled(760), scaled(min(560, 170 + 20 * lines)))

    @classmethod
    def of_script(cls, found: ScenarioProblems, parent: QWidget) -> ProblemSheet:
        """The problems of a script."""
        count = len(found.problems)
        title = ngettext("The script has {n} problem", "The script has {n} problems", count).format(n=count)
        return cls(title, "\n\n".join(str(one) for one in found.problems), parent)
