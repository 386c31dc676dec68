"""What the parts of an exported sheet say of each other, and what they name that no sheet carries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from player.i18n import N_, Message, _
from player.model.course import ExpectedAction, Inject, Phase
from player.model.trigger import Trigger
from player.scenario.msel.exported.columns import HEADERS, Part
from player.scenario.msel.exported.found import Found
from player.scenario.msel.exported.trigger_words import due_text
from player.scenario.msel.results import Reason
from player.triggers.after import After
from player.triggers.manual import Manual
from player.triggers.on import On


def settle(found: Found) -> None:
    """Let only what there is be named; what named something else is delivered by hand, and its row says so."""
    _Settler(found).settle()


def units_of(found: Found) -> tuple[str, ...]:
    """The ids of the units that are named, each once."""
    named: dict[str, None] = {}
    for phase in found.phases:
        for inject in phase.injects:
            named |= dict.fromkeys(wanted.by for wanted in inject.expect if wanted.by)
            if isinstance(inject.trigger, On) and inject.trigger.unit is not None:
                named[inject.trigger.unit] = None
    return tuple(named)


class _Settler:
    """Goes through one sheet once."""

    def __init__(self, found: Found) -> None:
        self._found = found
        injects = [inject for phase in found.phases for inject in phase.injects]
        self._phases = {phase.id for phase in found.phases}
        self._injects = {inject.id for inject in injects}
        self._expected = {wanted.id for inject in injects for wanted in inject.expect}
        self._reasons: dict[int, list[Reason]] = {}

    def settle(self) -> None:
        self._found.phases = list(self._settled())
        rows = self._found.rows
        for place, result in enumerate(rows):
            if reasons := self._reasons.get(result.number):
                rows[place] = replace(result, reasons=(*result.reasons, *reasons))

    def _settled(self) -> Iterator[Phase]:
        for phase in self._found.phases:
            following = phase.next
            if following not in {None, "end", *self._phases}:
                row = self._found.row_of_phase[phase.id]
                message = Message(N_('There is no phase "{name}" in the sheet; the phase goes on to the next.'))
                self._say(row, "no-such-phase", Message(message.msgid, {"name": following}))
                following = None
            yield replace(phase, next=following, injects=tuple(self._inject(inject) for inject in phase.injects))

    def _inject(self, inject: Inject) -> Inject:
        expect = tuple(self._contingency(inject, wanted) for wanted in inject.expect)
        if self._is_there(inject.trigger):
            return replace(inject, expect=expect)
        text = due_text(inject.trigger, confirm=inject.confirm, priority=0, repeats=False)
        message = Message(
            N_('"{found}" names what the sheet does not carry; the inject is delivered by hand, and a field says so.'),
            {"found": text},
        )
        self._say(self._found.row_of[inject.id], "trigger-not-carried", message)
        fields = {**inject.fields, _(HEADERS[Part.DUE]): text}
        return replace(inject, expect=expect, trigger=Manual(), confirm=False, fields=fields)

    def _contingency(self, inject: Inject, wanted: ExpectedAction) -> ExpectedAction:
        name = wanted.contingency
        if name is None or (name in self._injects and name != inject.id):
            return wanted
        message = Message(N_('There is no other inject "{name}" in the sheet to be offered.'), {"name": name})
        self._say(self._found.row_of[inject.id], "no-such-inject", message, lost=True)
        return replace(wanted, contingency=None)

    def _is_there(self, trigger: Trigger) -> bool:
        match trigger:
            case After(inject=inject, expected=expected):
                return inject in self._injects or expected in self._expected
            case On(what="expected", name=name):
                return name in self._expected
            case On(what="phase", name=name):
                return name in self._phases
            case On(what="tag" | "decision"):
                return False
        return True

    def _say(self, row: int, code: str, message: Message, *, lost: bool = False) -> None:
        self._reasons.setdefault(row, []).append(Reason(code, message, lost=lost))
