"""R7: a unit committed before its situation, or without lintas ganti."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from player.engine.findings.finding import Finding
from player.engine.findings.ledger import Deed, Ledger, Step
from player.engine.findings.rule import ACTION_EVENTS, BEFORE, CrowdRow, FindingRule, Now, tick_ms
from player.engine.findings.terms import CHANGEOVER_MS
from player.i18n import N_, Message
from player.model import events as ev
from player.model.doctrine import SITUATION_TITLES, Situation, Stage
from player.model.rules import Certainty

DALMAS_LANJUT, PHH = "dalmas_lanjut", "phh"


@dataclass(slots=True, eq=False)
class _Commitment:
    """A unit goes into action; ``relieves_ms``: when a Dalmas Lanjut last was in action, or None."""

    deed: Deed
    step: Step
    relieves_ms: int | None


@dataclass(frozen=True, slots=True)
class _Episode:
    """The situation since it last left green: from when, and whether it has been red."""

    from_ms: int = 0
    red: bool = False
    situation: int = Situation.HIJAU

    def after(self, row: CrowdRow) -> _Episode:
        """The same with one more row."""
        if row.situation == self.situation:
            return self
        left_green = self.situation == Situation.HIJAU
        red = row.situation == Situation.MERAH or (self.red and row.situation != Situation.HIJAU)
        return _Episode(row.t_ms if left_green else self.from_ms, red, row.situation)


class UnitBeforeSituation(FindingRule):
    """Dalmas Lanjut goes into action in a green situation; PHH before the situation has been red, or relieving nobody.

    A unit goes into action when it comes to stage 1 or more and was not there in the last `CHANGEOVER_MS`; standby
    (stage 0) is none. PHH may go in once the situation has been red since it last left green, also after it has come
    back to yellow. A unit that has been in action in its own situation may be present (stage 1) at any time after it,
    as while it falls back; only when it comes to more is it looked at again.

    The log has no event of lintas ganti, so all that can be shown of it is whom PHH could have relieved: where no
    Dalmas Lanjut has been in action since the situation left green, there was nobody to pass through. Of that the rule
    is less sure, and in a script with no Dalmas Lanjut it says nothing of it. Whether the two lines did pass through
    each other, an observer has to say.
    """

    ID = "R7"
    LISTENS = ACTION_EVENTS
    WATCHES = True

    def __init__(self, ledger: Ledger) -> None:
        super().__init__(ledger)
        units = ledger.scenario.units.items()
        self._units = {name for name, unit in units if unit.kind in {DALMAS_LANJUT, PHH}}
        self._lanjut = [name for name, unit in units if unit.kind == DALMAS_LANJUT]
        self._episode = _Episode().after(BEFORE)
        self._acting: dict[str, set[int]] = {}
        self._left_ms: dict[str, int] = {}
        self._been: set[str] = set()  # units that have been in action in their own situation
        self._fresh: list[_Commitment] = []
        self._over: list[Finding] = []

    def follow(self, deed: Deed, event: ev.Event) -> None:
        """Follow which of these units are in action."""
        if deed.unit not in self._units:
            return
        acting = self._acting.setdefault(deed.unit, set())
        if deed.stopped_ms is not None or deed.stage < Stage.PRESENCE:
            if deed.number in acting:
                acting.discard(deed.number)
                self._left_ms[deed.unit] = event.exercise_ms
            return
        was_ms = event.exercise_ms if acting else self._left_ms.get(deed.unit)
        if was_ms is None or event.exercise_ms - was_ms > CHANGEOVER_MS:
            self._fresh.append(_Commitment(deed, deed.steps[-1], self._lanjut_ms(event.exercise_ms)))
        acting.add(deed.number)

    def _lanjut_ms(self, now_ms: int) -> int | None:
        """When a Dalmas Lanjut last was in action, or None."""
        if any(self._acting.get(unit) for unit in self._lanjut):
            return now_ms
        return max((self._left_ms[unit] for unit in self._lanjut if unit in self._left_ms), default=None)

    def settle(self, before_ms: int) -> None:
        """See in what situation the units of the last seconds went in."""
        while self._fresh and tick_ms(self._fresh[0].step.at_ms) < before_ms:
            one = self._fresh.pop(0)
            self._over += self._judge(one, self._episode)
            if self._is_its_own(one.deed.unit, self._episode):
                self._been.add(one.deed.unit)

    def see(self, row: CrowdRow) -> None:
        """Follow the situation."""
        self._episode = self._episode.after(row)
        self._been.update(unit for unit, acts in self._acting.items() if acts and self._is_its_own(unit, self._episode))

    def _is_its_own(self, unit: str, episode: _Episode) -> bool:
        """Whether the situation is one a unit goes into."""
        is_lanjut = self.scenario.units[unit].kind == DALMAS_LANJUT
        return episode.situation != Situation.HIJAU if is_lanjut else episode.red

    def findings(self, now: Now) -> Iterable[Finding]:
        """One for each unit that went in too early."""
        yield from self._over
        for one in self._fresh:
            yield from self._judge(one, self._episode.after(now.crowd))

    def _judge(self, one: _Commitment, episode: _Episode) -> Iterable[Finding]:
        unit, step = one.deed.unit, one.step
        its_own = self._is_its_own(unit, episode)
        is_lanjut = self.scenario.units[unit].kind == DALMAS_LANJUT
        relieves = is_lanjut or not self._lanjut or (one.relieves_ms or -1) >= episode.from_ms
        if (its_own and relieves) or (unit in self._been and step.stage <= Stage.PRESENCE):
            return
        certainty = None
        if not its_own and is_lanjut:
            happened = N_("{doing}: Dalmas Lanjut went in while the situation was {situation}")
            instead = N_("Standby until the situation is yellow")
        elif not its_own:
            happened = N_("{doing}: PHH went in before the situation was red; it was {situation}")
            instead = N_("Standby until the situation is red")
        else:
            happened = N_("{doing}: PHH went in with no Dalmas Lanjut to relieve (lintas ganti)")
            instead = N_("A Dalmas Lanjut in action before PHH takes over from it")
            certainty = Certainty.MEDIUM
        values = {
            "doing": self.ledger.doing(one.deed),
            "situation": Message(SITUATION_TITLES[Situation(episode.situation)]),
        }
        message = Message(happened, values)
        yield self.found(message, step.at_ms, step.at_ms, [step.seq], Message(instead), certainty=certainty)
