"""What the log shows of an expected action that was ticked, in words: what each of them has, and never who is right."""

from __future__ import annotations

from collections.abc import Mapping

from player.i18n import N_, _
from player.model.doctrine import ACTION_KINDS
from player.model.scenario import Scenario
from player.model.times import MINUTE_MS, SECOND_MS, clock_text
from player.review.measures_ticks import Shown, TickByLog

_AT: Mapping[Shown, str] = {
    Shown.BEGUN: N_("by the log begun {at} ({gap})"),
    Shown.STOPPED: N_("by the log “{does}” ended {at} ({gap})"),
    Shown.RECORDED: N_("by the log recorded {at} ({gap})"),
    Shown.DECIDED: N_("by the log the decision was taken {at} ({gap})"),
}

_BY_ANOTHER: Mapping[Shown, str] = {
    Shown.BEGUN: N_("by the log begun by {unit}, {at} ({gap})"),
    Shown.RECORDED: N_("by the log recorded {at} ({gap}), done by {unit}"),
}


def tick_text(scenario: Scenario, one: TickByLog | None) -> str:
    """What was ticked, and what the log has of it: "ticked 00:12:04; by the log begun 00:12:12 (8 s later)".

    Empty where the log tells the same, or nothing could be held against the tick.
    """
    if one is None or not one.differs:
        return ""
    said = _("ticked {time}") if one.by_hand else _("recorded {time}")
    return f"{said.format(time=clock_text(one.ticked_ms, hours=True))}; {log_text(scenario, one)}"


def log_text(scenario: Scenario, one: TickByLog) -> str:
    """What the log has of what was ticked: "by the log begun 00:12:12 (8 s later)", or that it has none."""
    if one.at_ms is None:
        if one.what is not Shown.RECORDED:
            return _("the log has no such action")
        if not one.part:
            return _("the log has no such record")
        return _("the log has {part} of {whole} such records").format(part=one.part, whole=one.whole)
    template = _AT[one.what] if one.unit is None else _BY_ANOTHER[one.what]
    return _(template).format(
        at=clock_text(one.at_ms, hours=True),
        gap=_gap_text(one.ticked_ms, one.at_ms),
        does=_(ACTION_KINDS[one.name].title) if one.what is Shown.STOPPED else "",
        unit=_unit_text(scenario, one.unit),
    )


def _unit_text(scenario: Scenario, unit: str | None) -> str:
    known = scenario.units.get(unit or "")
    return unit or "" if known is None else str(known.title)


def _gap_text(ticked_ms: int, at_ms: int) -> str:
    """How far apart they are, by the seconds shown: "8 s later", "02:10 earlier"."""
    apart_ms = (at_ms // SECOND_MS - ticked_ms // SECOND_MS) * SECOND_MS
    size_ms = abs(apart_ms)
    time = _("{n} s").format(n=size_ms // SECOND_MS) if size_ms < MINUTE_MS else clock_text(size_ms)
    if not apart_ms:
        return _("in the same second")
    return (_("{time} later") if apart_ms > 0 else _("{time} earlier")).format(time=time)
