from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from player.model.rules import Certainty
from player.ui.plots.marks import (
    Chip,
    FindingMark,
    Mark,
    MarksInView,
    Mode,
    Overridden,
    OverrideMark,
    held_at,
    lay_chips,
    marks_apart,
    marks_near,
)

WIDTH_PX = 500.0
MS_PER_PX = 1000


def mark(rule: str, from_ms: int, to_ms: int | None = None, *, sure: bool = True, is_open: bool = True) -> FindingMark:
    certainty = Certainty.HIGH if sure else Certainty.MEDIUM
    return FindingMark(
        f"{rule}.{from_ms}", rule, from_ms, from_ms if to_ms is None else to_ms, certainty, is_open, rule
    )


def lay(marks: list[FindingMark], rows: int = 1) -> list[Chip]:
    return lay_chips(marks, lambda ms: ms / MS_PER_PX, WIDTH_PX, rows, lambda text: 8.0 * len(text))


@given(st.lists(st.builds(Mark, st.integers(0, 600_000), st.sampled_from(("note", "inject")), st.just(""))))
def test_flags_stand_wherever_there_is_a_mark_in_view_and_once_in_a_px(marks: list[Mark]) -> None:
    ordered = sorted(marks, key=lambda one: one.at_ms)
    start_ms, end_ms = 100_000, 500_000
    apart = marks_apart(ordered, start_ms, end_ms, lambda ms: (ms - start_ms) / MS_PER_PX)
    places = [(round(x), kind) for x, kind in apart]
    wanted = {(round((one.at_ms - start_ms) / MS_PER_PX), one.kind) for one in marks if start_ms <= one.at_ms <= end_ms}
    assert len(places) == len(set(places))
    assert set(places) == wanted


class Stretch:
    """A lane of half a pixel a second."""

    def __init__(self, start_ms: int, end_ms: int) -> None:
        self.start_ms, self.end_ms = start_ms, end_ms
        self.width_px = (end_ms - start_ms) / (2 * MS_PER_PX)

    def x_of(self, t_ms: float) -> float:
        return (t_ms - self.start_ms) / (2 * MS_PER_PX)


@given(
    st.lists(st.tuples(st.integers(0, 600_000), st.sampled_from(("note", "inject"))), max_size=40),
    st.lists(st.integers(0, 40)),
    st.lists(st.sampled_from([(0, 600_000), (100_000, 500_000)]), min_size=1),
)
def test_marks_that_are_added_stand_where_they_would_if_all_were_looked_at_anew(
    marks: list[tuple[int, str]], cuts: list[int], views: list[tuple[int, int]]
) -> None:
    ordered = [Mark(at_ms, kind, "") for at_ms, kind in sorted(marks)]
    growing: list[Mark] = []
    in_view = MarksInView()
    for place, cut in enumerate([*sorted(cuts), len(ordered)]):
        growing.extend(ordered[len(growing) : cut])
        lane = Stretch(*views[place % len(views)])
        found = marks_apart(growing, lane.start_ms, lane.end_ms, lane.x_of)
        assert dict(in_view.places(growing, lane)) == {(round(x), kind): x for x, kind in found}
    other = ordered[::2]
    assert set(in_view.places(other, lane)) == {
        (round(x), kind) for x, kind in marks_apart(other, lane.start_ms, lane.end_ms, lane.x_of)
    }


def test_each_has_a_head_of_its_own_where_there_is_room() -> None:
    chips = lay([mark("R1", 0), mark("R2", 100_000), mark("R3", 300_000)])
    assert [(chip.at, chip.text, chip.row) for chip in chips] == [(0, "R1", 0), (100, "R2", 0), (300, "R3", 0)]


def test_those_that_would_touch_share_a_head_which_says_how_many_they_are() -> None:
    chips = lay([mark("R1", 0), mark("R4", 10_000), mark("R8", 12_000), mark("R2", 200_000), mark("R2", 201_000)])
    assert [chip.text for chip in chips] == ["R1 +2", "R2 ×2"]


def test_a_second_row_takes_what_has_no_room_in_the_first() -> None:
    chips = lay([mark("R1", 0), mark("R4", 10_000), mark("R8", 12_000)], rows=2)
    assert [(chip.text, chip.row) for chip in chips] == [("R1", 0), ("R4 +1", 1)]


def test_a_head_at_the_right_edge_stands_left_of_its_moment() -> None:
    (chip,) = lay([mark("R12", 499_000)])
    assert chip.right == WIDTH_PX
    assert chip.at == 499


def test_what_began_before_the_view_has_its_head_at_the_left_edge_and_what_is_out_of_it_none() -> None:
    marks = [mark("R1", -90_000, -50_000), mark("R2", -40_000, 90_000), mark("R3", 600_000, 700_000)]
    assert [(chip.at, chip.text) for chip in lay(marks)] == [(0, "R2")]


def test_a_head_looks_like_what_is_open_and_surest() -> None:
    marks = [mark("R4", 0, is_open=False), mark("R1", 100, sure=False), mark("R2", 200), mark("R5", 300, is_open=False)]
    (chip,) = lay(marks)
    assert (chip.leading.rule, chip.text) == ("R2", "R2 +3")


@given(
    starts=st.lists(st.integers(-100_000, 600_000), max_size=40),
    length=st.integers(0, 200_000),
    rows=st.integers(1, 3),
)
def test_heads_of_a_row_never_touch_and_nothing_in_view_is_lost(starts: list[int], length: int, rows: int) -> None:
    marks = [mark(f"R{n % 14 + 1}", start, start + length) for n, start in enumerate(sorted(starts))]
    chips = lay(marks, rows)
    shown = [one for chip in chips for one in chip.marks]
    in_view = [one for one in marks if one.to_ms >= 0 and one.from_ms <= WIDTH_PX * MS_PER_PX]
    assert sorted(one.from_ms for one in shown) == [one.from_ms for one in in_view]
    for row in range(rows):
        boxes = sorted((chip.left, chip.right) for chip in chips if chip.row == row)
        assert all(right <= left for (_left, right), (left, _right) in pairwise(boxes))
        assert all(left >= 0 and right <= WIDTH_PX for left, right in boxes)


def test_what_is_held_lasts_until_it_is_let_go_or_up_to_now() -> None:
    held = OverrideMark(10, Overridden.TENSION, Mode.HOLD, 40, 50, "held")
    let_go = OverrideMark(10, Overridden.TENSION, Mode.HOLD, 40, 50, "let go", until_ms=30)
    put = OverrideMark(10, Overridden.TENSION, Mode.SET, 40, 50, "set")
    marks = [held, let_go, put]
    assert held_at(marks, 20, 100) == [held, let_go]
    assert held_at(marks, 40, 100) == [held]
    assert held_at(marks, 101, 100) == []
    assert put.end_ms(100) == 10


def test_the_pointer_finds_the_marks_beside_it() -> None:
    marks = [Mark(ms, "note", str(ms)) for ms in (0, 900, 1000, 1100, 1200, 9000)]
    assert [one.at_ms for one in marks_near(marks, 1000, 50.0)] == [900, 1000, 1100]
    assert marks_near(marks, 5000, 50.0) == []
