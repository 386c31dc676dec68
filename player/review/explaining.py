"""What moved the tension, in words: for the card under the mouse, the log and the screen reader."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import floor

from player.engine.explain import Cause, CauseKind, Explanation, Held
from player.i18n import N_, _, ngettext
from player.model import events as ev
from player.model.doctrine import ACTION_KINDS
from player.model.scenario import Scenario
from player.model.times import clock_text

MOST_LINES = 6
"""Lines of an explanation at the most; the smallest causes share the last one."""

MOST_UNITS = 3
"""Units named for one cause at the most."""

_SMALL_SHARE = 0.05
_WHOLE_FROM = 3.0
"""Points from which whole numbers say enough: where no cause comes to as much, tenths are shown."""


@dataclass(frozen=True, slots=True)
class ExplanationLine:
    """A cause in words.

    Attributes:
        text: what moved the tension; plain text.
        points: by how much, as shown: whole points of the index, or tenths where everything is small.
        number: the same in writing, with its sign: "+8", "−0.4".
    """

    text: str
    points: float
    number: str

    def __str__(self) -> str:
        return f"{self.number} {self.text}"


def explanation_lines(
    explanation: Explanation, scenario: Scenario, events: Sequence[ev.Event]
) -> tuple[ExplanationLine, ...]:
    """The causes in words, the largest first and last what is small, in the language in use.

    The points shown add up to the change shown, which is the difference of the index before and after as they are
    shown. Empty where nothing moved the tension by as much as is shown.

    Args:
        events: the log, or its part up to the end of the span at least, in order.
    """
    scale = _scale(explanation)
    gathered = _gather(explanation, scenario, events, 0.5 / scale)
    shares = [scale * points for points in gathered.values()]
    shown = _rounded(shares, _shown(explanation.after, scale) - _shown(explanation.before, scale))
    return tuple(
        ExplanationLine(text, units / scale, _signed(units, scale))
        for text, units in zip(gathered, shown, strict=True)
        if units
    )


def shown_change(explanation: Explanation) -> tuple[str, str, str]:
    """The index before and after, and its change with its sign, as `explanation_lines` counts them."""
    scale = _scale(explanation)
    before, after = _shown(explanation.before, scale), _shown(explanation.after, scale)
    return _number(before, scale), _number(after, scale), _signed(after - before, scale)


def explanation_text(explanation: Explanation, scenario: Scenario, events: Sequence[ev.Event]) -> str:
    """The explanation as one sentence, and one more where the controller held the tension for a part of the span.

    Args:
        events: as for `explanation_lines`.
    """
    scale = _scale(explanation)
    before, after = _shown(explanation.before, scale), _shown(explanation.after, scale)
    lines = explanation_lines(explanation, scenario, events)
    values = {
        "start": clock_text(explanation.from_ms),
        "end": clock_text(explanation.to_ms),
        "before": _number(before, scale),
        "after": _number(after, scale),
        "change": _signed(after - before, scale),
        "causes": ", ".join(map(str, lines)),
    }
    holds = explanation.holds
    if lines:
        template = N_("{start}–{end}: tension {before} → {after} ({change}): {causes}.")
    elif len(holds) == 1 and (holds[0].from_ms, holds[0].until_ms) == (explanation.from_ms, explanation.to_ms):
        who = _holder(holds[0], events)
        return _("{start}–{end}: tension {after}, held by {who}.").format(who=who, **values)
    else:
        template = N_("{start}–{end}: tension {after}; nothing moved it.")
    return " ".join([_(template).format(**values), *hold_texts(holds, events)])


def hold_texts(holds: Iterable[Held], events: Sequence[ev.Event]) -> list[str]:
    """When the controller held the tension, and who decided it: a sentence each."""
    return [
        _("Held by {who} from {start} to {end}.").format(
            who=_holder(held, events), start=clock_text(held.from_ms), end=clock_text(held.until_ms)
        )
        for held in holds
    ]


def _gather(explanation: Explanation, scenario: Scenario, events: Sequence[ev.Event], least: float) -> dict[str, float]:
    """The points of each text; what is small, and what are too many, together at the end."""
    by_text: dict[str, float] = {}
    for cause in explanation.causes:
        text = _text(cause, scenario, events)
        by_text[text] = by_text.get(text, 0.0) + cause.points
    by_size = sorted(by_text.items(), key=lambda item: -abs(item[1]))
    least = max(least, _SMALL_SHARE * sum(abs(points) for points in by_text.values()))
    large = [item for item in by_size if abs(item[1]) >= least][:MOST_LINES]
    if len(large) == MOST_LINES < len(by_size):
        large.pop()
    small = by_size[len(large) :]
    if len(small) > 1:
        small = [(_("others"), sum(points for _text, points in small))]
    return dict([*large, *small])


def _text(cause: Cause, scenario: Scenario, events: Sequence[ev.Event]) -> str:
    match cause.kind:
        case CauseKind.JUMP | CauseKind.PRESSURE:
            return _event_text(cause.seq, scenario, events)
        case CauseKind.UNREST:
            return _("disorder in the crowd")
        case CauseKind.DECAY:
            return _("calming by itself")
        case CauseKind.DIALOGUE:
            what = _("dialogue")
        case CauseKind.DETERRENCE:
            what = _("force within the ceiling")
        case CauseKind.EXCESS:
            what = ngettext("excess force {n} stage", "excess force {n} stages", cause.stages).format(n=cause.stages)
    units = _units_text(list(dict.fromkeys(str(scenario.units[unit].title) for unit, _does in cause.doers)))
    return f"{what} ({units})" if units else what


def _units_text(titles: Sequence[str]) -> str:
    named = ", ".join(titles[:MOST_UNITS])
    left = len(titles) - MOST_UNITS
    return (
        ngettext("{units} and {n} more", "{units} and {n} more", left).format(units=named, n=left)
        if left > 0
        else named
    )


def _event_text(seq: int | None, scenario: Scenario, events: Sequence[ev.Event]) -> str:
    event = _event(seq, events)
    text = _("an event") if seq is None else _("event {seq}").format(seq=seq)
    match event.body if event is not None else None:
        case ev.InjectFired(inject=inject):
            text = str(scenario.inject_by_id[inject].title)
        case ev.PhaseStarted(phase=phase):
            text = _("phase {title}").format(title=scenario.phase_by_id[phase].title)
        case ev.DecisionTaken(decision=decision, choice=choice):
            taken = scenario.decision_by_id[decision].choice(choice)
            text = _("decision: {answer}").format(answer=taken.title if taken is not None else choice)
        case ev.ActionStarted(unit=unit, does=does):
            text = f"{_(ACTION_KINDS[does].title)} ({scenario.units[unit].title})"
        case ev.ValueOverridden(who=who):
            text = _("override by {who}").format(who=who)
        case ev.StageOpened():
            text = _("taken over from the stage before")
    return text


def _holder(held: Held, events: Sequence[ev.Event]) -> str:
    event = _event(held.seq, events)
    if event is not None and isinstance(event.body, ev.ValueOverridden):
        return event.body.who
    return _("the controller")


def _event(seq: int | None, events: Sequence[ev.Event]) -> ev.Event | None:
    if seq is None:
        return None
    place = bisect_left(events, seq, key=lambda event: event.seq)
    return events[place] if place < len(events) and events[place].seq == seq else None


def _scale(explanation: Explanation) -> int:
    """How many parts a point is shown in."""
    return 1 if any(abs(cause.points) >= _WHOLE_FROM for cause in explanation.causes) else 10


def _shown(index: float, scale: int) -> int:
    return round(index * scale)


def _rounded(shares: Sequence[float], total: int) -> list[int]:
    """Whole numbers that add up to a total, each as near to its share as that allows: the largest remainders go up.

    A total within half of the sum of the shares moves none of them by one or more; the last takes what is beyond.
    """
    whole = [floor(share) for share in shares]
    left = total - sum(whole)
    by_remainder = sorted(range(len(shares)), key=lambda place: whole[place] - shares[place])
    for place in by_remainder[: max(0, left)]:
        whole[place] += 1
    if whole:
        whole[-1] += total - sum(whole)
    return whole


def _signed(units: int, scale: int) -> str:
    if not units:
        return "±0"
    return f"{'+' if units > 0 else '−'}{_number(abs(units), scale)}"


def _number(units: int, scale: int) -> str:
    if scale == 1:
        return str(units)
    whole, tenths = divmod(units, scale)
    return _("{whole}.{tenths}").format(whole=whole, tenths=tenths)
