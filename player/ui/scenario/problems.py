"""What is wrong with a file, or worth a second look in it: where, the line itself, and what would be right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePath

from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from player.i18n import N_, _, ngettext
from player.scenario import Problem
from player.ui.actions import ActionTable
from player.ui.run.panel import action_button
from player.ui.scenario.board import Board
from player.ui.scenario.column import TextCard
from player.ui.scenario.paras import Para
from player.ui.scenario.tab import Tab
from player.ui.theme import scaled
from player.ui.widgets import EmptyHint, Panel

MOST_TOLD = 100
_BESIDE_PX, _ALL_PX = 190, 16_777_215
_ERROR, _WARNING = "✖", "⚠"
_CARET = "▸"


def problem_paras(problems: Sequence[Problem]) -> list[Para]:
    """Problems as paragraphs; of a great many the first."""
    paras = [para for number, problem in enumerate(problems[:MOST_TOLD]) for para in _told(problem, first=not number)]
    left = len(problems) - MOST_TOLD
    if left > 0:
        text = ngettext("{n} more problem follows.", "{n} more problems follow.", left).format(n=left)
        paras.append(Para(text, "strong", gap=3))
    return paras


def _told(problem: Problem, *, first: bool) -> Iterator[Para]:
    sign, tone = (_WARNING, "warn") if problem.is_warning else (_ERROR, "alarm")
    name = PurePath(problem.file).name
    where = _("{file}, line {line}, column {column}")
    place = where.format(file=name, line=problem.line, column=problem.column) if problem.line else name
    yield Para(str(problem.message), "strong", tone, sign, gap=1 if first else 2, rule=not first)
    yield Para(place, "body", "soft", indent=1, gap=0)
    if problem.quoted_line.strip():
        line = problem.quoted_line
        quoted = f"{line[: problem.caret]}{_CARET}{line[problem.caret :]}".strip()
        yield Para(f"{problem.line}  {quoted}", "body", indent=1, quoted=True)
    yield Para(str(problem.advice), "body", "ink", indent=1)


def copy_problems(problems: Sequence[Problem]) -> None:
    """Put the problems on the clipboard, as the command line prints them."""
    QApplication.clipboard().setText("\n\n".join(str(problem) for problem in problems))


def count_words(problems: Sequence[Problem]) -> str:
    """How many errors, or how many warnings."""
    errors = sum(1 for problem in problems if not problem.is_warning)
    if errors:
        return ngettext("{n} error", "{n} errors", errors).format(n=errors)
    return ngettext("{n} warning", "{n} warnings", len(problems)).format(n=len(problems))


class ProblemTab(Tab):
    """What is worth a second look in a script that can be played."""

    NAME = "problems"
    TITLE = N_("Problems")
    ICON = "triangle-alert"

    def __init__(self, board: Board) -> None:
        super().__init__(board)
        self._problems: tuple[Problem, ...] = ()
        self.card = TextCard(_("Problems"))
        self.hint = EmptyHint("circle-check", _("No problem"), _("The script has no errors, and nothing to warn of."))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.card, 1)
        whole.addWidget(self.hint, 1)

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self._problems)

    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        """Take these."""
        self._problems = problems
        self.touch()

    def refresh(self) -> None:
        """Show them."""
        self.card.show_paras(problem_paras(self._problems), anew=False)
        self.card.setVisible(bool(self._problems))
        self.hint.setVisible(not self._problems)

    def step(self, step: int) -> None:
        """Scroll."""
        bar = self.card.verticalScrollBar()
        bar.setValue(bar.value() + step * bar.singleStep() * 2)


class ProblemPanel(Panel):
    """The errors of a file that cannot be played as it stands, over what it was before."""

    def __init__(self, actions: ActionTable, parent: QWidget | None = None) -> None:
        super().__init__(_("What is wrong with the file"), pad_px=0, parent=parent)
        self.card = TextCard(_("What is wrong with the file"))
        self.add_to_strip(action_button(actions, "copy_problems", size="small"))
        self.set_body(self.card)

    def show_problems(self, problems: Sequence[Problem], *, missing: bool, has_good: bool) -> None:
        """Show these, with what is drawn meanwhile."""
        head: list[Para] = []
        if missing:
            text = _("The file is not there. The page waits for it to come back.")
            head.append(Para(text, "strong", "alarm", _ERROR, gap=0))
        elif has_good:
            text = _("{errors}. Below stands the script as it was before; it changes as soon as the file is mended.")
            head.append(Para(text.format(errors=count_words(problems)), "body", gap=0))
        else:
            text = _("{errors}. The page shows the script as soon as the file is mended.")
            head.append(Para(text.format(errors=count_words(problems)), "body", gap=0))
        told = [] if missing else problem_paras(problems)
        self.card.show_paras([*head, *told], anew=True)

    def make_room(self, *, beside_others: bool) -> None:
        """Take all the height there is, or leave most of it to what stands below."""
        self.setMinimumHeight(scaled(_BESIDE_PX) if beside_others else 0)
        self.setMaximumHeight(scaled(_BESIDE_PX) if beside_others else _ALL_PX)
