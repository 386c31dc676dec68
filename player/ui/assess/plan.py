"""The improvement plan: what is to be improved, who does what about it until when, and what suggests itself."""

from __future__ import annotations

from player.engine.commands import Annotate
from player.i18n import N_, _
from player.model.events import AnnotationKind
from player.ui.actions import ActionTable
from player.ui.assess.lists import plan_rows, plan_waiting
from player.ui.assess.note_sheet import change_note
from player.ui.assess.panel import AssessPanel, key_word
from player.ui.assess.plan_sheet import NOTHING, Answers, change_plan
from player.ui.assess.rows import AssessRow
from player.ui.views import DrillView

NAME = "plan"
TITLE = N_("Plan")


class PlanPanel(AssessPanel):
    """Areas for improvement with their corrective actions, and suggestions, which one key takes up."""

    def __init__(self, view: DrillView, actions: ActionTable) -> None:
        super().__init__(view, actions, _("Improvement plan"))
        self.list = self.make_list(_("Improvement plan"))
        self.list.picked.connect(lambda _place: self._show_deed())
        self.list.opened.connect(lambda _place: self.open())
        self.list.pressed.connect(lambda _key: self.take_back(self.list.chosen))
        self._open = self.small_button(_("Change"), "", key_word("enter"), self.open)
        self._remove = self.small_button(
            _("Take back"), "", key_word("delete"), lambda: self.take_back(self.list.chosen)
        )
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self._empty, 1)
        self.body.addLayout(self.foot(self.deed("plan_corrective", _("Plan it")), self._open, self._remove))

    @property
    def waiting(self) -> int:
        """How many areas have no corrective action, and how many actions no owner, or are overdue."""
        return plan_waiting(self.session, self.book)

    def refresh(self) -> None:
        """Show the plan as it stands."""
        row: AssessRow | None = self.list.chosen
        rows = plan_rows(self.session, self.book)
        self.list.show_rows(rows, None if row is None else row.key)
        self.list.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        if not rows:
            text = _("I writes down what is to be improved, P plans what is done about it.")
            self.hint("trending-up", _("Nothing planned yet"), text)
        self._show_deed()

    def take_focus(self) -> None:
        """Put the keyboard into the list."""
        self.list.setFocus()

    @property
    def answers(self) -> Answers:
        """What a corrective action planned now would answer: what is chosen in the list."""
        row: AssessRow | None = self.list.chosen
        match row.key if row is not None else ():
            case ("note", int(number)):
                area = next(one for one in self.book.assessment.annotations if one.number == number)
                return number, area.finding, area.objective
            case ("finding", str(key)):
                return None, key, ""
            case ("missed", _seq, str(expected), _ms):
                return None, "", self.view.scenario.expected_by_id[expected].objective or ""
        return NOTHING

    def open(self) -> None:
        """Change what is chosen; of a suggestion make an area for improvement."""
        row: AssessRow | None = self.list.chosen
        if row is None:
            return
        if not self.session.can_answer:
            self.session.said.emit(self.session.answer_obstacle, True)
            return
        match row.key:
            case ("note", int(number)):
                change_note(self.session, number, self.window())
            case ("corrective", int(number)):
                change_plan(self.session, number, self.window())
            case _:
                self.take_up(row)

    def take_up(self, row: AssessRow) -> bool:
        """Make an area for improvement of a suggestion; gives whether it was made."""
        end_ms, who = self.session.final_state.exercise_ms, self.book.who
        match row.key:
            case ("finding", str(key)):
                finding = next(one for one in self.session.findings if one.key == key)
                to_ms = min(finding.to_ms, end_ms)
                span = to_ms if to_ms > finding.from_ms else None
                text = str(finding.message)
                command = Annotate(AnnotationKind.IMPROVEMENT, finding.from_ms, text, span, finding=key, who=who)
            case ("missed", int(seq), str(name), int(opened_ms)):
                expected = self.view.scenario.expected_by_id[name]
                text = _("Not seen: {text}").format(text=expected.text)
                to_ms = min(opened_ms + expected.within_ms, end_ms)
                command = Annotate(
                    AnnotationKind.IMPROVEMENT,
                    opened_ms,
                    text,
                    to_ms if to_ms > opened_ms else None,
                    on=seq,
                    objective=expected.objective or "",
                    who=who,
                )
            case _:
                return False
        return self.carry_out(command)

    def _show_deed(self) -> None:
        """Name what Enter and Del do with what is chosen."""
        row: AssessRow | None = self.list.chosen
        kind = "" if row is None else row.key[0]
        suggested = kind in {"finding", "missed"}
        self._open.show_as(_("Take up") if suggested else _("Change"))
        self._open.setEnabled(row is not None)
        self._remove.setEnabled(kind in {"note", "corrective"})
