"""The scale of the time axis: where its ticks fall, what they say, and how far it reaches. No Qt."""

from __future__ import annotations

from player.model.times import DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS

SHORTEST_VIEW_MS = 20 * SECOND_MS
"""How far one can zoom in."""

_STEPS_MS = (
    *(n * SECOND_MS for n in (1, 2, 5, 10, 15, 30)),
    *(n * MINUTE_MS for n in (1, 2, 5, 10, 15, 30)),
    *(n * HOUR_MS for n in (1, 2, 3, 6, 12)),
)


def tick_step_ms(length_ms: int, width_px: float, spacing_px: float) -> int:
    """The smallest round step between ticks that keeps labels this far apart."""
    least_ms = length_ms * spacing_px / max(1.0, width_px)
    for step_ms in _STEPS_MS:
        if step_ms >= least_ms:
            return step_ms
    return DAY_MS * max(1, -(-int(least_ms) // DAY_MS))


def ticks_ms(start_ms: int, end_ms: int, step_ms: int) -> range:
    """Every multiple of the step between the two times, ends included."""
    return range(-(-start_ms // step_ms) * step_ms, end_ms + 1, step_ms)


def is_in_hours(end_ms: int) -> bool:
    """Whether an axis up to this time is labelled ``h:mm`` rather than ``mm:ss``."""
    return end_ms >= HOUR_MS


def tick_text(ms: int, step_ms: int, *, hours: bool) -> str:
    """The label of a tick: ``mm:ss``; with hours ``h:mm``, or ``h:mm:ss`` between full minutes."""
    total_s = ms // SECOND_MS
    minutes, seconds = divmod(total_s, 60)
    if not hours:
        return f"{minutes:02}:{seconds:02}"
    text = f"{minutes // 60}:{minutes % 60:02}"
    return f"{text}:{seconds:02}" if step_ms < MINUTE_MS else text


def reach_ms(planned_ms: int, now_ms: int) -> int:
    """How far the axis of a running drill reaches: its planned length, and in overtime further in round steps.

    The steps keep the axis still for minutes at a time: a curve that shrinks every second cannot be read.
    """
    end_ms = max(planned_ms, 5 * MINUTE_MS)
    while now_ms > end_ms - end_ms // 50:
        step_ms = tick_step_ms(end_ms, 10.0, 1.0)
        end_ms = (end_ms // step_ms + 1) * step_ms
    return end_ms


def zoomed(view_ms: tuple[int, int], limits_ms: tuple[int, int], at_ms: float, factor: float) -> tuple[int, int]:
    """The view after zooming around a moment; a factor under 1 zooms in. It stays within the limits."""
    start_ms, end_ms = view_ms
    longest_ms = limits_ms[1] - limits_ms[0]
    length_ms = max(min(round((end_ms - start_ms) * factor), longest_ms), min(SHORTEST_VIEW_MS, longest_ms))
    share = (at_ms - start_ms) / max(1, end_ms - start_ms)
    return within(round(at_ms - share * length_ms), limits_ms, length_ms)


def within(wished_ms: int, limits_ms: tuple[int, int], length_ms: int) -> tuple[int, int]:
    """A view of this length that starts as near to the wished start as the limits allow."""
    start_ms = max(limits_ms[0], min(wished_ms, limits_ms[1] - length_ms))
    return start_ms, start_ms + length_ms
