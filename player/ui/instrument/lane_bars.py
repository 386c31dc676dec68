"""Bars in rows: what lies at one time lies under one another, with room for its words as far as there is any."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from math import inf

from player.model.rules import Certainty
from player.review.lane_marks import AnnotationSpan, ExpectedSpan
from player.review.lane_spans import FindingSpan, stacked
from player.ui.instrument.lane_feed import KeptBars, LaneFeed
from player.ui.scenario.axis import Axis
from player.ui.theme import SPACE, scaled, text_font
from player.ui.widgets.painted import text_width

MOST_STACKED = 6
"""Findings, overrides or expected actions of one moment lie in at most so many rows."""

MOST_NOTES = 2
"""Annotations of one moment lie in at most so many rows."""

MOST_BARS = 160
"""Of more expected actions in view only groups are shown."""

MARK_PX = 15.0
_LABEL_PX = 132
_NOTE_PX = 170
_GROUP_PX = 48.0


@dataclass(frozen=True, slots=True)
class Bar:
    """Something in its row.

    Attributes:
        place: its number in the feed; of a group the one that weighs the most.
        until: where the next one in its row begins, which lies over it; infinite where there is none.
        count: how many it stands for.
    """

    place: int
    row: int
    left: float
    right: float
    until: float = inf
    count: int = 1


def rows_of(bars: Sequence[Bar]) -> int:
    """How many rows they take, at least one."""
    return 1 + max((bar.row for bar in bars), default=0)


def finding_bars(feed: LaneFeed, axis: Axis, most: int) -> tuple[Bar, ...]:
    """The findings in at most so many rows; worked out once for what is the same, as there may be thousands."""
    font, found = text_font("key"), feed.findings
    beside = scaled(14) + 4 * SPACE
    words = {rule: text_width(font, rule) + beside for rule in {span.finding.rule for span in found}}
    key = axis, most, tuple(sorted(words.items()))
    if feed.bars.findings is not found:
        feed.bars = KeptBars(found, {})
    kept = feed.bars.known.get(key)
    if kept is not None:
        return kept

    def edges(place: int) -> tuple[float, float, int]:
        finding = found[place].finding
        left = axis.x_of(finding.from_ms)
        return left, max(axis.x_of(finding.to_ms), left + words[finding.rule]), place

    bars = _stack(axis, [edges(place) for place in range(len(found))], most)
    feed.bars.known[key] = on_top = _gravest_on_top(bars, most, lambda place: _gravity(found[place]))
    return on_top


def override_bars(feed: LaneFeed, axis: Axis, most: int) -> tuple[Bar, ...]:
    """The overrides in at most so many rows."""

    def edges(place: int) -> tuple[float, float]:
        span = feed.lanes.overrides[place]
        left = axis.x_of(span.start_ms)
        least = scaled(64 if span.held or span.unit else 44)
        return left, max(axis.x_of(feed.end_ms if span.end_ms is None else span.end_ms), left + least)

    return _stack(axis, [(*edges(place), place) for place in range(len(feed.lanes.overrides))], most)


def note_bars(feed: LaneFeed, axis: Axis, most: int) -> tuple[Bar, ...]:
    """The annotations in at most so many rows."""
    font = text_font("key")

    def edges(span: AnnotationSpan) -> tuple[float, float]:
        left, end, mark = axis.x_of(span.start_ms), axis.x_of(span.end_ms), scaled(MARK_PX) + SPACE
        word = min(float(scaled(_NOTE_PX)), text_width(font, first_line(span.text))) + SPACE if span.text else 0.0
        if span.end_ms == span.start_ms:
            return left - scaled(MARK_PX) / 2, left + mark + word
        return left, end if left + mark + word + SPACE <= end else max(end, left + mark) + word + SPACE

    each = enumerate(feed.lanes.annotations)
    return _stack(axis, [(*edges(span), place) for place, span in each], min(most, MOST_NOTES))


def expected_bars(feed: LaneFeed, axis: Axis, most: int) -> tuple[Bar, ...]:
    """The expected actions in at most so many rows; where there are too many to tell apart, their groups in one."""
    track, now_ms = feed.lanes.expected, feed.end_ms
    seen = [
        (place, span)
        for place, span in enumerate(track.items[: track.until(axis.end_ms)])
        if reach_ms(span, now_ms) >= axis.start_ms
    ]
    if len(seen) > MOST_BARS:
        return tuple(_groups(axis, seen))
    font, titles = text_font("key"), feed.view.scenario.expected_by_id

    def edges(place: int, span: ExpectedSpan) -> tuple[float, float, int]:
        left, end = axis.x_of(span.start_ms), axis.x_of(reach_ms(span, now_ms))
        left -= max(0.0, scaled(MARK_PX) / 2 - (end - left))  # its mark reaches over the beginning of a short one
        word = min(float(scaled(_LABEL_PX)), text_width(font, str(titles[span.expected].text)))
        return left, max(end, left + 4) + scaled(MARK_PX) / 2 + word + 2 * SPACE, place

    bars = _stack(axis, [edges(place, span) for place, span in seen], most)
    return _gravest_on_top(bars, most, lambda place: feed.lanes.expected.items[place].fate)


def reach_ms(span: ExpectedSpan, now_ms: int) -> int:
    """Up to when an expected action is drawn: until it was settled; while it is open, until its deadline at least."""
    return max(now_ms, span.deadline_ms) if span.end_ms is None else span.end_ms


def first_line(text: str) -> str:
    """The first line of what was written."""
    return text.split("\n", 1)[0]


def _gravity(span: FindingSpan) -> int:
    return 2 * span.is_open + (span.finding.certainty is Certainty.HIGH)


def _gravest_on_top(bars: tuple[Bar, ...], most: int, gravity: Callable[[int], int]) -> tuple[Bar, ...]:
    """In a single row bars cover one another: the gravest are to be painted, and pointed at, over the rest."""
    return tuple(sorted(bars, key=lambda bar: gravity(bar.place))) if most == 1 else bars


def _groups(axis: Axis, seen: Iterable[tuple[int, ExpectedSpan]]) -> list[Bar]:
    width = float(scaled(_GROUP_PX))
    found: dict[int, Bar] = {}
    worst: dict[int, int] = {}
    for place, span in seen:
        cell = int(max(0.0, axis.x_of(span.start_ms) - axis.left_px) // width)
        before = found.get(cell)
        if before is None:
            left = axis.left_px + cell * width
            found[cell], worst[cell] = Bar(place, 0, left, left + width, left + width), span.fate
        else:
            weighs_more = span.fate > worst[cell]
            worst[cell] = max(worst[cell], span.fate)
            found[cell] = replace(before, place=place if weighs_more else before.place, count=before.count + 1)
    return [found[cell] for cell in sorted(found)]


def _stack(axis: Axis, edges: Sequence[tuple[float, float, int]], most: int) -> tuple[Bar, ...]:
    """The bars in rows; those out of view take no room."""
    ordered = sorted(one for one in edges if one[1] > axis.left_px and one[0] < axis.right_px)
    rows = stacked([(left, right + 2.0) for left, right, _place in ordered], most)
    bars: list[Bar] = []
    until: dict[int, float] = {}
    for (left, right, place), row in zip(reversed(ordered), reversed(rows), strict=True):
        bars.append(Bar(place, row, left, right, until.get(row, inf)))
        until[row] = left
    return tuple(reversed(bars))
